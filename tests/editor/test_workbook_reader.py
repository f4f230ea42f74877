import pytest

from kiosk.domain.checks import check_records
from kiosk.domain.records import Service
from kiosk.editor.findings import FindingCode, Weight
from tests.editor.workbooks import FIRST, RECORDS, Desk, by_id, found

F = FindingCode


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
    ("typed", "said"),
    [
        ("Come in._x000D_\nSit down.", "Come in.\nSit down."),
        ("Come in._x000a_Sit down._x0007_", "Come in.\nSit down."),
        ("Half a letter: _xD83D_", "Half a letter: _xD83D_"),
    ],
)
def test_signs_that_a_spreadsheet_wrote_in_figures_are_read(
    desk: Desk, typed: str, said: str
) -> None:
    desk.put("Services", "Description", typed)
    draft = desk.read()
    assert by_id(draft, "river-meals").description == said
    assert not draft.findings


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
        (("Phones", "Number"), "ask Ana", F.NUMBER_NOT_READ, Weight.REFUSED),
        (("Phones", "Number"), None, F.REQUIRED_EMPTY, Weight.REFUSED),
        (("Helplines", "Number"), "=A1", F.FORMULA, Weight.REFUSED),
        (("Services", "Places"), "river-house.1, gone", F.MENTION_DROPPED, Weight.LEFT_OUT),
        (("Phones", "Kind"), "Fax", F.FAX_LEFT_OUT, Weight.LEFT_OUT),
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


def test_a_cell_that_cannot_be_read_says_how_to_write_it(desk: Desk) -> None:
    desk.add("Hours", {"Service": "river-meals", "Days": "Mon", "Opens": "9", "Closes": "noon"})
    desk.put("Phones", "Number", "916-440-123")
    desk.put("Places", "Address shown?", "sometimes")
    desk.put("Services", "Needs", "Xyzzy")
    said = {(finding.code, finding.column): finding.assumed for finding in desk.read().findings}
    assert said[F.UNREAD_CELL, "Opens"] == "Write it like: 9:00 am"
    assert said[F.NUMBER_NOT_READ, "Number"] == "Write it like: 916-555-0142"
    assert said[F.UNKNOWN_WORD, "Address shown?"] == "One of: Show, Hide."
    assert said[F.UNKNOWN_WORD, "Needs"] == "", "too many: the sentence names the sheet Lists"


def test_a_word_that_is_near_is_offered(desk: Desk) -> None:
    desk.put("Services", "Status", "Actve")
    desk.put("Phones", "Service", "river-mals")
    said = {finding.code: finding.assumed for finding in desk.read().findings}
    assert said[F.UNKNOWN_WORD] == "Did you mean Active?"
    assert said[F.DANGLING_KEY] == "river-mals: did you mean river-meals?"


@pytest.mark.parametrize("gone", ["river-means-test", "river-meals-2", "oak-meals"])
def test_the_neighbour_of_a_deleted_service_is_not_offered(gone: str, desk: Desk) -> None:
    desk.put("Phones", "Service", gone)
    desk.put("Hours", "Service", gone)
    assert {
        finding.assumed for finding in desk.read().findings if finding.code is F.DANGLING_KEY
    } == {gone}


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
