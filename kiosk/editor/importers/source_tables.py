"""Tables of a source in any format: rows of named cells, ready to be mapped to records."""

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import msgspec

from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.aliases import columns_of, entity_by_columns, entity_of, fold_name
from kiosk.editor.fitting.column_guesses import (
    NEVER,
    SAMPLE,
    ColumnAnswers,
    ColumnSeen,
    bare_name,
    common_prefix,
    explain_columns,
    says_what_is_shown,
    see_columns,
)
from kiosk.editor.fitting.profiles import FileProfile, find_profile
from kiosk.editor.fitting.reading_options import ItemProgress, ignore_items
from kiosk.editor.parsers.plain_text import repair_encoding
from kiosk.editor.workbook.grid import Line, filled_lines, lines_of

CELL_LIMIT: Final = 6_000
"""Characters of a cell that are read: three times the longest description of a service."""
VALUE_SHOWN: Final = 80
"""Characters of a cell that a finding repeats."""
NO_ID: Final = "?"
"""Prefix of the substitute for a missing id, which only links its parts."""
HELP_WORDS: Final = 4
"""An id with this many words explains the column."""
OWNERS: Final = ("service_at_location_id", "service_id", "location_id", "organization_id")
"""Columns that name the owner of a row, nearest first."""
_FIRST = re.compile("[a-z0-9]")
_FEW: Final = 256
"""Values of a column that are kept once however often they stand in it."""
_NOT_IN_USE = re.compile(r"^z{3,}|\bdo not use\b|^\(?inactive\)?\b", re.IGNORECASE)


class TableRow(msgspec.Struct, frozen=True):
    """One row: ``cells`` by internal name, blank ones absent. ``number`` as a person counts."""

    file: str
    number: int | None
    cells: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first of the named cells that is present, else an empty string."""
        for name in names:
            if name in self.cells:
                return self.cells[name]
        return ""

    def finding(
        self,
        code: FindingCode,
        weight: Weight,
        column: str = "",
        value: str = "",
        assumed: str = "",
    ) -> SourceFinding:
        """Make a finding at this row."""
        owner = next((name for name in OWNERS if name in self.cells), "")
        names = f"{owner.removesuffix('_id')} {self.cells[owner]}" if owner else ""
        place = (self.file, self.number, column, value[:VALUE_SHOWN], assumed)
        return SourceFinding(code, weight, *place, record=self.get("id"), names=names)


def substitute_id(entity: str, *content_parts: str) -> str:
    """Return a substitute id that links the parts of something without one, from its content.

    Two things share it only if their content is identical, so that no part of one can become a part
    of the other.
    """
    content = "\x1f".join((entity, *content_parts)).encode("utf-8", "replace")
    return NO_ID + hashlib.sha256(content).hexdigest()[:32]


RowPicker = Callable[[str, Mapping[str, str]], Mapping[str, str] | None]
"""Returns the cells to keep of a row of a table; ``None`` if the row is not needed."""


def pick_all(_: str, cells: Mapping[str, str]) -> Mapping[str, str]:
    """Return all cells."""
    return cells


@dataclass(slots=True)
class Tables:
    """Everything read from a source: rows by table, and the number of rows of each file."""

    rows: dict[str, list[TableRow]] = field(default_factory=dict)
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Table and number of rows of each file or array, before any row is left out."""
    columns: set[str] = field(default_factory=set)
    """Every column name found, folded."""
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Original column names of each text table, by internal name."""
    findings: list[SourceFinding] = field(default_factory=list)
    system: str = ""
    """The known system that the source comes from."""
    today: dt.date | None = None
    answers: ColumnAnswers = ColumnAnswers()  # noqa: RUF009 - it is frozen
    """What a person said about columns."""
    seen: list[ColumnSeen] = field(default_factory=list)
    alone: bool = False
    """The source is one file: if nobody knows its columns, they are asked as those of services."""
    pick: RowPicker = pick_all
    """Chooses what to keep of each row."""
    through: ItemProgress = ignore_items
    shapes: "dict[str, _Shape]" = field(default_factory=dict)
    """The shapes of tables by file; readings of one source share them."""
    unpicked: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Rows that were not kept, by table and file."""

    def as_written(self, finding: SourceFinding) -> SourceFinding:
        """Return a finding with the column name of the file, and its record with its table."""
        column = self.headers.get(finding.file, {}).get(finding.column, finding.column)
        table, _ = self.files.get(finding.file, ("", 0))
        record = f"{table} {finding.record}" if table and finding.record else ""
        return replace(finding, column=column[:VALUE_SHOWN], record=record)

    def shape_of(
        self, file: str, names: list[str], header: list[str], lines: Iterable[Line]
    ) -> "_Shape":
        """Return the shape of a table, as an earlier reading of the source found it."""
        if file not in self.shapes:
            self.shapes[file] = _shape(names, header, lines)
        return self.shapes[file]

    def of(self, entity: str) -> list[TableRow]:
        """Return the rows of a table; empty if the source lacks it."""
        return self.rows.get(entity, [])

    def picked(self, entity: str, row: TableRow) -> list[TableRow]:
        """Return a row with the cells to keep; nothing if it is not needed."""
        cells = self.pick(entity, row.cells)
        if cells is None:
            self.unpicked[entity][row.file] += 1
            return []
        same = len(cells) == len(row.cells)
        return [row if same else TableRow(row.file, row.number, cells)]

    def add(self, entity: str, rows: Sequence[TableRow], file: str, count: int) -> None:
        """Add the rows of one file; ``count`` is the number it had."""
        if any(kind == entity and name != file for name, (kind, _) in self.files.items()):
            self.findings.append(SourceFinding(FindingCode.SEVERAL_TABLES, Weight.NOTE, file))
        self.files[file] = (entity, self.files.get(file, ("", 0))[1] + count)
        self.rows.setdefault(entity, []).extend(rows)


