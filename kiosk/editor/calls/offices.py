"""Offices to call: the services that one number reaches, from the workbook over its sources."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.access_route import is_always_walk_in, is_day_and_night, open_location_rows
from kiosk.domain.checks import by_service, records_of_kind
from kiosk.domain.contact import format_phone
from kiosk.domain.freshness import Visibility, hours_confirmed, visibility_of
from kiosk.domain.records import (
    Location,
    Organization,
    Phone,
    PhoneType,
    PhoneUse,
    Schedule,
    Service,
    ServiceAtLocation,
    Status,
)
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.merge import over_sources
from kiosk.editor.sources.workbook_reader import read_facts
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_folder import open_sheets
from kiosk.editor.workbook.sheet_rows import ReadingNotes, for_sheet
from kiosk.editor.workbook.sheets import PLACES
from kiosk.editor.workbook.source_draft import Draft

SHORTEST: Final = 7
"""Fewest digits of a number that reaches an office; shorter ones, such as 211, are lines."""
_HELD: Final = frozenset({FindingCode.PERSON_NUMBER, FindingCode.SHARED_NUMBER})


@dataclass(frozen=True, slots=True)
class CalledService:
    """A service with what belongs to it; ``streets`` are the ids of its places with a street."""

    service: Service
    organization: str
    page: str
    phones: tuple[Phone, ...]
    schedules: tuple[Schedule, ...]
    places: tuple[Location, ...]
    streets: frozenset[str] = frozenset()

    def ages(self) -> Callable[[dt.date], Visibility]:
        """Return a function that says for a day what a screen says of its age."""
        service, rows = self.service, self.schedules
        confirmed, always_walk_in = hours_confirmed(rows), is_always_walk_in(service, rows)
        always = service.helpline or is_day_and_night(service, rows)
        return lambda day: visibility_of(
            service.assured_date,
            day,
            not_before=day,
            assured_hours=confirmed,
            always=always,
            always_walk_in=always_walk_in,
        )

    def hours(self) -> tuple[Schedule, ...]:
        """Return its weekly rows: those of the site, else those of its numbers."""
        weekly = [
            row
            for row in self.schedules
            if not row.closed and row.valid_from is None and row.valid_to is None
        ]
        return open_location_rows(weekly) or tuple(weekly)


@dataclass(frozen=True, slots=True)
class Office:
    """The services that one number reaches; ``number`` is E.164."""

    number: str
    services: tuple[CalledService, ...]

    @property
    def name(self) -> str:
        """Return the organization's name, or those of several."""
        return " · ".join(dict.fromkeys(one.organization for one in self.services))

    @property
    def spoken(self) -> str:
        """Return the number as people write it."""
        return format_phone(self.number)

    @property
    def extension(self) -> str:
        """Return the extension of its first number, or nothing."""
        return next((one.extension or "" for one in self.lines()), "")

    def lines(self) -> Iterator[Phone]:
        """Yield the records of this number."""
        for one in self.services:
            yield from (phone for phone in one.phones if phone.number == self.number)


@dataclass(frozen=True, slots=True)
class NotCalled:
    """A service that nobody calls to check, and why."""

    called: CalledService
    why: str


@dataclass(frozen=True, slots=True)
class CallBook:
    """All that can be called, and what is not, with the draft that it was read from."""

    draft: Draft
    offices: tuple[Office, ...]
    lines: tuple[NotCalled, ...]
    """Helplines and lines of police or reports: their page is read, nobody calls them."""
    silent: tuple[NotCalled, ...]
    """Services without a number of an office; those whose only number is held come first."""


