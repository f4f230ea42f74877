"""Read HSDS 3.x JSON: flatten nested entries into the same tables as CSV files."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.aliases import column_of, entity_of, fold_name
from kiosk.editor.fitting.column_guesses import NEVER, SAMPLE, explain_columns, see_columns
from kiosk.editor.importers.json_values import (
    BROKEN,
    DAMAGED,
    JsonEntry,
    Outline,
    Wrapping,
    entries,
)
from kiosk.editor.importers.json_values import outline as outline_of
from kiosk.editor.importers.json_values import wrap_in_array as joined_objects
from kiosk.editor.importers.source_tables import VALUE_SHOWN, TableRow, Tables, cell, substitute_id
from kiosk.editor.source_files import decode

DEEPEST: Final = 12
"""Most levels of nested entries; an organization package has six."""
WIDEST: Final = 50_000
"""Most entries of one array inside an entry."""
_KEYS_READ: Final = 200
"""Most keys that are read to recognise an entry."""
_OWNED: Final = frozenset(("organization", "service", "location", "service_at_location", "phone"))
_ONE: Final = frozenset(("organization", "service", "location", "taxonomy_term"))
"""Tables that an entry refers to by containing a single one, not a list."""
_EVIDENCE: Final = (
    ("service_at_location", {"service", "location"}),
    ("service_at_location", {"service_id", "location_id"}),
    ("organization", {"services"}),
    ("organization", {"organization", "service"}),
    ("organization", {"legal_status"}),
    ("organization", {"year_incorporated"}),
    ("organization", {"organization_identifiers"}),
    ("organization", {"tax_status"}),
    ("location", {"location_type"}),
    ("location", {"addresses"}),
    ("location", {"latitude", "longitude"}),
    ("service", {"name", "status"}),
    ("service", {"name", "service_at_locations"}),
    ("service", {"name", "organization"}),
    ("service", {"name", "organization_id"}),
    ("phone", {"number"}),
    ("taxonomy_term", {"name", "parent_id"}),
    ("organization", {"name", "website"}),
)
"""Keys that identify an entry; the first match counts."""


@dataclass(frozen=True, slots=True)
class _Around:
    """The entry that contains others: its table, id and cells, its number in the document."""

    entity: str
    own: str
    cells: dict[str, str]
    number: int
    depth: int


def read_json(data: bytes, file: str, tables: Tables) -> str | None:
    """Read a document into ``tables``; return its form in words, or ``None`` if it is empty."""
    try:
        data.decode()
    except UnicodeDecodeError:
        data = decode(data, file, tables.findings).encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        form = outline_of(data)
    except BROKEN:
        # Comma-separated objects without an array around them can still be read.
        data, form = joined_objects(data), Outline(Wrapping.ARRAY)
    reader = _NestedReader(file, tables)
    try:
        for entry in entries(data, form):
            reader.take(entry)
    except BROKEN:
        number = sum(reader.entries.values()) + 1
        tables.findings.append(SourceFinding(FindingCode.BROKEN_JSON, Weight.REFUSED, file, number))
    if not form.last_page:
        tables.findings.append(SourceFinding(FindingCode.ONE_PAGE_ONLY, Weight.NOTE, file))
    reader.finish()
    return reader.in_words(form) if reader.entries else None


class _NestedReader:
    """Flattens entries. Every array gives rows under the name of the file and its own."""

    def __init__(self, file: str, tables: Tables) -> None:
        self.file = file
        self.tables = tables
        self.entries: Counter[str] = Counter()
        self.rows: Counter[str] = Counter()
        self.samples: dict[str, list[dict[str, str]]] = {}
        self.names: dict[tuple[str, str], tuple[str, str]] = {}
        """Each key of an entry, folded, and the column that it fills."""
        stem = file.rsplit("/", 1)[-1].split(".", 1)[0]
        for ending in ("_full", "_list", "_package"):
            stem = stem.removesuffix(ending)
        self.hint = entity_of(stem)

    def take(self, entry: JsonEntry) -> None:
        """Read one entry of the document."""
        value = entry.value
        if not isinstance(value, Mapping):
            code, shown = FindingCode.NOT_A_RECORD, ""
            if value is DAMAGED:
                code = FindingCode.BROKEN_JSON
            elif isinstance(value, str):
                shown = value[:VALUE_SHOWN]
            finding = SourceFinding(code, Weight.LEFT_OUT, self.file, entry.number, value=shown)
            self.tables.findings.append(finding)
            return
        named = entity_of(entry.array.split(".", 1)[0]) if entry.array else None
        entity = named if named is not None else _entity_by_keys(value) or self.hint
        if entity == "":
            return
        if entity is None:
            code = FindingCode.NOT_A_RECORD
            finding = SourceFinding(code, Weight.LEFT_OUT, self.file, entry.number)
            self.tables.findings.append(finding)
            return
        self.entries[entity] += 1
        self.add(entity, _unwrapped(entity, value), {}, entry.number, 0)

    def add(
        self,
        entity: str,
        value: Mapping[str, Any],
        owner: Mapping[str, str],
        number: int,
        depth: int,
    ) -> str:
        """Make a row of an entry, and rows of its nested entries; return its id."""
        cells: dict[str, str] = {}
        inner: list[tuple[str, Any]] = []
        sample: dict[str, str] = {}
        for key, part in islice(value.items(), WIDEST):
            if isinstance(part, dict) or (
                isinstance(part, list) and any(isinstance(item, dict) for item in part)
            ):
                inner.append((key, part))
                continue
            text = cell(_text(part))
            sample[key] = text
            folded, name = self.column(entity, key)
            if name == NEVER:
                continue
            text = self.tables.answers.worded(entity, name, text)
            if text and (name not in cells or folded == name):
                cells[name] = text
        cells.update(owner)
        own = cells.get("id") or substitute_id(entity, _content(owner), _content(value))
        cells["id"] = own
        if depth < DEEPEST and entity != "contact":
            around = _Around(entity, own, cells, number, depth + 1)
            for key, part in inner:
                self.inside(around, key, part)
        if self.rows[entity] < SAMPLE:
            self.samples.setdefault(entity, []).append(sample)
        self.rows[entity] += 1
        row = TableRow(self.file, number, cells)
        self.tables.rows.setdefault(entity, []).extend(self.tables.picked(entity, row))
        return own

    def column(self, entity: str, key: str) -> tuple[str, str]:
        """Return a key of an entry, folded, and the column that it fills."""
        if (entity, key) not in self.names:
            folded, chosen = fold_name(key), self.tables.answers.field_of(entity, key)
            name = "id" if folded == "id" else chosen or column_of(entity, key)
            self.names[entity, key] = folded, name
            if name != NEVER:
                self.tables.columns.add(folded)
        return self.names[entity, key]

    def inside(self, around: _Around, key: str, part: Any) -> None:
        """Read the entry or entries under one key of an entry."""
        kind = entity_of(key)
        if not kind:
            return
        if isinstance(part, dict):
            if kind in _ONE and (around.entity, kind) != ("organization", "service"):
                column = "taxonomy_term_id" if kind == "taxonomy_term" else f"{kind}_id"
                around.cells[column] = self.add(kind, part, {}, around.number, around.depth)
                return
            part = [part]
        for item in islice(part, WIDEST):
            if isinstance(item, dict):
                self.listed(around, kind, item)

    def listed(self, around: _Around, kind: str, item: Mapping[str, Any]) -> None:
        """Read one entry in a list of an entry."""
        entity, own, number, depth = around.entity, around.own, around.number, around.depth
        link = {"link_id": own, "link_entity": entity}
        if kind == "attribute":
            self.add(kind, item, link, number, depth)
        elif kind == "taxonomy_term" and entity in _OWNED:
            term = self.add(kind, item, {}, number, depth)
            self.add("attribute", {**link, "taxonomy_term_id": term}, {}, number, depth)
        elif {kind, entity} == {"service", "location"}:
            other = self.add(kind, item, {}, number, depth)
            ends = {f"{entity}_id": own, f"{kind}_id": other}
            self.add("service_at_location", ends, {}, number, depth)
        else:
            owner = {f"{entity}_id": own} if entity in _OWNED else {}
            self.add(kind, item, owner, number, depth)

    def finish(self) -> None:
        """Count each kind of row as one table of the file."""
        for entity, rows in self.rows.items():
            self.tables.files[f"{self.file}: {entity}"] = (entity, rows)
        for entity, cells in self.samples.items():
            header = list(dict.fromkeys(name for one in cells for name in one))
            lines = [[one.get(name, "") for name in header] for one in cells]
            reads = explain_columns(entity, header, lines, self.tables.answers)
            self.tables.seen += see_columns(self.file, header, lines, reads)

    def in_words(self, outline: Outline) -> str:
        """Describe the document."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in self.entries.items())
        return f"HSDS 3.x JSON, {outline.wrapping.value} ({kinds})"


