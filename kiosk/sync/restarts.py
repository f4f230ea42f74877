"""Starts that follow each other too fast: each few of them, the kiosk shows something simpler.

A start failed when another one follows within :data:`WINDOW_S`. What stands well on something
simpler tries the next better thing, ever more seldom while that fails. The list of starts lives
in the machine's memory, so nothing is written to disk, and a machine that was switched off begins
anew.
Whoever stops the service on purpose takes the list away (``ExecStop`` of its unit): no process
can tell that from the end of its compositor.
"""

import math
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Final

FOLDER_VARIABLE: Final = "RUNTIME_DIRECTORY"
"""systemd names the folder so (systemd.exec(5))."""
NAME: Final = "starts"
WINDOW_S: Final = 120
"""Seconds: a kiosk that has stood so long did not fail at its start."""
PATIENCE: Final = 3
"""Failed starts until something simpler is shown: one or two may be chance."""
WAITS_S: Final = (600, 3600, 6 * 3600, 24 * 3600)
"""Seconds to stand on something simpler until the better thing is tried; after each try in a row
that failed, the next one. A try that fails costs one start."""
RISE_NAME: Final = "rise"
_BYTES: Final = 4096


class Footing(IntEnum):
    """What a start stands on, from everything to next to nothing."""

    NORMAL = 0
    PREVIOUS = 1
    """The data before the one in use, and the settings of the program where the site's fail.

    Where there is no data before, what is in use once more if it is whole: three failed starts do
    not say that the data is to blame, and three more, after which the helplines follow, do.
    """
    HELPLINES = 2
    """The helplines that are part of the program; no directory is opened."""
    BARE = 3
    """The same numbers as one picture, with nothing that could fail beside it."""


class Shown(StrEnum):
    """What visitors see on it."""

    ALL = "all"
    BEFORE = "before"
    HELPLINES = "helplines"


def footing_after(failed: int) -> Footing:
    """What to stand on after so many failed starts in a row."""
    return Footing(min(failed // PATIENCE, Footing.BARE))


def failed_before(starts: Sequence[float], now: float) -> Sequence[float]:
    """The starts that failed one after the other, up to this one at ``now``; times in seconds."""
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


@dataclass(frozen=True, slots=True)
class Starts:
    """The list in ``folder``; it never raises: a kiosk that cannot count still starts."""

    folder: Path | None

    @classmethod
    def of_machine(cls, environment: Mapping[str, str] = os.environ) -> "Starts":
        """The list of the running service; none where nothing starts the kiosk by itself."""
        named = environment.get(FOLDER_VARIABLE, "").split(":")[0]
        return cls(Path(named) if named else None)

    def begin(self, now: float | None = None) -> Footing:
        """Notes a start at ``now`` (seconds since the machine was switched on)."""
        if self.folder is None:
            return Footing.NORMAL
        moment = _now() if now is None else now
        failed = failed_before(self._read(), moment)
        if not failed:
            with suppress(OSError):
                (self.folder / RISE_NAME).unlink(missing_ok=True)
        self._keep([*failed, moment][-PATIENCE * Footing.BARE :])
        return footing_after(len(failed))

    def withdraw(self) -> None:
        """The start that was noted last tries nothing: there is no display, which is no failure."""
        self._keep(self._read()[:-1])

    def wait(self, footing: Footing) -> float:
        """Seconds that ``footing`` has to stand well until the next better one is tried."""
        tried, fallen = self._tried()
        return WAITS_S[min(fallen, len(WAITS_S) - 1) if tried < footing else 0]

    def rise(self, tried: Footing, now: float | None = None) -> bool:
        """Has the next start stand on ``tried``; if it fails, on what is next to it at once.

        Says whether it will.
        """
        if self.folder is None:
            return False
        moment = _now() if now is None else now
        before, fallen = self._tried()
        again = fallen + 1 if before is tried else 1
        try:
            (self.folder / RISE_NAME).write_text(f"{tried:d} {again}\n", "ascii")
        except OSError:
            return False
        return self._keep([moment] * (PATIENCE * (tried + 1) - 1))

    def _keep(self, starts: Sequence[float]) -> bool:
        if self.folder is None:
            return False
        try:
            lines = (f"{math.floor(each * 10) / 10}\n" for each in starts)  # never after now
            (self.folder / NAME).write_text("".join(lines), "ascii")
        except OSError:
            return False
        return True

    def _tried(self) -> tuple[Footing, int]:
        """What was tried last, and how often in a row; as if all were well where nothing says."""
        if self.folder is None:
            return Footing.BARE, 0
        try:
            with (self.folder / RISE_NAME).open("rb") as file:
                tried, again = map(int, file.read(_BYTES).split())
            return Footing(tried), max(again, 0)
        except (OSError, ValueError):
            return Footing.BARE, 0

    def _read(self) -> list[float]:
        if self.folder is None:
            return []
        try:
            with (self.folder / NAME).open("rb") as file:
                return [float(line) for line in file.read(_BYTES).split()]
        except (OSError, ValueError):
            return []
