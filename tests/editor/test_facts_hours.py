"""Hours as people write them: read with certainty or not at all; numbered days are asked about."""

from pathlib import Path

import pytest

from kiosk.editor.findings import FindingCode, SourceFinding
from kiosk.editor.parsers.days import FirstDay, day_numbers
from tests.editor.both_paths import PATHS, Case, Read, read_both

MF, MWF, ALL = "MO,TU,WE,TH,FR", "MO,WE,FR", "MO,TU,WE,TH,FR,SA,SU"
Span = tuple[str, str, str]
HOURS: dict[tuple[str, str, str], list[Span]] = {
    # days, opens, closes
    ("Monday, Wednesday, Friday", "9:00AM", "5:30PM"): [(MWF, "09:00", "17:30")],
    ("M-F", "0900", "1700"): [(MF, "09:00", "17:00")],
    ("Mon-Fri", "9 am", "5 pm"): [(MF, "09:00", "17:00")],
    ("Mon thru Fri", "9am", "5pm"): [(MF, "09:00", "17:00")],
    ("Monday through Friday", "9 a.m.", "5 p.m."): [(MF, "09:00", "17:00")],
    ("MO,TU,WE,TH,FR", "09:00:00", "17:00:00"): [(MF, "09:00", "17:00")],
    ("MO;WE;FR", "09:00", "17:00"): [(MWF, "09:00", "17:00")],
    ("TTh", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("Tues & Thurs", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("Tuesdays and Thursdays", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("Every day", "24 hours", "24 hours"): [(ALL, "00:00", "24:00")],
    ("Every day", "24/7", ""): [(ALL, "00:00", "24:00")],
    ("Sat", "10:00 am", "12:30 pm"): [("SA", "10:00", "12:30")],
    ("sun", "noon", "midnight"): [("SU", "12:00", "24:00")],
    ("Fri", "8:00 pm", "6:00 am"): [("FR", "20:00", "06:00")],
    ("Mon", "13:00", "17:30"): [("MO", "13:00", "17:30")],
    ("Mon", "1300", "1730"): [("MO", "13:00", "17:30")],
    ("Mon", "09.00 am", "05.00 pm"): [("MO", "09:00", "17:00")],
    # Not certain, so nothing.
    ("Mon", "dawn", "dusk"): [],
    ("Mon", "9:00 am", "dusk"): [],
    ("most days", "9:00 am", "5:00 pm"): [],
    ("1MO", "9:00 am", "5:00 pm"): [],
    ("Monday if sunny", "9:00 am", "5:00 pm"): [],
    ("Mon", "by appt", ""): [],
    ("Mon", "9:00 am", ""): [],
    ("Mon", "25:00", "26:00"): [],
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows on both paths."""
    cases = {}
    for days, opens, closes in HOURS:
        cells = {"byday": days, "opens_at": opens, "closes_at": closes}
        cases[f"{days}|{opens}|{closes}"] = Case(hours=[cells])
    return read_both(tmp_path_factory.mktemp("hours"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", HOURS)
def test_hours_are_read_with_certainty_or_not_at_all(
    both: Read, row: tuple[str, str, str], path: str
) -> None:
    spans = both.of(path, "|".join(row)).open
    in_week = [
        (",".join(sorted(days.split(","), key=ALL.split(",").index)), *times)
        for days, *times in spans
    ]
    assert in_week == HOURS[row]


TOGETHER: dict[str, tuple[list[dict[str, str]], list[Span], str]] = {
    # rows of one service -> its hours, and words of its description
    "by appointment": (
        [{"hours": "M-W 10-6; Fri by appt"}],
        [("MO,TU,WE", "10:00", "18:00")],
        "Friday: call",
    ),
    "by appointment only": (
        [{"hours": "Mon-Fri 9am-5pm, Sat by appointment only"}],
        [(MF, "09:00", "17:00")],
        "Saturday: call",
    ),
    "a text and another column": (
        [
            {"byday": "SU", "opens_at": "16:00", "closes_at": "18:00"},
            {"hours": "4-6pm Tue-Thur; 9-12 Sun"},
        ],
        [],
        "",
    ),
    "a note and another column": (
        [
            {
                "byday": "SU",
                "opens_at": "16:00",
                "closes_at": "18:00",
                "description": "Tue-Thu 4pm-6pm",
            }
        ],
        [],
        "",
    ),
    "a text and the same columns": (
        [
            {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"},
            {"hours": "Mon 9am-5pm"},
        ],
        [("MO", "09:00", "17:00")],
        "",
    ),
    "days in one cell, times in the dates": (
        [{"weekday": "Monday, Wednesday, Friday", "dtstart": "9:00AM", "until": "5:30PM"}],
        [(MWF, "09:00", "17:30")],
        "",
    ),
    "dates in the dates": (
        [
            {
                "weekday": "Monday",
                "opens_at": "9:00AM",
                "closes_at": "5:30PM",
                "dtstart": "2026-01-01",
                "until": "2026-12-31",
            }
        ],
        [("MO", "09:00", "17:30")],
        "",
    ),
    "day and night": ([{"hours": "24/7"}], [(ALL, "00:00", "24:00")], ""),
    "dusk": ([{"hours": "Mon 9am - dusk"}], [], "dusk"),
    "a number for a day": ([{"weekday": "1", "opens_at": "09:00", "closes_at": "17:00"}], [], ""),
}


@pytest.mark.parametrize("row", TOGETHER)
def test_rows_of_an_export_are_read_together(tmp_path: Path, row: str) -> None:
    rows, spans, words = TOGETHER[row]
    seen = read_both(tmp_path, {"one": Case(hours=rows)}).of("export", "one")
    assert seen.open == spans
    assert words in (seen.service.description or "")


TIMES = {"opens_at": "09:00", "closes_at": "17:00"}
COLUMN = (1, 2, 3, 4, 5)

NUMBERS: dict[str, tuple[int, ...]] = {
    "1": (1,),
    "7": (7,),
    "0": (0,),
    "1.0": (1,),
    " 3 ": (3,),
    "1,2,3": (1, 2, 3),
    "1, 3, 5": (1, 3, 5),
    "1;2": (1, 2),
    "1/2": (1, 2),
    "1 2": (1, 2),
    "[1,2]": (1, 2),
    "(5)": (5,),
    "1,1,2": (1, 2),
    "1.0, 2.0": (1, 2),
    "8": (),
    "12": (),
    "1-5": (),
    "1MO": (),
    "Mon": (),
    "": (),
    "1, Mon": (),
    "1st": (),
    "24": (),
}


@pytest.mark.parametrize("raw", NUMBERS)
def test_numbers_of_days_are_recognised(raw: str) -> None:
    assert day_numbers(raw) == NUMBERS[raw]


WEEKS: dict[str, tuple[tuple[int, ...], FirstDay, str]] = {
    # the numbers of a source, the first day as said -> the days
    "from 1, Monday": ((1, 2, 3, 4, 5), FirstDay.MONDAY, MF),
    "from 1, Sunday": ((2, 3, 4, 5, 6), FirstDay.SUNDAY, MF),
    "from 0, Monday": ((0, 1, 2, 3, 4), FirstDay.MONDAY, MF),
    "from 0, Sunday": ((0, 1, 2, 3), FirstDay.SUNDAY, "MO,TU,WE,SU"),
    "the seventh, Monday": ((6, 7), FirstDay.MONDAY, "SA,SU"),
    "the seventh, Sunday": ((1, 7), FirstDay.SUNDAY, "SA,SU"),
}


@pytest.mark.parametrize("row", WEEKS)
def test_what_is_said_once_names_every_number(tmp_path: Path, row: str) -> None:
    numbers, first, days = WEEKS[row]
    cases = {"one": Case(hours=[{"weekday": f"{number}", **TIMES} for number in numbers])}
    read = read_both(tmp_path, cases, first_day=first)
    assert read.of("export", "one").open == [(days, "09:00", "17:00")]
    assert _questions(read) == []


@pytest.mark.parametrize(
    ("numbers", "first", "from_monday", "from_sunday"),
    [
        (COLUMN, "1", "Saturday and Sunday", "Friday and Saturday"),
        ((2, 3, 4, 5, 6), "1", "Monday and Sunday", "Saturday and Sunday"),
        ((0, 1, 2, 3, 4), "0", "Saturday and Sunday", "Friday and Saturday"),
        ((1, 2, 3, 4, 5, 6, 7), "1", "no day", "no day"),
    ],
)
def test_it_is_asked_once_with_the_days_that_look_closed(
    tmp_path: Path, numbers: tuple[int, ...], first: str, from_monday: str, from_sunday: str
) -> None:
    rows = [{"weekday": f"{number}", **TIMES} for number in numbers]
    read = read_both(tmp_path, {"one": Case(hours=rows), "two": Case(hours=rows)})
    for path in ("export", "workbook"):
        assert read.of(path, "one").open == []
    (asked,) = _questions(read)
    assert asked.assumed == (
        f"{first} is Monday: closed on {from_monday}; Sunday: closed on {from_sunday}"
    )
    assert asked.value == f"{2 * len(numbers)} rows, {numbers[0]} to {numbers[-1]}"
    unread = [one for one in read.drafts["export"].findings if one.code is FindingCode.UNREAD_CELL]
    assert unread == []


def test_days_with_names_ask_nothing(tmp_path: Path) -> None:
    cases = {"one": Case(hours=[{"weekday": "Monday", **TIMES}])}
    read = read_both(tmp_path, cases)
    assert _questions(read) == []
    assert read.of("export", "one").open == [("MO", "09:00", "17:00")]


def _questions(read: Read) -> list[SourceFinding]:
    return [one for one in read.drafts["export"].findings if one.code is FindingCode.NUMBERED_DAYS]
