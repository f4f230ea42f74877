"""JSON Schema of the records and of the commands' answers (``resources/schema``).

The schemas of the answers derive from their types, which :data:`ANSWERS` lists.
They describe output: every field is always present. Later versions may add fields, so a schema
allows unknown fields.
"""

from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.app import assets
from kiosk.cli.base import friendly_errors, print_lines
from kiosk.domain.contact import PayloadKind
from kiosk.domain.records import AnyRecord, Start
from kiosk.domain.resource_text import resource_table
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.calls.worklist import CallsAnswer
from kiosk.editor.publish.publish_answers import (
    CoverageAnswer,
    InspectAnswer,
    KeysAnswer,
    PublishAnswer,
)
from kiosk.editor.sources.desk_answers import DeskAnswer, FitAnswer, ImportAnswer, WhyAnswer
from kiosk.editor.website.file_listing import WebsiteList
from kiosk.presentation.command_answers import AnswersAnswer, SearchAnswer, StatusAnswer, TourAnswer
from kiosk.presentation.views import ServiceView
from kiosk.readiness.licence_answers import LicencesAnswer
from kiosk.readiness.staff_answers import DoctorAnswer, ReadinessReport
from kiosk.sync.data_folder import StartReason
from kiosk.sync.sync_answers import Candidate, SyncOutcome, TrustInfo

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/{name}"
"""How one type of a schema refers to another."""
UNKNOWN = "A field that is absent is unknown; absent never means no."

ANSWERS: dict[str, tuple[type, str]] = {
    "answers": (AnswersAnswer, "answers NEED --json"),
    "search": (SearchAnswer, "search TEXT --json"),
    "show": (ServiceView, "show ID --json"),
    "status": (StatusAnswer, "status --json"),
    "sync": (SyncOutcome, "sync PATH --json, undo --json"),
    "candidates": (tuple[Candidate, ...], "sync PATH --list --json"),
    "trust": (TrustInfo, "trust show --json"),
    "tour": (TourAnswer, "tour.json"),
    "publish": (PublishAnswer, "publish --report"),
    "coverage": (CoverageAnswer, "desk coverage NAME --json, coverage in publish --report"),
    "desk": (DeskAnswer, "desk --json"),
    "import": (ImportAnswer, "desk import NAME SOURCE --json"),
    "fit": (FitAnswer, "desk fit NAME --json"),
    "calls": (CallsAnswer, "desk calls --json"),
    "why": (WhyAnswer, "desk why ID --json"),
    "inspect": (InspectAnswer, "inspect FILE --json"),
    "keys": (KeysAnswer, "keys show --json"),
    "doctor": (DoctorAnswer, "doctor --json"),
    "website": (WebsiteList, "website --json, website.json"),
    "licences": (LicencesAnswer, "licences --json"),
    "readiness": (ReadinessReport, "readiness.json in the data folder, kept by doctor --save"),
}
"""Type and source of each answer, by the name of its schema file."""

MEANINGS: dict[str, dict[str, str]] = resource_table("publishing", "meanings.toml")
"""Descriptions of fields whose types have none."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "StatusAnswer": {"event": (*StartReason, "")},
    "ActionView": {"kind": (*Start, "staff")},
    "CodeView": {"kind": tuple(PayloadKind)},
}
"""Fields with a closed list of texts."""


def directory_schema() -> dict[str, Any]:
    """Return the schema of one line: one of the record kinds, distinguished by ``kind``."""
    return _schema(AnyRecord, "One line of directory.ndjson", description=UNKNOWN)


def helplines_schema() -> dict[str, Any]:
    """Return the schema of the whole file."""
    return _schema(HelplineFile, "The whole of helplines.json", description=UNKNOWN)


def answer_schema(name: str) -> dict[str, Any]:
    """Return the schema of an answer, by its name in :data:`ANSWERS`."""
    schema = _schema(*ANSWERS[name])
    parts = {part: _output_schema(part, rules) for part, rules in schema["$defs"].items()}
    return schema | {"$defs": parts}


def _schema(described: Any, title: str, **more: str) -> dict[str, Any]:
    top, components = msgspec.json.schema_components([described], ref_template=REFERENCE)
    parts = {name: _dedented(components[name]) for name in sorted(components)}
    return {"$schema": DIALECT, "title": title, **more, **top[0], "$defs": parts}


def _dedented(schema: dict[str, Any]) -> dict[str, Any]:
    """Docstrings keep the indent of the code on Python 3.12 and older."""
    if "description" not in schema:
        return schema
    return schema | {"description": cleandoc(schema["description"])}


def _output_schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Turn a schema of accepted input into one of output, where no field is missing."""
    result = schema | {"description": " ".join(schema["description"].split("\n\n")[0].split())}
    if "properties" not in schema:
        return result
    properties = {field: dict(rules) for field, rules in schema["properties"].items()}
    for field, rules in properties.items():
        rules.pop("default", None)
        if field in MEANINGS.get(name, {}):
            rules["description"] = MEANINGS[name][field]
        if field in CHOICES.get(name, {}):
            rules["enum"] = list(CHOICES[name][field])
    return result | {"properties": properties, "required": list(properties)}


def schema_files() -> dict[str, bytes]:
    """Return the content of every file of ``resources/schema`` by name."""
    schemas = {"directory": directory_schema(), "helplines": helplines_schema()}
    schemas |= {name: answer_schema(name) for name in ANSWERS}
    return {
        f"{name}.schema.json": msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
        for name, schema in schemas.items()
    }


def write_schema_files(folder: Path) -> list[Path]:
    """Write the files into ``folder``; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
        written.append(folder / name)
    return written


@click.command()
@friendly_errors
def schema() -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    print_lines(write_schema_files(assets.resources() / "schema"))
