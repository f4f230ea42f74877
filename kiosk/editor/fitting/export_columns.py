"""The columns of the last import of a source, next to its rows: ``rows/Columns.csv``."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kiosk.editor.fitting.columns import ColumnRole, ColumnSeen
from kiosk.editor.importers.files import SourceError, read_file
from kiosk.editor.workbook.sheet_folder import csv_bytes, plain_cell, text_of
from kiosk.editor.workbook.text import Raw

COLUMNS: Final = "Columns.csv"
_HEADER: Final = ("File", "Column", "Read as", "Why", "Filled", "First values", "Not read")
_AND: Final = " · "


def columns_csv(columns: Iterable[ColumnSeen]) -> bytes:
    """Return the columns as a table, in their order."""
    table = [
        (
            *(one.file, one.column, one.reads, one.role, str(one.filled)),
            *(_AND.join(one.values), _AND.join(one.unread)),
        )
        for one in columns
    ]
    return csv_bytes([list(_HEADER), *([text_of(Raw(str(cell))) for cell in row] for row in table)])


def load_columns_seen(folder: Path, rows: Path) -> list[ColumnSeen]:
    """Load the columns of a source: those of a later export without a service, else of its rows.

    Raises :class:`SourceError` if they are damaged.
    """
    path = folder / COLUMNS if (folder / COLUMNS).is_file() else rows / COLUMNS
    if not path.is_file():
        return []
    found = []
    try:
        for cells in csv.DictReader(io.StringIO(read_file(path).decode("utf-8-sig"), newline="")):
            file, column, reads, role, filled, *lists = (plain_cell(cells[one]) for one in _HEADER)
            shown, unread = (tuple(one.split(_AND)) if one else () for one in lists)
            role_ = ColumnRole(role)
            found.append(ColumnSeen(file, column, role_, reads, int(filled or 0), shown, unread))
    except (UnicodeError, csv.Error, KeyError, ValueError) as error:
        raise SourceError(f"{COLUMNS} of {folder.name} is damaged. Import it again.") from error
    return found
