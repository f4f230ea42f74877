"""Looking at signed files, and several editors of one coalition."""

from pathlib import Path

import msgspec
import pytest

from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import RefusalCode, Refused, Versions, Withdrawn
from kiosk.editor.keys.key_management import (
    KeyRotation,
    add_key,
    change_keys,
    make_joining_keys,
    rotate_key,
    take_file,
    take_over,
    their_key,
)
from kiosk.editor.keys.secrets import KeysError
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.publish_answers import inspect_answer, keys_answer
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.presentation.change_messages import sections_of
from kiosk.sync.change_report import ChangeReport, Tally
from kiosk.sync.trust import read_root
from tests.contract import validate
from tests.editor.editors import CITY, NOW, Editor, as_kiosk, directory, ring

# --- looking ------------------------------------------------------------------------------------


def test_inspecting_needs_nobodys_trust(alice: Editor) -> None:
    alice.publish(directory(*CITY), withdraw=(Withdrawn(kind="phone", id="old"),))
    answer = inspect_answer(inspect_file(alice.out), alice.now)
    validate("inspect", answer)
    assert answer["refused"] == ""
    assert answer["signed"].fingerprint == alice.folder.fingerprint
    assert answer["records"]["service"] == 4
    assert answer["withdrawn"] == (Withdrawn(kind="phone", id="old"),)
    assert (answer["age_days"], answer["expired"]) == (0, False)


def test_an_old_file_can_still_be_looked_at(alice: Editor) -> None:
    alice.publish(directory(*CITY))
    answer = inspect_answer(inspect_file(alice.out), alice.now.replace(year=2030))
    assert answer["expired"]
    assert answer["age_days"] > 1000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", RefusalCode.EMPTY),
        (b"hello", RefusalCode.NOT_A_SYNC_FILE),
        (None, RefusalCode.NOT_FOUND),
    ],
    ids=["empty", "foreign", "missing"],
)
def test_what_is_no_sync_file_gets_a_code(
    tmp_path: Path, content: bytes | None, code: RefusalCode
) -> None:
    place = tmp_path / "x.kiosksync"
    if content is not None:
        place.write_bytes(content)
    look = inspect_file(place)
    assert (look.file, look.code) == (None, code)
    validate("inspect", inspect_answer(look, NOW))


def test_against_an_earlier_file_the_changes_are_told(alice: Editor, tmp_path: Path) -> None:
    alice.publish(directory(*CITY))
    old = tmp_path / "old.kiosksync"
    alice.out.rename(old)
    alice.publish(directory("bread", "bath", "line-city", "soap"))
    answer = inspect_answer(inspect_file(alice.out, old), alice.now)
    validate("inspect", answer)
    told = {section.title: [row.text for row in section.rows] for section in answer["changes"]}
    assert any("Service bed" in text for text in told["Services that go"])
    assert any("Service soap" in text for text in told["New services"])


def test_no_change_is_told_as_such(alice: Editor) -> None:
    alice.publish(directory(*CITY))
    assert [section.title for section in inspect_file(alice.out, alice.out).changes] == [
        "Nothing changes for visitors"
    ]


def test_against_something_else_is_refused(alice: Editor, tmp_path: Path) -> None:
    alice.publish(directory(*CITY))
    (tmp_path / "x.kiosksync").write_bytes(b"hello")
    with pytest.raises(Refused):
        inspect_file(alice.out, tmp_path / "x.kiosksync")


def test_counts_of_guides_and_texts_are_told() -> None:
    changes = ChangeReport(
        services_before=3, services_after=4, guides=Tally(added=1), translations=Tally(changed=2)
    )
    [section] = sections_of(changes)
    assert [(row.text, row.old, row.new) for row in section.rows] == [
        ("Services", "3", "4"),
        ("Guides: 1 new", "", ""),
        ("Translations: 2 changed", "", ""),
    ]


# --- several editors ----------------------------------------------------------------------------


def test_what_a_folder_holds_keeps_its_schema(alice: Editor) -> None:
    validate("keys", keys_answer(alice.folder))
    alice.publish(directory(*CITY))
    answer = keys_answer(alice.folder)
    validate("keys", answer)
    assert [role["threshold"] for role in answer["roles"]] == [1, 1, 1]
    assert all(key["here"] for role in answer["roles"] for key in role["keys"])
    assert b"secret" not in msgspec.json.encode(answer)


@pytest.fixture
def carol(alice: Editor, tmp_path: Path) -> Editor:
    """A second editor, on a machine of her own, who has joined after the first publishing."""
    carol = Editor(tmp_path / "hers", holder="Carol")
    public = tmp_path / "carol.json"
    make_joining_keys(carol.ring, "Carol", public)
    add_key(alice.ring, Role.DIRECTORY, None, their_key(public, Role.DIRECTORY), NOW)
    alice.publish(directory(*CITY))
    take_over(carol.keys, alice.out, " ".join(alice.folder.fingerprint))
    carol.now = alice.now
    return carol


