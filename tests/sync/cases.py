"""The rows of the verifier's tables, and short ways to write them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from kiosk.domain.clock import TrustedTime
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Phone, Service
from kiosk.domain.syncfile import (
    HelplineFile,
    RefusalCode,
)
from kiosk.sync.trust import read_root
from tests.sync.attempt import NOW, RECORDS, offer
from tests.sync.signing import hand, key_id, team
from tests.sync.toolkit import Coalition, helpline_file, lines_of, make_coalition, pack, revised

ONE = make_coalition()
THREE = make_coalition(3)
EDITORS = replace(THREE, editors=team("Ana", "Bo", "Cy", threshold=2))
OTHERS = make_coalition(channel="other")
Code = RefusalCode
GUARD = helpline_file(RECORDS, ANCHORS)
LINE = GUARD.guarded[0]
TARGETS = "targets.json"
ROLE = "directory-role.json"


@dataclass(frozen=True)
class Case:
    """``knobs`` go to :meth:`Coalition.parts`; ``change`` alters the members afterwards."""

    name: str
    code: RefusalCode | None
    where: str | None = None
    knobs: dict[str, Any] = field(default_factory=dict)
    by: Coalition = THREE
    records: list[AnyRecord] | bytes = field(default_factory=lambda: list(RECORDS))
    helplines: Any = ANCHORS
    change: Callable[[dict[str, bytes]], object] = lambda _: None
    time: TrustedTime = NOW


def knob(**knobs: Any) -> dict[str, Any]:
    return knobs


def set_in(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    """Sets one value deep inside what is signed."""

    def alter(signed: dict[str, Any]) -> None:
        place: Any = signed
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return alter


def drop(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def alter(signed: dict[str, Any]) -> None:
        place: Any = signed
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return alter


def hands(*holders: str) -> list[Any]:
    return [hand(holder) for holder in holders]


def edit(member: str, change: Callable[[Any], object]) -> Callable[[dict[str, bytes]], None]:
    """Changes a metadata file after it was signed."""

    def alter(members: dict[str, bytes]) -> None:
        made = json.loads(members[member])
        change(made)
        members[member] = json.dumps(made).encode()

    return alter


def put(member: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({member: data})


def swap(member: str, other: str) -> Callable[[dict[str, bytes]], None]:
    return lambda members: members.update({member: members[other]})


def twice(keys: dict[str, Any]) -> None:
    """The first key again, under an id of its own."""
    first = next(iter(keys))
    keys["f" * 64] = keys[first]


def second_id(signed: dict[str, Any]) -> None:
    delegations = signed["delegations"]
    twice(delegations["keys"])
    delegations["roles"][0]["keyids"].append("f" * 64)


def misnamed(signed: dict[str, Any]) -> None:
    delegations = signed["delegations"]
    [(_, key)] = delegations["keys"].items()
    delegations["keys"] = {"f" * 64: key}
    delegations["roles"][0]["keyids"] = ["f" * 64]


CUSTOM_LINES = ("targets", "helplines.json", "custom")
CUSTOM = ("targets", "directory.ndjson", "custom")
DELEGATED = ("delegations", "roles", 0)
KEYS = ("delegations", "keys", key_id("Editor"))


def service(**changes: Any) -> list[AnyRecord]:
    """The directory with its helpline changed."""
    return revised(RECORDS, Service, "help-line", **changes)


def number(new: str, of: str = "help-line.1") -> list[AnyRecord]:
    return revised(RECORDS, Phone, of, number=new)


def line_with(**changes: Any) -> HelplineFile:
    return HelplineFile(helplines=ANCHORS, guarded=(msgspec.structs.replace(LINE, **changes),))


def anchor_with(index: int, **changes: Any) -> HelplineFile:
    lines = list(ANCHORS)
    lines[index] = msgspec.structs.replace(lines[index], **changes)
    return HelplineFile(helplines=tuple(lines), guarded=GUARD.guarded)


def phone(**given: Any) -> list[AnyRecord]:
    return [*RECORDS, Phone(**given)]


def raw(*lines: bytes) -> bytes:
    return lines_of(RECORDS) + b"".join(lines)


COUNTS = {"organization": 2, "service": 2, "phone": 3}
LINES_RAW = msgspec.json.encode(GUARD)


def judge(case: Case, folder: Path) -> None:
    """What a kiosk that trusts the first root makes of it is what the case says."""
    members = case.by.parts(case.records, case.helplines, **case.knobs)
    case.change(members)
    outcome = offer(folder, pack(members), read_root(case.by.roots[1]), time=case.time)
    assert outcome.code == case.code
    if case.where is not None:
        assert outcome.where == case.where
    assert outcome.kept_root == (1 if outcome.where == "1.root.json" else case.by.version)
    assert (outcome.bundle is None) == (case.code is not None)
