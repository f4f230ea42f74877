import datetime as dt

import pytest

from kiosk.domain.freshness import Freshness, age_days, is_in_force, visibility_of

TODAY = dt.date(2026, 11, 24)


def days_old(days: int) -> dt.date:
    return TODAY - dt.timedelta(days)


@pytest.mark.parametrize(
    ("days", "freshness", "allows"),
    [
        (0, Freshness.FRESH, (True, True, False)),
        (90, Freshness.FRESH, (True, True, False)),
        (91, Freshness.CALL_FIRST, (True, True, True)),
        (180, Freshness.CALL_FIRST, (True, True, True)),
        (181, Freshness.NO_HOURS, (False, True, True)),
        (365, Freshness.NO_HOURS, (False, True, True)),
        (366, Freshness.OLD, (False, False, True)),
    ],
)
def test_what_age_allows(days: int, freshness: Freshness, allows: tuple[bool, bool, bool]) -> None:
    found = visibility_of(days_old(days), TODAY, not_before=TODAY)
    assert found.freshness is freshness
    assert (found.shows_hours, found.shows_address, found.call_first) == allows
    assert found.days == days


def test_an_undated_record_is_old_and_tells_no_age() -> None:
    found = visibility_of(None, TODAY, not_before=TODAY)
    assert found.freshness is Freshness.OLD
    assert (found.shows_hours, found.shows_address, found.days) == (False, False, None)


@pytest.mark.parametrize("days", [200, 4000])
def test_a_helpline_keeps_its_hours_whatever_its_age(days: int) -> None:
    assert visibility_of(days_old(days), TODAY, not_before=TODAY, helpline=True).shows_hours
    assert visibility_of(None, TODAY, not_before=TODAY, helpline=True).shows_hours


@pytest.mark.parametrize("days", [10, 100, 200, 4000, None])
@pytest.mark.parametrize("open_door", [False, True])
def test_what_is_there_day_and_night_keeps_its_hours_and_an_open_door_its_address(
    days: int | None, *, open_door: bool
) -> None:
    date = days_old(days) if days is not None else None
    found = visibility_of(date, TODAY, not_before=TODAY, always=True, open_door=open_door)
    plain = visibility_of(date, TODAY, not_before=TODAY)
    assert found.shows_hours
    assert found.shows_address is (open_door or plain.shows_address)
    assert found.call_first is (not open_door and plain.call_first)
    assert (found.freshness, found.days) == (plain.freshness, plain.days)


def test_an_untrusted_clock_says_call_first_and_no_age() -> None:
    found = visibility_of(days_old(10), None, not_before=TODAY)
    assert found.call_first
    assert found.days is None


def test_a_check_dated_ahead_of_today_proves_nothing() -> None:
    assert age_days(TODAY + dt.timedelta(1), TODAY) is None
    assert (
        visibility_of(TODAY + dt.timedelta(1), TODAY, not_before=TODAY).freshness
        is Freshness.CALL_FIRST
    )


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
        (10, Freshness.CALL_FIRST),
        (91, Freshness.CALL_FIRST),
        (181, Freshness.NO_HOURS),
        (366, Freshness.OLD),
    ],
)
def test_an_untrusted_clock_never_makes_a_record_younger(age: int, expected: Freshness) -> None:
    surely = dt.date(2026, 11, 25)
    found = visibility_of(surely - dt.timedelta(days=age), None, not_before=surely)
    assert (found.freshness, found.days) == (expected, None)
