"""The folder of keys: made, locked, damaged."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.exceptions import InternalError

from kiosk.domain.key_roles import Role
from kiosk.editor.keys.key_folder import (
    COALITION,
    PUBLISHED,
    VOUCHED,
    NoKeys,
    lock_keys,
    new_keys,
    open_keys,
)
from kiosk.editor.keys.roles import KeyRecord, SigningError, threshold_of
from kiosk.editor.keys.secrets import KeysError, PassphraseError, own_keys
from tests.editor.editors import FACTS, NOW, WORDS, Editor, directory, ring


def test_new_keys_are_one_for_each_role_and_open_again(editor: Editor) -> None:
    folder = editor.folder
    assert (folder.version, folder.facts, folder.vouched, folder.published) == (
        1,
        FACTS,
        None,
        None,
    )
    held = own_keys(editor.keys)
    assert sorted(own.role for own in held.values()) == sorted(Role)
    assert {own.record.holder for own in held.values()} == {"Alice"}
    assert len(editor.ring.signers(held)) == 3


def test_only_the_owner_can_look_into_the_folder(editor: Editor) -> None:
    assert editor.keys.stat().st_mode & 0o777 == 0o700
    secrets = list((editor.keys / "secrets").glob("*.pem"))
    assert len(secrets) == 3
    assert all(place.stat().st_mode & 0o777 == 0o600 for place in secrets)


def test_secrets_are_locked_and_the_passphrase_is_nowhere(editor: Editor) -> None:
    for place in editor.keys.rglob("*"):
        if place.is_file():
            assert WORDS.encode() not in place.read_bytes()
        if place.suffix == ".pem":
            assert place.read_bytes().startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")


def test_a_wrong_passphrase_opens_nothing(editor: Editor) -> None:
    with pytest.raises(PassphraseError, match="not the passphrase"):
        ring(editor.keys, "four other words here").signers(own_keys(editor.keys))


def test_a_wrong_passphrase_adds_no_key(editor: Editor) -> None:
    before = own_keys(editor.keys).keys()
    with pytest.raises(PassphraseError):
        ring(editor.keys, "four other words here").make(Role.ROOT, "Bob")
    assert own_keys(editor.keys).keys() == before


@pytest.mark.parametrize("words", ["", "short", "elevenchars"])
def test_a_short_passphrase_makes_no_keys(tmp_path: Path, words: str) -> None:
    with pytest.raises(PassphraseError, match="too short"):
        new_keys(ring(tmp_path / "k", words), FACTS, "Alice", NOW)
    with pytest.raises(NoKeys):
        open_keys(tmp_path / "k")


def test_keys_are_never_made_over_others(editor: Editor) -> None:
    with pytest.raises(KeysError, match="already"):
        new_keys(editor.ring, FACTS, "Alice", NOW)


def test_an_interrupted_beginning_can_be_begun_again(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    (editor.keys / "roots" / "1.root.json").unlink()
    with pytest.raises(NoKeys):
        open_keys(editor.keys)
    assert editor.begin().folder.version == 1


def test_a_second_program_has_to_wait(editor: Editor) -> None:
    with (
        lock_keys(editor.keys),
        pytest.raises(KeysError, match="Another program"),
        lock_keys(editor.keys),
    ):
        pytest.fail("two at once")


def _torn(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _other(content: bytes) -> bytes:
    """One letter of what is signed or meant, changed."""
    for old, new in ((b"sacramento", b"sacramenta"), (b"+18883737888", b"+18883737889")):
        if old in content:
            return content.replace(old, new)
    return content.replace(b"1", b"x", 1)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "torn": _torn,
    "zeros": lambda content: bytes(len(content)),
    "not UTF-8": lambda _: b'{"format":\xff}',
    "other JSON": lambda _: b"[]",
    "changed": _other,
    "deep": lambda _: b"[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [COALITION, VOUCHED, PUBLISHED, "roots/1.root.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str, damage: str) -> None:
    editor = Editor(tmp_path).begin()
    editor.publish(directory("bread"))
    place = editor.keys / name
    place.write_bytes(DAMAGES[damage](place.read_bytes()))
    with pytest.raises(KeysError, match=f"{place.name}.* is damaged"):
        open_keys(editor.keys)


SECRETS = [(suffix, damage) for suffix in ("pem", "json") for damage in DAMAGES]
SECRETS.remove(("pem", "changed"))


@pytest.mark.parametrize(("suffix", "damage"), SECRETS)
def test_a_damaged_secret_signs_nothing(editor: Editor, suffix: str, damage: str) -> None:
    place = next((editor.keys / "secrets").glob(f"root-*.{suffix}"))
    place.write_bytes(DAMAGES[damage](place.read_bytes()))
    with pytest.raises(KeysError):
        editor.ring.signers(own_keys(editor.keys))


def test_a_secret_with_one_bit_changed_signs_as_before_or_not_at_all(editor: Editor) -> None:
    place = next((editor.keys / "secrets").glob("root-*.pem"))
    content, root = place.read_bytes(), editor.folder.root
    [own] = root.roles["root"].keyids
    keyring = editor.ring
    refused = 0
    for at in range(len(content)):
        place.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            [signer] = keyring.signers([own])
        except KeysError:
            refused += 1
        else:
            root.keys[own].verify_signature(signer.sign(b"words"), b"words")
    assert refused > len(content) * 0.9


def test_a_secret_that_the_cryptography_library_stumbles_over_is_damaged(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise InternalError("Unknown OpenSSL error.", [])

    monkeypatch.setattr("kiosk.editor.keys.secrets.load_pem_private_key", stumble)
    with pytest.raises(KeysError, match="damaged"):
        editor.ring.signers(own_keys(editor.keys))


def test_secrets_of_each_other_are_not_mixed_up(editor: Editor) -> None:
    root, targets = (
        next((editor.keys / "secrets").glob(f"{r}-*.pem")) for r in ("root", "targets")
    )
    root.write_bytes(targets.read_bytes())
    with pytest.raises(KeysError, match="damaged"):
        editor.ring.signers(own_keys(editor.keys))


def test_a_missing_coalition_is_named(editor: Editor) -> None:
    (editor.keys / COALITION).unlink()
    with pytest.raises(KeysError, match="damaged"):
        open_keys(editor.keys)


def test_a_gap_between_roots_is_named(editor: Editor) -> None:
    (editor.keys / "roots" / "3.root.json").write_bytes(
        (editor.keys / "roots" / "1.root.json").read_bytes()
    )
    with pytest.raises(KeysError, match=r"2\.root\.json is damaged"):
        open_keys(editor.keys)


def test_a_key_without_its_secret_is_just_not_there(editor: Editor) -> None:
    next((editor.keys / "secrets").glob("targets-*.pem")).unlink()
    assert {own.role for own in own_keys(editor.keys).values()} == {Role.ROOT, Role.DIRECTORY}


# --- public keys --------------------------------------------------------------------------------


def _record(**changes: str) -> KeyRecord:
    good = {"keytype": "ed25519", "scheme": "ed25519", "public": "ab" * 32, "holder": "Alice"}
    return KeyRecord(**(good | {"id": "00" * 32} | changes))


@pytest.mark.parametrize(
    "record",
    [
        _record(),
        _record(public="zz" * 32),
        _record(public="ab"),
        _record(public=""),
        _record(keytype="rsa"),
        _record(scheme="other"),
    ],
    ids=["id of another", "not hex", "too short", "empty", "another kind", "another scheme"],
)
def test_a_public_key_must_be_what_its_id_says(record: KeyRecord) -> None:
    with pytest.raises(SigningError):
        record.key()


@pytest.mark.parametrize(
    ("holders", "needed"),
    [(["A"], 1), (["A", "A"], 1), (["A", "B"], 2), (["A", "B", "C"], 2)],
    ids=["one", "one with two keys", "two", "three"],
)
def test_two_must_sign_as_soon_as_there_are_two(holders: list[str], needed: int) -> None:
    assert threshold_of([_record(holder=holder) for holder in holders]) == needed
