"""Columns of the workbook: header, note, and permitted values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.domain.place import WHERE_FIELDS
from kiosk.editor.parsers.vocabulary import Words

EXAMPLE: Final = "Example (not read)"
"""First cell of the row that shows how to fill in a sheet."""


class Kind(StrEnum):
    """Format of a cell, for writing and reading."""

    ID = "id"
    REF = "ref"
    REFS = "refs"
    TEXT = "text"
    LINES = "lines"
    AMOUNT = "amount"
    URL = "url"
    LIST = "list"
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    MAYBE = "maybe"
    DATE = "date"
    WHOLE = "whole"
    DECIMAL = "decimal"
    PHONE = "phone"
    CODE = "code"
    TIME = "time"
    DAYS = "days"
    MONTHS = "months"
    SOURCES = "sources"
    LANGUAGE = "language"
    LANGUAGES = "languages"


class Sheets(StrEnum):
    """Titles of the sheets, in the order of the tabs; languages follow."""

    START = "Start here"
    ORGANIZATIONS = "Organizations"
    PLACES = "Places"
    SERVICES = "Services"
    PHONES = "Phones"
    HOURS = "Hours"
    HELPLINES = "Helplines"
    QUESTIONS = "Questions"
    GUIDES = "Guides"
    GUIDE_LINES = "Guide lines"
    CARDS = "Cards"
    FIGURES = "Figures"
    SEARCH_WORDS = "Search words"
    REVEALING = "Revealing words"
    WITHDRAWN = "Withdrawn"
    SOURCES = "Sources"
    LISTS = "Lists"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``key`` is the field of the record. ``blank`` says what an empty cell means. ``required`` cells
    make a row; an unreadable ``vital`` cell stops the publishing of the workbook, because without
    it the record would be false. ``words`` are the permitted words, ``offers`` a subset to choose
    from. ``target`` is the sheet whose ids the column names, ``width`` is in characters, ``most``
    the characters of a text.
    """

    key: str
    header: str
    kind: Kind
    note: str
    example: str = ""
    blank: str = "not known"
    required: bool = False
    vital: bool = False
    width: int = 18
    most: int = 0
    words: Words = field(default_factory=dict)
    offers: Words = field(default_factory=dict)
    target: Sheets | None = None

    @property
    def leads(self) -> bool:
        """True for cells that locate a place: they are never repeated if the place is hidden."""
        return self.key in WHERE_FIELDS

    @property
    def choices(self) -> Words:
        """Return the words to choose from."""
        return self.offers or self.words

    @property
    def comment(self) -> str:
        """Return the note on the header: meaning, an example, and what an empty cell means."""
        example = f"\nExample: {self.example}" if self.example else ""
        need = "\nMust be filled in." if self.required else f"\nEmpty: {self.blank}."
        return f"{self.note}{example}{need}"


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet: its purpose, and its columns in order."""

    title: Sheets
    about: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """Return the column of a record's field."""
        return next(column for column in self.columns if column.key == key)
