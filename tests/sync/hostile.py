"""Hostile input made on purpose: what both the property tests and the fuzz targets are built on.

Input of the second target is one byte that says which part of a file it is (:class:`Layer`) and
the content of that part, which is then signed as it should be: whoever stole a key can do that.
"""

import atexit
import json
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from securesystemslib.exceptions import FormatError

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.sync.container import read_container
from kiosk.sync.trust import TrustedRoot
from kiosk.sync.verify import VerifiedBundle, verify
from tests.sync.attempt import NOW, RECORDS
from tests.sync.signing import Hand, document, team
from tests.sync.toolkit import helpline_file, make_coalition, pack

COALITION = make_coalition()
ROTATED = COALITION.rotate(root=team("root 0", "new", threshold=1))
GUARD = helpline_file(RECORDS, ANCHORS)
LONGEST_PLACE = 24
"""Characters of where something was refused: a member, a line, a rule, never content."""
BYTEWISE = 0.2
DEEPER = 0.8
DEEP: list[Any] = []
for _ in range(40):
    DEEP = [DEEP]
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, -1, 64, 65, 2**53, 2**53 + 1, 2**64, 0.5, 1e308, "", " ", "0"),
    *("x" * 300, "\0", "\n", "\u202e988", "\u200b", "\ufeff", "\ud800", "\u0430", "\U000e0041"),
    *("+18883737888", "911", "+19005550100", "1-800", "http://a.example", "javascript:x"),
    *("2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0000-00-00T00:00:00Z", "2026-02-30"),
    *([], {}, [[]], [{}], {"": ""}, ["*"], DEEP, {"a": DEEP}),
)
WORDS = ("", "kind", "id", "_type", "__class__", "signed", "x-more", "phones", "number")
PIECES = (
    *(b"", b"\0", b"\xff", b"\xc3", b'"', b"{", b"}", b"[" * 2000, b"\n", b"\r\n", b",", b"1e999"),
    *(b"NaN", b"\\ud800", b'"id":"x",', b"\xef\xbb\xbf", b"PK\3\4", b"PK\5\6", b"\xff" * 4),
)
Meaning = tuple[Any, ...]


class Layer(IntEnum):
    """Which part of a file the content is."""

    RECORDS = 0
    HELPLINES = 1
    TARGETS = 2
    DIRECTORY = 3
    ROOT = 4


@cache
def folder() -> Path:
    """Where files lie meanwhile: memory where there is some."""
    memory = Path("/dev/shm")  # noqa: S108 - nothing secret, and gone at the end
    made = tempfile.mkdtemp(prefix="kiosk-hostile-", dir=memory if memory.is_dir() else None)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def meaning(bundle: VerifiedBundle) -> Meaning:
    """All of a bundle that a visitor, or the next file, could notice."""
    return (
        bundle.versions,
        bundle.facts,
        bundle.helplines,
        bundle.records,
        bundle.expires,
        bundle.accepted_as,
        bundle.root.document.payload,
    )


def take(data: bytes, trusted: TrustedRoot = COALITION.trusted) -> VerifiedBundle | RefusalCode:
    """What a kiosk makes of a file; nothing but a refusal may come out, and no spool stays."""
    path, spool = folder() / "file", folder() / "spool"
    path.write_bytes(data)
    found: VerifiedBundle | Refused
    try:
        found = verify(
            read_container(path),
            trusted,
            accepted=None,
            time=NOW,
            spool=spool,
            persist_root=lambda _: None,
        )
    except Refused as refused:
        found = refused
    assert not spool.exists()
    if isinstance(found, VerifiedBundle):
        return found
    assert len(found.where) <= LONGEST_PLACE
    return found.code


def forge(data: bytes) -> bytes:
    """A file with one part as in ``data`` (layer and content), signed by everybody it takes."""
    layer, content = Layer(data[0] % len(Layer)) if data else Layer.RECORDS, data[1:]
    match layer:
        case Layer.RECORDS:
            return COALITION.bundle(content, GUARD, counts=_counts(content))
        case Layer.HELPLINES:
            return COALITION.bundle(RECORDS, content)
        case Layer.TARGETS:
            members = COALITION.parts(RECORDS)
            members["targets.json"] = _signed(content, COALITION.targets.hands)
        case Layer.DIRECTORY:
            members = COALITION.parts(RECORDS)
            members["directory-role.json"] = _signed(content, COALITION.editors.hands)
        case Layer.ROOT:
            members = ROTATED.parts(RECORDS)
            members["2.root.json"] = _signed(content, COALITION.root.hands)
    return pack(members)


def seeds() -> dict[str, bytes]:
    """Content that a kiosk takes, one for each layer; by name."""
    parts, rotated = COALITION.parts(RECORDS), ROTATED.parts(RECORDS)
    return {
        "records": bytes([Layer.RECORDS]) + parts["directory.ndjson"],
        "helplines": bytes([Layer.HELPLINES]) + parts["helplines.json"],
        "targets": bytes([Layer.TARGETS]) + _payload(parts["targets.json"]),
        "directory": bytes([Layer.DIRECTORY]) + _payload(parts["directory-role.json"]),
        "root": bytes([Layer.ROOT]) + _payload(rotated["2.root.json"]),
    }


def _payload(raw: bytes) -> bytes:
    return json.dumps(json.loads(raw)["signed"]).encode()


def _signed(content: bytes, signers: Iterable[Hand]) -> bytes:
    """The content signed as TUF signs, or as it is where it cannot be signed at all."""
    try:
        return document(json.loads(content), signers)
    except (ValueError, TypeError, FormatError, RecursionError):
        return content


def _counts(content: bytes) -> dict[str, int]:
    """What an editor's program would count: the kinds as they stand on the lines."""
    counts: Counter[str] = Counter()
    for line in content.splitlines():
        try:
            kind = str(json.loads(line)["kind"])
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
        if kind.isidentifier() and kind.isascii():
            counts[kind] += 1
    return dict(counts)


def mutate(content: bytes, chance: random.Random) -> bytes:
    """``content`` with one thing changed: a value inside its JSON, or some of its bytes."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    try:
        tree = json.loads(lines[at])
    except (ValueError, RecursionError):
        return _bytes_changed(content, chance)
    if not isinstance(tree, dict | list) or not tree or chance.random() < BYTEWISE:
        return _bytes_changed(content, chance)
    _tree_changed(tree, chance)
    lines[at] = json.dumps(tree).encode()
    return b"\n".join(lines)


def _bytes_changed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((0, 1, 2, 4, 30)))
    return content[:start] + chance.choice(PIECES) + content[end:]


def _tree_changed(tree: Any, chance: random.Random) -> None:
    """Walk down at random and change what is there."""
    while True:
        keys: list[Any] = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        key = chance.choice(keys)
        below = tree[key]
        if isinstance(below, dict | list) and below and chance.random() < DEEPER:
            tree = below
            continue
        match chance.randrange(4):
            case 0:
                del tree[key]
            case 1 if isinstance(tree, dict):
                tree[chance.choice(WORDS)] = below
            case 2 if isinstance(tree, list):
                tree.insert(key, below)
            case _:
                tree[key] = chance.choice(VALUES)
        return
