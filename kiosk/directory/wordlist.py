"""The vocabulary of a database: expands typed words and finds the nearest known word."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.directory.tables import index_mark
from kiosk.directory.vocabulary import (
    PREFIX_INDEX,
    SHORTEST,
    deletions,
    prefix_distance,
    slip_distance,
)
from kiosk.domain.folding import Term, is_spaced

EXPANSION_LIMIT = 64
"""Terms into which a prefix is expanded; FTS5 merges more than that slowly."""
MERGED = 14
"""Documents per term up to which merging beats streaming (0.1 µs each, 1.4 µs a term)."""

_AFTER = "\U0010ffff"
_EXACT = "SELECT documents FROM vocabulary WHERE language_key = ? AND term = ?"
_BEGINNING = "SELECT documents FROM beginning WHERE language_key = ? AND text = ?"
_LONGER = """SELECT term, documents FROM vocabulary
  WHERE language_key = ? AND term >= ? AND term < ? LIMIT ?"""
_COUNTED = """SELECT total(documents) FROM vocabulary
  WHERE language_key = ? AND term >= ? AND term < ?"""
_NEAR = """SELECT DISTINCT n.term, v.documents, n.shown FROM json_each(?) form
  CROSS JOIN neighbour n ON n.language_key = ? AND n.deletion = form.value
  CROSS JOIN vocabulary v ON v.language_key = n.language_key AND v.term = n.term"""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of a typed term; it may be displayed only if a text shows it."""

    term: Term
    shown: bool = True


class WordList:
    """Looks up terms during one search; typed text is kept no longer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._counted: dict[tuple[Term, int], int] = {}
        self._spelled: dict[tuple[Term, int], str | None] = {}

    def match(self, terms: Sequence[Term], language: int) -> str | None:
        """Return an FTS5 query for all terms; ``None`` if the language lacks one."""
        parts = []
        for term in terms:
            if (term, language) not in self._spelled:
                self._spelled[term, language] = self._spell(term, language)
            part = self._spelled[term, language]
            if part is None:
                return None
            parts.append(part)
        return " AND ".join(parts)

    def _spell(self, term: Term, language: int) -> str | None:
        text, mark = term.text, index_mark(language)
        if not term.prefix:
            return f'"{mark}{text}"'
        if len(text) <= PREFIX_INDEX:
            return f'"{mark}{text}"*'
        longer = self._connection.execute(
            _LONGER, (language, text, text + _AFTER, EXPANSION_LIMIT + 1)
        ).fetchall()
        if len(longer) > EXPANSION_LIMIT:
            return f'"{mark}{text}"*'
        documents = self._counted[term, language] = sum(count for _, count in longer)
        if not longer:
            return None
        # The OR of whole terms streams; a prefix without its own index is merged first.
        if documents <= MERGED * len(longer):
            return f'"{mark}{text}"*'
        either = " OR ".join(f'"{mark}{found}"' for found, _ in longer)
        return f"({either})"

    def documents(self, term: Term, language: int) -> int:
        """Return an upper bound for the documents with a term: names also count as texts."""
        known = self._counted.get((term, language))
        if known is None:
            known = self._counted[term, language] = self._count(term, language)
        return known

    def _count(self, term: Term, language: int) -> int:
        values = (language, term.text)
        row = self._connection.execute(_BEGINNING if term.prefix else _EXACT, values).fetchone()
        if row is None and term.prefix:
            after = (*values, term.text + _AFTER)
            row = self._connection.execute(_COUNTED, after).fetchone()
        return int(row[0]) if row else 0

    def known(self, term: Term, order: Sequence[int]) -> bool:
        """True if any of the languages has the term."""
        return any(self.documents(term, language) for language in order)

    def mended(self, term: Term, order: Sequence[int]) -> Correction:
        """Return the nearest word of the directory for an unknown one, or else the term itself."""
        if len(term.text) < SHORTEST or not is_spaced(term.text) or term.text.isdigit():
            return Correction(term)
        if self.known(term, order):
            return Correction(term)
        distance = prefix_distance if term.prefix else slip_distance
        forms = json.dumps(sorted(deletions(term.text)))
        for language in order:
            near = self._connection.execute(_NEAR, (forms, language))
            best = min(
                (
                    (distance(term.text, word), -documents, word, shown)
                    for word, documents, shown in near
                ),
                default=(2, 0, "", 0),
            )
            if best[0] <= 1:
                return Correction(Term(best[2], prefix=term.prefix), shown=bool(best[3]))
        return Correction(term)
