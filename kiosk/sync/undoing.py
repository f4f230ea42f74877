"""Rolls back: a person undoes the last import, or a withdrawal removes records unattended."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from kiosk.domain.checks import records_of_kind
from kiosk.domain.records import Service
from kiosk.domain.syncfile import RefusalCode, Refused, Withdrawn
from kiosk.sync.apply import (
    ApplyContext,
    SyncStep,
    add_tombstones,
    commit,
    read_baseline,
    removed_records,
    store_baseline,
    store_reduced_baseline,
    until_commit,
)
from kiosk.sync.baseline_updates import baseline_after_undo
from kiosk.sync.data_folder import is_intact
from kiosk.sync.databases import MakeError
from kiosk.sync.retained_files import (
    RetainedFileError,
    factory_or_empty,
    load_content,
    make_database,
    store_records,
)
from kiosk.sync.side import DirectoryContent
from kiosk.sync.state import TOMBSTONE_LIMIT, DataSource, Generation, State
from kiosk.sync.unattended_policy import are_withdrawals_allowed
from kiosk.sync.verify import VerifiedBundle
from kiosk.sync.withdrawals import blocked_for, services_lost, withdrawable, without_withdrawn


def undo(context: ApplyContext, state: State) -> State:
    """Return to the previous data, once. The undone file still blocks older ones.

    Raises:
        Refused: nothing changed.
    """
    slot = state.previous
    if slot is None:
        raise Refused(RefusalCode.NOTHING_TO_UNDO)
    with until_commit(context, state):
        content = source_content(context, slot, state)
        if not is_intact(context.folder, slot, context.maker):
            if content is None:
                raise MakeError("the previous data is damaged")
            context.step(SyncStep.BUILD)
            name, digest = make_database(context.folder, content, context.maker, context.built)
            slot = msgspec.structs.replace(slot, database=name, sha256=digest)
        mark = None
        if content is not None:
            undone = source_content(context, state.active, state)
            before = read_baseline(context.folder, state)
            mark = store_baseline(context.folder, baseline_after_undo(before, content, undone))
    back = msgspec.structs.replace(
        state,
        active=slot,
        previous=None,
        person=mark,
        withdrawn_alone=0,
        undone=state.accepted.directory_sha256 if state.accepted else None,
    )
    return commit(context, back)


def source_content(
    context: ApplyContext, generation: Generation, state: State
) -> DirectoryContent | None:
    """Return the source content of a slot without tombstones; ``None`` if it cannot be read."""
    versions = generation.signed.versions if generation.signed else None
    try:
        content = load_content(context.folder, generation, context.maker)
    except (RetainedFileError, MakeError):
        return None
    return without_withdrawn(content, blocked_for(state.tombstones, versions))


@dataclass(frozen=True, slots=True)
class WithdrawalCost:
    """The cost of withdrawals, and whether they may apply unattended."""

    cost: int
    fits: bool


def withdrawal_cost(
    context: ApplyContext, state: State, bundle: VerifiedBundle, active: DirectoryContent | None
) -> WithdrawalCost:
    """Count the withdrawals of a file that is imported whole and unattended.

    A record unknown here counts as well: it leaves a tombstone, and invented ones could displace
    others beyond the limit. A record that already has one counts only if it came back; if
    ``active`` cannot be read, everything counts.
    """
    named = frozenset(bundle.facts.withdrawn)
    known = {one.record for one in state.tombstones}
    affected = _affected(context, state, (active,), bundle)
    gone = named if active is None else affected | (named - known)
    counts = _counted(context, state, active, gone)
    fits_limit = len(known | removed_records(context, bundle, active)) <= TOMBSTONE_LIMIT
    return WithdrawalCost(counts.cost, fits=counts.fits and fits_limit)


def _affected(
    context: ApplyContext,
    state: State,
    used: Iterable[DirectoryContent | None],
    bundle: VerifiedBundle,
) -> frozenset[Withdrawn]:
    """Return what a file withdraws from the data in use and from the factory directory."""
    factory = without_withdrawn(
        factory_or_empty(context.maker), blocked_for(state.tombstones, None)
    )
    return frozenset(
        one
        for side in (*used, factory)
        if side is not None
        for one in withdrawable(side.records, side.helplines, bundle.facts.withdrawn)
    )


def _counted(
    context: ApplyContext, state: State, active: DirectoryContent | None, gone: frozenset[Withdrawn]
) -> WithdrawalCost:
    """Count against the state a person accepted, including withdrawals since then."""
    records = active.records if active else ()
    cost = max(len(gone), services_lost(records, gone))
    baseline = read_baseline(context.folder, state)
    services = len(baseline.services) if baseline else len(records_of_kind(records, Service))
    return WithdrawalCost(
        cost, cost == 0 or are_withdrawals_allowed(services, state.withdrawn_alone, cost)
    )


def apply_withdrawals(
    context: ApplyContext, state: State, bundle: VerifiedBundle
) -> tuple[State, int] | None:
    """Apply the withdrawals of a file that waits; return the new state and the count of records.

    ``None`` if they are too many to apply unattended.

    Raises:
        Refused: nothing changed.
    """
    active = source_content(context, state.active, state)
    if active is None or not bundle.facts.withdrawn:
        return state, 0
    previous = source_content(context, state.previous, state) if state.previous else None
    gone = _affected(context, state, (active, previous), bundle)
    counts = _counted(context, state, active, gone)
    if not counts.fits:
        return None
    if not gone:
        return state, 0
    remaining = without_withdrawn(active, gone)
    with until_commit(context, state):
        context.step(SyncStep.BUILD)
        slot = state.active if remaining is active else _reduced(context, state.active, remaining)
        baseline = read_baseline(context.folder, state, active)
        mark = store_reduced_baseline(context.folder, state, baseline, remaining, gone)
    new_state = msgspec.structs.replace(
        state,
        active=slot,
        previous=state.previous
        if previous and without_withdrawn(previous, gone) is previous
        else None,
        person=mark,
        withdrawn_alone=state.withdrawn_alone + counts.cost,
        tombstones=add_tombstones(state.tombstones, gone, bundle.versions),
    )
    return commit(context, new_state), len(gone)


def _reduced(
    context: ApplyContext, generation: Generation, remaining: DirectoryContent
) -> Generation:
    """Return the slot with the remaining records; factory data is filtered at each build."""
    database, digest = make_database(context.folder, remaining, context.maker)
    generation = msgspec.structs.replace(generation, database=database, sha256=digest)
    if generation.source is DataSource.FACTORY:
        return generation
    kept, kept_sha256 = store_records(context.folder, remaining)
    return msgspec.structs.replace(
        generation, source=DataSource.REDUCED, kept=kept, kept_sha256=kept_sha256
    )


def store_least_versions(context: ApplyContext, state: State, bundle: VerifiedBundle) -> State:
    """Store the root and targets versions of a file that waits, so that older ones are refused.

    Newer ones may revoke a stolen key, which must not wait. Raises :class:`Refused`.
    """
    seen = (bundle.versions.root, bundle.versions.targets)
    if seen <= state.least:
        return state
    return commit(context, msgspec.structs.replace(state, least=seen))
