"""What is withdrawn or newly hidden is gone from the machine and stays away."""

from pathlib import Path

import pytest

from kiosk.domain.syncfile import HelplineFile, RefusalCode
from kiosk.sync import undoing
from kiosk.sync.apply import read_baseline
from kiosk.sync.baseline import make_baseline
from kiosk.sync.data_folder import StartReason
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.recovery import recover
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import DataSource
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import (
    BEDS,
    FULL,
    NEW,
    NEWER,
    OLD,
    STREET,
    Box,
    dialled,
    failing,
    gone,
    hidden,
    small,
    withdrawn,
)


def test_a_withdrawn_record_is_nowhere_on_the_machine(used: Box) -> None:
    file = gone(small(), "food-box")
    outcome = used.bring(file, 2, withdrawn=[withdrawn("service", "food-box")])
    assert outcome.status is SyncStatus.APPLIED
    assert used.bytes_with(OLD) == set()
    assert used.state.previous is None
    assert used.syncing.undo().code is RefusalCode.NOTHING_TO_UNDO
    used.settled()


def test_a_newly_hidden_address_is_nowhere_on_the_machine(used: Box) -> None:
    assert used.bytes_with(STREET)
    outcome = used.bring(hidden(small(), "open-table.1"), 2)
    assert [place.id for place in outcome.report.hidden] == ["open-table.1"]
    assert used.bytes_with(STREET) == set()
    assert used.state.previous is None


def test_the_factory_directory_does_not_bring_a_hidden_address_back(box: Box) -> None:
    box.bring(hidden(small(), "open-table.1"), 1)
    active = box.state.active
    (box.folder / active.database).unlink()
    (box.folder / active.kept).unlink()
    _, reason = recover(box.folder, box.maker)
    assert reason is StartReason.FACTORY_USED
    assert box.bytes_with(STREET) == set()
    assert "food-box" in box.services()


def test_a_place_that_comes_back_hidden_stays_hidden_in_the_factory_directory(box: Box) -> None:
    """A week without the place lies between: nothing in use showed its address."""
    box.bring(gone(small(), "open-table.1"), 1)
    box.bring(hidden(small(), "open-table.1"), 2)
    assert box.state.previous is not None
    before = box.state.previous
    box.bring(dialled(hidden(small(), "open-table.1"), OLD, NEW), 3)
    assert box.state.previous not in (None, before)
    for slot in box.state.slots:
        (box.folder / slot.database).unlink()
        (box.folder / slot.kept).unlink()
    assert recover(box.folder, box.maker)[1] is StartReason.FACTORY_USED
    assert box.bytes_with(STREET) == set()


def test_what_is_withdrawn_is_not_in_the_baseline_either(used: Box) -> None:
    """A number can be found again by hashing all that there are."""
    person = used.state.person
    baseline = read_baseline(used.folder, used.state)
    beds = make_baseline(DirectoryContent(small(), HelplineFile(helplines=())), baseline.key)
    left = make_baseline(
        DirectoryContent(gone(small(), "men-beds"), HelplineFile(helplines=())), baseline.key
    )
    [lost] = beds.services.keys() - left.services.keys()
    (number,) = beds.services[lost].numbers
    assert used.bytes_with(number) == {person.name}
    used.bring(gone(small(), "men-beds"), 2, Consent.ASK, withdrawn=BEDS)
    assert used.bytes_with(number) == set()
    used.settled()
    used.bring(small(), 3)
    assert used.bytes_with(number) == set()
    used.settled()


@pytest.mark.parametrize("consent", [Consent.ASK, Consent.PERSON])
def test_withdrawals_work_without_a_readable_factory_directory(
    used: Box, tmp_path: Path, consent: Consent
) -> None:
    lost = used.at(factory=(tmp_path / "lost.ndjson",))
    outcome = lost.bring(gone(small(), "men-beds"), 2, consent, withdrawn=BEDS)
    assert outcome.code is None
    assert "men-beds" not in used.services()


def test_a_withdrawal_applies_although_the_rest_waits(used: Box) -> None:
    used.bring(dialled(small(), OLD, NEW), 2)
    file = gone(dialled(small(), OLD, NEWER), "men-beds", "pay-help", "clinic", "milk-club")
    outcome = used.bring(file, 3, Consent.UNATTENDED, withdrawn=BEDS)
    assert (outcome.status, outcome.withdrawn) == (SyncStatus.HELD, 1)
    state = used.state
    assert state.active.source is DataSource.REDUCED
    assert state.previous is None
    assert state.active.signed.versions.directory == 2
    assert state.withdrawn_alone == 1
    assert used.numbers("food-box") == [NEW]
    assert "men-beds" not in used.services()
    assert used.bytes_with("+19165550103") == set()
    used.settled()
    (used.folder / state.active.database).unlink()
    _, reason = recover(used.folder, used.maker)
    assert reason is StartReason.REBUILT_FROM_SIGNED
    assert used.numbers("food-box") == [NEW]
    assert "men-beds" not in used.services()
    again = used.syncing.sync(used.stick / "3.kiosksync", Consent.UNATTENDED)
    assert (again.status, again.withdrawn) == (SyncStatus.HELD, 0)
    assert used.syncing.sync(used.stick / "3.kiosksync", Consent.PERSON).status is (
        SyncStatus.APPLIED
    )
    assert used.state.withdrawn_alone == 0


