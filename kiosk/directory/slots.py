"""The data folder: which database is in use, whether it is whole, and how to get another one.

``state.json`` names the active database and its SHA-256; it is written beside, synced and renamed,
which is the only commit point. The database is compared with its digest at every start, because a
damaged page can pass SQLite's own check. Whatever is wrong, the database is made anew from the
records that come with the program.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.directory.builder import build_files
from kiosk.directory.errors import DatabaseError, DataFolderError, DirectoryFileError
from kiosk.directory.repository import open_directory
from kiosk.directory.tables import FORMAT
from kiosk.durable import sync

STATE_NAME = "state.json"
LOCK_NAME = "lock"
DATABASE_PATTERN = "directory-*.db"
UNFINISHED_PATTERN = "*.tmp"
STATE_LIMIT = 64 * 1024
"""Bytes of ``state.json`` that are read; a whole one has some hundred."""


Build = Callable[[Sequence[Path], Path], None]
"""Writes a database from record files, or raises a ``DirectoryError``."""


class Reason(StrEnum):
    """What was found at the start, for the staff's view of the machine."""

    VERIFIED = "verified"
    FIRST_START = "first_start"
    STATE_BROKEN = "state_broken"
    DATABASE_MISSING = "database_missing"
    DATABASE_DAMAGED = "database_damaged"
    FACTORY_CHANGED = "factory_changed"
    PROGRAM_CHANGED = "program_changed"


@dataclass(frozen=True, slots=True)
class ActiveDirectory:
    """A database whose content has been checked; every reason but ``verified`` means built anew."""

    path: Path
    reason: Reason
    version: int
    source: str


@dataclass(frozen=True, slots=True)
class State:
    """What ``state.json`` says. ``version`` 0 is the factory directory."""

    active: str
    sha256: str
    factory_sha256: str
    format: int = FORMAT
    version: int = 0
    source: str = "factory"


def ensure_directory(
    data_dir: Path, factory: Sequence[Path], build: Build = build_files
) -> ActiveDirectory:
    """The verified database of ``data_dir``, made from the ``factory`` files where need be.

    :func:`kiosk.directory.apart.build_apart` as ``build`` loads nothing into this process. Raises
    :class:`kiosk.directory.errors.DirectoryError` only when there is no whole database and none can
    be made.
    """
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderError(
            f"{data_dir}: the data folder cannot be made ({error.strerror}); choose another one"
        ) from error
    wanted = _factory_digest(factory)
    with _locked(data_dir):
        state, reason = _checked_state(data_dir, wanted)
        if state is None or reason is not Reason.VERIFIED:
            state = _rebuilt(data_dir, factory, wanted, build)
        _remove_leftovers(data_dir, state)
    return ActiveDirectory(data_dir / state.active, reason, state.version, state.source)


def _factory_digest(factory: Sequence[Path]) -> str:
    """SHA-256 over names and contents, so that a renamed file counts as a change too."""
    if not factory:
        raise DirectoryFileError(
            "factory directory", None, "there are no files; install the program again"
        )
    digest = hashlib.sha256()
    for path in factory:
        digest.update(f"{path.name}\0{_file_digest(path)}\0".encode())
    return digest.hexdigest()


def _file_digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check the file or install the program again"
        raise DirectoryFileError(str(path), None, reason) from error


def _checked_state(data_dir: Path, factory_digest: str) -> tuple[State | None, Reason]:
    """The state, and whether the database that it names may be used as it is."""
    path = data_dir / STATE_NAME
    if not path.exists():
        return None, Reason.FIRST_START
    state = _read_state(path)
    if state is None:
        return None, Reason.STATE_BROKEN
    reason = Reason.VERIFIED
    database = data_dir / state.active
    if state.format != FORMAT:
        reason = Reason.PROGRAM_CHANGED
    elif state.version == 0 and state.factory_sha256 != factory_digest:
        reason = Reason.FACTORY_CHANGED
    elif not database.is_file():
        reason = Reason.DATABASE_MISSING
    elif not _is_whole(database, state.sha256):
        reason = Reason.DATABASE_DAMAGED
    return state, reason


def _is_whole(database: Path, digest: str) -> bool:
    try:
        if _file_digest(database) != digest:
            return False
        open_directory(database).close()
    except (DirectoryFileError, DatabaseError):
        return False
    return True


def _read_state(path: Path) -> State | None:
    """The state; ``None`` for a file that is torn, foreign, or points out of the folder."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(STATE_LIMIT))
        state = State(**values)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    texts = (state.active, state.sha256, state.factory_sha256, state.source)
    numbers = (state.format, state.version)
    if not all(isinstance(text, str) for text in texts):
        return None
    if not all(type(number) is int for number in numbers):
        return None
    return state if Path(state.active).match(DATABASE_PATTERN) and _is_name(state.active) else None


def _is_name(text: str) -> bool:
    return Path(text).name == text and "\0" not in text


def _rebuilt(data_dir: Path, factory: Sequence[Path], factory_digest: str, build: Build) -> State:
    database = data_dir / f"directory-{factory_digest[:16]}.db"
    build(factory, database)
    state = State(database.name, _file_digest(database), factory_digest)
    _write_state(data_dir / STATE_NAME, state)
    return state


def _write_state(path: Path, state: State) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_text(json.dumps(asdict(state), indent=1) + "\n", "utf-8")
        sync(unfinished)
        unfinished.replace(path)
        sync(path.parent)
    except OSError as error:
        raise DataFolderError(
            f"{path}: the state cannot be written ({error.strerror}); free some space on the disk "
            "or choose another data folder"
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _remove_leftovers(data_dir: Path, state: State) -> None:
    """Unfinished files and databases no longer in use; one that cannot go does no harm."""
    for pattern in (DATABASE_PATTERN, UNFINISHED_PATTERN):
        for path in data_dir.glob(pattern):
            if path.name != state.active:
                with suppress(OSError):
                    path.unlink()


@contextmanager
def _locked(data_dir: Path) -> Iterator[None]:
    """One program at a time looks after the folder; in a read-only folder nothing can change."""
    try:
        handle = os.open(data_dir / LOCK_NAME, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError:
        yield
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
