"""Signed facts: format, channel, versions that belong together, time, what was taken before."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.syncfile import (
    FORMAT,
    RefusalCode,
    Versions,
)
from kiosk.sync.state import RollbackFloor
from tests.sync.attempt import RECORDS, at, offer
from tests.sync.cases import (
    CUSTOM,
    CUSTOM_LINES,
    LINES_RAW,
    OTHERS,
    ROLE,
    TARGETS,
    THREE,
    Case,
    Code,
    hands,
    judge,
    knob,
    number,
    put,
    set_in,
)
from tests.sync.toolkit import (
    Coalition,
    lines_of,
)

FACTS = [
    Case("newer format of the directory", Code.NEWER_FORMAT, ROLE,
         knobs=knob(alter_directory=set_in(*CUSTOM, "format", to=FORMAT + 1))),
    Case("newer format of the helplines", Code.NEWER_FORMAT, TARGETS,
         knobs=knob(alter_targets=set_in(*CUSTOM_LINES, "format", to=FORMAT + 1))),
    Case("newer format with facts from the future", Code.NEWER_FORMAT, ROLE,
         knobs=knob(alter_directory=lambda signed: signed["targets"]["directory.ndjson"].update(
             custom={"format": FORMAT + 1, "colour": "red"}))),
    Case("format 0", Code.METADATA, knobs=knob(format_number=0)),
    Case("format is true", Code.METADATA,
         knobs=knob(alter_directory=set_in(*CUSTOM, "format", to=True))),
    Case("another channel", Code.WRONG_CHANNEL, TARGETS, knobs=knob(channel="oakland")),
    Case("another channel of the directory alone", Code.WRONG_CHANNEL, ROLE,
         knobs=knob(alter_directory=set_in(*CUSTOM, "channel", to="oakland"))),
    Case("file of another coalition", Code.OTHER_COALITION, "1.root.json",
         change=lambda members: members.update(OTHERS.parts(RECORDS))),
    Case("directory of another root", Code.MIXED_VERSIONS, ROLE, knobs=knob(bound_root=2)),
    Case("directory of other targets", Code.MIXED_VERSIONS, ROLE, knobs=knob(bound_targets=2)),
    Case("targets of another root", Code.MIXED_VERSIONS, TARGETS, knobs=knob(root_version=2)),
    Case("directory role of the week before with new targets", Code.MIXED_VERSIONS, ROLE,
         change=lambda members: members.update(
             {ROLE: THREE.parts(RECORDS)[ROLE],
              TARGETS: THREE.parts(RECORDS, targets_version=2)[TARGETS]})),
]  # fmt: skip

EXPIRED = dt.datetime(2026, 11, 24, 18, 30, tzinfo=dt.UTC)
LATE = EXPIRED + dt.timedelta(seconds=1)

TIME = [
    Case("directory out of date", Code.EXPIRED, ROLE, knobs=knob(expires=EXPIRED)),
    Case("directory out of date in a second", None, knobs=knob(expires=LATE)),
    Case("targets out of date", Code.EXPIRED, TARGETS, knobs=knob(targets_expires=EXPIRED)),
    Case("root out of date", Code.EXPIRED, "2.root.json", by=THREE.rotate(expires=EXPIRED)),
    Case("root in between out of date", None, by=THREE.rotate(expires=EXPIRED).rotate()),
    Case("made 48 hours ahead", None, knobs=knob(created=EXPIRED + dt.timedelta(hours=48))),
    Case("made more than 48 hours ahead", Code.FUTURE, ROLE,
         knobs=knob(created=LATE + dt.timedelta(hours=48))),
    Case("clock at 1970, nobody vouches", None, time=at("1970-01-01T00:00", trusted=False)),
    Case("clock at 1970, trusted", Code.FUTURE, ROLE, time=at("1970-01-01T00:00")),
    Case("clock at 2035, nobody vouches", None, time=at("2035-01-01T00:00", trusted=False)),
    Case("clock at 2035, trusted", Code.EXPIRED, "root.json", time=at("2035-01-01T00:00")),
    Case("everything out of date, nobody vouches", None, time=at("2026-11-24T10:30", trusted=False),
         knobs=knob(expires=EXPIRED, targets_expires=EXPIRED)),
    Case("made in 2099, nobody vouches", None, time=at("2026-11-24T10:30", trusted=False),
         knobs=knob(created=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))),
]  # fmt: skip

PAYLOADS = [
    Case("a letter changed in the directory", Code.PAYLOAD_HASH, "directory.ndjson",
         change=put("directory.ndjson", lines_of(RECORDS).replace(b"Food", b"Fool"))),
    Case("a line more in the directory", Code.PAYLOAD_LENGTH, "directory.ndjson",
         change=put("directory.ndjson", lines_of(RECORDS) + b"\n")),
    Case("a directory of no bytes", Code.PAYLOAD_LENGTH, "directory.ndjson",
         change=put("directory.ndjson", b"")),
    Case("a number changed in the helplines", Code.PAYLOAD_HASH, "helplines.json",
         change=put("helplines.json", LINES_RAW.replace(b"18883737888", b"18883737889"))),
    Case("a space more in the helplines", Code.PAYLOAD_LENGTH, "helplines.json",
         change=put("helplines.json", LINES_RAW + b" ")),
    Case("length that lies, hash that is right", Code.PAYLOAD_LENGTH, "directory.ndjson",
         knobs=knob(alter_directory=set_in("targets", "directory.ndjson", "length", to=7))),
    Case("helplines of other records", Code.PAYLOAD_LENGTH, "helplines.json",
         change=put("helplines.json", b"{}")),
]  # fmt: skip


@pytest.mark.parametrize("case", [*FACTS, *TIME, *PAYLOADS], ids=lambda case: case.name)
def test_facts_time_and_payloads(case: Case, tmp_path: Path) -> None:
    judge(case, tmp_path)


def accepted_by(data: bytes, folder: Path, coalition: Coalition = THREE) -> RollbackFloor:
    outcome = offer(folder, data, coalition.trusted)
    return outcome.bundle.accepted_as


OTHER_RECORDS = number("+19165550124", of="food-box.1")
NEXT_ROOT = THREE.rotate()

VERSIONS = [
    ("the same file again", {}, None),
    ("the same with a signature more",
     knob(directory_signers=hands("Editor", "stranger"),
          targets_signers=hands("targets 0", "targets 1", "targets 2")), None),
    ("a newer directory", knob(version=6), None),
    ("an older directory", knob(version=4), Code.ROLLBACK),
    ("newer targets, directory counts anew", knob(targets_version=4, version=1), None),
    ("older targets, newer directory", knob(targets_version=2, version=9), Code.ROLLBACK),
    ("same version, other expiry", knob(expires=LATE), Code.FORK),
    ("same version, targets with other expiry", knob(targets_expires=LATE), Code.FORK),
    ("newer directory, same targets version with other expiry",
     knob(version=6, targets_expires=LATE), Code.FORK),
    ("the very first", knob(targets_version=1, version=1), Code.ROLLBACK),
    ("a version far ahead", knob(version=2**53), None),
]  # fmt: skip


@pytest.mark.parametrize(("knobs", "code"), [v[1:] for v in VERSIONS], ids=[v[0] for v in VERSIONS])
def test_versions_against_what_was_taken_before(
    knobs: dict[str, Any], code: RefusalCode | None, tmp_path: Path
) -> None:
    own = knob(version=5, targets_version=3)
    before = accepted_by(THREE.bundle(RECORDS, **own), tmp_path)
    assert before.versions == Versions(1, 3, 5)
    outcome = offer(tmp_path, THREE.bundle(RECORDS, **own | knobs), THREE.trusted, accepted=before)
    assert outcome.code == code
    if outcome.bundle is not None:
        assert outcome.bundle.same_as_accepted == (outcome.bundle.versions == before.versions)


def test_same_version_with_other_records_is_a_fork(tmp_path: Path) -> None:
    before = accepted_by(THREE.bundle(RECORDS), tmp_path)
    outcome = offer(tmp_path, THREE.bundle(OTHER_RECORDS), THREE.trusted, accepted=before)
    assert outcome.code == Code.FORK


def test_a_new_root_lets_versions_count_anew(tmp_path: Path) -> None:
    before = accepted_by(THREE.bundle(RECORDS, version=2**53), tmp_path)
    newer = NEXT_ROOT.bundle(OTHER_RECORDS, version=1)
    outcome = offer(tmp_path, newer, THREE.trusted, accepted=before)
    assert outcome.code is None
    assert outcome.bundle.versions == Versions(2, 1, 1)


def test_a_file_taken_before_is_known_although_out_of_date(tmp_path: Path) -> None:
    data = THREE.bundle(RECORDS)
    before = accepted_by(data, tmp_path)
    outcome = offer(tmp_path, data, THREE.trusted, accepted=before, time=at("2035-01-01T00:00"))
    assert outcome.bundle.same_as_accepted


def test_rollback_holds_with_an_untrusted_clock(tmp_path: Path) -> None:
    before = accepted_by(THREE.bundle(RECORDS, version=2), tmp_path)
    late = at("1970-01-01T00:00", trusted=False)
    outcome = offer(tmp_path, THREE.bundle(RECORDS), THREE.trusted, accepted=before, time=late)
    assert outcome.code == Code.ROLLBACK
