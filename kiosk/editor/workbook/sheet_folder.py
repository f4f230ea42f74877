"""The sheets of a workbook as a folder of CSV files, one a sheet.

A spreadsheet runs a text that begins with ``=``, ``+``, ``-`` or ``@``. Such a text is written with
an apostrophe before it, which reading takes off (OWASP, CSV injection).
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk.editor.findings import SourceFinding
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.source_files import FileForm, SourceError, decode, form_of, read_file
from kiosk.editor.workbook import opening
from kiosk.editor.workbook.cell_text import Raw, as_text
from kiosk.editor.workbook.cell_times import time_text
from kiosk.editor.workbook.grid import read_grid
from kiosk.editor.workbook.language_sheets import tag_of
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.sheet_rows import HEADER_ROWS, GridBook, for_sheet
from kiosk.editor.workbook.sheets import SERVICES, SHEETS

_ENDING: Final = ".csv"
_MARK: Final = b"\xef\xbb\xbf"
"""Byte order mark, by which spreadsheets know UTF-8."""
_RUNS: Final = re.compile(r"['=+@\t\r]|-(?!$|[0-9.]+$)")
"""Matches the start of a text that a spreadsheet would run or shorten."""
_HEAD: Final = 64 * 1024
"""Bytes that surely hold the header of a sheet."""


class SheetFolder(GridBook):
    """A folder of sheets, all loaded."""

    def __init__(self) -> None:
        self.tables: dict[str, list[tuple[int, tuple[Raw | None, ...]]]] = {}
        self.findings: list[SourceFinding] = []

    def rows(self, title: str) -> list[tuple[int, tuple[Raw | None, ...]]]:
        """Return the number and the cells of each row that is not empty."""
        return self.tables[title]


def is_sheet_folder(path: Path) -> bool:
    """Return True if a folder holds the sheet Services of this program, by its headers."""
    try:
        files = _files(path)
    except OSError:
        return False
    return any(
        fold(_title(file)) == fold(SERVICES.title) and sheet_of(file) == SERVICES.title
        for file in files
    )


def sheet_of(path: Path) -> Sheets | None:
    """Return which sheet of a workbook a CSV file is: the one whose headers it has, most of all."""
    try:
        data = read_file(path)
    except SourceError:
        return None
    if form_of(data) is not FileForm.TABLE:
        return None
    grid = read_grid(decode(data[:_HEAD], path.name, []), path.name, [])
    heads = [{fold(cell) for cell in cells} for _, cells in islice(grid, HEADER_ROWS)]
    for sheet in SHEETS:
        headers = {fold(column.header) for column in sheet.columns}
        if any(len(headers & head) * 2 > max(len(headers), len(head)) for head in heads):
            return sheet.title
    return None


def open_sheet_folder(path: Path) -> SheetFolder:
    """Load the sheets of a folder. Raises :class:`SourceError`."""
    book = SheetFolder()
    for file in _files(path):
        text = decode(read_file(file), file.name, book.findings)
        rows = [
            (number, tuple(map(cell_of, cells)))
            for number, cells in read_grid(text, file.name, book.findings)
        ]
        title = _title(file)
        book.tables[file.stem if title in book.tables else title] = [
            (number, cells) for number, cells in rows if any(cells)
        ]
    return book


@contextmanager
def open_sheets(path: Path) -> Iterator[GridBook]:
    """Open a workbook or a folder of its sheets.

    Raises :class:`SourceError` and :class:`kiosk.editor.workbook.opening.WorkbookError`.
    """
    if path.is_dir():
        yield open_sheet_folder(path)
        return
    with opening.open_workbook(path) as book:
        yield book


def _files(path: Path) -> list[Path]:
    """Return the CSV files of a folder, by name."""
    files = path.iterdir()
    return sorted(one for one in files if one.suffix.lower() == _ENDING and one.is_file())


def _title(file: Path) -> str:
    """Return the sheet's title: ``directory - Services.csv`` is how a download names it."""
    own, _, tail = file.stem.rpartition(" - ")
    known = tag_of(tail) or any(for_sheet(sheet, [tail]) for sheet in SHEETS)
    return tail if own and known else file.stem


def write_sheet_folder(book: GridBook, folder: Path) -> list[Path]:
    """Write each sheet of a book as a file into a folder, and return the files.

    Rows keep their numbers. The sheets that only explain are left out. Raises :class:`OSError`.
    """
    written = []
    for title in book.tables:
        if fold(title) not in (fold(Sheets.START), fold(Sheets.LISTS)):
            written.append(folder / f"{title}{_ENDING}")
            written[-1].write_bytes(_MARK + csv_bytes(_numbered(book.rows(title))))
    return written


def _numbered(rows: Iterable[tuple[int, tuple[Raw | None, ...]]]) -> Iterator[Sequence[str]]:
    """Yield the texts of rows, with an empty line for each row that is skipped."""
    line = 1
    for number, cells in rows:
        yield from ((),) * (number - line)
        yield [text_of(raw) for raw in cells]
        line = number + 1


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of texts as a CSV file in UTF-8."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")


def cell_of(text: str) -> Raw | None:
    """Return the cell that a text in a file stands for."""
    if not text.strip():
        return None
    if text.startswith("'") and _RUNS.match(text[1:]):
        return Raw(text[1:])
    return Raw(text, formula=text.startswith("="))


def plain_cell(text: str) -> str:
    """Return a cell of a file as a text."""
    raw = cell_of(text)
    return "" if raw is None else str(raw.value)


def text_of(raw: Raw | None) -> str:
    """Return a cell as a text that reads back the same."""
    if raw is None:
        return ""
    match raw.value:
        case str(text):
            return text if raw.formula or not _RUNS.match(text) else f"'{text}"
        case dt.datetime() as moment if moment.time() == dt.time():
            return moment.date().isoformat()
        case dt.time() as time if not time.second:
            return _clock(time, half_day=raw.half_day)
        case dt.timedelta() as span if not span.total_seconds() % 60:
            hours, rest = divmod(int(span.total_seconds()) // 60, 60)
            return f"{hours}:{rest:02}"
        case _:
            return as_text(raw)


def _clock(time: dt.time, *, half_day: bool) -> str:
    """Return a time as the spreadsheet shows it; midnight stays 0:00, on whichever side it is."""
    if half_day and (time.hour or time.minute):
        return time_text(f"{time:%H:%M}")
    return f"{time.hour}:{time.minute:02}"