def _entity_by_keys(value: Mapping[str, Any]) -> str | None:
    keys = {fold_name(key) for key in islice(value, _KEYS_READ)}
    return next((entity for entity, wanted in _EVIDENCE if wanted <= keys), None)


def _text(part: Any) -> str:
    """Return a plain value as the text of a cell."""
    if part is None:
        return ""
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, list):
        return ",".join(_text(item) for item in part if not isinstance(item, list | dict))
    return str(part)


def _unwrapped(entity: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the inner entry if ``value``, which has no name, only wraps it with its parts."""
    inner = next(
        (part for key, part in islice(value.items(), _KEYS_READ) if entity_of(key) == entity), None
    )
    named = any(fold_name(key) == "name" for key in islice(value, _KEYS_READ))
    if entity not in _ONE or not isinstance(inner, Mapping) or named:
        return value
    around = {key: part for key, part in value.items() if part is not inner}
    lists = {
        key: [*part, *around.pop(key)]
        for key, part in inner.items()
        if isinstance(part, list) and isinstance(around.get(key), list)
    }
    return {**around, **inner, **lists}


def _content(value: object, depth: int = DEEPEST) -> str:
    """Return the content of an entry for comparison; deeper levels are ignored."""
    if isinstance(value, dict) and depth:
        pairs = sorted((fold_name(key), _content(part, depth - 1)) for key, part in value.items())
        return "\x1e".join(("{", *(f"{key}={part}" for key, part in pairs), "}"))
    if isinstance(value, list) and depth:
        return "\x1e".join(("[", *(_content(part, depth - 1) for part in value), "]"))
    return "" if isinstance(value, dict | list) else _text(value)
