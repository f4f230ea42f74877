"""Map services: every row that may be shown, with the statements of its other tables.

A service without an organization gets its own.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from urllib.parse import unquote

from kiosk.domain.prose_reading import ShownFacts
from kiosk.domain.records import Access, Cost, Document, Need, Source, Status
from kiosk.domain.report_lines import with_noun
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.free_text import read_access, read_documents, read_start
from kiosk.editor.importers.hours import Hours, differ_by_place, map_hours
from kiosk.editor.importers.identity import LONGEST, id_of_part
from kiosk.editor.importers.import_session import ImportSession, RowsByOwner
from kiosk.editor.importers.phones import Phones, map_phones
from kiosk.editor.importers.places import Places, add_location
from kiosk.editor.importers.service_texts import AREA, ImportedTexts, description, name_of, phrase
from kiosk.editor.importers.source_tables import NO_ID, TableRow
from kiosk.editor.importers.taxonomy import Terms
from kiosk.editor.parsers.address_matcher import HiddenAddresses
from kiosk.editor.parsers.audience import AudienceReading, of_age, read_age, read_audience
from kiosk.editor.parsers.costs import in_state, read_cost
from kiosk.editor.parsers.dates import read_date, read_day_or_month
from kiosk.editor.parsers.languages import read_languages
from kiosk.editor.parsers.plain_text import is_blank, to_plain_text
from kiosk.editor.parsers.quiet_names import NEUTRAL
from kiosk.editor.parsers.status import read_status
from kiosk.editor.parsers.urls import front_page, read_url
from kiosk.editor.parsers.vocabulary import first_label
from kiosk.editor.workbook.sheets import ORGANIZATIONS, SERVICES, situation_cells

PARTS = (
    *("language", "accessibility", "required_document", "cost_option"),
    *("service_area", "eligibility"),
)
"""Tables whose rows state one fact about a service."""
AS_STATED: Final = "Checked, as the editor says"
"""Source of a check date that no row states."""
_COST = ("option", "amount", "currency", "amount_description")
T = TypeVar("T")
_WORDLESS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """The organization of a service: id, name and page, the source's key, its row.

    If the source has none, the key is empty and the row is that of the service.
    """

    id: str
    name: str
    website: str | None
    key: str
    row: TableRow


@dataclass(slots=True)
class Owners:
    """Organizations mapped so far, by the source's key."""

    programs: dict[str, TableRow]
    hidden: HiddenAddresses
    known: dict[str, Owner] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def of_service(
        self, session: ImportSession, service: str, row: TableRow, name: str
    ) -> Owner | None:
        """Return the owner of a service; ``None`` if flags withhold the owner."""
        found, unknown = session.links.keys(row, "organization_id")
        if any(("organization", key) in session.links.kept_back for key in unknown):
            return None
        if len(found) > 1:
            code = FindingCode.SEVERAL_KEYS
            session.find(row, code, Weight.ASSUMED, "organization_id", row.get("organization_id"))
        key = next(iter((*found, *self._around(session, service, row))), "")
        if key and key not in self.known:
            self.known[key] = self._read(session, key, name)
        return self.known[key] if key else self._alone(session, row, name)

    def _around(self, session: ImportSession, service: str, row: TableRow) -> list[str]:
        """Return the organizations of the service's program and of its places."""
        rows = [self.programs[key] for key in [row.get("program_id")] if key in self.programs]
        for _, location, _ in session.places_of.get(service, ()):
            rows.append(session.links.locations[location])
        return [key for each in rows for key in session.links.keys(each, "organization_id")[0]]

    def _read(self, session: ImportSession, key: str, service: str) -> Owner:
        row = session.links.organizations[key]
        name = name_of(session, row, "name", "alternate_name")
        if not name:
            name = service
            session.find(row, FindingCode.NO_ORGANIZATION, Weight.ASSUMED, "name", "", name)
        name = self._safe(session, row, name)
        page = read_site(session, row, self.hidden)
        return Owner(session.id_for("organization", key, name), name, page, key, row)

    def _safe(self, session: ImportSession, row: TableRow, name: str) -> str:
        """Return the name, or a neutral one if it reveals a hidden address."""
        if not self.hidden.mentions(name):
            return name
        session.find(row, FindingCode.NAME_TELLS, Weight.ASSUMED, "name", name, NEUTRAL)
        return NEUTRAL

    def _alone(self, session: ImportSession, row: TableRow, name: str) -> Owner:
        """Make an organization with the name of the service."""
        name = self._safe(session, row, name)
        session.find(
            row,
            FindingCode.NO_ORGANIZATION,
            Weight.ASSUMED,
            "organization_id",
            row.get("organization_id"),
            name,
        )
        key = f"{NO_ID}{name}"
        if key not in self.known:
            self.known[key] = Owner(session.id_for("organization", key, name), name, None, "", row)
        return self.known[key]

    def keep(self, session: ImportSession, owner: Owner) -> None:
        """Add the row of an owner, once."""
        if owner.id not in self.kept:
            self.kept.add(owner.id)
            table = "organization" if owner.key else "service"
            values = {"id": owner.id, "name": owner.name, "website": owner.website}
            session.keep(ORGANIZATIONS, owner.row, table, **values)


