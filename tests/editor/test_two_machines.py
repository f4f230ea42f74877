"""Two machines with the keys of one coalition, where each knows what the other does not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.domain.clock import FixedClock
from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.editor.keys.key_management import add_key, remove_key, rotate_key, take_file
from kiosk.editor.keys.roles import KeyRecord
from kiosk.editor.keys.secrets import KeysError, NewerFileExists
from kiosk.editor.keys.signed_files import SignedFile, examine
from kiosk.editor.keys.signing import editors_of
from kiosk.editor.publish.last_file import check_not_behind
from kiosk.editor.publish.publish_report import PublishOutcome
from kiosk.sync.importer import Consent, Importer
from kiosk.sync.root_trust import TrustManager
from kiosk.sync.sync_answers import SyncStatus
from kiosk.sync.trust import fingerprint, read_root
from tests.conftest import SMALL
from tests.editor.editors import CITY, NOW, Editor, directory


@pytest.fixture
def laptop(tmp_path: Path) -> Editor:
    """Alice's, where Dave may sign the weekly directory too; published once."""
    laptop = Editor(tmp_path).begin()
    add_key(laptop.ring, Role.DIRECTORY, "Dave", None, NOW)
    laptop.publish(directory(*CITY))
    return laptop


@pytest.fixture
def desktop(laptop: Editor, tmp_path: Path) -> Editor:
    """With a copy of the same keys, and a little later."""
    desktop = Editor(tmp_path / "desktop", now=laptop.now.replace(hour=20))
    shutil.copytree(laptop.keys, desktop.keys)
    return desktop


def editors(machine: Editor) -> tuple[KeyRecord, ...]:
    return machine.folder.coalition.editors


def key_of(machine: Editor, holder: str) -> str:
    return next(key.id for key in editors(machine) if key.holder == holder)


def after(theirs: Editor, ours: Editor) -> SignedFile:
    """The file of one machine as a kiosk takes it that has the file of the other."""
    first = read_root(ours.folder.roots[1])
    return examine(ours.out, first, examine(theirs.out, first).bundle.accepted_as)


# --- who may sign -------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Editor], object]] = {
    "none": lambda _: None,
    "removed": lambda one: remove_key(one.ring, Role.DIRECTORY, key_of(one, "Dave"), NOW),
    "replaced": lambda one: rotate_key(one.ring, Role.DIRECTORY, key_of(one, "Alice"), None, NOW),
    "added": lambda one: add_key(one.ring, Role.DIRECTORY, "Eve", None, NOW),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_editors_outlives_the_file_of_another_machine(
    laptop: Editor, desktop: Editor, change: str
) -> None:
    CHANGES[change](laptop)
    meant = editors(laptop)
    add_key(desktop.ring, Role.DIRECTORY, "Frank", None, NOW)
    desktop.publish(directory(*CITY, "line-new"))
    take_file(laptop.keys, desktop.out)
    frank = editors(desktop)[-1]
    assert set(editors(laptop)) == {*meant, frank}
    laptop.now = desktop.now
    laptop.publish(directory(*CITY, "line-new"))
    vouched = laptop.folder.vouched
    assert set(editors_of(vouched.metadata.signed)) == {*meant, frank}


def test_who_was_taken_out_elsewhere_is_out_here(laptop: Editor, desktop: Editor) -> None:
    CHANGES["removed"](desktop)
    desktop.publish(directory(*CITY))
    take_file(laptop.keys, desktop.out)
    assert [key.holder for key in editors(laptop)] == ["Alice"]


def test_when_each_took_out_the_other_somebody_is_left(laptop: Editor, desktop: Editor) -> None:
    CHANGES["removed"](laptop)
    remove_key(desktop.ring, Role.DIRECTORY, key_of(desktop, "Alice"), NOW)
    desktop.publish(directory(*CITY))
    take_file(laptop.keys, desktop.out)
    assert [key.holder for key in editors(laptop)] == ["Alice"]


