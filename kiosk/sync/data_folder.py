"""The data folder: its lock, its files, and whether the database in use is intact.

The database is compared with its digest at every start, because a damaged page can pass SQLite's
own check. The inspection costs the visitor's start one read of the file and loads no library;
:mod:`kiosk.sync.recovery` repairs in a separate process.
"""

import fcntl
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from kiosk import atomic_files
from kiosk.domain.syncfile import SUFFIX, RefusalCode, Refused
from kiosk.sync.state import (
    COPY_NAME,
    STATE_NAME,
    DataSource,
    Generation,
    State,
    read_state,
    repair_copy,
)

if TYPE_CHECKING:
    from kiosk.sync.databases import SqliteMaker

LOCK_NAME: Final = "lock"
OWN: Final = ("directory-*.db", f"*{SUFFIX}", "records-*.ndjson", "person-*.json", "*.tmp")
"""Names of all files in the folder that are removed once no state names them."""
_UNFINISHED: Final = re.compile(r"\.([1-9][0-9]{0,8})\.tmp$")
"""The suffix of an unfinished file, with the process id of its writer."""
_STEP_S: Final = 0.05
"""Seconds between two attempts to lock."""


class StartReason(StrEnum):
    """Findings at a start, for the staff's view of the machine."""

    VERIFIED = "verified"
    FIRST_START = "first_start"
    STATE_BROKEN = "state_broken"
    DATABASE_MISSING = "database_missing"
    DATABASE_DAMAGED = "database_damaged"
    FACTORY_CHANGED = "factory_changed"
    PROGRAM_CHANGED = "program_changed"
    REBUILT_FROM_SIGNED = "rebuilt_from_signed"
    PREVIOUS_USED = "previous_used"
    FACTORY_USED = "factory_used"


class FolderError(Exception):
    """The data folder cannot be used: one sentence that says what to do.

    ``where`` is the name of the file that causes it, if any.
    """

    def __init__(self, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where


class Inspection(msgspec.Struct, frozen=True):
    """Result of an inspection: ``state`` is usable as is only if ``reason`` is ``verified``."""

    state: State | None
    reason: StartReason


def inspect_folder(folder: Path, maker: "SqliteMaker") -> Inspection:
    """Return the state of the folder, and whether its database is intact.

    Raises:
        MakeError: the program's own factory directory cannot be read.
    """
    state, own = read_state(folder)
    if state is None:
        all_gone = all(atomic_files.is_missing(folder / name) for name in (STATE_NAME, COPY_NAME))
        return Inspection(None, StartReason.FIRST_START if all_gone else StartReason.STATE_BROKEN)
    return Inspection(state, slot_reason(folder, state, maker) if own else StartReason.STATE_BROKEN)


def slot_reason(folder: Path, state: State, maker: "SqliteMaker") -> StartReason:
    """Return whether the database in use is intact, of this program and this factory directory."""
    slot = state.active
    database = folder / slot.database
    if state.database_format != maker.format:
        return StartReason.PROGRAM_CHANGED
    if slot.source is DataSource.FACTORY and slot.kept_sha256 != maker.factory_digest():
        return StartReason.FACTORY_CHANGED
    if not atomic_files.is_file(database):
        return StartReason.DATABASE_MISSING
    return StartReason.VERIFIED if is_intact(folder, slot, maker) else StartReason.DATABASE_DAMAGED


def is_intact(folder: Path, generation: Generation, maker: "SqliteMaker") -> bool:
    """True if the database of a slot is unchanged and readable."""
    database = folder / generation.database
    return digest_of(database) == generation.sha256 and maker.opens(database)


def find_fallback(folder: Path, state: State | None, maker: "SqliteMaker") -> Generation | None:
    """Return a slot with an intact database, for a start at which nothing can be written."""
    if state is None or state.database_format != maker.format:
        return None
    return next((slot for slot in state.slots if is_intact(folder, slot, maker)), None)


def digest_of(path: Path) -> str | None:
    """Return the SHA-256 of a file in hex; ``None`` if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def store_by_digest(folder: Path, unfinished: Path, name: Callable[[str], str]) -> tuple[str, str]:
    """Rename a finished file after its own SHA-256; return the name and the digest.

    The same content has the same name, so no file ever changes under its reader. Raises
    :class:`OSError`.
    """
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    own = name(digest[:16])
    atomic_files.fsync_path(unfinished)
    install_file(folder, unfinished, own)
    return own, digest


def install_file(folder: Path, finished: Path, name: str) -> None:
    """Move a synced file of the folder to its final name. Raises :class:`OSError`."""
    if atomic_files.is_folder(folder / name):
        shutil.rmtree(folder / name)
    atomic_files.give_owner(finished, folder)
    finished.replace(folder / name)
    atomic_files.fsync_path(folder)


def files_like(folder: Path, pattern: str) -> list[Path]:
    """Return the folder's files that match, sorted; empty if it cannot be listed."""
    try:
        return sorted(one for one in folder.iterdir() if fnmatchcase(one.name, pattern))
    except OSError:
        return []


def remove_leftovers(folder: Path, state: State) -> None:
    """Remove all of our files that no state names; a failure does no harm.

    Files another program is writing stay: the lock protects data, not the PIN.
    """
    names = state.names
    for pattern in OWN:
        for path in files_like(folder, pattern):
            if path.name not in names and not _is_in_progress(path.name):
                with suppress(OSError):
                    path.unlink()


def _is_in_progress(name: str) -> bool:
    """True if an unfinished file belongs to another running program."""
    owner = _UNFINISHED.search(name)
    if owner is None or int(owner[1]) == os.getpid():
        return False
    try:
        os.kill(int(owner[1]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def clean_folder(folder: Path, state: State) -> State:
    """Clean the folder of an intact state: remove leftovers, repair the copy."""
    remove_leftovers(folder, state)
    repair_copy(folder)
    return state


def remove_leftovers_unless_busy(folder: Path, state: State) -> None:
    """Run :func:`clean_folder` at a start, unless another program is working in the folder."""
    with suppress(Refused, FolderError, OSError), locked(folder, 0):
        if read_state(folder) == (state, True):
            clean_folder(folder, state)


def refuse_forbidden(*paths: Path) -> None:
    """Raise :class:`FolderError` if this user may not read a file, which is intact nevertheless."""
    for path in paths:
        if atomic_files.is_forbidden(path):
            raise FolderError(
                f"{path}: this user may not read it; as root: chmod a+r {path}", path.name
            )


def make_folder(folder: Path) -> None:
    """Make the data folder if it is missing. Raises :class:`FolderError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderError(
            f"{folder}: the data folder cannot be made ({error.strerror}); choose another one"
        ) from error


@contextmanager
def locked(folder: Path, patience: float | None) -> Iterator[None]:
    """Lock the folder, so that one program at a time changes it; a read-only folder needs no lock.

    The lock file is readable by all who may read the folder, so it works between users.

    Waits for ever (``None``) or ``patience`` seconds.

    Raises:
        Refused: the folder is still busy.
        FolderError: the lock file exists, but this user may not open it.
    """
    try:
        handle = os.open(folder / LOCK_NAME, os.O_CREAT | os.O_RDONLY | os.O_CLOEXEC, 0o644)
    except OSError:
        refuse_forbidden(folder / LOCK_NAME)
        yield
        return
    try:
        _lock(handle, patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, patience: float | None) -> None:
    if patience is None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise Refused(RefusalCode.BUSY) from None
            time.sleep(_STEP_S)
        else:
            return
