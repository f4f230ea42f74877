"""Prepare the tables of a source before they are mapped.

Keys that a spreadsheet ruined are dropped, and stop the publishing. Cells of Ohana and other flat
exports become the rows that HSDS has for them. What the editor says of an export is applied: which
day is 1, and what its status means.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.domain.records import Status
from kiosk.domain.report_lines import with_noun
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.cell_words import BLANK, IGNORE
from kiosk.editor.fitting.column_guesses import ColumnRole, ColumnSeen
from kiosk.editor.importers.source_tables import TableRow, Tables, substitute_id
from kiosk.editor.parsers.days import FirstDay, day_numbers, named_days, quiet_days
from kiosk.editor.parsers.rounded_ids import lost_keys, may_be_lost
from kiosk.editor.parsers.status import read_status

_KEYS: Final = (
    *("id", "organization_id", "service_id", "location_id", "service_at_location_id"),
    *("program_id", "contact_id", "phone_id", "link_id", "taxonomy_term_id", "taxonomy_ids"),
    "parent_id",
)
_SPLIT = re.compile(r"\s*[;|]\s*|,\s+")
Place = tuple[str, str]
"""A file and a key column in it."""
_PARTS: Final = (
    # source table, its column, target table, its column
    ("service", "languages", "language", "name"),
    ("location", "languages", "language", "name"),
    ("service", "accessibility", "accessibility", "description"),
    ("location", "accessibility", "accessibility", "description"),
    ("service", "required_documents", "required_document", "document"),
    ("service", "service_areas", "service_area", "name"),
    ("service", "phone", "phone", "number"),
    ("location", "phone", "phone", "number"),
    ("organization", "phone", "phone", "number"),
    ("service", "hours", "schedule", "hours"),
    ("location", "hours", "schedule", "hours"),
)
_DAYS = ("weekday", "byday")
_STATUS = "service.status"


def drop_ruined(tables: Tables) -> list[SourceFinding]:
    """Remove every ruined key from the tables; return one finding per affected column."""
    every = _lost(tables)
    first: dict[Place, TableRow] = {}
    count: dict[Place, int] = {}

    def without_ruined(row: TableRow) -> TableRow:
        lost = {
            name
            for name in _KEYS
            if name in row.cells and not every.isdisjoint(_parts(row.cells[name]))
        }
        for name in sorted(lost):
            first.setdefault((row.file, name), row)
            count[row.file, name] = count.get((row.file, name), 0) + 1
        cells = {name: text for name, text in row.cells.items() if name not in lost}
        return TableRow(row.file, row.number, cells) if lost else row

    for entity, rows in tables.rows.items() if every else ():
        tables.rows[entity] = [without_ruined(row) for row in rows]
    return [
        row.finding(
            FindingCode.RUINED_ID,
            Weight.REFUSED,
            name,
            f"{row.cells[name]} ({with_noun(count[file, name], 'row')})",
        )
        for (file, name), row in first.items()
    ]


def _parts(cell: str) -> tuple[str, ...]:
    """Return a cell and the keys in it."""
    return (cell, *_SPLIT.split(cell))


def _lost(tables: Tables) -> frozenset[str]:
    """Return the destroyed keys of all columns."""
    columns: dict[Place, list[str]] = {}
    for rows in tables.rows.values():
        for row in rows:
            for name in _KEYS:
                if name in row.cells and may_be_lost(row.cells[name]):
                    parts = dict.fromkeys(_parts(row.cells[name]))
                    columns.setdefault((row.file, name), []).extend(parts)
    return lost_keys(columns.values())


def expand_inline_cells(tables: Tables) -> None:
    """Add the rows encoded in cells of services, locations and organizations."""
    for entity in ("organization", "service", "location"):
        tables.rows[entity] = [_with_id(entity, row) for row in tables.of(entity)]
    for entity, column, table, name in _PARTS:
        parts = [
            _part(row, entity, {name: row.cells[column]})
            for row in tables.of(entity)
            if column in row.cells
        ]
        if parts:
            tables.rows.setdefault(table, []).extend(parts)
    tables.rows.setdefault("attribute", []).extend(_terms(tables))
    tables.rows.setdefault("address", []).extend(_addresses(tables))
    tables.rows.setdefault("service_at_location", []).extend(_links(tables))


def link_owned(tables: Tables) -> None:
    """Give rows their owner where the owner's row lists their keys, not the other way round."""
    owners: dict[tuple[str, str], dict[str, str]] = {}
    for row in tables.rows.pop("owned", ()):
        place = owners.setdefault((row.get("table"), row.get("id")), {})
        column, key = row.get("owner"), row.get("key")
        place[column] = f"{place[column]},{key}" if column in place else key
    for table in {table for table, _ in owners}:
        tables.rows[table] = [
            TableRow(row.file, row.number, {**owners.get((table, row.get("id")), {}), **row.cells})
            for row in tables.of(table)
        ]


