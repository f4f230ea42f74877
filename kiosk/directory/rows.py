"""The rows of every table except the search index, parents before children."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_

import msgspec

from kiosk.directory import facets, hours
from kiosk.directory.answer_rows import AnswerRows
from kiosk.directory.language_bits import LanguageRows
from kiosk.directory.record_index import RecordIndex
from kiosk.domain.access_route import is_day_and_night
from kiosk.domain.freshness import counted_from
from kiosk.domain.helplines import Helpline
from kiosk.domain.place import location_point
from kiosk.domain.records import Record, Schedule, Service

NEVER = 0
"""``hours_day`` of a service without a date: before every day."""

Row = Sequence[object]
_WeekRow = tuple[int, int, int, int, int]
"""A row of hours, and the bits of the languages it applies to."""
_WEEK_COLUMNS = ["service_key", "start", "end", "first_day", "last_day", "readers"]


def _json(record: Record | Helpline) -> str:
    return msgspec.json.encode(record).decode()


def table_rows(content: RecordIndex) -> Iterator[tuple[str, list[str], Iterable[Row]]]:
    """Yield (table, columns, rows) of every table except the index, parents before children.

    Most rows are made as they are written, because each contains a whole record as text.
    """
    services, readers = content.service_keys, LanguageRows(content)
    hours_of = {
        service.id: [
            (*row, bits) for bits, chosen in readers.of(service) for row in hours.week_rows(chosen)
        ]
        for service in content.services.values()
    }
    yield "language", ["key", "tag"], [(key, tag) for tag, key in content.languages.items()]
    yield (
        "organization",
        ["key", "id", "name", "record"],
        (
            (content.organization_keys[record.id], record.id, record.name, _json(record))
            for record in content.organizations.values()
        ),
    )
    yield (
        "location",
        ["key", "id", "organization_key", "latitude", "longitude", "record"],
        (
            (
                content.location_keys[record.id],
                record.id,
                content.organization_keys[record.organization_id],
                record.latitude,
                record.longitude,
                _json(record),
            )
            for record in content.locations.values()
        ),
    )
    yield from _service_rows(content, hours_of)
    yield (
        "service_at_location",
        ["service_key", "location_key"],
        sorted(
            {
                (services[record.service_id], content.location_keys[record.location_id])
                for record in content.meetings
            }
        ),
    )
    yield (
        "phone",
        ["key", "id", "service_key", "record"],
        (
            (content.phone_keys[record.id], record.id, services[record.service_id], _json(record))
            for record in content.phones
        ),
    )
    yield (
        "schedule",
        ["key", "id", "service_key", "phone_key", "readers", "record"],
        (
            (
                key,
                record.id,
                services[record.service_id],
                content.phone_keys[record.phone_id] if record.phone_id else None,
                bits,
                _json(record),
            )
            for key, (record, bits) in enumerate(readers.schedules(), start=1)
        ),
    )
    yield from _lookup_rows(content, hours_of)
    plain: tuple[tuple[str, Sequence[Record | Helpline]], ...] = (
        ("figure", content.figures),
        ("guide", content.guides),
        ("awareness_card", content.cards),
        ("helpline", content.helplines),
    )
    for table, records in plain:
        rows = [(key, record.id, _json(record)) for key, record in enumerate(records, start=1)]
        yield table, ["key", "id", "record"], rows
    yield (
        "translation",
        ["entity", "entity_id", "language_key", "field", "text", "reviewed"],
        _translation_rows(content),
    )


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
        hours.LAST_DAY if keeps_hours else assured.toordinal() if assured else NEVER,
        until.toordinal() if until else hours.LAST_DAY,
    )


def _service_rows(
    content: RecordIndex, hours_of: Mapping[str, Sequence[_WeekRow]]
) -> Iterator[tuple[str, list[str], Iterable[Row]]]:
    services, keys = content.services.values(), content.service_keys
    schedules = content.of_service(content.schedules)
    days = {one.id: _shown_days(one, schedules[one.id]) for one in services}
    names = "key id organization_key name importance unseen valid_until_day record"
    yield (
        "service",
        names.split(),
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
    names = """service_key unseen hours_day valid_until_day helpline choices refusals who reach
        breadth readers"""
    yield (
        "service_order",
        names.split(),
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
) -> Iterator[tuple[str, list[str], Iterable[Row]]]:
    """Yield derived rows, each for one query: languages, places, hours, closures."""
    services = content.service_keys
    phones = content.of_service(content.phones)
    schedules = content.of_service(content.schedules)
    languages: list[Row] = []
    weeks: list[Row] = []
    closures: list[Row] = []
    for service in content.services.values():
        key, rows = services[service.id], schedules[service.id]
        stated = facets.stated_languages(service, phones[service.id])
        languages += [(key, language) for language in sorted(stated)]
        weeks += [(key, *row) for row in hours_of[service.id]]
        closures += [(*days, key) for days in hours.exception_days(rows)]
    yield "service_language", ["service_key", "language"], languages
    yield "week_interval", _WEEK_COLUMNS, weeks
    yield "closure", ["first_day", "last_day", "service_key"], closures
    yield "service_point", ["service_key", "latitude", "longitude"], _points(content)


def _points(content: RecordIndex) -> list[tuple[int, float, float]]:
    """Return where services may be reached; a ZIP code's centroid counts as a point."""
    points = (
        (content.service_keys[meeting.service_id], location_point(place))
        for meeting in content.meetings
        for place in (content.locations[meeting.location_id],)
    )
    return sorted({(key, p[0].latitude, p[0].longitude) for key, p in points if p})
