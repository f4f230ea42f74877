"""Rows in memory: what an import makes of an export, with cells as a person would type them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.workbook.cell_text import Raw, value_text
from kiosk.editor.workbook.directory import read_directory
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_rows import Book, ReadingNotes, SheetRow, SheetRows
from kiosk.editor.workbook.sheets import HOURS, ORGANIZATIONS, PHONES, PLACES, SERVICES
from kiosk.editor.workbook.to_cell import to_cell

DIRECTORY: Final = (ORGANIZATIONS, PLACES, SERVICES, PHONES, HOURS)
"""Sheets of the directory itself, referenced ones first; an export fills no others."""

KINDS: Final[Mapping[Sheets | None, str]] = {
    Sheets.ORGANIZATIONS: "organization",
    Sheets.PLACES: "location",
    Sheets.SERVICES: "service",
    Sheets.PHONES: "phone",
    Sheets.HOURS: "schedule",
}
"""Kinds of the records that its rows become, by sheet."""


class TypedRows(Book):
    """Rows in memory by the title of their sheet."""

    def __init__(self, rows: SheetRows) -> None:
        self.tables, self._rows = rows, rows

    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        """Return the rows of a sheet, unread."""
        del columns, notes
        return [replace(row, values={}) for row in self._rows[Sheets(title)]]


def typed_row(
    sheet: WorkbookSheet, file: str, number: int | None, values: Mapping[str, Any]
) -> SheetRow:
    """Return a row with the texts that a person would type for ``values``, by key of the column."""
    raws = {
        column.key: Raw(value_text(cell))
        for column in sheet.columns
        if (value := values.get(column.key)) is not None
        and (cell := to_cell(column, value)) is not None
    }
    return SheetRow(file, number or 0, {}, raws, sheet.columns)


def read_typed(book: Book, options: ReadOptions) -> WorkbookSession:
    """Return the session that has read the directory in a book."""
    stage = WorkbookSession(options)
    read_directory(stage, book)
    return stage


def with_new_ids(
    rows: SheetRows, ids: Mapping[tuple[str, str], str]
) -> dict[Sheets, list[SheetRow]]:
    """Return rows with the ids of ``ids`` (by kind and id), also where others name them."""
    renamed = {}
    for title, some in rows.items():
        kinds = {one.key: KINDS.get(one.target) for one in (some[0].columns if some else ())}
        targets = [(key, kind) for key, kind in (kinds | {"id": KINDS[title]}).items() if kind]
        renamed[title] = [_renamed(targets, row, ids) for row in some]
    return renamed


def _renamed(
    targets: Iterable[tuple[str, str]], row: SheetRow, ids: Mapping[tuple[str, str], str]
) -> SheetRow:
    raws = dict(row.raws)
    for key, kind in targets:
        if key in raws:
            names = row.whole(key).split(", ")
            raws[key] = Raw(", ".join([ids.get((kind, name), name) for name in names]))
    return replace(row, raws=raws)
