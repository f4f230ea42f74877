"""JSON Schema of ``directory.ndjson`` and ``helplines.json``, generated from the records."""

from inspect import cleandoc
from typing import Any

import msgspec

from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import HelplineFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/{name}"
"""How one type of a schema refers to another."""
UNKNOWN = "A field that is absent is unknown; absent never means no."


def directory_schema() -> dict[str, Any]:
    """Return the schema of one line: one of the record kinds, distinguished by ``kind``."""
    return _schema(AnyRecord, "One line of directory.ndjson")


def helplines_schema() -> dict[str, Any]:
    """Return the schema of the whole file."""
    return _schema(HelplineFile, "The whole of helplines.json")


def _schema(described: Any, title: str) -> dict[str, Any]:
    top, components = msgspec.json.schema_components([described], ref_template=REFERENCE)
    return {
        "$schema": DIALECT,
        "title": title,
        "description": UNKNOWN,
        **top[0],
        "$defs": {name: _dedented(components[name]) for name in sorted(components)},
    }


def _dedented(schema: dict[str, Any]) -> dict[str, Any]:
    """Docstrings keep the indent of the code on Python 3.12 and older."""
    if "description" not in schema:
        return schema
    return schema | {"description": cleandoc(schema["description"])}
