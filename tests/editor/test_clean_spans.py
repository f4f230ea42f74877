"""The same hours said twice, or hours that overlap."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import week_intervals
from kiosk.editor.parsers.hours import (
    HourSpan,
    HoursProblem,
    HoursReading,
    merge_spans,
)

MO, TU, WE, TH, FR, SA, SU = Weekday
WEEK = tuple(Weekday)
P = HoursProblem


CHRISTMAS = dt.date(2025, 12, 25)


def test_merged_spans() -> None:
    nine, ten = HourSpan((MO, TU), "09:00", "17:00"), HourSpan((MO,), "10:00", "15:00")
    reading = merge_spans([nine, ten, nine])
    assert reading == HoursReading((HourSpan((MO, TU), "09:00", "17:00"),), P.OVERLAP)
    assert not reading.unread


def test_two_spans_of_a_day_stay_apart() -> None:
    spans = [HourSpan((MO,), "13:00", "17:00"), HourSpan((MO,), "09:00", "12:00")]
    assert merge_spans(spans).spans == (spans[1], spans[0])


def test_days_with_the_same_hours_come_together() -> None:
    rows = [HourSpan((day,), "09:00", "17:00") for day in (FR, MO, WE)]
    assert merge_spans(rows) == HoursReading((HourSpan((MO, WE, FR), "09:00", "17:00"),))


def test_other_dates_and_closures_stay_apart() -> None:
    spans = (
        HourSpan((MO,), "09:00", "17:00"),
        HourSpan((MO,), "10:00", "16:00", CHRISTMAS, CHRISTMAS),
        HourSpan((SU,), closed=True),
    )
    assert merge_spans(spans[::-1]).spans == spans


SPANS = st.builds(
    HourSpan,
    st.lists(st.sampled_from(WEEK), min_size=1, unique=True).map(
        lambda days: tuple(day for day in WEEK if day in days)
    ),
    st.sampled_from(["00:00", "09:00", "12:30", "17:00", "22:00"]),
    st.sampled_from(["01:00", "08:00", "12:30", "18:00", "24:00"]),
)


@given(st.lists(SPANS, max_size=6))
def test_merging_changes_no_open_minute(spans: list[HourSpan]) -> None:
    def week(some: tuple[HourSpan, ...] | list[HourSpan]) -> tuple[tuple[int, int], ...]:
        rows = [
            Schedule(
                id=f"h{n}", service_id="s", byday=s.byday, opens_at=s.opens, closes_at=s.closes
            )
            for n, s in enumerate(some)
        ]
        return week_intervals(rows)

    assert week(merge_spans(spans).spans) == week(spans)