def _with_id(entity: str, row: TableRow) -> TableRow:
    """Return the row with a substitute for a missing id, so that its parts can refer to it."""
    if "id" in row.cells:
        return row
    content = sorted(f"{name}={text}" for name, text in row.cells.items())
    return TableRow(row.file, row.number, {**row.cells, "id": substitute_id(entity, *content)})


def _part(row: TableRow, entity: str, cells: dict[str, str]) -> TableRow:
    return TableRow(row.file, row.number, {**cells, f"{entity}_id": row.get("id")})


def _terms(tables: Tables) -> Iterator[TableRow]:
    for row in tables.of("service"):
        if "taxonomy_ids" in row.cells:
            cells = {"link_id": row.get("id"), "taxonomy_term_id": row.cells["taxonomy_ids"]}
            yield TableRow(row.file, row.number, cells)


def _addresses(tables: Tables) -> Iterator[TableRow]:
    """Yield addresses in the table of locations that the table of addresses lacks."""
    held = {row.get("location_id") for row in tables.of("address")}
    for row in tables.of("location"):
        if row.get("id") not in held and any(name in row.cells for name in ADDRESS_FIELDS):
            yield _part(row, "location", dict(row.cells))


def _links(tables: Tables) -> Iterator[TableRow]:
    """Yield links of services that name their location themselves."""
    for row in tables.of("service"):
        if "location_id" in row.cells:
            cells = {"service_id": row.get("id"), "location_id": row.cells["location_id"]}
            yield TableRow(row.file, row.number, cells)


def apply_answers(tables: Tables, first_day: FirstDay | None, *, ignore_status: bool) -> None:
    """Rewrite rows as the editor says; ask once what the numbers of weekdays mean."""
    _apply_status(tables, ignore=ignore_status)
    for table in ("schedule", "holiday_schedule"):
        numbered = list(_numbered(tables.of(table)))
        if not numbered:
            continue
        every = Counter(number for _, _, numbers in numbered for number in numbers)
        if first_day is None:
            tables.findings.append(_question(numbered[0][0], len(numbered), every))
            continue
        named = {
            id(row): _with(row, column, named_days(numbers, first_day, zero=0 in every))
            for row, column, numbers in numbered
        }
        tables.rows[table] = [named.get(id(row), row) for row in tables.of(table)]


def _apply_status(tables: Tables, *, ignore: bool) -> None:
    """Rewrite the status of services as a person said; ask about what only a person knows."""
    words = tables.answers.words_of(_STATUS)
    if ignore or IGNORE in words.values():
        tables.rows["service"] = [_without(row, "status") for row in tables.of("service")]
        return
    stated = dict.fromkeys(row.get("status") for row in tables.of("service"))
    some = {read_status(one) for one in stated if one}
    asked = [BLANK] if "" in stated and some else []
    if some and not some & {None, Status.ACTIVE}:
        asked += [one for one in stated if one and one.casefold() not in words]
    if asked:
        _ask(tables, asked)
    if BLANK in words:
        tables.rows["service"] = [
            row if row.get("status") else _with(row, "status", words[BLANK])
            for row in tables.of("service")
        ]


def _ask(tables: Tables, words: list[str]) -> None:
    """Ask about words of the column of the status, too, as of those that no rule reads."""
    for place, one in enumerate(tables.seen):
        if one.reads == _STATUS and one.role is not ColumnRole.PROPOSED:
            unread = dict.fromkeys((*one.unread, *words), 0) | dict(one.unread)
            tables.seen[place] = replace(one, unread=unread)
            return
    file = tables.of("service")[0].file
    column = tables.headers.get(file, {}).get("status", "status")
    unread = dict.fromkeys(words, 0)
    tables.seen.append(ColumnSeen(file, column, ColumnRole.KNOWN, _STATUS, unread=unread))


def _numbered(rows: list[TableRow]) -> Iterator[tuple[TableRow, str, tuple[int, ...]]]:
    """Yield the rows whose days are numbers, with the column and the numbers."""
    for row in rows:
        for column in _DAYS:
            if numbers := day_numbers(row.get(column)):
                yield row, column, numbers
                break


def _question(row: TableRow, rows: int, every: Counter[int]) -> SourceFinding:
    """Ask which day is 1, with the days that would be closed either way."""
    zero = 0 in every
    ways = (
        f"{first.title()}: closed on {quiet_days(every, first, zero=zero)}" for first in FirstDay
    )
    return SourceFinding(
        FindingCode.NUMBERED_DAYS,
        Weight.LEFT_OUT,
        row.file,
        None,
        next(column for column in _DAYS if column in row.cells),
        f"{rows:,} rows, {min(every)} to {max(every)}",
        f"{0 if zero else 1} is {'; '.join(ways)}",
    )


def _without(row: TableRow, column: str) -> TableRow:
    cells = {key: text for key, text in row.cells.items() if key != column}
    return TableRow(row.file, row.number, cells)


def _with(row: TableRow, column: str, text: str) -> TableRow:
    return TableRow(row.file, row.number, {**row.cells, column: text})
