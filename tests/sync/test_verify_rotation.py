"""Keys come and go: every step of a root must be signed by the root before it and by itself."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.syncfile import RefusalCode, RootFacts
from tests.sync.attempt import RECORDS, offer
from tests.sync.signing import hand, root_document, team
from tests.sync.toolkit import Coalition, make_coalition

ONE = make_coalition()
THREE = make_coalition(3)
Step = dict[str, Any]


@dataclass(frozen=True)
class Rotation:
    """Roots after the first, one dict of changes each; what a kiosk on root ``start`` does."""

    name: str
    steps: list[Step]
    code: RefusalCode | None = None
    kept: int = 1
    base: Coalition = THREE
    start: int = 1
    where: str = ""


def names(*holders: str) -> list[Any]:
    return [hand(holder) for holder in holders]


SIGNATURE = RefusalCode.ROOT_SIGNATURE
OLD = ("root 0", "root 1", "root 2")
NEW = ("new 0", "new 1", "new 2")
new_root = team(*NEW, threshold=2)

ROTATIONS = [
    Rotation("same keys again", [{}], kept=2),
    Rotation("ten times the same keys", [{}] * 10, kept=11),
    Rotation("one of three replaced", [{"root": team("root 0", "root 1", "new 0", threshold=2)}],
             kept=2),
    Rotation("all replaced", [{"root": new_root}], kept=2),
    Rotation("all replaced twice", [{"root": new_root}, {"root": team("a", "b")}], kept=3),
    Rotation("back to the first keys", [{"root": new_root}, {"root": THREE.root}], kept=3),
    Rotation("threshold raised", [{"root": team(*OLD, threshold=3)}], kept=2),
    Rotation("threshold raised, signed by the old threshold only",
             [{"root": team(*OLD, threshold=3), "signers": names("root 0", "root 1")}],
             SIGNATURE, where="2.root.json"),
    Rotation("threshold lowered", [{"root": team(*OLD, threshold=1)}], kept=2),
    Rotation("threshold lowered, signed by the new threshold only",
             [{"root": team(*OLD, threshold=1), "signers": names("root 2")}], SIGNATURE),
    Rotation("from one holder to two of three", [{"root": new_root}], kept=2, base=ONE),
    Rotation("from two of three to one", [{"root": team("alone")}], kept=2),
    Rotation("signed by the new keys only", [{"root": new_root, "signers": names(*NEW)}],
             SIGNATURE),
    Rotation("signed by the old keys only", [{"root": new_root, "signers": names(*OLD)}],
             SIGNATURE),
    Rotation("one old signature too few",
             [{"root": new_root, "signers": names("root 0", "new 0", "new 1")}], SIGNATURE),
    Rotation("one new signature too few",
             [{"root": new_root, "signers": names("root 0", "root 1", "new 0")}], SIGNATURE),
    Rotation("any two old and any two new",
             [{"root": new_root, "signers": names("root 2", "root 1", "new 2", "new 0")}], kept=2),
    Rotation("more signatures than needed", [{"root": new_root, "signers": names(*OLD, *NEW)}],
             kept=2),
    Rotation("strangers sign too",
             [{"signers": names("root 0", "root 1", "stranger")}], kept=2),
    Rotation("only strangers sign", [{"signers": names("stranger", "other")}], SIGNATURE),
    Rotation("nobody signs", [{"signers": []}], SIGNATURE),
    Rotation("targets keys sign the root", [{"signers": names("targets 0", "targets 1")}],
             SIGNATURE),
    Rotation("editor signs the root", [{"signers": names("Editor")}], SIGNATURE, base=ONE),
    Rotation("a lost key stays until the next root",
             [{"root": team("root 0", "root 1", "new 0", threshold=2),
               "signers": names("root 0", "root 1")}], kept=2),
    Rotation("good step, then one signed by withdrawn keys",
             [{"root": new_root}, {"root": new_root, "signers": names(*OLD)}], SIGNATURE, kept=2,
             where="3.root.json"),
    Rotation("good step, then nobody", [{}, {"signers": []}], SIGNATURE, kept=2),
    Rotation("bad step, then a good one", [{"signers": []}, {}], SIGNATURE, where="2.root.json"),
    Rotation("two steps, the middle one only signed by its own keys",
             [{"root": new_root, "signers": names(*NEW)}, {"root": THREE.root}], SIGNATURE),
    Rotation("targets keys replaced", [{"targets": team("t 0", "t 1")}], kept=2),
    Rotation("targets threshold raised", [{"targets": team("targets 0", "targets 1", "targets 2")}],
             kept=2),
    Rotation("one key for root and targets", [{"root": new_root, "targets": new_root}], kept=2),
    Rotation("kiosk is in the middle of the chain", [{}, {"root": new_root}, {}], kept=4, start=2),
    Rotation("kiosk has the newest already", [{}, {}], kept=3, start=3),
    Rotation("new name of the publisher",
             [{"facts": RootFacts(channel="test", publisher="New Name")}], kept=2),
    Rotation("publisher with a control character",
             [{"facts": RootFacts(channel="test", publisher="\x1b[2JCounty")}],
             RefusalCode.METADATA, where="2.root.json"),
    Rotation("root key whose holder cannot be seen",
             [{"root": team("\u200b", threshold=1)}], RefusalCode.METADATA, where="2.root.json"),
    Rotation("another channel", [{"facts": RootFacts(channel="other", publisher="Test")}],
             RefusalCode.WRONG_CHANNEL),
    Rotation("version skips one inside", [{"alter": lambda root: root.update(version=3)}],
             RefusalCode.METADATA),
    Rotation("version repeats inside", [{"alter": lambda root: root.update(version=1)}],
             RefusalCode.METADATA),
]  # fmt: skip


def built(rotation: Rotation) -> list[Coalition]:
    chain = [rotation.base]
    for step in rotation.steps:
        chain.append(chain[-1].rotate(**step))
    return chain


@pytest.mark.parametrize("rotation", ROTATIONS, ids=lambda rotation: rotation.name)
def test_a_rotation(rotation: Rotation, tmp_path: Path) -> None:
    chain = built(rotation)
    outcome = offer(tmp_path, chain[-1].bundle(RECORDS), chain[rotation.start - 1].trusted)
    assert (outcome.code, outcome.kept_root) == (rotation.code, rotation.kept)
    if rotation.where:
        assert outcome.where == rotation.where
    if rotation.code is None:
        assert outcome.bundle.root == chain[-1].trusted


def only(coalition: Coalition, *numbers: int) -> bytes:
    return coalition.bundle(RECORDS, roots={n: coalition.roots[n] for n in numbers})


FOUR = THREE.rotate().rotate(root=new_root).rotate()
FORK = THREE.rotate(alter=lambda root: root.update(expires="2030-01-01T00:00:00Z"))
LATER = replace(FOUR, roots={**FOUR.roots, 1: root_document(1, new_root, THREE.targets)})

CHAINS: list[tuple[str, Callable[[], bytes], int, RefusalCode | None, int]] = [
    ("only the next root is carried", lambda: only(FOUR, 4), 3, None, 4),
    ("only the trusted root is carried", lambda: only(FOUR, 4), 4, None, 4),
    ("the next two are carried", lambda: only(FOUR, 3, 4), 2, None, 4),
    ("the next one is missing", lambda: only(FOUR, 3, 4), 1, RefusalCode.ROOT_GAP, 1),
    ("one in the middle is missing", lambda: only(FOUR, 1, 2, 4), 1, RefusalCode.ROOT_GAP, 1),
    ("only older roots", lambda: only(FOUR, 1, 2), 4, RefusalCode.OLD_ROOT, 4),
    ("one root behind", lambda: only(FOUR, 2, 3), 4, RefusalCode.OLD_ROOT, 4),
    ("another root 2 with good signatures", lambda: FORK.bundle(RECORDS), 2,
     RefusalCode.ROOT_FORK, 2),
    ("root 2 with one more signature is the same root",
     lambda: THREE.rotate(signers=names("root 2", "root 0")).bundle(RECORDS), 2, None, 2),
    ("roots before the trusted one do not matter", lambda: LATER.bundle(RECORDS), 3, None, 4),
    ("root of somebody else",
     lambda: replace(THREE, roots={1: root_document(1, new_root, THREE.targets)}).bundle(RECORDS),
     1, RefusalCode.ROOT_FORK, 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "start", "code", "kept"), [case[1:] for case in CHAINS], ids=[c[0] for c in CHAINS]
)
def test_which_roots_a_file_carries(
    make: Callable[[], bytes], start: int, code: RefusalCode | None, kept: int, tmp_path: Path
) -> None:
    trusted = (THREE, THREE.rotate(), THREE.rotate().rotate(root=new_root), FOUR)[start - 1].trusted
    outcome = offer(tmp_path, make(), trusted)
    assert (outcome.code, outcome.kept_root) == (code, kept)


def test_a_new_root_stays_although_the_rest_is_refused(tmp_path: Path) -> None:
    newer = THREE.rotate(root=new_root)
    outcome = offer(tmp_path, newer.bundle(RECORDS, targets_signers=[]), THREE.trusted)
    assert (outcome.code, outcome.kept_root) == (RefusalCode.TARGETS_SIGNATURE, 2)
    again = offer(tmp_path, newer.bundle(RECORDS), newer.trusted)
    assert (again.code, again.kept_root) == (None, 2)
    old = offer(tmp_path, THREE.bundle(RECORDS), newer.trusted)
    assert (old.code, old.kept_root) == (RefusalCode.OLD_ROOT, 2)


def test_a_withdrawn_targets_key_signs_no_more(tmp_path: Path) -> None:
    newer = THREE.rotate(targets=team("t 0", "t 1"))
    stolen = newer.bundle(RECORDS, targets_signers=THREE.targets.hands)
    outcome = offer(tmp_path, stolen, THREE.trusted)
    assert (outcome.code, outcome.kept_root) == (RefusalCode.TARGETS_SIGNATURE, 2)


def test_targets_published_for_an_older_root_are_not_taken(tmp_path: Path) -> None:
    newer = THREE.rotate(root=new_root)
    outcome = offer(tmp_path, newer.bundle(RECORDS, root_version=1), THREE.trusted)
    assert (outcome.code, outcome.where) == (RefusalCode.MIXED_VERSIONS, "targets.json")
