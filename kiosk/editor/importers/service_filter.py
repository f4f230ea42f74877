"""Apply the filters of a source, :mod:`kiosk.editor.fitting.keep`, to its services."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from kiosk.domain.contact import digits
from kiosk.domain.discretion import fold
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.place import Coordinates
from kiosk.domain.straight_line import MILE_M, StraightLine
from kiosk.domain.zip_centroids import zip_centroid
from kiosk.editor.fitting.categories import Categories
from kiosk.editor.fitting.keep import NO_FILTERS, KeepRules, LeftOut
from kiosk.editor.importers.import_session import ImportSession
from kiosk.editor.importers.links import NO_FLAGS, flags, resolve_links
from kiosk.editor.importers.preparing import drop_ruined, expand_inline_cells, link_owned
from kiosk.editor.importers.source_tables import OWNERS, RowPicker, TableRow, Tables
from kiosk.editor.parsers.flags import is_flag
from kiosk.editor.parsers.places import read_point
from kiosk.editor.parsers.plain_text import is_blank

_WIDE: Final = re.compile(
    r"\b(?:state ?-?wide|nation ?-?wide|national|united states|usa|any ?where|everywhere)\b"
)
"""A service area that counts as near, folded."""
_NATIONAL: Final = frozenset({"national", "nationwide", "united states", "usa", "us"})
_LINES: Final = frozenset(
    digits(number)[-10:]
    for line in ANCHORS
    for number in (line.number, line.text_number, line.tty)
    if number
)
_AREA_PARTS: Final = re.compile(r"[,;|/\n]|\band\b")


_CHOOSING: Final = frozenset(
    (
        *("service", "organization", "location", "address", "service_at_location"),
        *("service_area", "phone", "owned"),
    )
)
"""Tables that say where a service is, whom it serves and whether it is a helpline."""
_WHICH: Final = frozenset(
    (
        *("id", "name", "alternate_name", "status", "program_id", "latitude", "longitude"),
        *("postal_code", "number", "phone", "service_areas", "taxonomy_ids", *OWNERS),
    )
)
"""Columns that say the same, and which service it is; flags do too."""
_OF_ONE: Final = frozenset(
    (
        *("phone", "language", "accessibility", "required_document", "cost_option"),
        "eligibility",
    )
)
"""Tables of what a visitor reads about a service."""
_TIMES: Final = frozenset((*OWNERS, "opens_at", "closes_at", "weekday", "byday"))
"""Columns of hours that show how the whole table writes times and days."""


def pick_for_choice(table: str, cells: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the cells that choose services by where they are (:class:`RowPicker`)."""
    if table not in _CHOOSING or table == "owned":
        return cells if table == "owned" else None
    if table == "phone" and digits(cells.get("number", ""))[-10:] not in _LINES:
        return None
    return _which(cells)


def _which(cells: Mapping[str, str]) -> Mapping[str, str]:
    return {name: text for name, text in cells.items() if name in _WHICH or is_flag(name)}


def pick_without(services: frozenset[str]) -> RowPicker:
    """Return a picker that keeps of these services only what chooses them, and their hours' form.

    How a table writes times and days is learnt from all its rows.
    """

    def pick(table: str, cells: Mapping[str, str]) -> Mapping[str, str] | None:
        if cells.get("id" if table == "service" else "service_id") not in services:
            return cells
        if table in _OF_ONE:
            return None
        if table in {"schedule", "holiday_schedule"}:
            return {name: text for name, text in cells.items() if name in _TIMES}
        return _which(cells) if table == "service" else cells

    return pick


def chooses_early(rules: KeepRules) -> bool:
    """Return True if filters may leave services out before their texts are read."""
    return bool(rules.keep.within_miles or rules.keep.areas or rules.leave_out.ids)


def choose_early(tables: Tables, rules: KeepRules) -> frozenset[str]:
    """Return the services that ids, areas and miles take, by rows of :func:`pick_for_choice`."""
    drop_ruined(tables)
    link_owned(tables)
    expand_inline_cells(tables)
    work = ImportSession(tables, resolve_links(tables), Categories({}), "", public_addresses=False)
    early = KeepRules(
        replace(rules.keep, unsorted="keep", without_contact="keep"),
        replace(rules.leave_out, words=()),
        rules.always,
    )
    return frozenset(one.id for one in ServiceFilter(work, early, {}, {}).apply())


