"""Which row belongs to which: keys looked up, split, counted, and mended where it is certain."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.records import Status
from kiosk.editor.importers.tables import NO_ID, TableRow, Tables, stand_in
from kiosk.editor.parsers.places import Flags, flags_of
from kiosk.editor.parsers.status import read_status
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

PART: Final = "\x1f"
"""Parts a key of the source from what was added to tell its rows apart."""
OWNERS: Final = ("service_at_location_id", "service_id", "location_id", "organization_id")
"""Whose a row can be, the nearest first."""
_SPLIT = re.compile(r"\s*[,;|]\s*")
NO_FLAGS: Final = Flags()
_TELLS_APART: Final = {
    "organization": ("name",),
    "service": ("name", "organization_id"),
    "location": ("name", "address_1"),
}
"""Columns in which two rows of one key cannot differ unless they are two things."""


@cache
def _is_flag(column: str) -> bool:
    """Whether a column says only whether something may be shown."""
    return any(flags_of({column: word}) != NO_FLAGS for word in ("yes", "no"))


def flags(row: TableRow) -> Flags:
    """The flags of a row."""
    return flags_of(row.cells)


def runs(row: TableRow) -> bool:
    """Whether the status of a row, if it has one that can be read, is active."""
    return read_status(row.get("status")) in {None, Status.ACTIVE}


@dataclass(slots=True)
class Links:
    """The rows of a source by their keys, and the parts of services, locations, organizations."""

    organizations: dict[str, TableRow] = field(default_factory=dict)
    services: dict[str, TableRow] = field(default_factory=dict)
    locations: dict[str, TableRow] = field(default_factory=dict)
    places: dict[str, tuple[str, str, TableRow]] = field(default_factory=dict)
    """Service and location by the key of their link."""
    link_of: dict[tuple[str, str], str] = field(default_factory=dict)
    """The key of a link by its service and location."""
    kept_back: set[tuple[str, str]] = field(default_factory=set)
    """Table and key of the rows that their flags keep out."""
    shared: set[tuple[str, str]] = field(default_factory=set)
    """Table and key that two different things have: whose a row is that names it, nobody knows."""
    findings: list[SourceFinding] = field(default_factory=list)
    dropped: set[tuple[int, str]] = field(default_factory=set)
    """Dead links of rows that another link keeps, by the identity of the row and the column."""

    def known(self, column: str) -> Mapping[str, object]:
        """The keys that a column may name."""
        match column:
            case "organization_id":
                return self.organizations
            case "service_id":
                return self.services
            case "location_id":
                return self.locations
            case _:
                return self.places

    def keys(self, row: TableRow, column: str) -> tuple[list[str], list[str]]:
        """The keys in a cell that name one thing, and those that are not known or name two."""
        found, unknown = split_keys(row.get(column), self.known(column))
        if not self.shared:
            return found, unknown
        table = column.removesuffix("_id")
        clear = [key for key in found if (table, key) not in self.shared]
        return clear, unknown + [key for key in found if (table, key) in self.shared]

    def owners(self, row: TableRow, *, any_level: bool = False) -> tuple[str, list[str]]:
        """The nearest owners of a row: their column and keys; the column is empty without any.

        A row that names a service and a location holds for the service at that location alone. One
        whose nearest owner is not there is nobody's: hours of a service that is gone are not those
        of its organization. A number (``any_level``) is that of the next owner that is there,
        unless the nearest is kept back or could be either of two. Where a row is nobody's because
        its owner is kept back, it needs no finding.
        """
        if not row.get("service_at_location_id") and row.get("service_id"):
            place = self._place(row, any_level=any_level)
            if place is not None:
                return place
        dead: tuple[str, list[str]] | None = None
        for column in OWNERS:
            found, unknown = self.keys(row, column)
            if found:
                if dead:
                    self._note_dropped(row, *dead)
                return column, found
            known = self.keys(row, "service_id")[0] if column == OWNERS[0] else ()
            if unknown and not known:
                dead = dead or (column, unknown)
                if not (any_level and self._are_gone(column, unknown)):
                    break
        if dead:
            self._note_unknown(row, *dead)
        return "", []

    def _are_gone(self, column: str, keys: Iterable[str]) -> bool:
        """Whether nothing has these keys, not even something that is kept back."""
        table = column.removesuffix("_id")
        return not any({(table, key)} & (self.kept_back | self.shared) for key in keys)

    def _note_dropped(self, row: TableRow, column: str, keys: list[str]) -> None:
        """Notes that one link of a row leads nowhere while another one is taken; once a row."""
        if (id(row), column) not in self.dropped:
            self.dropped.add((id(row), column))
            code, key = FindingCode.MENTION_DROPPED, keys[0]
            self.findings.append(row.finding(code, Weight.NOTE, column, key))

    def _place(self, row: TableRow, *, any_level: bool) -> tuple[str, list[str]] | None:
        """The owners of a row that names a service and a location; ``None`` for no such row."""
        services, _ = self.keys(row, "service_id")
        locations, unknown = self.keys(row, "location_id")
        if services and unknown and not locations and self.locations:
            if any_level and self._are_gone("location_id", unknown):
                self._note_dropped(row, "location_id", unknown)
                return "service_id", services
            self._note_unknown(row, "location_id", unknown)
            return "", []
        pairs = [(service, location) for service in services for location in locations]
        links = [self.link_of[pair] for pair in pairs if pair in self.link_of]
        return ("service_at_location_id", links) if links else None

    def _note_unknown(self, row: TableRow, column: str, keys: Iterable[str]) -> None:
        """Notes that the owner of a row is not there, or could be either of two."""
        table = column.removesuffix("_id")
        lost = [key for key in keys if (table, key) not in self.kept_back]
        if lost:
            shared = [key for key in lost if (table, key) in self.shared]
            code = FindingCode.SHARED_KEY if shared else FindingCode.DANGLING_KEY
            self.findings.append(row.finding(code, Weight.LEFT_OUT, column, (shared or lost)[0]))

    def note_lost(self, row: TableRow) -> None:
        """Notes a link that leads nowhere, unless that is because something is kept back."""
        ends = [
            (column.removesuffix("_id"), key)
            for column in ("service_id", "location_id")
            for key in self.keys(row, column)[1]
        ]
        if any(end in self.kept_back for end in ends):
            return
        shared = any(end in self.shared for end in ends)
        code = FindingCode.SHARED_KEY if shared else FindingCode.DANGLING_KEY
        value = f"{row.get('service_id')} / {row.get('location_id')}"
        self.findings.append(row.finding(code, Weight.LEFT_OUT, value=value))


def split_keys(text: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """The keys of a cell: itself if it is one, else its parts; known ones and others."""
    if not text:
        return [], []
    whole = re.sub(r"^(\d+)\.0$", r"\1", text)
    if whole in known:
        return [whole], []
    if text in known:
        return [text], []
    parts = [part for part in _SPLIT.split(text) if part]
    return [part for part in parts if part in known], [part for part in parts if part not in known]


def link(tables: Tables) -> Links:
    """Reads the keys of a source. What was mended, left out or doubtful is in the findings."""
    links = Links()
    links.organizations = _unique("organization", tables.of("organization"), links)
    links.services = _unique("service", tables.of("service"), links)
    links.locations = _unique("location", tables.of("location"), links)
    rows = _unique("service_at_location", tables.of("service_at_location"), links)
    if _exchanged(rows.values(), links):
        file = next(iter(rows.values())).file
        links.findings.append(SourceFinding(FindingCode.SWAPPED_COLUMNS, Weight.ASSUMED, file, 1))
        rows = {key: _swapped(row) for key, row in rows.items()}
    for key, row in rows.items():
        services, _ = links.keys(row, "service_id")
        locations, _ = links.keys(row, "location_id")
        pairs = [(service, location) for service in services for location in locations]
        for place, (service, location) in enumerate(pairs):
            name = key if place == 0 else f"{key}{PART}{place}"
            links.places[name] = (service, location, row)
            links.link_of.setdefault((service, location), name)
        if not pairs:
            links.note_lost(row)
    return links


def _unique(entity: str, rows: Iterable[TableRow], links: Links) -> dict[str, TableRow]:
    """Rows by key. A repeated key adds what was blank; where it says something else it is left out.

    Any flag on any of the rows of a key counts.
    """
    unique: dict[str, TableRow] = {}
    for row in rows:
        key = row.get("id")
        if not key or key.startswith(NO_ID):
            key = key or stand_in(entity, *sorted(f"{k}={v}" for k, v in row.cells.items()))
            if entity != "service_at_location" and key not in unique:
                links.findings.append(
                    row.finding(FindingCode.MISSING_ID, Weight.ASSUMED, "id", row.get("name"))
                )
        own = flags(row)
        # The status of a service is looked at where the service is made.
        out = own.inactive or (entity != "service" and not runs(row))
        if own.hidden_record or out:
            links.kept_back.add((entity, key))
            code = FindingCode.NOT_ACTIVE if out else FindingCode.MARKED_PRIVATE
            links.findings.append(row.finding(code, Weight.LEFT_OUT, value=row.get("name", "id")))
        first = unique.get(key)
        if first is not None and entity == "service_at_location" and not _same_link(first, row):
            key, first = f"{key}{PART}{row.file}{PART}{row.number}", None
        unique[key] = row if first is None else _merged(entity, first, row, links)
    for kind, key in links.kept_back:
        if kind == entity:
            unique.pop(key, None)
    return unique


def _same_link(first: TableRow, second: TableRow) -> bool:
    columns = ("service_id", "location_id")
    return all(first.get(column) == second.get(column) for column in columns)


def _merged(entity: str, first: TableRow, second: TableRow, links: Links) -> TableRow:
    """Two rows of one key as one."""
    apart = _TELLS_APART.get(entity, ())
    shared = second.cells.keys() & first.cells.keys()
    differing = sorted(name for name in shared if first.cells[name] != second.cells[name])
    if any(_words(first, name) != _words(second, name) for name in {*apart} & {*differing}):
        links.shared.add((entity, second.get("id")))
    if not all(_is_flag(name) for name in differing):
        value = second.get("id")
        links.findings.append(
            second.finding(FindingCode.DUPLICATE_ID, Weight.LEFT_OUT, differing[0], value)
        )
        kept = {name: text for name, text in second.cells.items() if _is_flag(name)}
    else:
        kept = dict(second.cells)
    cells = {**kept, **first.cells}
    for name in differing:
        # Of two flags the one that keeps something back counts.
        if flags_of({name: second.cells[name]}) != NO_FLAGS:
            cells[name] = second.cells[name]
    return TableRow(first.file, first.number, cells)


def _words(row: TableRow, column: str) -> list[str]:
    """The words of a cell, for comparing."""
    return fold(row.get(column)).split()


def _exchanged(rows: Collection[TableRow], links: Links) -> bool:
    """Whether the two columns of the link table hold each other's keys."""
    straight = crossed = 0
    for row in rows:
        service, location = row.get("service_id"), row.get("location_id")
        straight += service in links.services and location in links.locations
        crossed += service in links.locations and location in links.services
    return crossed > straight


def _swapped(row: TableRow) -> TableRow:
    cells = dict(row.cells)
    cells["service_id"], cells["location_id"] = row.get("location_id"), row.get("service_id")
    return TableRow(row.file, row.number, cells)