def cell(raw: str) -> str:
    """Clean a cell: trim, limit, repair its encoding if certain."""
    text = raw.strip()[:CELL_LIMIT]
    if text.isascii():
        return text
    return repair_encoding(text.encode("utf-8", "replace").decode()).strip()


FEWEST: Final = 4
"""Columns of a table that could be a directory."""


def read_table(text: str, file: str, tables: Tables) -> str | None:
    """Read one text table into ``tables``; return which table it is, or ``None``."""
    first = next(filled_lines(text, file, tables.findings), None)
    stem = file.rsplit("/", 1)[-1].split(".", 1)[0]
    entity = entity_of(stem)
    if first is not None and (profile := find_profile(first[1])):
        header = [part.strip() for part in first[1]]
        return _read_profile(profile, header, text, file, tables)
    if first is None or entity == "":
        return entity
    header = [part.strip() for part in first[1]]
    entity = entity or entity_by_columns(header)
    if entity is None and tables.alone and len(header) >= FEWEST:
        entity, tables.system = "service", "a table with columns of its own"
    if entity is None:
        return None
    tables.columns.update(fold_name(column) for column in header)
    tables.headers[file] = dict(zip(columns_of(entity, header), header, strict=True))
    lines = lines_of(text, file, tables.findings)
    answers, sample = tables.answers, [line for _, line in islice(lines, SAMPLE)]
    tables.seen += see_columns(
        file, header, sample, explain_columns(entity, header, sample, answers)
    )
    prefix = common_prefix(header)
    bare = (bare_name(column, prefix) for column in header)
    flags = [name if says_what_is_shown(name) else "" for name in bare]
    names = [
        "" if (chosen := answers.field_of(entity, column)) == NEVER else chosen or flag or name
        for column, flag, name in zip(header, flags, columns_of(entity, header), strict=True)
    ]
    shape = tables.shape_of(file, names, header, lines)
    rows = [
        one
        for row in _rows(entity, names, header, shape, lines, file, tables.findings)
        for one in tables.picked(entity, _worded(answers, entity, row))
    ]
    tables.add(entity, rows, file, shape.count)
    return entity


def _read_profile(
    profile: FileProfile,
    header: list[str],
    text: str,
    file: str,
    tables: Tables,
) -> str:
    """Read a table of a known system: each of its rows makes rows of several tables."""
    names = [fold_name(column) for column in header]
    tables.columns.update(names)
    tables.headers[file] = profile.headers(header)
    tables.system = profile.title
    findings: list[SourceFinding] = []
    lines = lines_of(text, file, findings)
    sample = [line for _, line in islice(lines, SAMPLE)]
    tables.seen += see_columns(
        file, header, sample, profile.explain(header, sample, tables.answers)
    )
    made: Counter[str] = Counter()
    shape = tables.shape_of(file, names, header, lines)
    for row in _rows("", names, header, shape, lines, file, findings):
        for one in profile.rows_of(row.cells, tables.today, tables.answers):
            made[one.table] += 1
            part = _worded(tables.answers, one.table, TableRow(file, row.number, one.cells))
            tables.rows.setdefault(one.table, []).extend(tables.picked(one.table, part))
    # A value in the wrong column may be private.
    tables.findings += [replace(finding, value="") for finding in findings]
    tables.files |= {f"{file}: {table}": (table, count) for table, count in made.items()}
    return next(iter(made), profile.main)


