"""Makes the terms of the search index: of services and needs by field, of guides and questions."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from sys import intern
from typing import TypeVar

from kiosk.directory.chinese_sounds import (
    mandarin,
    simplified_terms,
    traditional_sounds,
    traditional_terms,
)
from kiosk.directory.postings import need_key
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.synonyms import SearchWords, WordTerms
from kiosk.directory.tables import SOURCE_LANGUAGE, TONED_LANGUAGE, CardField, Field
from kiosk.domain.checks import source_texts
from kiosk.domain.folding import (
    PAIR,
    fold,
    index_terms,
    terms_and_words,
    toned_words,
    whole_term,
    words,
)
from kiosk.domain.hangul import initials
from kiosk.domain.place import address_line, is_shown
from kiosk.domain.records import Guide, Need, Service, Tile

BODY_FIELDS = ("description", "service_area")
_WHOLE_LENGTH = 40
"""Letters of the longest run of words that is also found without blanks."""
_LOCAL_DIGITS = 7
"""Digits of a number without its area code."""
_STREET_WORDS = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|way|suite|ste|floor|ca)\b"
)
"""Words of an address that stand in every other one: who lives on the street wants no street."""
_REMEMBERED = 10_000
"""Words per language whose terms are cached while its documents are made, about 3 MB."""
_WORD_LENGTH = 32
"""Letters of the longest cached word: a text without spaces does not repeat."""
Value = TypeVar("Value")
Document = tuple[int, int, Collection[str]]
"""A field, the key of what has terms in it, and the terms, each once."""


SplitTerms = Callable[[str], list[str]]
"""Splits a text into its terms."""


class Documents:
    """The documents of one directory, made language by language.

    ``need_services`` are the keys of services by the key of a need: see :func:`need_key`.
    """

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        self._places = content.of_service(content.meetings)
        self._phones = content.of_service(content.phones)
        self._split = cache(_split_word)
        self.need_services: dict[int, set[int]] = defaultdict(set)
        self._needs: dict[int, tuple[Need, bool]] = {}
        for key, service in enumerate(content.services.values(), start=1):
            for place, need in enumerate(service.categories):
                of_need = need_key(len(content.services), need, first=not place)
                self.need_services[of_need].add(key)
                self._needs[of_need] = need, not place

    def of_services(self, language: str, vocabulary: set[str]) -> Iterator[Document]:
        """Yield the documents of one language by field; add its words to ``vocabulary``.

        A service has documents in the source language and in each language that translates any of
        its texts or has search words for it. It is always found by its source names too, since
        they are on signs and doors. The words of a need are written once, not for each of its
        services. Finally the texts are dropped: everything made of them is written.
        """
        writer = _Writer(self._content, language, vocabulary, self._split)
        services = enumerate(self._content.services.values(), start=1)
        found = [(key, one) for key, one in services if writer.has_texts(one)]
        made_by: Mapping[Field, Callable[[Service], set[str]]] = {
            Field.NAME: writer.names,
            Field.PHRASE: lambda one: writer.written([writer.own(one).get("phrase", "")]),
            Field.TEXT: lambda one: writer.texts(one, self._facts(one, language)),
        }
        for field, terms_of in made_by.items():
            for key, service in found:
                yield field, key, terms_of(service)
        words_of = {key: writer.words.of(need) for key, (need, _) in self._needs.items()}
        for key, (own, _) in words_of.items():
            if self._needs[key][1]:
                yield Field.NEED, key, own.whole
        for key, service in found:
            yield Field.FURTHER, key, writer.words.of(service.id)[1].parts
        for key, (own, foreign) in words_of.items():
            yield (
                Field.FURTHER,
                key,
                foreign.whole | (own.parts if self._needs[key][1] else own.whole),
            )
        self._content.forget(language)

    def _facts(self, service: Service, language: str) -> Iterator[str]:
        """Yield the numbers and public addresses of a service, once: in the source language."""
        if language != SOURCE_LANGUAGE:
            return
        for phone in self._phones[service.id]:
            digits = phone.number.removeprefix("+1").lstrip("+")
            yield from (digits, digits[-_LOCAL_DIGITS:])
        for meeting in self._places[service.id]:
            place = self._content.locations[meeting.location_id]
            if is_shown(place):
                yield _STREET_WORDS.sub(" ", fold(address_line(place)))


def splitter() -> SplitTerms:
    """Return a function that splits texts into terms and caches repeated words."""
    remembered = lru_cache(_REMEMBERED)(index_terms)

    def split(text: str) -> list[str]:
        # Word by word: folding never joins letters across a space.
        if text.isascii():
            return index_terms(text)
        found: list[str] = []
        for word in text.split(" "):
            found += (remembered if len(word) <= _WORD_LENGTH else index_terms)(word)
        return found

    return split


class _Writer:
    """Makes the documents of one language."""

    def __init__(
        self,
        content: RecordIndex,
        language: str,
        vocabulary: set[str],
        split: Callable[[str], WordTerms],
    ) -> None:
        self._content, self._split = content, split
        self._language = language
        self._vocabulary = vocabulary
        self._cut = splitter()
        self._sounds = _sounds_of(language)
        self.words = SearchWords(content, language, self._word_terms)

    def has_texts(self, service: Service) -> bool:
        """True if a service has a text or a search word in the language."""
        return bool(
            self._language == SOURCE_LANGUAGE
            or self.own(service)
            or self._content.texts.get(("organization", service.organization_id, self._language))
            or any(self.words.of(service.id)[0])
            or any(self.words.of(need)[0].whole for need in service.categories)
        )

    def own(self, service: Service) -> Mapping[str, str]:
        """Return the texts of a service in the language by field."""
        if self._language == SOURCE_LANGUAGE:
            return {field: getattr(service, field) or "" for field in ("phrase", *BODY_FIELDS)}
        own = self._content.texts.get(("service", service.id, self._language), {})
        return {field: one.text for field, one in own.items()}

    def names(self, service: Service) -> set[str]:
        """Return the terms of names, and of each search word of the service as a whole."""
        own, organization = self.own(service), service.organization_id
        texts = self._content.texts.get(("organization", organization, self._language), {})
        every = [service.name, service.quiet_name, self._content.organizations[organization].name]
        every += [own[field] for field in ("name", "quiet_name") if field in own]
        if own and "name" in texts:
            every.append(texts["name"].text)
        terms = {whole for name in every for whole in _wholes(words(name))}
        return terms | self.written(every) | self.words.of(service.id)[0].whole

    def texts(self, service: Service, facts: Iterable[str]) -> set[str]:
        """Return the terms of the other texts and facts, and parts of the service's own words."""
        own = self.own(service)
        written = self.written([own[field] for field in BODY_FIELDS if field in own])
        own_words, foreign = self.words.of(service.id)
        return written.union(own_words.parts, foreign.whole, *map(self._cut, facts))

    def written(self, texts: Iterable[str]) -> set[str]:
        """Return the terms of texts that are shown, and their sounds."""
        text = "\n".join(texts)
        terms = self._cut(text)
        self._vocabulary.update(terms)
        return {*terms, *self._sounds(text)}

    def _word_terms(self, word: str, is_own: bool) -> WordTerms:  # noqa: FBT001 - as asked
        """Return the terms of one search word."""
        plain = self._split(word)
        if is_own:
            self._vocabulary.update(plain.parts)
        sounds = self._sounds(word)
        return WordTerms(plain.whole.union(sounds), plain.parts) if sounds else plain


