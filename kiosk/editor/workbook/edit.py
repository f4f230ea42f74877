"""Write rows into a workbook that people keep; all else in it stays as it is.

Rows of a sheet that is not written are copied, not read.
The workbook before is next to it as ``NAME.before.xlsx``.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

from kiosk.atomic_files import replace_file
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.source_files import SourceError
from kiosk.editor.workbook.opening import WorkbookError, open_workbook
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_rows import HEADER_ROWS
from kiosk.editor.workbook.style import style_of

_LOCKS: Final = ("~${}", ".~lock.{}#")
"""Files next to a workbook that is open, of Excel and of LibreOffice."""
_NOTE_LETTERS: Final = 600
_AUTHOR: Final = "resource-kiosk"
_LINK: Final = f"{{{REL_NS}}}id"
_ROWS: Final = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)
_SIZE: Final = re.compile(rb"<dimension [^<>]*/>")
_SHARED: Final = re.compile(rb'(<c [^<>]*\bt=")s("[^<>]*>)<v>(\d+)</v>')
"""A cell whose text is in the list of the workbook, which is not copied."""
_SHARED_TEXT: Final = re.compile(rb"<si>(.*?)</si>|<si ?/>", re.DOTALL)
_FOREIGN: Final = re.compile(rb' (?!xml:)\w+:\w+="[^"<>]*"(?=[^<>]*>)')
"""Attributes of other vocabularies, such as how letters sit in a row; copies do not declare them.
"""
_NO_COPY: Final = (b'cm="', b"cm='", b'vm="', b"vm='", b't="s"', b"t='s'")
"""References of a cell to parts that are not copied."""


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

    def __init__(self, path: Path, titles: Collection[str] = tuple(Sheets)) -> None:
        """Open a workbook to write into the sheets ``titles``: all but those of its languages.

        Raises :class:`SourceError` if it cannot be changed now.
        """
        for lock in _LOCKS:
            if (path.parent / lock.format(path.name)).exists():
                raise SourceError(
                    f"{path} is open in another program: {lock.format(path.name)} stands next to "
                    "it. Close it there first. If no program has it open, delete that file."
                )
        try:
            with open_workbook(path):
                pass  # its container is safe
        except WorkbookError as error:
            raise SourceError(f"{path.name}: {MESSAGES[error.code]}") from error
        self._path = path
        content, self._copies = _without_rows(path, {fold(title) for title in titles})
        self._book = load_workbook(content)
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
        rows = {one.path[1:]: self._copies.get(one.title) for one in self._book.worksheets}
        whole = _with_rows(content, rows)
        before = self._path.with_name(f"{self._path.stem}.before{self._path.suffix}")
        replace_file(before, self._path.read_bytes())
        replace_file(self._path, whole)

    def _page(self, title: str, columns: Sequence[Column]) -> _Page:
        if (name := fold(title)) not in self._pages:
            self._pages[name] = self._opened(title, columns)
        return self._pages[name]

    def _opened(self, title: str, columns: Sequence[Column]) -> _Page:
        wanted = {fold(column.header) for column in columns}
        for table in self._book.worksheets:
            if fold(table.title) == fold(title) and table.title not in self._copies:
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


def _without_rows(path: Path, wanted: Collection[str]) -> tuple[io.BytesIO, dict[str, bytes]]:
    """Return a workbook without the rows of the sheets not ``wanted``, and these rows by title."""
    small, copies = io.BytesIO(), dict[str, bytes]()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(small, "w") as slim:
        titles, texts = _titles(whole), list[bytes]()
        if (strings := "xl/sharedStrings.xml") in whole.namelist():
            texts = [one[1] or b"" for one in _SHARED_TEXT.finditer(whole.read(strings))]
        for part in whole.infolist():
            content, title = whole.read(part), titles.get(part.filename)
            if title is not None and fold(title) not in wanted and (rows := _copy(content, texts)):
                copies[title] = rows
                content = _ROWS.sub(b"<sheetData/>", content, count=1)
            slim.writestr(part.filename, content)
    return small, copies


def _titles(whole: zipfile.ZipFile) -> dict[str, str]:
    """Return the title of each sheet by the name of its part."""
    links = ElementTree.fromstring(whole.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): posixpath.join("/xl", one.get("Target", ""))[1:] for one in links}
    book = ElementTree.fromstring(whole.read("xl/workbook.xml"))
    return {
        parts.get(one.get(_LINK), ""): one.get("name", "")
        for one in book.iter(f"{{{SHEET_MAIN_NS}}}sheet")
    }


def _copy(content: bytes, texts: Sequence[bytes]) -> bytes | None:
    """Return the rows of a sheet as they may stand in another file; ``None`` if they may not."""
    found = _ROWS.search(content)
    if found is None or b"<!" in content or b"<tableParts" in content:
        return None
    rows = _FOREIGN.sub(b"", found[0])
    try:
        rows = _SHARED.sub(
            lambda cell: b"%binlineStr%b<is>%b</is>" % (cell[1], cell[2], texts[int(cell[3])]), rows
        )
        expat.ParserCreate("UTF-8", " ").Parse(rows, True)  # noqa: FBT003 - at once
    except (IndexError, expat.ExpatError):
        return None
    return None if any(one in rows for one in _NO_COPY) else rows


def _with_rows(made: io.BytesIO, rows: Mapping[str, bytes | None]) -> bytes:
    """Return a workbook with copied rows, by the names of their parts."""
    if not any(rows.values()):
        return made.getvalue()
    whole = io.BytesIO()
    with zipfile.ZipFile(made) as slim, zipfile.ZipFile(whole, "w") as full:
        for part in slim.infolist():
            content = slim.read(part)
            if copied := rows.get(part.filename):
                content = _ROWS.sub(lambda _: copied, _SIZE.sub(b"", content, count=1), count=1)
            full.writestr(part, content)
    return whole.getvalue()
