"""Writes the seeds that fuzzing starts from: ``python -m tests.fuzz.seeds``.

Needed again only when the format changes; inputs that once broke something stay as they are.
"""

import json
from typing import Any

from tests.fuzz.targets import CORPUS
from tests.sync.attempt import RECORDS
from tests.sync.hostile import COALITION, Layer, seeds
from tests.sync.rawzip import Raw, assemble
from tests.sync.toolkit import pack

PARTS = COALITION.parts(RECORDS)


def zipped(*, packed: bool = True, **options: Any) -> bytes:
    return assemble(
        (
            Raw(name.encode(), data)
            if packed
            else Raw(name.encode(), data, packed=data, both={"method": 0})
            for name, data in PARTS.items()
        ),
        **options,
    )


def lying(name: str, **told: Any) -> bytes:
    return assemble(
        Raw(key.encode(), data, **(told if key == name else {})) for key, data in PARTS.items()
    )


def container_seeds() -> dict[str, bytes]:
    """Files as they should be, and each kind of lie once."""
    return {
        "true": pack(PARTS),
        "stored": zipped(packed=False),
        "two-roots": COALITION.rotate().bundle(RECORDS),
        "cut": pack(PARTS)[:-30],
        "trailing": zipped(after=b"more"),
        "gap": zipped(gap=b"??"),
        "backwards": zipped(backwards=True),
        "count": zipped(here=4, count=4),
        "link": lying("targets.json", both={"attributes": 0o120777 << 16}),
        "encrypted": lying("targets.json", both={"flags": 1}),
        "other-size": lying("helplines.json", both={"size": 20}),
        "other-header": lying("helplines.json", local={"name": b"helplinez.json"}),
        "bomb": lying("helplines.json", both={"size": 1_048_577}, packed=bytes(2000)),
        "twice": assemble(Raw(name.encode(), PARTS[name]) for name in (*PARTS, "targets.json")),
        "foreign": pack({**PARTS, "../targets.json": b"{}"}),
        "unsigned": COALITION.bundle(RECORDS, directory_signers=[]),
        "empty-members": pack(dict.fromkeys(PARTS, b"")),
    }


def signed_seeds() -> dict[str, bytes]:
    """A true content for each layer, and some that are not."""
    true = seeds()
    lines = PARTS["directory.ndjson"].splitlines(keepends=True)
    deep = json.dumps({"signed": 1}).encode() + b"[" * 2000
    return {
        **true,
        "records-none": bytes([Layer.RECORDS]),
        "records-twice": bytes([Layer.RECORDS]) + b"".join(lines + lines[:1]),
        "records-hidden-address": bytes([Layer.RECORDS])
        + b"".join(lines)
        + b'{"kind":"location","id":"x","organization_id":"open-table","address_1":"1 Main"}\n',
        "helplines-deep": bytes([Layer.HELPLINES]) + deep,
        "targets-number": bytes([Layer.TARGETS]) + b"1",
    }


def write() -> None:
    """Every seed into the corpus."""
    for target, made in (("container", container_seeds()), ("signed", signed_seeds())):
        folder = CORPUS / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)


if __name__ == "__main__":
    write()
