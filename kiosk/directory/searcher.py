"""Full-text search: any word may match; a service ranks by what it says itself.

The score of a service is the sum over the typed words of the weight of the best place that has the
word, times its rarity. Runs of typed words are also searched as wholes, so that a phrase of search
words counts as one. The visitor's language is searched first, then the source language.
"""

import datetime as dt
import heapq
import math
import sqlite3
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

import msgspec

from kiosk.directory.postings import BEGUN, WEIGHTS, NeedServices, unpacked, weight
from kiosk.directory.typed import read_typed
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import (
    PREFIX_MIN,
    WHOLE,
    Term,
    term_as_written,
)

FOUND_LIMIT: Final = 40
"""Most services one search lists: ten pages of four."""
SHORTER: Final = 0.6
"""Share of the weight for the beginning of a typed word, and for a mended one."""
ELSEWHERE: Final = 0.6
"""Share of the weight for a word of the source language that the visitor's own also has."""
BARELY: Final = 0.02
"""The same where only the first letters of a word were typed: her own language comes first."""
LONG_LIST: Final = 1000
"""Services of a list that is worth asking whether it can still change the first ones."""

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
        stored = connection.execute("SELECT key, services FROM need_services")
        self._needs = NeedServices({key: dict(unpacked(blob))[0] for key, blob in stored})

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
        words = WordList(self._connection, tuple(order))
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
        ended = set[int]()
        if floor:
            ended.update(key for (key,) in self._connection.execute(_ENDED, (floor.toordinal(),)))
        lists = [
            (*one, word) for word, group in enumerate(groups) for one in self._lists(words, group)
        ]
        gains = self._gains(lists, ended)
        first = self._first(gains, ended)
        if mended:
            corrected = " ".join(
                term_as_written(mended.get(one.text, one.text)) for one in typed.words
            )
        return SearchHits({one: -gains[one] for one in first}, corrected)

    def _lists(
        self, words: WordList, forms: Iterable[tuple[Term, float]]
    ) -> Iterator[tuple[float, Collection[int]]]:
        """Yield what services gain from one typed word; the most counts."""
        for form, share in forms:
            known = 1.0
            for language in words.order:
                count = words.documents(form, language)
                if not count:
                    continue
                rarity = share * known * math.log(1 + self._services / min(count, self._services))
                begun = form.prefix and len(form.text) < PREFIX_MIN
                known = BARELY if begun else ELSEWHERE
                lists = self._needs.spelled_out(words.lists(form, language))
                for fields, keys in lists.items():
                    yield weight(fields, BEGUN if begun else WEIGHTS) * rarity, keys

    def _gains(
        self, lists: Sequence[tuple[float, Collection[int], int]], ended: Container[int]
    ) -> dict[int, float]:
        """Return what services gain from lists of a gain and a word: at least of the first ones."""
        best: dict[int, dict[int, float]] = {word: {} for *_, word in lists}
        candidates = set[int]()
        left = sorted(lists, key=itemgetter(0))
        while left:
            if not candidates and len(left[-1][1]) > LONG_LIST:
                # What stands in no list so far gains at most the first of the others of each word.
                most = sum({word: gain for gain, _, word in left}.values())
                gains = _total(best.values())
                last = self._first(gains, ended)[FOUND_LIMIT - 1 :]
                if last and last[0] <= self._seen and gains[last[0]] > most:
                    least = gains[last[0]] - most
                    candidates = {one for one, gain in gains.items() if gain >= least}
            gain, keys, word = left.pop()
            found = candidates.intersection(keys) if candidates else keys
            best[word] = dict.fromkeys(found, gain) | best[word]
        return _total(best.values())

    def _first(self, gains: Mapping[int, float], ended: Container[int]) -> list[int]:
        """Return the first services; those that nobody has reviewed yet come last."""
        ranked = {
            one: gain - _BELOW * (one > self._seen)
            for one, gain in gains.items()
            if one not in ended
        }
        least = min(heapq.nlargest(FOUND_LIMIT, ranked.values()), default=0)
        best = (one for one, gain in ranked.items() if gain >= least)
        return sorted(best, key=lambda one: (-ranked[one], one))[:FOUND_LIMIT]


def _total(gains: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """Return the sum of what each service gains."""
    total: dict[int, float] = {}
    for of_word in gains:
        for one, gain in of_word.items():
            total[one] = total.get(one, 0) + gain
    return total