def read_site(session: ImportSession, row: TableRow, hidden: HiddenAddresses) -> str | None:
    """Return the web address of a row without a hidden address; findings report changes.

    If the path reveals such an address, the result is the front page of its host.
    """
    raw = row.get("url")
    reading = read_url(raw)
    for problem in reading.problems:
        read = reading.url is not None
        code = FindingCode.CELL_MENDED if read else FindingCode.UNREAD_CELL
        weight = Weight.ASSUMED if read else Weight.LEFT_OUT
        session.find(row, code, weight, "url", raw, reading.words(problem))
    url = reading.url
    if url is None or not hidden.mentions(_WORDLESS.sub(" ", unquote(url))):
        return url
    note = "Its front page alone: the rest tells an address that is not shown."
    session.find(row, FindingCode.CELL_MENDED, Weight.ASSUMED, "url", raw, note)
    root = front_page(url)
    return None if hidden.mentions(_WORDLESS.sub(" ", root)) else root


@dataclass(slots=True)
class Details:
    """Everything that belongs to services, grouped by owner."""

    places: Places
    phones: Phones
    hours: Hours
    owners: Owners
    terms: Terms
    parts: dict[str, RowsByOwner]
    uncertain_out: bool
    """True if a service without a status is left out, because another one states that it is active.
    """
    has_status: bool = True
    """False if no service of the source has a status; that is reported once."""

    def texts(self, session: ImportSession, table: str, service: str, *columns: str) -> list[str]:
        """Return the distinct texts about a service in the rows of a table."""
        rows = self.parts[table].own(session, service)
        joined_cells = [" ".join(filter(None, (row.get(name) for name in columns))) for row in rows]
        return list(dict.fromkeys(text for text in joined_cells if not is_blank(text)))


def map_service(session: ImportSession, details: Details, key: str, row: TableRow) -> None:
    """Make the rows of one service, one for each place if hours differ from place to place."""
    places = session.places_of.get(key, [])
    if not differ_by_place(session, details.hours, key):
        _map_one(session, details, key, row)
        return
    code, name = FindingCode.HOURS_SPLIT, row.get("name")
    session.find(row, code, Weight.ASSUMED, "name", name, with_noun(len(places), "service"))
    for place in places:
        session.places_of[key] = [place]
        _map_one(session, details, key, row, site=place[1])
    session.places_of[key] = places


