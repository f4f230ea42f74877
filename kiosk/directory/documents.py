"""Makes the documents of the search index: three per service and language; the terms of guides."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from kiosk.directory.jyutping import traditional_terms
from kiosk.directory.pinyin import pinyin_terms
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.synonyms import SearchWords
from kiosk.directory.tables import SOURCE_LANGUAGE, Tier, document_row, index_mark
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.checks import source_texts
from kiosk.domain.folding import index_terms, without_article
from kiosk.domain.hangul import initials
from kiosk.domain.records import Service

BODY_FIELDS = ("phrase", "description", "service_area")
_REMEMBERED = 10_000
"""Words per language whose terms are cached while its documents are made, about 3 MB."""
_WORD_LENGTH = 32
"""Letters of the longest cached word: a text without spaces does not repeat."""
SplitTerms = Callable[[str], list[str]]
"""Splits a text into its terms."""


class ServiceTerms(NamedTuple):
    """Terms that find a service in every language: those of its own names."""

    first: tuple[str, ...]
    words: tuple[str, ...]


class _Named(NamedTuple):
    """A service and the terms of its names, compact until all leads are written."""

    service: Service
    packed: bytes

    def terms(self) -> list[str]:
        """Return the terms."""
        return self.packed.decode().split()


class Documents:
    """The documents of one directory, made language by language."""

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        cut = TermSplitter().terms
        self._service_terms = {
            service.id: _service_terms(service, content, cut)
            for service in content.services.values()
        }

    def rows(self, language: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
        """Yield (row, terms) of one language in order of rank; add its words to ``vocabulary``.

        A service has documents in the source language and in each language that translates any of
        its texts. It is always found by its source names too, since they are on signs and doors.
        The long last documents are made one at a time, because those of a large directory fill
        memory. Finally the texts are dropped: everything else made of them is already written.
        """
        writer = _Writer(self._content, language, vocabulary)
        entries: list[_Named] = []
        for service in self._content.services.values():
            names, bodies = writer.texts(service)
            if names or bodies or any(writer.search_words.all_of(service)):
                leads, entry = writer.entry(service, names, self._service_terms[service.id])
                entries.append(entry)
                if service.id not in self._content.unseen:
                    yield writer.row(Tier.LEAD, service), writer.joined(leads)
        for entry in entries:
            if entry.service.id not in self._content.unseen:
                yield writer.row(Tier.NAME, entry.service), writer.joined(entry.terms())
        for entry in entries:
            yield writer.row(Tier.TEXT, entry.service), writer.joined(writer.everything(entry))
        self._content.forget(language)


class TermSplitter:
    """Splits texts into terms and caches repeated words."""

    def __init__(self) -> None:
        self._remembered = lru_cache(_REMEMBERED)(index_terms)

    def terms(self, text: str) -> list[str]:
        """Return :func:`index_terms` word by word; folding never joins letters across a space."""
        if text.isascii():
            return index_terms(text)
        found: list[str] = []
        for word in text.split(" "):
            found += (self._remembered if len(word) <= _WORD_LENGTH else index_terms)(word)
        return found


def _service_terms(service: Service, content: RecordIndex, cut: SplitTerms) -> ServiceTerms:
    organization = content.organizations[service.organization_id]
    every = dict.fromkeys([service.name, service.quiet_name, organization.name])
    first, words = _name_terms(every, cut)
    return ServiceTerms(*(tuple(map(intern, terms)) for terms in (first, words)))


def _name_terms(names: Iterable[str], cut: SplitTerms) -> tuple[set[str], set[str]]:
    """Return the first words of names, with and without article, and all their words."""
    cut_names = [terms for name in names if (terms := cut(name))]
    first = {terms[0] for terms in cut_names}
    first.update([without_article(term) for term in first])
    return first, {term for terms in cut_names for term in terms}


class _Writer:
    """Makes the documents of one language."""

    def __init__(self, content: RecordIndex, language: str, vocabulary: Vocabulary) -> None:
        self._content = content
        self._language = language
        self._key = content.languages[language]
        self._mark = index_mark(self._key)
        self._vocabulary = vocabulary
        self._cut = TermSplitter().terms
        self._sounds = _sounds_of(language)
        self.search_words = SearchWords(content, language, self._unshown)

    def row(self, tier: Tier, service: Service) -> int:
        """Return the row of a document."""
        return document_row(self._key, tier, self._content.service_keys[service.id])

    def joined(self, terms: Iterable[str]) -> str:
        """Join terms for the index, each with the mark of the language."""
        return self._mark + f" {self._mark}".join(terms)

    def texts(self, service: Service) -> tuple[list[str], list[str]]:
        """Return names and bodies of a service; both empty if it has no text in the language."""
        if self._language == SOURCE_LANGUAGE:
            texts = [getattr(service, field) for field in BODY_FIELDS]
            return [service.name], [text for text in texts if text is not None]
        content, language = self._content, self._language
        own = content.texts.get(("service", service.id, language), {})
        organization = content.texts.get(("organization", service.organization_id, language), {})
        names = [own[field].text for field in ("name", "quiet_name") if field in own]
        if own and "name" in organization:
            names.append(organization["name"].text)
        return names, [own[field].text for field in BODY_FIELDS if field in own]

    def entry(
        self, service: Service, names: list[str], shared: ServiceTerms
    ) -> tuple[set[str], _Named]:
        """Return the terms of the first document, and those of the second."""
        first, words = _name_terms(names, self._cut)
        words.update(shared.words)
        leads = {*first, *shared.first, *self.search_words.of_need(service)}
        in_names = words | self.__sounds_of(service, names) | self.search_words.of_service(service)
        self._vocabulary.add(words)
        return leads, _Named(service, " ".join(in_names).encode())

    def __sounds_of(self, service: Service, names: list[str]) -> set[str]:
        organization = self._content.organizations[service.organization_id]
        every = dict.fromkeys([*names, service.name, service.quiet_name, organization.name])
        return {*self._sounds("\n".join(every))}

    def everything(self, entry: _Named) -> set[str]:
        """Return the terms of the last document: all that find a service in this language."""
        _, bodies = self.texts(entry.service)
        text = "\n".join(bodies)
        in_texts = self._cut(text)
        self._vocabulary.add(in_texts)
        search_words = self.search_words.all_of(entry.service)
        return {*entry.terms(), *in_texts, *self._sounds(text)}.union(*search_words)

    def _unshown(self, text: str) -> frozenset[str]:
        """Return the terms of search words, which no text shows."""
        terms = self._cut(text)
        self._vocabulary.add((), terms)
        return frozenset(terms).union(self._sounds(text))


def guide_rows(content: RecordIndex) -> Iterator[Sequence[object]]:
    """Yield (guide key, language key, terms of title and search words, terms of all texts).

    A guide has a row in each language that translates any of its texts. As for services, the search
    words of all languages belong to the source language too.
    """
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in content.search_words:
        for guide_id in record.guide_ids:
            for language in {record.language, SOURCE_LANGUAGE}:
                words[guide_id, language] += record.words
    for key, guide in enumerate(content.guides, start=1):
        for language, language_key in content.languages.items():
            texts = dict(source_texts(guide))
            if language != SOURCE_LANGUAGE:
                found = content.texts.get(("guide", guide.id, language), {})
                texts = {field: text.text for field, text in found.items()}
            if texts or (guide.id, language) in words:
                leads = [texts.pop("title", ""), *words[guide.id, language]]
                yield key, language_key, _joined(leads, language), _joined(texts.values(), language)


def _joined(texts: Iterable[str], language: str) -> str:
    text, sounds = "\n".join(texts), _sounds_of(language)
    return f" {' '.join(sorted({*index_terms(text), *sounds(text)}))} "


def _sounds_of(language: str) -> Callable[[str], Iterable[str]]:
    """Return what makes the transcriptions by which words of a language are also found."""
    base = language.split("-", maxsplit=1)[0]
    return _SOUNDS.get(language) or _SOUNDS.get(base, _no_sounds)


def _no_sounds(_: str) -> Iterable[str]:
    return ()


_SOUNDS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "zh": pinyin_terms,
    "zh-Hant": traditional_terms,
    "ko": initials,
}
