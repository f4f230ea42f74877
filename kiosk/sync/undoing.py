"""Two ways back: a person takes the last step back, or a withdrawal takes records away alone."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from kiosk.domain.checks import of_kind
from kiosk.domain.records import Service
from kiosk.domain.syncfile import RefusalCode, Refused, Withdrawn
from kiosk.sync.apply import (
    ApplyContext,
    SyncStep,
    add_tombstones,
    commit,
    gone_with,
    person_mark,
    read_baseline,
    struck_mark,
    until_commit,
)
from kiosk.sync.data_folder import MakeError, whole
from kiosk.sync.retained_files import (
    RetainedFileError,
    factory_or_nothing,
    load,
    make_database,
    retain_records,
)
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import TOMBSTONE_LIMIT, DataSource, Slot, State
from kiosk.sync.unattended_policy import withdrawals_fit
from kiosk.sync.verify import VerifiedBundle
from kiosk.sync.withdrawals import blocked_for, present, services_lost, without_withdrawn


def undo(shelf: ApplyContext, state: State) -> State:
    """Go back to the data before, once. What was taken stays the floor against older files.

    Raises :class:`Refused`; then nothing changed.
    """
    slot = state.previous
    if slot is None:
        raise Refused(RefusalCode.NOTHING_TO_UNDO)
    with until_commit(shelf, state):
        content = loaded(shelf, slot, state)
        if not whole(shelf.folder, slot, shelf.maker):
            if content is None:
                raise MakeError("the data before is damaged")
            shelf.step(SyncStep.BUILD)
            name, digest = make_database(shelf.folder, content, shelf.maker, shelf.built)
            slot = msgspec.structs.replace(slot, database=name, sha256=digest)
        mark = None if content is None else person_mark(shelf.folder, content)
    back = msgspec.structs.replace(
        state,
        active=slot,
        previous=None,
        person=mark,
        withdrawn_alone=0,
        undone=state.accepted.directory_sha256 if state.accepted else None,
    )
    return commit(shelf, back)


def loaded(shelf: ApplyContext, slot: Slot, state: State) -> DirectoryContent | None:
    """What a slot was built from, tombstones considered; ``None`` where it cannot be read."""
    versions = slot.signed.versions if slot.signed else None
    try:
        content = load(shelf.folder, slot, shelf.maker)
    except (RetainedFileError, MakeError):
        return None
    return without_withdrawn(content, blocked_for(state.tombstones, versions))


@dataclass(frozen=True, slots=True)
class WithdrawalCounts:
    """What withdrawals count as, and whether so many may go without a person."""

    cost: int
    fits: bool


def withdrawal_cost(
    shelf: ApplyContext, state: State, bundle: VerifiedBundle, active: DirectoryContent | None
) -> WithdrawalCounts:
    """What the withdrawals of a file count as that is taken whole while nobody looks.

    A name that nothing here has counts as well: it leaves a tombstone, and only so many are kept
    that made-up ones could push out the others. What has one already counts only where it came
    back; where ``active`` cannot be read nobody knows that, and everything counts.
    """
    named = frozenset(bundle.facts.withdrawn)
    known = {one.record for one in state.tombstones}
    here = _here(shelf, state, (active,), bundle)
    gone = named if active is None else here | (named - known)
    counts = _counted(shelf, state, active, gone)
    room = len(known | gone_with(shelf, bundle, active)) <= TOMBSTONE_LIMIT
    return WithdrawalCounts(counts.cost, fits=counts.fits and room)


def _here(
    shelf: ApplyContext,
    state: State,
    used: Iterable[DirectoryContent | None],
    bundle: VerifiedBundle,
) -> frozenset[Withdrawn]:
    """What a file withdraws of the data in use, and of the factory directory behind it."""
    factory = without_withdrawn(
        factory_or_nothing(shelf.maker), blocked_for(state.tombstones, None)
    )
    return frozenset(
        one
        for side in (*used, factory)
        if side is not None
        for one in present(side.records, side.helplines, bundle.facts.withdrawn)
    )


def _counted(
    shelf: ApplyContext, state: State, active: DirectoryContent | None, gone: frozenset[Withdrawn]
) -> WithdrawalCounts:
    """Counted against the state that a person accepted, with those that went since then."""
    records = active.records if active else ()
    cost = max(len(gone), services_lost(records, gone))
    baseline = read_baseline(shelf.folder, state)
    services = len(baseline.services) if baseline else len(of_kind(records, Service))
    return WithdrawalCounts(
        cost, cost == 0 or withdrawals_fit(services, state.withdrawn_alone, cost)
    )


def apply_withdrawals(
    shelf: ApplyContext, state: State, bundle: VerifiedBundle
) -> tuple[State, int] | None:
    """Take away what a file that waits withdraws; the state after it, and how many records.

    ``None`` where they are more than may go without a person. Raises :class:`Refused`; then
    nothing changed.
    """
    active = loaded(shelf, state.active, state)
    if active is None or not bundle.facts.withdrawn:
        return state, 0
    previous = loaded(shelf, state.previous, state) if state.previous else None
    gone = _here(shelf, state, (active, previous), bundle)
    counts = _counted(shelf, state, active, gone)
    if not counts.fits:
        return None
    if not gone:
        return state, 0
    left = without_withdrawn(active, gone)
    with until_commit(shelf, state):
        shelf.step(SyncStep.BUILD)
        slot = state.active if left is active else _reduced(shelf, state.active, left)
        mark = struck_mark(shelf.folder, state, left, gone)
    taken = msgspec.structs.replace(
        state,
        active=slot,
        previous=state.previous
        if previous and without_withdrawn(previous, gone) is previous
        else None,
        person=mark,
        withdrawn_alone=state.withdrawn_alone + counts.cost,
        tombstones=add_tombstones(state.tombstones, gone, bundle.versions),
    )
    return commit(shelf, taken), len(gone)


def _reduced(shelf: ApplyContext, slot: Slot, left: DirectoryContent) -> Slot:
    """The slot with what is left; the factory directory is filtered each time instead."""
    database, digest = make_database(shelf.folder, left, shelf.maker)
    slot = msgspec.structs.replace(slot, database=database, sha256=digest)
    if slot.source is DataSource.FACTORY:
        return slot
    kept, kept_sha256 = retain_records(shelf.folder, left)
    return msgspec.structs.replace(
        slot, source=DataSource.REDUCED, kept=kept, kept_sha256=kept_sha256
    )


def see_targets(shelf: ApplyContext, state: State, bundle: VerifiedBundle) -> State:
    """Remember the root and targets of a file that waits: older ones are refused from now on.

    A stolen key is taken away by newer ones; that does not wait. Raises :class:`Refused`.
    """
    seen = (bundle.versions.root, bundle.versions.targets)
    if seen <= state.least:
        return state
    return commit(shelf, msgspec.structs.replace(state, least=seen))
