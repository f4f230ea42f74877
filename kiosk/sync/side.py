"""One of two compared directories, with records grouped by owner."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kiosk.directory.errors import DirectoryFileError
from kiosk.directory.first_services import first_services
from kiosk.domain.checks import by_service, in_standard_order, records_of_kind
from kiosk.domain.place import address_line
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
)
from kiosk.domain.syncfile import GuardedPhone, HelplineFile
from kiosk.sync.address_visibility import is_hidden
from kiosk.sync.change_report import NamedService

GUARDED_NEEDS: Final = frozenset({Need.SAFE_PLACE, Need.TALK, Need.YOUNG})
"""Needs whose services are harmed most by a wrong word or number."""
LIST_TOP: Final = 4
"""How many services of a list are on its first page."""


@dataclass(frozen=True, slots=True)
class DirectoryContent:
    """The whole content of a directory; ``unseen`` are ids of services nobody has reviewed."""

    records: Sequence[AnyRecord]
    helplines: HelplineFile
    unseen: frozenset[str] = frozenset()


class ComparedDirectory:
    """One of two compared directories; only its active services count."""

    def __init__(self, content: DirectoryContent) -> None:
        records = in_standard_order(content.records)
        self.content = content
        self.helplines = content.helplines
        self.organizations = records_of_kind(records, Organization)
        self.locations = records_of_kind(records, Location)
        services = records_of_kind(records, Service)
        self.services = {k: one for k, one in services.items() if one.status is Status.ACTIVE}
        self.phones = by_service(records_of_kind(records, Phone).values())
        self.hours = by_service(records_of_kind(records, Schedule).values())
        self.places = by_service(records_of_kind(records, ServiceAtLocation).values())

    @cached_property
    def met(self) -> dict[str, list[str]]:
        """The ids of services available at a location, by its id."""
        found: dict[str, list[str]] = {}
        for service_id, links in self.places.items():
            for link in links:
                found.setdefault(link.location_id, []).append(service_id)
        return found

    def guarded(self, until: dt.date | None = None) -> frozenset[str]:
        """Return the ids of the services that a wrong word or number harms most.

        They serve one of ``GUARDED_NEEDS`` or can be first in a list up to the day ``until``.
        """
        content, lines = self.content, self.helplines.helplines
        needed = (
            one.id for one in self.services.values() if not GUARDED_NEEDS.isdisjoint(one.categories)
        )
        try:
            first = first_services(content.records, lines, content.unseen, LIST_TOP, until)
        except DirectoryFileError:  # no kiosk takes them, and an editor sees why
            first = frozenset(self.services)
        return first.union(needed)

    def organization(self, key: str) -> str:
        """Return the name of the organization with an id."""
        return found.name if (found := self.organizations.get(key)) else key

    def of(self, service: Service) -> str:
        """Return the name of a service's organization."""
        return self.organization(service.organization_id)

    def places_of(self, service_id: str) -> list[Location]:
        """Return the locations of a service."""
        places = (self.locations.get(one.location_id) for one in self.places.get(service_id, ()))
        return [location for location in places if location]

    def shown_locations(self, service_id: str) -> list[Location]:
        """Return the locations of a service with a shown address."""
        return [location for location in self.places_of(service_id) if not is_hidden(location)]

    def names_at(self, location_id: str) -> tuple[str, ...]:
        """Return the names of the services at a location."""
        met = (self.services.get(key) for key in self.met.get(location_id, ()))
        return tuple(sorted({service.name for service in met if service}))

    def named(self, service: Service) -> NamedService:
        """Return an added or removed service for the report."""
        return NamedService(
            id=service.id,
            name=service.name,
            organization=self.of(service),
            numbers=tuple(map(number_of, self.phones.get(service.id, ()))),
            urls=tuple(url for url in (service.url, service.chat_url) if url),
            addresses=tuple(map(address_line, self.shown_locations(service.id))),
            helpline=service.helpline,
        )


def number_of(phone: Phone | GuardedPhone) -> str:
    """Return a number to compare and show, with its menu keys, extension and keyword."""
    press = f" press {phone.press}" if phone.press else ""
    extension = f" ext. {phone.extension}" if phone.extension else ""
    keyword = f" {phone.keyword}" if phone.keyword else ""
    return f"{phone.number}{press}{extension}{keyword}"
