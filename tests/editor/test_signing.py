"""Keys that change and people who sign together, checked with the kiosk's own rules."""

from pathlib import Path

import msgspec
import pytest

from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import RootFacts
from kiosk.editor.keys.key_folder import KeyFolder, prepare
from kiosk.editor.keys.key_management import KeyRotation, change_keys, find_key
from kiosk.editor.keys.requests import (
    NotARequest,
    NotSigned,
    Request,
    apply_request,
    read_request,
    sign_request,
    write_request,
)
from kiosk.editor.keys.roles import KeyRecord
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.sync.trust import read_root, walk
from tests.editor.editors import NOW, Editor, ring


class Guest:
    """A person with keys on another machine."""

    def __init__(self, base: Path, holder: str) -> None:
        self.ring: Keyring = ring(base / f"keys-{holder}")
        prepare(self.ring.keys)
        self.keys: dict[Role, KeyRecord] = {role: self.ring.make(role, holder) for role in Role}


def changed(editor: Editor, change: KeyRotation) -> KeyFolder | Request:
    return change_keys(editor.folder, change, editor.ring, NOW)


def in_force(editor: Editor, change: KeyRotation, *guests: Guest) -> KeyFolder:
    """The change, signed by whoever must."""
    made = changed(editor, change)
    for guest in guests:
        assert isinstance(made, Request)
        made = sign_request(made, guest.ring)
    return apply_request(editor.folder, made) if isinstance(made, Request) else made


def holders(folder: KeyFolder, role: Role) -> list[str]:
    return [key.holder for key in folder.keys_of(role)]


def assert_kiosks_follow(folder: KeyFolder) -> None:
    """A kiosk that trusts any root of the folder walks to the newest one."""
    for version in folder.roots:
        newer = [root.version for root in walk(read_root(folder.roots[version]), folder.roots)]
        assert newer == list(range(version + 1, folder.version + 1))


@pytest.mark.parametrize("role", [Role.ROOT, Role.TARGETS])
def test_one_person_rotates_alone(alice: Editor, role: Role) -> None:
    old = find_key(alice.folder, role, None)
    folder = in_force(alice, KeyRotation(role, alice.ring.make(role, "Alice"), old.id))
    assert (folder.version, holders(folder, role)) == (2, ["Alice"])
    assert old not in folder.keys_of(role)
    assert_kiosks_follow(alice.folder)


def test_many_rotations_are_followed_one_by_one(alice: Editor) -> None:
    for _ in range(4):
        old = find_key(alice.folder, Role.ROOT, None)
        in_force(alice, KeyRotation(Role.ROOT, alice.ring.make(Role.ROOT, "Alice"), old.id))
    assert alice.folder.version == 5
    assert_kiosks_follow(alice.folder)


def test_an_editor_more_changes_no_root(alice: Editor, tmp_path: Path) -> None:
    carol = Guest(tmp_path, "Carol")
    folder = in_force(alice, KeyRotation(Role.DIRECTORY, carol.keys[Role.DIRECTORY]))
    assert folder.version == 1
    assert holders(alice.folder, Role.DIRECTORY) == ["Alice", "Carol"]


@pytest.mark.parametrize(
    ("role", "waits"), [(Role.TARGETS, False), (Role.ROOT, True)], ids=["targets", "root"]
)
def test_two_people_make_two_signatures_needed(
    alice: Editor, tmp_path: Path, role: Role, *, waits: bool
) -> None:
    bob = Guest(tmp_path, "Bob")
    made = changed(alice, KeyRotation(role, bob.keys[role]))
    assert isinstance(made, Request) is waits
    if isinstance(made, Request):
        assert (made.signatures.signed, made.signatures.missing) == (("Alice",), ("Bob",))
        made = apply_request(alice.folder, sign_request(made, bob.ring))
    assert made.root.roles[role.value].threshold == 2
    assert_kiosks_follow(alice.folder)


