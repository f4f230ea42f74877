"""Read the sheets of the directory: organizations, places, services, phones, hours."""

import datetime as dt
import re
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

import msgspec

from kiosk.domain.override import Override
from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Cost,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.parsers.costs import in_state
from kiosk.editor.parsers.phone_labels import KnownNames
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.workbook import sheet_records
from kiosk.editor.workbook.cell_text import fit, slug
from kiosk.editor.workbook.row_ids import give_ids
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Column, Sheets
from kiosk.editor.workbook.sheet_rows import Book, SheetRow, is_shown
from kiosk.editor.workbook.sheets import HOURS, ORGANIZATIONS, PHONES, PLACES, REVEALING, SERVICES


def read_directory(session: WorkbookSession, book: Book) -> None:
    """Add their records to ``session``; referenced sheets come first."""
    services = _organizations_and_services(session, book)
    _phones_and_hours(session, book, _known_names(session.records))
    session.records = sheet_records.name_quietly(session.records, session.notes)
    _never_checked(session, services)


def _organizations_and_services(session: WorkbookSession, book: Book) -> list[SheetRow]:
    rows = give_ids(
        session.rows(book, ORGANIZATIONS),
        ORGANIZATIONS,
        session.notes,
        base=lambda row: slug(row.values["name"]) or "organization",
        before=session.before(Organization, lambda r: fold(r.name)),
        key=lambda row: fold(row.values["name"]),
    )
    organizations = session.built(Organization, ORGANIZATIONS, rows)
    session.learn(Sheets.ORGANIZATIONS, rows, organizations)
    places = _places(session, session.rows(book, PLACES))
    located = list(sheet_records.locations(places, session.notes, keep_hidden=session.renews))
    session.learn(Sheets.PLACES, places, located)
    states = {place.id: place.state_province or "" for place in located}
    services = give_ids(
        session.rows(book, SERVICES),
        SERVICES,
        session.notes,
        base=lambda row: slug(row.values["name"]) or "service",
        before=session.before(Service, lambda r: (r.organization_id, fold(r.name))),
        key=lambda row: (row.values["organization_id"], fold(row.values["name"])),
        named=session.named_ids(book, PHONES, HOURS, column="service_id"),
    )
    _not_ahead(session, SERVICES.column("assured_date"), services)
    for row in services:
        where = {states.get(place, "") for place in row.values.get("places", ())}
        if len(where) == 1 and "cost" in row.values:
            row.values["cost"] = in_state(map(Cost, row.values["cost"]), where.pop())
    owners = {each.id: each for each in organizations}
    made = list(sheet_records.services(services, owners, session.notes))
    ids = {service.id for service in made}
    before = {
        (each.service_id, each.location_id): each.id
        for each in session.options.previous or ()
        if isinstance(each, ServiceAtLocation)
    }
    points = sheet_records.meeting_points([r for r in services if r.values["id"] in ids], before)
    session.learn(Sheets.SERVICES, services, made, points)
    return services


