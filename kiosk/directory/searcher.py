"""Full-text search: names first, then everything; the visitor's language, then the source's."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kiosk.directory.tables import DOCUMENT_SHIFT
from kiosk.directory.vocabulary import SHORTEST, deletions, prefix_distance, slip_distance
from kiosk.domain.folding import PREFIX_MIN, Term, is_spaced, query_terms

FOUND_LIMIT = 60
"""The most services one search lists: three screens of twenty. Nobody turns more pages."""
ENOUGH = 3
"""With fewer results than this a slip of the finger is looked for."""
EXPANSION_LIMIT = 64
"""Terms into which the beginning of a word is spelled out; FTS5 merges more than that slowly."""
PREFIX_INDEX = 3
"""Beginnings up to this length have an index of their own in FTS5."""

_KEY_MASK = (1 << DOCUMENT_SHIFT) - 1
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a search: facet terms (each an alternative of terms), and a condition in SQL.

    ``condition`` speaks of the service as ``s``; ``parameters`` are its named values.
    """

    facets: tuple[tuple[str, ...], ...] = ()
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
        spoken = [self._languages[language]] if language in self._languages else []
        order = tuple(dict.fromkeys([*spoken, 0]))
        if not terms:
            return Found(())
        keys = self._run(terms, order, narrowing)
        if len(keys) >= ENOUGH:
            return Found(keys)
        mended = tuple(self._mended(term, order) for term in terms)
        if mended != terms:
            more = self._run(mended, order, narrowing)
            if len(more) > len(keys):
                return Found(more, " ".join(term.text for term in mended))
        if not keys:
            keys = self._loosely(mended, order, narrowing)
        return Found(keys)

    def _loosely(
        self, terms: tuple[Term, ...], order: tuple[int, ...], narrowing: Narrowing
    ) -> tuple[int, ...]:
        """Without small words and those that no record has; then any word, the rarest first."""
        known = tuple(
            term
            for term in terms
            if (len(term.text) >= PREFIX_MIN or not term.text.isascii())
            and any(self._count(term, key) for key in order)
        )
        keys = self._run(known, order, narrowing) if 0 < len(known) < len(terms) else ()
        if keys or len(known) < 2:  # noqa: PLR2004 - one word alone was already asked for
            return keys
        score: dict[int, float] = defaultdict(float)
        for term in known:
            weight = 1 / sum(self._count(term, key) for key in order)
            for key in self._run((term,), order, narrowing):
                score[key] += weight
        return tuple(sorted(score, key=lambda key: (-score[key], key)))[:FOUND_LIMIT]

    def _run(
        self, terms: tuple[Term, ...], order: tuple[int, ...], narrowing: Narrowing
    ) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for language in order:
            words = " AND ".join(self._spelled(term, language) for term in terms)
            for columns in ("name", "{name body}"):
                wanted = FOUND_LIMIT if columns == "name" else FOUND_LIMIT + len(found)
                found |= dict.fromkeys(self._rows(columns, words, language, narrowing, wanted))
                if len(found) >= FOUND_LIMIT:
                    return tuple(found)[:FOUND_LIMIT]
        return tuple(found)

    def _rows(
        self, columns: str, words: str, language: int, narrowing: Narrowing, wanted: int
    ) -> Iterator[int]:
        match = f"{columns}: ({words})"
        for alternatives in narrowing.facets:
            match += f" AND facet: ({' OR '.join(alternatives)})"
        base = language << DOCUMENT_SHIFT
        # Ascending rowids are importance, and FTS5 yields them without sorting.
        sql = "SELECT rowid FROM search WHERE search MATCH :match AND rowid BETWEEN :low AND :high"
        if narrowing.condition:
            sql += (
                " AND EXISTS (SELECT 1 FROM service s"
                f" WHERE s.key = (search.rowid & {_KEY_MASK}) AND {narrowing.condition})"
            )
        rows = self._connection.execute(
            f"{sql} ORDER BY rowid LIMIT :wanted",
            {
                "match": match,
                "low": base,
                "high": base | _KEY_MASK,
                "wanted": wanted,
                **narrowing.parameters,
            },
        )
        return (rowid & _KEY_MASK for (rowid,) in rows)

    def _spelled(self, term: Term, language: int) -> str:
        """A term in the query language of FTS5. Terms hold letters and digits only."""
        if not term.prefix:
            return f'"{term.text}"'
        if len(term.text) > PREFIX_INDEX:
            longer = self._connection.execute(
                "SELECT term FROM vocabulary WHERE language_key = ? AND term >= ? AND term < ?"
                " LIMIT ?",
                (language, term.text, term.text + _LAST, EXPANSION_LIMIT + 1),
            ).fetchall()
            # The OR of whole terms streams; a prefix without its own index is merged first.
            if 0 < len(longer) <= EXPANSION_LIMIT:
                return "(" + " OR ".join(f'"{found}"' for (found,) in longer) + ")"
        return f'"{term.text}"*'

    def _count(self, term: Term, language: int) -> int:
        """In how many documents of a language a term stands, about."""
        end = term.text + _LAST if term.prefix else term.text
        row = self._connection.execute(
            "SELECT total(documents) FROM vocabulary"
            " WHERE language_key = ? AND term >= ? AND term <= ?",
            (language, term.text, end),
        ).fetchone()
        return int(row[0])

    def _mended(self, term: Term, order: tuple[int, ...]) -> Term:
        """The nearest word of the directory for one that it does not have."""
        if len(term.text) < SHORTEST or not is_spaced(term.text) or term.text.isdigit():
            return term
        if any(self._count(term, language) for language in order):
            return term
        distance = prefix_distance if term.prefix else slip_distance
        for language in order:
            near = self._near(term.text, language)
            best = min(
                ((distance(term.text, word), -documents, word) for word, documents in near),
                default=(2, 0, ""),
            )
            if best[0] <= 1:
                return Term(best[2], prefix=term.prefix)
        return term

    def _near(self, word: str, language: int) -> list[tuple[str, int]]:
        forms = sorted(deletions(word))
        return self._connection.execute(
            "SELECT DISTINCT n.term, v.documents FROM json_each(?) form"
            " CROSS JOIN neighbour n ON n.language_key = ? AND n.deletion = form.value"
            " CROSS JOIN vocabulary v ON v.language_key = n.language_key AND v.term = n.term",
            (json.dumps(forms), language),
        ).fetchall()
