"""What one reading of a workbook holds, and the steps that every sheet takes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import msgspec

from kiosk.domain.checks import kind_of
from kiosk.domain.records import AnyRecord, Record
from kiosk.editor.publish.findings import FindingCode, Origin, TableCount, Weight
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.workbook import records as making
from kiosk.editor.workbook.columns import Sheets, WorkbookSheet
from kiosk.editor.workbook.ids import KnownIds, give_ids, resolve
from kiosk.editor.workbook.opening import Book
from kiosk.editor.workbook.rows import Notes, SheetRow, for_sheet, read_rows
from kiosk.editor.workbook.text import ID

CORE: Final = frozenset({Sheets.ORGANIZATIONS, Sheets.SERVICES, Sheets.PHONES, Sheets.PLACES})
"""Sheets that cannot be missing by intent."""

T = TypeVar("T", bound=msgspec.Struct)
Key = Callable[[Any], Hashable]


@dataclass(slots=True)
class WorkbookSession:
    """One reading, from the sheets that others name to those that name others."""

    options: ReadOptions
    renews: bool = False
    """It goes into a new workbook, which keeps what no file may hold."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of places that are withdrawn, once or on the workbook's own sheet."""
    notes: Notes = field(default_factory=Notes)
    known: KnownIds = field(default_factory=KnownIds)
    records: list[AnyRecord] = field(default_factory=list)
    origins: dict[tuple[str, str, str], Origin] = field(default_factory=dict)
    """Where each record was typed, by kind, id and field, as a draft has it."""
    _headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def rows(self, book: Book, sheet: WorkbookSheet) -> list[SheetRow]:
        """The rows of a sheet whose references lead somewhere; none where it is not there."""
        title = for_sheet(sheet, book.tables)
        if title is None:
            weight = Weight.REFUSED if sheet.title in CORE else Weight.NOTE
            self.notes.sheet(sheet.title, FindingCode.MISSING_SHEET, weight)
            return []
        self.options.told(title)
        rows = read_rows(book, title, sheet.columns, self.notes, self.options.region)
        return resolve(self.known, sheet, rows, self.notes)

    def named_ids(self, book: Book, *sheets: WorkbookSheet, column: str) -> frozenset[str]:
        """The ids that sheets not read so far name in a column."""
        found = set[str]()
        for sheet in sheets:
            if (title := for_sheet(sheet, book.tables)) is not None:
                rows = read_rows(book, title, sheet.columns, Notes(), self.options.region)
                found |= {text for row in rows if isinstance(text := row.values.get(column), str)}
        return frozenset(one for one in found if ID.fullmatch(one))

    def add(self, title: str, rows: Sequence[SheetRow], records: Iterable[Any]) -> None:
        """Takes records in, and counts them beside the rows of their sheet."""
        made = list(records)
        self.records += made
        by_id = {row.values.get("id"): row for row in rows}
        for record in made:
            if row := by_id.get(record.id):
                self.trace(row, kind_of(record), record.id)
        self.count(title, len(rows), Counter(map(kind_of, made)))

    def trace(self, row: SheetRow, kind: str, key: str, line: str = "") -> None:
        """Keeps where a record, or one line of a guide, was typed."""
        headers = self._headers.setdefault(
            row.title, {column.key: column.header for column in row.columns}
        )
        if line:
            headers = {line: headers["text"]}
        self.origins[kind, key, line] = Origin(row.title, row.number, headers)

    def count(self, title: str, rows: int, records: dict[str, int]) -> None:
        """A row of the table of counts."""
        self.notes.counts.append(TableCount(title, rows, dict(records)))

    def before(self, kind: type[T], key: Key) -> dict[Hashable, str]:
        """Ids of the last published file by what tells a record; those that are told by none go."""
        found: dict[Hashable, str] = {}
        twice: set[Hashable] = set()
        for record in self.options.previous or ():
            if isinstance(record, kind):
                told = key(record)
                twice |= {told} & found.keys()
                found[told] = record.id
        return {told: made for told, made in found.items() if told not in twice}

    def learn(
        self,
        title: Sheets,
        rows: Sequence[SheetRow],
        records: Sequence[Record],
        more: Iterable[Record] = (),
        name: str = "name",
    ) -> None:
        """Adds records that other sheets may name."""
        ids = {record.id for record in records}
        self.known.add(title, [row for row in rows if row.values["id"] in ids], name)
        self.add(title, rows, [*records, *more])

    def built(self, kind: type[T], sheet: WorkbookSheet, rows: Iterable[SheetRow]) -> list[T]:
        """The rows that can be records of a kind."""
        made = (making.build(kind, sheet, row, self.notes) for row in rows)
        return [record for record in made if record is not None]

    def named(
        self,
        book: Book,
        sheet: WorkbookSheet,
        base: Callable[[SheetRow], str],
        *,
        said: bool = True,
    ) -> list[SheetRow]:
        """The rows of a sheet with an id each, made from ``base`` where it is missing."""
        return give_ids(self.rows(book, sheet), sheet, self.notes, base=base, said=said)
