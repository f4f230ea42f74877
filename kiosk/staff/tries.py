"""Tries at the PIN: counted on disk before each check, so that no power cut gives one back.

``tries.json`` holds the wrong tries in a row; a disk that is full takes them too, so that staff
can come in and make room. Waiting is measured by the machine's monotonic clock
alone, which nobody can set, and from the start of the program at the earliest: setting the clock
skips nothing, and after a restart the whole wait begins anew.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk import durable
from kiosk.staff import pin as pins
from kiosk.staff import tally

FILE: Final = "tries.json"
FREE: Final = 5
"""Wrong tries without a wait: slips of a finger. All three numbers are those of VxSuite's PIN."""
FIRST_WAIT_S: Final = 15
"""The wait after those; each wrong try more doubles it."""
MOST: Final = 15
"""Wrong tries until only ``pin reset`` in the machine's shell helps."""
PRESUMED: Final = 10
"""Wrong tries taken for granted where the count cannot be read: eight minutes, five tries left.

Only a damaged disk loses the count: neither may that give tries away, nor may it lock out staff
who know their PIN; the right one puts the count back to nothing.
"""


class Door(StrEnum):
    """Whether a PIN may be typed now."""

    OPEN = "open"
    WAITING = "waiting"
    LOCKED = "locked"


class Try(StrEnum):
    """What came of one."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_NOW = "not_now"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class Standing:
    """The door, the seconds until it opens again, and how many tries are left before the lock."""

    door: Door
    seconds: int = 0
    left: int = MOST


def wait_after(wrong: int) -> int | None:
    """Seconds to wait after so many wrong tries in a row; ``None``: locked.

    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  ======
    wrong  0-4  5    6    7    8    9    10   11     12     13     14
    wait   0    15   30   60   120  240  480  960    1,920  3,840  7,680
    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  ======
    """
    if wrong >= MOST:
        return None
    return 0 if wrong < FREE else FIRST_WAIT_S * 2 ** (wrong - FREE)


def clear(folder: Path) -> None:
    """No wrong tries: after the right PIN, and after a new one was set in the shell.

    Raises:
        OSError: it could not be written.
    """
    _write(folder, 0)


def _write(folder: Path, wrong: int) -> None:
    tally.write(folder / FILE, wrong, mode=durable.OWNER_ONLY)


def _read(folder: Path) -> int:
    count = tally.read(folder / FILE, MOST)
    return PRESUMED if count is None else count


class Gate:
    """The one way to try a PIN. ``monotonic`` counts seconds that nobody can set."""

    def __init__(self, folder: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._folder, self._monotonic = folder, monotonic
        self._since = monotonic()

    def standing(self) -> Standing:
        """Whether a PIN may be typed now."""
        wrong = _read(self._folder)
        wait = wait_after(wrong)
        if wait is None:
            return Standing(Door.LOCKED, left=0)
        gone = self._monotonic() - self._since
        if gone < wait:
            return Standing(Door.WAITING, seconds=math.ceil(wait - gone), left=MOST - wrong)
        return Standing(Door.OPEN, left=MOST - wrong)

    def attempt(self, pin: str) -> Try:
        """Tries a PIN: counted and safe on disk before it is looked at.

        ``NOT_NOW`` where the door is not open; ``NOT_COUNTED`` where the disk does not take the
        count: then the PIN is not looked at either. Takes about 0.2 s.

        Raises:
            PinUnreadable: what keeps the PIN is damaged.
        """
        if self.standing().door is not Door.OPEN:
            return Try.NOT_NOW
        try:
            _write(self._folder, _read(self._folder) + 1)
        except OSError:
            return Try.NOT_COUNTED
        self._since = self._monotonic()
        if not pins.matches(self._folder, pin):
            return Try.WRONG
        try:
            clear(self._folder)
        except OSError:
            return Try.NOT_COUNTED
        return Try.RIGHT
