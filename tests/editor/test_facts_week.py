"""Weekdays as numbers are asked about once, with the days that would be closed; never guessed."""

from pathlib import Path

import pytest

from kiosk.editor.parsers.days import FirstDay, day_numbers
from kiosk.editor.publish.findings import FindingCode, SourceFinding
from tests.editor.both_paths import Case, Read, read_both

TIMES = {"opens_at": "09:00", "closes_at": "17:00"}
FIVE = "MO,TU,WE,TH,FR"
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
    "from 1, Monday": ((1, 2, 3, 4, 5), FirstDay.MONDAY, FIVE),
    "from 1, Sunday": ((2, 3, 4, 5, 6), FirstDay.SUNDAY, FIVE),
    "from 0, Monday": ((0, 1, 2, 3, 4), FirstDay.MONDAY, FIVE),
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
