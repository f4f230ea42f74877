"""Read the rows of a sheet: find its header, read its cells, report whatever is odd."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from kiosk.domain.records import AddressVisibility
from kiosk.domain.report_lines import with_noun
from kiosk.editor.findings import FindingCode, SourceFinding, TableCount, Weight
from kiosk.editor.parsers.address_matcher import street_lines
from kiosk.editor.parsers.rounded_ids import lost_keys
from kiosk.editor.parsers.vocabulary import fold
from kiosk.editor.workbook.cell_text import CellProblem, Raw, Reading, as_text, clean, slug
from kiosk.editor.workbook.cells import PARTS, read_cell
from kiosk.editor.workbook.sheet_columns import EXAMPLE, Column, Kind, Sheets, WorkbookSheet

_SPANS: Final = (
    ("valid_from", "valid_to"),
    ("valid_from", "valid_until"),
    ("minimum_age", "maximum_age"),
)
"""Columns of which the second may not be less than the first."""
_KINDS: Final[dict[str, str]] = {
    Sheets.ORGANIZATIONS: "organization",
    Sheets.PLACES: "location",
    Sheets.SERVICES: "service",
    Sheets.GUIDES: "guide",
}
"""Kinds of the records that other rows name, by sheet."""
_EXACT: Final = 10**15
"""The least number that a spreadsheet may have rounded: it stores fifteen digits."""
HEADER_ROWS: Final = 12
"""Most non-empty rows that are searched for the header, in case a title is above it."""
VALUE_SHOWN: Final = 80
"""Characters of a cell that a finding repeats."""


class SheetRow(msgspec.Struct):
    """A row: ``raws`` holds its filled cells as typed, ``values`` what they were read as.

    ``title`` and ``number`` say where it stands: a sheet or a file, and the row as a person counts
    (0 if rows have no numbers there).
    ``lent`` says the same of each cell that comes from another row than this one. ``of_source``
    marks a row that a source has, whether the workbook lies over it or not.
    """

    title: str
    number: int
    values: dict[str, Any]
    raws: dict[str, Raw]
    columns: Sequence[Column] = ()
    lent: Mapping[str, tuple[str, int]] = {}
    of_source: bool = False

    def whole(self, key: str) -> str:
        """Return the content of a cell as text, without blanks around it."""
        raw = self.raws.get(key)
        return as_text(raw).strip() if raw else ""

    @property
    def key(self) -> str:
        """The id as typed, before the row is read; empty if it has none."""
        return slug(self.whole("id"))

    def text(self, key: str) -> str:
        """Return the content of a cell, shortened."""
        return self.whole(key)[:VALUE_SHOWN]

    def references(self, column: Column | None) -> tuple[str, str]:
        """Return the row's record and the one it belongs to, as kind and id or as typed."""
        key = self.values.get("id") or self.text("id")
        record = f"{_KINDS.get(self.title, '')} {key}" if key and self.title in _KINDS else ""
        if "entity_id" in self.values:
            return record, f"{self.values.get('entity')} {self.values['entity_id']}"
        owners = (column, *self.columns) if column else self.columns
        owner = next((one for one in owners if one.target and self.raws.get(one.key)), None)
        target = _KINDS.get(owner.target, "") if owner and owner.target else ""
        return record, f"{target} {self.text(owner.key)}" if owner and target else ""


SheetRows = Mapping[Sheets, Sequence[SheetRow]]
"""Unread rows by sheet."""


@dataclass(slots=True)
class ReadingNotes:
    """Findings in the order of reading."""

    findings: list[SourceFinding] = field(default_factory=list)
    counts: list[TableCount] = field(default_factory=list)
    streets: set[str] = field(default_factory=set, repr=False)
    points: set[tuple[str, float, float]] = field(default_factory=set, repr=False)
    unnamed: list[SheetRow] = field(default_factory=list, repr=False)
    """Rows of services whose quiet name was made."""

    def about(
        self,
        row: SheetRow,
        column: Column | None,
        code: FindingCode,
        weight: Weight,
        assumed: str = "",
    ) -> None:
        """Add a finding about a row or one of its cells; it never locates a hidden place."""
        secret = column is not None and column.leads and not is_shown(row)
        header = column.header if column else ""
        value = row.text(column.key) if column and not secret else ""
        advice = assumed or (_advice(column, code) if column else "")
        title, number = row.lent.get(column.key if column else "", (row.title, row.number))
        place = (title, number or None, header, value, advice[:VALUE_SHOWN])
        record, names = row.references(column)
        self.findings.append(SourceFinding(code, weight, *place, record=record, names=names))

    def hide(self, row: SheetRow) -> None:
        """Mark the street of a row, as typed, so that no text may reveal it."""
        first, second = (
            clean(as_text(raw)) if (raw := row.raws.get(key)) else ""
            for key in ("address_1", "address_2")
        )
        self.streets |= {*street_lines(first, second)}

    def sheet(self, title: str, code: FindingCode, weight: Weight, column: str = "") -> None:
        """Add a finding about a whole sheet or column."""
        self.findings.append(SourceFinding(code, weight, title, column=column))


