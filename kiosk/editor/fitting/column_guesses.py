"""What each column of an export is read as, and what an unknown one could be: a guess, no fact."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Final

from kiosk.editor.fitting.aliases import LOOKUPS, column_of, fold_name, is_denied
from kiosk.editor.fitting.cell_words import unread_words
from kiosk.editor.parsers.dates import read_date
from kiosk.editor.parsers.flags import is_flag
from kiosk.editor.parsers.homes import home_column
from kiosk.editor.parsers.phones import read_phones

try:
    from rapidfuzz import fuzz, process
except ImportError:  # a machine without a wheel of it guesses by names alone
    fuzz = None  # type: ignore[assignment]

NEVER: Final = "never"
SAMPLE: Final = 2000
"""Rows of a file in which values are looked at."""
VALUES: Final = 3
_SHOWN: Final = 40
"""Characters of a value that are shown."""
_ALIKE: Final = 88
"""Least likeness of words, of 100, that makes a guess."""
_READABLE: Final = 0.6
"""Share of the values that must be what the column would hold."""
_COMMON: Final = 0.6
"""Share of a file's columns that must begin alike, so that the beginning is no part of a name."""
FIELDS: Final[dict[str, dict[str, str]]] = {
    "organization": {
        "name": "Name of the organization",
        "alternate_name": "Another name of the organization",
        "url": "Web page of the organization",
        "phone": "Number of the organization",
        "status": "Whether the organization is running",
    },
    "location": {
        "name": "Name of the place",
        "address_1": "Street",
        "address_2": "Room or floor",
        "city": "Town",
        "state_province": "State",
        "postal_code": "ZIP code",
        "latitude": "Latitude",
        "longitude": "Longitude",
        "hours": "Hours of the place",
        "accessibility": "Access without steps",
        "phone": "Number of the place",
    },
    "service": {
        "name": "Name of the service",
        "alternate_name": "Another name of the service",
        "description": "What it does",
        "alert": "What is different just now",
        "url": "Web page",
        "status": "Whether it is running",
        "eligibility_description": "Who can go",
        "audience": "Whom it is for",
        "minimum_age": "Lowest age",
        "maximum_age": "Highest age",
        "application_process": "How to start",
        "fees_description": "Cost",
        "required_documents": "What to bring",
        "languages": "Languages",
        "accessibility": "Access without steps",
        "service_areas": "Area served",
        "hours": "Hours",
        "phone": "Number",
        "taxonomy_ids": "Terms",
        "keywords": "Words to search for",
        "assured_date": "Checked on",
        "organization_id": "Key of the organization",
        "location_id": "Key of the place",
    },
    "phone": {
        "number": "Number",
        "extension": "Extension",
        "type": "Kind of number",
        "description": "What the number is for",
    },
    "schedule": {
        "weekday": "Days",
        "opens_at": "Opens",
        "closes_at": "Closes",
        "valid_from": "First day",
        "valid_to": "Last day",
        "hours": "Hours",
        "description": "Note on the hours",
    },
    "address": {
        "address_1": "Street",
        "address_2": "Room or floor",
        "city": "Town",
        "state_province": "State",
        "postal_code": "ZIP code",
    },
    "taxonomy_term": {"name": "Term", "parent_name": "Broader term", "code": "Code of the term"},
}
"""What a column can be read as, with its name for people."""
_NUMBERS: Final = frozenset({"number", "phone"})
_DATES: Final = frozenset({"assured_date"})
NEVER_GUESSED: Final = frozenset(
    {*_NUMBERS, *_DATES, *FIELDS["address"], "latitude", "longitude", "id"}
)
"""Fields that likeness never finds: a wrong one shows somebody's own number or a hidden street."""


def column_label(target: str) -> str:
    """Return a field "table.field" in words."""
    table, _, name = target.partition(".")
    return FIELDS.get(table, {}).get(name, target)


class ColumnRole(StrEnum):
    """Why a column is read as it is."""

    KNOWN = "known"
    ANSWER = "answer"
    FLAG = "flag"
    """It says what may be shown."""
    NEVER = "never"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"