# --- the way out --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.ROOT, Role.TARGETS])
def test_a_file_made_before_keys_were_replaced_here_is_taken_over(
    laptop: Editor, desktop: Editor, role: Role
) -> None:
    rotate_key(laptop.ring, role, None, None, NOW)
    desktop.publish(directory(*CITY, "salt"))
    with pytest.raises(NewerFileExists, match="keys take"):
        check_not_behind(desktop.out, laptop.folder)
    take_file(laptop.keys, desktop.out)
    check_not_behind(desktop.out, laptop.folder)
    laptop.now = desktop.now
    assert laptop.publish(directory(*CITY, "salt")).outcome is PublishOutcome.PUBLISHED
    assert after(desktop, laptop).bundle.versions == Versions(2, 2, 3)


def test_keys_that_were_replaced_make_nobody_an_editor(laptop: Editor, desktop: Editor) -> None:
    meant, lines = editors(laptop), laptop.folder.vouched
    rotate_key(laptop.ring, Role.TARGETS, None, None, NOW)
    add_key(desktop.ring, Role.DIRECTORY, "Mallory", None, NOW)
    desktop.publish(directory(*CITY, "line-new"))
    take_file(laptop.keys, desktop.out)
    assert (editors(laptop), laptop.folder.vouched) == (meant, lines)
    laptop.now = desktop.now
    laptop.publish(directory(*CITY))
    assert after(desktop, laptop).bundle.versions == Versions(2, 3, 3)


@pytest.mark.parametrize(
    ("ours", "theirs", "renew"),
    [
        ([False], [False], False),
        ([True], [True], True),
        ([True], [False, False, False], False),
        ([True], [True, False], True),
    ],
    ids=["one number", "helplines too", "older helplines", "only helplines"],
)
def test_two_files_made_at_once_have_a_way_out(
    laptop: Editor, desktop: Editor, ours: list[bool], theirs: list[bool], *, renew: bool
) -> None:
    for anew in ours:
        laptop.publish(directory(*CITY, "soap"), renew=anew)
    for anew in theirs:
        desktop.publish(directory(*CITY, "salt"), renew=anew)
    with pytest.raises(NewerFileExists) as told:
        check_not_behind(desktop.out, laptop.folder)
    way = str(told.value)
    assert ("--renew" in way) is renew
    if "keys take" in way:
        take_file(laptop.keys, desktop.out)
        check_not_behind(desktop.out, laptop.folder)
    else:
        assert f"move {desktop.out} away" in way
    laptop.now = desktop.now
    assert (
        laptop.publish(directory(*CITY), renew="--renew" in way).outcome is PublishOutcome.PUBLISHED
    )
    assert after(desktop, laptop).bundle.accepted_as


@pytest.mark.parametrize("times", [1, 2], ids=["as often", "more often here"])
def test_where_each_changed_root_keys_one_machine_goes_on_and_the_other_follows(
    laptop: Editor, desktop: Editor, tmp_path: Path, times: int
) -> None:
    for _ in range(times):
        rotate_key(laptop.ring, Role.ROOT, None, None, NOW)
    rotate_key(desktop.ring, Role.ROOT, None, None, NOW)
    laptop.publish(directory(*CITY, "soap"))
    desktop.publish(directory(*CITY, "salt"))
    meant = laptop.folder
    for ours, theirs in ((laptop, desktop), (desktop, laptop)):
        with pytest.raises(NewerFileExists, match="only one machine can go on") as told:
            check_not_behind(theirs.out, ours.folder)
        assert "trust add FILE --replace" in str(told.value)
        with pytest.raises(KeysError, match="only one machine can go on"):
            take_file(ours.keys, theirs.out)
    assert laptop.folder == meant

    theirs = read_root(desktop.folder.roots[2])
    desktop.keys.rename(tmp_path / "away")
    groups = " ".join(fingerprint(read_root(laptop.folder.roots[laptop.folder.version])))
    take_file(desktop.keys, laptop.out, groups)
    check_not_behind(laptop.out, desktop.folder)
    data, clock = tmp_path / "kiosk", FixedClock.at("2026-11-25T10:00", "America/Los_Angeles")
    syncing = Importer(data, (SMALL,), clock)
    TrustManager(syncing).add(desktop.out, " ".join(fingerprint(theirs)))
    assert syncing.sync(desktop.out, Consent.PERSON).status is SyncStatus.APPLIED
    assert syncing.sync(laptop.out, Consent.PERSON).code is RefusalCode.ROOT_FORK
    TrustManager(syncing).add(laptop.out, groups, replace=True)
    assert syncing.sync(laptop.out, Consent.PERSON).status is SyncStatus.APPLIED
