"""Full-text search: first words of names and search words of the first need, names, all texts.

Nothing is ranked by counting: documents are numbered by that order, then by importance, and FTS5
yields them by number, so a search stops as soon as it has enough. The visitor's language is
searched first, then the source language. What is found equally well has the same rank.
"""

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.directory.tables import KEY_BITS, TIER_BITS, Tier
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import PREFIX_MIN, Term, query_terms, term_as_written

FOUND_LIMIT = 40
"""Most services one search lists: ten pages of four."""
ENOUGH = 3
"""With fewer results, the search also corrects typing errors."""
PAIR = 2
STEM_MIN = 5
"""Letters from which a word of a sentence matches longer ones: "was" must not find "wash"."""

_KEY_MASK, _TIER_MASK = (1 << KEY_BITS) - 1, (1 << TIER_BITS) - 1
_SELECT = "SELECT rowid FROM search WHERE search MATCH :match"
_OFFERED = """ AND EXISTS (SELECT 1 FROM service s
  WHERE s.key = (search.rowid & 4294967295) AND s.valid_until_day >= :floor)"""


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Keys of services with their rank, best first; ``corrected`` is what was searched instead.

    ``corrected`` is also ``None`` if the nearest word is one that no text shows.
    """

    ranks: dict[int, float]
    corrected: str | None = None


class Searcher:
    """Searches typed text in the index of one database."""

    def __init__(self, connection: sqlite3.Connection, languages: Mapping[str, int]) -> None:
        self._connection = connection
        self._languages = languages

    def find(
        self, text: str, language: str, wanted: int = FOUND_LIMIT, *, floor: dt.date | None = None
    ) -> SearchHits:
        """Return the first services for ``text``, at most ``wanted``.

        With a ``floor``, only those that are still offered on that day.
        """
        terms = query_terms(text)
        if not terms:
            return SearchHits({})
        first = self._languages.get(language, 0)
        search = _Search(self._connection, (first, 0) if first else (0,), floor)
        found = search.all_of(terms, wanted)
        if len(found) >= ENOUGH:
            return SearchHits(found)
        corrections = [search.words.mended(term, search.order) for term in terms]
        nearest = tuple(one.term for one in corrections)
        if nearest != terms:
            more = search.all_of(nearest, wanted)
            if len(more) > len(found):
                all_shown = all(one.shown for one in corrections)
                corrected = (
                    " ".join(term_as_written(term.text) for term in nearest) if all_shown else None
                )
                return SearchHits(more, corrected)
        return SearchHits(found or search.any_of(nearest, wanted))


class _Search:
    """One typed text; ``order`` are the keys of the languages to search."""

    def __init__(
        self, connection: sqlite3.Connection, order: tuple[int, ...], floor: dt.date | None
    ) -> None:
        self.words = WordList(connection)
        self.order = order
        self._connection = connection
        self._floor = floor.toordinal() if floor else 0
        self._sql = f"{_SELECT}{_OFFERED if floor else ''} ORDER BY rowid"

    def any_of(self, terms: Sequence[Term], wanted: int) -> dict[int, float]:
        """Drop small and unknown words; else find services with any word, rare words first."""
        known = [
            term
            for term in map(_whole, terms[:-1])
            if len(term.text) >= PREFIX_MIN or not term.text.isascii()
        ]
        known = [term for term in (*known, terms[-1]) if self.words.known(term, self.order)]
        found = self.all_of(known, wanted) if 0 < len(known) < len(terms) else {}
        if found or len(known) <= 1:
            return found
        common = {
            term: sum(self.words.documents(term, key) for key in self.order) for term in known
        }
        score: dict[int, float] = defaultdict(float)
        for term in sorted(known, key=lambda term: common[term]):
            for key in self.all_of([term], wanted):
                score[key] -= 1 / common[term]
            # No service has both of two words: those with the rarer one come first.
            if len(known) == PAIR and len(score) == wanted:
                break
        first = sorted(score, key=lambda key: (score[key], key))[:wanted]
        return {key: score[key] for key in first}

    def all_of(self, terms: Sequence[Term], wanted: int) -> dict[int, float]:
        """Return the first services that have every term, at most ``wanted``."""
        found: dict[int, float] = {}
        for at, language in enumerate(self.order):
            match = self.words.match(terms, language)
            if match is not None:
                self._add(found, match, wanted, at * len(Tier))
            if len(found) == wanted:
                break
        return found

    def _add(self, found: dict[int, float], match: str, wanted: int, rank: int) -> None:
        """Add services in order of rank; one repeats for each of its documents."""
        for (row,) in self._connection.execute(self._sql, {"match": match, "floor": self._floor}):
            found.setdefault(row & _KEY_MASK, rank + (row >> KEY_BITS & _TIER_MASK))
            if len(found) == wanted:
                return


def _whole(term: Term) -> Term:
    """Return a term of a sentence: a short word matches only exactly."""
    return Term(term.text, prefix=term.prefix and len(term.text) >= STEM_MIN)
