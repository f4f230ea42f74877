"""How much may be withdrawn by a file that applies while nobody looks."""

from typing import Any

import pytest

from kiosk.domain.records import AddressVisibility, Location, Organization
from kiosk.sync import undoing
from kiosk.sync.holds import HoldReason
from kiosk.sync.importer import Consent
from kiosk.sync.sync_answers import SyncStatus
from tests.sync.box import STREET, Box, changed, gone, hidden, small, withdrawn
from tests.sync.wide import wide

SIX = ("men-beds", "pay-help", "clinic", "milk-club", "warm-meal", "food-box")


def test_withdrawals_beyond_the_limit_wait_although_the_rest_would_apply(box: Box) -> None:
    """Twelve of ninety services are too many to go without a person, also as withdrawn ones."""
    box.bring(wide(), 1)
    before = box.state
    names = [f"s{n:03}" for n in range(20, 32)]
    knobs: dict[str, Any] = {"withdrawn": [withdrawn("service", one) for one in names]}
    outcome = box.bring(gone(wide(), *names), 2, Consent.UNATTENDED, **knobs)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.WITHDRAWALS)
    assert (outcome.withdrawn, box.state) == (0, before)
    assert box.syncing.undo().status is SyncStatus.UNDONE


def test_withdrawals_from_the_factory_directory_alone_are_counted_too(box: Box) -> None:
    """Nothing changes in what is shown; what the program brought would be lost."""
    first = wide()
    box.bring(first, 1)
    before = box.state
    knobs: dict[str, Any] = {"withdrawn": [withdrawn("service", one) for one in SIX]}
    outcome = box.bring(first, 2, Consent.UNATTENDED, **knobs)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.WITHDRAWALS)
    assert (outcome.withdrawn, box.state) == (0, before)
    assert box.syncing.undo().status is SyncStatus.UNDONE
    fewer: dict[str, Any] = {"withdrawn": knobs["withdrawn"][:5]}
    box.bring(first, 3)
    assert box.bring(first, 4, Consent.UNATTENDED, **fewer).status is SyncStatus.APPLIED
    assert box.state.withdrawn_alone == 5


def test_a_made_up_name_counts_for_the_tombstone_that_it_leaves(used: Box) -> None:
    """Thousands of them would push out the tombstones of records that there were."""
    names = [withdrawn("service", f"made-up-{n}") for n in range(6)]
    before = used.state
    outcome = used.bring(small(), 2, Consent.UNATTENDED, withdrawn=names)
    assert (outcome.status, outcome.hold) == (SyncStatus.HELD, HoldReason.WITHDRAWALS)
    assert used.state == before
    assert used.bring(small(), 3, Consent.UNATTENDED, withdrawn=names[:5]).status is (
        SyncStatus.APPLIED
    )
    assert used.state.withdrawn_alone == 5
    again = used.bring(small(), 4, Consent.UNATTENDED, withdrawn=names[:5])
    assert again.status is SyncStatus.APPLIED, "what has a tombstone counts once"
    assert used.state.withdrawn_alone == 5
    assert used.bring(small(), 5, Consent.UNATTENDED, withdrawn=names).hold is (
        HoldReason.WITHDRAWALS
    )


def test_what_came_back_and_is_withdrawn_again_counts_again(box: Box) -> None:
    box.bring(wide(), 1)
    knobs: dict[str, Any] = {"withdrawn": [withdrawn("service", "s025")]}
    box.bring(gone(wide(), "s025"), 2, Consent.UNATTENDED, **knobs)
    assert box.state.withdrawn_alone == 1
    assert box.bring(wide(), 3, Consent.UNATTENDED).status is SyncStatus.HELD, "nobody said yes"
    assert box.bring(wide(), 3).status is SyncStatus.APPLIED
    outcome = box.bring(gone(wide(), "s025"), 4, Consent.UNATTENDED, **knobs)
    assert (outcome.status, box.state.withdrawn_alone) == (SyncStatus.APPLIED, 1)


def test_an_organization_counts_as_all_its_services(box: Box) -> None:
    first = [*wide(), Organization(id="six", name="Six")]
    for n in range(20, 26):
        first = changed(first, f"s{n:03}", organization_id="six")
    box.bring(first, 1)
    left = gone([one for one in first if one.id != "six"], *(f"s{n:03}" for n in range(20, 26)))
    knobs: dict[str, Any] = {"withdrawn": [withdrawn("organization", "six")]}
    outcome = box.bring(left, 2, Consent.UNATTENDED, **knobs)
    assert (outcome.hold, outcome.withdrawn) == (HoldReason.WITHDRAWALS, 0)


@pytest.mark.parametrize("limit", [0, 1])
def test_no_file_that_nobody_looks_at_pushes_a_tombstone_out(
    box: Box, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Not by places either that no service is at, shown one week and hidden the next."""
    nobody = Location(
        id="nobody",
        organization_id="o1",
        address_visibility=AddressVisibility.PUBLIC,
        address_1=STREET,
    )
    box.bring([*wide(), nobody], 1)
    monkeypatch.setattr(undoing, "TOMBSTONE_LIMIT", limit)
    outcome = box.bring(hidden([*wide(), nobody], "nobody"), 2, Consent.UNATTENDED)
    assert outcome.hold is (None if limit else HoldReason.WITHDRAWALS)
    assert len(box.state.tombstones) == limit


def test_without_the_file_in_use_every_withdrawal_counts(used: Box) -> None:
    """Nobody can tell which of them it had."""
    knobs: dict[str, Any] = {"withdrawn": [withdrawn("service", f"made-up-{n}") for n in range(5)]}
    used.bring(small(), 2, **knobs)
    (used.folder / used.state.active.kept).unlink()
    assert used.bring(small(), 3, Consent.UNATTENDED, **knobs).status is SyncStatus.APPLIED
    assert used.state.withdrawn_alone == 5
