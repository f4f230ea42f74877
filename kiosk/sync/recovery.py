"""Restores intact data at a start: from the stored file, the previous one, or the factory data.

Runs in a separate process, because reading and building take memory that a visitor's process must
not keep. Withdrawn records never come back, whatever else is wrong.
"""

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import SUFFIX, Refused, Withdrawn
from kiosk.sync.address_visibility import hidden_places
from kiosk.sync.apply import add_tombstones, content_of, signed_facts
from kiosk.sync.container import read_container
from kiosk.sync.data_folder import (
    FolderError,
    Inspection,
    StartReason,
    clean_folder,
    digest_of,
    files_like,
    inspect_folder,
    is_intact,
    locked,
    make_folder,
    refuse_forbidden,
    remove_leftovers,
    slot_reason,
)
from kiosk.sync.databases import MakeError, SqliteMaker
from kiosk.sync.retained_files import (
    SIGNED_NAME,
    RetainedFileError,
    factory_content,
    factory_or_empty,
    load_content,
    make_database,
    temp_path,
)
from kiosk.sync.state import (
    COPY_NAME,
    STATE_NAME,
    DataSource,
    Generation,
    State,
    Tombstone,
    raise_floor,
    write_state,
)
from kiosk.sync.trust import TrustedRoot, load_root
from kiosk.sync.verify import VerifiedBundle, verify
from kiosk.sync.withdrawals import blocked_for, without_withdrawn

_TRIES: Final = 2
"""Attempts to rebuild: one failure of the disk does not decide what is shown."""


def recover(folder: Path, maker: SqliteMaker) -> tuple[State, StartReason]:
    """Return a state with an intact database, repaired if necessary, and what was found.

    Raises:
        FolderError: the data folder cannot be used.
        MakeError: there is no database and none can be made.
    """
    make_folder(folder)
    with locked(folder, None):
        return recover_locked(folder, maker)


def recover_locked(folder: Path, maker: SqliteMaker) -> tuple[State, StartReason]:
    """Like :func:`recover`, for a caller that holds the lock."""
    found = inspect_folder(folder, maker)
    if found.state is not None and found.reason is StartReason.VERIFIED:
        return clean_folder(folder, found.state), found.reason
    if found.reason is StartReason.STATE_BROKEN:
        refuse_forbidden(folder / STATE_NAME, folder / COPY_NAME)
    state, reason = _repaired(folder, maker, found)
    try:
        write_state(folder, state)
    except OSError as error:
        raise _not_written(f"{folder / STATE_NAME}: the state", error) from error
    remove_leftovers(folder, state)
    return state, reason


def _not_written(what: str, error: OSError) -> FolderError:
    remedy = "free some space on the disk or choose another data folder"
    return FolderError(f"{what} cannot be written ({error.strerror}); {remedy}")


def _repaired(
    folder: Path, maker: SqliteMaker, inspection: Inspection
) -> tuple[State, StartReason]:
    state = inspection.state or _rebuilt_state(folder, maker)
    if state is None:
        slot = _factory_slot(folder, maker, ())
        return State(database_format=maker.format, active=slot), inspection.reason
    why = slot_reason(folder, state, maker)
    for slot in state.slots:
        usable_slot = _with_database(folder, maker, state, slot, usable=why not in _ALWAYS_BUILT)
        if usable_slot is None:
            if slot.kept:
                refuse_forbidden(folder / slot.kept)
            continue
        if slot == state.active:
            repaired = msgspec.structs.replace(
                state, active=usable_slot, database_format=maker.format
            )
            return repaired, _reported_reason(inspection, usable_slot, why)
        return _with_fallback(folder, maker, state, usable_slot), StartReason.PREVIOUS_USED
    slot = _factory_slot(folder, maker, state.tombstones)
    return _with_fallback(folder, maker, state, slot), StartReason.FACTORY_USED


def _with_fallback(folder: Path, maker: SqliteMaker, state: State, generation: Generation) -> State:
    """Return the state with other data in use, because the current data cannot be built.

    A disk that is full or fails today must not cost the kiosk its newest file: it stays for undo.
    """
    active = state.active
    path = folder / active.kept
    missing = atomic_files.is_missing(path) or atomic_files.is_folder(path)
    keeps_file = active.kept and not missing and digest_of(path) in (active.kept_sha256, None)
    return msgspec.structs.replace(
        state,
        active=generation,
        previous=active if keeps_file else None,
        database_format=maker.format,
    )


_ALWAYS_BUILT = (StartReason.FACTORY_CHANGED, StartReason.PROGRAM_CHANGED)
"""Reasons to rebuild even an intact database."""


