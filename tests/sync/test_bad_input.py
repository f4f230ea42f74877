"""Everything bad that may be brought: one closed code, nothing lost, and the next good file works.

Each is brought to a kiosk that has taken a file before. The details are in the tests of each part.
"""

import datetime as dt
import errno
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.helplines import ANCHORS
from kiosk.domain.syncfile import FILE_LIMIT, FORMAT, RefusalCode
from kiosk.sync.data_folder import StartReason, inspect_folder
from kiosk.sync.importer import Consent
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import MADE, NEW, OLD, Box, dialled, small
from tests.sync.cases import drop, edit, second_id, set_in
from tests.sync.rawzip import Raw, assemble, deflated
from tests.sync.signing import hand, team
from tests.sync.toolkit import helpline_file, make_coalition, pack

COALITION = make_coalition(3).rotate(root=team("new 0", "new 1", "new 2", threshold=2))
"""Two of three for root and targets, and one new root so far."""
OTHERS = make_coalition(channel="other")
ROLE, TARGETS, RECORDS = "directory-role.json", "targets.json", "directory.ndjson"
CUSTOM = ("targets", RECORDS, "custom")
Code = RefusalCode
Make = Callable[[Path], object]


def parts(**knobs: Any) -> dict[str, bytes]:
    """The members of the next file."""
    records = knobs.pop("records", small())
    lines = knobs.pop("helplines", ANCHORS)
    usual = {"version": 6, "targets_version": 2, "created": MADE}
    return COALITION.parts(records, lines, **usual | knobs)


def next_file(**knobs: Any) -> Make:
    return lambda path: path.write_bytes(pack(parts(**knobs)))


def bent(change: Callable[[bytes], bytes]) -> Make:
    """The next file with its bytes changed."""
    return lambda path: path.write_bytes(change(pack(parts())))


def mixed(change: Callable[[dict[str, bytes]], object], **knobs: Any) -> Make:
    """The next file with its members changed."""

    def make(path: Path) -> None:
        members = parts(**knobs)
        change(members)
        path.write_bytes(pack(members))

    return make


def lying(name: str, **raw: Any) -> Make:
    """The next file with the headers or the packed bytes of one member changed."""
    rows = [
        Raw(key.encode(), data, **(raw if key == name else {})) for key, data in parts().items()
    ]
    return lambda path: path.write_bytes(assemble(rows))


def with_line(line: bytes) -> Make:
    """A line more in a directory that is signed as it should be."""
    whole = b"".join(msgspec.json.encode(one) + b"\n" for one in small())
    return next_file(records=whole + line, helplines=helpline_file(small(), ANCHORS), counts={})


def other(**knobs: Any) -> dict[str, bytes]:
    """The members of a file of the week after, which is as valid."""
    return parts(records=dialled(small(), OLD, NEW), version=7, **knobs)


def two_of_one(path: Path) -> None:
    rows = [Raw(name.encode(), data) for name, data in parts().items()]
    path.write_bytes(assemble([*rows, rows[-1]]))


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)


def link(path: Path) -> None:
    next_file()(path.with_name("real"))
    path.symlink_to("real")


def rotated(signers: tuple[str, ...]) -> Make:
    newer = COALITION.rotate(root=team("z 0", "z 1"), signers=[hand(one) for one in signers])
    return lambda path: path.write_bytes(newer.bundle(small(), version=6, created=MADE))


def hotline(number: str) -> dict[str, Any]:
    """The directory's own helpline with another number; what the offline keys guard stays."""
    return {
        "records": dialled(small(), "+19165550100", number),
        "helplines": helpline_file(small(), ANCHORS),
        "targets_version": 3,
    }


def anchor(number: str) -> dict[str, Any]:
    first, *rest = ANCHORS
    forged = (msgspec.structs.replace(first, number=number), *rest)
    return {"helplines": forged, "targets_version": 3}


