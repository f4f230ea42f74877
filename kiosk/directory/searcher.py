"""Full-text search: any word may match; a service ranks by what it says itself.

The score of a service is the sum over the typed words of the weight of the best place that has the
word, times its rarity. Runs of typed words are also searched as wholes, so that a phrase of search
words counts as one. The visitor's language is searched first, then the source language.
"""

import datetime as dt
import heapq
import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from kiosk.directory.postings import BEGUN, WEIGHTS, NeedServices, merged
from kiosk.directory.typed import read_typed
from kiosk.directory.wordlist import WordList
from kiosk.domain.folding import (
    PREFIX_MIN,
    WHOLE,
    Term,
    fold,
    is_spaced,
    term_as_written,
    without_clitic,
)

FOUND_LIMIT: Final = 40
"""Most services one search lists: ten pages of four."""
LONGER: Final = 0.8
"""Share of the weight for a word of which only the beginning was typed."""
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
        stored = connection.execute("SELECT key, services FROM need_services")
        self._needs = NeedServices({key: merged([services])[0] for key, services in stored})

    def find(
        self,
        text: str,
        language: str,
        wanted: int = FOUND_LIMIT,
        *,
        floor: dt.date | None = None,
        mend: bool = True,
    ) -> SearchHits:
        """Return the first services for ``text``, at most ``wanted``.

        With a ``floor``, only those that are still offered on that day. Unknown words are mended
        unless ``mend`` is false.
        """
        typed = read_typed(text, language)
        key = self._languages.get(language, 0)
        search = _Search(
            WordList(self._connection), (key, 0) if key else (0,), self._needs, self._services
        )
        corrected = search.by_sound(text, typed.words) if mend else None
        if corrected:
            typed = read_typed(corrected, language)
        score: dict[int, float] = {}
        mended: dict[str, str] = {}
        groups = [[(term, 1.0)] for term in typed.wholes]
        for term in typed.words:
            forms = [*search.forms(term)]
            near = search.mended(term) if mend and not forms else []
            groups += [forms] if forms else [[(form, SHORTER)] for form in near]
            mended.update(
                (term.text, one.text) for one in near if one.text.lstrip(WHOLE) not in term.text
            )
        for group in groups:
            for service, gain in search.gains(group).items():
                score[service] = score.get(service, 0) + gain
        if floor:
            for (ended,) in self._connection.execute(_ENDED, (floor.toordinal(),)):
                score.pop(ended, None)
        ranked: Mapping[int, float] = score
        if self._seen < self._services:
            # Services that nobody has reviewed yet have the last keys, and rank below the others.
            ranked = {one: gain - _BELOW * (one > self._seen) for one, gain in score.items()}
        least = min(heapq.nlargest(wanted, ranked.values()), default=0)
        best = (one for one, gain in ranked.items() if gain >= least)
        first = sorted(best, key=lambda one: (-ranked[one], one))[:wanted]
        if mended:
            corrected = " ".join(
                term_as_written(mended.get(one.text, one.text)) for one in typed.words
            )
        return SearchHits({one: -score[one] for one in first}, corrected)


class _Search:
    """One typed text; ``order`` are the keys of the languages to search."""

    def __init__(
        self, words: WordList, order: tuple[int, ...], needs: NeedServices, services: int
    ) -> None:
        self._words = words
        self._order = order
        self._needs = needs
        self._services = services

    def forms(self, term: Term) -> Iterator[tuple[Term, float]]:
        """Yield the known forms of a typed word, with their share of the weight."""
        exact = (Term(term.text, prefix=False), Term(WHOLE + term.text, prefix=False))
        for form, share in ((exact[0], 1.0), (exact[1], 1.0), (term, LONGER)):
            if (share == 1 or form.prefix) and self._words.known(form, self._order):
                yield form, share

    def by_sound(self, text: str, terms: Iterable[Term]) -> str | None:
        """Return a text with known pairs of Chinese characters for unknown ones that sound alike.

        Characters of known pairs are as meant; next to a known pair so are those of known words.
        ``None`` if nothing sounds like it.
        """
        pairs = [term for term in terms if not is_spaced(term.text)]
        unknown = [term.text for term in pairs if not self._words.known(term, self._order)]
        sure = {*"".join(term.text for term in pairs if term.text not in unknown)}
        if sure:
            single = (Term(one, prefix=False) for one in {*"".join(unknown)})
            sure |= {one.text for one in single if self._words.known(one, self._order)}
        corrected = fold(text)
        for pair in unknown:
            alike = self._words.sounding_alike(pair, sure, self._order[0])
            corrected = corrected.replace(pair, alike or pair)
        return None if corrected == fold(text) else corrected

    def mended(self, term: Term) -> list[Term]:
        """Return the nearest word for an unknown one, or else the known words it begins with."""
        bare = Term(without_clitic(term.text), term.prefix)
        if bare != term and self._words.known(bare, self._order):
            return [bare]
        near = self._words.mended(term, self._order[0])
        return [near] if near else self._words.pieces(term, self._order)

    def gains(self, forms: Sequence[tuple[Term, float]]) -> dict[int, float]:
        """Return what each service gains from one typed word."""
        best: dict[int, float] = {}
        for form, share in forms:
            known = 1.0
            for language in self._order:
                count = self._words.documents(form, language)
                if not count:
                    continue
                rarity = share * known * math.log(1 + self._services / min(count, self._services))
                begun = form.prefix and len(form.text) < PREFIX_MIN
                known = BARELY if begun else ELSEWHERE
                places = self._words.places(form, language)
                weights = self._needs.weights(places, BEGUN if begun else WEIGHTS)
                gains = {service: weight * rarity for service, weight in weights.items()}
                if best:
                    get = gains.get
                    gains |= {one: gain for one, gain in best.items() if gain > get(one, 0)}
                best = gains
        return best
