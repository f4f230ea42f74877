"""The data folder: who may change it, what is in it, and whether the database in use is whole.

The database is compared with its digest at every start, because a damaged page can pass SQLite's
own check. Looking costs the visitor's start one read of the file and loads nothing; mending is
the work of :mod:`kiosk.sync.recovery`, in a process of its own.
"""

import fcntl
import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, Protocol

from kiosk import atomic_files
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import SUFFIX, HelplineFile, RefusalCode, Refused
from kiosk.sync.state import (
    COPY_NAME,
    STATE_NAME,
    DataSource,
    Slot,
    State,
    mend_copy,
    read_state,
)

LOCK_NAME: Final = "lock"
OWN: Final = ("directory-*.db", f"*{SUFFIX}", "records-*.ndjson", "person-*.json", "*.tmp")
"""Names of everything in the folder that goes once no state names it."""
_UNFINISHED: Final = re.compile(r"\.([1-9][0-9]{0,8})\.tmp$")
"""The end of the name of a file in work, with the number of the program that writes it."""
_STEP_S: Final = 0.05
"""Between two tries for the lock."""


class StartReason(StrEnum):
    """What was found at the start, for the staff's view of the machine."""

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


class MakeError(Exception):
    """A database cannot be made or does not pass its check: one sentence that says what to do.

    ``code`` is the reason as a refusal: the disk is full, it fails, or the records do not fit.
    """

    def __init__(self, sentence: str, code: RefusalCode = RefusalCode.BUILD_FAILED) -> None:
        super().__init__(sentence)
        self.code = code


