"""PIN attempts, counted on disk before each check, so that a power cut never gives one back.

``tries.json`` counts the consecutive wrong attempts at the staff's PIN, ``helper-tries.json`` those
at the helpers' PIN; neither locks the other. Both can be written on a full disk too, so that staff
can enter and free space. Waits are measured by the monotonic clock, which nobody can set, and at
the earliest from the start of the program: a short wait restarts with the program.

After 15 wrong attempts the PIN is locked for a day, then there is one attempt a day. It is never
locked for good, or anyone who knows the corner could lock staff out with 15 touches. A day is over
by the wall clock if that is trusted both at the attempt and now, or after the program has run for
24 hours in total. So a wrong clock neither opens the lock nor keeps it shut. A stick with a file
signed by this kiosk's coalition opens 15 more attempts, a minute apart, so that a daily visitor
cannot lock staff out either. Each file does so once, and after it only a newer one, until the right
PIN is entered.

A guesser has 15 + 365 attempts a year: 0.04 % of the million six-digit PINs. With a new file every
week, which only the coalition and the staff have, it is 15 + 365 + 52 x 15 = 1,160, or 0.12 %.
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
from kiosk.sync.provisioned import PinOwner

FILE: Final = PinOwner.STAFF.tries_file
FREE: Final = 5
"""Wrong attempts without a wait. This and the next two values are those of VxSuite's PIN."""
FIRST_WAIT_S: Final = 15
"""The wait after those; each further wrong attempt doubles it."""
MOST: Final = 15
"""Wrong attempts until the lock."""
DAY_S: Final = 24 * 60 * 60
"""How long the lock lasts, also after each further wrong attempt."""
MORE: Final = 15
APART_S: Final = 60
"""The attempts that a signed file opens, and the seconds between two of them."""
PRESUMED: Final = 10
"""Wrong attempts assumed if the count cannot be read: a wait of eight minutes, five attempts left.

Only a damaged disk loses the count. That must not give attempts away, nor lock out staff who know
their PIN: the right one resets the count.
"""


class LockState(StrEnum):
    """States of the PIN entry."""

    OPEN = "open"
    WAITING = "waiting"
    LOCKED = "locked"