def is_shown(row: SheetRow) -> bool:
    """Return True if a place's row makes its address public."""
    return bool(row.values.get("address_visibility") == AddressVisibility.PUBLIC)


def _advice(column: Column, code: FindingCode) -> str:
    """Return how to write a cell that could not be read; empty if no advice helps."""
    if code is FindingCode.UNKNOWN_WORD:
        known = f"One of: {', '.join(column.choices.values())}."
        return known if column.words and len(known) <= VALUE_SHOWN else ""
    example = column.example.splitlines()[0] if column.example else ""
    asks = code in (FindingCode.UNREAD_CELL, FindingCode.NUMBER_NOT_READ)
    return f"Write it like: {example}" if asks and example else ""


class Book(ABC):
    """Sheets with typed rows: a workbook, a folder of its sheets, or sources under a workbook."""

    tables: Collection[str]
    """Titles of the sheets."""

    @abstractmethod
    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        """Return the rows of a sheet with their filled cells, without examples and blank rows."""


class GridBook(Book):
    """Sheets as grids of cells, whose header is somewhere near the top."""

    findings: Sequence[SourceFinding] = ()
    """What opening them assumed."""

    @abstractmethod
    def rows(self, title: str) -> list[tuple[int, tuple[Raw | None, ...]]]:
        """Return the number and the cells of each row that is not empty."""

    def typed(self, title: str, columns: Sequence[Column], notes: ReadingNotes) -> list[SheetRow]:
        """Find the header and return the rows below it; report columns that are odd."""
        loaded = self.rows(title)
        head, positions = _header(loaded, columns)
        if not loaded:
            return []
        _odd_columns(loaded[head][1] if positions else (), title, columns, positions, notes)
        present = {column.key for column, _ in positions}
        if not positions or any(each.required and each.key not in present for each in columns):
            return []
        rows = []
        for number, cells in loaded[head + 1 :]:
            raws = {
                column.key: raw
                for column, position in positions
                if position < len(cells)
                and (raw := cells[position]) is not None
                and _has_content(raw)
            }
            if raws and not any(_is_example(raw) for raw in raws.values()):
                rows.append(SheetRow(title, number, {}, raws, columns))
        return rows


def read_rows(
    book: Book, title: str, columns: Sequence[Column], notes: ReadingNotes, region: str
) -> list[SheetRow]:
    """Return the complete rows of one sheet, with their cells read."""
    rows, keys = [], []
    for row in book.typed(title, columns, notes):
        complete = _read_cells(row, columns, notes, region)
        if not is_shown(row):
            notes.hide(row)
        if complete:
            rows.append(row)
        keys.append(row)
    _check_keys(keys, columns, notes)
    return rows


def _keys(raw: Raw | None) -> tuple[str, ...]:
    """Return a cell and the ids in it; a number has lost the digits after its fifteenth."""
    if raw is None:
        return ()
    if isinstance(raw.value, int | float) and raw.value >= _EXACT:
        return (f"{raw.value:.5E}",)
    text = as_text(raw)
    return (text, *PARTS.split(text))


def _check_keys(rows: Sequence[SheetRow], columns: Sequence[Column], notes: ReadingNotes) -> None:
    """Report each column of ids that a spreadsheet destroyed, at its first such row."""
    for column in columns:
        if column.kind in (Kind.ID, Kind.REF, Kind.REFS):
            keys = {row.number: _keys(row.raws.get(column.key)) for row in rows}
            lost = lost_keys([[key for some in keys.values() for key in some]])
            ruined = [row for row in rows if not lost.isdisjoint(keys[row.number])]
            if ruined:
                value = with_noun(len(ruined), "row")
                notes.about(ruined[0], column, FindingCode.RUINED_ID, Weight.REFUSED, value)