def _places(session: WorkbookSession, rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows of places with their ids, without possibly withdrawn ones.

    Those go hidden into a new workbook, where a person can still say what they are.
    """
    before = places_before(rows, session.options.previous or ())
    unsure = maybe_withdrawn(rows, before, session.withdrawn)
    places = give_ids(
        rows,
        PLACES,
        session.notes,
        base=lambda row: str(row.values["organization_id"]),
        numbered=".",
        before=before,
        withdrawn=session.withdrawn,
        key=lambda row: row.number,
    )
    for row in unsure:
        code, new_id = FindingCode.MAYBE_WITHDRAWN, row.values["id"]
        session.notes.about(row, PLACES.column("id"), code, Weight.LEFT_OUT, new_id)
        session.notes.hide(row)
        row.values["address_visibility"] = AddressVisibility.HIDDEN
    return [row for row in places if session.renews or row not in unsure]


def _not_ahead(session: WorkbookSession, column: Column, rows: Iterable[SheetRow]) -> None:
    """Remove check dates in the future, which would never become old.

    Tomorrow is accepted, for it may have begun where the editor is.
    """
    if (today := session.options.today) is None:
        return
    for row in rows:
        day = row.values.get(column.key)
        if day and day > today + dt.timedelta(days=1):
            del row.values[column.key]
            advice = "This day is still to come."
            session.notes.about(row, column, FindingCode.UNREAD_CELL, Weight.LEFT_OUT, advice)


def _known_names(records: Iterable[AnyRecord]) -> KnownNames:
    """Return the names of organizations, services and towns."""
    names = ((getattr(one, "name", None), getattr(one, "city", None)) for one in records)
    return KnownNames.of(name for pair in names for name in pair if name)


def _phones_and_hours(session: WorkbookSession, book: Book, known: KnownNames) -> None:
    rows = give_ids(
        session.rows(book, PHONES),
        PHONES,
        session.notes,
        base=lambda row: str(row.values["service_id"]),
        numbered=".",
        before=session.before(Phone, lambda r: (r.service_id, r.number, r.type)),
        key=lambda row: (
            row.values["service_id"],
            row.values["number"][0],
            row.values.get("type", "voice"),
        ),
    )
    session.learn(Sheets.PHONES, rows, list(sheet_records.phones(rows, known, session.notes)))
    hours = give_ids(
        session.rows(book, HOURS),
        HOURS,
        session.notes,
        base=lambda row: str(row.values["service_id"]),
        numbered=".h",
        report=False,
        split=True,
    )
    _not_ahead(session, HOURS.column("assured_hours"), hours)
    session.add(Sheets.HOURS, hours, sheet_records.schedules(hours, session.notes))


def add_overrides(session: WorkbookSession, book: Book) -> None:
    """Add to each service the revealing words that a person allows."""
    rows = session.rows(book, REVEALING)
    allowed: dict[str, list[Override]] = {}
    for row in rows:
        if made := sheet_records.build(Override, REVEALING, row, session.notes):
            allowed.setdefault(row.values["service_id"], []).append(made)
    session.records = [
        msgspec.structs.replace(each, overrides=tuple(allowed[each.id]))
        if isinstance(each, Service) and each.id in allowed
        else each
        for each in session.records
    ]
    session.count(REVEALING.title, len(rows), {"override": sum(map(len, allowed.values()))})


def _never_checked(session: WorkbookSession, services: Iterable[SheetRow]) -> None:
    """Report services whose hours or places no kiosk shows because a check date is missing.

    Helplines show theirs at any age.
    """
    of = {each.service_id for each in session.records if isinstance(each, Schedule)}
    of |= {each.service_id for each in session.records if isinstance(each, ServiceAtLocation)}
    column = SERVICES.column("assured_date")
    session.notes.findings += [
        SourceFinding(
            FindingCode.NEVER_CHECKED,
            Weight.NOTE,
            row.title,
            row.number,
            column.header,
            row.text("name"),
        )
        for row in services
        if row.values["id"] in of
        and column.key not in row.values
        and not row.values.get("helpline")
    ]


def places_before(rows: Sequence[SheetRow], previous: Iterable[AnyRecord]) -> dict[Hashable, str]:
    """Map row numbers to the ids published last. A place is identified by organization and street.

    A published hidden place has no street any more: it matches the remaining row, first among those
    that stay hidden. If the numbers of rows and places differ, no match is made. Ids without a row
    are included too.
    """
    given = {row.values["id"] for row in rows if "id" in row.values}
    streets: dict[Hashable, list[str]] = {}
    nowhere: dict[str, list[str]] = {}
    for one in previous:
        if isinstance(one, Location) and one.id not in given:
            if one.address_1:
                streets.setdefault((one.organization_id, one.address_1), []).append(one.id)
            else:
                nowhere.setdefault(one.organization_id, []).append(one.id)
    found = {place: ids[0] for place, ids in streets.items() if len(ids) == 1}
    free = dict(found)
    unmatched: dict[str, list[SheetRow]] = {}
    for row in rows:
        if "id" in row.values:
            continue
        organization, street = row.values["organization_id"], row.values.get("address_1")
        if match := free.pop((organization, street), None):
            found[row.number] = match
        else:
            unmatched.setdefault(organization, []).append(row)
    for organization, ids in nowhere.items():
        found |= _paired(sorted(ids, key=_creation_order), unmatched.get(organization, ()))
    return found


def maybe_withdrawn(
    rows: Sequence[SheetRow], before: Mapping[Hashable, str], withdrawn: Collection[str]
) -> list[SheetRow]:
    """Return rows that would show a place which may be ``withdrawn``.

    Only the id of a withdrawn place is known. A row of its organization without an id, at an
    unpublished street, may be new, or the very one that nobody has deleted.
    """
    gone = {*withdrawn} - {row.values.get("id") for row in rows}
    return [
        row
        for row in rows
        if "id" not in row.values
        and is_shown(row)
        and (row.values["organization_id"], row.values.get("address_1")) not in before
        and any(_made_for(row.values["organization_id"], withdrawn_id) for withdrawn_id in gone)
    ]


def _made_for(organization: str, made: str) -> bool:
    """Return True if an id was made for a place of an organization."""
    tail = re.search(r"\.\d{1,9}$", made)
    return tail is not None and fit(organization, tail[0]) == made


def _paired(ids: Sequence[str], rows: Sequence[SheetRow]) -> dict[Hashable, str]:
    """Pair row numbers with their former ids, in order; empty if ambiguous."""
    hidden = [row for row in rows if not is_shown(row)]
    same = next((some for some in (hidden, rows) if len(some) == len(ids)), ())
    return {row.number: former for row, former in zip(same, ids, strict=False)}


def _creation_order(made: str) -> tuple[int, str]:
    """Sort made ids in the order of their creation."""
    number = re.search(r"\.(\d{1,9})$", made)
    return (int(number[1]) if number else 0, made)
