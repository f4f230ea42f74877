"""Full-text search: names first, then everything; the visitor's language, then the source's.

Nothing is ranked by counting: documents are numbered by importance and FTS5 yields them in that
order, so a search stops as soon as it has enough.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.directory.tables import DOCUMENT_SHIFT
from kiosk.directory.wordlist import MANY, WordList
from kiosk.domain.folding import PREFIX_MIN, Term, query_terms

FOUND_LIMIT = 40
"""The most services one search lists: ten pages of four. Nobody turns more."""
ENOUGH = 3
"""With fewer results than this a slip of the finger is looked for."""
SCAN_LIMIT = 200
"""Documents that are looked at one by one rather than met with the facets inside the index.

Measured: 0.2 µs a document one by one, 20 to 170 µs for facets among 10,000 to 100,000 documents.
"""

_KEY_MASK = (1 << DOCUMENT_SHIFT) - 1
_SELECT = "SELECT rowid FROM search WHERE search MATCH :match AND rowid BETWEEN :low AND :high"

_HAS = """ AND EXISTS (SELECT 1 FROM service s
  WHERE s.key = (search.rowid & 4294967295) AND {condition})"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a search.

    ``facets``: terms, each a choice of alternatives; ``allowed``: the services that have them all
    (``None`` when there are no facets) of ``services`` altogether. ``condition``: SQL that speaks
    of the service as ``s``, with its named values.
    """

    facets: tuple[tuple[str, ...], ...] = ()
    allowed: frozenset[int] | None = None
    services: int = 0
    condition: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Keys of services in the order of the list; ``corrected`` is what was searched instead."""

    keys: tuple[int, ...]
    corrected: str | None = None


class Searcher:
    """Answers typed text from the index of one database."""

    def __init__(self, connection: sqlite3.Connection, languages: Mapping[str, int]) -> None:
        self._connection = connection
        self._languages = languages

    def find(self, text: str, language: str, narrowing: Narrowing) -> Found:
        """At most :data:`FOUND_LIMIT` services for ``text``."""
        terms = query_terms(text)
        if not terms or (narrowing.allowed is not None and not narrowing.allowed):
            return Found(())
        first = self._languages.get(language, 0)
        search = _Search(self._connection, (first, 0) if first else (0,), narrowing)
        keys = search.all_of(terms)
        if len(keys) >= ENOUGH:
            return Found(keys)
        mended = tuple(search.words.mended(term, search.order) for term in terms)
        if mended != terms:
            more = search.all_of(mended)
            if len(more) > len(keys):
                return Found(more, " ".join(term.text for term in mended))
        return Found(keys or search.any_of(mended))


class _Search:
    """One typed text; ``order`` are the keys of the languages to look in."""

    def __init__(
        self, connection: sqlite3.Connection, order: tuple[int, ...], narrowing: Narrowing
    ) -> None:
        self.words = WordList(connection)
        self.order = order
        self._connection = connection
        self._narrowing = narrowing

    def any_of(self, terms: Sequence[Term]) -> tuple[int, ...]:
        """Without small words and unknown ones; then services with any word, rare words first."""
        known = [
            term
            for term in terms
            if (len(term.text) >= PREFIX_MIN or not term.text.isascii())
            and self.words.known(term, self.order)
        ]
        keys = self.all_of(known) if 0 < len(known) < len(terms) else ()
        if keys or len(known) <= 1:
            return keys
        score: dict[int, float] = defaultdict(float)
        for term in known:
            common = sum(self.words.spelled(term, key).documents for key in self.order)
            for key in self.all_of([term]):
                score[key] += 1 / common
        return tuple(sorted(score, key=lambda key: (-score[key], key)))[:FOUND_LIMIT]

    def all_of(self, terms: Sequence[Term]) -> tuple[int, ...]:
        """Services that have every term, at most :data:`FOUND_LIMIT`."""
        found: dict[int, None] = {}
        for language in self.order:
            spelled = [self.words.spelled(term, language) for term in terms]
            rarest = min(one.documents for one in spelled)
            if not rarest:
                continue
            words = " AND ".join(one.match for one in spelled)
            found |= dict.fromkeys(self._of_language(words, language, rarest, len(found)))
            if len(found) >= FOUND_LIMIT:
                return tuple(found)[:FOUND_LIMIT]
        return tuple(found)

    def _of_language(self, words: str, language: int, rarest: int, known: int) -> Iterable[int]:
        """Keys by name, then by anything; what cannot change the order is not asked."""
        if rarest > SCAN_LIMIT:
            names = self._keys(f"name: ({words})", language, rarest, known)
            if len(names) >= FOUND_LIMIT:
                return names
            return [*names, *self._keys(words, language, rarest, known + len(names))]
        everything = self._keys(words, language, rarest, known)
        if len(everything) <= 1:
            return everything
        return [*self._keys(f"name: ({words})", language, rarest, known), *everything]

    def _keys(self, match: str, language: int, documents: int, known: int) -> list[int]:
        """Keys in order of importance, enough of them to add to ``known`` ones."""
        wanted = FOUND_LIMIT + known
        allowed = self._narrowing.allowed
        if allowed is None:
            return [rowid & _KEY_MASK for (rowid,) in self._rows(match, language, wanted)]
        # Were hits spread evenly, so many documents hold enough that are allowed.
        even = wanted * self._narrowing.services // len(allowed)
        if min(documents, even) > SCAN_LIMIT:
            for alternatives in self._narrowing.facets:
                match = f"({match}) AND facet: ({' OR '.join(alternatives)})"
            return [rowid & _KEY_MASK for (rowid,) in self._rows(match, language, wanted)]
        keys: list[int] = []
        rows = self._rows(match, language, MANY)
        while len(keys) < wanted and (block := rows.fetchmany(SCAN_LIMIT // 4)):
            keys += [key for (rowid,) in block if (key := rowid & _KEY_MASK) in allowed]
        return keys

    def _rows(self, match: str, language: int, wanted: int) -> sqlite3.Cursor:
        sql, base = _SELECT, language << DOCUMENT_SHIFT
        if self._narrowing.condition:
            sql += _HAS.format(condition=self._narrowing.condition)
        values: dict[str, object] = {
            "match": match,
            "low": base,
            "high": base | _KEY_MASK,
            "wanted": wanted,
        }
        return self._connection.execute(
            f"{sql} ORDER BY rowid LIMIT :wanted", values | dict(self._narrowing.parameters)
        )
