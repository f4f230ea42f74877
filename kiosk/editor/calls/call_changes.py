"""What an answer of a call changes in the workbook, as rows and cells."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kiosk.domain.contact import format_phone
from kiosk.domain.records import AddressVisibility, Location, Phone, Schedule, Status
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.calls.call_questions import COLUMNS, SECOND, YES, Ask, CallQuestion
from kiosk.editor.calls.offices import CalledService, Office
from kiosk.editor.forms.answer_file import NotTaken
from kiosk.editor.parsers.hours_text import read_text
from kiosk.editor.parsers.times import HoursProblem
from kiosk.editor.parsers.vocabulary import STATUSES, VISIBILITY, YES_NO, fold
from kiosk.editor.workbook.cell_text import Raw, value_text
from kiosk.editor.workbook.cells import PARTS, read_cell
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.sheet_columns import Column, Sheets, WorkbookSheet
from kiosk.editor.workbook.sheets import HOURS, PHONES, PLACES, SERVICES, WITHDRAWN
from kiosk.editor.workbook.source_draft import Origin
from kiosk.editor.workbook.template import values_of
from kiosk.editor.workbook.to_cell import to_cell

Cells = dict[str, str]
_NO_ID: Final = "no id"
_SPAN: Final = ("byday", "opens_at", "closes_at")


@dataclass(slots=True)
class CallChanges:
    """Cells to write for one call, by row; ``row`` is ``None`` for a row to add."""

    origins: Mapping[tuple[str, str, str], Origin]
    rows: dict[tuple[str, str, int], Cells] = field(default_factory=dict)
    """Cells by title of the sheet, id and row; the row is 0 for one over a source's."""
    added: list[tuple[WorkbookSheet, Cells, str]] = field(default_factory=list)

    def apply(self, edit: WorkbookEdit, note: str) -> None:
        """Write all of it; ``note`` says who was called, when and by whom."""
        for (title, key, number), cells in self.rows.items():
            sheet = _SHEETS[title]
            dated = note if SERVICES.column("assured_date").header in cells else ""
            if number:
                edit.fill(title, sheet.columns, number, cells, dated)
            else:
                edit.put(sheet, key, cells, dated)
        for sheet, cells, why in self.added:
            edit.add(sheet, cells, why)

    def row_of(self, kind: str, key: str, sheet: WorkbookSheet) -> int:
        """Return the row of the workbook that has a record; 0 if only a source has it."""
        origin = self.origins.get((kind, key, ""))
        own = origin is not None and fold(origin.file) == fold(sheet.title)
        return origin.row or 0 if origin and own else 0

    def cells(self, kind: str, key: str, sheet: WorkbookSheet) -> Cells:
        """Return the cells to fill of a record's row."""
        return self.rows.setdefault((sheet.title, key, self.row_of(kind, key, sheet)), {})

    def of_service(self, called: CalledService) -> Cells:
        """Return the cells to fill of a service's row; one over a source's has its name."""
        service = called.service
        cells = self.cells("service", service.id, SERVICES)
        if not self.row_of("service", service.id, SERVICES):
            cells.setdefault(SERVICES.column("name").header, service.name)
        return cells

    # --- answers --------------------------------------------------------------------------------

    def take(self, question: CallQuestion, office: Office, text: str) -> str:
        """Take what is true now; return it as it is read. Raises :class:`NotTaken`."""
        services = [one for one in office.services if one.service.id in question.ids]
        match question.ask:
            case Ask.NUMBER:
                return self._number(office, text)
            case Ask.HOURS:
                raise AssertionError
            case Ask.STREET:
                shown = AddressVisibility.PUBLIC if text == YES else AddressVisibility.HIDDEN
                column = PLACES.column("address_visibility")
                self.cells("location", question.ids[0], PLACES)[column.header] = VISIBILITY[shown]
                return VISIBILITY[shown]
            case _:
                cells = _typed(question.ask, text)
                for one in services:
                    self.of_service(one).update(cells)
                return ", ".join(cells.values())

    def hours(self, service: CalledService, text: str | None, day: dt.date) -> str:
        """Take the hours of a service, ``None`` for the same; return them.

        Raises :class:`NotTaken`.
        """
        asked = service.hours()
        of_line = bool(asked) and asked[0].phone_id is not None
        every = [row for row in service.schedules if (row.phone_id is not None) is of_line]
        made = [*_spans(text)] if text is not None else [_span_cells(row) for row in asked]
        confirmed = HOURS.column("assured_hours").header
        for cells in made:
            cells[confirmed] = day.isoformat()
        own = [number for row in every if (number := self.row_of("schedule", row.id, HOURS))]
        if every and not own:
            phone = asked[0].phone_id if asked else None
            owner = {"Service": service.service.id, **({"Phone": phone} if phone else {})}
            self.added += [(HOURS, owner | cells, "") for cells in made]
            rest = [row for row in every if row not in asked]
            self.added += [(HOURS, _all_cells(HOURS, row), "") for row in rest]
            return _words(made)
        rows = dict.fromkeys(self.row_of("schedule", row.id, HOURS) for row in asked)
        numbers = [number for number in rows if number]
        for number, cells in zip(numbers, made, strict=False):
            self.rows[HOURS.title, "", number] = cells
        for number in numbers[len(made) :]:
            self.rows[HOURS.title, "", number] = {column.header: "" for column in HOURS.columns}
        for cells in made[len(numbers) :]:
            self.added.append((HOURS, {"Service": service.service.id} | cells, ""))
        return _words(made)

    def _number(self, office: Office, text: str) -> str:
        number, extension, *press = _read(PHONES.column("number"), text)
        wanted = {
            PHONES.column("number").header: format_phone(number),
            PHONES.column("extension").header: extension or "",
            PHONES.column("press").header: "".join(filter(None, press)),
        }
        for one in office.services:
            lines = [phone for phone in one.phones if phone.number == office.number]
            for phone in lines:
                if row := self.row_of("phone", phone.id, PHONES):
                    self.rows.setdefault((PHONES.title, "", row), {}).update(wanted)
            copied = {phone.type for phone in lines if not self.row_of("phone", phone.id, PHONES)}
            for phone in one.phones:
                if phone.type in copied:
                    cells = _all_cells(PHONES, phone)
                    self.added.append((PHONES, cells | (wanted if phone in lines else {}), ""))
        return f"{format_phone(number)}{f' ext. {extension}' if extension else ''}"

    # --- the call as a whole --------------------------------------------------------------------

    def close(self, office: Office) -> None:
        """Mark every service of an office as gone for good."""
        header = SERVICES.column("status").header
        for one in office.services:
            self.of_service(one)[header] = STATUSES[Status.DEFUNCT]

    def withdraw(self, office: Office, why: str) -> None:
        """Put every service of an office on the sheet Withdrawn, with the reason as a note."""
        for one in office.services:
            gone = Withdrawn(kind="service", id=one.service.id)
            self.added.append((WITHDRAWN, _all_cells(WITHDRAWN, gone), why))

    def confirm(self, service: CalledService, day: dt.date) -> None:
        """Mark a service as checked by phone on a day."""
        cells = self.of_service(service)
        cells[SERVICES.column("confirmed").header] = YES_NO["yes"]
        cells[SERVICES.column("assured_date").header] = day.isoformat()