def _reported_reason(
    inspection: Inspection, generation: Generation, reason: StartReason
) -> StartReason:
    """Return the reason to report once the active slot is in use."""
    if inspection.reason in (StartReason.STATE_BROKEN, StartReason.FIRST_START):
        return inspection.reason
    if generation.source is DataSource.FACTORY or reason in _ALWAYS_BUILT:
        return reason
    return StartReason.REBUILT_FROM_SIGNED


def _with_database(
    folder: Path, maker: SqliteMaker, state: State, generation: Generation, *, usable: bool
) -> Generation | None:
    """Return the slot with an intact database, or ``None`` if none can be built."""
    if usable and is_intact(folder, generation, maker):
        return generation
    for _ in range(_TRIES):
        with suppress(FolderError, RetainedFileError, MakeError, OSError):
            return _built(folder, maker, state, generation)
    return None


def _built(folder: Path, maker: SqliteMaker, state: State, generation: Generation) -> Generation:
    if generation.source is DataSource.FACTORY:
        return _factory_slot(folder, maker, state.tombstones)
    versions = generation.signed.versions if generation.signed else None
    content = without_withdrawn(
        load_content(folder, generation, maker), blocked_for(state.tombstones, versions)
    )
    name, digest = make_database(folder, content, maker)
    return msgspec.structs.replace(generation, database=name, sha256=digest)


def _factory_slot(folder: Path, maker: SqliteMaker, tombstones: Iterable[Tombstone]) -> Generation:
    content = without_withdrawn(factory_content(maker), blocked_for(tombstones, None))
    try:
        name, digest = make_database(folder, content, maker)
    except OSError as error:
        raise _not_written(f"{folder}: the directory", error) from error
    return Generation(
        database=name,
        sha256=digest,
        source=DataSource.FACTORY,
        kept="",
        kept_sha256=maker.factory_digest(),
    )


def _rebuilt_state(folder: Path, maker: SqliteMaker) -> State | None:
    """Rebuild the state from the stored signed files; ``None`` if none can be verified."""
    stored = files_like(folder, f"*{SUFFIX}")
    if not stored:
        return None
    refuse_forbidden(*stored)
    return rebuild_state(folder, maker)


_NO_TIME = TrustedTime(dt.datetime(1970, 1, 1, tzinfo=dt.UTC), trusted=False)
"""No time: a file that was imported once is not refused for its age."""


def rebuild_state(folder: Path, maker: SqliteMaker) -> State | None:
    """Return a state that uses the newest stored file signed under the trusted root.

    Its versions are the rollback floor, its withdrawals the tombstones. No baseline is left, so the
    next file waits for a person. ``None`` if no file can be verified or built.
    """
    try:
        root = load_root(folder)
    except Refused:
        return None
    if root is None:
        return None
    best: VerifiedBundle | None = None
    tombstones: tuple[Tombstone, ...] = ()
    for path in files_like(folder, f"*{SUFFIX}"):
        bundle = _verified_bundle(folder, path, root)
        if bundle is not None:
            tombstones = add_tombstones(tombstones, bundle.facts.withdrawn, bundle.versions)
            if best is None or bundle.versions > best.versions:
                best = bundle
    return None if best is None else _state_of(folder, maker, best, tombstones)


def _verified_bundle(folder: Path, path: Path, root: TrustedRoot) -> VerifiedBundle | None:
    digest = digest_of(path)
    if digest is None or path.name != SIGNED_NAME.format(digest[:16]):
        return None
    try:
        with temp_path(folder, "spool") as spool:
            return verify(
                read_container(path),
                root,
                accepted=None,
                time=_NO_TIME,
                spool=spool,
                persist_root=lambda _: None,
                sha256=digest,
                names=False,
            )
    except Refused:
        return None


def _state_of(
    folder: Path, maker: SqliteMaker, bundle: VerifiedBundle, tombstones: tuple[Tombstone, ...]
) -> State | None:
    content = content_of(bundle)
    sha256 = bundle.sha256 or ""
    try:
        database, digest = make_database(folder, content, maker)
    except (MakeError, OSError):
        return None
    hidden = hidden_places(factory_or_empty(maker).records, content.records)
    places = (Withdrawn(kind="location", id=one) for one in hidden)
    found = State(
        database_format=maker.format,
        active=Generation(
            database=database,
            sha256=digest,
            source=DataSource.SIGNED,
            kept=SIGNED_NAME.format(sha256[:16]),
            kept_sha256=sha256,
            signed=signed_facts(bundle, sha256),
        ),
        accepted=bundle.accepted_as,
        tombstones=add_tombstones(tombstones, places, bundle.versions),
    )
    return raise_floor(found, bundle.facts.created, clock_is_trusted=False)
