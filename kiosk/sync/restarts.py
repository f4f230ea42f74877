"""Repeated failed starts: after every few of them, the kiosk shows something simpler.

A start has failed if another one follows within :data:`WINDOW_S`. A kiosk that runs well at a
simpler level tries the next better one, less and less often while that fails. The list of starts
is kept in memory (``/run``), so nothing is written to disk, and rebooting resets it. Stopping the
service on purpose deletes the list (``ExecStop`` of its unit): no process can distinguish that
from the end of its compositor.
"""

import math
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Final

import msgspec

FOLDER_VARIABLE: Final = "RUNTIME_DIRECTORY"
"""The variable in which systemd names the folder (systemd.exec(5))."""
NAME: Final = "starts"
WINDOW_S: Final = 120
"""Seconds after which a start has not failed."""
PATIENCE: Final = 3
"""Failed starts until something simpler is shown: one or two may be chance."""
WAITS_S: Final = (600, 3600, 6 * 3600, 24 * 3600)
"""Seconds to run at a simpler level before trying the better one, by failed tries in a row.

A failed try costs one start.
"""
RISE_NAME: Final = "rise"
_BYTES: Final = 4096


class ServiceLevel(IntEnum):
    """The level a start uses, from everything to almost nothing."""

    NORMAL = 0
    PREVIOUS = 1
    """The previous data, and default settings if the site's fail.

    Without previous data, the current data is tried again if it is intact: three failed starts do
    not prove the data is to blame; three more do, and the helplines follow.
    """
    HELPLINES = 2
    """The compiled-in helplines; no directory is opened."""
    BARE = 3
    """The same numbers as one picture, with nothing else that could fail."""


class ContentLevel(StrEnum):
    """The content visitors see at a level."""

    ALL = "all"
    BEFORE = "before"
    HELPLINES = "helplines"


def level_after(failed: int) -> ServiceLevel:
    """Return the level after so many failed starts in a row."""
    return ServiceLevel(min(failed // PATIENCE, ServiceLevel.BARE))


def failed_before(starts: Sequence[float], now: float) -> Sequence[float]:
    """Return the consecutive failed starts before this one at ``now``; times in seconds."""
    chain: list[float] = []
    following = now
    for start in reversed(starts):
        if not 0 <= following - start <= WINDOW_S:
            break
        chain.append(start)
        following = start
    return chain[::-1]


def _now() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class StartLog(msgspec.Struct, frozen=True):
    """The list in ``folder``; never raises, so that a kiosk that cannot count still starts."""

    folder: Path | None

    @classmethod
    def of_machine(cls, environment: Mapping[str, str] = os.environ) -> "StartLog":
        """Return the list of the running service; an empty one if nothing restarts the kiosk."""
        named = environment.get(FOLDER_VARIABLE, "").split(":")[0]
        return cls(Path(named) if named else None)

    def begin(self, now: float | None = None) -> ServiceLevel:
        """Record a start at ``now`` (seconds since boot) and return its level."""
        if self.folder is None:
            return ServiceLevel.NORMAL
        moment = _now() if now is None else now
        failed = failed_before(self._read(), moment)
        if not failed:
            with suppress(OSError):
                (self.folder / RISE_NAME).unlink(missing_ok=True)
        self._write([*failed, moment][-PATIENCE * ServiceLevel.BARE :])
        return level_after(len(failed))

    def withdraw(self) -> None:
        """Remove the last start: there is no display, which is no failure."""
        self._write(self._read()[:-1])

    def wait(self, level: ServiceLevel) -> float:
        """Return the seconds ``level`` must run well before the next better level is tried."""
        tried, failures = self._tried()
        return WAITS_S[min(failures, len(WAITS_S) - 1) if tried < level else 0]

    def rise(self, tried: ServiceLevel, now: float | None = None) -> bool:
        """Let the next start use the level ``tried``; if that fails, fall back one level at once.

        Returns true if this was stored.
        """
        if self.folder is None:
            return False
        moment = _now() if now is None else now
        before, failures = self._tried()
        tries = failures + 1 if before is tried else 1
        try:
            (self.folder / RISE_NAME).write_text(f"{tried:d} {tries}\n", "ascii")
        except OSError:
            return False
        return self._write([moment] * (PATIENCE * (tried + 1) - 1))

    def _write(self, starts: Sequence[float]) -> bool:
        if self.folder is None:
            return False
        try:
            lines = (f"{math.floor(each * 10) / 10}\n" for each in starts)  # never later than now
            (self.folder / NAME).write_text("".join(lines), "ascii")
        except OSError:
            return False
        return True

    def _tried(self) -> tuple[ServiceLevel, int]:
        """Return the last tried level and how often in a row; as if nothing failed if unknown."""
        if self.folder is None:
            return ServiceLevel.BARE, 0
        try:
            with (self.folder / RISE_NAME).open("rb") as file:
                tried, tries = map(int, file.read(_BYTES).split())
            return ServiceLevel(tried), max(tries, 0)
        except (OSError, ValueError):
            return ServiceLevel.BARE, 0

    def _read(self) -> list[float]:
        if self.folder is None:
            return []
        try:
            with (self.folder / NAME).open("rb") as file:
                return [float(line) for line in file.read(_BYTES).split()]
        except (OSError, ValueError):
            return []
