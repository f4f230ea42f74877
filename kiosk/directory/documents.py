"""Makes the search index: terms of services and needs by field, terms of guides and questions."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, groupby
from sys import intern
from typing import Final, NamedTuple, TypeVar

from kiosk.directory.chinese_sounds import (
    mandarin,
    simplified_terms,
    traditional_sounds,
    traditional_terms,
)
from kiosk.directory.record_index import RecordIndex
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

MANY: Final = 64
"""Postings whose first letters are written down too: fewer are put together while one types."""
LIMIT: Final = 5_000
"""Most services of a posting, the most important ones: no larger directory is searched whole."""
BEGUN_LIMIT: Final = 500
"""The same for one or two letters."""
BODY_FIELDS = ("lead", "description", "service_area")
_WHOLE_LENGTH = 40
"""Letters of the longest run of words that is also found without blanks."""
_LOCAL_DIGITS = 7
"""Digits of a number without its area code."""
_STREET_WORDS = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|way|suite|ste|floor|ca)\b"
)
"""Words of an address that stand in every other one: who lives on the street wants no street."""
Value = TypeVar("Value")
Terms = frozenset[str]
Document = tuple[int, int, Collection[str]]
"""A field, the key of what has terms in it, and the terms, each once."""


class Posting(NamedTuple):
    """The ascending keys of what has a term in a field, and for how many ``documents`` they stand.

    A key above those of services stands for all services of a need.
    """

    term: str
    field: int
    documents: int
    keys: Sequence[int]


class Postings:
    """The sorted postings of documents in order of their keys, made anew each time they are read.

    ``needs`` are the services for which the keys of needs stand. Of a large directory nearly every
    term stands in one document: there the key alone is kept, which takes half the memory.
    """

    def __init__(self, documents: Iterable[Document], needs: Mapping[int, Collection[int]]) -> None:
        self._needs = needs
        self._fields: dict[int, dict[str, int | array[int]]] = defaultdict(dict)
        for field, key, terms in documents:
            there = self._fields[field]
            for term in terms:
                before = there.get(term)
                if before is None:
                    there[term] = key
                elif isinstance(before, int):
                    there[term] = array("I", (before, key))
                else:
                    before.append(key)
        self._terms = sorted(chain.from_iterable(self._fields.values()))

    def __iter__(self) -> Iterator[Posting]:
        fields = sorted(self._fields.items())
        for term, _ in groupby(self._terms):
            for field, there in fields:
                if (keys := there.get(term)) is not None:
                    yield self._posting(term, field, (keys,) if isinstance(keys, int) else keys)

    def _posting(self, term: str, field: int, keys: Sequence[int]) -> Posting:
        count = len(keys)
        if keys[-1] in self._needs:
            count = len({one for key in keys for one in self._needs.get(key, (key,))})
        return Posting(term, field, count, _first(keys, LIMIT, self._needs))


def _first(keys: Sequence[int], limit: int, needs: Container[int]) -> Sequence[int]:
    """Return the most important services, and all needs, whose keys follow."""
    if len(keys) <= limit:
        return keys
    return [*keys[:limit], *(one for one in keys[limit:] if one in needs)]


def beginnings(
    postings: Iterable[Posting], needs: Container[int], length: int
) -> Iterator[Posting]:
    """Yield postings of the first letters of more than :data:`MANY` sorted ones."""
    for text, group in groupby(postings, lambda one: one.term[:length]):
        longer = [*group]
        if len(text) == length and len(longer) > MANY:
            for field in sorted({one.field for one in longer}):
                there = [one for one in longer if one.field == field]
                keys = sorted(set[int]().union(*(one.keys for one in there)))
                count = sum(one.documents for one in there)
                yield Posting(text, field, count, _first(keys, BEGUN_LIMIT, needs))


class WordTerms(NamedTuple):
    """The terms of some search words: of each as a whole, and of the parts of all."""

    whole: Terms = frozenset()
    parts: Terms = frozenset()


class Documents:
    """The documents of the services of one directory, made language by language.

    The words of a need are written once, not for each of its services: ``needs`` are the services
    by the key of a need, one for those whose first need it is and one for the others.
    """

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        self._split = cache(_split_word)
        self._need_keys: dict[tuple[Need, bool], int] = {}
        self.needs: dict[int, set[int]] = defaultdict(set)
        for key, service in enumerate(content.services.values(), start=1):
            for place, need in enumerate(service.categories):
                new = len(content.services) + len(self._need_keys) + 1
                self.needs[self._need_keys.setdefault((need, not place), new)].add(key)

    def of_services(self, language: str, spelled: set[str]) -> Iterator[Document]:
        """Yield the documents of one language by key; add the words of its texts to ``spelled``.

        A service has documents in the source language and in each language that translates any of
        its texts or has search words for it. It is always found by its source names too, since
        they are on signs and doors. Finally the texts are dropped: everything made of them is
        written.
        """
        writer = _Writer(self._content, language, spelled, self._split)
        for key, service in enumerate(self._content.services.values(), start=1):
            if writer.has_texts(service):
                facts = self._facts(service) if language == SOURCE_LANGUAGE else ()
                yield Field.NAME, key, writer.names(service)
                yield Field.PHRASE, key, writer.written([writer.own(service).get("phrase", "")])
                yield Field.TEXT, key, writer.texts(service, facts)
                yield Field.FURTHER, key, writer.words(service.id, is_own=False).parts
        for (need, first), key in self._need_keys.items():
            own, foreign = (writer.words(need, is_own=is_own) for is_own in (True, False))
            if first:
                yield Field.NEED, key, own.whole
            yield Field.FURTHER, key, foreign.whole | (own.parts if first else own.whole)
        self._content.forget(language)

    def _facts(self, service: Service) -> Iterator[str]:
        """Yield the numbers and public addresses of a service."""
        for phone in self._content.phones_of[service.id]:
            digits = phone.number.removeprefix("+1").lstrip("+")
            yield from (digits, digits[-_LOCAL_DIGITS:])
        for place in self._content.places_of[service.id]:
            if is_shown(place):
                yield _STREET_WORDS.sub(" ", fold(address_line(place)))


class _Writer:
    """Makes the documents of one language.

    Those of the source language, where every search ends, hold the search words of all languages:
    a word finds help whatever the language of the screen. There words of other languages count
    less.
    """

    def __init__(
        self,
        content: RecordIndex,
        language: str,
        spelled: set[str],
        split: Callable[[str], WordTerms],
    ) -> None:
        self._content, self._language, self._spelled = content, language, spelled
        self._sounds = _sounds_of(language)
        # A language without texts has no documents of its own.
        without_texts = {one.language for one in content.search_words} - {*content.languages}
        own = {language} | (without_texts if language == SOURCE_LANGUAGE else set())
        found = defaultdict[tuple[bool, str, bool], list[WordTerms]](list)
        for record in content.search_words:
            subjects = (*record.needs, *record.service_ids)
            if subjects and language in (record.language, SOURCE_LANGUAGE):
                is_own = record.language in own
                terms = _joined(
                    [self._word_terms(word, split(word), is_own) for word in record.words]
                )
                for subject in subjects:
                    found[isinstance(subject, Need), subject, is_own].append(terms)
        self._words = {key: _joined(terms) for key, terms in found.items()}

    def words(self, subject: str, *, is_own: bool) -> WordTerms:
        """Return the search words of a need or the id of a service: of the language, or foreign."""
        return self._words.get((isinstance(subject, Need), subject, is_own), WordTerms())

    def has_texts(self, service: Service) -> bool:
        """True if a service has a text or a search word in the language."""
        return bool(
            self._language == SOURCE_LANGUAGE
            or self.own(service)
            or self._content.texts.get(("organization", service.organization_id, self._language))
            or any(self.words(service.id, is_own=True))
            or any(self.words(need, is_own=True).whole for need in service.categories)
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
        return terms | self.written(every) | self.words(service.id, is_own=True).whole

    def texts(self, service: Service, facts: Iterable[str]) -> set[str]:
        """Return the terms of the other texts and facts, and parts of the service's own words."""
        own = self.own(service)
        written = self.written([own[field] for field in BODY_FIELDS if field in own])
        own_words, foreign = (self.words(service.id, is_own=is_own) for is_own in (True, False))
        return written.union(own_words.parts, foreign.whole, *map(index_terms, facts))

    def written(self, texts: Iterable[str]) -> set[str]:
        """Return the terms of texts that are shown, and their sounds."""
        text = "\n".join(texts)
        terms = index_terms(text)
        self._spelled.update(terms)
        return {*terms, *self._sounds(text)}

    def _word_terms(self, word: str, plain: WordTerms, is_own: bool) -> WordTerms:  # noqa: FBT001
        """Return the terms of one search word."""
        if is_own:
            self._spelled.update(plain.parts)
        sounds = self._sounds(word)
        return WordTerms(plain.whole.union(sounds), plain.parts) if sounds else plain


