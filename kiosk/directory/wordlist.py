"""The vocabulary of a database: how a typed word is spelled out, and the nearest known word."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.directory.vocabulary import (
    PREFIX_INDEX,
    SHORTEST,
    deletions,
    prefix_distance,
    slip_distance,
)
from kiosk.domain.folding import Term, is_spaced

EXPANSION_LIMIT = 64
"""Terms into which the beginning of a word is spelled out; FTS5 merges more than that slowly."""
MERGED = 64
"""Documents a term up to which merging costs less than streaming (0.045 µs each, 3 µs a term)."""
MANY = 1 << 30
"""Stands for a number of documents that was not worth counting."""

_AFTER = "\U0010ffff"
_EXACT = "SELECT documents FROM vocabulary WHERE language_key = ? AND term = ?"
_BEGINNING = "SELECT documents FROM beginning WHERE language_key = ? AND text = ?"
_LONGER = """SELECT term, documents FROM vocabulary
  WHERE language_key = ? AND term >= ? AND term < ? LIMIT ?"""
_NEAR = """SELECT DISTINCT n.term, v.documents FROM json_each(?) form
  CROSS JOIN neighbour n ON n.language_key = ? AND n.deletion = form.value
  CROSS JOIN vocabulary v ON v.language_key = n.language_key AND v.term = n.term"""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A term in the query language of FTS5, and in how many documents it stands at most."""

    match: str
    documents: int


class WordList:
    """Looks up terms for the length of one search; what was typed is kept no longer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._looked_up: dict[tuple[Term, int], Spelled] = {}

    def spelled(self, term: Term, language: int) -> Spelled:
        """A term of a language; no documents: no search can find anything."""
        known = self._looked_up.get((term, language))
        if known is None:
            known = self._looked_up[term, language] = self._spelled(term, language)
        return known

    def _spelled(self, term: Term, language: int) -> Spelled:
        text = term.text
        if not term.prefix or len(text) <= PREFIX_INDEX:
            counted = _BEGINNING if term.prefix else _EXACT
            row = self._connection.execute(counted, (language, text)).fetchone()
            return Spelled(f'"{text}"{"*" if term.prefix else ""}', row[0] if row else 0)
        longer = self._connection.execute(
            _LONGER, (language, text, text + _AFTER, EXPANSION_LIMIT + 1)
        ).fetchall()
        if len(longer) > EXPANSION_LIMIT:
            return Spelled(f'"{text}"*', MANY)
        # The OR of whole terms streams; a prefix without an index of its own is merged first.
        documents = sum(count for _, count in longer)
        if documents <= MERGED * len(longer):
            return Spelled(f'"{text}"*', documents)
        either = " OR ".join(f'"{found}"' for found, _ in longer)
        return Spelled(f"({either})", documents)

    def known(self, term: Term, order: Sequence[int]) -> bool:
        """Whether any of the languages has the term."""
        return any(self.spelled(term, language).documents for language in order)

    def mended(self, term: Term, order: Sequence[int]) -> Term:
        """The nearest word of the directory for one that it does not have, or the term itself."""
        if len(term.text) < SHORTEST or not is_spaced(term.text) or term.text.isdigit():
            return term
        if self.known(term, order):
            return term
        distance = prefix_distance if term.prefix else slip_distance
        forms = json.dumps(sorted(deletions(term.text)))
        for language in order:
            best = min(
                (
                    (distance(term.text, word), -documents, word)
                    for word, documents in self._connection.execute(_NEAR, (forms, language))
                ),
                default=(2, 0, ""),
            )
            if best[0] <= 1:
                return Term(best[2], prefix=term.prefix)
        return term
