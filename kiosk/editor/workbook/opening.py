"""Open a workbook without trusting it: its container, its size, the names of its sheets.

Nothing in it runs and no reference is followed: formulas stay text, links to other files stay
closed, and entities are refused.
"""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import iterparse
from xml.parsers import expat

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader import strings as string_reader
from openpyxl.worksheet import _reader as sheet_reader
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.workbook.cell_text import Raw, decode_escapes
from kiosk.editor.workbook.sheet_columns import Sheets
from kiosk.editor.workbook.sheet_rows import GridBook

UNPACKED_LIMIT: Final = 512 * 1024 * 1024
"""Largest size of all parts unpacked, in bytes. 10,000 services in five languages have about 130
MiB."""
PARTS_LIMIT: Final = 2000
"""Most parts of the container; a sheet has at most four."""
ROWS_LIMIT: Final = 1_048_576
"""Most rows of a sheet, the limit of spreadsheets themselves."""
COLUMNS_LIMIT: Final = 64
"""Most columns that are read; the widest sheet of the workbook has half as many."""
NAMES_LIMIT: Final = 1024 * 1024
"""Largest part with the names of the sheets, in bytes."""

_OLD_OR_LOCKED: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""Signature of a compound file: an .xls, or an .xlsx with a password (MS-CFB 2.2)."""
_NAMES: Final = "xl/workbook.xml"
_HALF_DAY: Final = re.compile(r"AM/PM|A/P", re.IGNORECASE)
"""Matches cell formats with am or pm (ECMA-376 part 1, 18.8.31)."""
_OWN: Final = frozenset(
    fold(sheet)
    for sheet in (Sheets.ORGANIZATIONS, Sheets.SERVICES, Sheets.PHONES, Sheets.PLACES, Sheets.HOURS)
)
_TEXT: Final = f"{{{SHEET_MAIN_NS}}}t"
_RUN: Final = f"{{{SHEET_MAIN_NS}}}r"
_PROLOG: Final = 4096
"""Bytes of a part that surely hold the start of its first element."""


class WorkbookError(Exception):
    """Raised if a workbook cannot be read. ``code`` says why; its sentence is in ``words``."""

    def __init__(self, code: FindingCode) -> None:
        super().__init__(code.value)
        self.code = code


class _PlainText:
    """What a cell says, without its looks; the library makes an object of each run of letters."""

    def __init__(self, content: str) -> None:
        self.content = content

    @classmethod
    def from_tree(cls, node: Any) -> "_PlainText":
        """Join the text of a cell and of its runs, without their pronunciation."""
        parts = (node, *node.iterfind(_RUN))
        return cls("".join(part.findtext(_TEXT) or "" for part in parts))


def _iterparse(source: BinaryIO) -> Any:
    """Parse cells in C. What declares entities, before the first element, is no workbook."""
    begins: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: begins.append("")
    parser.StartElementHandler = lambda name, _: begins.append(name)
    parser.Parse(source.read(_PROLOG))
    if not begins or not begins[0]:
        raise WorkbookError(FindingCode.UNREADABLE_FILE)
    source.seek(0)
    return iterparse(source)  # noqa: S314 - it declares no entities


# The library has no options for these. It would parse cells in Python, and read all rows of a sheet
# that does not say its size, which is not believed anyway.
sheet_reader.iterparse = string_reader.iterparse = _iterparse
sheet_reader.Text = string_reader.Text = _PlainText
ReadOnlyWorksheet._get_size = lambda _: None  # noqa: SLF001


@dataclass(frozen=True)
class OpenWorkbook(GridBook):
    """An open workbook."""

    tables: dict[str, Any]
    """Sheets by title, as the library represents them."""
    _loaded: dict[str, list[tuple[int, tuple[Raw | None, ...]]]] = field(default_factory=dict)
    """Sheets of the directory, which are read more than once."""

    def rows(self, title: str) -> list[tuple[int, tuple[Raw | None, ...]]]:
        """Return the number and the cells of each row that is not empty."""
        if title not in self._loaded:
            found = self._load(title)
            if fold(title) not in _OWN:
                return found
            self._loaded[title] = found
        return self._loaded[title]

    def _load(self, title: str) -> list[tuple[int, tuple[Raw | None, ...]]]:
        found, last = [], 0
        with _friendly_errors():
            for number, cells in _parsed(self.tables[title]):
                if number > ROWS_LIMIT:
                    break
                raws: list[Raw | None] = [None] * COLUMNS_LIMIT
                for cell in cells:
                    if 0 < cell.column <= COLUMNS_LIMIT:
                        raws[cell.column - 1] = _raw(cell)
                if number > last and any(raws):
                    found.append((number, tuple(raws)))
                last = max(last, number)
        return found


def _parsed(table: Any) -> Iterator[tuple[int, list[ReadOnlyCell]]]:
    """Yield the filled rows of a sheet; the library itself would fill the gaps between them."""
    book = table.parent
    with table._get_source() as source:  # noqa: SLF001
        parser = sheet_reader.WorkSheetParser(
            source,
            table._shared_strings,  # noqa: SLF001
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, cells in parser.parse():
            yield number, [ReadOnlyCell(table, **cell) for cell in cells]


def _raw(cell: ReadOnlyCell) -> Raw | None:
    value = cell.value
    if value is None:
        return None
    formula = cell.data_type == "f"
    if isinstance(value, str):
        return Raw(decode_escapes(value), formula)
    clock = isinstance(value, dt.time | dt.datetime | dt.timedelta)
    return Raw(value, formula, clock and bool(_HALF_DAY.search(cell.number_format)))


@contextmanager
def _friendly_errors() -> Iterator[None]:
    """Turn every error of the library in a broken file into a :class:`WorkbookError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts other than the cells
            yield
    except WorkbookError:
        raise
    except Exception as error:  # the library passes on what its many parsers raise
        raise WorkbookError(FindingCode.UNREADABLE_FILE) from error


def sheet_names(path: Path) -> tuple[str, ...]:
    """Return the titles of the sheets without loading any. Raises :class:`WorkbookError`."""
    with _friendly_errors(), zipfile.ZipFile(path) as container:
        info = container.getinfo(_NAMES)
        if info.file_size > NAMES_LIMIT:
            raise WorkbookError(FindingCode.WORKBOOK_TOO_BIG)
        root = ElementTree.fromstring(container.read(info))
        return tuple(
            element.get("name", "") for element in root.iter() if element.tag.endswith("}sheet")
        )


def has_own_sheets(path: Path) -> bool:
    """Return True if ``path`` is a workbook of this program, by its content, not its name."""
    try:
        names = {fold(name) for name in sheet_names(path)}
    except (WorkbookError, OSError):
        return False
    return len(names & _OWN) > 1


@contextmanager
def open_workbook(path: Path) -> Iterator[OpenWorkbook]:
    """Open the sheets of ``path``. Raises :class:`WorkbookError` with the reason."""
    _check_container(path)
    # Opened here, because the library leaves a file open that it cannot read.
    with _opened(path) as file:
        with _friendly_errors():
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            yield OpenWorkbook({table.title: table for table in book.worksheets})
        finally:
            book.close()


def _opened(path: Path) -> BinaryIO:
    with _friendly_errors():
        return path.open("rb")


def _check_container(path: Path) -> None:
    with _friendly_errors():
        with path.open("rb") as file:
            if file.read(len(_OLD_OR_LOCKED)) == _OLD_OR_LOCKED:
                raise WorkbookError(FindingCode.OLD_OR_LOCKED)
        if not zipfile.is_zipfile(path):
            raise WorkbookError(FindingCode.NOT_A_WORKBOOK)
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
        if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            raise WorkbookError(FindingCode.WORKBOOK_TOO_BIG)
        if any(part.flag_bits & 1 for part in parts):
            raise WorkbookError(FindingCode.OLD_OR_LOCKED)
        if _NAMES not in {part.filename for part in parts}:
            raise WorkbookError(FindingCode.NOT_A_WORKBOOK)
