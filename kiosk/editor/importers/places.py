"""Map locations: their ids, their owner, and whether their address may be shown."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.domain.place import ADDRESS_FIELDS, WHERE_FIELDS
from kiosk.domain.records import Access, AddressVisibility, PlaceShow
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.importers.free_text import read_access
from kiosk.editor.importers.identity import id_from_content, id_from_key, is_uuid
from kiosk.editor.importers.import_session import ImportSession, RowsByOwner, parts_of
from kiosk.editor.importers.links import PART, flags
from kiosk.editor.importers.source_tables import NO_ID, TableRow
from kiosk.editor.parsers.address_matcher import HiddenAddresses, reveals_street, street_lines
from kiosk.editor.parsers.places import Flags, PlaceProblem, PlaceReading, read_address, read_point
from kiosk.editor.parsers.plain_text import is_blank, keep_latin, to_plain_text
from kiosk.editor.workbook.sheets import PLACES

NAMELESS: Final = "place"
"""Readable part of the id of a place without a name, or with a name that reveals its street."""
Content = tuple[str, ...]


class PlaceIds:
    """The ids of all locations of a source, by the source's key."""

    def __init__(self, session: ImportSession) -> None:
        self.work = session
        self.addresses: dict[str, list[TableRow]] = {}
        for row in session.tables.of("address"):
            self.addresses.setdefault(row.get("location_id"), []).append(row)
        self.services: dict[str, list[str]] = {}
        for service, places in session.places_of.items():
            for _, location, _ in places:
                self.services.setdefault(location, []).append(service)
        self.contents = self._distinct_contents()

    def of(self, key: str, organization: str) -> str:
        """Return the id of a location; its services belong to the organization with this id."""
        content = self.contents.get(key)
        if content is None:
            return self.work.reserve("location", id_from_key(key), key)
        wanted = self._withdrawn(key, organization) or id_from_content(*content)
        return self.work.reserve("location", wanted, PART.join(content))

    def _withdrawn(self, key: str, organization: str) -> str:
        """Return the id with which a place was withdrawn when ids came from addresses, else empty.

        Without it the place would return under another id.
        """
        if not self.work.withdrawn:
            return ""
        row = self.work.links.locations[key]
        name = row.get("name", "address_1") or NAMELESS
        lines = {keep_latin(to_plain_text(line)) for line in self._lines(key)} | {""}
        former = [
            id_from_key(key),
            *(id_from_content(name, organization, line) for line in sorted(lines)),
        ]
        return next((each for each in former if each in self.work.withdrawn), "")

    def replaced(self, key: str) -> bool:
        """Return True if the source's key of a location cannot be published."""
        return key in self.contents and not key.startswith(NO_ID)

    def _lasting(self, key: str) -> bool:
        """Return True if a key can be published: it is the source's own, and no address."""
        if key.startswith(NO_ID) or PART in key:
            return False
        return is_uuid(key) or not reveals_street(key, *self._lines(key))

    def _lines(self, key: str) -> Iterator[str]:
        return (row.get("address_1") for row in self.addresses.get(key, ()))

    def _distinct_contents(self) -> dict[str, Content]:
        """Return content that distinguishes each place without a lasting key.

        Name and organization come first. If they are not enough, or there is no name, the services
        are added; if those are not enough either, a number in sorted order.
        """
        keys = [key for key in self.work.links.locations if not self._lasting(key)]
        contents = {key: self._named(key) for key in keys}
        for group in _groups(contents, lambda content: len(content) == len(("name", "owner"))):
            contents |= {key: (*contents[key], *self._services(key)) for key in group}
        for group in _groups(contents, lambda _: True):
            for number, key in enumerate(sorted(group, key=self._order)):
                contents[key] += (str(number),) if number else ()
        return contents

    def _named(self, key: str) -> Content:
        name = self.work.links.locations[key].get("name")
        if is_blank(name) or reveals_street(name, *self._lines(key), name=True):
            return (NAMELESS, self._owner(key), *self._services(key))
        return (name, self._owner(key))

    def _owner(self, key: str) -> str:
        """Return the organization of a place: its own, else the first of its services."""
        links = self.work.links
        rows = [links.locations[key], *(links.services[one] for one in self.services.get(key, ()))]
        found = ([self._word("organization", one) for one in self._owners(row)] for row in rows)
        own = next(found)
        return min(own or [word for words in found for word in words], default="")

    def _owners(self, row: TableRow) -> list[str]:
        return self.work.links.keys(row, "organization_id")[0]

    def _services(self, key: str) -> Content:
        return tuple(sorted(self._word("service", one) for one in self.services.get(key, ())))

    def _word(self, table: str, key: str) -> str:
        """Return the lasting key of an organization or service, else a publishable name."""
        if not key.startswith(NO_ID):
            return key
        known = (
            self.work.links.organizations if table == "organization" else self.work.links.services
        )
        name = known[key].get("name")
        return "" if reveals_street(name, name=True) else name

    def _order(self, key: str) -> tuple[object, ...]:
        """Return a sort key for places with equal content; flags change often and are ignored."""
        rows = (*self.addresses.get(key, ()), self.work.links.locations[key])
        return (sorted([row.get(name) for name in WHERE_FIELDS] for row in rows), key)