def read_call_book(workbook: Path, today: dt.date) -> CallBook:
    """Read a workbook over its sources as offices to call.

    Raises :class:`kiosk.editor.source_files.SourceError` and
    :class:`kiosk.editor.workbook.opening.WorkbookError`.
    """
    stage = WorkbookSession(ReadOptions(today=today))
    with open_sheets(workbook) as book:
        merged = over_sources(stage, book, workbook)
        draft = read_facts(stage, merged)
        title = for_sheet(PLACES, merged.tables)
        rows = merged.typed(title, PLACES.columns, ReadingNotes()) if title else []
    streets = {(row.title, row.number) for row in rows if row.whole("address_1")}
    places = frozenset(
        key
        for (kind, key, _), origin in draft.origins.items()
        if kind == "location" and (origin.file, origin.row or 0) in streets
    )
    return offices_of(draft, today, places)


def offices_of(draft: Draft, today: dt.date, streets: frozenset[str] = frozenset()) -> CallBook:
    """Return the offices of a draft; ``streets`` are the ids of places with a street."""
    lines, silent = list[NotCalled](), list[NotCalled]()
    by_number = defaultdict[str, list[CalledService]](list)
    never = _never_called(draft)
    held = {one.names for one in draft.findings if one.code in _HELD}
    for one in _called(draft, today, streets):
        numbers = [phone for phone in one.phones if phone.type is PhoneType.VOICE]
        office = [phone for phone in numbers if phone.number not in never]
        service = one.service
        if _is_line(service) or (numbers and not office):
            lines.append(NotCalled(one, _line_words(service)))
        elif office:
            by_number[min(office, key=_rank).number].append(one)
        elif f"service {service.id}" in held:
            silent.insert(0, NotCalled(one, "Its only number is held: find the office's number."))
        else:
            silent.append(NotCalled(one, "No number to call: read its page."))
    found = tuple(Office(number, tuple(some)) for number, some in by_number.items())
    return CallBook(draft, found, tuple(lines), tuple(silent))


def _never_called(draft: Draft) -> frozenset[str]:
    """Return the numbers that answer somebody in need: of helplines and of crisis lines."""
    services = records_of_kind(draft.records, Service)
    never = {one.number for one in draft.helplines}
    for phone in records_of_kind(draft.records, Phone).values():
        owner = services.get(phone.service_id)
        crisis = phone.use is PhoneUse.CRISIS or (owner is not None and _is_line(owner))
        if crisis or len(phone.number.lstrip("+")) < SHORTEST:
            never.add(phone.number)
    return frozenset(never)


def _is_line(service: Service) -> bool:
    return service.helpline or service.law_enforcement or service.report_line


def _line_words(service: Service) -> str:
    if service.law_enforcement:
        return "Police answer."
    return "A line that takes reports." if service.report_line else "A line for people in need."


def _rank(phone: Phone) -> int:
    """Return 0 for an office, the likeliest number of people who know; 1 for a main number."""
    order = (PhoneUse.OFFICE, PhoneUse.MAIN)
    return order.index(phone.use) if phone.use in order else len(order)


def _called(draft: Draft, today: dt.date, streets: frozenset[str]) -> Iterator[CalledService]:
    """Yield the services on the screens, in the order of the sheet."""
    records = draft.records
    owners = records_of_kind(records, Organization)
    places = records_of_kind(records, Location)
    phones = by_service(records_of_kind(records, Phone).values())
    rows = by_service(records_of_kind(records, Schedule).values())
    points = by_service(records_of_kind(records, ServiceAtLocation).values())
    gone = {one.id for one in draft.withdrawn if one.kind == "service"}
    for key, service in records_of_kind(records, Service).items():
        ended = service.valid_until is not None and service.valid_until < today
        if service.status is not Status.ACTIVE or key in gone or ended:
            continue
        owner = owners.get(service.organization_id)
        met = tuple(places[one.location_id] for one in points[key] if one.location_id in places)
        yield CalledService(
            service,
            owner.name if owner else service.name,
            service.url or (owner.website if owner else None) or "",
            tuple(phones[key]),
            tuple(rows[key]),
            met,
            streets & {place.id for place in met},
        )