_SHEETS: Final[dict[str, WorkbookSheet]] = {
    one.title: one for one in (PLACES, SERVICES, PHONES, HOURS)
}


def _read(column: Column, text: str) -> Any:
    reading = read_cell(column, Raw(text), "US")
    if reading.value is None or any(problem.lost for problem in reading.problems):
        raise NotTaken(f"Write it like: {column.example.splitlines()[0]}")
    return reading.value


def _typed(ask: Ask, text: str) -> Cells:
    """Return the cells of the sheet Services that a typed answer fills."""
    first, *second = (SERVICES.column(key) for key in COLUMNS[ask])
    parts = [part.strip() for part in PARTS.split(text) if part.strip()]
    cells = Cells()
    for column in second:
        yes, no = map(fold, SECOND[column.key])
        known = {yes: "yes", no: "no", _NO_ID if column.key == "id_needed" else no: "no"}
        if found := [known[fold(part)] for part in parts if fold(part) in known]:
            cells[column.header] = YES_NO[found[-1]]
        parts = [part for part in parts if fold(part) not in known]
    if parts or not cells:
        value = _read(first, ", ".join(parts))
        cells[first.header] = (
            YES_NO["yes" if value else "no"]
            if isinstance(value, bool)
            else value_text(to_cell(first, value))
        )
    return cells


def _spans(text: str) -> Iterator[Cells]:
    """Yield hours as cells of the sheet Hours. Raises :class:`NotTaken`."""
    spans = read_text(text)
    if isinstance(spans, HoursProblem) or not [one for one in spans if not one.closed]:
        raise NotTaken("Write it like: Mon-Fri 9:00 am-5:00 pm; Sat 10:00 am-2:00 pm")
    for one in spans:
        if not one.closed:
            made = Schedule(
                id="x", service_id="x", byday=one.byday, opens_at=one.opens, closes_at=one.closes
            )
            yield _span_cells(made)


def _span_cells(schedule: Schedule) -> Cells:
    cells = _all_cells(HOURS, schedule)
    return {HOURS.column(key).header: cells.get(HOURS.column(key).header, "") for key in _SPAN}


def _all_cells(sheet: WorkbookSheet, record: Phone | Schedule | Location | Withdrawn) -> Cells:
    """Return a record as the filled cells of its row."""
    gone = (record,) if isinstance(record, Withdrawn) else ()
    records = () if isinstance(record, Withdrawn) else (record,)
    [values] = values_of(Sheets(sheet.title), records, withdrawn=gone)
    return {
        column.header: value_text(cell)
        for column in sheet.columns
        if (cell := to_cell(column, values.get(column.key))) is not None
    }


def _words(made: Sequence[Cells]) -> str:
    return "; ".join(
        " ".join(filter(None, (cells.get(HOURS.column(key).header, "") for key in _SPAN)))
        for cells in made
    )
