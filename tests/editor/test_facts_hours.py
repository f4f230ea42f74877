"""When it is open: days, times and dates as people write them, with certainty or not at all."""

from pathlib import Path

import pytest

from kiosk.editor.publish.findings import FindingCode
from tests.editor.both_paths import PATHS, Case, Read, read_both, seen
from tests.editor.sources import HSDS3, codes, folder, read, services

MF, MWF, ALL = "MO,TU,WE,TH,FR", "MO,WE,FR", "MO,TU,WE,TH,FR,SA,SU"
Span = tuple[str, str, str]
HOURS: dict[tuple[str, str, str], list[Span]] = {
    # days, opens, closes
    ("Monday, Wednesday, Friday", "9:00AM", "5:30PM"): [(MWF, "09:00", "17:30")],
    ("MWF", "9:00 am", "5:00 pm"): [(MWF, "09:00", "17:00")],
    ("M-F", "0900", "1700"): [(MF, "09:00", "17:00")],
    ("Mon-Fri", "9 am", "5 pm"): [(MF, "09:00", "17:00")],
    ("Mon thru Fri", "9am", "5pm"): [(MF, "09:00", "17:00")],
    ("Monday through Friday", "9 a.m.", "5 p.m."): [(MF, "09:00", "17:00")],
    ("MO,TU,WE,TH,FR", "09:00:00", "17:00:00"): [(MF, "09:00", "17:00")],
    ("MO;WE;FR", "09:00", "17:00"): [(MWF, "09:00", "17:00")],
    ("T/Th", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("TTh", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("Tues & Thurs", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("Tuesdays and Thursdays", "9:00 am", "5:00 pm"): [("TU,TH", "09:00", "17:00")],
    ("weekdays", "9:00 am", "5:00 pm"): [(MF, "09:00", "17:00")],
    ("Weekends", "9:00 am", "noon"): [("SA,SU", "09:00", "12:00")],
    ("daily", "9:00 am", "5:00 pm"): [(ALL, "09:00", "17:00")],
    ("7 days a week", "9:00 am", "5:00 pm"): [(ALL, "09:00", "17:00")],
    ("Every day", "24 hours", "24 hours"): [(ALL, "00:00", "24:00")],
    ("Every day", "24/7", ""): [(ALL, "00:00", "24:00")],
    ("Fri-Mon", "9:00 am", "5:00 pm"): [("MO,FR,SA,SU", "09:00", "17:00")],
    ("Sat", "10:00 am", "12:30 pm"): [("SA", "10:00", "12:30")],
    ("sun", "noon", "midnight"): [("SU", "12:00", "24:00")],
    ("Fri", "8:00 pm", "6:00 am"): [("FR", "20:00", "06:00")],
    ("Mon", "13:00", "17:30"): [("MO", "13:00", "17:30")],
    ("Mon", "1300", "1730"): [("MO", "13:00", "17:30")],
    ("Mon", "09.00 am", "05.00 pm"): [("MO", "09:00", "17:00")],
    ("Mon\u2013Wed", "9:00 am", "5:00 pm"): [("MO,TU,WE", "09:00", "17:00")],
    ("MON.", "9:00 am", "5:00 pm"): [("MO", "09:00", "17:00")],
    # Not certain, so nothing.
    ("Mon", "dawn", "dusk"): [],
    ("Mon", "9:00 am", "dusk"): [],
    ("most days", "9:00 am", "5:00 pm"): [],
    ("1MO", "9:00 am", "5:00 pm"): [],
    ("Monday if sunny", "9:00 am", "5:00 pm"): [],
    ("Mon", "by appt", ""): [],
    ("S", "9:00 am", "5:00 pm"): [],
    ("Mon", "9:00 am", ""): [],
    ("Mon", "25:00", "26:00"): [],
    ("3", "9:00 am", "5:00 pm"): [],
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


def test_two_sites_with_different_hours_are_two_services(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "service_at_location.csv": "id,service_id,location_id\na,svc_1,loc_1\nb,svc_1,loc_2\n",
        "schedules.csv": (
            "id,service_id,location_id,freq,byday,opens_at,closes_at\n"
            "1,svc_1,loc_1,WEEKLY,MO,09:00,17:00\n2,svc_1,loc_2,WEEKLY,TU,10:00,16:00\n"
        ),
    }
    draft = read(folder(tmp_path, files))
    sites = ("svc_1.loc_1", "svc_1.loc_2")
    first, second = (seen(draft.records, key) for key in sites)
    assert (first.open, second.open) == ([("MO", "09:00", "17:00")], [("TU", "10:00", "16:00")])
    assert first.service.situations == second.service.situations
    assert first.numbers == second.numbers == [("+19164401234", None, "voice")]
    assert {one.id for one in services(draft)} == {*sites, "svc_2"}
    assert FindingCode.HOURS_SPLIT in codes(draft)
