"""Keys that a spreadsheet ruined are taken out before anything is matched, and stop the publish."""

import re
from dataclasses import replace
from typing import Final

from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.parsers.ids import is_rounded, is_ruined, most_are_rounded
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.publish.report import counted

_KEYS: Final = (
    *("id", "organization_id", "service_id", "location_id", "service_at_location_id"),
    *("program_id", "contact_id", "phone_id", "link_id", "taxonomy_term_id", "taxonomy_ids"),
    "parent_id",
)
_SPLIT = re.compile(r"\s*[;|]\s*|,\s+")
Place = tuple[str, str]
"""A file and a column of keys in it."""


def drop_ruined(tables: Tables) -> list[SourceFinding]:
    """Takes every ruined key out of the tables; one finding for each column that has any."""
    rounded = _rounded(tables)
    first: dict[Place, TableRow] = {}
    count: dict[Place, int] = {}

    def spared(row: TableRow) -> TableRow:
        lost = {name for name in _KEYS if name in row.cells and _lost(row.cells[name], rounded)}
        for name in sorted(lost):
            first.setdefault((row.file, name), row)
            count[row.file, name] = count.get((row.file, name), 0) + 1
        kept = {name: text for name, text in row.cells.items() if name not in lost}
        return replace(row, cells=kept) if lost else row

    for entity, rows in tables.rows.items():
        tables.rows[entity] = [spared(row) for row in rows]
    return [
        row.finding(
            FindingCode.RUINED_ID,
            Weight.REFUSED,
            name,
            f"{row.cells[name]} ({counted(count[file, name], 'row')})",
        )
        for (file, name), row in first.items()
    ]


def _lost(cell: str, rounded: frozenset[str]) -> bool:
    return any(is_ruined(part) or part in rounded for part in (cell, *_SPLIT.split(cell)))


def _rounded(tables: Tables) -> frozenset[str]:
    """The rounded keys of columns in which most are; they are ruined wherever they stand."""
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