def _split_word(word: str) -> WordTerms:
    """Return the terms of a search word without its sounds: English ones serve every language."""
    terms, found = terms_and_words(word)
    whole = {*_wholes(found)}
    if len(found) == 1 and len(terms) <= PAIR:
        whole.update(terms)
    return WordTerms(frozenset(map(intern, whole)), frozenset(map(intern, terms)))


def _wholes(found: Sequence[str]) -> Iterator[str]:
    """Yield folded words without blanks between them, as many people type them."""
    if (whole := whole_term(found)) and len(whole) <= _WHOLE_LENGTH:
        yield whole


class Cards:
    """The guides and questions of one directory: ``ids`` by key."""

    def __init__(self, content: RecordIndex) -> None:
        self._texts = content.texts
        self._cards: list[tuple[str, Guide | Tile, str]] = [
            *(("guide", guide, "title") for guide in content.guides),
            *(("tile", tile, "label") for tile in content.tiles),
        ]
        self.ids = {
            key: f"{'guide' if entity == 'guide' else 'question'}:{card.id}"
            for key, (entity, card, _) in enumerate(self._cards, start=1)
        }
        self._words: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._foreign: dict[str, list[str]] = defaultdict(list)
        for record in content.search_words:
            for guide_id in record.guide_ids:
                self._words[guide_id, record.language] += record.words
                if record.language != SOURCE_LANGUAGE:
                    self._foreign[guide_id] += record.words

    def documents(self, language: str) -> list[Document]:
        """Return the documents of cards with a text or a search word in a language, by field.

        As for services, the search words of all languages belong to the source language too.
        """
        terms_of = partial(_card_terms, language=language, cut=splitter())
        made: list[Document] = []
        for key, (entity, card, title) in enumerate(self._cards, start=1):
            own, foreign = self._words[card.id, language], list[str]()
            if language == SOURCE_LANGUAGE:
                texts, foreign = dict(source_texts(card)), self._foreign[card.id]
            else:
                found = self._texts.get((entity, card.id, language), {})
                texts = {field: text.text for field, text in found.items()}
            if texts or own:
                led = [texts.pop(title, "")]
                made += (
                    (CardField.TITLE, key, terms_of(led, led)),
                    (CardField.WORD, key, terms_of(own, own)),
                    (CardField.FOREIGN, key, terms_of(foreign, foreign)),
                    (CardField.TEXT, key, terms_of(texts.values())),
                )
        return sorted(made, key=lambda document: document[:2])


