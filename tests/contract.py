"""The committed schemas of the answers, and answers that keep them."""

import json
from typing import Any

import msgspec
from jsonschema import Draft202012Validator

from kiosk.app import assets

SCHEMAS = assets.resources() / "schema"


def schema(name: str) -> dict[str, Any]:
    """A committed schema."""
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))


def validate(name: str, answer: object) -> None:
    """``answer`` is as its schema says."""
    Draft202012Validator(schema(name)).validate(json.loads(msgspec.json.encode(answer)))
