"""The trusted root on disk, and the check by hand."""

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.syncfile import RefusalCode, Refused, RootFacts
from kiosk.sync.container import Container, read_container
from kiosk.sync.trust import (
    TrustedRoot,
    fingerprint,
    load_root,
    newest_root,
    read_root,
    save_root,
    walk,
    wrong_groups,
)
from tests.sync.attempt import RECORDS
from tests.sync.signing import Alter, hand, key_id, root_document, team
from tests.sync.toolkit import make_coalition

THREE = make_coalition(3)
CHAIN = THREE.rotate(root=team("a", "b")).rotate()
ROOT = THREE.trusted
RIGHT = fingerprint(ROOT)


def container(folder: Path, **roots: Any) -> Container:
    return read_container(CHAIN.write(folder / "file", RECORDS, **roots))


def test_the_fingerprint_is_the_hash_of_what_is_signed() -> None:
    digits = hashlib.sha256(ROOT.document.payload).hexdigest()
    assert "".join(RIGHT) == digits[:32]
    assert [len(group) for group in RIGHT] == [4] * 8


def test_the_fingerprint_does_not_change_with_signatures() -> None:
    again = read_root(root_document(1, THREE.root, THREE.targets, signers=THREE.root.hands))
    assert again.raw != ROOT.raw
    assert fingerprint(again) == RIGHT


def other(group: str) -> str:
    return group[:-1] + ("0" if group[-1] != "0" else "1")


def typed(*wrong: int, joint: str = " ") -> str:
    return joint.join(
        other(group) if n in wrong else group for n, group in enumerate(RIGHT, start=1)
    )


@pytest.mark.parametrize("joint", [" ", "-", "", "  ", " - ", "\n", "–", "\t"])
@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_typed_right(joint: str, change: Callable[[str], str]) -> None:
    assert wrong_groups(ROOT, change(typed(joint=joint))) == []
    assert wrong_groups(ROOT, f"  {change(typed(joint=joint))}\n") == []


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize("joint", [" ", "-", ""])
def test_a_wrong_group_is_named(number: int, joint: str) -> None:
    assert wrong_groups(ROOT, typed(number, joint=joint)) == [number]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("-", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("x" * 10_000, [1, 2, 3, 4, 5, 6, 7, 8]),
        (" ".join(RIGHT[:3]), [4, 5, 6, 7, 8]),
        ("".join(RIGHT[:7]), [8]),
        (" ".join(RIGHT)[:-1], [8]),
        (" ".join(RIGHT) + "a", [8]),
        (" ".join(RIGHT) + " aaaa", [8]),
        (" ".join((RIGHT[0][:3], *RIGHT[1:])), [1]),
        (typed(2, 7), [2, 7]),
    ],
    ids=[
        "nothing",
        "a dash",
        "nonsense",
        "three groups",
        "seven groups, joined",
        "last digit missing",
        "a digit more",
        "a group more",
        "three digits in the first",
        "two wrong",
    ],
)
def test_typed_wrong(text: str, wrong: list[int]) -> None:
    assert wrong_groups(ROOT, text) == wrong


def test_no_trust_yet(tmp_path: Path) -> None:
    assert load_root(tmp_path) is None
    assert load_root(tmp_path / "no folder") is None


def test_a_root_is_kept_and_replaced(tmp_path: Path) -> None:
    save_root(tmp_path, ROOT)
    assert load_root(tmp_path) == ROOT
    save_root(tmp_path, CHAIN.trusted)
    assert load_root(tmp_path) == CHAIN.trusted
    assert [path.name for path in tmp_path.iterdir()] == ["root.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(ROOT.raw[:-1]),
        lambda path: path.write_bytes(ROOT.raw.replace(b"2031", b"2032")),
        lambda path: path.write_bytes(b" " * 70_000 + ROOT.raw),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "cut", "changed", "too long", "a folder"],
)
def test_a_damaged_root_is_no_trust(damage: Callable[[Path], object], tmp_path: Path) -> None:
    save_root(tmp_path, ROOT)
    damage(tmp_path / "root.json")
    with pytest.raises(Refused) as refused:
        load_root(tmp_path)
    assert (refused.value.code, refused.value.where) == (RefusalCode.TRUST_DAMAGED, "root.json")


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, RefusalCode.DISK_FULL), (errno.EIO, RefusalCode.WRITE_FAILED)],
)
def test_a_root_that_cannot_be_kept(
    number: int, code: RefusalCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    save_root(tmp_path, ROOT)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Refused) as refused:
        save_root(tmp_path, CHAIN.trusted)
    assert refused.value.code == code
    assert load_root(tmp_path) == ROOT
    assert [path.name for path in tmp_path.iterdir()] == ["root.json"]


def test_the_newest_root_of_a_file(tmp_path: Path) -> None:
    assert newest_root(container(tmp_path)) == CHAIN.trusted
    late = {n: raw for n, raw in CHAIN.roots.items() if n > 1}
    assert newest_root(container(tmp_path, roots=late)) == CHAIN.trusted


