"""Hours of a day or more, and weeks that do not hold for as long as paper is kept."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import (
    WHOLE_DAY,
    DayHours,
    Hours,
    is_usual_week,
    today_hours,
    weekly_hours,
)

WORKDAYS = (Weekday.MO, Weekday.TU, Weekday.WE, Weekday.TH, Weekday.FR)
EVERY_DAY = tuple(Weekday)
TUESDAY = dt.date(2026, 11, 24)


def row(days: Sequence[Weekday] = (), opens: str = "", closes: str = "", **more: Any) -> Schedule:
    times = {"opens_at": opens or None, "closes_at": closes or None}
    return Schedule(id="h", service_id="s", byday=tuple(days), **times, **more)


def day(offset: int) -> dt.date:
    return TUESDAY + dt.timedelta(offset)


def closed(first: int | None, last: int | None = None, days: Sequence[Weekday] = ()) -> Schedule:
    return row(
        days,
        closed=True,
        valid_from=None if first is None else day(first),
        valid_to=None if last is None else day(last),
    )


def hours(opens: int, closes: int) -> Hours:
    return dt.time(opens), dt.time(closes)


OFFICE = row(WORKDAYS, "09:00", "17:00")
ALL_WEEK = row(EVERY_DAY, "00:00", "24:00")
FROM_SIX = row(WORKDAYS, "18:00", "18:00")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([row(WORKDAYS, "00:00", "24:00")], (WHOLE_DAY,)),
        ([row([Weekday.TU], "08:00", "08:00")], (hours(8, 0),)),
        ([row([Weekday.MO], "08:00", "08:00")], (hours(0, 8),)),
        ([FROM_SIX], (WHOLE_DAY,)),
        ([row([Weekday.TU], "00:00", "14:00"), row([Weekday.TU], "12:00", "06:00")], (WHOLE_DAY,)),
        ([row([Weekday.TU], "20:00", "06:00")], (hours(20, 6),)),
        ([row([Weekday.MO], "20:00", "06:00")], ()),
        ([ALL_WEEK, closed(0, 0)], ()),
    ],
)
def test_today_is_told_without_a_span_that_reads_as_nothing(
    rows: list[Schedule], told: tuple[Hours, ...]
) -> None:
    assert today_hours(rows, TUESDAY) == told


def test_a_week_of_long_days_is_told_day_by_day() -> None:
    assert weekly_hours([row(WORKDAYS, "00:00", "24:00")], TUESDAY) == (
        DayHours((0, 1, 2, 3, 4), (WHOLE_DAY,)),
    )
    assert weekly_hours([FROM_SIX], TUESDAY) == (
        DayHours((0,), (hours(18, 0),)),
        DayHours((1, 2, 3, 4), (WHOLE_DAY,)),
        DayHours((5,), (hours(0, 18),)),
    )


def test_a_weekday_that_is_closed_for_good_is_not_in_the_week() -> None:
    rows = [row(EVERY_DAY, "09:00", "17:00"), closed(None, days=[Weekday.SU])]
    assert weekly_hours(rows, TUESDAY) == (DayHours((0, 1, 2, 3, 4, 5), (hours(9, 17),)),)
    assert is_usual_week(rows, TUESDAY)


SPECIAL = {"valid_from": day(14), "valid_to": day(40)}


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        ([OFFICE], True),
        ([OFFICE, closed(0, 0)], False),
        ([OFFICE, closed(-20)], False),
        ([OFFICE, closed(6, 6)], False),
        ([OFFICE, closed(7, 7)], False),
        ([OFFICE, closed(8, 8)], True),
        ([OFFICE, closed(-9, -2)], True),
        # Saturday: nobody is there anyway.
        ([OFFICE, closed(4, 5)], True),
        ([ALL_WEEK, closed(7, 7)], False),
        ([OFFICE, row((), "08:00", "12:00", **SPECIAL)], True),
        ([OFFICE, row((), "08:00", "12:00", valid_from=day(-1), valid_to=day(40))], False),
        # Another week from a day on.
        ([row(WORKDAYS, "09:00", "17:00", valid_to=day(3))], False),
        ([OFFICE, row([Weekday.SA], "09:00", "12:00", valid_from=day(2))], False),
        ([OFFICE, row([Weekday.SA], "09:00", "12:00", valid_from=day(-30))], True),
    ],
)
def test_the_usual_week_holds_for_as_long_as_paper_is_kept(
    rows: list[Schedule], *, holds: bool
) -> None:
    assert is_usual_week(rows, TUESDAY) is holds
