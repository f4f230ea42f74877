"""Split cells of Ohana and other flat exports into the rows that HSDS has for them."""

from collections.abc import Iterator
from typing import Final

from kiosk.domain.place import ADDRESS_FIELDS
from kiosk.editor.importers.tables import TableRow, Tables, substitute_id

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
