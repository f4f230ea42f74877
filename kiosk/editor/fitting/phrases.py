"""Find the words of ``resources/editor/desk-words.tsv`` in the texts of an export.

Words are compared folded and in the singular: "Food Pantries" is "food pantry".
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.records import Need
from kiosk.domain.resource_text import resource_text
from kiosk.domain.situations import KNOWN_SITUATIONS

Tokens = tuple[str, ...]
"""Folded words in the singular."""
WHOM: Final = "whom"
NOT_HERE: Final = "not_here"
ONE_BY_ONE: Final = "one by one"
_SHORT: Final = 3
"""Letters of a word that is never taken for a plural: "gas", "ids"."""
_WITH: Final = "with"


@dataclass(frozen=True, slots=True)
class WordRow:
    """One row of the table. ``answer`` is a situation, ``whom`` or ``not_here``."""

    answer: str
    needs: tuple[Need, ...]
    forbidden: tuple[Tokens, ...]
    careful: bool
    """Asked one by one."""


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase of the table in a text; ``rows`` are those that nothing in the text forbids."""

    text: str
    start: int
    length: int
    rows: tuple[WordRow, ...]


@dataclass(slots=True)
class _Table:
    phrases: dict[Tokens, list[WordRow]] = field(default_factory=lambda: defaultdict(list))
    stems: dict[Tokens, list[tuple[str, WordRow]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """Phrases whose last word may go on, by the words before it."""
    people: set[Tokens] = field(default_factory=set)
    not_people: tuple[Tokens, ...] = ()
    longest: int = 1
    longest_at: dict[str, int] = field(default_factory=dict)
    """Words of the longest phrase that begins with a word; a stem alone has one."""


@lru_cache(maxsize=65536)
def words_of(text: str) -> Tokens:
    """Return the words of a text, folded and in the singular."""
    marked = unicodedata.normalize("NFKD", text.replace("&", " and ").casefold())
    bare = "".join(sign for sign in marked if not unicodedata.combining(sign))
    found = re.findall(r"[^\W_]+", re.sub(r"['\u2019]", "", bare))
    return tuple(map(_singular, found))


def _singular(word: str) -> str:
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]


def says_whom(text: str) -> bool:
    """Return True if a term says whom a service is for, not what it does.

    "Homeless youth" and "People with disabilities" do, "Youth shelter" does not.
    """
    tokens, table = words_of(text), _table()
    if any(_has(tokens, one) for one in table.not_people):
        return False
    ends = (tokens[-length:] for length in range(1, table.longest + 1))
    begins = tokens[:2] in table.people and tokens[1:2] == (_WITH,)
    return begins or any(end in table.people for end in ends)


def find_phrases(text: str) -> tuple[PhraseMatch, ...]:
    """Return the phrases in a text: the longest first, then in order; none overlap."""
    tokens = words_of(text)
    found: list[PhraseMatch] = []
    taken: set[int] = set()
    for match in sorted(_all(tokens), key=lambda one: (-one.length, one.start)):
        span = set(range(match.start, match.start + match.length))
        if not span & taken:
            taken |= span
            found.append(match)
    return tuple(found)


def needs_of(situation: str) -> tuple[Need, ...]:
    """Return the needs that follow from a situation."""
    return _needs()[situation]


@cache
def _needs() -> dict[str, tuple[Need, ...]]:
    return {row.answer: row.needs for rows in _table().phrases.values() for row in rows}


def _all(tokens: Tokens) -> Iterator[PhraseMatch]:
    table = _table()
    for start, token in enumerate(tokens):
        longest = min(table.longest_at.get(token, 1), len(tokens) - start)
        for length in range(1, longest + 1):
            part = tokens[start : start + length]
            rows = [
                *table.phrases.get(part, ()),
                *(row for stem, row in table.stems.get(part[:-1], ()) if part[-1].startswith(stem)),
            ]
            free = tuple(row for row in rows if not any(_has(tokens, no) for no in row.forbidden))
            if free:
                yield PhraseMatch(" ".join(part), start, length, free)


def _has(tokens: Sequence[str], part: Tokens) -> bool:
    size = len(part)
    return any(tuple(tokens[at : at + size]) == part for at in range(len(tokens) - size + 1))


@cache
def _table() -> _Table:
    """Read the table. Raises ValueError if the program's own file is wrong."""
    table = _Table()
    lines = resource_text("editor", "desk-words.tsv").splitlines()
    rows = (line for line in lines if not line.startswith("#"))
    for cells in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        forbidden = tuple(map(words_of, _list(cells["not_with"])))
        answer, phrases = cells["answer"], _list(cells["words"])
        if answer == WHOM:
            table.people = {words_of(phrase) for phrase in phrases}
            table.not_people = forbidden
            continue
        if answer != NOT_HERE and answer not in KNOWN_SITUATIONS:
            raise ValueError(answer)
        needs = tuple(map(Need, cells["needs"].split()))
        row = WordRow(answer, needs, forbidden, cells["ask"] == ONE_BY_ONE)
        for phrase in phrases:
            tokens = words_of(phrase)
            table.longest = max(table.longest, len(tokens))
            longest = table.longest_at.get(tokens[0], 1)
            table.longest_at[tokens[0]] = max(longest, len(tokens))
            if phrase.endswith("*"):
                table.stems[tokens[:-1]].append((tokens[-1], row))
            else:
                table.phrases[tokens].append(row)
    return table


def _list(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
