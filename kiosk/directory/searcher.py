"""Full-text search: any word may match; a service ranks by what it says itself.

The score of a service is the sum over the typed words of the weight of the best place that has the
word, times its rarity. Runs of typed words are also searched as wholes, so that a phrase of search
words counts as one. The visitor's language is searched first, then the source language.
"""

import datetime as dt
import heapq
import math
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import add
from typing import Final

import msgspec

from kiosk.directory.typed import read_typed
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import PREFIX_MIN, WHOLE, Term, term_as_written

WEIGHTS: Final = (4.0, 3.0, 2.2, 1.8, 0.3)
"""What a word counts in each field; a service gains the sum of its fields.

What it says itself, even in its longest text, outweighs the words of all its needs together.
"""
BEGUN: Final = (4.0, 1.0, 0.1, 4.0, 0.5)
"""The same for the first letters of a word: names, and the words of the main need."""
FOUND_LIMIT: Final = 40
"""Most services one search lists: ten pages of four."""
SHORTER: Final = 0.6
"""Share of the weight for the beginning of a typed word, and for a mended one."""
ELSEWHERE: Final = 0.6
"""Share of the weight for a word of the source language that the visitor's own also has."""
BARELY: Final = 0.02
"""The same where only the first letters of a word were typed: her own language comes first."""

_BELOW = 1e6
"""More than any service gains."""
_ENDED = "SELECT service_key FROM service_order WHERE valid_until_day < ?"


class SearchHits(msgspec.Struct, frozen=True):
    """Keys of services with their rank, best first; ``corrected`` is what was searched instead."""

    ranks: dict[int, float]
    corrected: str | None = None


class Searcher:
    """Searches typed text in the index of one database."""

    def __init__(self, connection: sqlite3.Connection, languages: Mapping[str, int]) -> None:
        self._connection = connection
        self._languages = languages
        count, seen = connection.execute("SELECT count(*), sum(NOT unseen) FROM service").fetchone()
        self._services, self._seen = count, seen or 0
        self._needs: dict[int, set[int]] = defaultdict(set)
        for need, service in connection.execute("SELECT * FROM need_service"):
            self._needs[need].add(service)

    def find(
        self,
        text: str,
        language: str,
        *,
        floor: dt.date | None = None,
        mend: bool = True,
    ) -> SearchHits:
        """Return the first services for ``text``, at most :data:`FOUND_LIMIT`.

        With a ``floor``, only those that are still offered on that day. Unknown words are mended
        unless ``mend`` is false.
        """
        typed = read_typed(text, language)
        order = dict.fromkeys((self._languages.get(language, 0), 0))
        words = WordList(self._connection, tuple(order), needs=self._needs)
        corrected = words.by_sound(text, typed.words) if mend else None
        if corrected:
            typed = read_typed(corrected, language)
        mended: dict[str, str] = {}
        groups = [[(term, 1.0)] for term in typed.wholes]
        for term in typed.words:
            forms = [*words.forms(term)]
            near = words.mended(term) if mend and not forms else []
            groups += [forms] if forms else [[(form, SHORTER)] for form in near]
            mended.update(
                (term.text, one.text) for one in near if one.text.lstrip(WHOLE) not in term.text
            )
        gains: dict[int, float] = {}
        for group in groups:
            gains = _joined(gains, self._best(words, group), add)
        if floor:
            for (one,) in self._connection.execute(_ENDED, (floor.toordinal(),)):
                gains.pop(one, None)
        first = self._first(gains)
        if mended:
            corrected = " ".join(
                term_as_written(mended.get(one.text, one.text)) for one in typed.words
            )
        return SearchHits({one: -gains[one] for one in first}, corrected)

    def _best(self, words: WordList, forms: Iterable[tuple[Term, float]]) -> dict[int, float]:
        """Return what services gain from one typed word: from the form and language with most.

        A word is no rarer where it stands alone: else a need's word would outweigh a service's own.
        """
        best: dict[int, float] = {}
        common: defaultdict[tuple[str, int], int] = defaultdict(int)
        for form, share in forms:
            begun = form.prefix and len(form.text) < PREFIX_MIN
            weights, known = BEGUN if begun else WEIGHTS, share
            for language in words.order:
                count, fields = words.find(form, language)
                if not count:
                    continue
                same = form.text.lstrip(WHOLE), language
                common[same] = max(common[same], min(count, self._services))
                rarity = known * math.log(1 + self._services / common[same])
                sums: dict[int, float] = {}
                for field in sorted(fields):
                    sums = _joined(sums, dict.fromkeys(fields[field], weights[field]), add)
                best = _joined(best, {one: gain * rarity for one, gain in sums.items()}, max)
                known = share * (BARELY if begun else ELSEWHERE)
        return best

    def _first(self, gains: Mapping[int, float]) -> list[int]:
        """Return the first services; those that nobody has reviewed yet come last."""
        ranked = gains
        if self._seen < self._services:
            ranked = {one: gain - _BELOW * (one > self._seen) for one, gain in gains.items()}
        least = min(heapq.nlargest(FOUND_LIMIT, ranked.values()), default=0)
        best = (one for one, gain in ranked.items() if gain >= least)
        return sorted(best, key=lambda one: (-ranked[one], one))[:FOUND_LIMIT]


def _joined(
    one: dict[int, float], other: dict[int, float], join: Callable[[float, float], float]
) -> dict[int, float]:
    """Return the gains of both; those of a service in both are joined."""
    if not one:
        return other
    return one | other | {key: join(one[key], other[key]) for key in one.keys() & other.keys()}
