import datetime as dt

import pytest

from kiosk.domain.freshness import (
    CALL_FIRST_DAYS,
    HoursCertainty,
    age_days,
    counted_from,
    hours_confirmed,
    is_in_force,
    visibility_of,
    year_of,
)
from kiosk.domain.records import Schedule, Source

TODAY = dt.date(2026, 11, 24)


def days_old(days: int) -> dt.date:
    return TODAY - dt.timedelta(days)


def row(assured_hours: dt.date | None) -> Schedule:
    return Schedule(id="h", service_id="s", assured_hours=assured_hours)


@pytest.mark.parametrize(
    ("days", "hours", "call_first"),
    [
        (0, HoursCertainty.PLAIN, False),
        (90, HoursCertainty.PLAIN, False),
        (91, HoursCertainty.USUAL, True),
        (180, HoursCertainty.USUAL, True),
        (181, HoursCertainty.OLD, True),
        (4000, HoursCertainty.OLD, True),
        (None, HoursCertainty.OLD, True),
    ],
)
def test_how_certain_hours_are_at_an_age(
    days: int | None, hours: HoursCertainty, *, call_first: bool
) -> None:
    date = None if days is None else days_old(days)
    found = visibility_of(date, TODAY, not_before=TODAY)
    assert (found.hours, found.call_first, found.days) == (hours, call_first, days)


@pytest.mark.parametrize(
    ("confirmed", "hours"),
    [
        (0, HoursCertainty.PLAIN),
        (90, HoursCertainty.PLAIN),
        (91, HoursCertainty.USUAL),
        (365, HoursCertainty.USUAL),
        (366, HoursCertainty.OLD),
    ],
)
@pytest.mark.parametrize("days", [500, None])
def test_hours_that_were_confirmed_outlive_an_old_record(
    days: int | None, confirmed: int, hours: HoursCertainty
) -> None:
    date = None if days is None else days_old(days)
    found = visibility_of(date, TODAY, not_before=TODAY, assured_hours=days_old(confirmed))
    assert found.hours is hours
    assert found.call_first


@pytest.mark.parametrize("days", [10, 100, 200, 4000, None])
@pytest.mark.parametrize("always_walk_in", [False, True])
def test_what_is_there_day_and_night_keeps_its_hours_and_an_open_door_needs_no_call(
    days: int | None, *, always_walk_in: bool
) -> None:
    date = days_old(days) if days is not None else None
    found = visibility_of(date, TODAY, not_before=TODAY, always=True, always_walk_in=always_walk_in)
    plain = visibility_of(date, TODAY, not_before=TODAY)
    assert found.hours is HoursCertainty.PLAIN
    assert found.call_first is (not always_walk_in and plain.call_first)
    assert found.days == plain.days


def test_an_untrusted_clock_says_call_first_and_no_age() -> None:
    for confirmed in (None, days_old(10)):
        found = visibility_of(days_old(10), None, not_before=TODAY, assured_hours=confirmed)
        assert (found.call_first, found.hours, found.days) == (True, HoursCertainty.USUAL, None)


def test_a_check_dated_ahead_of_today_proves_nothing() -> None:
    assert age_days(TODAY + dt.timedelta(1), TODAY) is None
    found = visibility_of(TODAY + dt.timedelta(1), TODAY, not_before=TODAY)
    assert (found.call_first, found.hours) == (True, HoursCertainty.USUAL)


def test_hours_are_confirmed_only_if_each_row_is() -> None:
    first, last = days_old(40), days_old(10)
    assert hours_confirmed([row(last), row(first)]) == first
    assert hours_confirmed([row(last), row(None)]) is None
    assert hours_confirmed([]) is None


@pytest.mark.parametrize("days", [None, 100, 181, 500])
@pytest.mark.parametrize("confirmed", [None, 10, 365, 366])
def test_one_day_tells_a_list_whether_hours_are_old(
    days: int | None, confirmed: int | None
) -> None:
    date = None if days is None else days_old(days)
    rows = [row(None if confirmed is None else days_old(confirmed))]
    found = visibility_of(date, TODAY, not_before=TODAY, assured_hours=hours_confirmed(rows))
    counted = counted_from(date, rows)
    recent = counted is not None and (TODAY - counted).days <= CALL_FIRST_DAYS
    assert recent is (found.hours is not HoursCertainty.OLD)


def test_the_year_is_that_of_the_check_else_of_the_oldest_source() -> None:
    sources = (Source(name="a", date="2024-05"), Source(name="b"), Source(name="c", date="2023"))
    assert year_of(TODAY, sources) == TODAY.year
    assert year_of(None, sources) == 2023
    assert year_of(None, sources[1:2]) is None


@pytest.mark.parametrize(
    ("start", "end"), [(None, None), (TODAY, TODAY), (days_old(1), None), (None, TODAY)]
)
def test_a_dated_fact_is_said_within_its_dates(start: dt.date | None, end: dt.date | None) -> None:
    assert is_in_force(start, end, TODAY)


@pytest.mark.parametrize(("start", "end"), [(None, days_old(1)), (TODAY + dt.timedelta(1), None)])
def test_a_dated_fact_is_silent_outside_its_dates(
    start: dt.date | None, end: dt.date | None
) -> None:
    assert not is_in_force(start, end, TODAY)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (10, HoursCertainty.USUAL),
        (91, HoursCertainty.USUAL),
        (181, HoursCertainty.OLD),
        (366, HoursCertainty.OLD),
    ],
)
def test_an_untrusted_clock_never_makes_a_record_younger(
    age: int, expected: HoursCertainty
) -> None:
    surely = dt.date(2026, 11, 25)
    found = visibility_of(surely - dt.timedelta(days=age), None, not_before=surely)
    assert (found.hours, found.days) == (expected, None)
