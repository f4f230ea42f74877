"""Rows without an id of their own: a place that is hidden, an id that was copied down."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.domain.records import AddressVisibility, AnyRecord, Location, Schedule
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.sources.prefill import Filling, fill_workbook
from kiosk.editor.workbook.language_sheets import title_of
from kiosk.editor.workbook.source_draft import Draft
from kiosk.sync.address_visibility import hidden_places
from tests.editor.workbooks import FIRST, RECORDS, Desk, by_id, found

F = FindingCode
SPANISH = title_of("es")
OAK = {"Organization": "river-house", "Address shown?": "Show", "Street": "7 Oak Avenue",
       "City": "Sacramento"}  # fmt: skip


def _ids(records: Sequence[AnyRecord]) -> list[str]:
    return [each.id for each in records if isinstance(each, Location)]


def _weeks(desk: Desk, *said: str) -> list[list[AnyRecord]]:
    """What is published week after week, as the first place is shown or hidden."""
    weeks: list[list[AnyRecord]] = []
    for word in said:
        desk.put("Places", "Address shown?", word)
        weeks.append(desk.read(previous=weeks[-1] if weeks else None).records)
    return weeks


def test_a_place_without_an_id_stays_the_same_one_while_it_is_hidden(desk: Desk) -> None:
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    weeks = _weeks(desk, "Show", "Hide", "Hide", "Hide", "Show")
    assert [_ids(week) for week in weeks] == [["river-house.1"]] * 5
    assert hidden_places(weeks[-1], weeks[-2]) == {"river-house.1"}, "shown again, a kiosk waits"
    assert hidden_places(weeks[0], weeks[1]) == {"river-house.1"}


def test_hiding_one_place_moves_no_other(desk: Desk) -> None:
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    desk.add("Places", OAK)
    weeks = _weeks(desk, "Show", "Hide", "Hide", "Show")
    assert [_ids(week) for week in weeks] == [["river-house.1", "river-house.2"]] * 4


def test_a_new_place_is_not_taken_for_the_hidden_one(desk: Desk) -> None:
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    [week] = _weeks(desk, "Hide")
    desk.book["Places"].move_range("A3:K3", rows=1)
    for header, typed in OAK.items():
        desk.put("Places", header, typed)
    later = desk.read(previous=week)
    assert by_id(later, "river-house.1").address_visibility is AddressVisibility.HIDDEN
    assert by_id(later, "river-house.2").address_1 == "7 Oak Avenue"


def test_two_hidden_places_keep_their_order(desk: Desk) -> None:
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    row = desk.add("Places", OAK | {"Address shown?": "Hide"})
    weeks = _weeks(desk, "Hide", "Hide")
    desk.put("Places", "Address shown?", "Show", row)
    shown = desk.read(previous=weeks[-1])
    assert _ids(weeks[-1]) == _ids(shown.records) == ["river-house.1", "river-house.2"]
    assert by_id(shown, "river-house.2").address_1 == "7 Oak Avenue"


def test_a_hidden_place_whose_id_was_typed_since_is_no_other_row(desk: Desk) -> None:
    hidden = Location(id="river-house.1", organization_id="river-house")
    row = desk.add("Places", OAK)
    draft = desk.read(previous=(RECORDS[0], hidden))
    assert by_id(draft, "river-house.2").address_1 == "7 Oak Avenue"
    assert found(draft, F.MISSING_ID) == [("Places", row, "Id", Weight.ASSUMED)]


PLACE_1 = frozenset({"river-house.1"})


@pytest.mark.parametrize(
    ("row", "made"),
    [
        ({"Street": "5 New Avenue"}, None),
        ({"Street": "120 River Street"}, None),
        ({"Street": "5 New Avenue", "Id": "river-house.3"}, "river-house.3"),
        ({"Street": "120 River Street", "Address shown?": "Hide"}, "river-house.3"),
        ({"Street": "5 New Avenue", "Organization": "bread"}, "bread.1"),
    ],
    ids=["new", "nobody-deleted-it", "new-with-an-id", "hidden", "of-another-organization"],
)
def test_a_row_that_may_be_a_withdrawn_place_is_left_out(
    desk: Desk, row: dict[str, str], made: str | None
) -> None:
    oak = Location(id="river-house.2", organization_id="river-house", address_1="7 Oak Avenue")
    desk.add("Organizations", {"Id": "bread", "Name": "Bread"})
    desk.put("Services", "Places", None)
    desk.book["Places"].delete_rows(FIRST)
    desk.add("Places", OAK)
    number = desk.add("Places", OAK | row)
    draft = desk.read(previous=(RECORDS[0], oak), withdrawn=PLACE_1)
    assert _ids(draft.records) == ["river-house.2", *([made] if made else [])]
    left = [] if made else [("Places", number, "Id", Weight.LEFT_OUT)]
    assert found(draft, F.MAYBE_WITHDRAWN) == left
    assert (row["Street"] in draft.streets) is (not made or row.get("Address shown?") == "Hide")


def test_a_place_that_its_id_names_leaves_no_doubt_about_the_others(desk: Desk) -> None:
    desk.add("Places", OAK)
    draft = desk.read(withdrawn=PLACE_1)
    assert _ids(draft.records) == ["river-house.1", "river-house.2"]


def test_a_new_workbook_hides_what_may_be_a_withdrawn_place(desk: Desk, tmp_path: Path) -> None:
    desk.put("Places", "Id", None)
    desk.put("Services", "Places", None)
    desk.add("Withdrawn", {"Kind": "Place", "Id": "river-house.1"})
    desk.save()
    assert fill_workbook(tmp_path / "new.xlsx", Filling(desk.path)) == 1
    row = [cell.value for cell in load_workbook(tmp_path / "new.xlsx")["Places"][FIRST]]
    assert {"river-house.2", "Hide", "120 River Street"} <= {*row}


def _copied(desk: Desk, sheet: str, header: str, typed: object) -> Draft:
    """The first row of a sheet copied down, and one cell of the copy changed."""
    table = desk.book[sheet]
    for cell in table[FIRST]:
        table.cell(FIRST + 1, cell.column).value = cell.value
    desk.put(sheet, header, typed, FIRST + 1)
    return desk.read()


@pytest.mark.parametrize(
    ("sheet", "header", "typed", "weight"),
    [
        ("Places", "Address shown?", "Hide", Weight.REFUSED),
        ("Places", "Address shown?", None, Weight.REFUSED),
        ("Places", "Second line", "Floor 2", Weight.LEFT_OUT),
        ("Services", "Status", "Inactive", Weight.REFUSED),
        ("Services", "Status", "Active", Weight.LEFT_OUT),
        ("Services", "Ends on", "2026-12-31", Weight.REFUSED),
        ("Services", "Helpline?", "Yes", Weight.REFUSED),
        ("Services", "Helpline?", "No", Weight.LEFT_OUT),
        ("Services", "Cost", "Free", Weight.LEFT_OUT),
        ("Phones", "Number", "916-555-0142", Weight.LEFT_OUT),
    ],
)
def test_of_two_rows_with_one_id_nobody_guesses_which_is_hidden_or_gone(
    desk: Desk, sheet: str, header: str, typed: object, weight: Weight
) -> None:
    if header == "Status":
        desk.put(sheet, header, None)
    draft = _copied(desk, sheet, header, typed)
    assert found(draft, F.DUPLICATE_ID) == [(sheet, FIRST + 1, "Id", weight)]
    [said] = [each.assumed for each in draft.findings if each.code is F.DUPLICATE_ID]
    other = {
        Weight.REFUSED: f"{header} is not the same in row {FIRST}.",
        Weight.LEFT_OUT: f"Row {FIRST} has it too.",
    }
    assert said == other[weight]


@pytest.mark.parametrize("published", [False, True], ids=["never published", "published before"])
@pytest.mark.parametrize("typed_over", ["river-meals", "river-beds"])
def test_an_id_typed_over_another_is_one_finding_that_names_both_rows(
    tmp_path: Path, typed_over: str, *, published: bool
) -> None:
    desk = Desk(tmp_path, languages=("es",))
    second = desk.add("Services", {
        "Id": "river-beds", "Organization": "river-house", "Name": "River Beds",
        "Quiet name": "River Rooms", "Short phrase": "A bed for the night", "Needs": "Health",
        "Checked on": "2026-11-01"})  # fmt: skip
    for number in range(3):
        desk.add("Phones", {"Service": "river-beds", "Number": f"916-440-12{number}9"})
    for day in ("Mon", "Tue", "Wed"):
        desk.add("Hours", {"Service": "river-beds", "Days": day, "Opens": "9:00 am",
                           "Closes": "5:00 pm"})  # fmt: skip
    desk.put(SPANISH, "Translation", "Comida caliente")
    good = desk.read()
    assert not [one for one in good.findings if one.weight is Weight.REFUSED]
    row, other = (FIRST, second) if typed_over == "river-meals" else (second, FIRST)
    desk.put("Services", "Id", desk.book["Services"].cell(other, 1).value, row)
    draft = desk.read(previous=good.records if published else None)
    known = set(good.findings)
    [finding] = [one for one in draft.findings if one not in known]
    assert (finding.code, finding.weight) == (F.DUPLICATE_ID, Weight.REFUSED)
    assert finding.file == "Services"
    assert sorted((finding.row, int(finding.assumed.split()[1]))) == sorted((row, other))
    assert typed_over in finding.assumed
    assert finding.row == row, "the row that was typed over"
    assert {one.id for one in draft.records} == {one.id for one in good.records}


def test_hours_that_were_copied_down_are_two_rows(desk: Desk) -> None:
    first = {"Id": "meals.h1", "Service": "river-meals", "Days": "Mon-Thu", "Opens": "9:00 am",
             "Closes": "5:00 pm"}  # fmt: skip
    desk.add("Hours", first)
    friday = desk.add("Hours", first | {"Days": "Fri", "Closes": "noon"})
    same = desk.add("Hours", first)
    draft = desk.read()
    hours = [each for each in draft.records if isinstance(each, Schedule)]
    assert [(one.id, one.closes_at) for one in hours] == [
        ("meals.h1", "17:00"),
        ("river-meals.h1", "12:00"),
    ]
    assert found(draft, F.REPEATED_ID) == [("Hours", friday, "Id", Weight.ASSUMED)]
    assert found(draft, F.DUPLICATE_ID) == [("Hours", same, "Id", Weight.LEFT_OUT)]


@pytest.mark.parametrize("typed", ["river-mals", None])
def test_hours_of_no_service_hold_up_the_file(desk: Desk, typed: str | None) -> None:
    row = {"Days": "Mon", "Opens": "9:00 am", "Closes": "5:00 pm"}
    number = desk.add("Hours", row | {"Service": typed})
    code = F.DANGLING_KEY if typed else F.REQUIRED_EMPTY
    assert found(desk.read(), code) == [("Hours", number, "Service", Weight.REFUSED)]