def _worded(answers: ColumnAnswers, table: str, row: TableRow) -> TableRow:
    """Return a row with the words of its cells translated as a person said."""
    if not answers.values:
        return row
    cells = {name: answers.worded(table, name, text) for name, text in row.cells.items()}
    return TableRow(row.file, row.number, cells)


def _rows(  # noqa: PLR0917 - has the parts of the table it reads
    entity: str,
    names: list[str],
    header: list[str],
    shape: "_Shape",
    lines: Iterable[Line],
    file: str,
    findings: list[SourceFinding],
) -> Iterator[TableRow]:
    """Yield the rows of a table that can be read."""
    folds = [fold_name(column) for column in header]
    for column, name in enumerate(folds):
        if name and name in folds[:column]:
            findings.append(
                SourceFinding(
                    FindingCode.DUPLICATE_COLUMN, Weight.NOTE, file, 1, header[column][:80]
                )
            )
    # A column with the internal name itself precedes its synonyms.
    order = sorted(range(len(names)), key=lambda column: folds[column] != names[column])
    columns = [(column, names[column], dict[str, str]()) for column in order if names[column]]
    for number, line in lines:
        cells: dict[str, str] = {}
        width = len(line)
        for column, name, known in columns:
            if column < width and name not in cells and (value := cell(line[column])):
                if len(known) < _FEW:
                    known.setdefault(value, value)
                cells[name] = known.get(value, value)
        row = TableRow(file, number, cells)
        extra = "".join(line[len(header) :]).strip() if width > len(header) else ""
        if (extra and not shape.wide) or width > shape.usual:
            value = extra or row.get("name", "id")
            findings.append(row.finding(FindingCode.RAGGED_ROW, Weight.LEFT_OUT, value=value))
        elif (shape.explained and _explains(cells)) or _is_help(entity, cells, names, folds):
            findings.append(
                row.finding(FindingCode.HELP_ROW, Weight.LEFT_OUT, value=row.get("name", "id"))
            )
        elif cells:
            yield row


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the rows of a table have in common, and how many they are."""

    count: int
    wide: bool
    """Most rows have more filled cells than the header, which is then incomplete."""
    usual: int
    """Most cells of a row: those of the header, or more if most rows have more.

    An unquoted comma adds a cell, also if the last one is empty.
    """
    explained: bool
    """Some ids are sentences; ids that all have many words are names."""


def _shape(names: list[str], header: list[str], lines: Iterable[Line]) -> _Shape:
    """Return the shape of a table."""
    column = names.index("id") if "id" in names else len(names)
    lengths: Counter[int] = Counter()
    longer = wordy = 0
    for _, line in lines:
        width = len(line)
        lengths[width] += 1
        longer += width > len(header) and any(map(str.strip, line[len(header) :]))
        wordy += width > column and _explains({"id": line[column]})
    count = lengths.total()
    middle = sorted(lengths.elements(), reverse=True)[count // 2] if count > 1 else 0
    wide, explained = longer > 1 and longer * 2 > count, 0 < wordy * 3 <= count
    return _Shape(count, wide, max(len(header), middle), explained)


def _explains(cells: Mapping[str, str]) -> bool:
    """Return True if an id is a sentence, so that the row explains the columns."""
    return len(cells.get("id", "").split()) >= HELP_WORDS


def _is_help(entity: str, cells: Mapping[str, str], names: list[str], folds: list[str]) -> bool:
    """Return True if a row repeats the header or marks itself as not in use."""
    if entity in {"service", "organization", "location"} and _NOT_IN_USE.search(
        cells.get("name", "")
    ):
        return True
    for name, fold in zip(names, folds, strict=True):
        if value := cells.get(name):
            first = _FIRST.search(value.casefold())
            if (first and first[0] not in {name[:1], fold[:1]}) or fold_name(value) not in {
                name,
                fold,
            }:
                return False
    return len(cells) > 1
