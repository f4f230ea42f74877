"""Opening hours in columns and in one text: with certainty or not at all; the same hours twice."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import week_intervals
from kiosk.editor.parsers.days import read_days
from kiosk.editor.parsers.hours import (
    HoursCells,
    HourSpan,
    HoursProblem,
    HoursReading,
    in_24_hours,
    merge_spans,
    read_hours,
    read_text,
)
from kiosk.editor.parsers.times import read_time

MO, TU, WE, TH, FR, SA, SU = Weekday
WEEK = tuple(Weekday)
P = HoursProblem


def cells(text: str) -> HoursCells:
    """Cells written as "column=value; column=value"."""
    pairs = (part.split("=", 1) for part in text.split("; ") if part)
    return HoursCells(**dict(pairs))  # type: ignore[arg-type]


ROWS: dict[str, list[tuple[tuple[Weekday, ...], str, str]]] = {
    "byday=MO; opens_at=8:00:00 - 17:00:00": [((MO,), "08:00", "17:00")],
    "weekday=Monday; opens_at=08:00; closes_at=17:00": [((MO,), "08:00", "17:00")],
    "weekday=monday; opens_at=9:00am; closes_at=5:00pm": [((MO,), "09:00", "17:00")],
    "weekday=MON; opens_at=9 AM; closes_at=5 PM": [((MO,), "09:00", "17:00")],
    "weekday=Tues.; opens_at=9 a.m.; closes_at=noon": [((TU,), "09:00", "12:00")],
    "weekday=Monday - Friday; opens_at=830; closes_at=1700": [
        ((MO, TU, WE, TH, FR), "08:30", "17:00")
    ],
    "byday=TH,FR; freq=WEEKLY; interval=1; opens_at=10:00:00; closes_at=18:00:00": [
        ((TH, FR), "10:00", "18:00")
    ],
    "byday=monday; opens_at=09:00; closes_at=12:00": [((MO,), "09:00", "12:00")],
    "byday=MO;TU; opens_at=09:00; closes_at=12:00": [((MO, TU), "09:00", "12:00")],
    "freq=DAILY; opens_at=08:00; closes_at=20:00": [(WEEK, "08:00", "20:00")],
    "freq=DAILY; byday=MO; opens_at=08:00; closes_at=20:00": [((MO,), "08:00", "20:00")],
    "byday=MO; opens_at=00:00; closes_at=23:59": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=00:00:00; closes_at=23:59:00": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=0; closes_at=2359": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=0-2359": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=00:00; closes_at=24:00": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=12:00 AM; closes_at=11:59 PM": [((MO,), "00:00", "24:00")],
    "byday=MO; dtstart=24 Hours": [((MO,), "00:00", "24:00")],
    "byday=MO; opens_at=24 hours": [((MO,), "00:00", "24:00")],
    "byday=SU; opens_at=24 Hours; closes_at=24 Hours": [((SU,), "00:00", "24:00")],
    "byday=MO; opens_at=17:00; closes_at=01:00": [((MO,), "17:00", "01:00")],
    "byday=MO; opens_at=21:00; closes_at=07:00": [((MO,), "21:00", "07:00")],
    "byday=MO; opens_at=17:00; closes_at=08:00": [((MO,), "17:00", "08:00")],
    "byday=MO; opens_at=18:00; closes_at=00:00": [((MO,), "18:00", "24:00")],
    "byday=MO; opens_at=6pm; closes_at=midnight": [((MO,), "18:00", "24:00")],
    "byday=MO; opens_at=midnight; closes_at=noon": [((MO,), "00:00", "12:00")],
    "byday=MO; opens_at=[0,1200]": [((MO,), "00:00", "12:00")],
    "byday=MO; opens_at=8-1700": [((MO,), "08:00", "17:00")],
    "byday=MO; opens_at=[8,17]": [((MO,), "08:00", "17:00")],
    "byday=MO; opens_at=[[8,12],[13,17]]": [((MO,), "08:00", "12:00"), ((MO,), "13:00", "17:00")],
    "byday=MO; opens_at=[[900,1200],[1300,1700]]": [
        ((MO,), "09:00", "12:00"),
        ((MO,), "13:00", "17:00"),
    ],
    "byday=MO; opens_at=9am-5pm": [((MO,), "09:00", "17:00")],
    "byday=MO; opens_at=9:00; closes_at=17:00": [((MO,), "09:00", "17:00")],
    "byday=MO; opens_at=9; closes_at=17": [((MO,), "09:00", "17:00")],
    "byday=MO; opens_at=9:00; closes_at=5:00": [((MO,), "09:00", "17:00")],
    "byday=MO; opens_at=7:00; closes_at=3:00": [((MO,), "07:00", "15:00")],
    "byday=MO; opens_at=11:00; closes_at=6:00": [((MO,), "11:00", "18:00")],
    "byday=MO; opens_at=9:00; closes_at=12:00": [((MO,), "09:00", "12:00")],
    "byday=MO; opens_at=17:00:00-08:00; closes_at=19:00:00-08:00": [((MO,), "17:00", "19:00")],
    "byday=MO; opens_at=10:00Z; closes_at=18:00Z": [((MO,), "10:00", "18:00")],
    "weekday=Mon-Fri 9am-5pm": [((MO, TU, WE, TH, FR), "09:00", "17:00")],
    "weekday=Mon, Wed; opens_at=1pm; closes_at=3pm": [((MO, WE), "13:00", "15:00")],
    "text=24/7": [(WEEK, "00:00", "24:00")],
}


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    reading = read_hours(cells(row))
    assert [(s.byday, s.opens, s.closes) for s in reading.spans] == ROWS[row]
    assert reading.problem is None


UNREAD = {
    "byday=MO; opens_at=0:00:00 - 0:00:00": P.MIDNIGHT,
    "byday=MO; opens_at=0:00:00; closes_at=0:00:00": P.MIDNIGHT,
    "byday=MO; opens_at=00:00; closes_at=00:00": P.MIDNIGHT,
    "byday=MO; opens_at=09:00; closes_at=09:00": P.ORDER,
    "byday=MO; opens_at=21:00; closes_at=17:00": P.ORDER,
    "byday=MO; opens_at=23:00; closes_at=22:59": P.ORDER,
    "byday=MO; opens_at=09:00; closes_at=05:00": P.ORDER,
    "byday=MO; opens_at=09:00; closes_at=": P.ONE_TIME_MISSING,
    "byday=MO; opens_at=09:00; closes_at=null": P.ONE_TIME_MISSING,
    "byday=MO; opens_at=; closes_at=17:00": P.ONE_TIME_MISSING,
    "byday=MO": P.TIMES,
    "byday=MO; opens_at=25:00; closes_at=26:00": P.TIMES,
    "byday=MO; opens_at=09:75; closes_at=10:00": P.TIMES,
    "byday=MO; opens_at=13pm; closes_at=15pm": P.TIMES,
    "byday=MO; opens_at=soon; closes_at=late": P.TIMES,
    "byday=MO; opens_at=[1,5]": P.TIMES,
    "byday=MO; opens_at=30-1700": P.TIMES,
    "byday=SU; opens_at=9:00; closes_at=5:00": P.TIMES,
    "byday=MO; opens_at=1:00; closes_at=4:00": P.TIMES,
    "byday=MO; opens_at=6:00; closes_at=3:00": P.TIMES,
    "byday=MO; opens_at=11:00; closes_at=7:00": P.TIMES,
    "byday=MO; opens_at=12:00; closes_at=5:00": P.TIMES,
    "byday=MO; opens_at=7:00; closes_at=9:00": P.TIMES,
    "byday=MO; opens_at=7; closes_at=9pm": P.TIMES,
    "opens_at=09:00; closes_at=17:00": P.DAYS,
    "weekday=1; opens_at=09:00; closes_at=17:00": P.DAYS,
    "weekday=7; opens_at=09:00; closes_at=17:00": P.DAYS,
    "byday=1MO; opens_at=09:00; closes_at=17:00": P.DAYS,
    "byday=MO,XX; opens_at=09:00; closes_at=17:00": P.DAYS,
    "weekday=Mon and holidays; opens_at=09:00; closes_at=17:00": P.DAYS,
    "weekday=S; opens_at=09:00; closes_at=17:00": P.DAYS,
    "freq=MONTHLY; byday=MO; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "freq=YEARLY; byday=MO; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "freq=ONCE; byday=MO; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "freq=BI_WEEKLY; byday=MO; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; interval=2; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; count=3; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; bymonthday=2; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; byweekno=41; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; byyearday=9; opens_at=09:00; closes_at=17:00": P.REPEATS,
    "byday=MO; valid_from=soon; opens_at=09:00; closes_at=17:00": P.DATES,
    "valid_from=2025-02-01; valid_to=2025-01-01; byday=MO": P.DATES,
    "closed=true; valid_from=January 01, 0001; valid_to=January 01, 0001": P.DATES,
    "closed=true": P.DAYS,
    "closed=true; valid_from=2025-12-25": P.DAYS,
    "text=Dismissal Bell - 6:00pm": P.PROSE,
    "text=24 hours": P.DAYS,
    "weekday=Monday; text=by appointment": P.PROSE,
}


@pytest.mark.parametrize("row", UNREAD)
def test_unread_row(row: str) -> None:
    assert read_hours(cells(row)) == HoursReading(problem=UNREAD[row])
    assert read_hours(cells(row)).unread


def test_blank_row_says_nothing() -> None:
    assert read_hours(HoursCells()) == HoursReading()
    assert read_hours(HoursCells(opens_at="N/A", closes_at=" ", text="null")) == HoursReading()


CHRISTMAS = dt.date(2025, 12, 25)


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("byday=MO; valid_from=2025-12-25; valid_to=12/25/2025", (MO,)),
        ("byday=MO; dtstart=2025-12-25; until=2025-12-25", (MO,)),
        ("valid_from=2025-12-25; valid_to=2025-12-25", ()),
    ],
    ids=["dates", "a rule", "special hours need no day"],
)
def test_hours_of_some_days(row: str, days: tuple[Weekday, ...]) -> None:
    assert read_hours(cells(f"{row}; opens_at=10:00; closes_at=16:00")).spans == (
        HourSpan(days, "10:00", "16:00", CHRISTMAS, CHRISTMAS),
    )


def test_closed_rows() -> None:
    dated = read_hours(cells("closed=true; valid_from=2025-12-25; valid_to=2025-12-25"))
    assert dated.spans == (HourSpan((), None, None, CHRISTMAS, CHRISTMAS, closed=True),)
    weekly = read_hours(cells("weekday=Sunday; opens_at=Closed; closes_at=Closed"))
    assert weekly.spans == (HourSpan((SU,), closed=True),)


def test_a_column_in_24_hours_makes_its_times_sure() -> None:
    assert in_24_hours(["9:00", "17:00", ""])
    assert in_24_hours(["09:00", "11:00"])
    assert not in_24_hours(["9:00", "5:00"])
    assert not in_24_hours(["9:00am", "17:00"])
    row = HoursCells(byday="SU", opens_at="10:00", closes_at="12:00")
    assert read_hours(row).problem is P.TIMES
    sure = HoursCells(byday="SU", opens_at="10:00", closes_at="12:00", in_24_hours=True)
    assert read_hours(sure).spans == (HourSpan((SU,), "10:00", "12:00"),)


@given(st.lists(st.text(max_size=20) | st.sampled_from(
    ["MO", "Monday", "9:00", "17:00", "9am", "24 hours", "WEEKLY", "2025-01-01", "closed", "0", "1"]
), min_size=16, max_size=16))  # fmt: skip
def test_no_row_breaks_it_and_hours_are_well_formed(values: list[str]) -> None:
    reading = read_hours(HoursCells(*values))
    for span in reading.spans:
        row = Schedule(
            id="h", service_id="s", byday=span.byday, opens_at=span.opens, closes_at=span.closes
        )
        assert span.closed or week_intervals([row]) or span.valid_from


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
