"""One step back: what a person takes back, and what stays."""

import pytest

from kiosk.domain.syncfile import RefusalCode
from kiosk.sync import apply
from kiosk.sync.apply import SHARES, SyncStep
from kiosk.sync.data_folder import StartReason, inspect_folder
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import FULL, NEW, OLD, Box, dialled, failing, small


def test_undo_goes_one_step_back_and_the_floor_stays(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    accepted = used.state.accepted
    assert used.syncing.undo().status is SyncStatus.UNDONE
    assert used.numbers("food-box") == [OLD]
    assert used.state.accepted == accepted
    used.settled()
    assert used.syncing.undo().code is RefusalCode.NOTHING_TO_UNDO
    assert used.bring(small(), 1).code is RefusalCode.ROLLBACK


def test_what_was_taken_back_waits_for_a_person_or_a_newer_file(used: Box) -> None:
    new = dialled(small(), OLD, NEW)
    used.bring(small(), 2)
    used.bring(small(), 3)
    used.syncing.undo()
    outcome = used.bring(small(), 3, Consent.UNATTENDED)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.UNDONE)
    assert used.bring(small(), 4, Consent.UNATTENDED).status is SyncStatus.APPLIED
    used.bring(new, 5)
    used.syncing.undo()
    assert used.bring(new, 5).status is SyncStatus.APPLIED
    assert used.state.undone is None


def test_undo_to_a_damaged_database_builds_it_again(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    previous = used.state.previous
    (used.folder / previous.database).write_bytes(b"no database")
    told: list[tuple[SyncStep, float]] = []
    outcome = used.syncing.undo(lambda *step: told.append(step))
    assert outcome.status is SyncStatus.UNDONE
    assert told[0] == (SyncStep.BUILD, SHARES[SyncStep.BUILD]), "from its begin"
    assert used.numbers("food-box") == [OLD]
    assert inspect_folder(used.folder, used.maker).reason is StartReason.VERIFIED


def test_undo_to_nothing_whole_is_refused(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    previous = used.state.previous
    (used.folder / previous.database).unlink()
    (used.folder / previous.kept).write_bytes(b"")
    assert used.syncing.undo().code is RefusalCode.BUILD_FAILED
    assert used.numbers("food-box") == [NEW]


def test_undo_without_the_file_before_forgets_what_a_person_accepted(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    previous = used.state.previous
    (used.folder / previous.kept).unlink()
    assert used.syncing.undo().status is SyncStatus.UNDONE
    assert used.state.person is None
    outcome = used.bring(small(), 3, Consent.UNATTENDED)
    assert outcome.hold is HoldReason.NOT_ACCEPTED


def test_undo_that_cannot_be_written_changes_nothing(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    before = used.state
    with monkeypatch.context() as patch:
        patch.setattr(apply, "write_state", failing(FULL))
        assert used.syncing.undo().code is RefusalCode.DISK_FULL
    assert used.state == before
    assert used.syncing.undo().status is SyncStatus.UNDONE


def test_undo_to_the_factory_directory(box: Box) -> None:
    box.bring(dialled(small(), OLD, NEW), 1)
    assert box.syncing.undo().status is SyncStatus.UNDONE
    assert box.state.active.source is DataSource.FACTORY
    assert box.numbers("food-box") == [OLD]
