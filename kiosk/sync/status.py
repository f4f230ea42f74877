"""Reads the status of a kiosk's data for staff."""

from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kiosk.domain.clock import AHEAD_LIMIT, SystemClock, TrustedClock, TrustedTime
from kiosk.domain.syncfile import Refused
from kiosk.sync.discovery import info_of
from kiosk.sync.history import HistoryAction, HistoryEntry, read_history
from kiosk.sync.state import State, last_reliable_time, moment, read_state
from kiosk.sync.sync_answers import ClockState, DataStatus, TrustInfo, Waiting
from kiosk.sync.trust import TrustedRoot, fingerprint, load_root

REFUSALS: Final = 5
"""How many of the last refusals to list."""


def data_status(data: Path, clock: TrustedClock) -> DataStatus:
    """Return source, age, signer and trust of the data in ``data``, and what waits."""
    time = clock.read()
    state, _ = read_state(data)
    history = read_history(data)
    try:
        root, problem = load_root(data), None
    except Refused as error:
        root, problem = None, error.code
    base = DataStatus(
        clock=clock_state(clock, time, state),
        trust=None if root is None else trust_info(root),
        trust_problem=problem,
        keys_changed=next(
            (one.time for one in reversed(history) if one.action is HistoryAction.KEYS), ""
        ),
        refusals=tuple(one for one in reversed(history) if one.action is HistoryAction.REFUSED)[
            :REFUSALS
        ],
    )
    return base if state is None else _with_data(base, state, history, time)


def _with_data(
    status: DataStatus, state: State, history: tuple[HistoryEntry, ...], time: TrustedTime
) -> DataStatus:
    slot = state.active
    signed = slot.signed
    return replace(
        status,
        source=slot.source,
        file=None if signed is None else info_of(signed, time),
        applied=slot.applied,
        lost=_lost(state),
        expired=bool(signed and time.trusted and moment(signed.expires) <= time.now),
        floor=state.floor or "",
        can_undo=state.previous is not None,
        waiting=_waiting(history),
        withdrawn=len(state.tombstones),
    )


def _lost(state: State) -> bool:
    """True if the data in use is older than the newest imported, without a rollback by a person."""
    newest, signed = state.accepted, state.active.signed
    if newest is None or state.undone is not None:
        return False
    return signed is None or signed.versions < newest.versions


def _waiting(history: tuple[HistoryEntry, ...]) -> Waiting | None:
    """Return the file that waits for a person, if it was the last to arrive."""
    decided = (HistoryAction.SYNC, HistoryAction.UNDO, HistoryAction.HELD, HistoryAction.TRUST)
    last = next((one for one in reversed(history) if one.action in decided), None)
    if last is None or last.action is not HistoryAction.HELD:
        return None
    return Waiting(hold=last.code, versions=last.versions, time=last.time)


def clock_state(clock: TrustedClock, time: TrustedTime, state: State | None) -> ClockState:
    """Return whether the time is trusted, and why not."""
    if time.trusted:
        return ClockState.TRUSTED
    if isinstance(clock, SystemClock):
        system = clock.source()
        if system < clock.floor:
            may_be_right = state is not None and system >= last_reliable_time(state)
            return ClockState.DATA_AHEAD if may_be_right else ClockState.BEHIND
        if system > clock.floor + AHEAD_LIMIT:
            return ClockState.AHEAD
    return ClockState.NOT_VOUCHED


def trust_info(root: TrustedRoot) -> TrustInfo:
    """Return a root's facts for people to compare."""
    return TrustInfo(
        version=root.version,
        channel=root.facts.channel,
        publisher=root.facts.publisher,
        fingerprint=fingerprint(root),
    )