def _joined(words: Sequence[WordTerms]) -> WordTerms:
    return WordTerms(*(frozenset().union(*terms) for terms in zip(*words, strict=True)))


def _split_word(word: str) -> WordTerms:
    """Return the terms of a search word without its sounds: English ones serve every language."""
    terms, found = terms_and_words(word)
    whole = {*_wholes(found)}
    if len(found) == 1 and len(terms) <= PAIR:
        whole.update(terms)
    return WordTerms(frozenset(map(intern, whole)), frozenset(map(intern, terms)))


def _wholes(words: Sequence[str]) -> Iterator[str]:
    """Yield folded words without blanks between them, as many people type them."""
    if (whole := whole_term(words)) and len(whole) <= _WHOLE_LENGTH:
        yield whole


class Cards:
    """The guides and ``asked`` questions of one directory: ``ids`` by key."""

    def __init__(self, content: RecordIndex, asked: Container[str]) -> None:
        self._texts = content.texts
        self._cards: list[tuple[str, Guide | Tile, str]] = [
            *(("guide", guide, "title") for guide in content.guides),
            *(("tile", tile, "label") for tile in content.tiles if tile.id in asked),
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
        terms_of = partial(_card_terms, language=language)
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
        return made


def _card_terms(texts: Iterable[str], wholes: Iterable[str] = (), *, language: str) -> set[str]:
    """Return the terms of texts, and of some without blanks."""
    text = " ".join(texts)
    toned = toned_words(text).values() if language == TONED_LANGUAGE else ()
    return {
        *index_terms(text),
        *filter(None, map(whole_term, map(words, wholes))),
        *_sounds_of(language)(text),
        *toned,
    }


def same_sounds(languages: Mapping[str, int]) -> Iterator[Sequence[object]]:
    """Yield rows of common Chinese characters that have a sound in common."""
    for language, key in languages.items():
        if sounds := _of_language(_CHARACTERS, language):
            yield from ((key, characters) for characters in _alike(*sounds))


@cache
def _alike(encoding: str, last: bytes, sounds_of: Callable[[str], Iterable[str]]) -> set[str]:
    """Return an encoding's characters before ``last`` in groups that have a sound in common."""
    groups: dict[str, str] = defaultdict(str)
    for character in map(chr, range(0x4E00, 0xA000)):
        if b"" < character.encode(encoding, "ignore") < last:
            for sound in {*sounds_of(character)}:
                groups[sound] += character
    return {*groups.values()}


def _of_language(table: Mapping[str, Value], language: str) -> Value | None:
    """Return what a table has for a language, or for the language without its script."""
    return table.get(language) or table.get(language.split("-", maxsplit=1)[0])


def _sounds_of(language: str) -> Callable[[str], Iterable[str]]:
    """Return what makes the transcriptions by which words of a language are also found."""
    return _of_language(_SOUNDS, language) or (lambda _: ())


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
