"""What of a service the search index holds: three documents for each language it speaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.directory.content import Content
from kiosk.directory.facets import facet_terms
from kiosk.directory.pinyin import pinyin_terms
from kiosk.directory.searchwords import SearchWords
from kiosk.directory.tables import SOURCE_LANGUAGE, Tier, document_row, index_mark
from kiosk.directory.traditional import traditional_terms
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.folding import index_terms, without_article
from kiosk.domain.hangul import initials
from kiosk.domain.records import Service

BODY_FIELDS = ("phrase", "description", "service_area")
_REMEMBERED = 10_000
"""Words of a language whose terms are kept while its documents are made, about 3 MB."""
_WORD_LENGTH = 32
"""Letters of the longest word that is kept: a text without blanks does not come again."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A service and the terms of its names and facets, packed small until all leads are written."""

    service: Service
    packed: bytes

    def terms(self) -> list[str]:
        """The terms."""
        return self.packed.decode().split(" ")


def document_rows(
    content: Content, language: str, vocabulary: Vocabulary
) -> Iterator[tuple[int, str]]:
    """(row, terms) of one language in order of rank, its words added to ``vocabulary``.

    A service has documents in the source language and in each that translates any of its texts.
    Its names are always also found as they are in the source: they stand on signs and doors.
    The long last documents are made one at a time: those of a large directory fill memory.
    """
    writer = _Writer(content, language, vocabulary)
    entries: list[_Named] = []
    for service in content.services.values():
        names, bodies = writer.texts(service)
        if names or bodies or writer.said.all_of(service):
            leads, entry = writer.entry(service, names)
            entries.append(entry)
            yield writer.row(Tier.LEAD, service), writer.joined(leads)
    for entry in entries:
        yield writer.row(Tier.NAME, entry.service), writer.joined(entry.terms())
    for entry in entries:
        yield writer.row(Tier.TEXT, entry.service), writer.joined(writer.everything(entry))


class Cutter:
    """Cuts the texts of one language, whose words come again and again, into their terms."""

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


class _Writer:
    """Makes the documents of one language."""

    def __init__(self, content: Content, language: str, vocabulary: Vocabulary) -> None:
        self.said = SearchWords(content, language)
        self._content = content
        self._language = language
        self._key = content.languages[language]
        self._mark = index_mark(self._key)
        self._vocabulary = vocabulary
        self._cut = Cutter().terms
        self._phones = content.of_service(content.phones)
        base = language.split("-", maxsplit=1)[0]
        self._sounds = _SOUNDS.get(language) or _SOUNDS.get(base, _silent)

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

    def entry(self, service: Service, names: list[str]) -> tuple[set[str], _Named]:
        """The terms of the first document, and those of the second."""
        organization = self._content.organizations[service.organization_id]
        every = dict.fromkeys([*names, service.name, service.quiet_name, organization.name])
        name_terms = [terms for name in every if (terms := self._cut(name))]
        words = [term for terms in name_terms for term in terms]
        first = [terms[0] for terms in name_terms]
        first += [without_article(term) for term in first]
        for_need = "\n".join(self.said.of_need(service))
        for_service = "\n".join(self.said.of_service(service))
        facets = facet_terms(service, self._phones[service.id])
        leads = {*first, *self._cut(for_need), *self._sounds(for_need)}
        in_names = {*words, *self._sounds("\n".join(every))}
        in_names |= {*self._cut(for_service), *self._sounds(for_service)}
        self._vocabulary.above.update(leads)
        self._vocabulary.above.update(in_names)
        self._vocabulary.add(words)
        packed = " ".join(in_names.union(facets)).encode()
        return leads.union(facets), _Named(service, packed)

    def everything(self, entry: _Named) -> set[str]:
        """The terms of the last document: all that finds a service in this language."""
        _, bodies = self.texts(entry.service)
        unshown = self.said.all_of(entry.service)
        in_texts = self._cut("\n".join(bodies))
        in_words = self._cut("\n".join(unshown))
        self._vocabulary.add(in_texts, in_words)
        return {*entry.terms(), *in_texts, *in_words, *self._sounds("\n".join([*bodies, *unshown]))}


def _silent(_: str) -> Iterable[str]:
    return ()


_SOUNDS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "zh": pinyin_terms,
    "zh-Hant": traditional_terms,
    "ko": initials,
}
"""Languages whose words are also found by something shorter, and how it is made."""
