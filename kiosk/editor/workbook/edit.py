"""Write rows into a workbook that people keep; all else in it stays as it is.

The workbook before is next to it as ``NAME.before.xlsx``.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.comments import Comment

from kiosk.atomic_files import replace_file
from kiosk.editor.importers.files import SourceError
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.workbook.columns import Column, WorkbookSheet
from kiosk.editor.workbook.opening import WorkbookError, open_workbook
from kiosk.editor.workbook.rows import HEADER_ROWS
from kiosk.editor.workbook.style import style_of
from kiosk.editor.workbook.vocabulary import fold

_LOCKS: Final = ("~${}", ".~lock.{}#")
"""Files next to a workbook that is open, of Excel and of LibreOffice."""
_NOTE_LETTERS: Final = 600
_AUTHOR: Final = "resource-kiosk"


@dataclass(slots=True)
class _Page:
    """A sheet with the number of each column by header."""

    table: Any
    places: Mapping[str, int]
    end: int
    """The last row that is not empty; the header, if no other is."""
    rows: dict[str, int]
    """The first row of each id."""


class WorkbookEdit:
    """Changes to one workbook, written together by :meth:`save`."""

    def __init__(self, path: Path) -> None:
        """Open a workbook. Raises :class:`SourceError` if it cannot be changed now."""
        for lock in _LOCKS:
            if (path.parent / lock.format(path.name)).exists():
                raise SourceError(f"{path.name} is open in another program. Close it there first.")
        try:
            with open_workbook(path):
                pass  # its container is safe
        except WorkbookError as error:
            raise SourceError(f"{path.name}: {MESSAGES[error.code]}") from error
        self._path = path
        self._book = load_workbook(path)
        self._styles = frozenset(self._book.named_styles)
        self._pages = dict[str, _Page]()

    def put(self, sheet: WorkbookSheet, key: str, cells: Mapping[str, str], note: str = "") -> int:
        """Fill cells of the row whose first column is ``key``, by header; return its number.

        Without such a row, one is added at the end. ``note`` is a note on its first filled cell.
        """
        page = self._page(sheet.title, sheet.columns)
        typed = {sheet.columns[0].header: key, **cells}
        number = page.rows.get(fold(key))
        if number is None:
            return self.add(sheet, typed, note)
        self._write(page, sheet.columns, number, typed, note)
        return number

    def fill(
        self,
        title: str,
        columns: Sequence[Column],
        number: int,
        cells: Mapping[str, str],
        note: str = "",
    ) -> None:
        """Fill cells of a row by its number, by header; ``note`` is on the last, else the first."""
        self._write(self._page(title, columns), columns, number, cells, note)

    def add(self, sheet: WorkbookSheet, cells: Mapping[str, str], note: str = "") -> int:
        """Fill cells of a new row below the last one, by header; return its number."""
        page = self._page(sheet.title, sheet.columns)
        page.end += 1
        if key := cells.get(sheet.columns[0].header):
            page.rows.setdefault(fold(key), page.end)
        self._write(page, sheet.columns, page.end, cells, note)
        return page.end

    def _write(
        self,
        page: _Page,
        columns: Sequence[Column],
        number: int,
        typed: Mapping[str, str],
        note: str,
    ) -> None:
        table, places = page.table, page.places
        for column in columns:
            # An empty cell gets its style too, for a cell without one is locked.
            made = table.cell(number, places[fold(column.header)])
            if (look := style_of(column).value) in self._styles and not made.has_style:
                made.style = look
            if column.header in typed:
                made.value = typed[column.header] or None
                if made.value:
                    made.data_type = "s"  # a text stays a text, whatever its first character
        if note:
            last = table.cell(number, places[fold([columns[0].header, *typed][-1])])
            last.comment = Comment(note[:_NOTE_LETTERS], _AUTHOR)

    def has(self, sheet: WorkbookSheet) -> bool:
        """Return True if the workbook has a sheet; older ones lack some."""
        return any(fold(title) == fold(sheet.title) for title in self._book.sheetnames)

    def save(self) -> None:
        """Write the workbook, and the one before under its own name. Raises OSError."""
        content = io.BytesIO()
        self._book.save(content)
        before = self._path.with_name(f"{self._path.stem}.before{self._path.suffix}")
        replace_file(before, self._path.read_bytes())
        replace_file(self._path, content.getvalue())

    def _page(self, title: str, columns: Sequence[Column]) -> _Page:
        if (name := fold(title)) not in self._pages:
            self._pages[name] = self._opened(title, columns)
        return self._pages[name]

    def _opened(self, title: str, columns: Sequence[Column]) -> _Page:
        wanted = {fold(column.header) for column in columns}
        for table in self._book.worksheets:
            if fold(table.title) == fold(title):
                for row in table.iter_rows(max_row=HEADER_ROWS):
                    places = {fold(str(cell.value)): cell.column for cell in row if cell.value}
                    if wanted <= places.keys():
                        page = _Page(table, places, row[0].row, {})
                        first = places[fold(columns[0].header)] - 1
                        for cells in table.iter_rows(page.end + 1, max_col=max(places.values())):
                            if any(cell.value for cell in cells):
                                page.end = cells[0].row
                                key = fold(str(cells[first].value or ""))
                                page.rows.setdefault(key, page.end)
                        return page
        raise SourceError(
            f"{self._path.name} has no sheet {title} with the columns of today. "
            "Make a new workbook of it: template -o new.xlsx --from directory.xlsx"
        )
