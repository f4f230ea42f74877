"""Drop keys that a spreadsheet ruined before matching; they stop the publishing."""

import re
from dataclasses import replace
from typing import Final

from kiosk.domain.report_lines import with_noun
from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.parsers.ids import is_rounded, is_ruined, most_are_rounded
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
    rounded = _rounded(tables)
    first: dict[Place, TableRow] = {}
    count: dict[Place, int] = {}

    def without_ruined(row: TableRow) -> TableRow:
        lost = {name for name in _KEYS if name in row.cells and _lost(row.cells[name], rounded)}
        for name in sorted(lost):
            first.setdefault((row.file, name), row)
            count[row.file, name] = count.get((row.file, name), 0) + 1
        cells = {name: text for name, text in row.cells.items() if name not in lost}
        return replace(row, cells=cells) if lost else row

    for entity, rows in tables.rows.items():
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


def _lost(cell: str, rounded: frozenset[str]) -> bool:
    return any(is_ruined(part) or part in rounded for part in (cell, *_SPLIT.split(cell)))


def _rounded(tables: Tables) -> frozenset[str]:
    """Return the rounded keys of columns where most are rounded; they are ruined in any column."""
    columns: dict[Place, list[str]] = {}
    for rows in tables.rows.values():
        for row in rows:
            for name in _KEYS:
                if name in row.cells:
                    columns.setdefault((row.file, name), []).extend(_SPLIT.split(row.cells[name]))
    return frozenset(
        key
        for keys in columns.values()
        if most_are_rounded(keys)
        for key in keys
        if is_rounded(key)
    )
