"""Starts that follow each other too fast: each few of them, the kiosk shows something simpler.

A start failed when another one follows within :data:`WINDOW_S`. The list of starts lives in the
machine's memory, so nothing is written to disk, and a machine that was switched off begins anew.
Whoever stops the service on purpose takes the list away (``ExecStop`` of its unit): no process
can tell that from the end of its compositor.
"""

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

FOLDER_VARIABLE: Final = "RUNTIME_DIRECTORY"
"""systemd names the folder so (systemd.exec(5))."""
NAME: Final = "starts"
WINDOW_S: Final = 120
"""Seconds: a kiosk that has stood so long did not fail at its start."""
PATIENCE: Final = 3
"""Failed starts until something simpler is shown (reliability research, crash loop)."""
_BYTES: Final = 4096


class Footing(IntEnum):
    """What a start stands on, from everything to next to nothing."""

    NORMAL = 0
    PREVIOUS = 1
    """The data before the one in use, and the settings of the program where the site's fail."""
    HELPLINES = 2
    """The helplines that are part of the program; no directory is opened."""
    BARE = 3
    """The same numbers as one picture, with nothing that could fail beside it."""


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
        moment = time.clock_gettime(time.CLOCK_BOOTTIME) if now is None else now
        failed = failed_before(self._read(), moment)
        kept = [*failed, moment][-PATIENCE * Footing.BARE :]
        with suppress(OSError):
            (self.folder / NAME).write_text("".join(f"{each:.1f}\n" for each in kept), "ascii")
        return footing_after(len(failed))

    def _read(self) -> list[float]:
        if self.folder is None:
            return []
        try:
            with (self.folder / NAME).open("rb") as file:
                return [float(line) for line in file.read(_BYTES).split()]
        except (OSError, ValueError):
            return []