@pytest.mark.parametrize(
    ("roots", "code"),
    [
        ({1: THREE.roots[1], 3: CHAIN.roots[3]}, RefusalCode.ROOT_GAP),
        ({2: THREE.roots[1]}, RefusalCode.METADATA),
        ({1: THREE.roots[1], 2: root_document(2, team("x"), team("x"))},
         RefusalCode.ROOT_SIGNATURE),
        ({1: root_document(1, team("x"), team("x"), signers=[])}, RefusalCode.ROOT_SIGNATURE),
    ],
    ids=["a gap", "another version inside", "not signed by the one before", "not signed"],
)  # fmt: skip
def test_no_newest_root(roots: dict[int, bytes], code: RefusalCode, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        newest_root(container(tmp_path, roots=roots))
    assert refused.value.code == code


def test_no_roots_at_all(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        newest_root(replace(container(tmp_path), roots={}))
    assert refused.value.code == RefusalCode.MISSING_MEMBER


def test_roots_come_one_by_one_so_that_each_can_be_kept() -> None:
    bad = THREE.rotate().rotate(signers=[])
    seen: list[TrustedRoot] = []
    with pytest.raises(Refused):
        seen.extend(walk(THREE.trusted, bad.roots))
    assert [root.version for root in seen] == [2]


def duplicate(root: dict[str, Any]) -> None:
    root["keys"]["f" * 64] = root["keys"][key_id("root 0")]
    root["roles"]["root"]["keyids"].append("f" * 64)


def wrong_id(root: dict[str, Any]) -> None:
    root["keys"]["f" * 64] = root["keys"].pop(key_id("targets 2"))
    root["roles"]["targets"]["keyids"][2] = "f" * 64


def keys(names: int) -> dict[str, Any]:
    return {hand(f"{n}").key.keyid: hand(f"{n}").key.to_dict() for n in range(names)}


METADATA = RefusalCode.METADATA
ROOTS: list[tuple[str, Alter, RefusalCode | None]] = [
    ("as it is", lambda _: None, None),
    ("one key under two ids", duplicate, RefusalCode.DUPLICATE_KEY),
    ("a key under a wrong id", wrong_id, METADATA),
    ("no facts of the coalition", lambda root: root.pop("kiosk"), METADATA),
    ("facts that nobody knows", lambda root: root["kiosk"].update(more=1), METADATA),
    ("channel with a space", lambda root: root["kiosk"].update(channel="a b"), METADATA),
    ("no publisher", lambda root: root["kiosk"].pop("publisher"), METADATA),
    ("publisher of 121 letters", lambda root: root["kiosk"].update(publisher="x" * 121), METADATA),
    ("publisher written backwards",
     lambda root: root["kiosk"].update(publisher="County\u202e"), METADATA),
    ("publisher that cannot be seen",
     lambda root: root["kiosk"].update(publisher="\u200b"), METADATA),
    ("no role for targets", lambda root: root["roles"].pop("targets"), METADATA),
    ("no role for timestamps", lambda root: root["roles"].pop("timestamp"), METADATA),
    ("a role that TUF does not have",
     lambda root: root["roles"].update(mirrors=root["roles"]["root"]), METADATA),
    ("a threshold that nobody can meet",
     lambda root: root["roles"]["targets"].update(threshold=4), METADATA),
    ("threshold 0", lambda root: root["roles"]["root"].update(threshold=0), METADATA),
    ("threshold is text", lambda root: root["roles"]["root"].update(threshold="2"), METADATA),
    ("a key that is not there",
     lambda root: root["roles"]["targets"]["keyids"].append("0" * 64), METADATA),
    ("a key id twice",
     lambda root: root["roles"]["targets"].update(keyids=[key_id("targets 0")] * 2), METADATA),
    ("key ids as a text", lambda root: root["roles"]["root"].update(keyids="ab"), METADATA),
    ("a key of 31 bytes",
     lambda root: root["keys"][key_id("targets 0")]["keyval"].update(public="ab" * 31), METADATA),
    ("keys as a list", lambda root: root.update(keys=[]), METADATA),
    ("257 keys", lambda root: root["keys"].update(keys(257)), METADATA),
    ("100 keys", lambda root: root["keys"].update(keys(100)), None),
    ("consistent snapshot", lambda root: root.update(consistent_snapshot=True), None),
    ("consistent snapshot is text", lambda root: root.update(consistent_snapshot="no"), METADATA),
    ("a holder of no letters",
     lambda root: root["keys"][key_id("root 0")].update(holder=""), METADATA),
    ("a holder that cannot be seen",
     lambda root: root["keys"][key_id("root 0")].update(holder="Ana\u200b"), METADATA),
    ("a targets key's holder with a control character",
     lambda root: root["keys"][key_id("targets 0")].update(holder="\x1b[2JAna"), METADATA),
    ("version 0", lambda root: root.update(version=0), METADATA),
]  # fmt: skip


@pytest.mark.parametrize(("alter", "code"), [r[1:] for r in ROOTS], ids=[r[0] for r in ROOTS])
def test_what_a_root_may_say(alter: Alter, code: RefusalCode | None) -> None:
    raw = root_document(1, THREE.root, THREE.targets, alter=alter)
    if code is None:
        assert read_root(raw).facts == RootFacts(channel="test", publisher="Test Coalition")
        return
    with pytest.raises(Refused) as refused:
        read_root(raw, "1.root.json")
    assert (refused.value.code, refused.value.where) == (code, "1.root.json")
