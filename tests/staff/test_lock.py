"""The lock after 15 wrong tries: a day long, never for good, opened by no clock that is wrong."""

import datetime as dt
import math
from pathlib import Path

import pytest

from kiosk import atomic_files
from kiosk.staff import pin_lockout, two_slot_counter
from kiosk.staff.pin_lockout import (
    APART_S,
    DAY_S,
    MORE,
    MOST,
    AttemptResult,
    LockState,
    PinGuard,
    is_locked,
)
from kiosk.staff.two_slot_counter import TryCount
from tests.staff.kit import GOOD, WRONG, Seconds, fail

LOCK = pin_lockout.LockStatus(LockState.LOCKED, seconds=DAY_S, left=0)


def locked(kiosk: Path, clock: Seconds, wall: "Wall | None" = None) -> PinGuard:
    """A kiosk whose PIN was just locked."""
    gate = PinGuard(kiosk, clock) if wall is None else PinGuard(kiosk, clock, trusted_time=wall)
    fail(gate, clock, MOST)
    assert gate.status() == LOCK
    return gate


class Wall:
    """A clock on the wall that a test sets, or that is not trusted."""

    def __init__(self) -> None:
        self.now: dt.datetime | None = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime | None:
        return self.now

    def later(self, seconds: float) -> None:
        assert self.now is not None
        self.now += dt.timedelta(seconds=seconds)


def test_fifteen_wrong_tries_lock_for_a_day_then_there_is_one_try_a_day(kiosk: Path) -> None:
    clock = Seconds()
    gate = locked(kiosk, clock)
    clock.now += DAY_S - 1
    assert gate.status().seconds == 1
    assert gate.attempt(GOOD) is AttemptResult.NOT_NOW
    for _ in range(3):
        clock.now += DAY_S
        assert gate.status() == pin_lockout.LockStatus(LockState.OPEN, left=1)
        assert gate.attempt(WRONG) is AttemptResult.WRONG
        assert gate.status() == LOCK
        assert is_locked(kiosk)
    clock.now += DAY_S
    assert gate.attempt(GOOD) is AttemptResult.RIGHT
    assert gate.status() == pin_lockout.LockStatus(LockState.OPEN, left=MOST)
    assert not is_locked(kiosk)


def test_a_year_of_guesses_is_four_in_ten_thousand(kiosk: Path) -> None:
    """Whoever stands before it day and night for a year, and tries whenever the kiosk lets them."""
    clock, made = Seconds(), 0
    gate = PinGuard(kiosk, clock)
    end = clock.now + 365 * DAY_S
    while clock.now < end:
        standing = gate.status()
        if standing.state is LockState.OPEN:
            assert gate.attempt(WRONG) is AttemptResult.WRONG
            made += 1
        clock.now += standing.seconds
    assert made <= MOST + 365
    assert round(100 * made / 10**6, 2) == 0.04


def test_a_machine_that_is_off_at_night_waits_the_day_out_all_the_same(kiosk: Path) -> None:
    """Its clock is never trusted: what counts is how long the program ran."""
    clock = Seconds()
    locked(kiosk, clock)
    for day in range(3):
        clock.now = 5.0  # a new boot
        gate = PinGuard(kiosk, clock)
        assert gate.status().seconds == DAY_S - day * 8 * 3600
        for _ in range(48):
            clock.now += 600
            gate.note_waiting()
    assert gate.status().state is LockState.OPEN
    assert gate.attempt(WRONG) is AttemptResult.WRONG
    assert gate.status() == LOCK


