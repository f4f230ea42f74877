"""The data folder at a start: what is whole is only looked at, what is not comes back."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync import recovery
from kiosk.sync.data_folder import (
    LOCK_NAME,
    FolderError,
    StartReason,
    find_fallback,
    inspect_folder,
    locked,
    remove_leftovers_unless_busy,
)
from kiosk.sync.databases import MakeError, SqliteMaker
from kiosk.sync.importer import Consent
from kiosk.sync.recovery import recover
from kiosk.sync.state import COPY_NAME, STATE_NAME, write_state
from tests.sync.box import NEW, NEWER, OLD, Box, small


def database(bare: Box) -> Path:
    return bare.folder / bare.state.active.database


def empty(bare: Box) -> None:
    database(bare).write_bytes(b"")


def noise(bare: Box) -> None:
    database(bare).write_bytes(bytes(range(256)) * 100)


def flip_one_bit(bare: Box) -> None:
    content = bytearray(database(bare).read_bytes())
    content[len(content) * 3 // 4] ^= 1
    database(bare).write_bytes(content)


def cut(bare: Box) -> None:
    content = database(bare).read_bytes()
    database(bare).write_bytes(content[: len(content) // 2])


def folder_in_its_place(bare: Box) -> None:
    path = database(bare)
    path.unlink()
    path.mkdir()
    (path / "file").write_text("x")


def tear_state(bare: Box) -> None:
    content = (bare.folder / STATE_NAME).read_bytes()
    (bare.folder / STATE_NAME).write_bytes(content[: len(content) // 2])


def tear_both(bare: Box) -> None:
    tear_state(bare)
    shutil.copyfile(bare.folder / STATE_NAME, bare.folder / COPY_NAME)


def older_layout(bare: Box) -> None:
    old = '{"active": "directory-x.db", "sha256": "", "factory_sha256": "", "format": 2}'
    for name in (STATE_NAME, COPY_NAME):
        (bare.folder / name).write_text(old)


HARMS: dict[str, tuple[Callable[[Box], None], StartReason]] = {
    "empty": (empty, StartReason.DATABASE_DAMAGED),
    "noise": (noise, StartReason.DATABASE_DAMAGED),
    "one bit": (flip_one_bit, StartReason.DATABASE_DAMAGED),
    "cut": (cut, StartReason.DATABASE_DAMAGED),
    "lost": (lambda bare: database(bare).unlink(), StartReason.DATABASE_MISSING),
    "a folder": (folder_in_its_place, StartReason.DATABASE_MISSING),
    "no state": (Box.lose_states, StartReason.FIRST_START),
    "torn state": (tear_state, StartReason.STATE_BROKEN),
    "both torn": (tear_both, StartReason.STATE_BROKEN),
    "older layout": (older_layout, StartReason.STATE_BROKEN),
}


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_was_harmed_the_factory_directory_comes_back(bare: Box, harm: str) -> None:
    do, reason = HARMS[harm]
    do(bare)
    assert inspect_folder(bare.folder, bare.maker).reason is reason
    assert recover(bare.folder, bare.maker)[1] is reason
    assert len(bare.services()) == 12
    assert inspect_folder(bare.folder, bare.maker).reason is StartReason.VERIFIED
    bare.settled()


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_was_harmed_the_signed_data_comes_back(synced: Box, harm: str) -> None:
    do, reason = HARMS[harm]
    accepted = synced.state.accepted
    do(synced)
    damaged = reason in (StartReason.DATABASE_DAMAGED, StartReason.DATABASE_MISSING)
    wanted = StartReason.REBUILT_FROM_SIGNED if damaged else reason
    assert recover(synced.folder, synced.maker)[1] is wanted
    assert synced.numbers("food-box") == [NEWER]
    assert synced.state.accepted == accepted
    assert synced.state.floor == "2026-11-27T09:00:00Z"
    assert inspect_folder(synced.folder, synced.maker).reason is StartReason.VERIFIED
    synced.settled()
    assert synced.bring(small(), 1).code is RefusalCode.ROLLBACK
    assert synced.bring(small(), 3).code is None
    assert synced.numbers("food-box") == [OLD]


def test_without_its_file_the_one_before_is_used(synced: Box) -> None:
    active = synced.state.active
    (synced.folder / active.database).unlink()
    (synced.folder / active.kept).write_bytes(b"PK")
    _, reason = recover(synced.folder, synced.maker)
    assert reason is StartReason.PREVIOUS_USED
    assert synced.numbers("food-box") == [NEW]
    assert synced.state.previous is None
    assert synced.bring(small(), 1).code is RefusalCode.ROLLBACK
    again_ = synced.syncing.sync(synced.stick / "2.kiosksync", Consent.PERSON)
    assert again_.code is None
    assert synced.numbers("food-box") == [NEWER]


def test_without_any_file_the_factory_directory_is_used(synced: Box) -> None:
    for slot in synced.state.slots:
        (synced.folder / slot.database).unlink()
        (synced.folder / slot.kept).unlink()
    _, reason = recover(synced.folder, synced.maker)
    assert reason is StartReason.FACTORY_USED
    assert synced.numbers("food-box") == [OLD]
    assert synced.state.accepted is not None


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"{}\n"], ids=["empty", "zip", "line"])
def test_what_is_left_of_a_file_is_checked_too(synced: Box, content: bytes) -> None:
    """A kept file whose digest the state vouches for, but which nobody can read any more."""
    state = synced.state
    (synced.folder / state.active.kept).write_bytes(content)
    active = msgspec.structs.replace(
        state.active, kept_sha256=hashlib.sha256(content).hexdigest(), sha256="0" * 64
    )
    write_state(synced.folder, msgspec.structs.replace(state, active=active))
    assert recover(synced.folder, synced.maker)[1] is StartReason.PREVIOUS_USED


def test_a_new_program_builds_again_from_the_same_file(synced: Box) -> None:
    before = synced.state
    stale = SqliteMaker(synced.factory, 99)
    assert inspect_folder(synced.folder, stale).reason is StartReason.PROGRAM_CHANGED
    assert find_fallback(synced.folder, before, stale) is None
    state, reason = recover(synced.folder, stale)
    assert reason is StartReason.PROGRAM_CHANGED
    assert state.database_format == 99
    assert synced.numbers("food-box") == [NEWER]


def test_a_new_factory_directory_counts_only_where_it_is_in_use(bare: Box, tmp_path: Path) -> None:
    more = tmp_path / "more.ndjson"
    more.write_text('{"kind":"organization","id":"new","name":"New"}\n')
    updated = bare.at(factory=(*bare.factory, more))
    assert recover(bare.folder, updated.maker)[1] is StartReason.FACTORY_CHANGED
    bare.trust()
    updated.bring(small(), 1)
    assert inspect_folder(bare.folder, bare.maker).reason is StartReason.VERIFIED


def test_an_unharmed_folder_is_only_read(bare: Box) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in bare.folder.iterdir()}
    assert inspect_folder(bare.folder, bare.maker).reason is StartReason.VERIFIED
    remove_leftovers_unless_busy(bare.folder, bare.state)
    assert {path.name: path.stat().st_mtime_ns for path in bare.folder.iterdir()} == before


def test_leftovers_of_a_power_cut_are_removed(bare: Box) -> None:
    for name in ("directory-half.db", "directory.tmp", "state.json.999999999.tmp", "x.kiosksync"):
        (bare.folder / name).write_bytes(b"half")
    (bare.folder / "directory-folder.db").mkdir()
    (bare.folder / "notes.txt").write_text("of someone else")
    with locked(bare.folder, 0):
        remove_leftovers_unless_busy(bare.folder, bare.state)
    assert "x.kiosksync" in bare.names()
    remove_leftovers_unless_busy(bare.folder, bare.state)
    assert bare.names() == {
        bare.state.active.database, STATE_NAME, COPY_NAME, LOCK_NAME, "notes.txt",
        "directory-folder.db",
    }  # fmt: skip


def test_what_another_program_is_writing_stays(bare: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try at the PIN is counted while new data comes; taking its file away would refuse it."""
    running, forbidden = f"tries.json.{os.getppid()}.tmp", "offered.77.tmp"
    own, dead = f"spool.{os.getpid()}.tmp", "incoming.999999999.tmp"
    for name in (running, forbidden, own, dead):
        (bare.folder / name).write_bytes(b"half")
    real = os.kill

    def kill(number: int, signal: int) -> None:
        if number == 77:
            raise PermissionError
        real(number, signal)

    monkeypatch.setattr(os, "kill", kill)
    remove_leftovers_unless_busy(bare.folder, bare.state)
    assert {name for name in bare.names() if name.endswith(".tmp")} == {running, forbidden}


