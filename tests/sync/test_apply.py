"""Taking data into use: what is on disk after each step, and after each thing that fails."""

import os
from pathlib import Path
from typing import Any

import pytest

from kiosk import atomic_files
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.sync import apply, databases, retained_files
from kiosk.sync import state as states
from kiosk.sync.data_folder import StartReason, inspect_folder
from kiosk.sync.databases import MakeError
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import BROKEN, FULL, NEW, OLD, Box, dialled, failing, small


def test_a_file_is_in_use_and_everything_that_it_needs_is_kept(box: Box) -> None:
    outcome = box.bring(dialled(small(), OLD, NEW), 1)
    assert outcome.status is SyncStatus.APPLIED
    assert box.numbers("food-box") == [NEW]
    state = box.state
    assert state.active.source is DataSource.SIGNED
    assert state.active.signed.versions == Versions(1, 1, 1)
    assert (box.folder / state.active.kept).read_bytes() == (box.stick / "1.kiosksync").read_bytes()
    assert state.previous.source is DataSource.FACTORY
    assert state.person is not None
    assert state.floor == "2026-11-27T09:00:00Z"
    assert state.active.applied == "2026-12-01"
    box.settled()
    assert inspect_folder(box.folder, box.maker).reason is StartReason.VERIFIED


def test_one_database_and_one_file_before_are_kept_and_no_more(used: Box) -> None:
    first = used.state.active
    for version in (2, 3):
        used.bring(dialled(small(), OLD, f"+1916555017{version}"), version)
    state = used.state
    assert state.previous.signed.versions.directory == 2
    assert first.kept not in used.names()
    used.settled()


def test_the_same_file_again_is_no_work(used: Box) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in used.folder.iterdir()}
    assert used.bring(small(), 1).status is SyncStatus.ALREADY
    assert {path.name: path.stat().st_mtime_ns for path in used.folder.iterdir()} == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")
def test_what_the_superuser_brings_belongs_to_the_kiosk(used: Box) -> None:
    """``sudo resource-kiosk sync`` must not leave data that the kiosk cannot read."""
    os.chown(used.folder, 65534, 65534)
    assert used.bring(dialled(small(), OLD, NEW), 2).status is SyncStatus.APPLIED
    state = used.state
    for name in (state.active.database, state.active.kept, state.person.name, states.STATE_NAME):
        assert (used.folder / name).stat().st_uid == 65534


# --- faults -------------------------------------------------------------------------------------


FAULTS = {
    "no room for the database": (apply, "make_database", FULL, RefusalCode.DISK_FULL),
    "database not written": (apply, "make_database", BROKEN, RefusalCode.WRITE_FAILED),
    "database not built": (apply, "make_database", MakeError("x"), RefusalCode.BUILD_FAILED),
    "check not passed": (
        databases,
        "check_database",
        MakeError("x", RefusalCode.WRITE_FAILED),
        RefusalCode.WRITE_FAILED,
    ),
    "database not placed": (retained_files, "store_by_digest", FULL, RefusalCode.DISK_FULL),
    "file not kept": (apply, "install_file", FULL, RefusalCode.DISK_FULL),
    "baseline not kept": (apply, "store_by_digest", BROKEN, RefusalCode.WRITE_FAILED),
    "state not written": (apply, "write_state", FULL, RefusalCode.DISK_FULL),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_fails_leaves_the_old_data_and_the_next_try_works(
    used: Box, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    where, name, error, code = FAULTS[fault]
    before = used.state
    with monkeypatch.context() as patch:
        patch.setattr(where, name, failing(error))
        outcome = used.bring(dialled(small(), OLD, NEW), 2)
    assert (outcome.status, outcome.code) == (SyncStatus.REFUSED, code)
    assert used.state == before
    assert inspect_folder(used.folder, used.maker).reason is StartReason.VERIFIED
    assert used.numbers("food-box") == [OLD]
    assert used.bring(dialled(small(), OLD, NEW), 2).status is SyncStatus.APPLIED
    assert used.numbers("food-box") == [NEW]
    used.settled()


def test_a_state_that_was_renamed_but_not_synced_is_the_new_one_whole(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic_files.replace_file

    def renamed_only(path: Path, content: bytes, **rest: Any) -> None:
        real(path, content, **rest)
        if path.name == states.STATE_NAME:
            raise BROKEN

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "replace_file", renamed_only)
        outcome = used.bring(dialled(small(), OLD, NEW), 2)
    assert outcome.code is RefusalCode.WRITE_FAILED
    assert inspect_folder(used.folder, used.maker).reason is StartReason.VERIFIED
    assert used.numbers("food-box") == [NEW]
    assert used.bring(dialled(small(), OLD, NEW), 2).status is SyncStatus.ALREADY
    used.settled()


def test_a_copy_of_the_state_that_cannot_be_written_stops_nothing(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic_files.replace_file

    def no_copy(path: Path, content: bytes, **rest: Any) -> None:
        if path.name == states.COPY_NAME:
            raise BROKEN
        real(path, content, **rest)

    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "replace_file", no_copy)
        assert used.bring(dialled(small(), OLD, NEW), 2).status is SyncStatus.APPLIED
    assert used.numbers("food-box") == [NEW]


def test_too_little_room_is_said_before_anything_is_written(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = used.names()
    monkeypatch.setattr(apply, "SPACE_FACTOR", 10**12)
    outcome = used.bring(small(), 2)
    assert outcome.code is RefusalCode.DISK_FULL
    assert used.names() - {"history.ndjson"} == before - {"history.ndjson"}


def test_a_disk_that_does_not_tell_its_room_is_a_disk_that_fails(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apply.shutil, "disk_usage", failing(BROKEN))
    assert used.bring(small(), 2).code is RefusalCode.WRITE_FAILED
