"""Selects the search words, which no text shows, for the documents of one language."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kiosk.directory.record_index import RecordIndex
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.folding import words
from kiosk.domain.records import Need, SearchWord, Service

Terms = frozenset[str]
NOTHING: Terms = frozenset()


class SearchWords:
    """The terms of the search words of one language; ``terms_of`` makes them from a text.

    The documents of the source language, where every search ends, hold the words of all languages:
    a word finds help whatever the language of the screen. The words of a need are the same for each
    of its services, so their terms are made once.
    """

    def __init__(
        self, content: RecordIndex, language: str, terms_of: Callable[[str], Terms]
    ) -> None:
        self._terms_of = terms_of
        self._of_need: dict[Need, list[SearchWord]] = defaultdict(list)
        self._of_service: dict[str, list[SearchWord]] = defaultdict(list)
        for record in content.search_words:
            if language in (record.language, SOURCE_LANGUAGE):
                for need in record.needs:
                    self._of_need[need].append(record)
                for service_id in record.service_ids:
                    self._of_service[service_id].append(record)
        # A language without texts has no documents of its own.
        without_texts = {one.language for one in content.search_words} - {*content.languages}
        self._own = {language} | (without_texts if language == SOURCE_LANGUAGE else set())
        self._single_terms: dict[Need, Terms] = {}
        self._all_terms: dict[Need, Terms] = {}

    def of_need(self, service: Service) -> Terms:
        """Return the words for the first need of a service, its main one."""
        need = service.categories[0]
        if need not in self._single_terms:
            self._single_terms[need] = self._terms(self._single(self._of_need[need]))
        return self._single_terms[need]

    def of_service(self, service: Service) -> Terms:
        """Return the words for a service itself."""
        return self._terms(self._single(self._of_service.get(service.id, ())))

    def all_of(self, service: Service) -> Iterator[Terms]:
        """Yield all words that find a service: its own, and those of each of its needs."""
        if service.id in self._of_service:
            yield self._terms(_every(self._of_service[service.id]))
        for need in service.categories:
            if need not in self._all_terms:
                self._all_terms[need] = self._terms(_every(self._of_need[need]))
            yield self._all_terms[need]

    def _terms(self, found: Iterable[str]) -> Terms:
        text = "\n".join(found)
        return self._terms_of(text) if text else NOTHING

    def _single(self, records: Iterable[SearchWord]) -> Iterator[str]:
        """Yield single words: the "not" of "not paid" alone should not rank first."""
        own = (record for record in records if record.language in self._own)
        return (word for word in _every(own) if len(words(word)) == 1)


def _every(records: Iterable[SearchWord]) -> Iterator[str]:
    return (word for record in records for word in record.words)
