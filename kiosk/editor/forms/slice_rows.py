"""The rows of one organization in a workbook over its sources, and the cells it may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kiosk.domain.records import AddressVisibility
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.parsers.vocabulary import NOT_KNOWN, nearest
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.merge import over_sources
from kiosk.editor.workbook.cell_text import slug
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.row_ids import KnownIds
from kiosk.editor.workbook.session import WorkbookSession
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_folder import open_sheets, text_of
from kiosk.editor.workbook.sheet_rows import ReadingNotes, SheetRow, for_sheet
from kiosk.editor.workbook.typed_rows import DIRECTORY

REGION: Final = ReadOptions().region
_OWN: Final[Mapping[Sheets, tuple[str, ...]]] = {
    Sheets.ORGANIZATIONS: ("name", "website"),
    Sheets.PLACES: (
        *("address_visibility", "address_1", "address_2", "city", "postal_code"),
        *("transportation", "accessibility"),
    ),
    Sheets.SERVICES: (
        *("name", "phrase", "description", "lead", "say", "audience", "minimum_age"),
        *(
            "maximum_age",
            "service_area",
            "start",
            "bring",
            "id_needed",
            "cost",
            "languages",
            "interpreter",
        ),
        *("accessibility", "children", "pets", "url", "valid_until"),
    ),
    Sheets.PHONES: ("number", "extension", "type", "languages"),
    Sheets.HOURS: ("byday", "opens_at", "closes_at"),
}
"""Columns that an organization may change of its own rows. Ids, links and what the coalition alone
states (Helpline?, Police answer?, Confirmed by phone?, Made for and others) are not among them."""
ALWAYS: Final = frozenset(
    {
        *("phrase", "audience", "service_area", "start", "bring", "id_needed", "cost", "languages"),
        *("interpreter", "number", "type", "byday", "opens_at", "closes_at", "website"),
    }
)
"""Columns that are asked even if nothing stands there; the others only if something does."""
VISIBILITY: Final = "address_visibility"


@dataclass(frozen=True, slots=True)
class SliceCell:
    """One cell that an organization may change; ``is_shown`` if no place hides its row."""

    sheet: WorkbookSheet
    row: SheetRow
    column: Column
    is_shown: bool

    @property
    def is_hidden(self) -> bool:
        """Return True if the cell leads to a hidden place."""
        return self.column.leads and not self.is_shown

    @property
    def key(self) -> str:
        """The name of the cell in a form."""
        return f"{self.sheet.title}/{row_key(self.row)}/{self.column.key}"

    @property
    def text(self) -> str:
        """What stands in the cell."""
        return cell_text(self.row, self.column.key)


@dataclass(frozen=True, slots=True)
class OrganizationRows:
    """The rows of one organization by sheet, those of its sources too."""

    workbook: Path
    id: str
    name: str
    rows: Mapping[Sheets, tuple[SheetRow, ...]]

    def cells(self) -> Iterator[SliceCell]:
        """Yield every cell that the organization may change; computed cells are nobody's."""
        for sheet in DIRECTORY:
            for row in self.rows[sheet.title]:
                shown = sheet.title is not Sheets.PLACES or _is_shown(sheet, row)
                for key in _OWN[sheet.title]:
                    column, raw = sheet.column(key), row.raws.get(key)
                    if raw is None or not raw.formula:
                        yield SliceCell(sheet, row, column, shown)

    def service(self, row: SheetRow) -> str:
        """Return the id of the service that a number or hours belong to; empty for other rows."""
        return str(row.values.get("service", ""))

    def write(self, changed: Mapping[str, str], remarks: Mapping[str, str]) -> None:
        """Write cells and remarks by key. Raises :class:`SourceError` and OSError."""
        edit = WorkbookEdit(self.workbook)
        for sheet in DIRECTORY:
            for row in self.rows[sheet.title]:
                prefix = f"{sheet.title}/{row_key(row)}/"
                cells = {
                    sheet.column(key.removeprefix(prefix)).header: text
                    for key, text in changed.items()
                    if key.startswith(prefix)
                }
                note = remarks.get(prefix.rstrip("/"), "")
                if (cells or note) and row.of_source and not self._has_own_row(row):
                    self._lay_over(edit, sheet, row)
                if not cells and not note:
                    continue
                if row.of_source:
                    over = {header: text or NOT_KNOWN for header, text in cells.items()}
                    edit.put(sheet, row.key, over, note)
                else:
                    edit.fill(row.title, sheet.columns, row.number, cells, note)
        edit.save()

    def _has_own_row(self, row: SheetRow) -> bool:
        return row.title in {one.title for one in DIRECTORY}

    def _lay_over(self, edit: WorkbookEdit, sheet: WorkbookSheet, row: SheetRow) -> None:
        """Write a row over that of a source; numbers and hours of a service go as a set."""
        if sheet.title not in (Sheets.PHONES, Sheets.HOURS):
            name = cell_text(row, "name")
            edit.put(sheet, row.key, {sheet.column("name").header: name} if name else {})
            return
        for one in self.rows[sheet.title]:
            if self.service(one) == self.service(row) and one.of_source:
                texts = {
                    column.header: cell_text(one, column.key)
                    for column in sheet.columns
                    if column.key in one.raws and column.key != "id"
                }
                edit.put(sheet, one.key, texts)


