"""Selects the search words, which no text shows, for the documents of one language."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kiosk.directory.record_index import RecordIndex
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.records import Need

Terms = frozenset[str]


class WordTerms(NamedTuple):
    """The terms of some search words: of each as a whole, and of the parts of all."""

    whole: Terms = frozenset()
    parts: Terms = frozenset()


class SearchWords:
    """The terms of the search words of one language; ``terms_of`` makes them from a word.

    The documents of the source language, where every search ends, hold the words of all languages:
    a word finds help whatever the language of the screen. There the words of other languages count
    less.
    """

    def __init__(
        self, content: RecordIndex, language: str, terms_of: Callable[[str, bool], WordTerms]
    ) -> None:
        # A language without texts has no documents of its own.
        without_texts = {one.language for one in content.search_words} - {*content.languages}
        own = {language} | (without_texts if language == SOURCE_LANGUAGE else set())
        found = defaultdict[tuple[bool, str, bool], list[WordTerms]](list)
        for record in content.search_words:
            subjects = (*record.needs, *record.service_ids)
            if subjects and language in (record.language, SOURCE_LANGUAGE):
                is_own = record.language in own
                terms = _joined([terms_of(word, is_own) for word in record.words])
                for subject in subjects:
                    found[isinstance(subject, Need), subject, is_own].append(terms)
        self._of = {key: _joined(terms) for key, terms in found.items()}

    def of(self, subject: str) -> tuple[WordTerms, WordTerms]:
        """Return the words for a need or the id of a service, of the language and of others."""
        own, foreign = (
            self._of.get((isinstance(subject, Need), subject, kind), WordTerms())
            for kind in (True, False)
        )
        return own, foreign


def _joined(found: Sequence[WordTerms]) -> WordTerms:
    return WordTerms(*(frozenset().union(*terms) for terms in zip(*found, strict=True)))