def _groups(contents: dict[str, Content], chosen: Callable[[Content], bool]) -> list[list[str]]:
    """Group the keys that share one of the chosen contents."""
    groups: dict[Content, list[str]] = {}
    for key, content in contents.items():
        if chosen(content):
            groups.setdefault(content, []).append(key)
    return [group for group in groups.values() if len(group) > 1]


SECRET = frozenset({PlaceProblem.FLAGGED, PlaceProblem.CONFIDENTIAL})
"""Problems that make this very address secret."""
_NOT_VISITED = frozenset({"postal", "mailing", "virtual"})
_TRUE = frozenset({"true", "t", "yes", "y", "1"})
_WHERE = (*ADDRESS_FIELDS, "latitude", "longitude")
_WORDS = {
    PlaceProblem.NO_STREET: "No address: the street or the town is missing.",
    PlaceProblem.POST_BOX: "No address: one for mail alone cannot be visited.",
    PlaceProblem.POSTAL_CODE: "No postal code: it has not the form of one.",
    PlaceProblem.COORDINATES: "No point on the map: the coordinates cannot be right.",
}
_COLUMNS = {
    PlaceProblem.NO_STREET: ("address_1", "city", "postal_code", "latitude"),
    PlaceProblem.POST_BOX: ("address_1", "address_type"),
    PlaceProblem.POSTAL_CODE: ("postal_code",),
    PlaceProblem.COORDINATES: ("latitude", "longitude"),
}
"""Columns that show a problem; the first filled one is reported."""


