"""The rows of every table except the search index, parents before children."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

import msgspec

from kiosk.directory import facets, hour_rows
from kiosk.directory.answer_rows import AnswerRows
from kiosk.directory.record_index import RecordIndex
from kiosk.domain.access_route import AccessRoutes, is_day_and_night
from kiosk.domain.freshness import counted_from
from kiosk.domain.helplines import Helpline
from kiosk.domain.language import OFFERED
from kiosk.domain.place import location_point
from kiosk.domain.records import Record, Schedule, Service

NEVER = 0
"""``hours_day`` of a service without a date: before every day."""

Row = Sequence[object]
_Rows = tuple[Schedule, ...]
_WeekRow = tuple[int, int, int, int, int]
"""A row of hours, and the bits of the languages it applies to."""


def _json(record: Record | Helpline) -> str:
    return msgspec.json.encode(record).decode()


def table_rows(content: RecordIndex) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield (table, rows) of every table except the index, parents before children.

    The values of a row are in the order of :data:`kiosk.directory.tables.TABLES`. Most rows are
    made as they are written, because each contains a whole record as text.
    """
    services, readers = content.service_keys, LanguageRows(content)
    owners, places, phones = content.organization_keys, content.location_keys, content.phone_keys
    hours_of = {
        service.id: [
            (*row, bits)
            for bits, chosen in readers.of(service)
            for row in hour_rows.week_rows(chosen)
        ]
        for service in content.services.values()
    }
    yield "language", [(key, tag) for tag, key in content.languages.items()]
    yield (
        "organization",
        ((owners[one.id], one.id, one.name, _json(one)) for one in content.organizations.values()),
    )
    yield (
        "location",
        (
            (
                places[one.id],
                one.id,
                owners[one.organization_id],
                one.latitude,
                one.longitude,
                _json(one),
            )
            for one in content.locations.values()
        ),
    )
    yield from service_rows(content, hours_of)
    meetings = {(services[one.service_id], places[one.location_id]) for one in content.meetings}
    yield "service_at_location", sorted(meetings)
    yield (
        "phone",
        ((phones[one.id], one.id, services[one.service_id], _json(one)) for one in content.phones),
    )
    yield (
        "schedule",
        (
            (
                key,
                one.id,
                services[one.service_id],
                phones[one.phone_id] if one.phone_id else None,
                bits,
                _json(one),
            )
            for key, (one, bits) in enumerate(readers.schedules(), start=1)
        ),
    )
    yield from _lookup_rows(content, hours_of)
    plain: Mapping[str, Sequence[Record | Helpline]] = {
        "figure": content.figures,
        "guide": content.guides,
        "awareness_card": content.cards,
        "helpline": content.helplines,
    }
    for table, records in plain.items():
        yield table, [(key, one.id, _json(one)) for key, one in enumerate(records, start=1)]
    yield "translation", _translation_rows(content)


def _translation_rows(content: RecordIndex) -> Iterator[Row]:
    keys = content.languages
    for kind, record_id, language in sorted(
        content.texts, key=lambda of: (of[0], of[1], keys[of[2]])
    ):
        fields = content.texts[kind, record_id, language]
        for field, text in sorted(fields.items()):
            yield kind, record_id, keys[language], field, text.text, int(text.reviewed)


def _shown_days(service: Service, rows: Sequence[Schedule]) -> tuple[int, int]:
    """Return the days until which the hours of a service are fresh, and it is offered."""
    assured = counted_from(service.assured_date, rows)
    # A helpline, and a service open day and night, keeps its hours however old the record is.
    keeps_hours = service.helpline or is_day_and_night(service, rows)
    until = service.valid_until
    return (
        hour_rows.LAST_DAY if keeps_hours else assured.toordinal() if assured else NEVER,
        until.toordinal() if until else hour_rows.LAST_DAY,
    )


def service_rows(
    content: RecordIndex, hours_of: Mapping[str, Sequence[_WeekRow]]
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield (table, rows) of services and of what orders them in each list."""
    services, keys = content.services.values(), content.service_keys
    days = {one.id: _shown_days(one, content.hours_of[one.id]) for one in services}
    yield (
        "service",
        (
            (
                keys[one.id],
                one.id,
                content.organization_keys[one.organization_id],
                one.name,
                one.importance,
                int(one.id in content.unseen),
                days[one.id][1],
                _json(one),
            )
            for one in services
        ),
    )
    answers = AnswerRows(content)
    yield (
        "service_order",
        (
            (
                keys[one.id],
                int(one.id in content.unseen),
                *days[one.id],
                *answers.of_service(one),
                reduce(or_, (bits for *_, bits in hours_of[one.id]), 0),
            )
            for one in services
        ),
    )
    yield from answers.tables()


def _lookup_rows(
    content: RecordIndex, hours_of: Mapping[str, Sequence[_WeekRow]]
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield derived rows, each for one query: languages, places, hours, closures."""
    services = content.service_keys
    languages: list[Row] = []
    weeks: list[Row] = []
    closures: list[Row] = []
    for service in content.services.values():
        key, rows = services[service.id], content.hours_of[service.id]
        stated = facets.stated_languages(service, content.phones_of[service.id])
        languages += [(key, language) for language in sorted(stated)]
        weeks += [(key, *row) for row in hours_of[service.id]]
        closures += [(*days, key) for days in hour_rows.exception_days(rows)]
    yield "service_language", languages
    yield "week_interval", weeks
    yield "closure", closures
    yield "service_point", _points(content)


def _points(content: RecordIndex) -> list[tuple[int, float, float]]:
    """Return where services may be reached; a ZIP code's centroid counts as a point."""
    points = (
        (content.service_keys[meeting.service_id], location_point(place))
        for meeting in content.meetings
        for place in (content.locations[meeting.location_id],)
    )
    return sorted({(key, p[0].latitude, p[0].longitude) for key, p in points if p})


class LanguageRows:
    """The rows of hours for each language, whose first step may differ.

    A number is offered to those whose language it answers in, so "open now" depends on the
    language.
    """

    def __init__(self, content: RecordIndex) -> None:
        self._content = content
        self._choices: dict[str, tuple[tuple[int, _Rows], ...]] = {}

    def of(self, service: Service) -> tuple[tuple[int, _Rows], ...]:
        """Return each distinct choice of a service's rows with the bits of its languages."""
        rows = self._content.hours_of[service.id]
        if all(row.phone_id is None for row in rows):
            return ((hour_rows.EVERYONE, tuple(rows)),) if rows else ()
        if service.id not in self._choices:
            self._choices[service.id] = tuple(self._chosen(service, rows))
        return self._choices[service.id]

    def schedules(self) -> Iterator[tuple[Schedule, int]]:
        """Yield every row with the bits of the languages it applies to."""
        for service in self._content.services.values():
            chosen = self.of(service)
            for row in self._content.hours_of[service.id]:
                yield row, sum(bits for bits, rows in chosen if row in rows)

    def _chosen(self, service: Service, rows: Sequence[Schedule]) -> Iterator[tuple[int, _Rows]]:
        bits: dict[_Rows, int] = defaultdict(int)
        owner = self._content.organizations[service.organization_id]
        phones, places = self._content.phones_of[service.id], self._content.places_of[service.id]
        for number, tag in enumerate(OFFERED):
            bits[AccessRoutes(tag, service, owner, phones, places).hours(rows)] |= 1 << number
        return ((language_bits, chosen) for chosen, language_bits in bits.items() if chosen)
