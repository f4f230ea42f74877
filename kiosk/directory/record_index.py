"""The records of one directory, by kind, with the integer keys that the database gives them."""

from collections import defaultdict
from collections.abc import Iterable
from sys import intern
from typing import NamedTuple, TypeVar

import msgspec

from kiosk.directory.errors import DirectoryFileError
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.checks import check_records, of_kind, source_texts
from kiosk.domain.helplines import Helpline, switched_off
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Need,
    Organization,
    Phone,
    Record,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Status,
    Translation,
)
from kiosk.domain.text import source_hash

Owned = TypeVar("Owned", Phone, Schedule, ServiceAtLocation)


class Translated(NamedTuple):
    """What the database keeps of a translation: most of what a record holds is not needed."""

    text: str
    reviewed: bool


def _under_a_tile(service: Service) -> Service:
    """The service under a tile that lists services: "Is this okay?" has guides and nothing else."""
    if {*service.categories} - {Need.OKAY}:
        return service
    return msgspec.structs.replace(service, categories=(*service.categories, Need.OTHER))


def keys(records: Iterable[str]) -> dict[str, int]:
    """Integer keys from 1 on for ids in their order."""
    return {record_id: key for key, record_id in enumerate(records, start=1)}


class RecordIndex:
    """Records that hold together; some services are left out with what is theirs.

    Those are the ones that are not active, and helplines that the signed file switched off.

    ``services`` are in order of importance, the ``unseen`` ones last, guides and cards in their own
    order; ``texts`` are the present translations by (kind, id, language), then field.
    Raises :class:`DirectoryFileError` for records that contradict each other. ``helplines`` are
    those of a signed file.
    """

    def __init__(
        self,
        records: Iterable[AnyRecord],
        helplines: Iterable[Helpline] = (),
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        everything = list(records)
        fatal = [problem for problem in check_records(everything) if problem.code.fatal]
        if fatal:
            more = f", and {len(fatal) - 1} more problems" if len(fatal) > 1 else ""
            raise DirectoryFileError("records", None, f"{fatal[0]}{more}")
        self.helplines = tuple(helplines)
        gone = switched_off(self.helplines)
        active = (
            _under_a_tile(service)
            for service in of_kind(everything, Service).values()
            if service.status is Status.ACTIVE and service.id not in gone
        )
        self.unseen = unseen
        in_order = sorted(
            active, key=lambda service: (service.id in unseen, service.importance, service.id)
        )
        self.services = {service.id: service for service in in_order}
        self.service_keys = keys(self.services)
        self.organizations = of_kind(everything, Organization)
        self.organization_keys = keys(self.organizations)
        self.locations = of_kind(everything, Location)
        self.location_keys = keys(self.locations)
        self.phones = self._owned(of_kind(everything, Phone))
        self.phone_keys = keys(phone.id for phone in self.phones)
        self.schedules = self._owned(of_kind(everything, Schedule))
        self.meetings = self._owned(of_kind(everything, ServiceAtLocation))
        self.figures = list(of_kind(everything, Figure).values())
        guides = of_kind(everything, Guide).values()
        self.guides = sorted(guides, key=lambda guide: (guide.order, guide.id))
        cards = of_kind(everything, AwarenessCard).values()
        self.cards = sorted(cards, key=lambda card: (card.order, card.id))
        self.search_words = list(of_kind(everything, SearchWord).values())
        self.texts = self._present(of_kind(everything, Translation).values())
        tags = {language for _, _, language in self.texts} - {SOURCE_LANGUAGE}
        self.languages = {tag: key for key, tag in enumerate([SOURCE_LANGUAGE, *sorted(tags)])}

    def _owned(self, found: dict[str, Owned]) -> list[Owned]:
        kept = (record for record in found.values() if record.service_id in self.services)
        return sorted(kept, key=lambda record: self.service_keys[record.service_id])

    def of_service(self, found: Iterable[Owned]) -> dict[str, list[Owned]]:
        """Records by the id of their service; a service without any has an empty list."""
        groups: dict[str, list[Owned]] = defaultdict(list)
        for record in found:
            groups[record.service_id].append(record)
        return groups

    def forget(self, language: str) -> None:
        """Lets go of the texts of a language: all that is made of them is written."""
        for key in [key for key in self.texts if key[2] == language]:
            del self.texts[key]

    def _present(
        self, found: Iterable[Translation]
    ) -> dict[tuple[str, str, str], dict[str, Translated]]:
        """Translations of a text that still reads as it did when they were made."""
        hashes = {
            (kind, record.id, field): source_hash(text)
            for kind, record in self._translatable()
            for field, text in source_texts(record).items()
        }
        present: dict[tuple[str, str, str], dict[str, Translated]] = defaultdict(dict)
        ids = {key: key for key in (*self.services, *self.organizations)}
        for text in found:
            if hashes.get((text.entity, text.entity_id, text.field)) == text.source_hash:
                own = ids.get(text.entity_id, text.entity_id), intern(text.language)
                told = Translated(text.text, text.reviewed)
                present[intern(text.entity), *own][intern(text.field)] = told
        return present

    def _translatable(self) -> Iterable[tuple[str, Record]]:
        for service in self.services.values():
            yield "service", service
        for organization in self.organizations.values():
            yield "organization", organization
        for guide in self.guides:
            yield "guide", guide
        for card in self.cards:
            yield "awareness_card", card
