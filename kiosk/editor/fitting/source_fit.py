"""Where the fitting of a source is: its words, their answers, and how many services they sort."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.editor.fitting.columns import OPEN, ColumnAnswers, ColumnSeen
from kiosk.editor.fitting.export_words import load_columns_seen, load_export_words, service_words
from kiosk.editor.fitting.fitting_file import load_columns, load_words, save_words
from kiosk.editor.fitting.listing import (
    ExportWord,
    count_proposed,
    count_sorted,
    list_words,
    open_words,
    with_answers,
)
from kiosk.editor.fitting.words import ServiceWords, WordRule, WordRules
from kiosk.editor.importers.aliases import fold_name
from kiosk.editor.importers.files import SourceError
from kiosk.editor.sources.imported import load_import, rows_folder, source_folder
from kiosk.editor.workbook.sheets import SERVICES

AHEAD = 12
"""Answers whose effect is shown before they are given."""


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
