"""Where the fitting of a source is: its words, their answers, and how many services they sort.

Terms and columns of the last import are next to its rows: ``Terms.csv``, ``Columns.csv``.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kiosk.editor.fitting.aliases import fold_name
from kiosk.editor.fitting.column_guesses import OPEN, ColumnAnswers, ColumnRole, ColumnSeen
from kiosk.editor.fitting.fitting_file import load_columns, load_words, save_words
from kiosk.editor.fitting.word_listing import (
    ExportWord,
    count_proposed,
    count_sorted,
    list_words,
    open_words,
    with_answers,
)
from kiosk.editor.fitting.word_meanings import (
    SENTENCE,
    ExportWords,
    ServiceWords,
    WordRule,
    WordRules,
    term_text,
)
from kiosk.editor.parsers.plain_text import first_sentence
from kiosk.editor.source_files import SourceError, read_file
from kiosk.editor.sources.imported import load_import, rows_folder, source_folder
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.sheet_folder import csv_bytes, plain_cell, text_of
from kiosk.editor.workbook.sheet_rows import SheetRow
from kiosk.editor.workbook.sheets import SERVICES

AHEAD = 12
"""Answers whose effect is shown before they are given."""
COLUMNS: Final = "Columns.csv"
_COLUMN_HEADER: Final = ("File", "Column", "Read as", "Why", "Filled", "First values", "Not read")
_AND: Final = " · "
_COUNTED = re.compile(r"(.+?)(?: \((\d+)\))?", re.DOTALL)
"""A word of cells and how many have it; older lists do not count them."""
TERMS: Final = "Terms.csv"
_TERM_HEADER: Final = ("Service", "Left out", "Term", "Also")
_OR: Final = " | "
"""Parts the other forms of a term in a cell."""


@dataclass(frozen=True, slots=True)
class SourceFit:
    """The words of the last import of a source, the most frequent first, and what sorts it."""

    name: str
    folder: Path
    services: tuple[ServiceWords, ...]
    rules: WordRules
    answers: ColumnAnswers
    words: tuple[ExportWord, ...]
    columns: tuple[ColumnSeen, ...] = ()

    @property
    def open_columns(self) -> list[ColumnSeen]:
        """Return the columns that nobody has named, those with a guess first."""
        answered = self.answers.columns
        asked = [one for one in self.columns if one.role in OPEN]
        waiting = [one for one in asked if fold_name(one.column) not in answered]
        return sorted(waiting, key=lambda one: not one.reads)

    @property
    def open_cells(self) -> list[tuple[ColumnSeen, str]]:
        """Return the words of cells that no rule reads and nobody has answered."""
        return self.answers.open_cells(self.columns)

    @property
    def sorted(self) -> int:
        """Return how many services stand in a question by the answers."""
        return count_sorted(self.services, self.rules)

    @property
    def proposed(self) -> int:
        """Return how many services have a word that seems to say what they do."""
        return count_proposed(self.services, self.words)

    @property
    def open(self) -> list[ExportWord]:
        """Return the words without an answer."""
        return [*open_words(self.words)]

    def sorted_after(self, count: int) -> int:
        """Return how many services would stand in a question after the next answers."""
        answers = [word.accept("", "") for word in self.open[:count]]
        return count_sorted(self.services, with_answers(self.rules, answers))

    def answer(self, rules: Iterable[WordRule]) -> "SourceFit":
        """Write answers to the words of the source, and return where it is then."""
        merged = with_answers(self.rules, rules)
        save_words(self.folder, merged.rules)
        return replace(self, rules=merged, words=tuple(list_words(self.services, merged)))


def export_system(workbook: Path, name: str) -> str:
    """Return how the last import of a source was recognised, in words."""
    made = load_import(source_folder(workbook, name))
    return made.facts.recognised if made else ""


def load_fit(workbook: Path, name: str) -> SourceFit:
    """Load the fitting of a source. Raises :class:`SourceError`, also if it was never imported."""
    folder = source_folder(workbook, name)
    made = load_import(folder)
    columns = tuple(load_columns_seen(folder, rows_folder(folder)))
    if made is None and not columns:
        raise SourceError(f"{name} was never imported. Begin with: desk import {name} EXPORT")
    words = load_export_words(rows_folder(folder))
    services = tuple(service_words(made.rows[SERVICES.title], words)) if made else ()
    rules = load_words(folder)
    listed = tuple(list_words(services, rules))
    return SourceFit(name, folder, services, rules, load_columns(folder), listed, columns)


def columns_csv(columns: Iterable[ColumnSeen]) -> bytes:
    """Return the columns as a table, in their order."""
    table = [
        (
            *(one.file, one.column, one.reads, one.role, str(one.filled)),
            *(
                _AND.join(one.values),
                _AND.join(f"{word} ({count})" for word, count in one.unread.items()),
            ),
        )
        for one in columns
    ]
    return csv_bytes(
        [list(_COLUMN_HEADER), *([text_of(Raw(str(cell))) for cell in row] for row in table)]
    )


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
            file, column, reads, role, filled, shown, unread = (
                plain_cell(cells[one]) for one in _COLUMN_HEADER
            )
            values = tuple(shown.split(_AND)) if shown else ()
            words = {
                one[1]: int(one[2] or 0)
                for one in map(_COUNTED.fullmatch, unread.split(_AND))
                if one
            }
            found.append(
                ColumnSeen(file, column, ColumnRole(role), reads, int(filled or 0), values, words)
            )
    except (UnicodeError, csv.Error, KeyError, ValueError) as error:
        raise SourceError(f"{COLUMNS} of {folder.name} is damaged. Import it again.") from error
    return found


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
    return csv_bytes([list(_TERM_HEADER), *table])


def load_export_words(rows: Path) -> ExportWords:
    """Load the terms of an import. Raises :class:`SourceError` if they are damaged."""
    path = rows / TERMS
    if not path.is_file():
        return ExportWords()
    terms: dict[str, list[tuple[str, ...]]] = {}
    left_out: dict[str, list[tuple[str, ...]]] = {}
    try:
        for cells in csv.DictReader(io.StringIO(read_file(path).decode("utf-8-sig"), newline="")):
            key, name, _, also = (plain_cell(cells[column]) for column in _TERM_HEADER)
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
