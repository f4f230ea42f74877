"""Let two sources say one thing about the same service: the first on the sheet Sources counts.

The same service has the same name, organization and street in both. Nothing else is merged: both
rows stay until a person says that they are twins.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from kiosk.domain.discretion import fold
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers.address_matcher import address_marks, street_lines
from kiosk.editor.workbook.cell_text import Raw
from kiosk.editor.workbook.sheet_columns import Column, Sheets
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow
from kiosk.editor.workbook.sheets import HOURS, PHONES

_COMPARED: Final = {
    Sheets.PHONES: ("number", "extension", "press"),
    Sheets.HOURS: ("byday", "opens_at", "closes_at", "valid_from", "valid_to", "closed"),
}
"""Columns of what must not differ."""
_NAMED: Final[dict[Sheets, Column]] = {
    Sheets.PHONES: PHONES.column("number"),
    Sheets.HOURS: HOURS.column("byday"),
}
Twin = tuple[str, str, frozenset[tuple[str, str]]]


def agree(
    theirs: Mapping[Sheets, list[SheetRow]],
    kind_of: Callable[[Sheets, SheetRow], object],
    notes: ReadingNotes,
) -> None:
    """Replace numbers and hours of later sources that differ from those of an earlier one.

    ``theirs`` are the rows of all sources in their order; ``kind_of`` returns which set of its
    service a row belongs to.
    """
    first: dict[Twin, str] = {}
    earlier: dict[str, str] = {}
    places = {row.key: row for row in theirs[Sheets.PLACES]}
    owners = {row.key: fold(row.whole("name")) for row in theirs[Sheets.ORGANIZATIONS]}
    for row in theirs[Sheets.SERVICES]:
        marks = frozenset(
            mark
            for key in row.whole("places").replace("\n", ",").split(",")
            if (place := places.get(key.strip()))
            for line in street_lines(place.whole("address_1"), place.whole("address_2"))
            for mark in address_marks(line)
        )
        twin = fold(row.whole("name")), owners.get(row.whole("organization_id"), ""), marks
        before = first.setdefault(twin, row.key)
        if _source(before) != _source(row.key):
            earlier[row.key] = before
    if not earlier:
        return
    for title in _COMPARED:
        theirs[title][:] = _agreed(title, theirs[title], earlier, kind_of, notes)


def _agreed(
    title: Sheets,
    rows: Iterable[SheetRow],
    earlier: Mapping[str, str],
    kind_of: Callable[[Sheets, SheetRow], object],
    notes: ReadingNotes,
) -> list[SheetRow]:
    sets: dict[tuple[str, object], list[SheetRow]] = {}
    for row in rows:
        if "phone_id" not in row.raws:  # the hours of a line belong to its number
            sets.setdefault((row.whole("service_id"), kind_of(title, row)), []).append(row)
    changed: dict[int, list[SheetRow]] = {}
    for (service, kind), mine in sets.items():
        before = sets.get((earlier.get(service, ""), kind))
        if before is None or _stated(title, before) == _stated(title, mine):
            continue
        words = f"{before[0].title} has {_words(title, before)}, which is shown."
        notes.about(mine[0], _NAMED[title], FindingCode.SOURCES_DIFFER, Weight.ASSUMED, words)
        lent = [_lent(row, service, f"{mine[0].key}-{at}") for at, row in enumerate(before, 1)]
        changed |= {id(row): [] for row in mine} | {id(mine[0]): lent}
    return [one for row in rows for one in changed.get(id(row), [row])]


def _lent(row: SheetRow, service: str, key: str) -> SheetRow:
    return replace(row, raws=row.raws | {"id": Raw(key), "service_id": Raw(service)})


def _stated(title: Sheets, rows: Iterable[SheetRow]) -> set[tuple[str, ...]]:
    return {tuple(fold(row.whole(key)) for key in _COMPARED[title]) for row in rows}


def _words(title: Sheets, rows: Iterable[SheetRow]) -> str:
    lines = (" ".join(filter(None, map(row.whole, _COMPARED[title]))) for row in rows)
    return "; ".join(dict.fromkeys(lines))


def _source(key: str) -> str:
    return key.partition(".")[0]