class FolderError(Exception):
    """The data folder cannot be used: one sentence that says what to do.

    ``where`` is the name of the file that is in the way, where it is one.
    """

    def __init__(self, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where


Told = Callable[[float], None]
"""Is told how much of a piece of work is done, from 0 to 1."""


def unheard(_: float) -> None:
    """Nobody wants to know how far it is."""


class Maker(Protocol):
    """Makes and checks databases; the directory's side of it is handed in."""

    @property
    def format(self) -> int:
        """Of the databases that this program makes and reads."""

    def factory_digest(self) -> str:
        """SHA-256 over the factory directory. Raises :class:`MakeError`."""

    def factory(self) -> Sequence[AnyRecord]:
        """The records of the factory directory. Raises :class:`MakeError`."""

    def make(
        self,
        records: Sequence[AnyRecord],
        helplines: HelplineFile,
        path: Path,
        told: Told = unheard,
        *,
        unseen: frozenset[str] = frozenset(),
    ) -> None:
        """Write a database, fsynced; ``told`` how much is done. Raises :class:`MakeError`.

        ``unseen`` are ids of services that no person has seen.
        """

    def check(self, path: Path, helplines: HelplineFile) -> None:
        """Ask a new database everything it must be able to answer. Raises :class:`MakeError`."""

    def opens(self, path: Path) -> bool:
        """Whether a database of this format can be read."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What a start found: ``state`` may be used as it is only where ``reason`` is ``verified``."""

    state: State | None
    reason: StartReason


def inspect_folder(folder: Path, maker: Maker) -> FolderState:
    """The state of the folder, and whether the database that it names is whole.

    Raises :class:`MakeError` where the program's own factory directory cannot be read.
    """
    state, own = read_state(folder)
    if state is None:
        none = all(atomic_files.is_gone(folder / name) for name in (STATE_NAME, COPY_NAME))
        return FolderState(None, StartReason.FIRST_START if none else StartReason.STATE_BROKEN)
    return FolderState(
        state, slot_reason(folder, state, maker) if own else StartReason.STATE_BROKEN
    )


def slot_reason(folder: Path, state: State, maker: Maker) -> StartReason:
    """Whether the database in use is whole, of this program, and of this factory directory."""
    slot = state.active
    database = folder / slot.database
    if state.database_format != maker.format:
        return StartReason.PROGRAM_CHANGED
    if slot.source is DataSource.FACTORY and slot.kept_sha256 != maker.factory_digest():
        return StartReason.FACTORY_CHANGED
    if not atomic_files.is_file(database):
        return StartReason.DATABASE_MISSING
    return StartReason.VERIFIED if whole(folder, slot, maker) else StartReason.DATABASE_DAMAGED


def whole(folder: Path, slot: Slot, maker: Maker) -> bool:
    """Whether the database of a slot is the one that was made, bit by bit, and can be read."""
    database = folder / slot.database
    return digest_of(database) == slot.sha256 and maker.opens(database)


def fallback(folder: Path, state: State | None, maker: Maker) -> Slot | None:
    """A slot whose database is whole, for a start at which nothing can be written."""
    if state is None or state.database_format != maker.format:
        return None
    return next((slot for slot in state.slots if whole(folder, slot, maker)), None)


def digest_of(path: Path) -> str | None:
    """SHA-256 of a file in hex; ``None`` for one that cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def install(folder: Path, unfinished: Path, name: Callable[[str], str]) -> tuple[str, str]:
    """Give a finished file the name that its own SHA-256 asks for; that name, and the digest.

    The same content has the same name, so no file is ever changed under its reader. Raises
    :class:`OSError`.
    """
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    own = name(digest[:16])
    atomic_files.sync(unfinished)
    put(folder, unfinished, own)
    return own, digest


def put(folder: Path, finished: Path, name: str) -> None:
    """Move a synced file of the folder to its name, for good. Raises :class:`OSError`."""
    if atomic_files.is_folder(folder / name):
        shutil.rmtree(folder / name)
    atomic_files.hand_over(finished, folder)
    finished.replace(folder / name)
    atomic_files.sync(folder)


def files_like(folder: Path, pattern: str) -> list[Path]:
    """What is in the folder under such names, in order; nothing where it cannot be listed."""
    try:
        return sorted(one for one in folder.iterdir() if fnmatchcase(one.name, pattern))
    except OSError:
        return []


def remove_leftovers(folder: Path, state: State) -> None:
    """Everything of our own that no state names; what cannot go does no harm.

    What another program is writing at this moment stays: the lock is for data, not for the PIN.
    """
    names = state.names
    for pattern in OWN:
        for path in files_like(folder, pattern):
            if path.name not in names and not _in_work(path.name):
                with suppress(OSError):
                    path.unlink()


def _in_work(name: str) -> bool:
    """Whether an unfinished file is that of another program that runs."""
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


def clean_up(folder: Path, state: State) -> State:
    """The folder of a state that stands: no leftovers, and its copy the same."""
    remove_leftovers(folder, state)
    mend_copy(folder)
    return state


def remove_leftovers_unless_busy(folder: Path, state: State) -> None:
    """:func:`clean_up` at a start, unless somebody is at work in the folder."""
    with suppress(Refused, FolderError, OSError), locked(folder, 0):
        if read_state(folder) == (state, True):
            clean_up(folder, state)


def refuse_forbidden(*paths: Path) -> None:
    """Raises :class:`FolderError` where one may not be read: root's mask was tight, it is whole."""
    for path in paths:
        if atomic_files.is_forbidden(path):
            raise FolderError(
                f"{path}: this user may not read it; as root: chmod a+r {path}", path.name
            )


def make_folder(folder: Path) -> None:
    """The data folder, made where it is missing. Raises :class:`FolderError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderError(
            f"{folder}: the data folder cannot be made ({error.strerror}); choose another one"
        ) from error


@contextmanager
def locked(folder: Path, patience: float | None) -> Iterator[None]:
    """One program at a time changes the folder. In a read-only folder nothing can change.

    The file is open to all who may read the folder, so that the lock of one user holds for another.

    Waits for ever (``None``) or ``patience`` seconds; raises :class:`Refused` (busy) after that,
    and :class:`FolderError` where the file is there and this user may not open it.
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
