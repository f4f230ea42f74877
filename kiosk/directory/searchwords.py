"""Which search words, that no text shows, find a service in the documents of one language."""

from collections import defaultdict

from kiosk.directory.content import Content
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.folding import words
from kiosk.domain.records import Need, SearchWord, Service


class SearchWords:
    """The search words of one language.

    The documents of the source language, in which every search ends, hold the words of all
    languages: a word finds help whatever language the screen is in.
    """

    def __init__(self, content: Content, language: str) -> None:
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

    def of_need(self, service: Service) -> list[str]:
        """The words for the first need of a service, the one that it is there for."""
        return self._single(self._of_need[service.categories[0]])

    def of_service(self, service: Service) -> list[str]:
        """The words for a service itself."""
        return self._single(self._of_service[service.id])

    def all_of(self, service: Service) -> list[str]:
        """All words that find a service: its own, and those for any of its needs."""
        records = list(self._of_service[service.id])
        for need in service.categories:
            records += self._of_need[need]
        return [word for record in records for word in record.words]

    def _single(self, records: list[SearchWord]) -> list[str]:
        """Words that stand alone: the "not" of "not paid" should find nothing first."""
        own = [word for record in records if record.language in self._own for word in record.words]
        return [word for word in own if len(words(word)) == 1]
