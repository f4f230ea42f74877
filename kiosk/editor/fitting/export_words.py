"""Terms and columns of the last import, next to its rows: ``Terms.csv``, ``Columns.csv``."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kiosk.editor.fitting.columns import ColumnRole, ColumnSeen
from kiosk.editor.fitting.words import SENTENCE, ExportWords, ServiceWords, term_text
from kiosk.editor.importers.files import SourceError, read_file
from kiosk.editor.parsers.text import first_sentence
from kiosk.editor.workbook.rows import SheetRow
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


TERMS: Final = "Terms.csv"
_COLUMNS: Final = ("Service", "Left out", "Term", "Also")
_OR: Final = " | "
"""Parts the other forms of a term in a cell."""


def terms_csv(words: ExportWords) -> bytes:
    """Return the terms as a table, sorted by service."""
    lines = [
        (key, "", forms)
        for key, terms in sorted(words.terms.items())
        for forms in dict.fromkeys(terms)
    ]
    lines += [("", one.name, forms) for one in words.left_out for forms in one.terms or ((),)]
    table = [
        [text_of(Raw(cell)) for cell in (key, name, term_text(forms), _OR.join(forms))]
        for key, name, forms in lines
    ]
    return csv_bytes([list(_COLUMNS), *table])


def load_export_words(rows: Path) -> ExportWords:
    """Load the terms of an import. Raises :class:`SourceError` if they are damaged."""
    path = rows / TERMS
    if not path.is_file():
        return ExportWords()
    terms: dict[str, list[tuple[str, ...]]] = {}
    left_out: dict[str, list[tuple[str, ...]]] = {}
    try:
        for cells in csv.DictReader(io.StringIO(read_file(path).decode("utf-8-sig"), newline="")):
            key, name, _, also = (plain_cell(cells[column]) for column in _COLUMNS)
            place = terms.setdefault(key, []) if key else left_out.setdefault(name, [])
            if also:
                place.append(tuple(also.split(_OR)))
    except (UnicodeError, csv.Error, KeyError) as error:
        raise SourceError(f"{TERMS} of {rows.parent.name} is damaged. Import it again.") from error
    return ExportWords(
        {key: tuple(one) for key, one in terms.items()},
        tuple(ServiceWords(name, tuple(one)) for name, one in left_out.items()),
    )


def service_words(rows: Iterable[SheetRow], words: ExportWords) -> Iterator[ServiceWords]:
    """Yield the words of the services of an import, and of those that were left out."""
    for row in rows:
        sentence = first_sentence(row.text("description"), SENTENCE)
        yield ServiceWords(row.text("name"), words.terms.get(row.key, ()), sentence)
    yield from words.left_out
