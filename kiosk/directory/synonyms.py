"""Selects the search words, which no text shows, for the documents of one language."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kiosk.directory.record_index import RecordIndex
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.records import Need, SearchWord, Service

Terms = frozenset[str]


class WordTerms(NamedTuple):
    """The terms of some search words: of each as a whole, and of the parts of all."""

    whole: Terms = frozenset()
    parts: Terms = frozenset()


class SearchWords:
    """The terms of the search words of one language; ``terms_of`` makes them from a word.

    The documents of the source language, where every search ends, hold the words of all languages:
    a word finds help whatever the language of the screen. There the words of other languages count
    less. The words of a need are the same for each of its services, so their
    terms are made once.
    """

    def __init__(
        self, content: RecordIndex, language: str, terms_of: Callable[[str, bool], WordTerms]
    ) -> None:
        self._terms_of = terms_of
        # A language without texts has no documents of its own.
        without_texts = {one.language for one in content.search_words} - {*content.languages}
        own = {language} | (without_texts if language == SOURCE_LANGUAGE else set())
        self._records = [
            (one, one.language in own)
            for one in content.search_words
            if language in (one.language, SOURCE_LANGUAGE)
        ]
        self._of_record: dict[str, WordTerms] = {}
        self._of_need: dict[tuple[str, bool], WordTerms] = {}
        self._of_service: dict[str, list[tuple[SearchWord, bool]]] = defaultdict(list)
        for record, is_own in self._records:
            for service_id in record.service_ids:
                self._of_service[service_id].append((record, is_own))

    def of_service(self, service: Service) -> tuple[WordTerms, WordTerms]:
        """Return the words for a service itself, of the language and of others."""
        records = self._of_service.get(service.id, ())
        own, foreign = (
            _joined(self._terms(one, is_own=kind) for one, is_own in records if is_own is kind)
            for kind in (True, False)
        )
        return own, foreign

    def of_need(self, need: Need) -> tuple[WordTerms, WordTerms]:
        """Return the words for a need, of the language and of others."""
        own, foreign = (self._for(need, is_own=kind) for kind in (True, False))
        return own, foreign

    def _for(self, need: Need, *, is_own: bool) -> WordTerms:
        if (need, is_own) not in self._of_need:
            records = (one for one, kind in self._records if kind is is_own and need in one.needs)
            terms = _joined(self._terms(one, is_own=is_own) for one in records)
            self._of_need[need, is_own] = terms
        return self._of_need[need, is_own]

    def _terms(self, record: SearchWord, *, is_own: bool) -> WordTerms:
        if record.id not in self._of_record:
            terms = _joined(self._terms_of(word, is_own) for word in record.words)
            self._of_record[record.id] = terms
        return self._of_record[record.id]


def _joined(found: Iterable[WordTerms]) -> WordTerms:
    every = [*found]
    return WordTerms(
        frozenset().union(*(one.whole for one in every)),
        frozenset().union(*(one.parts for one in every)),
    )