BAD: dict[str, tuple[Make, RefusalCode]] = {
    "tampered: one number in the directory": (
        mixed(lambda m: m.update({RECORDS: m[RECORDS].replace(OLD.encode(), NEW.encode())})),
        Code.PAYLOAD_HASH,
    ),
    "tampered: one number in the helplines": (
        mixed(lambda m: m.update({"helplines.json": m["helplines.json"].replace(b"88", b"99")})),
        Code.PAYLOAD_HASH,
    ),
    "tampered: version in the targets": (
        mixed(edit(TARGETS, set_in("signed", "version", to=9))), Code.TARGETS_SIGNATURE),
    "tampered: hash in the directory role": (
        mixed(edit(ROLE, set_in("signed", "targets", RECORDS, "hashes", "sha256", to="0" * 64))),
        Code.DIRECTORY_SIGNATURE,
    ),
    "truncated": (bent(lambda data: data[:-30]), Code.TRUNCATED),
    "empty": (bent(lambda _: b""), Code.EMPTY),
    "padded behind": (bent(lambda data: data + b"\0"), Code.CONTAINER),
    "padded before": (bent(lambda data: b"\0" + data), Code.NOT_A_SYNC_FILE),
    "a picture named like a sync file": (bent(lambda _: b"\x89PNG\r\n"), Code.NOT_A_SYNC_FILE),
    "larger than any may be": (sparse, Code.TOO_BIG),
    "foreign: of another coalition": (
        lambda path: path.write_bytes(OTHERS.bundle(small())), Code.OTHER_COALITION),
    "foreign: same versions, other keys": (
        lambda path: path.write_bytes(
            make_coalition(3).rotate(root=team("thief")).bundle(small(), version=9)),
        Code.ROOT_FORK,
    ),
    "foreign: a member more": (mixed(lambda m: m.update({"readme.txt": b""})), Code.FOREIGN_MEMBER),
    "a member less": (mixed(lambda m: m.pop(ROLE)), Code.MISSING_MEMBER),
    "older": (next_file(version=4), Code.ROLLBACK),
    "older targets, newer directory": (next_file(targets_version=1, version=9), Code.ROLLBACK),
    "forked": (next_file(version=5, records=dialled(small(), OLD, NEW)), Code.FORK),
    "expired": (next_file(expires=MADE), Code.EXPIRED),
    "from the future": (next_file(created=MADE + dt.timedelta(days=30)), Code.FUTURE),
    "wrong channel": (next_file(channel="oakland"), Code.WRONG_CHANNEL),
    "newer format": (next_file(alter_directory=set_in(*CUSTOM, "format", to=FORMAT + 1)),
                     Code.NEWER_FORMAT),
    "threshold short": (next_file(targets_signers=[hand("targets 1")]), Code.TARGETS_SIGNATURE),
    "targets signed by the editor": (next_file(targets_signers=[hand("Editor")]),
                                     Code.TARGETS_SIGNATURE),
    "directory signed by nobody": (next_file(directory_signers=[]), Code.DIRECTORY_SIGNATURE),
    "one key under two ids": (next_file(alter_targets=second_id), Code.DUPLICATE_KEY),
    "stripped rotation": (next_file(roots={1: COALITION.roots[1]}), Code.OLD_ROOT),
    "rotation with a gap": (next_file(roots={4: COALITION.roots[2]}), Code.ROOT_GAP),
    "rotation signed by the new keys alone": (rotated(("z 0", "z 1")), Code.ROOT_SIGNATURE),
    "rotation signed by a stolen old root": (rotated(("root 0", "root 1", "z 0", "z 1")),
                                             Code.ROOT_SIGNATURE),
    "swapped members": (
        mixed(lambda m: m.update({TARGETS: m[ROLE], ROLE: m[TARGETS]})), Code.METADATA),
    "directory of another valid file": (
        mixed(lambda m: m.update({RECORDS: other()[RECORDS]})), Code.PAYLOAD_HASH),
    "directory role of another valid file": (
        mixed(lambda m: m.update({ROLE: other()[ROLE]})), Code.PAYLOAD_HASH),
    "targets of another valid file": (
        mixed(lambda m: m.update({TARGETS: other(targets_version=3)[TARGETS]})),
        Code.MIXED_VERSIONS,
    ),
    "duplicate members": (two_of_one, Code.DUPLICATE_MEMBER),
    "path names": (mixed(lambda m: m.update({"../root.json": m["1.root.json"]})),
                   Code.FOREIGN_MEMBER),
    "absolute path names": (mixed(lambda m: m.update({"/etc/passwd": b"x"})), Code.FOREIGN_MEMBER),
    "bomb that says so": (lying(RECORDS, both={"size": 2**31}), Code.MEMBER_TOO_BIG),
    "bomb that does not": (lying(RECORDS, packed=deflated(bytes(2**24))), Code.CONTAINER),
    "lying length, in the zip": (lying(TARGETS, both={"size": 9}), Code.CONTAINER),
    "lying length, signed": (next_file(alter_directory=set_in("targets", RECORDS, "length", to=7)),
                             Code.PAYLOAD_LENGTH),
    "deep JSON in metadata": (mixed(lambda m: m.update({ROLE: b"[" * 90_000})), Code.METADATA),
    "deep JSON, signed": (next_file(helplines=b"[" * 90_000, targets_version=3), Code.HELPLINES),
    "deep JSON in a record": (with_line(b'{"kind":' + b"[" * 60_000 + b"\n"), Code.RECORDS),
    "NaN in metadata": (
        mixed(lambda m: m.update({ROLE: m[ROLE].replace(b'"version": 6', b'"version": NaN')})),
        Code.METADATA,
    ),
    "NaN in a record": (
        with_line(b'{"kind":"location","id":"x","organization_id":"open-table","latitude":NaN}\n'),
        Code.RECORDS,
    ),
    "lone surrogate in metadata": (
        mixed(lambda m: m.update({ROLE: m[ROLE].replace(b"test", b"\\ud800")})), Code.METADATA),
    "lone surrogate in a record": (
        with_line(b'{"kind":"organization","id":"x","name":"\\ud800"}\n'), Code.RECORDS),
    "a field that nobody knows": (
        with_line(b'{"kind":"organization","id":"x","name":"X","icon":"y"}\n'), Code.RECORDS),
    "counts that are not those": (next_file(counts={"service": 1}), Code.COUNTS),
    "no facts": (next_file(alter_directory=drop(*CUSTOM)), Code.METADATA),
    "a hotline with another number": (next_file(**hotline("+19165550170")), Code.CONTENT),
    "a compiled-in line with another number": (next_file(**anchor("+19165550170")), Code.CONTENT),
    "symlink": (link, Code.NOT_A_FILE),
    "fifo": (os.mkfifo, Code.NOT_A_FILE),
    "a folder named like a file": (Path.mkdir, Code.NOTHING_FOUND),
    "nothing at all": (lambda _: None, Code.NOT_FOUND),
}  # fmt: skip


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """A kiosk that has taken the fifth file."""
    folder = tmp_path_factory.mktemp("ready")
    box = Box(folder / "data", folder / "stick", COALITION).trust()
    assert box.bring(small(), 5, targets_version=2).status is SyncStatus.APPLIED
    return box