def _map_one(
    session: ImportSession, details: Details, key: str, row: TableRow, site: str = ""
) -> None:
    """Make the rows of one service, if it may be shown; ``site`` is its only place."""
    name = name_of(session, row, "name", "alternate_name")
    if not name:
        session.find(row, FindingCode.NO_NAME, Weight.LEFT_OUT, "name")
        return
    if details.has_status and not _runs(session, row, uncertain_out=details.uncertain_out):
        return
    owner = details.owners.of_service(session, key, row, name)
    if owner is None:
        session.find(row, FindingCode.MARKED_PRIVATE, Weight.LEFT_OUT, "organization_id", name)
        return
    lines = details.places.public_lines([place for _, place, _ in session.places_of.get(key, ())])
    if details.places.hidden.mentions(name, lines):
        session.find(row, FindingCode.NAME_TELLS, Weight.ASSUMED, "name", name, owner.name)
        name = owner.name
    details.owners.keep(session, owner)
    service_id = session.id_for("service", key, name, owner.name)
    if site:
        place_id = details.places.ids.of(site, owner.id)
        wanted = f"{service_id}.{place_id}"
        service_id = wanted if len(wanted) <= LONGEST else id_of_part(service_id, place_id)
    numbers = map_phones(session, details.phones, key, service_id, owner.key)
    hours = map_hours(session, details.hours, key, service_id)
    places = session.places_of.get(key, ())
    pages = (read_url(row.get("url")).url, owner.website)
    own = ShownFacts.of(numbers, pages, lines)
    texts = ImportedTexts(numbers, lines, details.places.hidden, own)
    statements = _Statements(session, details, key, row, texts)
    values = statements.values(service_id, name, owner, hours)
    met: dict[str, TableRow] = {}
    for _, location, link in places:
        met.setdefault(add_location(session, details.places, location, owner.id), link)
    for link in met.values():
        session.made[link.file, "service_at_location", "service_at_location"] += 1
    session.keep(SERVICES, row, "service", **values, places=tuple(met))
    for text in dict.fromkeys(texts.left_out):
        session.find(row, FindingCode.PROSE_LEFT_OUT, Weight.LEFT_OUT, "description", text)
    maybe = Need.SAFE_PLACE in values["categories"] and key not in session.homes
    if maybe and details.places.opens([location for _, location, _ in places]):
        session.find(row, FindingCode.MAYBE_HOME, Weight.ASSUMED, "name", name)