OPEN: Final = frozenset({ColumnRole.PROPOSED, ColumnRole.UNKNOWN})
"""Roles of columns that wait for a person."""
_READ: Final = frozenset({ColumnRole.KNOWN, ColumnRole.ANSWER})
_ASKED: Final = frozenset({ColumnRole.ANSWER, ColumnRole.PROPOSED, ColumnRole.UNKNOWN})


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of an export. ``reads`` is "table.field", also of a proposal; else empty.

    ``values`` are the first ones of a column that a person is asked about, ``unread`` the words of
    its cells that no rule reads and how many cells have each, 0 if nobody counted them.
    """

    file: str
    column: str
    role: ColumnRole
    reads: str = ""
    filled: int = 0
    values: tuple[str, ...] = ()
    unread: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnAnswers:
    """What a person said about columns, by folded name: "table.field" or "never".

    ``values`` translates words of cells, by field and folded word.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def field_of(self, table: str, column: str) -> str:
        """Return the field of a table that a column is, "never", or an empty string."""
        for target in self.columns.get(fold_name(column), ()):
            if target == NEVER:
                return NEVER
            if target.startswith(f"{table}."):
                return target.split(".", 1)[1]
        return ""

    def is_never(self, column: str) -> bool:
        """Return True if a person said that nothing may read a column."""
        return NEVER in self.columns.get(fold_name(column), ())

    def targets(self, column: str) -> tuple[str, ...]:
        """Return all that a column is read as."""
        found = self.columns.get(fold_name(column), ())
        return tuple(target for target in found if target != NEVER)

    def words_of(self, target: str) -> Mapping[str, str]:
        """Return the answers about words of a field "table.field", by folded word."""
        return self.values.get(values_key(target), {})

    def worded(self, table: str, name: str, text: str) -> str:
        """Return a cell of a table with its word translated."""
        own = self.values.get(f"{table}.{name}") or self.values.get(name)
        return own.get(text.strip().casefold(), text) if own else text

    def open_cells(self, columns: Iterable[ColumnSeen]) -> list[tuple[ColumnSeen, str]]:
        """Return the words of cells that no rule reads and nobody has answered."""
        return [
            (one, word)
            for one in columns
            for word in one.unread
            if word.casefold() not in self.words_of(one.reads)
        ]


def values_key(target: str) -> str:
    """Return the table of ``[values]`` for a field: those of services need no table."""
    return target.removeprefix("service.")


def says_what_is_shown(column: str) -> bool:
    """Return True if a column says what may be shown, or that its row is a home."""
    return is_flag(column) or bool(home_column({fold_name(column): "yes"}))


def explain_nothing(seen: Iterable[ColumnSeen], tables: Mapping[str, Collection[object]]) -> str:
    """Return why an export gave no service, by its rows and columns; empty if unclear.

    ``tables`` are its rows by table.
    """
    every = list(seen)
    columns = [one for one in every if one.reads == "service.name"]
    if every and not any(tables.values()):
        return "There is a header, but no row below it."
    if not tables.get("service"):
        return "No table of services was found."
    if any(one.role in _READ for one in columns):
        return ""
    missed = "No column was taken for the name."
    if columns:
        missed += f" {columns[0].column} looks like it: say so on the page of desk fit."
    return missed


def see_columns(
    file: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    reads: Mapping[str, tuple[ColumnRole, str]],
) -> list[ColumnSeen]:
    """Return the columns of a file with their first values; ``reads`` by column."""
    sample = list(rows)
    found = []
    for place, column in enumerate(header):
        if not column:
            continue
        role, target = reads.get(column, (ColumnRole.UNKNOWN, ""))
        cells = [line[place].strip() for line in sample if place < len(line)]
        filled = [cell for cell in cells if cell]
        shown = _first(filled) if role in _ASKED else ()
        unread = unread_words(target, filled) if role in _READ else {}
        found.append(ColumnSeen(file, column, role, target, len(filled), shown, unread))
    return found