def _card_terms(
    texts: Iterable[str], wholes: Iterable[str] = (), *, language: str, cut: SplitTerms
) -> set[str]:
    """Return the terms of texts, and of some without blanks."""
    text = " ".join(texts)
    toned = toned_words(text).values() if language == TONED_LANGUAGE else ()
    return {
        *cut(text),
        *filter(None, map(whole_term, map(words, wholes))),
        *_sounds_of(language)(text),
        *toned,
    }


def same_sounds(languages: Mapping[str, int]) -> Iterator[Sequence[object]]:
    """Yield the columns, then rows of common Chinese characters that have a sound in common."""
    yield "language_key", "characters"
    for language, key in languages.items():
        if sounds := _of_language(_CHARACTERS, language):
            encoding, last, sounds_of = sounds
            groups: dict[str, str] = defaultdict(str)
            for character in map(chr, range(0x4E00, 0xA000)):
                if b"" < character.encode(encoding, "ignore") < last:
                    for sound in {*sounds_of(character)}:
                        groups[sound] += character
            for characters in {*groups.values()}:
                yield key, characters


def _of_language(table: Mapping[str, Value], language: str) -> Value | None:
    """Return what a table has for a language, or for the language without its script."""
    return table.get(language) or table.get(language.split("-", maxsplit=1)[0])


def _sounds_of(language: str) -> Callable[[str], Iterable[str]]:
    """Return what makes the transcriptions by which words of a language are also found."""
    return _of_language(_SOUNDS, language) or _no_sounds


def _no_sounds(_: str) -> Iterable[str]:
    return ()


_SOUNDS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "zh": simplified_terms,
    "zh-Hant": traditional_terms,
    "ko": initials,
}
_CHARACTERS: Mapping[str, tuple[str, bytes, Callable[[str], Iterable[str]]]] = {
    "zh": ("gb2312", b"\xd8", mandarin),
    "zh-Hant": ("big5", b"\xc9", traditional_sounds),
}
"""The common characters of a script, which its old encoding has first, and their sounds."""
