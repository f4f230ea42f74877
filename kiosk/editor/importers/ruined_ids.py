"""Drop keys that a spreadsheet ruined before matching; they stop the publishing."""

import re
from typing import Final

from kiosk.domain.report_lines import with_noun
from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.parsers.ids import lost_keys, may_be_lost
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

_KEYS: Final = (
    *("id", "organization_id", "service_id", "location_id", "service_at_location_id"),
    *("program_id", "contact_id", "phone_id", "link_id", "taxonomy_term_id", "taxonomy_ids"),
    "parent_id",
)
_SPLIT = re.compile(r"\s*[;|]\s*|,\s+")
Place = tuple[str, str]
"""A file and a key column in it."""


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
