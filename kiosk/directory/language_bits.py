"""Selects the rows of hours for each language, whose first step may differ.

A number is offered to those whose language it answers in, so "open now" depends on the language.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kiosk.directory.hours import EVERYONE
from kiosk.directory.record_index import RecordIndex
from kiosk.domain.access_route import AccessRoutes
from kiosk.domain.language import OFFERED
from kiosk.domain.records import Location, Schedule, Service

Rows = tuple[Schedule, ...]


class LanguageRows:
    """The hours of the first step, for every service and language of a directory."""

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        self._phones = content.of_service(content.phones)
        self._schedules = content.of_service(content.schedules)
        self._places: dict[str, list[Location]] = defaultdict(list)
        for meeting in content.meetings:
            self._places[meeting.service_id].append(content.locations[meeting.location_id])
        self._choices: dict[str, tuple[tuple[int, Rows], ...]] = {}

    def of(self, service: Service) -> tuple[tuple[int, Rows], ...]:
        """Return each distinct choice of a service's rows with the bits of its languages."""
        rows = self._schedules[service.id]
        if all(row.phone_id is None for row in rows):
            return ((EVERYONE, tuple(rows)),) if rows else ()
        if service.id not in self._choices:
            self._choices[service.id] = tuple(self._chosen(service, rows))
        return self._choices[service.id]

    def schedules(self) -> Iterator[tuple[Schedule, int]]:
        """Yield every row with the bits of the languages it applies to."""
        for service in self._content.services.values():
            chosen = self.of(service)
            for row in self._schedules[service.id]:
                yield row, sum(bits for bits, rows in chosen if row in rows)

    def _chosen(self, service: Service, rows: Sequence[Schedule]) -> Iterator[tuple[int, Rows]]:
        bits: dict[Rows, int] = defaultdict(int)
        owner = self._content.organizations[service.organization_id]
        phones, places = self._phones[service.id], self._places[service.id]
        for number, tag in enumerate(OFFERED):
            bits[AccessRoutes(tag, service, owner, phones, places).hours(rows)] |= 1 << number
        return ((language_bits, chosen) for chosen, language_bits in bits.items() if chosen)