def test_a_withdrawal_keeps_a_data_before_that_does_not_hold_it(used: Box) -> None:
    used.bring(gone(small(), "men-beds"), 2)
    used.bring(small(), 3)
    before = used.state.previous
    outcome = used.bring(
        gone(dialled(small(), OLD, NEW), "men-beds"),
        4,
        Consent.ASK,
        withdrawn=BEDS,
    )
    assert outcome.withdrawn == 1
    assert used.state.previous == before
    assert used.syncing.undo().status is SyncStatus.UNDONE


def test_a_record_that_only_the_factory_has_is_withdrawn_there(used: Box) -> None:
    used.bring(gone(small(), "men-beds"), 2)
    used.bring(gone(dialled(small(), OLD, NEW), "men-beds"), 3)
    before = used.state
    outcome = used.bring(gone(small(), "men-beds"), 4, Consent.ASK, withdrawn=BEDS)
    assert outcome.withdrawn == 1
    assert (used.state.active, used.state.previous) == (before.active, before.previous)
    for slot in used.state.slots:
        (used.folder / slot.kept).unlink()
        (used.folder / slot.database).unlink()
    assert recover(used.folder, used.maker)[1] is StartReason.FACTORY_USED
    assert "men-beds" not in used.services()


def test_an_older_file_cannot_bring_a_withdrawn_record_back(used: Box) -> None:
    used.bring(gone(small(), "men-beds"), 9, Consent.ASK, withdrawn=BEDS)
    assert used.bring(small(), 5).status is SyncStatus.APPLIED
    assert "men-beds" not in used.services()
    assert used.state.active.source is DataSource.REDUCED
    assert used.bytes_with("+19165550103") == set()
    assert used.bring(small(), 10).status is SyncStatus.APPLIED
    assert "men-beds" in used.services()


def test_more_withdrawals_than_may_go_alone_wait(used: Box) -> None:
    names = ["men-beds", "pay-help", "clinic", "milk-club", "warm-meal", "food-box"]
    outcome = used.bring(
        gone(small(), *names),
        2,
        Consent.UNATTENDED,
        withdrawn=[withdrawn("service", one) for one in names],
    )
    assert (outcome.hold, outcome.withdrawn) == (HoldReason.WITHDRAWALS, 0)
    assert {*names} <= used.services()


def test_a_helpline_cannot_be_withdrawn(used: Box) -> None:
    file = [
        one
        for one in gone(small(), "help-line", "court-walk")
        if one.id not in {"valley-line", "help-line"}
    ]
    outcome = used.bring(
        file,
        2,
        Consent.UNATTENDED,
        targets_version=2,
        withdrawn=[withdrawn("organization", "valley-line"), withdrawn("service", "help-line")],
    )
    assert (outcome.status, outcome.withdrawn) == (SyncStatus.HELD, 0)
    assert "help-line" in used.services()


def test_withdrawals_from_the_factory_directory_stay_away(box: Box) -> None:
    outcome = box.bring(gone(small(), "men-beds"), 1, Consent.ASK, withdrawn=BEDS)
    assert outcome.withdrawn == 1
    assert box.state.active.source is DataSource.FACTORY
    assert "men-beds" not in box.services()
    (box.folder / box.state.active.database).unlink()
    recover(box.folder, box.maker)
    assert "men-beds" not in box.services()


def test_a_withdrawal_that_cannot_be_built_is_refused_and_works_later(
    used: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(undoing, "make_database", failing(FULL))
        outcome = used.bring(gone(small(), "men-beds"), 2, Consent.ASK, withdrawn=BEDS)
    assert outcome.code is RefusalCode.DISK_FULL
    assert "men-beds" in used.services()
    assert used.bring(gone(small(), "men-beds"), 2, Consent.ASK, withdrawn=BEDS).withdrawn == 1


def test_without_the_file_in_use_a_new_one_still_applies_and_cannot_be_undone(used: Box) -> None:
    (used.folder / used.state.active.kept).unlink()
    asked = used.bring(small(), 2, Consent.ASK)
    assert asked.report.services_before == 0
    outcome = used.syncing.sync(used.stick / "2.kiosksync", Consent.UNATTENDED)
    assert outcome.status is SyncStatus.APPLIED
    assert used.state.previous is None
