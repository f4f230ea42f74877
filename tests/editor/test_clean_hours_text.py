"""Opening hours in one text, days in words; the same hours twice, or hours that overlap."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import week_intervals
from kiosk.editor.parsers.days import read_days
from kiosk.editor.parsers.hours import HourSpan, HoursProblem, HoursReading, merge_spans, read_text
from kiosk.editor.parsers.times import read_time

MO, TU, WE, TH, FR, SA, SU = Weekday
WEEK = tuple(Weekday)
P = HoursProblem


WORKING = (MO, TU, WE, TH, FR)
TEXTS: dict[str, list[tuple[tuple[Weekday, ...], str | None, str | None]]] = {
    "Mon-Fri 9-5": [(WORKING, "09:00", "17:00")],
    "Mon-Fri 8:00:00 - 17:00:00": [(WORKING, "08:00", "17:00")],
    "Mon-Fri 9am-5pm": [(WORKING, "09:00", "17:00")],
    "Mon-Fri: 9 am - 5 pm": [(WORKING, "09:00", "17:00")],
    "M-F 8:30am-4:30pm": [(WORKING, "08:30", "16:30")],
    "Mon–Fri 9:00 a.m. – 5:00 p.m.": [(WORKING, "09:00", "17:00")],
    "Monday through Friday, 9am to 5pm": [(WORKING, "09:00", "17:00")],
    "9am-5pm Monday-Friday": [(WORKING, "09:00", "17:00")],
    "Office hours: Mon-Fri 9am-5pm": [(WORKING, "09:00", "17:00")],
    "Open Mon-Fri from 9am to 5pm": [(WORKING, "09:00", "17:00")],
    "Weekdays 9-5pm": [(WORKING, "09:00", "17:00")],
    "Mon-Fri 8-5 except holidays": [(WORKING, "08:00", "17:00")],
    "Mon-Fri 8am-5pm; closed major holidays": [(WORKING, "08:00", "17:00")],
    "Mon, Wed & Fri 1-5 pm": [((MO, WE, FR), "13:00", "17:00")],
    "T/Th 10am-noon": [((TU, TH), "10:00", "12:00")],
    "Sat 8-11am": [((SA,), "08:00", "11:00")],
    "Sat 9-noon": [((SA,), "09:00", "12:00")],
    "Mon 9am-5": [((MO,), "09:00", "17:00")],
    "Mon 1pm-5": [((MO,), "13:00", "17:00")],
    "Everyday 7am to midnight": [(WEEK, "07:00", "24:00")],
    "Daily 8am-6pm": [(WEEK, "08:00", "18:00")],
    "Mon-Fri 24 hours": [(WORKING, "00:00", "24:00")],
    "Mon-Thu 9-4:30, Fri 9-12": [((MO, TU, WE, TH), "09:00", "16:30"), ((FR,), "09:00", "12:00")],
    "Mon-Fri 9am-5pm; Sat 10am-2pm": [(WORKING, "09:00", "17:00"), ((SA,), "10:00", "14:00")],
    "Mon-Fri 9am-12pm and 1pm-5pm": [(WORKING, "09:00", "12:00"), (WORKING, "13:00", "17:00")],
    "Mon-Fri 9am-5pm, closed Sunday": [(WORKING, "09:00", "17:00"), ((SU,), None, None)],
    "Sat-Sun closed": [((SA, SU), None, None)],
    "24/7": [(WEEK, "00:00", "24:00")],
    "24 hours a day, 7 days a week": [(WEEK, "00:00", "24:00")],
    "Open 24 hours, seven days a week": [(WEEK, "00:00", "24:00")],
    "24 hours daily": [(WEEK, "00:00", "24:00")],
    "Fri-Mon 5pm-1am": [((MO, FR, SA, SU), "17:00", "01:00")],
}


@pytest.mark.parametrize("text", TEXTS)
def test_text(text: str) -> None:
    spans = read_text(text)
    assert isinstance(spans, list)
    assert [(s.byday, s.opens, s.closes) for s in spans] == TEXTS[text]


@pytest.mark.parametrize(
    "text",
    [
        *("By appointment", "Mon-Fri 9am-5pm by appointment", "First Monday 9am-5pm", "24 hours"),
        *("Daily 8-6", "Tues 7-9pm", "Sun 9-5", "Mon-Fri 8-9pm", "Dismissal Bell - 6:00pm"),
        *("call for hours", "Hours vary", "9am-5pm", "Mon-Fri", "Mon-Fri 9am", "Mon 12-1am"),
        *("Mon-Fri 9am-5pm, lunch 12-1", "2nd & 4th Tue 1pm-3pm", "Mon 9-midnight", "S 9am-5pm"),
        *("Mon 9am-11", "Mon-Fri 9am-5pm (summer)", "", "Sunrise to sunset"),
        *("Mon-Fri 9am-5pm (closed 12-1pm)", "Closed 12-1pm Mon-Fri", "Mon-Fri 9am-5pm, closed"),
        *("Mon-Fri 9am-5pm, closed from 12 to 1", "Mon-Fri 9-5, Sat closed 12-1pm"),
        *("Mon-Fri 8am-5pm, phone lines open 24 hours", "Phone hours: Mon-Fri 9am-5pm"),
        *("Mon-Fri 9am-5pm, phone Sat-Sun 9am-5pm", "Mon-Fri 8am-5pm, open 24 hours"),
    ],
)
def test_text_that_is_not_certain(text: str) -> None:
    assert isinstance(read_text(text), HoursProblem)


DAYS = {
    "Monday": (MO,),
    "monday": (MO,),
    "Mondays": (MO,),
    "Mon.": (MO,),
    "MO": (MO,),
    "M": (MO,),
    "Tues": (TU,),
    "Weds": (WE,),
    "Thurs": (TH,),
    "Monday - Friday": WORKING,
    "Monday–Friday": WORKING,
    "Mon to Fri": WORKING,
    "M-F": WORKING,
    "M-Th": (MO, TU, WE, TH),
    "MWF": (MO, WE, FR),
    "M-W-F": (MO, WE, FR),
    "T/Th": (TU, TH),
    "Mon, Tue and Thu": (MO, TU, TH),
    "MO,TU": (MO, TU),
    "Fri-Mon": (MO, FR, SA, SU),
    "Sunday - Saturday": WEEK,
    "daily": WEEK,
    "7 days a week": WEEK,
    "weekdays": WORKING,
    "weekends": (SA, SU),
    "S": None,
    "1": None,
    "1MO": None,
    "-1FR": None,
    "Mon & holidays": None,
    "": None,
    "every other Monday": None,
    "Monday 9am": None,
}


@pytest.mark.parametrize("raw", DAYS)
def test_days(raw: str) -> None:
    assert read_days(raw) == DAYS[raw]


@pytest.mark.parametrize(
    "raw", ["24:01", "9:60", "0am", "13pm", "99", "9:5", "abc", "", "-1", "9::00"]
)
def test_no_time(raw: str) -> None:
    assert read_time(raw) is None


@given(st.text(alphabet="MonFriSat 0123456789:-amp,;&", max_size=40) | st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    read_text(text)
    read_days(text)
    read_time(text)


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
