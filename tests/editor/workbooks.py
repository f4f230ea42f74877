"""Small workbooks that an editor has worked on: the program's own, opened, changed, saved."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.importing import SourceImport, import_source, keep_import
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.source_draft import Draft
from kiosk.editor.workbook.template import write_template

FIRST = 3
"""The first row below header and example."""
RECORDS: tuple[AnyRecord, ...] = (
    Organization(id="river-house", name="River House", website="https://riverhouse.example.org"),
    Location(
        id="river-house.1",
        organization_id="river-house",
        address_visibility=AddressVisibility.PUBLIC,
        address_1="120 River Street",
        city="Sacramento",
    ),
    Service(
        id="river-meals",
        organization_id="river-house",
        name="River Meals",
        quiet_name="River Kitchen",
        phrase="A hot meal at noon",
        categories=(Need.FOOD,),
        assured_date=dt.date(2026, 11, 1),
    ),
    ServiceAtLocation(id="river-meals.at1", service_id="river-meals", location_id="river-house.1"),
    Phone(id="river-meals.1", service_id="river-meals", number="+19164401234"),
)
"""One of each that is needed for a directory."""


_WRITTEN: dict[bytes, bytes] = {}
"""Files by the words that they were made of: each is written once a process."""


def _written(records: Sequence[AnyRecord], more: Mapping[str, Any]) -> bytes:
    words = msgspec.json.encode((records, more))
    if words not in _WRITTEN:
        with TemporaryDirectory() as folder:
            path = Path(folder, "directory.xlsx")
            write_template(path, records, **more)
            _WRITTEN[words] = path.read_bytes()
    return _WRITTEN[words]


class Desk:
    """A workbook open on an editor's desk; with no language but English unless it is asked for."""

    def __init__(self, folder: Path, records: Sequence[AnyRecord] = RECORDS, **more: Any) -> None:
        self.path = folder / "directory.xlsx"
        self.path.write_bytes(_written(records, {"languages": (), **more}))
        self.book: Workbook = load_workbook(self.path)

    @classmethod
    def of(cls, folder: Path) -> "Desk":
        """The workbook of a folder, opened as it is."""
        desk = cls.__new__(cls)
        desk.path = folder / "directory.xlsx"
        desk.book = load_workbook(desk.path)
        return desk

    def save(self) -> None:
        self.book.save(self.path)

    def column(self, sheet: str, header: str) -> int:
        names = [cell.value for cell in self.book[sheet][1]]
        return names.index(header) + 1

    def put(self, sheet: str, header: str, value: object, row: int = FIRST) -> Any:
        """Types a value; gives the cell, to change how it looks."""
        cell = self.book[sheet].cell(row, self.column(sheet, header))
        cell.value = value
        return cell

    def add(self, sheet: str, values: Mapping[str, object]) -> int:
        """Types a new row below the last; gives its number."""
        row = int(self.book[sheet].max_row) + 1
        for header, value in values.items():
            self.put(sheet, header, value, row)
        return row

    def read(self, **options: Any) -> Draft:
        self.save()
        return read_workbook(self.path, ReadOptions(**options))


def take_import(folder: Path, source: Path, name: str = "oak211", **options: Any) -> SourceImport:
    """Imports an export next to the workbook of a folder; its streets are public unless said."""
    wishes = ReadOptions(**{"public_addresses": True, **options})
    made = import_source(folder / "directory.xlsx", name, source, wishes)
    assert not made.refused
    keep_import(folder / "directory.xlsx", made)
    return made


def over_sources(folder: Path, *names: str) -> Desk:
    """A workbook over sources that were imported, in this order."""
    desk = Desk(folder)
    for order, name in enumerate(names, 1):
        line = {"Name": name, "Title": name.title(), "Order": order, "On?": "Yes"}
        desk.add("Sources", line)
    return desk


def found(draft: Draft, code: FindingCode) -> list[tuple[str, int | None, str, Weight]]:
    """Where a finding stands: sheet, row, column, weight."""
    return [
        (str(each.file), each.row, each.column, each.weight)
        for each in draft.findings
        if each.code is code
    ]


def by_id(draft: Draft, record_id: str) -> Any:
    """The record of an id; ``None`` where there is none."""
    return next((record for record in draft.records if record.id == record_id), None)