def _first(cells: Iterable[str]) -> tuple[str, ...]:
    distinct: dict[str, None] = {}
    for cell in cells:
        distinct.setdefault(" ".join(cell.split())[:_SHOWN])
        if len(distinct) == VALUES:
            break
    return tuple(distinct)


def explain_columns(
    table: str, header: Sequence[str], rows: Sequence[Sequence[str]], answers: ColumnAnswers
) -> dict[str, tuple[ColumnRole, str]]:
    """Return why each column of a table in an open format is read as it is, or could be."""
    prefix = common_prefix(header)
    known = set(LOOKUPS[table].values()) | FIELDS.get(table, {}).keys() | {"id"}
    found: dict[str, tuple[ColumnRole, str]] = {}
    for place, column in enumerate(header):
        if answer := answers.field_of(table, column):
            role = ColumnRole.NEVER if answer == NEVER else ColumnRole.ANSWER
            found[column] = role, "" if answer == NEVER else f"{table}.{answer}"
        elif says_what_is_shown(column) or says_what_is_shown(bare_name(column, prefix)):
            found[column] = ColumnRole.FLAG, ""
        elif table == "contact" or is_denied(column):
            found[column] = ColumnRole.NEVER, ""
        elif (name := column_of(table, column)) in known:
            found[column] = ColumnRole.KNOWN, f"{table}.{name}"
        else:
            cells = [line[place] for line in rows if place < len(line)]
            guess = guess_field(table, column, prefix, cells)
            role = ColumnRole.PROPOSED if guess else ColumnRole.UNKNOWN
            found[column] = role, f"{table}.{guess}" if guess else ""
    return found


def guess_field(table: str, column: str, prefix: str, cells: Sequence[str]) -> str:
    """Return what a column could be; empty without a guess.

    The file's common beginning goes off, then an alias counts, then likeness of words. Numbers,
    streets, keys and days of checking are never found by likeness, and their values must fit.
    """
    fields = FIELDS.get(table, {})
    bare = bare_name(column, prefix)
    if is_denied(column) or is_denied(bare):
        return ""
    found = column_of(table, bare)
    if found not in fields and found != "id":
        found = _alike(table, bare.replace("_", " "))
        if found in NEVER_GUESSED or found.endswith("_id"):
            return ""
    return found if _values_fit(found, cells) else ""


def _alike(table: str, name: str) -> str:
    names = _names(table)
    if fuzz is None or not names:
        return ""
    best = process.extractOne(name, names.keys(), scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)
    return names[best[0]] if best else ""


@cache
def _names(table: str) -> dict[str, str]:
    """Return the words of each field's names, and the field."""
    fields = FIELDS.get(table, {})
    names = {alias: name for alias, name in LOOKUPS.get(table, {}).items() if name in fields}
    names |= {name: name for name in fields} | {"title": "name"}
    return {alias.replace("_", " "): name for alias, name in names.items()}


def _values_fit(name: str, cells: Sequence[str]) -> bool:
    """Return True if the values are what a field holds; other fields hold any text."""
    filled = [cell for cell in cells if cell.strip()]
    if name in _NUMBERS:
        return _share(bool(read_phones(cell).phones) for cell in filled) >= _READABLE
    if name in _DATES:
        return _share(read_date(cell) is not None for cell in filled) >= _READABLE
    if name == "id":
        return len(set(filled)) == len(filled) > 0
    return bool(name)


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found) if found else 0.0


def bare_name(column: str, prefix: str) -> str:
    """Return the folded name of a column without the common beginning."""
    return fold_name(column).removeprefix(prefix)


def common_prefix(header: Sequence[str]) -> str:
    """Return the beginning that most columns share, with its line: "service_"; else empty."""
    names = [fold_name(column) for column in header if column]
    starts = Counter(found[0] for name in names if (found := re.match(r"[a-z0-9]+_", name)))
    if not starts:
        return ""
    start, count = starts.most_common(1)[0]
    return start if count > _COMMON * len(names) else ""
