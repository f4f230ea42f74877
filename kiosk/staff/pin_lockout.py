"""Tries at the PIN: counted on disk before each check, so that no power cut gives one back.

``tries.json`` holds the wrong tries in a row; a disk that is full takes them too, so that staff
can come in and make room. Waiting is measured by the machine's monotonic clock, which nobody can
set, and from the start of the program at the earliest: after a restart a short wait begins anew.

After 15 wrong tries the PIN is locked for a day, then there is one try a day; never for good, since
whoever knows the corner could then keep staff out with 15 touches. A day is over by the clock on
the wall where that is believed, both at the try and now, or once the program ran for 24 hours in
all, which is noted while it runs: a clock that is wrong neither opens the lock nor keeps it shut. A
stick with a file that this kiosk's coalition signed opens 15 more tries at once, a minute apart, so
that a visitor who comes daily does not keep staff out either. Each file opens them once, and after
it only a newer one, until the right PIN was typed.

What a guesser has: 15 + 365 tries a year. Of a million PINs of six digits that is 0.04 %; with a
file of each week, which is in nobody's hands but the coalition's and the staff's, 15 more for each:
15 + 365 + 52 x 15 = 1,160, or 0.12 %.
"""

import datetime as dt
import math
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.staff import pin as pins
from kiosk.staff import two_slot_counter
from kiosk.staff.two_slot_counter import TryCount

FILE: Final = "tries.json"
FREE: Final = 5
"""Wrong tries without a wait: slips of a finger. All three numbers are those of VxSuite's PIN."""
FIRST_WAIT_S: Final = 15
"""The wait after those; each wrong try more doubles it."""
MOST: Final = 15
"""Wrong tries until the lock."""
DAY_S: Final = 24 * 60 * 60
"""How long the lock holds, and after each wrong try that follows."""
MORE: Final = 15
APART_S: Final = 60
"""Tries that a signed file opens, and the seconds between two of them."""
PRESUMED: Final = 10
"""Wrong tries taken for granted where the count cannot be read: eight minutes, five tries left.

Only a damaged disk loses the count: neither may that give tries away, nor may it lock out staff
who know their PIN; the right one puts the count back to nothing.
"""


class LockState(StrEnum):
    """Whether a PIN may be typed now."""

    OPEN = "open"
    WAITING = "waiting"
    LOCKED = "locked"


class AttemptResult(StrEnum):
    """What came of one."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_NOW = "not_now"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class LockStatus:
    """Whether a PIN may be typed, the seconds until it may, and the tries left before the lock."""

    door: LockState
    seconds: int = 0
    left: int = MOST


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row.

    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  =====  ======
    wrong  0-4  5    6    7    8    9    10   11     12     13     14     15
    wait   0    15   30   60   120  240  480  960    1,920  3,840  7,680  86,400
    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  =====  ======
    """
    if wrong >= MOST:
        return DAY_S
    return 0 if wrong < FREE else FIRST_WAIT_S * 2 ** (wrong - FREE)


def clear(folder: Path) -> None:
    """No wrong tries: after the right PIN, and after a new one was set in the shell.

    Raises:
        OSError: it could not be written.
    """
    _write(folder, TryCount())


def is_locked(folder: Path) -> bool:
    """True if there were so many wrong tries that there is one a day."""
    return _read(folder).wrong >= MOST


def _write(folder: Path, now: TryCount) -> None:
    two_slot_counter.write(folder / FILE, now, mode=atomic_files.OWNER_ONLY)


def _read(folder: Path) -> TryCount:
    found = two_slot_counter.read(folder / FILE)
    if found is None or found[0].wrong > MOST:
        return TryCount(wrong=PRESUMED)
    now, whole = found
    return now if whole else _after_wrong(now)


def _after_wrong(now: TryCount, since: int = 0) -> TryCount:
    """The tally after one more wrong try, at ``since`` by a believed clock.

    When a try was is kept of those alone that lock: of others nothing hangs on it.
    """
    wrong, extra = min(now.wrong + 1, MOST), max(0, now.extra - 1)
    locks = wrong == MOST and not extra
    return TryCount(wrong=wrong, extra=extra, file=now.file, since=since if locks else 0)


def _unknown() -> dt.datetime | None:
    """No clock is believed."""
    return None


class PinGuard:
    """The one way to try a PIN.

    ``monotonic`` counts seconds that nobody can set; ``started`` is when the program began by it.
    ``believed`` is the time by the clock on the wall, ``None`` while that is not believed.
    """

    def __init__(
        self,
        folder: Path,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        started: float | None = None,
        believed: Callable[[], dt.datetime | None] = _unknown,
    ) -> None:
        self._folder, self._monotonic, self._believed = folder, monotonic, believed
        self._since = monotonic() if started is None else started

    def standing(self) -> LockStatus:
        """Whether a PIN may be typed now."""
        now = _read(self._folder)
        gone = self._monotonic() - self._since
        if now.extra:
            wait, left = (0 if now.extra == MORE else APART_S), now.extra
        elif now.wrong >= MOST:
            wait, left, gone = DAY_S, 0, max(now.waited + gone, self._seconds_since(now))
        else:
            wait, left = wait_after(now.wrong), MOST - now.wrong
        if gone >= wait:
            return LockStatus(LockState.OPEN, left=left or 1)
        door = LockState.WAITING if left else LockState.LOCKED
        return LockStatus(door, seconds=math.ceil(wait - gone), left=left)

    def _seconds_since(self, now: TryCount) -> float:
        """Seconds since the last try by the clock on the wall; 0 where that is not believed."""
        time_now = self._believed()
        return time_now.timestamp() - now.since if time_now is not None and now.since else 0

    def attempt(self, pin: str) -> AttemptResult:
        """Try a PIN: counted and safe on disk before it is looked at.

        ``NOT_NOW`` where none may be typed; ``NOT_COUNTED`` where the disk does not take the
        count: then the PIN is not looked at either. Takes about 0.2 s.

        Raises:
            PinUnreadable: what keeps the PIN is damaged.
        """
        if self.standing().door is not LockState.OPEN:
            return AttemptResult.NOT_NOW
        time_now = self._believed()
        since = 0 if time_now is None else max(0, int(time_now.timestamp()))
        try:
            _write(self._folder, _after_wrong(_read(self._folder), since))
        except OSError:
            return AttemptResult.NOT_COUNTED
        self._since = self._monotonic()
        if not pins.matches(self._folder, pin):
            return AttemptResult.WRONG
        try:
            clear(self._folder)
        except OSError:
            return AttemptResult.NOT_COUNTED
        return AttemptResult.RIGHT

    def open_with(self, file: tuple[int, ...]) -> bool:
        """Open more tries with a file of these versions, which the coalition signed.

        False where there is no lock, or where this file or a newer one opened some already.

        Raises:
            OSError: it could not be written; the lock is as it was.
        """
        now = _read(self._folder)
        if self.standing().door is not LockState.LOCKED or file <= now.file:
            return False
        _write(self._folder, TryCount(wrong=MOST, extra=MORE, file=file))
        return True

    def note_waiting(self) -> None:
        """Note how long the program ran since the last try, so that a restart does not lose it."""
        now, moment = _read(self._folder), self._monotonic()
        if now.wrong < MOST or now.extra:
            return
        ran = int(moment - self._since)
        with suppress(OSError):  # noted at the next turn
            _write(self._folder, msgspec.structs.replace(now, waited=now.waited + ran))
            self._since += ran
