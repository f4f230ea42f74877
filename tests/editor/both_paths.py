"""The same cells as a workbook and as an export, to compare what becomes of them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kiosk.domain.records import (
    AnyRecord,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
)
from kiosk.domain.situations import KNOWN_SITUATIONS
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.importers.taxonomy import SITUATIONS
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.workbook.sheets import HOURS, ORGANIZATIONS, PHONES, PLACES, SERVICES
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import folder

Cells = Mapping[str, object]
PATHS = ("workbook", "export")
"""The two ways a cell comes in."""
_NUMBER = "916-440-1234"
_SHEETS = (ORGANIZATIONS, PLACES, SERVICES, PHONES, HOURS)
_ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")


@dataclass(frozen=True)
class Case:
    """One service with the cells of its rows, by the names that both paths share.

    ``service`` may have name, alternate_name, description, status, url, fees, checked_on and
    languages.
    """

    service: Cells = field(default_factory=dict)
    organization: Cells = field(default_factory=dict)
    place: Cells = field(default_factory=dict)
    phones: Sequence[Cells] = ({"number": _NUMBER},)
    hours: Sequence[Cells] = ()
    terms: Sequence[str] = ()
    owner: str = ""
    """The id of an organization of several cases; each has its own otherwise."""


@dataclass(frozen=True)
class Seen:
    """What visitors get of one service; ``codes`` are the findings of the whole source."""

    service: Service | None
    organization: Organization | None
    phones: tuple[Phone, ...]
    hours: tuple[Schedule, ...]
    places: tuple[Location, ...]

    @property
    def numbers(self) -> list[tuple[str, str | None, str]]:
        """Return number, extension and type of each phone."""
        return [(one.number, one.extension, one.type.value) for one in self.phones]

    @property
    def open(self) -> list[tuple[str, str | None, str | None]]:
        """Return days and times of each row of hours."""
        return sorted(
            (",".join(day.value for day in one.byday), one.opens_at, one.closes_at)
            for one in self.hours
        )


@dataclass(frozen=True)
class Read:
    """The drafts of many cases, by path."""

    drafts: Mapping[str, Draft]
    ids: Mapping[str, str]

    def of(self, path: str, case: str) -> Seen:
        """Return what became of a case."""
        return seen(self.drafts[path].records, self.ids[case])

    def service(self, path: str, case: str) -> Service:
        """Return the service of a case, which must be there."""
        service = self.of(path, case).service
        assert service is not None, case
        return service

    def codes(self, path: str) -> set[FindingCode]:
        """Return the kinds of findings of a path."""
        return {one.code for one in self.drafts[path].findings}


def seen(records: Iterable[AnyRecord], key: str) -> Seen:
    """Collect the records of one service."""
    every = list(records)
    service = next((one for one in every if isinstance(one, Service) and one.id == key), None)
    points = {
        one.location_id
        for one in every
        if isinstance(one, ServiceAtLocation) and one.service_id == key
    }
    owner = service.organization_id if service else ""
    return Seen(
        service,
        next((one for one in every if isinstance(one, Organization) and one.id == owner), None),
        tuple(one for one in every if isinstance(one, Phone) and one.service_id == key),
        tuple(one for one in every if isinstance(one, Schedule) and one.service_id == key),
        tuple(one for one in every if isinstance(one, Location) and one.id in points),
    )


def read_both(place: Path, cases: Mapping[str, Case], **options: Any) -> Read:
    """Read the cases as one workbook and as one HSDS folder, a service for each case."""
    keys = {case: f"svc{number}" for number, case in enumerate(cases, 1)}
    given = {"public_addresses": True} | options
    export_only = ("checked_on", "first_day", "ignore_status")
    book = {name: value for name, value in given.items() if name not in export_only}
    return Read(
        {
            "workbook": read_source(workbook(place, cases.values()), ReadOptions(**book)),
            "export": read_source(export(place, cases.values()), ReadOptions(**given)),
        },
        keys,
    )


def workbook(place: Path, cases: Iterable[Case]) -> Path:
    """Write the cases as a workbook with only the sheets they need."""
    rows: dict[str, list[Cells]] = {sheet.title: [] for sheet in _SHEETS}
    for number, case in enumerate(cases, 1):
        org, svc, loc = case.owner or f"org{number}", f"svc{number}", f"loc{number}"
        names = {"fees": "cost", "checked_on": "assured_date"}
        own = {names.get(key, key): value for key, value in case.service.items()}
        shown = {"address_visibility": "Show"} if case.place else {}
        if org not in {row["id"] for row in rows["Organizations"]}:
            rows["Organizations"].append(
                {"id": org, "name": f"House {number}", **case.organization}
            )
        if case.place:
            rows["Places"].append({"id": loc, "organization_id": org, **shown, **case.place})
            own["places"] = loc
        rows["Services"].append(
            {"id": svc, "organization_id": org, "name": f"Service {number}", **own}
        )
        rows["Phones"] += [{"service_id": svc, **phone} for phone in case.phones]
        rows["Hours"] += [{"service_id": svc, **hours} for hours in case.hours]
    book = Workbook()
    for sheet in _SHEETS:
        page = book.create_sheet(sheet.title)
        page.append([column.header for column in sheet.columns])
        for cells in rows[sheet.title]:
            page.append([cells.get(column.key, "") or None for column in sheet.columns])
    del book["Sheet"]
    path = place / "directory.xlsx"
    book.save(path)
    return path


def export(place: Path, cases: Iterable[Case]) -> Path:
    """Write the cases as a folder of HSDS tables."""
    tables: dict[str, list[Cells]] = {}

    def add(table: str, **cells: object) -> None:
        tables.setdefault(table, []).append(cells)

    for number, case in enumerate(cases, 1):
        org, svc, loc = case.owner or f"org{number}", f"svc{number}", f"loc{number}"
        names = {"fees": "fees_description", "checked_on": "assured_date"}
        own = {names.get(key, key): value for key, value in case.service.items()}
        spoken = own.pop("languages", "")
        if org not in {row["id"] for row in tables.get("organizations", ())}:
            add("organizations", **{"id": org, "name": f"House {number}", **case.organization})
        add(
            "services",
            **{
                "id": svc,
                "organization_id": org,
                "name": f"Service {number}",
                "status": "active",
                **own,
            },
        )
        if spoken:
            add("languages", id=f"lan{number}", service_id=svc, name=spoken)
        if case.place:
            address = {key: case.place[key] for key in _ADDRESS if key in case.place}
            more = {key: case.place[key] for key in case.place if key not in address}
            add("locations", **{"id": loc, "organization_id": org, **more})
            add("addresses", id=f"adr{number}", location_id=loc, **address)
            add("service_at_location", id=f"sal{number}", service_id=svc, location_id=loc)
        for index, phone in enumerate(case.phones):
            cells = {"description" if key == "label" else key: phone[key] for key in phone}
            add("phones", id=f"ph{number}x{index}", service_id=svc, **cells)
        for index, hours in enumerate(case.hours):
            add("schedules", id=f"sch{number}x{index}", service_id=svc, **hours)
        for index, term in enumerate(case.terms):
            taxonomy = SITUATIONS if term in KNOWN_SITUATIONS else "Own"
            add("taxonomy_terms", id=f"t{number}x{index}", name=term, taxonomy=taxonomy)
            add(
                "attributes",
                id=f"a{number}x{index}",
                link_id=svc,
                link_entity="service",
                taxonomy_term_id=f"t{number}x{index}",
                value="1" if taxonomy == SITUATIONS else "",
            )
    return folder(place, {f"{name}.csv": csv_of(rows) for name, rows in tables.items()}, "export")


def csv_of(rows: Sequence[Cells]) -> str:
    """Return rows as a table with the columns of all of them."""
    out = io.StringIO()
    columns = dict.fromkeys(key for row in rows for key in row)
    writer = csv.DictWriter(out, list(columns), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