def test_leftovers_stay_while_another_state_is_meant(synced: Box) -> None:
    before = synced.names()
    old = synced.state
    synced.syncing.undo()
    after = synced.names()
    remove_leftovers_unless_busy(synced.folder, old)
    assert synced.names() == after != before


# --- what cannot be helped ----------------------------------------------------------------------


def test_a_data_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(FolderError, match="choose another"):
        recover(tmp_path / "data", Box(tmp_path, tmp_path).maker)


@pytest.mark.parametrize("factory", [(), (Path("/nonexistent/factory.ndjson"),)], ids=str)
def test_a_missing_factory_directory_is_said(tmp_path: Path, factory: tuple[Path, ...]) -> None:
    with pytest.raises(MakeError, match=r"install the program again|check the file"):
        recover(tmp_path / "data", Box(tmp_path, tmp_path, factory=factory).maker)


def test_a_broken_factory_directory_is_said(tmp_path: Path) -> None:
    (tmp_path / "bad.ndjson").write_text("{}\n")
    broken = Box(tmp_path, tmp_path, factory=(tmp_path / "bad.ndjson",)).maker
    with pytest.raises(MakeError, match=r"bad.ndjson, line 1"):
        recover(tmp_path / "data", broken)


@pytest.mark.parametrize("step", ["make_database", "write_state"])
def test_a_disk_that_takes_nothing_is_said(
    bare: Box, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    empty(bare)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(recovery, step, fail)
        with pytest.raises(FolderError, match="free some space"):
            recover(bare.folder, bare.maker)
    recover(bare.folder, bare.maker)
    assert inspect_folder(bare.folder, bare.maker).reason is StartReason.VERIFIED
    assert len(bare.services()) == 12


def test_what_is_whole_helps_where_nothing_can_be_written(synced: Box) -> None:
    empty(synced)
    state = synced.state
    assert find_fallback(synced.folder, state, synced.maker) == state.previous
    assert find_fallback(synced.folder, None, synced.maker) is None
    (synced.folder / state.previous.database).write_bytes(b"")
    assert find_fallback(synced.folder, state, synced.maker) is None
    (synced.folder / STATE_NAME).write_bytes(b"")
    assert recover(synced.folder, synced.maker)[1] is StartReason.STATE_BROKEN
    assert find_fallback(synced.folder, synced.state, synced.maker) == synced.state.active
