"""A text of nothing but markup or invisible letters is a finding with its row, in any sheet."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.sheet_columns import Column, Kind
from kiosk.editor.workbook.sheet_rows import Book, ReadingNotes, SheetRow, read_rows
from kiosk.editor.workbook.sheets import LANGUAGE_COLUMNS, SHEETS
from tests.editor.typed import FOR_WHOM, Say, published
from tests.editor.workbooks import FIRST, Desk, by_id, found

TEXTS = frozenset({Kind.TEXT, Kind.LINES, Kind.ID, Kind.AMOUNT, Kind.CODE})
"""Kinds of columns whose words are typed freely."""
MARKUP = ("<br>", "&nbsp;", "<b></b>", "<p> </p>", "<img src=x>", "<script>x</script>", "&#8203;")
UNSEEN = ("\u200b", "\ufeff", "\u2060", "\u00ad", " ", "\u00a0", "\t")
EMPTY = st.lists(st.sampled_from((*MARKUP, *UNSEEN)), min_size=1, max_size=5).map("".join)
"""Anything that leaves nothing to read."""
REQUIRED = [
    (str(title), columns, column)
    for title, columns in (
        *((sheet.title, sheet.columns) for sheet in SHEETS),
        ("es", LANGUAGE_COLUMNS),
    )
    for column in columns
    if column.required and column.kind in TEXTS
]
PLACES = [pytest.param(*one, id=f"{one[0]}, {one[2].header}") for one in REQUIRED]


class OneRow(Book):
    """A sheet with one row: each required cell as in its example, but one."""

    tables = ()

    def __init__(self, column: Column, typed: str) -> None:
        self._raws = {column.key: Raw(typed)}

    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        del notes
        raws = {one.key: Raw(one.example) for one in columns if one.required}
        return [SheetRow(title, FIRST, {}, raws | self._raws, columns)]


@pytest.mark.parametrize(("title", "columns", "column"), PLACES)
@given(typed=EMPTY)
def test_a_required_text_of_nothing_is_named_with_its_row(
    title: str, columns: Sequence[Column], column: Column, typed: str
) -> None:
    notes = ReadingNotes()
    assert read_rows(OneRow(column, typed), title, columns, notes, "US") == []
    named = [(one.file, one.row) for one in notes.findings if one.column == column.header]
    assert named == [(title, FIRST)]


@pytest.mark.parametrize("header", ["Short phrase", "Quiet name", "Name", "Description"])
@pytest.mark.parametrize("typed", [*MARKUP, "\u200b", "\ufeff\u00ad"])
def test_a_service_with_a_text_of_nothing(desk: Desk, header: str, typed: str) -> None:
    desk.put("Services", header, typed)
    draft = desk.read()
    service = by_id(draft, "river-meals")
    assert (service is None) == (header == "Name")
    if service is not None:
        assert service.phrase.strip()
        assert service.quiet_name.strip()
    if typed in MARKUP or header == "Name":
        codes = (FindingCode.UNREAD_CELL, FindingCode.REQUIRED_EMPTY)
        places = [place for code in codes for place in found(draft, code)]
        assert ("Services", FIRST, header, Weight.LEFT_OUT) in places


@pytest.mark.parametrize("typed", ["<br>", "&nbsp;", "<b></b>"])
def test_a_phrase_of_nothing_is_published_with_one_that_is_made(
    say: Say, tmp_path: Path, typed: str
) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Short phrase", typed)
    desk.save()
    result = published(say, desk.path, "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    assert f"Services, row {FIRST}, Short phrase" in (tmp_path / "x.report.html").read_text()