def test_editors_take_turns(alice: Editor, carol: Editor) -> None:
    assert carol.publish(directory(*CITY, "soap")).outcome is PublishOutcome.PUBLISHED
    taken = as_kiosk(carol).bundle
    assert (taken.versions, taken.signers) == (Versions(1, 1, 2), ("Carol",))
    take_file(alice.keys, carol.out)
    alice.now = carol.now
    alice.publish(directory(*CITY, "soap", "salt"))
    assert as_kiosk(alice).bundle.versions == Versions(1, 1, 3)


def test_an_editor_cannot_change_a_helpline_alone(carol: Editor) -> None:
    report = carol.publish(directory(*CITY, "line-mine"))
    assert report.outcome is PublishOutcome.WAITING
    assert "Alice" in " ".join(report.reasons)
    assert not carol.out.exists()


def test_an_older_file_is_not_taken_over(alice: Editor, carol: Editor, tmp_path: Path) -> None:
    old = tmp_path / "old.kiosksync"
    old.write_bytes(alice.out.read_bytes())
    alice.publish(directory(*CITY))
    with pytest.raises(KeysError, match="not newer"):
        take_file(alice.keys, old)
    take_file(alice.keys, alice.out)
    assert alice.folder.published.directory == 2
    assert carol.folder.published is not None


def test_two_files_with_one_number_are_told_apart(alice: Editor, carol: Editor) -> None:
    alice.publish(directory(*CITY, "soap"))
    carol.publish(directory(*CITY, "salt"))
    with pytest.raises(KeysError, match="both carry number 2"):
        take_file(alice.keys, carol.out)
    alice.now = carol.now
    alice.publish(directory(*CITY, "soap", "salt"))
    first = read_root(carol.folder.roots[1])
    met = as_kiosk(carol).bundle.accepted_as
    assert examine(alice.out, first, met).bundle.versions == Versions(1, 1, 3)


def test_new_keys_travel_with_the_file(alice: Editor, carol: Editor) -> None:
    old = next(iter(alice.folder.root.roles["root"].keyids))
    change = KeyRotation(Role.ROOT, alice.ring.make(Role.ROOT, "Alice"), old)
    change_keys(alice.folder, change, alice.ring, NOW)
    alice.publish(directory(*CITY))
    take_file(carol.keys, alice.out)
    assert carol.folder.version == 2
    carol.now = alice.now
    carol.publish(directory(*CITY))
    assert as_kiosk(carol).bundle.versions == Versions(2, 2, 3)


def test_a_lost_copy_comes_back_from_the_published_file(alice: Editor) -> None:
    alice.publish(directory(*CITY))
    alice.folder.last.unlink()
    take_file(alice.keys, alice.out)
    assert alice.publish(directory(*CITY)).outcome is PublishOutcome.PUBLISHED


@pytest.mark.parametrize("typed", [None, "", "0000 " * 8], ids=["not typed", "empty", "wrong"])
def test_nobody_joins_without_the_fingerprint(
    alice: Editor, tmp_path: Path, typed: str | None
) -> None:
    alice.publish(directory(*CITY))
    with pytest.raises(KeysError, match="fingerprint"):
        take_file(tmp_path / "other", alice.out, typed)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize(("ours", "theirs"), [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1)])
def test_a_file_of_others_is_not_taken_over(
    alice: Editor, tmp_path: Path, ours: int, theirs: int
) -> None:
    """However often each changed its keys, it is not the file of another machine of this one."""
    other = Editor(tmp_path / "other", holder="Mallory").begin()
    for editor, times in ((alice, ours), (other, theirs)):
        for _ in range(times):
            rotate_key(editor.ring, Role.ROOT, None, None, NOW)
    other.publish(directory(*CITY))
    with pytest.raises(Refused) as refused:
        take_file(alice.keys, other.out)
    assert refused.value.code is RefusalCode.ROOT_FORK
    assert alice.folder.published is None


def test_joining_makes_no_keys_over_others(alice: Editor, tmp_path: Path) -> None:
    with pytest.raises(KeysError, match="already"):
        make_joining_keys(alice.ring, "Alice", tmp_path / "x.json")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"holder":"Bob","keys":{}}'])
def test_a_file_without_public_keys_adds_nobody(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "bob.json"
    place.write_bytes(content)
    with pytest.raises(KeysError, match="no public key"):
        their_key(place, Role.TARGETS)


def test_a_key_in_the_place_of_another_bears_its_own_holder_s_name(
    alice: Editor, carol: Editor, tmp_path: Path
) -> None:
    make_joining_keys(ring(tmp_path / "keys-Eve"), "Eve", tmp_path / "eve.json")
    hers = their_key(tmp_path / "eve.json", Role.DIRECTORY)
    [old] = [key.id for key in carol.folder.coalition.editors if key.holder == "Carol"]
    rotate_key(alice.ring, Role.DIRECTORY, old, hers, NOW)
    assert [key.holder for key in alice.folder.coalition.editors] == ["Alice", "Eve"]


def test_the_passphrase_of_one_opens_nothing_of_the_other(carol: Editor) -> None:
    assert ring(carol.keys).signers([key.id for key in carol.folder.coalition.editors])
