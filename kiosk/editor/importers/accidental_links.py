"""Rows that belong to a service by chance: their table speaks of another export's rows.

Where most rows of a table name nothing that is there, the small numbers of the others are those of
other things. What such a row says would be shown for the wrong service.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kiosk.editor.importers.links import OWNERS, Links
from kiosk.editor.importers.tables import TableRow, Tables
from kiosk.editor.publish.findings import FindingCode, SourceFinding, Weight

_TABLES: Final = (
    *("address", "phone", "schedule", "holiday_schedule", "language", "accessibility"),
    *("required_document", "cost_option", "service_area", "eligibility", "attribute"),
)
_SMALL = re.compile(r"\d{1,6}(?:\.0)?")
"""A number that two exports both have; a longer one or a word is met by chance in neither."""
_OF_SERVICES: Final = frozenset({"", "service", "services"})


def drop_chance(tables: Tables, links: Links) -> list[SourceFinding]:
    """Takes such rows out of the tables; one finding for each file that had any."""
    findings = []
    for table in _TABLES:
        rows = tables.of(table)
        dead, live = Counter[str](), Counter[str]()
        for row in rows:
            found = _link(row, links)
            dead[row.file] += found is False
            live[row.file] += found is True
        broken = {file for file in live if 0 < live[file] < dead[file]}
        dropped = {id(row) for row in rows if row.file in broken and _by_chance(row, links)}
        if dropped:
            tables.rows[table] = [row for row in rows if id(row) not in dropped]
        for file in sorted({row.file for row in rows if id(row) in dropped}):
            said = f"{dead[file]:,} of {dead[file] + live[file]:,} rows lead nowhere"
            findings.append(
                SourceFinding(FindingCode.CHANCE_LINKS, Weight.LEFT_OUT, file, value=said)
            )
    return findings


def _keys(row: TableRow, links: Links) -> Iterable[tuple[list[str], list[str]]]:
    """The keys of a row that name something, and those that do not, for each of its columns."""
    for column in OWNERS:
        if column in row.cells:
            yield links.keys(row, column)
    if "link_id" in row.cells and row.get("link_entity", "link_type") in _OF_SERVICES:
        yield links.keys(
            TableRow(row.file, row.number, {"service_id": row.cells["link_id"]}), "service_id"
        )


def _link(row: TableRow, links: Links) -> bool | None:
    """Whether a row belongs to something; ``None`` where it names nothing or something withheld."""
    keys = list(_keys(row, links))
    if any(found for found, _ in keys):
        return True
    lost = [key for _, unknown in keys for key in unknown]
    withheld = {key for _, key in (*links.kept_back, *links.shared)}
    return False if lost and not withheld.intersection(lost) else None


def _by_chance(row: TableRow, links: Links) -> bool:
    """Whether all keys by which a row belongs to something are small numbers."""
    found = [key for known, _ in _keys(row, links) for key in known]
    return bool(found) and all(_SMALL.fullmatch(key) for key in found)
