"""JSON Schema of the records and of the commands' answers (``resources/schema``).

The schemas of the answers derive from the types in :mod:`.answers` and :mod:`.describing.views`.
They describe output: every field is always present. Later versions may add fields, so a schema
allows unknown fields.
"""

from pathlib import Path
from typing import Any

import msgspec

from kiosk.directory.schema_files import DIALECT, REFERENCE, directory_schema, helplines_schema
from kiosk.domain.contact import PayloadKind
from kiosk.domain.records import Start
from kiosk.editor.calls.worklist import CallsAnswer
from kiosk.editor.publish.answers import CoverageAnswer, InspectAnswer, KeysAnswer, PublishAnswer
from kiosk.editor.sources.answers import DeskAnswer, FitAnswer, ImportAnswer, WhyAnswer
from kiosk.editor.website.listing import WebsiteList
from kiosk.presentation.answers import AnswersAnswer, SearchAnswer, StatusAnswer, TourAnswer
from kiosk.presentation.views import ServiceView
from kiosk.readiness.licence_answers import LicencesAnswer
from kiosk.readiness.staff_answers import DoctorAnswer, ReadinessReport
from kiosk.sync.answers import Candidate, SyncOutcome, TrustInfo
from kiosk.sync.data_folder import StartReason

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
    "coverage": (CoverageAnswer, "coverage in publish --report"),
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

