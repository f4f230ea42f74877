import datetime as dt

import pytest

from kiosk.domain.clock import ClockError, FixedClock, SystemClock, zone
from kiosk.domain.freshness import HoursCertainty, is_in_force, visibility_of

SACRAMENTO = zone("America/Los_Angeles")
FLOOR = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def system(now: dt.datetime, *, vouched: bool = True) -> SystemClock:
    return SystemClock(SACRAMENTO, FLOOR, lambda: vouched, lambda: now)


def test_a_plausible_vouched_clock_is_trusted_and_local() -> None:
    read = system(dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC)).read()
    assert read.trusted
    assert read.local == dt.datetime(2026, 11, 24, 10, tzinfo=SACRAMENTO)
    assert read.today == dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
        FLOOR - dt.timedelta(seconds=1),
        dt.datetime(2035, 1, 1, tzinfo=dt.UTC),
        dt.datetime(2106, 2, 7, tzinfo=dt.UTC),
    ],
)
def test_an_implausible_clock_is_not_trusted(moment: dt.datetime) -> None:
    read = system(moment).read()
    assert (read.trusted, read.local, read.today) == (False, None, None)


def test_time_never_runs_before_the_floor() -> None:
    read = system(dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).read()
    assert read.not_before == FLOOR.astimezone(SACRAMENTO).date()


@pytest.mark.parametrize("year", [2032, 2040, 2106, 9999])
def test_a_clock_far_ahead_has_begun_no_day_later_than_the_floor(year: int) -> None:
    """Else all hours would be old, and what is not in force yet would be shown."""
    read = system(dt.datetime(year, 12, 31, tzinfo=dt.UTC)).read()
    assert (read.trusted, read.not_before) == (False, FLOOR.astimezone(SACRAMENTO).date())
    found = visibility_of(dt.date(2026, 9, 1), read.today, not_before=read.not_before)
    assert found.hours is HoursCertainty.USUAL
    assert not is_in_force(dt.date(2028, 1, 1), None, read.not_before)


def test_an_unvouched_clock_within_reach_counts_as_the_least_that_has_passed() -> None:
    moment = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    read = system(moment, vouched=False).read()
    assert (read.trusted, read.now) == (False, moment)


def test_nobody_vouching_means_no_trust() -> None:
    assert not system(dt.datetime(2026, 11, 24, tzinfo=dt.UTC), vouched=False).read().trusted


def test_a_fixed_clock_takes_wall_clock_time_or_an_offset() -> None:
    wall = FixedClock.at("2026-11-24T10:30", "America/Los_Angeles").read()
    offset = FixedClock.at("2026-11-24T18:30+00:00", "America/Los_Angeles").read()
    assert wall.now == offset.now
    assert wall.now.hour == 10
    assert FixedClock.at("2026-11-24", "America/Los_Angeles", trusted=False).read().today is None


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "", "America"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(ClockError, match="unknown time zone"):
        zone(name)


def test_a_text_that_is_no_time_is_named() -> None:
    with pytest.raises(ClockError, match="soon"):
        FixedClock.at("soon", "America/Los_Angeles")
