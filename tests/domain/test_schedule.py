import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import (
    DAY,
    WEEK,
    DayHours,
    OpenState,
    has_dated_rows,
    opening,
    opening_in_week,
    today_hours,
    week_intervals,
    weekly_hours,
)

WORKDAYS = (Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR)
ALL_DAYS = tuple(Weekday)
TUESDAY = dt.datetime(2026, 11, 24)  # noqa: DTZ001  (wall-clock time of the site)


def row(
    days: Sequence[Weekday] = (), opens: str | None = None, closes: str | None = None, **more: Any
) -> Schedule:
    return Schedule(
        id="h", service_id="s", byday=tuple(days), opens_at=opens, closes_at=closes, **more
    )


def at(hour: int, minute: int = 0, *, days: int = 0) -> dt.datetime:
    return TUESDAY + dt.timedelta(days=days, hours=hour, minutes=minute)


OFFICE = (row(WORKDAYS, "08:30", "17:00"),)
NIGHT = (row([Weekday.TU, Weekday.SU], "22:00", "06:00"),)
DAY_AND_NIGHT = (row(ALL_DAYS, "00:00", "24:00"),)
LUNCH = (row(WORKDAYS, "09:00", "12:00"), row(WORKDAYS, "13:00", "17:00"))


@pytest.mark.parametrize(
    ("rows", "now", "state", "until", "opens"),
    [
        (OFFICE, at(8, 30), OpenState.OPEN, at(17), None),
        (OFFICE, at(16, 59), OpenState.OPEN, at(17), None),
        (OFFICE, at(8, 29), OpenState.LATER, None, at(8, 30)),
        (OFFICE, at(17), OpenState.CLOSED, None, at(8, 30, days=1)),
        (OFFICE, at(18, days=3), OpenState.CLOSED, None, at(8, 30, days=6)),
        (LUNCH, at(12, 15), OpenState.LATER, None, at(13)),
        (NIGHT, at(23), OpenState.OPEN, at(6, days=1), None),
        (NIGHT, at(5, days=1), OpenState.OPEN, at(6, days=1), None),
        (NIGHT, at(3, days=6), OpenState.OPEN, at(6, days=6), None),
        (NIGHT, at(6, days=1), OpenState.CLOSED, None, at(22, days=5)),
        (NIGHT, at(1), OpenState.LATER, None, at(22)),
        (DAY_AND_NIGHT, at(3), OpenState.OPEN, None, None),
        ((), at(12), OpenState.UNKNOWN, None, None),
        ((row(WORKDAYS),), at(12), OpenState.UNKNOWN, None, None),
        ((row((), "09:00", "17:00"),), at(12), OpenState.UNKNOWN, None, None),
    ],
)
def test_open_state(
    rows: Sequence[Schedule],
    now: dt.datetime,
    state: OpenState,
    until: dt.datetime | None,
    opens: dt.datetime | None,
) -> None:
    found = opening(rows, now)
    assert (found.state, found.until, found.opens) == (state, until, opens)
    assert found.always is (rows is DAY_AND_NIGHT)


PASSED_OVER = (
    row([Weekday.SU], closed=True),
    row(WORKDAYS),
    row(WORKDAYS, "01:00", "02:00", valid_from=TUESDAY.date(), valid_to=TUESDAY.date()),
    row(WORKDAYS, "01:00", "02:00", valid_to=dt.date(2026, 1, 1)),
)
"""Rows of no usual week: a closed day, one without times, special hours, hours of last year."""


@pytest.mark.parametrize("rows", [OFFICE, NIGHT, DAY_AND_NIGHT, LUNCH])
def test_a_week_is_the_same_in_any_order_of_its_rows(rows: tuple[Schedule, ...]) -> None:
    week = week_intervals(rows)
    assert week
    for passed in PASSED_OVER:
        for mixed in ((passed, *rows), (*rows, passed), (*reversed(rows), passed)):
            assert week_intervals(mixed) == week


