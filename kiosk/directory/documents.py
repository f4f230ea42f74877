"""What of a service the search index holds: three documents for each language it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.directory.content import Content
from kiosk.directory.facets import facet_terms
from kiosk.directory.pinyin import pinyin_terms
from kiosk.directory.searchwords import SearchWords
from kiosk.directory.tables import SOURCE_LANGUAGE, Tier, document_row, index_mark
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.folding import index_terms, without_article
from kiosk.domain.records import Service

BODY_FIELDS = ("phrase", "description", "service_area")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One service in one language; each field is index terms."""

    key: int
    leads: list[str]
    names: list[str]
    texts: list[str]
    facets: list[str]

    def of_tier(self, tier: Tier, mark: str) -> str:
        """The terms of one document, each behind the mark of its language, with spaces between."""
        parts = {Tier.LEAD: self.leads, Tier.NAME: self.names, Tier.TEXT: self.texts}
        return " ".join(mark + term for term in {*parts[tier], *self.facets})


def document_rows(
    content: Content, language: str, vocabulary: Vocabulary
) -> Iterator[tuple[int, str]]:
    """(row, terms) of one language in order of rank, its words added to ``vocabulary``.

    A service has documents in the source language and in each that translates any of its texts.
    Its names are always also found as they are in the source: they stand on signs and doors.
    """
    entries = list(_entries(content, language, vocabulary))
    mark = index_mark(content.languages[language])
    for tier in Tier:
        for entry in entries:
            row = document_row(content.languages[language], tier, entry.key)
            yield row, entry.of_tier(tier, mark)


def _entries(content: Content, language: str, vocabulary: Vocabulary) -> Iterator[_Entry]:
    phones = content.of_service(content.phones)
    said = SearchWords(content, language)
    sounds = pinyin_terms if language.startswith("zh") else _silent
    for service in content.services.values():
        names, bodies = _texts(content, service, language)
        unshown = said.all_of(service)
        if not names and not bodies and not unshown:
            continue
        own_names = [service.name, service.quiet_name]
        own_names.append(content.organizations[service.organization_id].name)
        every_name = list(dict.fromkeys([*names, *own_names]))
        name_terms = [terms for name in every_name if (terms := index_terms(name))]
        in_names = [term for terms in name_terms for term in terms]
        first = [terms[0] for terms in name_terms]
        first += [without_article(term) for term in first]
        in_names_sounds = sounds("\n".join(every_name))
        in_texts = index_terms("\n".join(bodies))
        in_words = index_terms("\n".join(unshown))
        other_sounds = sounds("\n".join([*bodies, *unshown]))
        for_need = "\n".join(said.of_need(service))
        for_service = "\n".join(said.of_service(service))
        vocabulary.add([*in_names, *in_texts], in_words, [*in_names_sounds, *other_sounds])
        yield _Entry(
            key=content.service_keys[service.id],
            leads=[*first, *index_terms(for_need), *sounds(for_need)],
            names=[*in_names, *in_names_sounds, *index_terms(for_service), *sounds(for_service)],
            texts=[*in_names, *in_names_sounds, *in_texts, *in_words, *other_sounds],
            facets=facet_terms(service, phones[service.id]),
        )


def _silent(_: str) -> list[str]:
    return []


def _texts(content: Content, service: Service, language: str) -> tuple[list[str], list[str]]:
    """Names and bodies of a service in one language; both empty when it does not speak it."""
    if language == SOURCE_LANGUAGE:
        texts = [getattr(service, field) for field in BODY_FIELDS]
        return [service.name], [text for text in texts if text is not None]
    own = content.texts.get(("service", service.id, language), {})
    organization = content.texts.get(("organization", service.organization_id, language), {})
    names = [own[field].text for field in ("name", "quiet_name") if field in own]
    if own and "name" in organization:
        names.append(organization["name"].text)
    return names, [own[field].text for field in BODY_FIELDS if field in own]