MEANINGS: dict[str, dict[str, str]] = {
    "ServiceView": {
        "id": "Id of the service.",
        "name": "Name of the service, as its organization spells it.",
        "organization": "Name of the organization.",
        "quiet_name": "A neutral name for paper and for the phone's address book.",
        "phrase": "One plain sentence: what a person gets.",
        "description": "More about it in plain words; empty if there is nothing to add.",
        "state": "Open or not, at the moment of the answer.",
        "age": "When its facts were checked or written down; may be empty.",
        "brief_age": "The same in fewer words.",
        "action": "What to do first.",
        "more_numbers": "Further numbers: a word (Text, TTY …), then the number or a chat's host.",
        "facts": "The known facts, in the order of the page.",
        "questions": "What to ask, for facts that are not known.",
        "notes": "Plain sentences that must be seen before going or calling.",
        "codes": "The square codes offered.",
        "digits": "The number to learn in its chunks; empty without a voice number.",
        "young": "It is for people under 18.",
        "number": "The voice number, for reading; empty without one.",
        "marks": "Those of the notes that are about language.",
        "paper": "A slip can carry it: there is a number or an address.",
        "phrase_mark": "What must be said of the language of the phrase; may be empty.",
        "description_mark": "The same of the description.",
        "own_name": "The name in the language asked for; empty where it has no other.",
        "in_english": "Texts of it that are in English where another language was asked for.",
        "extension": "What to dial when the voice number answers, in words; may be empty.",
        "way": "The way on foot from this kiosk; null where it is unknown or over 5 km.",
    },
    "WayView": {
        "service_id": "Id of the service.",
        "line": "The straight line from this kiosk to the place.",
        "title": "Title of the page.",
        "second": "What a person gets there, and the name of the service.",
        "street": "Street of the place.",
        "distance": "Miles alone.",
        "amount": "Miles, and minutes on foot up to 45.",
        "direction": "One of sixteen directions, as a sentence.",
        "stop": "The stop nearest to the place, as its record has it; may be empty.",
        "dated": "When the street was written down, and what to do first; empty if fresh.",
        "caution": "That streets are longer than the line.",
        "more": "How many more places the service has; empty for one place.",
        "here": "Word on the map for this kiosk.",
        "north": "Word on the map for north.",
        "half_mile": "Words on the map for half a mile.",
        "rings": "Minutes of each ring on the map, and their words.",
    },
    "StraightLine": {
        "metres": "Length along the great circle.",
        "bearing": "Degrees from north, clockwise.",
    },
    "StateView": {
        "tone": "Open, opens later, closed, or unknown.",
        "word": "The same in a word or two.",
        "brief": "The same in one word, for the largest text; may be empty.",
        "detail": "Until when, from when, or what about; may be empty.",
        "icon": "Name of an icon of resources/icons.",
    },
    "ActionView": {
        "kind": "The way to start; staff means nothing else is known.",
        "icon": "Name of an icon of resources/icons.",
        "verb": "What to do, in a few words.",
        "number": "The number it needs, for reading; may be empty.",
        "lines": "One or two plain lines about it.",
        "extension": "What to dial when the number answers, in words; may be empty.",
    },
    "FactView": {
        "icon": "Name of an icon of resources/icons.",
        "label": "What the fact is about.",
        "lines": "The fact in plain lines.",
    },
    "OpenQuestion": {
        "own": "The question in the language asked for.",
        "english": "The question in English.",
        "on_paper": "It may stand on paper: it reveals nothing.",
    },
    "CodeView": {
        "kind": "What scanning offers to do.",
        "icon": "Name of an icon of resources/icons.",
        "verb": "What the phone does, in a word or two.",
        "letters": "The same content in letters.",
        "payload": "What the code says.",
        "note": "A remark beneath it; may be empty.",
        "telling": "What of it would tell someone else; empty where nothing does.",
        "extension": "What to dial when the number answers: no code holds it; may be empty.",
    },
    "HistoryEntry": {
        "time": "When, UTC; empty where the clock was not trusted.",
        "code": "A closed word: why, or who said yes.",
        "versions": "Of the file; null where it was not known.",
        "file": "The first digits of the file's SHA-256.",
    },
    "TrustInfo": {
        "channel": "For which kiosks its files are.",
        "publisher": "Who publishes.",
    },
    "Waiting": {"versions": "Of the file."},
    "Candidate": {
        "name": "File name, made safe to show.",
        "path": "Where it is.",
        "file": "What it says of itself; null where it was refused.",
        "code": "Why it was refused; null where it was not.",
        "where": "Member, line or rule that was refused; may be empty.",
        "claim": "Whose a refused file says it is, where it is of others.",
        "already": "Its data is in use.",
    },
    "NamedService": {
        "id": "Id of the service.",
        "name": "Its name.",
        "organization": "Name of its organization.",
        "helpline": "It is a helpline.",
    },
    "ChangedService": {
        "id": "Id of the service.",
        "name": "Its name.",
        "organization": "Name of its organization.",
    },
    "ListChange": {
        "day": "A later day on which most is missing; null where none misses more than today.",
    },
    "TextChange": {
        "service_id": "Id of the service.",
        "name": "Name of the service.",
        "organization": "Whose service it is.",
        "field": "Field of the record.",
        "old": "What it says now; may be empty.",
        "new": "What it will say; may be empty.",
        "language": "Language of a translation; empty for the record itself.",
        "helpline": "Whether it is a helpline.",
    },
    "NumberChange": {
        "service_id": "Id of the service.",
        "name": "Name of the service.",
        "organization": "Name of its organization.",
        "old": "The number so far; empty if it is new.",
        "new": "The number from now on; empty if it goes.",
        "helpline": "The service is a helpline.",
    },
    "AddressChange": {
        "service_id": "Id of the service.",
        "name": "Name of the service.",
        "organization": "Name of its organization.",
        "old": "The address so far; empty if it is new.",
        "new": "The address from now on.",
    },
    "UrlChange": {
        "kind": "Whose address it is: service or organization.",
        "id": "Id of that record.",
        "name": "Its name.",
        "field": "Which of its addresses.",
        "old": "The address so far; empty if it is new.",
        "new": "The address from now on; empty if it goes.",
    },
    "PlaceChange": {
        "id": "Id of the place.",
        "organization": "Name of its organization.",
    },
    "AllowedWord": {
        "service_id": "Id of the service.",
        "name": "Name of the service.",
        "organization": "Name of its organization.",
        "text": "What may be seen although it tells what the service is about.",
        "by": "Who of the coalition decided.",
        "date": "When.",
        "reason": "Why.",
    },
    "PublishAnswer": {"signed": "The signed file; null unless it was published."},
    "InspectAnswer": {"signed": "What identifies the file; null where it was refused."},
    "KeysAnswer": {"published": "Numbers of the file published last; null before the first."},
    "ReadinessReport": {"format": "Number of this form."},
    "ReportLine": {
        "check": "What was looked at.",
        "level": "How much it matters.",
        "finding": "What was found.",
    },
    "HelplineChange": {
        "id": "Id of the line, or of the service whose numbers are guarded.",
        "name": "Its name.",
    },
}
"""Descriptions of fields whose types have none."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "StatusAnswer": {"event": (*StartReason, "")},
    "ActionView": {"kind": (*Start, "staff")},
    "CodeView": {"kind": tuple(PayloadKind)},
}
"""Fields with a closed list of texts."""


def answer_schema(name: str) -> dict[str, Any]:
    """Return the schema of an answer, by its name in :data:`ANSWERS`."""
    described, title = ANSWERS[name]
    top, components = msgspec.json.schema_components([described], ref_template=REFERENCE)
    return {
        "$schema": DIALECT,
        "title": title,
        **top[0],
        "$defs": {part: _output_schema(part, components[part]) for part in sorted(components)},
    }


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