def test_an_untrusted_clock_knows_no_open_state() -> None:
    assert opening(OFFICE, None).state is OpenState.UNKNOWN


def test_a_dated_closure_shuts_the_day_and_says_when_it_opens_again() -> None:
    holiday = row(valid_from=TUESDAY.date(), valid_to=TUESDAY.date(), closed=True)
    found = opening((*OFFICE, holiday), at(10))
    assert (found.state, found.opens) == (OpenState.CLOSED, at(8, 30, days=1))
    assert today_hours((*OFFICE, holiday), at(10)) == ()


def test_a_closure_ahead_ends_day_and_night() -> None:
    tomorrow = TUESDAY.date() + dt.timedelta(1)
    found = opening(
        (*DAY_AND_NIGHT, row(valid_from=tomorrow, valid_to=tomorrow, closed=True)), at(9)
    )
    assert (found.state, found.until, found.always) == (OpenState.OPEN, at(0, days=1), False)


def test_the_night_before_a_closure_still_ends_in_its_own_time() -> None:
    wednesday = TUESDAY.date() + dt.timedelta(1)
    rows = (*NIGHT, row(valid_from=wednesday, valid_to=wednesday, closed=True))
    assert opening(rows, at(3, days=1)).until == at(6, days=1)


def test_a_long_closure_is_closed_without_a_next_opening() -> None:
    rows = (
        *OFFICE,
        row(valid_from=dt.date(2026, 11, 1), valid_to=dt.date(2027, 1, 1), closed=True),
    )
    assert opening(rows, at(10)).state is OpenState.CLOSED
    assert opening(rows, at(10)).opens is None


def test_closed_until_further_notice_needs_no_end() -> None:
    rows = (*OFFICE, row(valid_from=dt.date(2026, 11, 1), closed=True))
    assert opening(rows, at(10)).state is OpenState.CLOSED


def test_a_closed_weekday_alone_says_nothing_of_other_days() -> None:
    sunday = (row([Weekday.SU], closed=True),)
    assert opening(sunday, at(10)).state is OpenState.UNKNOWN
    assert opening(sunday, at(10, days=5)).state is OpenState.CLOSED


def test_special_hours_replace_the_usual_ones_on_their_day_only() -> None:
    special = row(opens="10:00", closes="12:00", valid_from=TUESDAY.date(), valid_to=TUESDAY.date())
    rows = (*OFFICE, special)
    assert opening(rows, at(9)).state is OpenState.LATER
    assert opening(rows, at(11)).until == at(12)
    assert opening(rows, at(9, days=1)).until == at(17, days=1)
    assert today_hours(rows, at(0)) == ((dt.time(10), dt.time(12)),)


def test_rows_that_have_ended_leave_the_hours_unknown() -> None:
    rows = (row(WORKDAYS, "09:00", "17:00", valid_to=dt.date(2026, 1, 1)),)
    assert opening(rows, at(10)).state is OpenState.UNKNOWN
    assert week_intervals(rows, TUESDAY.date()) == ()


def test_rows_from_a_date_on_count_from_that_date() -> None:
    rows = (row(WORKDAYS, "09:00", "17:00", valid_from=dt.date(2026, 11, 25)),)
    assert opening(rows, at(10)).opens == at(9, days=1)
    assert opening(rows, at(10, days=1)).state is OpenState.OPEN
    assert week_intervals(rows, dt.date(2026, 11, 25)) != ()
    assert week_intervals(rows) == ()
    assert has_dated_rows(rows)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 8), dt.date(2026, 11, 1)])
def test_wall_clock_hours_hold_on_the_days_the_clocks_change(day: dt.date) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    rows = (row(ALL_DAYS, "00:30", "17:00"),)
    now = dt.datetime.combine(day, dt.time(0, 45), zone)
    found = opening(rows, now)
    assert found.until == dt.datetime.combine(day, dt.time(17), zone)
    assert found.until.tzinfo is zone


