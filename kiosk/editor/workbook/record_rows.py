"""Records as rows of the workbook's sheets, the inverse of reading them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from kiosk.domain.checks import records_of_kind
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import (
    AnyRecord,
    AwarenessCard,
    Figure,
    Guide,
    Location,
    Organization,
    Phone,
    Record,
    Schedule,
    SearchWord,
    Service,
    ServiceAtLocation,
    Tile,
)
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.publish.findings import Origin
from kiosk.editor.publish.options import ReadOptions, ignore_progress
from kiosk.editor.workbook.columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.directory import read_directory
from kiosk.editor.workbook.rows import Book, ReadingNotes, SheetRow
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheets import HOURS, ORGANIZATIONS, PHONES, PLACES, SERVICES, SITUATIONS
from kiosk.editor.workbook.text import Raw, as_text
from kiosk.editor.workbook.times import ALL_DAY, DAY_AND_NIGHT, MIDNIGHT
from kiosk.editor.workbook.to_cell import to_cell

DIRECTORY: Final = (ORGANIZATIONS, PLACES, SERVICES, PHONES, HOURS)
"""Sheets of the directory itself, referenced ones first; an export fills no others."""

Values = Mapping[str, Any]
"""Values of a row, by key of the column."""

_KINDS: Final[dict[Sheets, type[Record]]] = {
    Sheets.ORGANIZATIONS: Organization,
    Sheets.PLACES: Location,
    Sheets.PHONES: Phone,
    Sheets.HOURS: Schedule,
    Sheets.QUESTIONS: Tile,
    Sheets.GUIDES: Guide,
    Sheets.CARDS: AwarenessCard,
    Sheets.FIGURES: Figure,
    Sheets.SEARCH_WORDS: SearchWord,
}
"""Sheets whose rows map directly to records."""


Origins = Mapping[tuple[str, str, str], Origin]
"""Where records stand in their source, as in a draft."""


class TypedRows(Book):
    """Rows in memory by the title of their sheet."""

    def __init__(self, rows: Mapping[Sheets, Sequence[SheetRow]]) -> None:
        self.tables, self._rows = rows, rows

    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        """Return the rows of a sheet, unread."""
        del columns, notes
        return [replace(row, values={}) for row in self._rows[Sheets(title)]]


def rows_of(records: Sequence[AnyRecord], origins: Origins) -> dict[Sheets, list[SheetRow]]:
    """Return records as rows, with the texts that a person would type."""
    return {
        sheet.title: [_row(sheet, values, origins) for values in values_of(sheet.title, records)]
        for sheet in DIRECTORY
    }


def _row(sheet: WorkbookSheet, values: Values, origins: Origins) -> SheetRow:
    kind = str(_KINDS.get(sheet.title, Service).__struct_config__.tag)
    origin = origins.get((kind, values["id"], ""))
    raws = {
        column.key: Raw(as_text(Raw(cell)))
        for column in sheet.columns
        if (cell := to_cell(column, values.get(column.key))) is not None
    }
    place = (origin.file, origin.row or 0) if origin else ("", 0)
    return SheetRow(*place, {}, raws, sheet.columns)


def read_as_rows(
    records: Sequence[AnyRecord], origins: Origins, options: ReadOptions
) -> WorkbookSession:
    """Return the session that has read records as the rows they are, by the rules of a workbook.

    Links between services and places keep their ids.
    """
    links = tuple(each for each in records if isinstance(each, ServiceAtLocation))
    book = TypedRows(rows_of(records, origins))
    return read_typed(book, replace(options, previous=links, told=ignore_progress))


def read_typed(book: Book, options: ReadOptions) -> WorkbookSession:
    """Return the session that has read the directory in a book."""
    stage = WorkbookSession(options)
    read_directory(stage, book)
    return stage


def values_of(
    title: Sheets,
    records: Sequence[AnyRecord],
    helplines: Sequence[Helpline] = (),
    withdrawn: Sequence[Withdrawn] = (),
) -> Iterator[Values]:
    """Yield the values of a sheet's rows, by key of the column."""
    match title:
        case Sheets.SERVICES:
            yield from _services(records)
        case Sheets.GUIDE_LINES:
            for guide in records_of_kind(records, Guide).values():
                yield from ({"guide": guide.id} | _fields(block) for block in guide.blocks)
        case Sheets.HELPLINES:
            yield from map(_fields, helplines)
        case Sheets.REVEALING:
            for service in records_of_kind(records, Service).values():
                yield from ({"service_id": service.id} | _fields(one) for one in service.overrides)
        case Sheets.WITHDRAWN:
            yield from map(_fields, withdrawn)
        case Sheets.SOURCES:
            pass  # a new workbook lies over no source
        case Sheets.HOURS:
            yield from map(_hours, records_of_kind(records, Schedule).values())
        case _:
            yield from map(_fields, records_of_kind(records, _KINDS[title]).values())


def _fields(record: Any) -> dict[str, Any]:
    return {
        name: value
        for name in record.__struct_fields__
        if (value := getattr(record, name)) is not None
    }


def _services(records: Sequence[AnyRecord]) -> Iterator[Values]:
    places: dict[str, list[str]] = {}
    for point in records_of_kind(records, ServiceAtLocation).values():
        places.setdefault(point.service_id, []).append(point.location_id)
    for service in records_of_kind(records, Service).values():
        sorted_in = {
            column.key: tuple(one.code for one in service.situations if one.fit == fit)
            for fit, column in enumerate(SITUATIONS, 1)
        }
        yield _fields(service) | sorted_in | {"places": tuple(places.get(service.id, ()))}


def _hours(schedule: Schedule) -> Values:
    """Write midnight as a word, if the word means the same side of the day."""
    keys = ("opens_at", "closes_at")
    spans = tuple(getattr(schedule, key) for key in keys)
    if spans == ALL_DAY:
        return _fields(schedule) | {"opens_at": DAY_AND_NIGHT, "closes_at": None}
    midnights = {
        key: MIDNIGHT for key, own, side in zip(keys, spans, ALL_DAY, strict=True) if own == side
    }
    return _fields(schedule) | midnights
