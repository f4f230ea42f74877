"""Two times that a row of hours may or may not mean."""

import datetime as dt

import pytest

from kiosk.editor.publish.findings import FindingCode, Weight
from tests.editor.workbooks import Desk, by_id, found

F = FindingCode
NIGHT = "Open past midnight, until {} the next day."


def _typed(desk: Desk, opens: object, closes: object) -> int:
    row = {"Service": "river-meals", "Days": "Mon", "Opens": opens, "Closes": closes}
    return desk.add("Hours", row)


@pytest.mark.parametrize(
    ("opens", "closes", "advice"),
    [
        ("9:00", "5:00", "5:00 pm, or 5:00 am"),
        ("9:00 am", "5:00", "5:00 pm, or 5:00 am"),
        ("9:00", "9:00", "9:00 pm, or 9:00 am"),
        ("09:00", "05:00", "5:00 pm, or 5:00 am"),
        (dt.time(9), dt.time(5), "5:00 pm, or 5:00 am"),
        (dt.time(9), dt.timedelta(hours=5, minutes=30), "5:30 pm, or 5:30 am"),
        (9 / 24, 5 / 24, "5:00 pm, or 5:00 am"),
    ],
)
def test_a_door_that_would_close_before_it_opens_holds_up_the_file(
    desk: Desk, opens: object, closes: object, advice: str
) -> None:
    row = _typed(desk, opens, closes)
    draft = desk.read()
    assert found(draft, F.CLOSES_FIRST) == [("Hours", row, "Closes", Weight.REFUSED)]
    [finding] = draft.findings
    assert finding.assumed == f"Write {advice} if it is the next day."
    assert by_id(draft, "river-meals.h1") is None


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("17:00", "01:00", {"Closes": NIGHT.format("1:00 am")}),
        ("17:00", "1:00", {"Closes": NIGHT.format("1:00 am")}),
        ("9:00", "5:00 am", {"Closes": NIGHT.format("5:00 am")}),
        ("9:00 am", "1 am", {"Closes": NIGHT.format("1:00 am")}),
        ("8:00 pm", "8:00 pm", {"Closes": NIGHT.format("8:00 pm")}),
        (dt.time(20), dt.time(5), {"Closes": NIGHT.format("5:00 am")}),
        ("1:00", "5:00", {"Opens": "1:00 am", "Closes": "5:00 am"}),
        ("6:30", "11:00", {"Opens": "6:30 am"}),
        (dt.time(6, 30), dt.time(14), {"Opens": "6:30 am"}),
        ("01:00", "05:00", {}),
        ("7:00", "3:00 pm", {}),
        ("9:00", "12:00", {}),
        ("9:00", "midnight", {}),
        (dt.time(9), dt.time(0), {}),
        ("midnight", "noon", {}),
        ("day and night", None, {}),
    ],
)
def test_hours_that_are_taken_as_they_stand_say_what_was_understood(
    desk: Desk, opens: object, closes: object, said: dict[str, str]
) -> None:
    row = _typed(desk, opens, closes)
    draft = desk.read()
    assert by_id(draft, "river-meals.h1") is not None
    assert {each.column: each.assumed for each in draft.findings} == said
    wanted = {("Hours", row, column, Weight.ASSUMED) for column in said}
    assert {*found(draft, F.CELL_MENDED), *found(draft, F.TIME_READ)} == wanted
    assert len(draft.findings) == len(said)


def test_a_time_that_the_spreadsheet_shows_with_am_is_meant(desk: Desk) -> None:
    row = _typed(desk, dt.time(9), dt.time(1))
    desk.put("Hours", "Closes", dt.time(1), row).number_format = "[$-409]h:mm AM/PM;@"
    draft = desk.read()
    assert by_id(draft, "river-meals.h1").closes_at == "01:00"
    assert [each.assumed for each in draft.findings] == [NIGHT.format("1:00 am")]


def test_a_helpline_says_that_it_lost_its_extension(desk: Desk) -> None:
    row = desk.add("Helplines", {"Id": "county", "Name": "County Line", "Quiet name": "County",
                                 "Short phrase": "P", "Number": "916-555-0199 ext 12"})  # fmt: skip
    draft = desk.read()
    assert [line.number for line in draft.helplines][-1] == "+19165550199"
    assert found(draft, F.CELL_MENDED) == [("Helplines", row, "Number", Weight.ASSUMED)]
    assert draft.findings[-1].assumed == "916-555-0199, without the extension 12."


@pytest.mark.parametrize(("cell", "notes"), [("34", 1), ("12", 0), (None, 0)])
def test_of_two_extensions_the_one_in_its_cell_counts(
    desk: Desk, cell: str | None, notes: int
) -> None:
    desk.put("Phones", "Number", "916-440-1234 ext. 12")
    desk.put("Phones", "Extension", cell)
    draft = desk.read()
    assert by_id(draft, "river-meals.1").extension == (cell or "12")
    assert len(found(draft, F.CELL_MENDED)) == notes