@pytest.fixture
def box(ready: Box, tmp_path: Path) -> Box:
    shutil.copytree(ready.folder, tmp_path / "data")
    return replace(ready, folder=tmp_path / "data", stick=tmp_path / "stick")


def contents(box: Box) -> dict[str, bytes]:
    """All files but the history."""
    return {name: (box.folder / name).read_bytes() for name in box.names() - {"history.ndjson"}}


def refused(box: Box, path: Path, code: RefusalCode) -> None:
    """Brings it; nothing changes but the history, and the next good file is taken."""
    before = contents(box)
    outcome = box.syncing.sync(path, Consent.PERSON)
    assert (outcome.status, outcome.code) == (SyncStatus.REFUSED, code)
    assert contents(box) == before
    assert inspect_folder(box.folder, box.maker).reason is StartReason.VERIFIED


def next_works(box: Box) -> None:
    outcome = box.bring(dialled(small(), OLD, NEW), 6, targets_version=2)
    assert outcome.status is SyncStatus.APPLIED
    assert box.numbers("food-box") == [NEW]
    box.settled()


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_one_code_and_changes_nothing(box: Box, bad: str) -> None:
    make, code = BAD[bad]
    box.stick.mkdir()
    make(box.stick / "bad.kiosksync")
    refused(box, box.stick / "bad.kiosksync", code)
    next_works(box)


class _Pulled(io.RawIOBase):
    def read(self, _: int = -1) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_stick_that_is_pulled_changes_nothing(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    path = box.file(small(), 6)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", lambda *_, **__: _Pulled())
        refused(box, path, Code.UNREADABLE)
    next_works(box)


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, Code.DISK_FULL),
                                              (errno.EIO, Code.WRITE_FAILED)])  # fmt: skip
def test_a_disk_that_does_not_take_the_copy_loses_nothing(
    box: Box, monkeypatch: pytest.MonkeyPatch, number: int, code: RefusalCode
) -> None:
    path = box.file(small(), 6)

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        refused(box, path, code)
    next_works(box)


@pytest.mark.parametrize("now", ["1970-01-01T00:00", "2035-01-01T00:00"])
def test_with_a_clock_that_nobody_believes_rollback_holds_and_news_are_taken(
    box: Box, now: str
) -> None:
    lost = box.at(now=now, trusted_clock=False)
    refused(lost, lost.file(small(), 4), Code.ROLLBACK)
    next_works(lost)
    assert lost.state.floor == f"{MADE:%Y-%m-%dT%H:%M:%SZ}"