def test_notes_of_the_wait_make_it_no_shorter_and_change_nothing_else(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    fail(gate, clock, 8)
    before = (kiosk / pin_lockout.FILE).read_bytes()
    gate.note_waiting()
    assert (kiosk / pin_lockout.FILE).read_bytes() == before
    assert gate.status().seconds == 120
    fail(gate, clock, MOST - 8)
    for noted in range(100):
        clock.now += 10.4
        gate.note_waiting()
        assert gate.status().seconds == math.ceil(DAY_S - 10.4 * (noted + 1))


@pytest.mark.parametrize(
    ("at_the_try", "now", "opens"),
    [
        pytest.param(0, DAY_S, True, id="a day later"),
        pytest.param(0, DAY_S - 1, False, id="a second too soon"),
        pytest.param(0, -400 * DAY_S, False, id="it was set back"),
        pytest.param(None, DAY_S, False, id="not trusted at the try"),
        pytest.param(0, None, False, id="not trusted now"),
        pytest.param(None, None, False, id="never trusted"),
    ],
)
def test_the_clock_on_the_wall_ends_a_day_only_where_it_is_trusted(
    kiosk: Path, at_the_try: float | None, now: float | None, *, opens: bool
) -> None:
    clock, wall = Seconds(), Wall()
    start = wall.now
    wall.now = None if at_the_try is None else start
    locked(kiosk, clock, wall)
    clock.now = 5.0
    wall.now = start
    wall.later(now or 0)
    if now is None:
        wall.now = None
    gate = PinGuard(kiosk, clock, trusted_time=wall)
    assert (gate.status().state is LockState.OPEN) is opens
    clock.now += DAY_S
    assert gate.status() == pin_lockout.LockStatus(LockState.OPEN, left=1), "it is never for good"


def test_a_file_of_the_coalition_opens_more_tries_a_minute_apart(kiosk: Path) -> None:
    clock = Seconds()
    gate = locked(kiosk, clock)
    assert gate.open_with((1, 1, 7))
    for left in range(MORE, 0, -1):
        assert gate.status() == pin_lockout.LockStatus(LockState.OPEN, left=left)
        assert gate.attempt(WRONG) is AttemptResult.WRONG
        if left > 1:
            assert gate.status() == pin_lockout.LockStatus(
                LockState.WAITING, seconds=APART_S, left=left - 1
            )
            assert PinGuard(kiosk, clock).status().seconds == APART_S
            assert gate.attempt(GOOD) is AttemptResult.NOT_NOW
            clock.now += APART_S
    assert gate.status() == LOCK


@pytest.mark.parametrize(
    ("file", "opens"),
    [((1, 1, 7), False), ((1, 1, 6), False), ((1, 1, 8), True), ((2, 1, 1), True)],
)
def test_each_file_opens_once_and_after_it_only_a_newer_one(
    kiosk: Path, file: tuple[int, ...], *, opens: bool
) -> None:
    clock = Seconds()
    gate = locked(kiosk, clock)
    assert gate.open_with((1, 1, 7))
    assert not gate.open_with((9, 9, 9)), "there is no lock to be opened now"
    fail(gate, clock, MORE)
    assert PinGuard(kiosk, clock).open_with(file) is opens
    assert (gate.status().state is LockState.OPEN) is opens


def test_after_the_right_pin_the_same_file_opens_the_next_lock(kiosk: Path) -> None:
    """A visitor who comes daily does not keep staff out."""
    clock = Seconds()
    for _ in range(3):
        gate = locked(kiosk, clock)
        assert gate.open_with((1, 1, 7))
        assert gate.attempt(GOOD) is AttemptResult.RIGHT
        assert gate.status().left == MOST


def test_no_file_opens_more_before_there_is_a_lock(kiosk: Path) -> None:
    clock = Seconds()
    gate = PinGuard(kiosk, clock)
    assert not gate.open_with((1, 1, 7))
    fail(gate, clock, MOST - 1)
    assert not gate.open_with((1, 1, 7))
    assert gate.status().left == 1


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(TryCount(wrong=MOST, since=1, waited=80_000), id="locked"),
        pytest.param(TryCount(wrong=MOST, extra=3, file=(1, 1, 7)), id="opened"),
    ],
)
def test_a_damaged_slot_gives_no_try_and_no_second_of_the_wait(
    kiosk: Path, before: TryCount
) -> None:
    path = kiosk / pin_lockout.FILE
    for now in (TryCount(wrong=MOST), before):
        two_slot_counter.write(path, now, mode=atomic_files.OWNER_ONLY)
    for at in (0, two_slot_counter.SLOT):
        content = bytearray(path.read_bytes())
        content[at : at + 20] = bytes(20)
        path.write_bytes(content)
        read = pin_lockout._read(kiosk)
        assert (read.wrong, read.since, read.waited) == (MOST, 0, 0)
        assert read.extra <= max(0, before.extra - 1)
        for now in (TryCount(wrong=MOST), before):
            two_slot_counter.write(path, now, mode=atomic_files.OWNER_ONLY)
    assert pin_lockout._read(kiosk) == before


@pytest.mark.parametrize(
    ("wrong", "extra", "since"), [(MOST - 2, 0, 0), (MOST - 1, 0, 99), (MOST, 2, 0), (MOST, 1, 99)]
)
def test_the_time_is_kept_only_of_an_attempt_that_locks(wrong: int, extra: int, since: int) -> None:
    count = pin_lockout._add_wrong(TryCount(wrong=wrong, extra=extra), 99)
    assert (count.since, count.extra) == (since, max(0, extra - 1))