@pytest.mark.parametrize(
    ("rows", "intervals"),
    [
        (LUNCH[:1], [(d * DAY + 540, d * DAY + 720) for d in range(5)]),
        ((row([Weekday.MO], "09:00", "12:00"), row([Weekday.MO], "12:00", "13:00")), [(540, 780)]),
        ((row([Weekday.SU], "22:00", "02:00"),), [(6 * DAY + 1320, WEEK + 120)]),
        (
            (row([Weekday.SU], "22:00", "02:00"), row([Weekday.MO], "01:00", "08:00")),
            [(6 * DAY + 1320, WEEK + 480)],
        ),
        (DAY_AND_NIGHT, [(0, WEEK)]),
        ((row(ALL_DAYS, "08:00", "08:00"),), [(0, WEEK)]),
        ((row([Weekday.SU], "24:00", "02:00"),), [(0, 120)]),
    ],
)
def test_minutes_of_the_week(rows: Sequence[Schedule], intervals: list[tuple[int, int]]) -> None:
    assert list(week_intervals(rows)) == intervals


def test_hours_of_the_week_are_grouped_by_day() -> None:
    rows = (*LUNCH, row([Weekday.SA], "10:00", "14:00"))
    assert weekly_hours(rows, TUESDAY.date()) == (
        DayHours((0, 1, 2, 3, 4), ((dt.time(9), dt.time(12)), (dt.time(13), dt.time(17)))),
        DayHours((5,), ((dt.time(10), dt.time(14)),)),
    )


def test_midnight_closes_a_day_as_zero_hours() -> None:
    assert today_hours(DAY_AND_NIGHT, at(5)) == ((dt.time(0), dt.time(0)),)


clock = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
weekly = st.lists(
    st.builds(row, st.lists(st.sampled_from(Weekday), min_size=1), clock, clock), max_size=6
)
moments = st.integers(0, WEEK - 1).map(lambda m: TUESDAY + dt.timedelta(minutes=m))


def plainly_open(rows: Sequence[Schedule], now: dt.datetime) -> bool:
    """Minute by minute, without a week table: the reference."""
    for back in (0, 1):
        day = now.date() - dt.timedelta(back)
        for one in rows:
            opens, closes = (int(t[:2]) * 60 + int(t[3:]) for t in (one.opens_at, one.closes_at))
            length = (closes - opens) % DAY or DAY
            since = (now - dt.datetime.combine(day, dt.time())).total_seconds() / 60 - opens
            if list(Weekday)[day.weekday()] in one.byday and 0 <= since < length:
                return True
    return False


@given(weekly, moments)
def test_open_now_agrees_with_a_plain_reading_of_the_rows(
    rows: Sequence[Schedule], now: dt.datetime
) -> None:
    assert (opening(rows, now).state is OpenState.OPEN) == plainly_open(rows, now)


@given(weekly, moments)
def test_both_ways_to_the_open_state_agree(rows: Sequence[Schedule], now: dt.datetime) -> None:
    far = row(valid_from=dt.date(1990, 1, 1), valid_to=dt.date(1990, 1, 2), closed=True)
    assert opening((*rows, far), now) == opening(rows, now)
    assert opening_in_week(week_intervals(rows), now) == opening(rows, now)


@given(weekly, moments)
def test_until_and_opens_are_the_true_turning_points(
    rows: Sequence[Schedule], now: dt.datetime
) -> None:
    found = opening(rows, now)
    if found.until:
        assert plainly_open(rows, found.until - dt.timedelta(minutes=1))
        assert not plainly_open(rows, found.until)
    if found.opens:
        assert plainly_open(rows, found.opens)
        assert not plainly_open(rows, found.opens - dt.timedelta(minutes=1))


@given(weekly)
def test_minutes_of_the_week_are_sorted_apart_and_within_a_week(rows: Sequence[Schedule]) -> None:
    found = week_intervals(rows)
    for (start, end), (following, _) in pairwise(found):
        assert start < end < following
    assert all(0 <= start < WEEK and start < end <= start + WEEK for start, end in found)
    assert not found or found[-1][1] < found[0][0] + WEEK or found == ((0, WEEK),)