@pytest.fixture
def pair(alice: Editor, tmp_path: Path) -> tuple[Editor, Guest]:
    """Two people, both needed for root and targets."""
    bob = Guest(tmp_path, "Bob")
    in_force(alice, KeyRotation(Role.TARGETS, bob.keys[Role.TARGETS]))
    in_force(alice, KeyRotation(Role.ROOT, bob.keys[Role.ROOT]), bob)
    return alice, bob


PAIR_CHANGES = {
    "targets key replaced": (Role.TARGETS, "new", "Alice"),
    "root key replaced": (Role.ROOT, "new", "Alice"),
    "other's root key replaced": (Role.ROOT, "new", "Bob"),
    "other's targets key out": (Role.TARGETS, "none", "Bob"),
    "other's root key out": (Role.ROOT, "none", "Bob"),
    "own root key out": (Role.ROOT, "none", "Alice"),
    "third for targets": (Role.TARGETS, "Carol", ""),
    "third for root": (Role.ROOT, "Carol", ""),
}


@pytest.mark.parametrize("name", PAIR_CHANGES)
def test_what_two_agreed_on_takes_two(
    pair: tuple[Editor, Guest], tmp_path: Path, name: str
) -> None:
    alice, bob = pair
    role, new, drop = PAIR_CHANGES[name]
    carol = Guest(tmp_path, "Carol")
    gone = next((key.id for key in alice.folder.keys_of(role) if key.holder == drop), None)
    add = {"none": None, "Carol": carol.keys[role]}.get(new)
    if new == "new":
        add = (alice.ring if drop == "Alice" else bob.ring).make(role, drop)
    made = changed(alice, KeyRotation(role, add, gone))
    assert isinstance(made, Request)
    assert alice.folder.version == 3
    with pytest.raises(NotSigned, match="Bob"):
        apply_request(alice.folder, made)
    folder = apply_request(alice.folder, sign_request(made, bob.ring))
    assert folder.version == 4
    assert_kiosks_follow(alice.folder)


def test_a_new_root_needs_the_new_people_too(pair: tuple[Editor, Guest], tmp_path: Path) -> None:
    alice, bob = pair
    carol = Guest(tmp_path, "Carol")
    old, _ = alice.folder.keys_of(Role.ROOT)
    made = changed(alice, KeyRotation(Role.ROOT, carol.keys[Role.ROOT], old.id))
    assert isinstance(made, Request)
    made = sign_request(made, bob.ring)
    assert made.signatures.missing == ("Carol",)
    apply_request(alice.folder, sign_request(made, carol.ring))
    assert holders(alice.folder, Role.ROOT) == ["Bob", "Carol"]
    assert_kiosks_follow(alice.folder)


# --- what makes no sense ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Alice", "alice", "Ali\u200bce", " AL1CE", "\u0410lice", "\u00c1lic\u00e9"]
)
@pytest.mark.parametrize("role", Role)
def test_nobody_gets_a_second_key(alice: Editor, role: Role, name: str) -> None:
    with pytest.raises(KeysError, match="one person, one key"):
        changed(alice, KeyRotation(role, alice.ring.make(role, name)))


@pytest.mark.parametrize("role", Role)
def test_the_last_key_stays(alice: Editor, role: Role) -> None:
    only = alice.folder.keys_of(role)[0]
    with pytest.raises(KeysError, match="last key"):
        changed(alice, KeyRotation(role, drop=only.id))


def test_a_forged_public_key_is_not_taken(alice: Editor, tmp_path: Path) -> None:
    bob = Guest(tmp_path, "Bob")
    forged = msgspec.structs.replace(bob.keys[Role.TARGETS], public=bob.keys[Role.ROOT].public)
    with pytest.raises(KeysError, match="id that belongs"):
        changed(alice, KeyRotation(Role.TARGETS, forged))
    assert alice.folder.version == 1


