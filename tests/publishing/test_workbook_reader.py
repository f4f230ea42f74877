import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.checks import check_records
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Guide, SearchWord, Service, Translation
from kiosk.publishing.findings import FindingCode, Weight
from kiosk.publishing.words import SAYS
from kiosk.publishing.workbook.languages import title_of
from tests.publishing.workbooks import FIRST, RECORDS, Desk, by_id, found

F = FindingCode
SPANISH = title_of("es")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The small directory as an open workbook."""
    return Desk(tmp_path)


def test_columns_may_be_moved_renamed_in_case_and_joined_by_others(desk: Desk) -> None:
    table = desk.book["Services"]
    table.move_range("C1:C9", cols=50)
    for cell in table[1]:
        cell.value = str(cell.value).upper() + "  " if cell.value else None
    table.cell(1, 40).value = "Remarks of Ana"
    table.cell(FIRST, 40).value = "ask again in May"
    draft = desk.read()
    assert by_id(draft, "river-meals") == RECORDS[2]
    assert found(draft, F.EXTRA_COLUMN) == [("Services", None, "Remarks of Ana", Weight.NOTE)]


def test_titles_above_the_header_hidden_rows_and_blank_rows_do_no_harm(desk: Desk) -> None:
    desk.book["Organizations"].insert_rows(1, 2)
    desk.book["Organizations"]["A1"] = "Our organizations"
    table = desk.book["Services"]
    table.insert_rows(FIRST, 3)
    table.cell(FIRST, 2).value = "   "
    table.row_dimensions[FIRST + 3].hidden = True
    draft = desk.read()
    assert not draft.findings
    assert list(RECORDS) == sorted(draft.records, key=RECORDS.index)


def test_sheets_may_be_renamed_in_case_reordered_and_joined_by_others(desk: Desk) -> None:
    desk.book["Services"].title = "SERVICES "
    desk.book.move_sheet("Phones", -3)
    desk.book.create_sheet("To ask")["A1"] = "call them"
    draft = desk.read()
    assert len(draft.records) == len(RECORDS)
    assert found(draft, F.EXTRA_SHEET) == [("To ask", None, "", Weight.NOTE)]


def test_merged_cells_count_once(desk: Desk) -> None:
    row = desk.add("Organizations", {"Id": "a", "Name": "A"})
    desk.book["Organizations"].merge_cells(f"C{FIRST}:C{row}")
    draft = desk.read()
    assert by_id(draft, "river-house").website == "https://riverhouse.example.org"
    assert by_id(draft, "a").website is None


@pytest.mark.parametrize(
    ("place", "typed", "code", "weight"),
    [
        (("Services", "Name"), "=B3", F.FORMULA, Weight.LEFT_OUT),
        (("Services", "Police answer?"), "=TRUE()", F.FORMULA, Weight.REFUSED),
        (("Services", "Police answer?"), "Yess", F.UNKNOWN_WORD, Weight.REFUSED),
        (("Services", "Status"), "Actve", F.UNKNOWN_WORD, Weight.REFUSED),
        (("Services", "Description"), "#VALUE!", F.CELL_ERROR, Weight.LEFT_OUT),
        (("Services", "Oldest age"), "200", F.UNREAD_CELL, Weight.LEFT_OUT),
        (("Services", "Oldest age"), "a few", F.UNREAD_CELL, Weight.LEFT_OUT),
        (("Services", "Quiet name"), "A name that is far too long to fit", F.TEXT_TOO_LONG,
         Weight.LEFT_OUT),
        (("Services", "Ends on"), "soon", F.UNREAD_CELL, Weight.REFUSED),
        (("Services", "Checked on"), "soon", F.UNREAD_CELL, Weight.LEFT_OUT),
        (("Phones", "Extension"), "12a", F.UNREAD_CELL, Weight.LEFT_OUT),
        (("Phones", "Number"), "555", None, None),
        (("Phones", "Number"), "ask Ana", F.NUMBER_NOT_READ, Weight.LEFT_OUT),
        (("Phones", "Kind"), "Fax", F.UNKNOWN_WORD, Weight.REFUSED),
        (("Phones", "Service"), "river-mals", F.DANGLING_KEY, Weight.LEFT_OUT),
        (("Places", "Latitude"), "95", F.UNREAD_CELL, Weight.LEFT_OUT),
        (("Places", "Organization"), None, F.REQUIRED_EMPTY, Weight.LEFT_OUT),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_sheet_row_and_column(
    desk: Desk, place: tuple[str, str], typed: object, code: F | None, weight: Weight | None
) -> None:
    sheet, header = place
    desk.put(sheet, header, typed)
    draft = desk.read()
    wanted = [] if code is None else [(sheet, FIRST, header, weight)]
    assert (found(draft, code) if code else draft.findings) == wanted
    assert not [problem for problem in check_records(draft.records) if problem.code.fatal]


def test_a_word_that_is_near_is_offered(desk: Desk) -> None:
    desk.put("Services", "Cost", "Sliding scal")
    desk.put("Phones", "Service", "river-mals")
    said = {finding.code: finding.assumed for finding in desk.read().findings}
    assert said[F.UNKNOWN_WORD] == "Did you mean Sliding scale?"
    assert said[F.DANGLING_KEY] == "river-mals: did you mean river-meals?"


def test_a_name_does_where_an_id_is_asked_for(desk: Desk) -> None:
    desk.put("Services", "Organization", "river HOUSE ")
    desk.put("Phones", "Service", "River Meals")
    draft = desk.read()
    assert not draft.findings
    assert list(RECORDS) == sorted(draft.records, key=RECORDS.index)


def test_a_name_that_two_have_names_neither(desk: Desk) -> None:
    desk.add("Organizations", {"Id": "other", "Name": "River House"})
    desk.put("Services", "Organization", "River House")
    assert found(desk.read(), F.DANGLING_KEY)[0][0] == "Services"


def test_missing_ids_are_made_and_told(desk: Desk) -> None:
    for row, name in enumerate(("Oak Café", "Oak Café", "Öst"), FIRST + 1):
        desk.put("Organizations", "Name", name, row)
    desk.add("Services", {"Organization": "ost", "Name": "River Meals", "Quiet name": "R",
                          "Short phrase": "P", "Needs": "Health"})  # fmt: skip
    desk.add("Phones", {"Service": "river-meals-2", "Number": "916-440-7777"})
    desk.add("Phones", {"Service": "river-meals", "Number": "916-440-7778"})
    desk.add("Hours", {"Service": "river-meals", "Days": "Mon", "Opens": "9 am", "Closes": "5 pm"})
    draft = desk.read()
    made = [each.assumed for each in draft.findings if each.code is F.MISSING_ID]
    assert made == ["oak-cafe", "oak-cafe-2", "ost", "river-meals-2", "river-meals-2.1",
                    "river-meals.2"]  # fmt: skip
    assert by_id(draft, "river-meals.h1").opens_at == "09:00"
    assert by_id(draft, "river-meals-2").organization_id == "ost"


def test_a_missing_id_is_the_published_one_where_the_row_is_the_same(desk: Desk) -> None:
    for sheet in ("Organizations", "Places", "Services", "Phones"):
        desk.put(sheet, "Id", None)
    for sheet, header in (("Places", "Organization"), ("Services", "Organization")):
        desk.put(sheet, header, "River House")
    desk.put("Services", "Places", "river-house.1")
    desk.put("Phones", "Service", "River Meals")
    assert desk.read(previous=RECORDS).records == list(RECORDS)


def test_a_made_id_is_never_the_published_one_of_something_else(desk: Desk) -> None:
    gone = Service(id="oak-meals", organization_id="river-house", name="Gone", quiet_name="G",
                   phrase="P", categories=("food",))  # type: ignore[arg-type]  # fmt: skip
    desk.add("Services", {"Organization": "river-house", "Name": "Oak Meals"})
    draft = desk.read(previous=(*RECORDS, gone))
    assert by_id(draft, "oak-meals") is None
    assert by_id(draft, "oak-meals-2").name == "Oak Meals"


def test_of_two_rows_with_one_id_the_first_stays(desk: Desk) -> None:
    row = desk.add("Organizations", {"Id": "River-House", "Name": "Another"})
    draft = desk.read()
    assert by_id(draft, "river-house").name == "River House"
    assert found(draft, F.DUPLICATE_ID) == [("Organizations", row, "Id", Weight.LEFT_OUT)]


def test_a_service_says_what_was_filled_in_for_it(desk: Desk) -> None:
    for header in ("Quiet name", "Short phrase", "Needs"):
        desk.put("Services", header, None)
    desk.put("Services", "Name", "Shelter for trafficking victims")
    desk.put("Services", "Description", "Come and eat. You can stay as long as you like.")
    draft = desk.read()
    service = by_id(draft, "river-meals")
    assert (service.quiet_name, service.phrase, service.categories) == (
        *("River House", "Come and eat"),
        ("other",),
    )
    codes = {F.QUIET_NAME_MADE, F.PHRASE_MADE, F.NO_CATEGORY}
    assert codes == {each.code for each in draft.findings}
    assert {each.weight for each in draft.findings} == {Weight.ASSUMED}


def test_a_quiet_name_gives_nothing_away_even_where_no_name_does(desk: Desk) -> None:
    desk.put("Services", "Quiet name", None)
    desk.put("Services", "Name", "Refuge for victims")
    desk.put("Organizations", "Name", "Police Department")
    assert by_id(desk.read(), "river-meals").quiet_name == "Community service"


@pytest.mark.parametrize("typed", ["Hide", None, "Shw", "=A1", "yes"])
def test_an_address_is_in_the_file_only_where_the_cell_says_show(
    desk: Desk, typed: str | None
) -> None:
    desk.put("Places", "Address shown?", typed)
    desk.put("Places", "Latitude", 38.5)
    draft = desk.read()
    place = by_id(draft, "river-house.1")
    assert place.address_visibility == "hidden"
    told = (place.address_1, place.city, place.latitude, place.postal_code)
    assert told == (None,) * 4
    assert found(draft, F.ADDRESS_HIDDEN) == [("Places", FIRST, "Street", Weight.NOTE)]


def test_without_the_column_no_address_is_shown(desk: Desk) -> None:
    desk.book["Places"].delete_cols(desk.column("Places", "Address shown?"))
    assert by_id(desk.read(), "river-house.1").address_1 is None


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        ({"Days": "Mon", "Opens": "day and night"}, ("00:00", "24:00")),
        ({"Days": "Mon", "Opens": "24/7", "Closes": "24 hours"}, ("00:00", "24:00")),
        ({"Days": "Mon", "Opens": dt.time(9), "Closes": dt.time(17)}, ("09:00", "17:00")),
        ({"Days": "Mon", "Opens": "9 am", "Closes": "1:00 am"}, ("09:00", "01:00")),
        ({"Closed?": "Yes", "From": "2026-12-25", "To": "2026-12-25"}, (None, None)),
        ({"Days": "Mon", "Opens": "day and night", "Closes": "5 pm"}, None),
        ({"Days": "Mon", "Opens": "9 am"}, None),
        ({"Days": "Mon"}, None),
        ({"Opens": "9 am", "Closes": "5 pm"}, None),
        ({"Closed?": "Yes"}, None),
    ],
    ids=lambda each: " ".join(map(str, each.values())) if isinstance(each, dict) else str(each),
)
def test_hours_are_whole_or_hold_up_the_file(
    desk: Desk, row: dict[str, object], spans: tuple[str, str] | None
) -> None:
    number = desk.add("Hours", {"Service": "river-meals"} | row)
    draft = desk.read()
    hours = by_id(draft, "river-meals.h1")
    assert (hours and (hours.opens_at, hours.closes_at)) == spans
    wanted = [] if spans else [("Hours", number, "", Weight.REFUSED)]
    assert found(draft, F.HOURS_INCOMPLETE) == wanted


def test_guides_take_their_lines_in_order_and_none_is_without(desk: Desk) -> None:
    for name in ("one", "two"):
        desk.add("Guides", {"Id": name, "Title": name.title(), "Summary": "S", "Icon": "work",
                            "Order": 1, "Services": "river-meals, gone"})  # fmt: skip
    desk.add("Guide lines", {"Guide": "one", "Id": "b", "Text": "First"})
    desk.add("Guide lines", {"Guide": "One", "Kind": "question", "Text": "And then?"})
    draft = desk.read()
    guide = by_id(draft, "one")
    assert [(block.id, block.text, block.kind) for block in guide.blocks] == [
        ("b", "First", "line"),
        ("and-then", "And then?", "question"),
    ]
    assert guide.service_ids == ("river-meals",)
    assert by_id(draft, "two") is None
    assert [where[:3] for where in found(draft, F.NO_LINES)] == [("Guides", 4, "Title")]


def test_what_a_workbook_lacks_comes_from_the_program(
    desk: Desk, factory_records: tuple[AnyRecord, ...]
) -> None:
    draft = desk.read(factory=factory_records)
    guides = [each for each in draft.records if isinstance(each, Guide)]
    assert len(guides) == sum(isinstance(each, Guide) for each in factory_records)
    assert not any(guide.service_ids for guide in guides)
    words = [each for each in draft.records if isinstance(each, SearchWord)]
    assert words
    assert all(word.needs for word in words)
    texts = [each for each in draft.records if isinstance(each, Translation)]
    assert {each.entity for each in texts} == {"guide", "awareness_card"}
    assert len([each for each in draft.records if isinstance(each, Service)]) == 1
    assert [each.code for each in draft.findings] == [F.FACTORY_CARRIED, F.REFERENCE_DROPPED]
    assert not check_records(draft.records)


def test_own_cards_keep_those_of_the_program_away(
    desk: Desk, factory_records: tuple[AnyRecord, ...]
) -> None:
    desk.add("Cards", {"Id": "mine", "Title": "T", "Text": "X", "Picture": "road", "Order": 1})
    cards = [each for each in desk.read(factory=factory_records).records
             if type(each).__name__ == "AwarenessCard"]  # fmt: skip
    assert [card.id for card in cards] == ["mine"]


def test_the_lines_of_the_program_keep_their_numbers(desk: Desk) -> None:
    desk.put("Helplines", "Number", "916-555-0100")
    draft = desk.read()
    assert found(draft, F.HELPLINE_FORGED) == [("Helplines", FIRST, "Number", Weight.REFUSED)]


def test_a_line_of_the_program_cannot_be_left_out(desk: Desk) -> None:
    desk.book["Helplines"].delete_rows(FIRST, 2)
    draft = desk.read()
    assert {line.id for line in draft.helplines} == {line.id for line in ANCHORS}
    assert len(found(draft, F.HELPLINE_KEPT)) == 2


@pytest.mark.parametrize(
    ("sheet", "weight"),
    [("Services", Weight.REFUSED), ("Phones", Weight.REFUSED), ("Cards", Weight.NOTE)],
)
def test_a_missing_sheet_is_told(desk: Desk, sheet: str, weight: Weight) -> None:
    del desk.book[sheet]
    assert (sheet, None, "", weight) in found(desk.read(), F.MISSING_SHEET)


@pytest.mark.parametrize(
    ("sheet", "header", "weight"),
    [
        ("Services", "Name", Weight.REFUSED),
        ("Services", "Police answer?", Weight.REFUSED),
        ("Services", "Pets?", Weight.NOTE),
        ("Organizations", "Id", Weight.NOTE),
    ],
)
def test_a_missing_column_is_told(desk: Desk, sheet: str, header: str, weight: Weight) -> None:
    desk.book[sheet].delete_cols(desk.column(sheet, header))
    assert (sheet, None, header, weight) in found(desk.read(), F.MISSING_COLUMN)


def test_a_column_that_is_there_twice_counts_once(desk: Desk) -> None:
    desk.book["Organizations"].cell(1, 7).value = "Name"
    desk.book["Organizations"].cell(FIRST, 7).value = "Other"
    draft = desk.read()
    assert by_id(draft, "river-house").name == "River House"
    assert found(draft, F.DUPLICATE_COLUMN) == [("Organizations", None, "Name", Weight.NOTE)]


def test_a_workbook_without_a_service_is_refused(desk: Desk) -> None:
    desk.book["Services"].delete_rows(FIRST)
    draft = desk.read()
    assert (F.EMPTY_SOURCE, Weight.REFUSED) in {(each.code, each.weight) for each in draft.findings}


def test_every_row_is_counted(desk: Desk) -> None:
    desk.add("Phones", {"Service": "nobody", "Number": "916-440-7777"})
    counts = {str(each.table): (each.rows, each.records) for each in desk.read().counts}
    assert counts["Services"] == (1, {"service": 1, "service_at_location": 1})
    assert counts["Phones"] == (1, {"phone": 1})


def test_every_finding_of_the_reader_has_words() -> None:
    assert set(SAYS) == set(F)
    assert all(text.endswith(".") for text in SAYS.values())