def _runs(session: ImportSession, row: TableRow, *, uncertain_out: bool) -> bool:
    """Return True if a service is offered at present according to its status."""
    raw = row.get("status")
    status = read_status(raw)
    if status is None:
        weight = Weight.LEFT_OUT if uncertain_out else Weight.ASSUMED
        note = "" if uncertain_out else "It was taken as active."
        session.find(row, FindingCode.UNKNOWN_STATUS, weight, "status", raw, note)
        return not uncertain_out
    if status is not Status.ACTIVE:
        session.find(row, FindingCode.NOT_ACTIVE, Weight.LEFT_OUT, "status", raw)
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Statements:
    """One service and the source's statements about it."""

    work: ImportSession
    details: Details
    key: str
    row: TableRow
    texts: ImportedTexts

    def values(self, service_id: str, name: str, owner: Owner, hours: str) -> dict[str, Any]:
        """Return the cells; every typed one comes from a plain statement or is absent."""
        work, row = self.work, self.row
        body = self.texts.clean(row.get("description"))
        alert = self.texts.clean(row.get("alert"))
        eligibility = self._together("eligibility", "eligibility_description", "audience")
        fees = self._together("cost_option", "fees_description", table_columns=_COST)
        documents = self._together("required_document", "", table_columns=("document",))
        area = self._area()
        sections = (
            ("Who can go", eligibility),
            ("How to start", row.get("application_process")),
            ("Cost", fees),
            ("Bring", documents),
            ("Hours", hours),
            ("Area", "" if area[0] else area[1]),
        )
        own = self._read("assured_date", read_date)
        stated_day = self.work.checked_on if own is None else None
        situations = tuple(self.details.terms.situations.get(self.key, {}).values())
        ages = self._ages(read_audience(to_plain_text(eligibility)))
        return dict(
            id=service_id,
            organization_id=owner.id,
            name=name,
            phrase=phrase(work, row, name, body, first_label(situations)),
            categories=self.details.terms.needs(work, self.key, row),
            description=description(work, row, self.texts, f"{alert} {body}".strip(), sections),
            audience=ages.audience,
            minimum_age=ages.minimum_age,
            maximum_age=ages.maximum_age,
            service_area=area[0],
            start=read_start(to_plain_text(row.get("application_process"))),
            bring=self._bring(documents),
            cost=self._cost(fees),
            languages=self._languages(),
            interpreter=read_languages(row.get("interpretation_services")).interpreter or None,
            accessibility=self._access(),
            url=read_site(work, row, self.details.places.hidden),
            must_report=self.key in self.details.terms.marked["must_report"],
            room_line=self.key in self.details.terms.marked["room_line"],
            assured_date=own or read_day_or_month(stated_day or ""),
            sources=(Source(name=AS_STATED, date=stated_day),) if stated_day else (),
            **situation_cells(situations),
        )

    def _together(self, table: str, *columns: str, table_columns: tuple[str, ...] = ()) -> str:
        """Join what columns of the service and rows of a table say about one subject."""
        own = [self.row.get(column) for column in columns if column]
        rows = self.details.texts(self.work, table, self.key, *(table_columns or columns))
        texts = dict.fromkeys(text for text in (*own, *rows) if not is_blank(text))
        return "; ".join(texts)

    def _ages(self, reading: AudienceReading) -> AudienceReading:
        """Return audience and ages, their own columns first; no ages if they contradict."""
        minimum = self._read("minimum_age", read_age)
        maximum = self._read("maximum_age", read_age)
        minimum = reading.minimum_age if minimum is None else minimum
        maximum = reading.maximum_age if maximum is None else maximum
        if minimum is not None and maximum is not None and minimum > maximum:
            value = f"{minimum} / {maximum}"
            code = FindingCode.UNREAD_CELL
            self.work.find(self.row, code, Weight.LEFT_OUT, "minimum_age", value, "No ages.")
            minimum = maximum = None
        audience = _once((*reading.audience, *self.details.terms.audience(self.key)))
        return AudienceReading(of_age(audience, minimum, maximum), minimum, maximum)

    def _read(self, column: str, read: Callable[[str], T | None]) -> T | None:
        raw = self.row.get(column)
        value = None if is_blank(raw) else read(raw)
        if value is None and not is_blank(raw):
            self.work.find(self.row, FindingCode.UNREAD_CELL, Weight.LEFT_OUT, column, raw)
        return value

    def _area(self) -> tuple[str | None, str]:
        """Return the area served, if it is short; and the full text about it."""
        raw = self.details.texts(self.work, "service_area", self.key, "name")
        area = "; ".join(filter(None, dict.fromkeys(self.texts.clean(text) for text in raw)))
        return (area if 0 < len(area) <= AREA else None), area

    def _bring(self, documents: str) -> tuple[Document, ...]:
        return read_documents(to_plain_text(documents)) if documents else ()

    def _cost(self, fees: str) -> tuple[Cost, ...]:
        locations = [place for _, place, _ in self.work.places_of.get(self.key, ())]
        return in_state(read_cost(to_plain_text(fees)), self.details.places.state(locations))

    def _access(self) -> tuple[Access, ...]:
        texts = self.details.texts(self.work, "accessibility", self.key, "description")
        return _once(access for text in texts for access in read_access(to_plain_text(text)))

    def _languages(self) -> tuple[str, ...]:
        """Return the languages of the service, else those of its only place."""
        parts = self.details.parts["language"]
        rows = parts.own(self.work, self.key)
        places = self.work.places_of.get(self.key, ())
        if not rows and len(places) == 1:
            rows = list(parts.of("location_id", places[0][1]))
        tags: list[str] = []
        for row in rows:
            names = row.get("name", "code")
            note = row.get("note")
            state = self.details.places.state([place for _, place, _ in places])
            reading = read_languages(names if is_blank(note) else f"{names} ({note})", state)
            tags += reading.tags
            if reading.unread:
                words = "No promise of: " + ", ".join(reading.unread)
                code = FindingCode.LANGUAGE_NOT_PROMISED
                self.work.find(row, code, Weight.NOTE, "languages", names, words[:200])
        return _once(tags)


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