@dataclass(slots=True)
class ServiceFilter:
    """Applies filters to the services of an export. ``terms`` and ``sorted_in`` are by service."""

    work: ImportSession
    rules: KeepRules
    terms: Mapping[str, Iterable[tuple[str, ...]]]
    sorted_in: Mapping[str, Mapping[str, object]]
    _numbers: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _areas: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _addresses: dict[str, list[TableRow]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.work.tables.of("phone"):
            for column in OWNERS:
                for key in self.work.links.keys(row, column)[0] if row.get("number") else ():
                    number = digits(row.get("number"))[-10:]
                    self._numbers.setdefault((column, key), set()).add(number)
        for row in self.work.tables.of("service_area"):
            column, keys = self.work.links.owners(row)
            for key in keys:
                self._areas.setdefault((column, key), []).append(fold(row.get("name")))
        for row in self.work.tables.of("address"):
            self._addresses.setdefault(row.get("location_id"), []).append(row)

    def apply(self) -> list[LeftOut]:
        """Take services out of the session; return them in the order of the export."""
        if self.rules == NO_FILTERS:
            return []
        services = self.work.links.services
        left_out = [
            LeftOut(key, row.get("name", "alternate_name"), *found, row.file, row.number)
            for key, row in services.items()
            if (found := self._taken(key, row)) is not None
        ]
        for one in left_out:
            del services[one.id]
            self.work.places_of.pop(one.id, None)
            # What belongs to it is nobody else's.
            self.work.links.kept_back.add(("service", one.id))
        return left_out

    def _taken(self, key: str, row: TableRow) -> tuple[str, str] | None:
        """Return the filter that takes a service, and why; ``None`` if it stays."""
        stays = key in self.rules.always.ids or self._all_numbers(key, row) & _LINES
        return None if stays else next(self._reasons(key, row), None)

    def _reasons(self, key: str, row: TableRow) -> Iterator[tuple[str, str]]:
        keep, leave_out = self.rules.keep, self.rules.leave_out
        if key in leave_out.ids:
            reason = leave_out.ids[key] if isinstance(leave_out.ids, dict) else ""
            yield "ids", reason or "named by its id"
        if words := self._unwanted(key, row):
            yield "words", f"all its words say {words}"
        areas = self._stated_areas(key)
        if keep.areas and areas and not any(map(self._serves, areas)):
            yield "areas", f"serves {'; '.join(areas)[:200]}"
        miles = self._miles(key, areas) if keep.within_miles else None
        if keep.within_miles and miles is not None and miles > keep.within_miles:
            yield "within_miles", f"{miles:.0f} miles away"
        if keep.without_contact == "leave out" and not self._has_contact(key, row):
            yield "without_contact", "no number, no street, no page"
        if keep.unsorted == "leave out" and not self.sorted_in.get(key):
            yield "unsorted", "in no situation"

    def _unwanted(self, key: str, row: TableRow) -> str:
        """Return the words to leave out that each term and the name of a service have."""
        words = [fold(word) for word in self.rules.leave_out.words]
        texts = [fold(" ".join(ways)) for ways in self.terms.get(key, ())]
        texts.append(fold(row.get("name", "alternate_name")))
        found = [next((one for one in words if _says(text, one)), "") for text in texts]
        return ", ".join(dict.fromkeys(found)) if all(found) else ""

    def _links(self, key: str) -> list[tuple[str, str]]:
        """Return the owners of what belongs to a service and to its places."""
        found = [("service_id", key)]
        for link, location, _ in self.work.places_of.get(key, ()):
            found += [("service_at_location_id", link), ("location_id", location)]
        return found

    def _all_numbers(self, key: str, row: TableRow) -> set[str]:
        of = ("organization_id", row.get("organization_id"))
        return {one for owner in (*self._links(key), of) for one in self._numbers.get(owner, ())}

    def _stated_areas(self, key: str) -> list[str]:
        return [
            area
            for owner in self._links(key)
            for area in self._areas.get(owner, ())
            if not is_blank(area)
        ]

    def _serves(self, stated: str) -> bool:
        """Return True if a stated area is one of those to keep."""
        wanted = {fold(area) for area in self.rules.keep.areas}
        if wanted & _NATIONAL and _WIDE.search(stated):
            return True
        parts = {part.strip() for part in _AREA_PARTS.split(stated)}
        return bool(wanted & parts) or any(_says(stated, one) for one in wanted)

    def _miles(self, key: str, areas: Iterable[str]) -> float | None:
        """Return the miles to the nearest place of a service; ``None`` if it counts as near."""
        if any(_WIDE.search(area) for area in areas):
            return None
        centre = zip_centroid(self.rules.keep.around or "")
        points = [self._point(place) for _, place, _ in self.work.places_of.get(key, ())]
        if centre is None or not points or not all(points):
            return None
        start = Coordinates(*centre)
        return min(
            StraightLine.between(start, Coordinates(*point)).metres / MILE_M
            for point in points
            if point
        )

    def _point(self, place: str) -> tuple[float, float] | None:
        """Return where a place is, if that is known: of a private one only its ZIP code."""
        row, addresses = self.work.links.locations.get(place), self._addresses.get(place, ())
        rows = [one for one in (row, *addresses) if one is not None]
        own = row is not None and all(flags(one) == NO_FLAGS for one in rows)
        exact = read_point(row.cells) if own and row is not None else None
        codes = (one.get("postal_code") for one in rows)
        return exact or next(filter(None, map(zip_centroid, codes)), None)

    def _has_contact(self, key: str, row: TableRow) -> bool:
        owner = self.work.links.organizations.get(row.get("organization_id"))
        if row.get("url") or (owner is not None and owner.get("url")):
            return True
        places = [place for _, place, _ in self.work.places_of.get(key, ())]
        rows = [self.work.links.locations.get(place) for place in places]
        rows += [one for place in places for one in self._addresses.get(place, ())]
        streets = (one.get("address_1") for one in rows if one is not None)
        return bool(self._all_numbers(key, row)) or any(streets)


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
