from pathlib import Path

import pytest
from openpyxl import load_workbook

from kiosk.domain.checks import check_records
from kiosk.domain.records import Translation
from kiosk.domain.report_lines import kinds
from kiosk.domain.text import TextOrigin, source_hash
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.language_sheets import tag_of, title_of, translation_id
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.template import write_template
from tests.editor.workbooks import FIRST, RECORDS, Desk, found

F = FindingCode
SPANISH = title_of("es")
PHRASE = "A hot meal at noon"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The small directory with a sheet for Spanish, nothing translated."""
    return Desk(tmp_path, languages=("es",))


def _texts(draft: Draft) -> list[Translation]:
    return [each for each in draft.records if isinstance(each, Translation)]


def test_a_translation_is_tied_to_the_english_of_its_row(desk: Desk) -> None:
    desk.put(SPANISH, "Translation", " Comida caliente al mediodía ")
    desk.put(SPANISH, "Made by", "a person")
    desk.put(SPANISH, "Reviewed?", "yes")
    (text,) = _texts(desk.read())
    assert text == Translation(
        id=translation_id("service", "river-meals", "phrase", "es"),
        entity="service",
        entity_id="river-meals",
        field="phrase",
        language="es",
        text="Comida caliente al mediodía",
        source_hash=source_hash(PHRASE),
        origin=TextOrigin.HUMAN,
        reviewed=True,
    )


def test_the_report_says_whose_work_it_is_and_what_nobody_has_read(desk: Desk) -> None:
    desk.put(SPANISH, "Translation", "Comida caliente al mediodía")
    [unread] = [table for table in desk.read().counts if table.table == SPANISH]
    assert "1 translation, " in kinds(tuple(unread.records.items()))
    assert kinds(tuple(unread.records.items())).endswith("1 by a machine, 1 not yet read over")
    desk.put(SPANISH, "Made by", "A person")
    desk.put(SPANISH, "Reviewed?", "Yes")
    [read] = [table for table in desk.read().counts if table.table == SPANISH]
    assert kinds(tuple(read.records.items())).endswith("1 by a person")


def test_an_empty_translation_is_no_record_and_no_finding(desk: Desk) -> None:
    draft = desk.read()
    assert not _texts(draft)
    assert not draft.findings


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({("Services", "Short phrase"): "A hot meal at one"}, F.STALE_TEXT),
        ({(SPANISH, "English"): "A cold meal"}, F.STALE_TEXT),
        ({(SPANISH, "State"): "out of DATE"}, F.STALE_TEXT),
        ({(SPANISH, "Belongs to"): "gone"}, F.NO_SUCH_TEXT),
        ({(SPANISH, "Which text"): "Description"}, F.NO_SUCH_TEXT),
        ({(SPANISH, "Which text"): "Website"}, F.NO_SUCH_TEXT),
        ({(SPANISH, "Kind"): "Guide"}, F.NO_SUCH_TEXT),
        ({(SPANISH, "English"): f"  {PHRASE} "}, None),
        ({(SPANISH, "English"): None}, None),
        ({(SPANISH, "State"): "To do"}, None),
        ({(SPANISH, "Which text"): "phrase"}, None),
    ],
    ids=str,
)
def test_only_what_says_the_english_of_today_is_published(
    desk: Desk, changes: dict[tuple[str, str], str | None], code: F | None
) -> None:
    desk.put(SPANISH, "Translation", "Comida caliente")
    for (sheet, header), typed in changes.items():
        desk.put(sheet, header, typed)
    draft = desk.read()
    assert len(_texts(draft)) == (code is None)
    assert [each.code for each in draft.findings] == ([code] if code else [])
    assert not check_records(draft.records)


def test_of_two_rows_for_one_text_the_first_counts(desk: Desk) -> None:
    desk.put(SPANISH, "Translation", "Uno")
    row = desk.add(SPANISH, {"Kind": "Service", "Belongs to": "river-meals",
                             "Which text": "Short phrase", "Translation": "Dos"})  # fmt: skip
    draft = desk.read()
    assert [each.text for each in _texts(draft)] == ["Uno"]
    assert found(draft, F.DUPLICATE_ID) == [(SPANISH, row, "Which text", Weight.LEFT_OUT)]


@pytest.mark.parametrize(
    ("title", "tag"),
    [
        ("Spanish (es)", "es"),
        ("spanish", "es"),
        ("Chinese Simplified (zh-Hans)", "zh-Hans"),
        ("Texts (zh-hans)", "zh-Hans"),
        ("Español", "es"),
        ("Map", None),
        ("map", None),
        ("To ask", None),
        ("Notes (old)", "old"),
    ],
)
def test_sheets_of_languages_are_known_by_their_titles(title: str, tag: str | None) -> None:
    assert tag_of(title) == tag


def test_a_workbook_made_anew_keeps_and_marks_what_is_out_of_date(
    desk: Desk, tmp_path: Path
) -> None:
    desk.put(SPANISH, "Translation", "Comida caliente")
    desk.put("Services", "Short phrase", "A hot meal at one")
    desk.read()
    draft = read_workbook(desk.path, ReadOptions(), renews=True)
    new = tmp_path / "new.xlsx"
    write_template(new, draft.records)
    table = load_workbook(new)[SPANISH]
    row = [cell.value for cell in table[FIRST]]
    assert row[2:5] == ["Short phrase", "A hot meal at one", "Comida caliente"]
    assert "Out of date" in row
    assert not _texts(read_workbook(new, ReadOptions()))
    assert len(RECORDS) == len(read_workbook(new, ReadOptions()).records)
