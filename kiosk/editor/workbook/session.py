"""State of reading a workbook, and the steps that every sheet shares."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Record
from kiosk.editor.findings import FindingCode, TableCount, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.workbook import sheet_records
from kiosk.editor.workbook.cell_text import ID
from kiosk.editor.workbook.cells import read_cell
from kiosk.editor.workbook.row_ids import KnownIds, give_ids, resolve
from kiosk.editor.workbook.sheet_columns import Sheets, WorkbookSheet
from kiosk.editor.workbook.sheet_rows import Book, ReadingNotes, SheetRow, for_sheet, read_rows
from kiosk.editor.workbook.source_draft import Origin, StatedFacts

CORE: Final = frozenset({Sheets.ORGANIZATIONS, Sheets.SERVICES, Sheets.PHONES, Sheets.PLACES})
"""Sheets whose absence is never intended."""

T = TypeVar("T", bound=msgspec.Struct)
Key = Callable[[Any], Hashable]


@dataclass(slots=True)
class WorkbookSession:
    """Reads one workbook, referenced sheets first."""

    options: ReadOptions
    renews: bool = False
    """True if the result goes into a new workbook, which keeps what no file may contain."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of withdrawn places, earlier or on the workbook's own sheet."""
    notes: ReadingNotes = field(default_factory=ReadingNotes)
    known: KnownIds = field(default_factory=KnownIds)
    records: list[AnyRecord] = field(default_factory=list)
    origins: dict[tuple[str, str, str], Origin] = field(default_factory=dict)
    """Where each record was typed, by kind, id and field, as in a draft."""
    sources: dict[str, StatedFacts] = field(default_factory=dict)
    """What each source under the workbook states, by its short name."""
    _headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def rows(self, book: Book, sheet: WorkbookSheet) -> list[SheetRow]:
        """Return the rows of a sheet with valid references; empty if the sheet is missing."""
        title = for_sheet(sheet, book.tables)
        if title is None:
            weight = Weight.REFUSED if sheet.title in CORE else Weight.NOTE
            self.notes.sheet(sheet.title, FindingCode.MISSING_SHEET, weight)
            return []
        self.options.on_reading(title)
        rows = read_rows(book, title, sheet.columns, self.notes, self.options.region)
        return resolve(self.known, sheet, rows, self.notes)

    def named_ids(self, book: Book, *sheets: WorkbookSheet, column: str) -> frozenset[str]:
        """Return the ids that sheets not yet read mention in a column."""
        found = set[str]()
        for sheet in sheets:
            if (title := for_sheet(sheet, book.tables)) is not None:
                names = sheet.column(column)
                for row in book.typed(title, sheet.columns, ReadingNotes()):
                    if raw := row.raws.get(column):
                        found.add(str(read_cell(names, raw, self.options.region).value))
        return frozenset(one for one in found if ID.fullmatch(one))

    def add(self, title: str, rows: Sequence[SheetRow], records: Iterable[Any]) -> None:
        """Add records, and count them with the rows of their sheet."""
        made = list(records)
        self.records += made
        by_id = {row.values.get("id"): row for row in rows}
        for record in made:
            if row := by_id.get(record.id):
                self.trace(row, kind_of(record), record.id)
        self.count(title, len(rows), Counter(map(kind_of, made)))

    def trace(self, row: SheetRow, kind: str, key: str, line: str = "") -> None:
        """Record where a record, or one line of a guide, was typed."""
        headers = self._headers.setdefault(
            row.title, {column.key: column.header for column in row.columns}
        )
        if line:
            headers = {line: headers["text"]}
        self.origins[kind, key, line] = Origin(row.title, row.number, headers)

    def count(self, title: str, rows: int, records: dict[str, int]) -> None:
        """Add a row to the table of counts."""
        self.notes.counts.append(TableCount(title, rows, dict(records)))

    def before(self, kind: type[T], key: Key) -> dict[Hashable, str]:
        """Return ids of the last published file by identifying content.

        Ambiguous ones are left out.
        """
        found: dict[Hashable, str] = {}
        twice: set[Hashable] = set()
        for record in self.options.previous or ():
            if isinstance(record, kind):
                content = key(record)
                twice |= {content} & found.keys()
                found[content] = record.id
        return {content: made for content, made in found.items() if content not in twice}

    def learn(
        self,
        title: Sheets,
        rows: Sequence[SheetRow],
        records: Sequence[Record],
        more: Iterable[Record] = (),
        name: str = "name",
    ) -> None:
        """Add records that other sheets may refer to."""
        ids = {record.id for record in records}
        self.known.add(title, [row for row in rows if row.values["id"] in ids], name)
        self.add(title, rows, [*records, *more])

    def built(self, kind: type[T], sheet: WorkbookSheet, rows: Iterable[SheetRow]) -> list[T]:
        """Build the valid rows of a sheet as records of a kind."""
        made = (sheet_records.build(kind, sheet, row, self.notes) for row in rows)
        return [record for record in made if record is not None]

    def named(
        self,
        book: Book,
        sheet: WorkbookSheet,
        base: Callable[[SheetRow], str],
        *,
        report: bool = True,
    ) -> list[SheetRow]:
        """Return the rows of a sheet with an id each, made from ``base`` if missing."""
        return give_ids(self.rows(book, sheet), sheet, self.notes, base=base, report=report)
