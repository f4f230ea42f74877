"""Drop rows that match a service by chance, because their table belongs to another export.

If most rows of a table match nothing, the small numbers that do match belong to other things. Such
a row would be shown for the wrong service.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kiosk.editor.importers.links import Links
from kiosk.editor.importers.tables import OWNERS, TableRow, Tables
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

_TABLES: Final = (
    *("address", "phone", "schedule", "holiday_schedule", "language", "accessibility"),
    *("required_document", "cost_option", "service_area", "eligibility", "attribute"),
)
_SMALL = re.compile(r"\d{1,6}(?:\.0)?")
"""A number that two exports may both contain; longer numbers and words do not match by chance."""
_OF_SERVICES: Final = frozenset({"", "service", "services"})


def drop_chance(tables: Tables, links: Links) -> list[SourceFinding]:
    """Remove rows that match by chance from the tables; return one finding per affected file."""
    findings = []
    for table in _TABLES:
        rows = tables.of(table)
        dead, live = Counter[str](), Counter(tables.unpicked[table])
        for row in rows:
            found = _link(row, links)
            dead[row.file] += found is False
            live[row.file] += found is True
        broken = {file for file in live if 0 < live[file] < dead[file]}
        dropped = {id(row) for row in rows if row.file in broken and _by_chance(row, links)}
        if dropped:
            tables.rows[table] = [row for row in rows if id(row) not in dropped]
        for file in sorted({row.file for row in rows if id(row) in dropped}):
            summary = f"{dead[file]:,} of {dead[file] + live[file]:,} rows lead nowhere"
            findings.append(
                SourceFinding(FindingCode.CHANCE_LINKS, Weight.LEFT_OUT, file, value=summary)
            )
    return findings


def _keys(row: TableRow, links: Links) -> Iterable[tuple[list[str], list[str]]]:
    """Yield, for each key column of a row, the keys that match and those that do not."""
    for column in OWNERS:
        if column in row.cells:
            yield links.keys(row, column)
    if "link_id" in row.cells and row.get("link_entity", "link_type") in _OF_SERVICES:
        yield links.keys(
            TableRow(row.file, row.number, {"service_id": row.cells["link_id"]}), "service_id"
        )


def _link(row: TableRow, links: Links) -> bool | None:
    """Return True if a row has an owner; ``None`` if it names none, or one that is withheld."""
    keys = list(_keys(row, links))
    if any(found for found, _ in keys):
        return True
    lost = [key for _, unknown in keys for key in unknown]
    withheld = {key for _, key in (*links.kept_back, *links.shared)}
    return False if lost and not withheld.intersection(lost) else None


def _by_chance(row: TableRow, links: Links) -> bool:
    """Return True if all keys that link a row to its owners are small numbers."""
    found = [key for known, _ in _keys(row, links) for key in known]
    return bool(found) and all(_SMALL.fullmatch(key) for key in found)