def organization_rows(workbook: Path, organization: str) -> OrganizationRows:
    """Return the rows of an organization, named by its id.

    Raises :class:`SourceError` if nobody has the id, and ``WorkbookError``.
    """
    stage = WorkbookSession(ReadOptions())
    with open_sheets(workbook) as book:
        merged = over_sources(stage, book, workbook)
        typed = {
            sheet.title: [
                replace(row, values={"id": row.key or slug(row.whole("name"))})
                for row in merged.typed(title, sheet.columns, ReadingNotes())
            ]
            if (title := for_sheet(sheet, merged.tables))
            else []
            for sheet in DIRECTORY
        }
    own = [row for row in typed[Sheets.ORGANIZATIONS] if row.values["id"] == organization]
    if not own:
        near = nearest(organization, [row.values["id"] for row in typed[Sheets.ORGANIZATIONS]])
        raise SourceError(
            f"No organization has the id {organization[:64]}."
            + f" Did you mean {near}?" * bool(near)
        )
    rows: dict[Sheets, tuple[SheetRow, ...]] = {Sheets.ORGANIZATIONS: (own[0],)}
    known = _known(Sheets.ORGANIZATIONS, typed)
    for title in (Sheets.PLACES, Sheets.SERVICES):
        rows[title] = tuple(
            row
            for row in typed[title]
            if known.find(Sheets.ORGANIZATIONS, row.whole("organization_id")) == organization
        )
    services = {row.values["id"] for row in rows[Sheets.SERVICES]}
    known = _known(Sheets.SERVICES, typed)
    for title in (Sheets.PHONES, Sheets.HOURS):
        found = (
            replace(row, values={"service": known.find(Sheets.SERVICES, row.whole("service_id"))})
            for row in typed[title]
        )
        rows[title] = tuple(row for row in found if row.values["service"] in services)
    return OrganizationRows(workbook, organization, cell_text(own[0], "name"), rows)


def _known(title: Sheets, typed: Mapping[Sheets, list[SheetRow]]) -> KnownIds:
    known = KnownIds()
    known.add(
        title,
        (replace(row, values={**row.values, "name": row.whole("name")}) for row in typed[title]),
    )
    return known


def row_key(row: SheetRow) -> str:
    """Return what names a row: its id, else its number, which is good until a row moves."""
    return row.key or f"row {row.number}"


def cell_text(row: SheetRow, key: str) -> str:
    """Return what stands in a cell, as it would be typed."""
    raw = row.raws.get(key)
    return raw.value.strip() if raw and isinstance(raw.value, str) else text_of(raw)


def _is_shown(sheet: WorkbookSheet, row: SheetRow) -> bool:
    raw = row.raws.get(VISIBILITY)
    shown = raw and read_cell(sheet.column(VISIBILITY), raw, REGION).value
    return bool(shown == AddressVisibility.PUBLIC)
