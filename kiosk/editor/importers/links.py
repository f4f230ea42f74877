"""Link rows by their keys: look up, split, count, and repair where it is certain."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.records import Status
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.importers.source_tables import NO_ID, OWNERS, TableRow, Tables, substitute_id
from kiosk.editor.parsers.places import Flags, flags_of
from kiosk.editor.parsers.status import read_status

PART: Final = "\x1f"
"""Separates a key of the source from a suffix that makes it unique."""
_DECIMAL = re.compile(r"\d+\.0")
_SPLIT = re.compile(r"\s*[,;|]\s*")
NO_FLAGS: Final = Flags()
_IDENTIFYING: Final = {
    "organization": ("name",),
    "service": ("name", "organization_id"),
    "location": ("name", "address_1"),
}
"""Columns that differ only if two rows with one key describe two things."""


@cache
def _is_flag(column: str) -> bool:
    """Return True if a column is only a flag about what may be shown."""
    return any(flags_of({column: word}) != NO_FLAGS for word in ("yes", "no"))


def flags(row: TableRow) -> Flags:
    """Return the flags of a row."""
    return flags_of(row.cells)


def is_active(row: TableRow) -> bool:
    """Return True if the status of a row is active, missing or unreadable."""
    status = row.get("status")
    return not status or read_status(status) in {None, Status.ACTIVE}


@dataclass(slots=True)
class Links:
    """Rows of a source by key, and the parts of services, locations and organizations."""

    organizations: dict[str, TableRow] = field(default_factory=dict)
    services: dict[str, TableRow] = field(default_factory=dict)
    locations: dict[str, TableRow] = field(default_factory=dict)
    places: dict[str, tuple[str, str, TableRow]] = field(default_factory=dict)
    """Service and location by the key of their link."""
    link_of: dict[tuple[str, str], str] = field(default_factory=dict)
    """Key of a link by its service and location."""
    kept_back: set[tuple[str, str]] = field(default_factory=set)
    """Table and key of the rows that their flags exclude."""
    shared: set[tuple[str, str]] = field(default_factory=set)
    """Table and key that two different things share, so that references to it are ambiguous."""
    findings: list[SourceFinding] = field(default_factory=list)
    dropped: set[tuple[int, str]] = field(default_factory=set)
    """Dead references of rows that another reference links, by row identity and column."""

    def known(self, column: str) -> Mapping[str, object]:
        """Return the keys that a column may name."""
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
        """Split the keys of a cell into unambiguous ones, and unknown or ambiguous ones."""
        found, unknown = split_keys(row.get(column), self.known(column))
        if not self.shared:
            return found, unknown
        table = column.removesuffix("_id")
        clear = [key for key in found if (table, key) not in self.shared]
        return clear, unknown + [key for key in found if (table, key) in self.shared]

    def owners(self, row: TableRow, *, any_level: bool = False) -> tuple[str, list[str]]:
        """Return the nearest owners of a row: their column and keys; empty without any.

        A row that names a service and a location applies to the service at that location only. If
        the nearest owner is missing, the row has none: hours of a deleted service are not those of
        its organization. A number (``any_level``) falls back to the next existing owner, unless the
        nearest is withheld or ambiguous. A row without an owner needs no finding if its owner is
        withheld.
        """
        if not row.get("service_at_location_id") and row.get("service_id"):
            owner = self._place(row, any_level=any_level)
            if owner is not None:
                return owner
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
        """Return True if nothing has these keys, not even a withheld record."""
        table = column.removesuffix("_id")
        ends = [(table, key) for key in keys]
        return self.kept_back.isdisjoint(ends) and self.shared.isdisjoint(ends)

    def _note_dropped(self, row: TableRow, column: str, keys: list[str]) -> None:
        """Report once per row that one reference leads nowhere while another is used."""
        if (id(row), column) not in self.dropped:
            self.dropped.add((id(row), column))
            code, key = FindingCode.MENTION_DROPPED, keys[0]
            self.findings.append(row.finding(code, Weight.NOTE, column, key))

    def _place(self, row: TableRow, *, any_level: bool) -> tuple[str, list[str]] | None:
        """Return the owners of a row that names service and location; ``None`` for other rows."""
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
        """Report that the owner of a row is missing or ambiguous."""
        table = column.removesuffix("_id")
        lost = [key for key in keys if (table, key) not in self.kept_back]
        if lost:
            shared = [key for key in lost if (table, key) in self.shared]
            code = FindingCode.SHARED_KEY if shared else FindingCode.DANGLING_KEY
            self.findings.append(row.finding(code, Weight.LEFT_OUT, column, (shared or lost)[0]))

    def note_lost(self, row: TableRow) -> None:
        """Report a link that leads nowhere, unless its end is withheld."""
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
    """Split a cell into known and unknown keys, unless the whole cell is a key."""
    if not text:
        return [], []
    whole = text[:-2] if text.endswith(".0") and _DECIMAL.fullmatch(text) else text
    if whole in known:
        return [whole], []
    if text in known:
        return [text], []
    parts = [part for part in _SPLIT.split(text) if part]
    return [part for part in parts if part in known], [part for part in parts if part not in known]


def resolve_links(tables: Tables) -> Links:
    """Resolve the keys of a source. Repairs, omissions and doubts are in the findings."""
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
        for index, (service, location) in enumerate(pairs):
            name = key if index == 0 else f"{key}{PART}{index}"
            links.places[name] = (service, location, row)
            links.link_of.setdefault((service, location), name)
        if not pairs:
            links.note_lost(row)
    return links


def _unique(entity: str, rows: Iterable[TableRow], links: Links) -> dict[str, TableRow]:
    """Return rows by key. A repeated key fills blanks; its conflicting values are dropped.

    A flag on any row of a key counts.
    """
    unique: dict[str, TableRow] = {}
    for row in rows:
        key = row.get("id")
        if not key or key.startswith(NO_ID):
            key = key or substitute_id(entity, *sorted(f"{k}={v}" for k, v in row.cells.items()))
            if entity != "service_at_location" and key not in unique:
                links.findings.append(
                    row.finding(FindingCode.MISSING_ID, Weight.ASSUMED, "id", row.get("name"))
                )
        own = flags(row)
        # The status of a service is checked where the service is mapped.
        out = own.inactive or (entity != "service" and not is_active(row))
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
    """Merge two rows with one key."""
    apart = _IDENTIFYING.get(entity, ())
    shared = second.cells.keys() & first.cells.keys()
    differing = sorted(name for name in shared if first.cells[name] != second.cells[name])
    if any(_words(first, name) != _words(second, name) for name in {*apart} & {*differing}):
        links.shared.add((entity, second.get("id")))
    if not all(_is_flag(name) for name in differing):
        value = second.get("id")
        links.findings.append(
            second.finding(FindingCode.DUPLICATE_ID, Weight.LEFT_OUT, differing[0], value)
        )
        added = {name: text for name, text in second.cells.items() if _is_flag(name)}
    else:
        added = dict(second.cells)
    cells = {**added, **first.cells}
    for name in differing:
        # Of two flags the one that hides something counts.
        if flags_of({name: second.cells[name]}) != NO_FLAGS:
            cells[name] = second.cells[name]
    return TableRow(first.file, first.number, cells)


def _words(row: TableRow, column: str) -> list[str]:
    """Return the words of a cell for comparison."""
    return fold(row.get(column)).split()


def _exchanged(rows: Collection[TableRow], links: Links) -> bool:
    """Return True if the two columns of the link table are swapped."""
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


_TABLES: Final = (
    *("address", "phone", "schedule", "holiday_schedule", "language", "accessibility"),
    *("required_document", "cost_option", "service_area", "eligibility", "attribute"),
)
_SMALL = re.compile(r"\d{1,6}(?:\.0)?")
"""A number that two exports may both contain; longer numbers and words do not match by chance."""
_OF_SERVICES: Final = frozenset({"", "service", "services"})


def drop_chance(tables: Tables, links: Links) -> list[SourceFinding]:
    """Remove rows that match by chance from the tables; return one finding per affected file.

    If most rows of a table match nothing, it belongs to another export, and the small numbers that
    do match belong to other things.
    """
    findings = []
    for table in _TABLES:
        rows = tables.of(table)
        dead, live = Counter[str](), Counter(tables.unpicked[table])
        for row in rows:
            found = _link(row, links)
            dead[row.file] += found is False
            live[row.file] += found is True
        broken = {file for file in live if 0 < live[file] < dead[file]}
        dropped = {id(row) for row in rows if row.file in broken and _by_chance(row, links)}
        if dropped:
            tables.rows[table] = [row for row in rows if id(row) not in dropped]
        for file in sorted({row.file for row in rows if id(row) in dropped}):
            summary = f"{dead[file]:,} of {dead[file] + live[file]:,} rows lead nowhere"
            findings.append(
                SourceFinding(FindingCode.CHANCE_LINKS, Weight.LEFT_OUT, file, value=summary)
            )
    return findings


def _keys(row: TableRow, links: Links) -> Iterable[tuple[list[str], list[str]]]:
    """Yield, for each key column of a row, the keys that match and those that do not."""
    for column in OWNERS:
        if column in row.cells:
            yield links.keys(row, column)
    if "link_id" in row.cells and row.get("link_entity", "link_type") in _OF_SERVICES:
        yield links.keys(
            TableRow(row.file, row.number, {"service_id": row.cells["link_id"]}), "service_id"
        )


def _link(row: TableRow, links: Links) -> bool | None:
    """Return True if a row has an owner; ``None`` if it names none, or one that is withheld."""
    keys = list(_keys(row, links))
    if any(found for found, _ in keys):
        return True
    lost = [key for _, unknown in keys for key in unknown]
    withheld = {key for _, key in (*links.kept_back, *links.shared)}
    return False if lost and not withheld.intersection(lost) else None


def _by_chance(row: TableRow, links: Links) -> bool:
    """Return True if all keys that link a row to its owners are small numbers."""
    found = [key for known, _ in _keys(row, links) for key in known]
    return bool(found) and all(_SMALL.fullmatch(key) for key in found)