@dataclass(slots=True)
class Places:
    """Every location's address as read, by the source's key."""

    readings: dict[str, PlaceReading] = field(default_factory=dict)
    access: dict[str, tuple[Access, ...]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    """Ids of the places that have a row, by the source's key."""
    hidden: HiddenAddresses = field(default_factory=HiddenAddresses)
    secret_lines: frozenset[str] = frozenset()
    """Address lines of places that are secret, not only unstated."""
    points: set[tuple[str, float, float]] = field(default_factory=set)
    """Organization and degrees of each hidden place with a row."""
    ids: PlaceIds = field(kw_only=True)

    def public_lines(self, keys: Sequence[str]) -> frozenset[str]:
        """Return the shown first address lines of some locations."""
        lines = (self.readings[key].address_1 for key in keys if key in self.readings)
        return frozenset(line for line in lines if line)

    def opens(self, keys: Sequence[str]) -> bool:
        """Return True if the editor's statement about public addresses shows one of the streets."""
        found = (self.readings[key] for key in keys)
        return any(one.public or PlaceProblem.NOT_STATED_PUBLIC in one.problems for one in found)

    def state(self, keys: Sequence[str]) -> str:
        """Return the only state of some locations, hidden ones included.

        Empty if there are several.
        """
        rows = [row for key in keys for row in self.ids.addresses.get(key, ())]
        stated = {row.get("state_province") for row in rows} - {""}
        return stated.pop() if len(stated) == 1 else ""


def read_places(session: ImportSession, private_owners: frozenset[tuple[str, str]]) -> Places:
    """Read all locations. ``private_owners`` are services and organizations flagged private.

    An address that one location keeps private is not shown by any other.
    """
    addresses, access = parts_of(session, "address"), parts_of(session, "accessibility")
    places = Places(ids=PlaceIds(session))
    secret: set[str] = set()
    hidden = 0
    for key, row in session.links.locations.items():
        reading, own = _read(session, key, row, addresses, private_owners)
        places.readings[key] = reading
        secret |= own
        hidden += PlaceProblem.NOT_STATED_PUBLIC in reading.problems
        texts = [part.get("description") for part in access.of("location_id", key)]
        stated = (each for text in texts for each in read_access(text))
        places.access[key] = tuple(dict.fromkeys(stated))
    if secret:
        for key, row in session.links.locations.items():
            reading = places.readings[key]
            if reading.address_1 and _mark(reading.address_1, reading.postal_code) in secret:
                places.readings[key] = PlaceReading(public=False)
                session.find(row, FindingCode.ADDRESS_NOT_SHOWN, Weight.LEFT_OUT, "address_1")
    places.hidden = _hidden_lines(session, places)
    places.secret_lines = frozenset(
        line
        for key, reading in places.readings.items()
        if SECRET.intersection(reading.problems)
        for part in (*addresses.of("location_id", key), session.links.locations[key])
        for line in street_lines(part.get("address_1"), part.get("address_2"))
    )
    if hidden:
        file = next(iter(session.links.locations.values())).file
        code = FindingCode.ADDRESSES_HIDDEN
        session.findings.append(SourceFinding(code, Weight.NOTE, file, value=f"{hidden} addresses"))
    return places


def _hidden_lines(session: ImportSession, places: Places) -> HiddenAddresses:
    """Return all addresses of the source except those of places that show theirs."""
    shown = {key for key, reading in places.readings.items() if reading.public}
    lines = (
        row.get("address_1")
        for table in ("address", "location")
        for row in session.tables.of(table)
        if row.get("location_id" if table == "address" else "id") not in shown
    )
    return HiddenAddresses(lines)


def _mark(line: str, code: str | None) -> str:
    return f"{fold(' '.join(line.split()))}|{(code or '')[:5]}"


def _read(
    session: ImportSession,
    key: str,
    row: TableRow,
    addresses: RowsByOwner,
    private_owners: frozenset[tuple[str, str]],
) -> tuple[PlaceReading, set[str]]:
    """Return the reading of one location, and the marks of its secret addresses."""
    everything = list(addresses.of("location_id", key))
    visited = [part for part in everything if part.get("address_type").lower() not in _NOT_VISITED]
    own = _all_flags([row, *everything], private=_owner_private(session, key, private_owners))
    first = next(iter((*visited, *everything)), row)
    cells = {**{k: v for k, v in row.cells.items() if k not in ADDRESS_FIELDS}, **first.cells}
    cells["name"] = row.get("name")
    cells["description"] = row.get("description")
    if row.get("virtual").lower() in _TRUE:
        cells["location_type"] = "virtual"
    reading = read_address(cells, own, public=session.public_addresses)
    problems = Counter(reading.problems)
    for part in everything:
        if part is not first:
            other = read_address(dict(part.cells), own, public=session.public_addresses)
            problems.update(set(other.problems) & SECRET)
    secret: set[str] = set()
    if SECRET & problems.keys():
        secret = {
            _mark(part.cells["address_1"], part.get("postal_code"))
            for part in everything
            if "address_1" in part.cells and len(part.cells["address_1"].split()) > 1
        }
        session.find(first, FindingCode.ADDRESS_NOT_SHOWN, Weight.LEFT_OUT, "address_1")
        return PlaceReading(public=False, problems=reading.problems), secret
    if len({tuple(part.get(name) for name in ADDRESS_FIELDS) for part in visited}) > 1:
        session.find(visited[1], FindingCode.SECOND_ADDRESS, Weight.NOTE)
    for problem in reading.problems:
        if problem in _WORDS:
            code = FindingCode.CELL_MENDED if reading.public else FindingCode.NO_ADDRESS
            candidates = [(part, name) for part in (first, row) for name in _COLUMNS[problem]]
            part, column = next((one for one in candidates if one[0].get(one[1])), (first, ""))
            original = part.get(column) if reading.public else ""
            session.find(part, code, Weight.ASSUMED, column, original, _WORDS[problem])
    return reading, secret


def _all_flags(rows: Sequence[TableRow], *, private: bool) -> Flags:
    """Combine the strictest flags of some rows."""
    read = [flags(row) for row in rows]
    return Flags(
        private_address=private
        or any(each.private_address or each.hidden_record or each.inactive for each in read)
    )


def _owner_private(
    session: ImportSession, key: str, private_owners: frozenset[tuple[str, str]]
) -> bool:
    row = session.links.locations[key]
    owners = {row.get("organization_id"), *session.links.keys(row, "organization_id")[0]}
    return ("location", key) in private_owners or any(
        ("organization", owner) in private_owners for owner in owners
    )


def add_location(session: ImportSession, places: Places, key: str, organization: str) -> str:
    """Return the id of a place; its row is made once, for the organization of its first service."""
    if key in places.made:
        return places.made[key]
    row = session.links.locations[key]
    reading = places.readings[key]
    shown = AddressVisibility.PUBLIC if reading.public else AddressVisibility.HIDDEN
    places.made[key] = made = places.ids.of(key, organization)
    asked = PlaceProblem.NOT_STATED_PUBLIC in reading.problems
    if not (reading.public or asked) and (point := read_point(row.cells)):
        places.points.add((organization, *point))
    if places.ids.replaced(key):
        session.find(row, FindingCode.ID_TELLS, Weight.ASSUMED, "id", "", made)
    where = {name: getattr(reading, name) for name in _WHERE}
    access = places.access[key]
    session.keep(
        PLACES,
        row,
        "location",
        id=made,
        organization_id=organization,
        address_visibility=shown,
        accessibility=access,
        show=PlaceShow.ASK if asked else None,
        **where,
    )
    return made