def for_sheet(sheet: WorkbookSheet, titles: Iterable[str]) -> str | None:
    """Return the title under which a workbook has ``sheet``, ignoring case and blanks."""
    wanted = fold(sheet.title)
    return next((title for title in titles if fold(title) in (wanted, wanted.rstrip("s"))), None)


def _has_content(raw: Raw) -> bool:
    return not isinstance(raw.value, str) or bool(raw.value.strip())


def _is_example(raw: Raw) -> bool:
    text = raw.value
    return isinstance(text, str) and "(" in text and fold(text).startswith(fold(EXAMPLE))


def _name(raw: Raw | None) -> str:
    """Fold a header for comparison: letters and digits only."""
    return re.sub(r"[\W_]+", " ", fold(as_text(raw)) if raw else "").strip()


def _header(
    loaded: Sequence[tuple[int, tuple[Raw | None, ...]]], columns: Sequence[Column]
) -> tuple[int, list[tuple[Column, int]]]:
    """Return which loaded row is the header, and the position of each column in it."""
    best: tuple[int, list[tuple[Column, int]]] = (0, [])
    for index, (_, cells) in enumerate(loaded[:HEADER_ROWS]):
        names = [_name(raw) for raw in cells]
        found = [
            (column, names.index(name))
            for column in columns
            for name in (_name(Raw(column.header)), _name(Raw(column.key)))
            if name in names
        ]
        unique = list({column.key: (column, at) for column, at in reversed(found)}.values())[::-1]
        if len(unique) > len(best[1]):
            best = (index, unique)
    return best if len(best[1]) > 1 else (0, [])


def _odd_columns(
    header: Sequence[Raw | None],
    title: str,
    columns: Sequence[Column],
    positions: Sequence[tuple[Column, int]],
    notes: ReadingNotes,
) -> None:
    present = {column.key for column, _ in positions}
    taken = {position for _, position in positions}
    names = [_name(raw) for raw in header]
    for position, name in enumerate(names):
        if name and position not in taken:
            double = names.index(name) in taken
            code = FindingCode.DUPLICATE_COLUMN if double else FindingCode.EXTRA_COLUMN
            raw = header[position]
            notes.sheet(title, code, Weight.NOTE, (as_text(raw) if raw else "")[:VALUE_SHOWN])
    for column in columns:
        if column.key not in present:
            must = column.vital or column.required
            weight = Weight.REFUSED if must else Weight.NOTE
            notes.sheet(title, FindingCode.MISSING_COLUMN, weight, column.header)


def _read_cells(row: SheetRow, columns: Sequence[Column], notes: ReadingNotes, region: str) -> bool:
    """Read the cells of a row; return True if it is complete."""
    complete = True
    for column in columns:
        raw = row.raws.get(column.key)
        reading = read_cell(column, raw, region) if raw else Reading()
        for problem in reading.problems:
            notes.about(row, column, problem.code, _weight(column, problem), problem.assumed)
        if reading.value is not None:
            row.values[column.key] = reading.value
        elif column.required:
            complete = False
            if not reading.problems:
                notes.about(row, column, FindingCode.REQUIRED_EMPTY, weight_of(column))
    _check_spans(row, columns, notes)
    return complete


def _check_spans(row: SheetRow, columns: Sequence[Column], notes: ReadingNotes) -> None:
    """Report each last day, or highest age, that precedes the first."""
    for first, last in _SPANS:
        if {first, last} <= row.values.keys() and row.values[last] < row.values[first]:
            known = {column.key: column for column in columns}
            note = f"{known[first].header}: {row.values[first]}"
            notes.about(row, known[last], FindingCode.ENDS_BEFORE, Weight.REFUSED, note)


def weight_of(column: Column) -> Weight:
    """Return the weight of an unusable cell in this column."""
    return Weight.REFUSED if column.vital else Weight.LEFT_OUT


def _weight(column: Column, problem: CellProblem) -> Weight:
    if problem.code is FindingCode.UNKNOWN_SITUATION:
        return Weight.REFUSED
    return weight_of(column) if problem.lost else Weight.ASSUMED
