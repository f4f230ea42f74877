"""What of a service the search index holds: three documents for each language it speaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from kiosk.directory.facets import facet_terms
from kiosk.directory.jyutping import traditional_terms
from kiosk.directory.pinyin import pinyin_terms
from kiosk.directory.record_index import RecordIndex
from kiosk.directory.synonyms import SearchWords
from kiosk.directory.tables import SOURCE_LANGUAGE, Tier, document_row, index_mark
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.folding import index_terms, without_article
from kiosk.domain.hangul import initials
from kiosk.domain.records import Service

BODY_FIELDS = ("phrase", "description", "service_area")
_REMEMBERED = 10_000
"""Words of a language whose terms are kept while its documents are made, about 3 MB."""
_WORD_LENGTH = 32
"""Letters of the longest word that is kept: a text without blanks does not come again."""
Cut = Callable[[str], list[str]]
"""Cuts a text into its terms."""


class ServiceTerms(NamedTuple):
    """What finds a service in every language: the terms of its own names, and of its facets."""

    first: tuple[str, ...]
    words: tuple[str, ...]
    facets: tuple[str, ...]


class _Named(NamedTuple):
    """A service and the terms of its names and facets, packed small until all leads are written."""

    service: Service
    packed: bytes

    def terms(self) -> list[str]:
        """The terms."""
        return self.packed.decode().split(" ")


class Documents:
    """The documents of one directory, made language by language."""

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        cut = Cutter().terms
        phones = content.of_service(content.phones)
        self._standing = {
            service.id: _standing(service, content, facet_terms(service, phones[service.id]), cut)
            for service in content.services.values()
        }

    def rows(self, language: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
        """(row, terms) of one language in order of rank, its words added to ``vocabulary``.

        A service has documents in the source language and in each that translates any of its
        texts. Its names are always also found as they are in the source: they stand on signs and
        doors. The long last documents are made one at a time: those of a large directory fill
        memory. The texts are let go of at the end: what else is made of them is written before.
        """
        writer = _Writer(self._content, language, vocabulary)
        entries: list[_Named] = []
        for service in self._content.services.values():
            names, bodies = writer.texts(service)
            if names or bodies or any(writer.said.all_of(service)):
                leads, entry = writer.entry(service, names, self._standing[service.id])
                entries.append(entry)
                if service.id not in self._content.unseen:
                    yield writer.row(Tier.LEAD, service), writer.joined(leads)
        for entry in entries:
            if entry.service.id not in self._content.unseen:
                yield writer.row(Tier.NAME, entry.service), writer.joined(entry.terms())
        for entry in entries:
            yield writer.row(Tier.TEXT, entry.service), writer.joined(writer.everything(entry))
        self._content.forget(language)


class Cutter:
    """Cuts texts, whose words come again and again, into their terms."""

    def __init__(self) -> None:
        self._remembered = lru_cache(_REMEMBERED)(index_terms)

    def terms(self, text: str) -> list[str]:
        """What :func:`index_terms` says: no letter is folded together with one behind a blank."""
        if text.isascii():
            return index_terms(text)
        found: list[str] = []
        for word in text.split(" "):
            found += (self._remembered if len(word) <= _WORD_LENGTH else index_terms)(word)
        return found


def _standing(
    service: Service, content: RecordIndex, facets: Iterable[str], cut: Cut
) -> ServiceTerms:
    organization = content.organizations[service.organization_id]
    every = dict.fromkeys([service.name, service.quiet_name, organization.name])
    first, words = _name_terms(every, cut)
    return ServiceTerms(*(tuple(map(intern, terms)) for terms in (first, words, facets)))


def _name_terms(names: Iterable[str], cut: Cut) -> tuple[set[str], set[str]]:
    """The first words of names, without their article as well; all their words."""
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
        self._cut = Cutter().terms
        base = language.split("-", maxsplit=1)[0]
        self._sounds = _SOUNDS.get(language) or _SOUNDS.get(base, _silent)
        self.said = SearchWords(content, language, self._unshown)

    def row(self, tier: Tier, service: Service) -> int:
        """The row of a document."""
        return document_row(self._key, tier, self._content.service_keys[service.id])

    def joined(self, terms: Iterable[str]) -> str:
        """Terms as the index takes them: each behind the mark of the language."""
        return self._mark + f" {self._mark}".join(terms)

    def texts(self, service: Service) -> tuple[list[str], list[str]]:
        """Names and bodies of a service; both empty when it does not speak the language."""
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
        self, service: Service, names: list[str], standing: ServiceTerms
    ) -> tuple[set[str], _Named]:
        """The terms of the first document, and those of the second."""
        first, words = _name_terms(names, self._cut)
        words.update(standing.words)
        leads = {*first, *standing.first, *self.said.of_need(service)}
        in_names = words | self._sounds_of(service, names) | self.said.of_service(service)
        self._vocabulary.add(words)
        packed = " ".join(in_names.union(standing.facets)).encode()
        return leads.union(standing.facets), _Named(service, packed)

    def _sounds_of(self, service: Service, names: list[str]) -> set[str]:
        organization = self._content.organizations[service.organization_id]
        every = dict.fromkeys([*names, service.name, service.quiet_name, organization.name])
        return {*self._sounds("\n".join(every))}

    def everything(self, entry: _Named) -> set[str]:
        """The terms of the last document: all that finds a service in this language."""
        _, bodies = self.texts(entry.service)
        text = "\n".join(bodies)
        in_texts = self._cut(text)
        self._vocabulary.add(in_texts)
        said = self.said.all_of(entry.service)
        return {*entry.terms(), *in_texts, *self._sounds(text)}.union(*said)

    def _unshown(self, text: str) -> frozenset[str]:
        """The terms of search words, which nobody reads."""
        terms = self._cut(text)
        self._vocabulary.add((), terms)
        return frozenset(terms).union(self._sounds(text))


def _silent(_: str) -> Iterable[str]:
    return ()


_SOUNDS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "zh": pinyin_terms,
    "zh-Hant": traditional_terms,
    "ko": initials,
}
"""Languages whose words are also found by something shorter, and how it is made."""
