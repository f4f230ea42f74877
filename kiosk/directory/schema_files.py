"""The contract of ``directory.ndjson`` as JSON Schema, made from the typed records."""

from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.records import AnyRecord

SCHEMA_NAME = "directory.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def directory_schema() -> dict[str, Any]:
    """The schema of one line: one of the record kinds, told apart by ``kind``."""
    line, components = msgspec.json.schema_components([AnyRecord], ref_template="#/$defs/{name}")
    return {
        "$schema": DIALECT,
        "title": "One line of directory.ndjson",
        "description": "A field that is absent is unknown; absent never means no.",
        **line[0],
        "$defs": dict(sorted(components.items())),
    }


def schema_files() -> dict[str, bytes]:
    """The content of every generated file of ``resources/schema`` by name."""
    text = msgspec.json.format(msgspec.json.encode(directory_schema()), indent=2)
    return {SCHEMA_NAME: text + b"\n"}


def write_schema_files(folder: Path) -> list[Path]:
    """Write the files into ``folder`` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
        written.append(folder / name)
    return written
