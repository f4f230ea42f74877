"""Where the fitting of a source is: its words, their answers, and how many services they sort."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.editor.fitting.export_words import load_export_words, service_words
from kiosk.editor.fitting.listing import (
    ExportWord,
    count_proposed,
    count_sorted,
    list_words,
    open_words,
    with_answers,
)
from kiosk.editor.fitting.words import ServiceWords, WordRule, WordRules
from kiosk.editor.fitting.words_file import load_words, save_words
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
    words: tuple[ExportWord, ...]

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
        save_words(self.folder, with_answers(self.rules, rules).rules)
        return _fit(self.name, self.folder, self.services)


def load_fit(workbook: Path, name: str) -> SourceFit:
    """Load the fitting of a source. Raises :class:`SourceError`, also if it was never imported."""
    folder = source_folder(workbook, name)
    made = load_import(folder)
    if made is None:
        raise SourceError(f"{name} was never imported. Begin with: desk import {name} EXPORT")
    words = load_export_words(rows_folder(folder))
    return _fit(name, folder, tuple(service_words(made.rows[SERVICES.title], words)))


def _fit(name: str, folder: Path, services: tuple[ServiceWords, ...]) -> SourceFit:
    rules = load_words(folder)
    return SourceFit(name, folder, services, rules, tuple(list_words(services, rules)))
