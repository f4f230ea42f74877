"""What of a service the search index holds: one document for each language it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.directory.content import Content
from kiosk.directory.facets import facet_terms
from kiosk.directory.pinyin import pinyin_terms
from kiosk.directory.tables import DOCUMENT_SHIFT, SOURCE_LANGUAGE
from kiosk.directory.vocabulary import Vocabulary
from kiosk.domain.folding import index_terms
from kiosk.domain.records import Service

BODY_FIELDS = ("phrase", "description", "service_area")


@dataclass(frozen=True, slots=True)
class Document:
    """A row of the index; each column is terms with a space between them."""

    rowid: int
    name: str
    body: str
    facet: str


def document_rows(content: Content, language: str, vocabulary: Vocabulary) -> Iterator[Document]:
    """The documents of one language in order of importance, their words added to ``vocabulary``.

    A service has one in the source language and in each language that translates any of its texts.
    Its names are always also found as they are in the source: they stand on signs and doors.
    """
    phones = content.of_service(content.phones)
    base = content.languages[language] << DOCUMENT_SHIFT
    chinese = language.startswith("zh")
    for service in content.services.values():
        names, bodies = _texts(content, service, language)
        if not names and not bodies:
            continue
        own_names = [service.name, service.quiet_name]
        own_names.append(content.organizations[service.organization_id].name)
        name = index_terms("\n".join(dict.fromkeys([*names, *own_names])))
        body = index_terms("\n".join(bodies))
        name_sounds = pinyin_terms("\n".join([*names, *own_names])) if chinese else []
        body_sounds = pinyin_terms("\n".join(bodies)) if chinese else []
        vocabulary.add([*name, *body], [*name_sounds, *body_sounds])
        yield Document(
            rowid=base | content.service_keys[service.id],
            name=" ".join([*name, *name_sounds]),
            body=" ".join([*body, *body_sounds]),
            facet=facet_terms(service, phones[service.id]),
        )


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
