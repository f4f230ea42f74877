"""Opens a workbook without trusting it: its container, its size, the names of its sheets.

Nothing of it runs and nothing is followed: formulas stay text, links to other files stay closed,
and the XML is read by a parser that refuses entities.
"""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL

from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.workbook.columns import Sheets
from kiosk.editor.workbook.text import Raw, signs
from kiosk.editor.workbook.vocabulary import fold

UNPACKED_LIMIT: Final = 512 * 1024 * 1024
"""Bytes of all parts unpacked. 10,000 services in five languages have about 130 MiB."""
PARTS_LIMIT: Final = 2000
"""Parts of the container; a sheet has at most four."""
ROWS_LIMIT: Final = 1_048_576
"""Rows of a sheet, as spreadsheets themselves have it."""
COLUMNS_LIMIT: Final = 64
"""Columns that are looked at; the widest sheet of the workbook has half as many."""
NAMES_LIMIT: Final = 1024 * 1024
"""Bytes of the part that names the sheets."""

_OLD_OR_LOCKED: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a compound file begins: an .xls, or an .xlsx with a password (MS-CFB 2.2)."""
_NAMES: Final = "xl/workbook.xml"
_HALF_DAY: Final = re.compile(r"AM/PM|A/P", re.IGNORECASE)
"""How the format of a cell asks for am or pm (ECMA-376 part 1, 18.8.31)."""
_OWN: Final = frozenset(
    fold(sheet)
    for sheet in (Sheets.ORGANIZATIONS, Sheets.SERVICES, Sheets.PHONES, Sheets.PLACES, Sheets.HOURS)
)


class WorkbookError(Exception):
    """A workbook cannot be read. ``code`` says why; its words are in ``words``."""

    def __init__(self, code: FindingCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook."""

    tables: dict[str, Any]
    """Sheets by title, as the library holds them."""

    def rows(self, title: str) -> list[tuple[int, tuple[Raw | None, ...]]]:
        """Number and cells of each row that holds something. Raises :class:`WorkbookError`."""
        table = self.tables[title]
        table.reset_dimensions()
        found = []
        with _in_words():
            rows = table.iter_rows(max_col=COLUMNS_LIMIT)
            for number, cells in enumerate(islice(rows, ROWS_LIMIT), 1):
                if all(cell is EMPTY_CELL for cell in cells):
                    continue
                raws = tuple(map(_raw, cells))
                if any(raw is not None for raw in raws):
                    found.append((number, raws))
        return found


def _raw(cell: Any) -> Raw | None:
    if cell is EMPTY_CELL or cell.value is None:
        return None
    clock = isinstance(cell.value, dt.time | dt.datetime | dt.timedelta)
    return Raw(
        signs(cell.value) if isinstance(cell.value, str) else cell.value,
        formula=cell.data_type == "f",
        half_day=clock and bool(_HALF_DAY.search(cell.number_format)),
    )


@contextmanager
def _in_words() -> Iterator[None]:
    """Whatever the library meets in a broken file becomes a :class:`WorkbookError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a sheet has beside its cells
            yield
    except WorkbookError:
        raise
    except Exception as error:  # the library lets through what its many parsers raise
        raise WorkbookError(FindingCode.UNREADABLE_FILE) from error


def sheet_names(path: Path) -> tuple[str, ...]:
    """Titles of the sheets, read without loading any. Raises :class:`WorkbookError`."""
    with _in_words(), zipfile.ZipFile(path) as container:
        info = container.getinfo(_NAMES)
        if info.file_size > NAMES_LIMIT:
            raise WorkbookError(FindingCode.WORKBOOK_TOO_BIG)
        root = ElementTree.fromstring(container.read(info))
        return tuple(
            element.get("name", "") for element in root.iter() if element.tag.endswith("}sheet")
        )


def is_workbook(path: Path) -> bool:
    """Whether ``path`` is a workbook of this program, by what is in it and not by its name."""
    try:
        if not zipfile.is_zipfile(path):
            return False
        names = {fold(name) for name in sheet_names(path)}
    except (WorkbookError, OSError):
        return False
    return len(names & _OWN) > 1


@contextmanager
def open_workbook(path: Path) -> Iterator[Book]:
    """The sheets of ``path``. Raises :class:`WorkbookError` with the reason for a person."""
    _check_container(path)
    # Opened here, because the library leaves a file open that it cannot read.
    with _opened(path) as file:
        with _in_words():
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            yield Book({table.title: table for table in book.worksheets})
        finally:
            book.close()


def _opened(path: Path) -> BinaryIO:
    with _in_words():
        return path.open("rb")


def _check_container(path: Path) -> None:
    with _in_words():
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