class AttemptResult(StrEnum):
    """Results of an attempt."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_NOW = "not_now"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class LockStatus:
    """The state of the entry, the seconds until it opens, and the attempts before the lock."""

    state: LockState
    seconds: int = 0
    left: int = MOST


def wait_after(wrong: int) -> int:
    """Return the seconds to wait after so many consecutive wrong attempts.

    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  =====  ======
    wrong  0-4  5    6    7    8    9    10   11     12     13     14     15
    wait   0    15   30   60   120  240  480  960    1,920  3,840  7,680  86,400
    =====  ===  ===  ===  ===  ===  ===  ===  =====  =====  =====  =====  ======
    """
    if wrong >= MOST:
        return DAY_S
    return 0 if wrong < FREE else FIRST_WAIT_S * 2 ** (wrong - FREE)


def clear(folder: Path, owner: PinOwner = PinOwner.STAFF) -> None:
    """Reset the count, after the right PIN or a new one from the shell.

    Raises:
        OSError: it could not be written.
    """
    _write(folder, TryCount(), owner)


def is_locked(folder: Path, owner: PinOwner = PinOwner.STAFF) -> bool:
    """True if there is only one attempt a day after too many wrong ones."""
    return _read(folder, owner).wrong >= MOST


def _write(folder: Path, count: TryCount, owner: PinOwner = PinOwner.STAFF) -> None:
    two_slot_counter.write(folder / owner.tries_file, count, mode=atomic_files.OWNER_ONLY)


def _read(folder: Path, owner: PinOwner = PinOwner.STAFF) -> TryCount:
    found = two_slot_counter.read(folder / owner.tries_file)
    if found is None or found[0].wrong > MOST:
        return TryCount(wrong=PRESUMED)
    count, whole = found
    return count if whole else _add_wrong(count)


def _add_wrong(count: TryCount, since: int = 0) -> TryCount:
    """Return the count after one more wrong attempt, at ``since`` by a trusted clock.

    The time is stored only for attempts that lock: nothing depends on the others.
    """
    wrong, extra = min(count.wrong + 1, MOST), max(0, count.extra - 1)
    locks = wrong == MOST and not extra
    return TryCount(wrong=wrong, extra=extra, file=count.file, since=since if locks else 0)


def _no_trusted_time() -> dt.datetime | None:
    return None


class PinGuard:
    """The only way to try the PIN of ``owner``.

    ``monotonic`` is a clock that nobody can set; ``started`` is its time when the program started.
    ``trusted_time`` returns the time of the wall clock, or ``None`` while that is not trusted.
    """

    def __init__(
        self,
        folder: Path,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        started: float | None = None,
        trusted_time: Callable[[], dt.datetime | None] = _no_trusted_time,
        owner: PinOwner = PinOwner.STAFF,
    ) -> None:
        self._folder, self._owner = folder, owner
        self._monotonic, self._trusted_time = monotonic, trusted_time
        self._since = monotonic() if started is None else started

    def _read(self) -> TryCount:
        return _read(self._folder, self._owner)

    def _write(self, count: TryCount) -> None:
        _write(self._folder, count, self._owner)

    def status(self) -> LockStatus:
        """Return whether a PIN may be entered, and when."""
        count = self._read()
        elapsed = self._monotonic() - self._since
        if count.extra:
            wait, left = (0 if count.extra == MORE else APART_S), count.extra
        elif count.wrong >= MOST:
            wait, left = DAY_S, 0
            elapsed = max(count.waited + elapsed, self._seconds_since(count))
        else:
            wait, left = wait_after(count.wrong), MOST - count.wrong
        if elapsed >= wait:
            return LockStatus(LockState.OPEN, left=left or 1)
        state = LockState.WAITING if left else LockState.LOCKED
        return LockStatus(state, seconds=math.ceil(wait - elapsed), left=left)

    def _seconds_since(self, count: TryCount) -> float:
        """Return the seconds since the last attempt by the wall clock; 0 if it is not trusted."""
        time_now = self._trusted_time()
        return time_now.timestamp() - count.since if time_now is not None and count.since else 0

    def attempt(self, pin: str) -> AttemptResult:
        """Try a PIN; the attempt is counted on disk before the PIN is checked.

        ``NOT_NOW`` means that no PIN may be entered, ``NOT_COUNTED`` that the disk did not take the
        count: in both cases the PIN is not checked. Takes about 0.2 s.

        Raises:
            PinUnreadable: the PIN file is damaged.
        """
        if self.status().state is not LockState.OPEN:
            return AttemptResult.NOT_NOW
        time_now = self._trusted_time()
        since = 0 if time_now is None else max(0, int(time_now.timestamp()))
        try:
            self._write(_add_wrong(self._read(), since))
        except OSError:
            return AttemptResult.NOT_COUNTED
        self._since = self._monotonic()
        if not pins.matches(self._folder, pin, self._owner):
            return AttemptResult.WRONG
        try:
            clear(self._folder, self._owner)
        except OSError:
            return AttemptResult.NOT_COUNTED
        return AttemptResult.RIGHT

    def open_with(self, file: tuple[int, ...]) -> bool:
        """Open more attempts with a file of these versions, which the coalition signed.

        False if there is no lock, or if this file or a newer one has opened some already.

        Raises:
            OSError: it could not be written; the lock is unchanged.
        """
        count = self._read()
        if self.status().state is not LockState.LOCKED or file <= count.file:
            return False
        self._write(TryCount(wrong=MOST, extra=MORE, file=file))
        return True

    def note_waiting(self) -> None:
        """Save how long the program has run since the last attempt, for after a restart."""
        count, moment = self._read(), self._monotonic()
        if count.wrong < MOST or count.extra:
            return
        ran = int(moment - self._since)
        with suppress(OSError):  # the next call saves it
            self._write(msgspec.structs.replace(count, waited=count.waited + ran))
            self._since += ran