@pytest.mark.parametrize("name", ["ffffffff", "", None], ids=["unknown", "all", "none held"])
def test_a_key_is_named_exactly(alice: Editor, tmp_path: Path, name: str | None) -> None:
    bob = Guest(tmp_path, "Bob")
    in_force(alice, KeyRotation(Role.DIRECTORY, bob.keys[Role.DIRECTORY]))
    if name is None:
        next((alice.keys / "secrets").glob("directory-*.pem")).unlink()
    elif not name:
        alice.ring.make(Role.DIRECTORY, "Unused")
        in_force(alice, KeyRotation(Role.DIRECTORY, alice.ring.make(Role.DIRECTORY, "Dora")))
    with pytest.raises(KeysError, match=r"--key ID: .*Alice"):
        find_key(alice.folder, Role.DIRECTORY, name)


def test_somebody_who_is_not_asked_cannot_sign(pair: tuple[Editor, Guest], tmp_path: Path) -> None:
    alice, _ = pair
    carol = Guest(tmp_path, "Carol")
    old, _ = alice.folder.keys_of(Role.ROOT)
    made = changed(alice, KeyRotation(Role.ROOT, alice.ring.make(Role.ROOT, "Alice"), old.id))
    assert isinstance(made, Request)
    with pytest.raises(KeysError, match="None of the secret keys"):
        sign_request(made, carol.ring)


def test_a_request_is_taken_once(pair: tuple[Editor, Guest]) -> None:
    alice, bob = pair
    old, _ = alice.folder.keys_of(Role.ROOT)
    made = changed(alice, KeyRotation(Role.ROOT, alice.ring.make(Role.ROOT, "Alice"), old.id))
    assert isinstance(made, Request)
    made = sign_request(made, bob.ring)
    apply_request(alice.folder, made)
    with pytest.raises(KeysError, match="other keys"):
        apply_request(alice.folder, made)
    assert alice.folder.version == 4


# --- the file of a request ----------------------------------------------------------------------


def some_request(alice: Editor, bob: Guest) -> Request:
    made = changed(alice, KeyRotation(Role.ROOT, bob.keys[Role.ROOT]))
    assert isinstance(made, Request)
    return made


def test_a_request_survives_its_file(alice: Editor, tmp_path: Path) -> None:
    made = some_request(alice, Guest(tmp_path, "Bob"))
    write_request(tmp_path / "root.kiosksign", made)
    assert read_request(tmp_path / "root.kiosksign") == made


BROKEN = {
    "empty": lambda _: b"",
    "not JSON": lambda _: b"hello",
    "other JSON": lambda _: b"{}",
    "deep": lambda _: b"[" * 100_000,
    "huge": lambda raw: raw + b" " * 3_000_000,
    "newer format": lambda raw: raw.replace(b'"format": 1', b'"format": 2'),
    "unknown kind": lambda raw: raw.replace(b'"kind": "root"', b'"kind": "boot"'),
    "called targets": lambda raw: raw.replace(b'"kind": "root"', b'"kind": "targets"'),
    "no metadata": lambda raw: raw.replace(b'\\"_type\\":\\"root\\"', b'\\"_type\\":\\"toor\\"'),
    "wrong version": lambda raw: raw.replace(b'\\"version\\":2', b'\\"version\\":3'),
    "another channel": lambda raw: raw[::-1].replace(b"otnemarcas", b"atnemarcas", 1)[::-1],
    "unknown field": lambda raw: raw.replace(b'"format": 1', b'"format": 1, "more": 1'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_request_is_none(alice: Editor, tmp_path: Path, name: str) -> None:
    place = tmp_path / "root.kiosksign"
    write_request(place, some_request(alice, Guest(tmp_path, "Bob")))
    raw = place.read_bytes()
    broken = BROKEN[name](raw)
    assert broken != raw
    place.write_bytes(broken)
    with pytest.raises(NotARequest):
        read_request(place)


def test_a_request_of_another_coalition_is_not_taken(alice: Editor, tmp_path: Path) -> None:
    other = Editor(tmp_path / "other", holder="Mallory").begin()
    made = some_request(other, Guest(tmp_path, "Bob"))
    assert made.facts == RootFacts(channel="sacramento", publisher="Sacramento Coalition")
    with pytest.raises(KeysError, match="other keys"):
        apply_request(alice.folder, made)
    assert alice.folder.version == 1
