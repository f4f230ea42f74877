"""The records of one directory by kind, with their integer keys in the database."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from sys import intern
from typing import NamedTuple

import msgspec

from kiosk.directory.errors import DirectoryFileError
from kiosk.directory.tables import SOURCE_LANGUAGE
from kiosk.domain.checks import (
    Owned,
    by_service,
    check_records,
    in_standard_order,
    records_of_kind,
    source_texts,
    unknown_situations,
)
from kiosk.domain.helplines import Helpline, ids_out_of_service
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
    Tile,
    Translation,
)
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.domain.text import source_hash


class Translated(NamedTuple):
    """The parts of a translation that the database needs."""

    text: str
    reviewed: bool


def _with_tile(service: Service) -> Service:
    """Add a tile to a service that has none: "Is this okay?" lists guides only."""
    if {*service.categories} - {Need.OKAY}:
        return service
    return msgspec.structs.replace(service, categories=(*service.categories, Need.OTHER))


def _known(service: Service) -> Service:
    """Drop the situations of a later program, so that the service counts as not sorted."""
    if not unknown_situations(service):
        return service
    known = tuple(one for one in service.situations if one.code in KNOWN_SITUATIONS)
    return msgspec.structs.replace(service, situations=known)


def _referred(service: Service, shown: Container[str]) -> Service:
    """Drop the line that sends people there if it is not shown."""
    if service.referral_line is None or service.referral_line in shown:
        return service
    return msgspec.structs.replace(service, referral_line=None)


def _asked(tiles: Iterable[Tile]) -> Iterator[Tile]:
    """Yield tiles with the situations that this program knows; none without any."""
    for tile in tiles:
        if codes := tuple(code for code in tile.codes if code in KNOWN_SITUATIONS):
            yield msgspec.structs.replace(tile, codes=codes)


def number_ids(records: Iterable[str]) -> dict[str, int]:
    """Number ids from 1 on in their order."""
    return {record_id: key for key, record_id in enumerate(records, start=1)}


class RecordIndex:
    """Consistent records, without hidden services and everything that belongs to them.

    The order of ``records`` changes nothing. Hidden are inactive services and helplines that the
    signed file ``helplines`` comes from puts out of service. ``services`` are in order of
    importance, the ``unseen`` ones last; guides and cards are in their own order. ``texts`` are the
    current translations by (kind, id, language), then field. ``phones_of``, ``hours_of`` and
    ``places_of`` are those of a service by its id.

    Raises:
        DirectoryFileError: the records contradict each other.
    """

    def __init__(
        self,
        records: Iterable[AnyRecord],
        helplines: Iterable[Helpline] = (),
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        everything = in_standard_order(records)
        fatal = [problem for problem in check_records(everything) if problem.code.fatal]
        if fatal:
            more = f", and {len(fatal) - 1} more problems" if len(fatal) > 1 else ""
            raise DirectoryFileError("records", None, f"{fatal[0]}{more}")
        self.helplines = tuple(helplines)
        hidden = ids_out_of_service(self.helplines)
        active = (
            _known(_with_tile(service))
            for service in records_of_kind(everything, Service).values()
            if service.status is Status.ACTIVE and service.id not in hidden
        )
        self.unseen = unseen
        in_order = sorted(
            active, key=lambda service: (service.id in unseen, service.importance, service.id)
        )
        shown = {service.id for service in in_order}
        self.services = {service.id: _referred(service, shown) for service in in_order}
        self.service_keys = number_ids(self.services)
        self.organizations = records_of_kind(everything, Organization)
        self.organization_keys = number_ids(self.organizations)
        self.locations = records_of_kind(everything, Location)
        self.location_keys = number_ids(self.locations)
        self.phones = self._owned(records_of_kind(everything, Phone))
        self.phone_keys = number_ids(phone.id for phone in self.phones)
        self.schedules = self._owned(records_of_kind(everything, Schedule))
        self.meetings = self._owned(records_of_kind(everything, ServiceAtLocation))
        self.phones_of, self.hours_of = by_service(self.phones), by_service(self.schedules)
        self.places_of: dict[str, list[Location]] = defaultdict(list)
        for one in self.meetings:
            self.places_of[one.service_id].append(self.locations[one.location_id])
        self.figures = list(records_of_kind(everything, Figure).values())
        guides = records_of_kind(everything, Guide).values()
        self.guides = sorted(guides, key=lambda guide: (guide.order, guide.id))
        cards = records_of_kind(everything, AwarenessCard).values()
        self.cards = sorted(cards, key=lambda card: (card.order, card.id))
        needs = {need: number for number, need in enumerate(Need)}
        tiles = _asked(records_of_kind(everything, Tile).values())
        self.tiles = sorted(tiles, key=lambda tile: (needs[tile.need], tile.order, tile.id))
        self.search_words = list(records_of_kind(everything, SearchWord).values())
        self.texts = self._present(records_of_kind(everything, Translation).values())
        tags = {language for _, _, language in self.texts} - {SOURCE_LANGUAGE}
        self.languages = {tag: key for key, tag in enumerate([SOURCE_LANGUAGE, *sorted(tags)])}

    def _owned(self, by_id: dict[str, Owned]) -> list[Owned]:
        records = (record for record in by_id.values() if record.service_id in self.services)
        return sorted(records, key=lambda record: self.service_keys[record.service_id])

    def forget(self, language: str) -> None:
        """Drop the texts of a language once everything made of them is written."""
        for key in [key for key in self.texts if key[2] == language]:
            del self.texts[key]

    def _present(
        self, translations: Iterable[Translation]
    ) -> dict[tuple[str, str, str], dict[str, Translated]]:
        """Return the translations whose source text is unchanged."""
        hashes = {
            (kind, record.id, field): source_hash(text)
            for kind, record in self._translatable()
            for field, text in source_texts(record).items()
        }
        present: dict[tuple[str, str, str], dict[str, Translated]] = defaultdict(dict)
        ids = {key: key for key in (*self.services, *self.organizations)}
        for text in translations:
            if hashes.get((text.entity, text.entity_id, text.field)) == text.source_hash:
                own = ids.get(text.entity_id, text.entity_id), intern(text.language)
                translated = Translated(text.text, text.reviewed)
                present[intern(text.entity), *own][intern(text.field)] = translated
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
        for tile in self.tiles:
            yield "tile", tile
