"""Getting back to whole data at a start: from the kept file, the one before, or the factory.

Runs in a process of its own, because reading and building take memory that a visitor's process
must not keep. Whatever is wrong, what a withdrawal took away does not come back.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.syncfile import SUFFIX
from kiosk.sync import rebuild_state
from kiosk.sync.data_folder import (
    FolderError,
    FolderState,
    MakeError,
    Maker,
    StartReason,
    clean_up,
    digest_of,
    files_like,
    inspect_folder,
    locked,
    make_folder,
    refuse_forbidden,
    remove_leftovers,
    slot_reason,
    whole,
)
from kiosk.sync.retained_files import RetainedFileError, factory_content, load, make_database
from kiosk.sync.state import COPY_NAME, STATE_NAME, DataSource, Slot, State, Tombstone, write_state
from kiosk.sync.withdrawals import blocked_for, without_withdrawn

_TRIES: Final = 2
"""A disk that fails once while a database is built again does not decide what is shown."""


def recover(folder: Path, maker: Maker) -> tuple[State, StartReason]:
    """The state of the folder with a whole database, mended where need be, and what was found.

    Raises :class:`FolderError` and :class:`MakeError` where there is none and none can be made.
    """
    make_folder(folder)
    with locked(folder, None):
        return recover_locked(folder, maker)


def recover_locked(folder: Path, maker: Maker) -> tuple[State, StartReason]:
    """:func:`recover` for somebody who holds the lock."""
    found = inspect_folder(folder, maker)
    if found.state is not None and found.reason is StartReason.VERIFIED:
        return clean_up(folder, found.state), found.reason
    if found.reason is StartReason.STATE_BROKEN:
        refuse_forbidden(folder / STATE_NAME, folder / COPY_NAME)
    state, reason = _mended(folder, maker, found)
    try:
        write_state(folder, state)
    except OSError as error:
        raise FolderError(
            f"{folder / STATE_NAME}: the state cannot be written ({error.strerror}); free some "
            "space on the disk or choose another data folder"
        ) from error
    remove_leftovers(folder, state)
    return state, reason


def _mended(folder: Path, maker: Maker, found: FolderState) -> tuple[State, StartReason]:
    state = found.state or _found_again(folder, maker)
    if state is None:
        slot = _factory_slot(folder, maker, ())
        return State(database_format=maker.format, active=slot), found.reason
    why = slot_reason(folder, state, maker)
    for slot in state.slots:
        made = _made(folder, maker, state, slot, as_it_is=why not in _ALWAYS_BUILT)
        if made is None:
            if slot.kept:
                refuse_forbidden(folder / slot.kept)
            continue
        if slot == state.active:
            mended = msgspec.structs.replace(state, active=made, database_format=maker.format)
            return mended, _why(found, made, why)
        return _fallen_back(folder, maker, state, made), StartReason.PREVIOUS_USED
    slot = _factory_slot(folder, maker, state.tombstones)
    return _fallen_back(folder, maker, state, slot), StartReason.FACTORY_USED


def _fallen_back(folder: Path, maker: Maker, state: State, slot: Slot) -> State:
    """The state with other data in use, where that of now cannot be built.

    A disk that is full or fails today may not cost the kiosk its newest file: that stays, for undo.
    """
    own = state.active
    path = folder / own.kept
    gone = atomic_files.is_gone(path) or atomic_files.is_folder(path)
    kept = own.kept and not gone and digest_of(path) in (own.kept_sha256, None)
    return msgspec.structs.replace(
        state,
        active=slot,
        previous=own if kept else None,
        database_format=maker.format,
    )


_ALWAYS_BUILT = (StartReason.FACTORY_CHANGED, StartReason.PROGRAM_CHANGED)
"""Where even a whole database is not the one to use."""


def _why(found: FolderState, slot: Slot, why: StartReason) -> StartReason:
    """What to tell when the active slot is in use again."""
    if found.reason in (StartReason.STATE_BROKEN, StartReason.FIRST_START):
        return found.reason
    if slot.source is DataSource.FACTORY or why in _ALWAYS_BUILT:
        return why
    return StartReason.REBUILT_FROM_SIGNED


def _made(folder: Path, maker: Maker, state: State, slot: Slot, *, as_it_is: bool) -> Slot | None:
    """The slot with a whole database; ``None`` where there is none and none can be built."""
    if as_it_is and whole(folder, slot, maker):
        return slot
    for _ in range(_TRIES):
        with suppress(FolderError, RetainedFileError, MakeError, OSError):
            return _built(folder, maker, state, slot)
    return None


def _built(folder: Path, maker: Maker, state: State, slot: Slot) -> Slot:
    if slot.source is DataSource.FACTORY:
        return _factory_slot(folder, maker, state.tombstones)
    versions = slot.signed.versions if slot.signed else None
    content = without_withdrawn(load(folder, slot, maker), blocked_for(state.tombstones, versions))
    name, digest = make_database(folder, content, maker)
    return msgspec.structs.replace(slot, database=name, sha256=digest)


def _factory_slot(folder: Path, maker: Maker, tombstones: Iterable[Tombstone]) -> Slot:
    content = without_withdrawn(factory_content(maker), blocked_for(tombstones, None))
    try:
        name, digest = make_database(folder, content, maker)
    except OSError as error:
        raise FolderError(
            f"{folder}: the directory cannot be written ({error.strerror}); free some space on "
            "the disk or choose another data folder"
        ) from error
    return Slot(
        database=name,
        sha256=digest,
        source=DataSource.FACTORY,
        kept="",
        kept_sha256=maker.factory_digest(),
    )


def _found_again(folder: Path, maker: Maker) -> State | None:
    """The state as the kept signed files tell it; ``None`` where none of them can be believed."""
    kept = files_like(folder, f"*{SUFFIX}")
    if not kept:
        return None
    refuse_forbidden(*kept)
    return rebuild_state.rebuild_state(folder, maker)
