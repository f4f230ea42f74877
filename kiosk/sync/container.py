"""Receives a sync file: copied once from its source, then read, never extracted."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

from kiosk import atomic_files
from kiosk.domain.syncfile import (
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE_MEMBER,
    FILE_LIMIT,
    HELPLINES_MEMBER,
    ROOT_MEMBER,
    TARGETS_MEMBER,
    RefusalCode,
    Refused,
)
from kiosk.sync import plainzip
from kiosk.sync.plainzip import CHUNK, LIMITS, ZipEntry


@dataclass(frozen=True, slots=True)
class Received:
    """A received file: the kiosk's own copy, its SHA-256 in hex, its size in bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Container:
    """The members of a sync file; all but the directory are in memory."""

    path: Path
    roots: Mapping[int, bytes]
    targets: bytes
    directory_role: bytes
    helplines: bytes
    directory: ZipEntry

    @property
    def directory_size(self) -> int:
        """Declared bytes of ``directory.ndjson``; unpacking yields exactly as many or refuses."""
        return self.directory.size

    def unpack_directory(self, into: Path) -> tuple[int, str]:
        """Write ``directory.ndjson`` to ``into``; return its bytes and SHA-256 in hex.

        Raises:
            Refused: nothing is left behind.
        """
        with _opened(self.path) as file:
            digest = _write(into, plainzip.content(file, self.directory))
        return self.directory.size, digest


def write_refusal(error: OSError, where: str = "") -> Refused:
    """Return the refusal for a file of the kiosk that could not be written."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return Refused(RefusalCode.DISK_FULL if full else RefusalCode.WRITE_FAILED, where)


def receive(source: Path, into: Path) -> Received:
    """Copy ``source``, perhaps on a stick, to ``into`` once, and hash the copied bytes.

    No link is followed, only regular files are read, and a file that grows or shrinks during the
    copy is refused.

    Raises:
        Refused: nothing is left behind.
    """
    with _source(source) as (file, size):
        digest = _write(into, _exactly(file, size), lasting=True)
    return Received(into, digest, size)


def hash_file(source: Path) -> str:
    """Return the SHA-256 of ``source`` in hex without copying it. Raises :class:`Refused`."""
    digest = hashlib.sha256()
    with _source(source) as (file, size):
        for piece in _exactly(file, size):
            digest.update(piece)
    return digest.hexdigest()


@contextmanager
def _source(path: Path) -> Iterator[tuple[FileIO, int]]:
    """Open a file, perhaps on a stick; yield it with its size. Raises :class:`Refused`."""
    handle = _open_source(path)
    try:
        kind = os.fstat(handle)
        if not stat.S_ISREG(kind.st_mode):
            raise Refused(RefusalCode.NOT_A_FILE)
        if kind.st_size == 0:
            raise Refused(RefusalCode.EMPTY)
        if kind.st_size > FILE_LIMIT:
            raise Refused(RefusalCode.TOO_BIG)
        with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
            yield file, kind.st_size
    finally:
        os.close(handle)


def _open_source(path: Path) -> int:
    harmless = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        return os.open(path, os.O_RDONLY | harmless)
    except OSError as error:
        match error.errno:
            case errno.ENOENT | errno.ENOTDIR | errno.ENAMETOOLONG:
                code = RefusalCode.NOT_FOUND
            case errno.ELOOP | errno.ENXIO | errno.ENODEV:
                code = RefusalCode.NOT_A_FILE
            case _:
                code = RefusalCode.UNREADABLE
        raise Refused(code) from error
    except ValueError:  # a name that no file system can hold
        raise Refused(RefusalCode.NOT_FOUND) from None


def _exactly(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield all bytes of a file of exactly ``size`` bytes."""
    remaining = size
    while True:
        try:
            piece = file.read(CHUNK)
        except OSError as error:
            raise Refused(RefusalCode.UNREADABLE) from error
        remaining -= len(piece)
        if remaining < 0 or (remaining > 0 and not piece):
            raise Refused(RefusalCode.UNREADABLE)
        if not piece:
            return
        yield piece


def _write(into: Path, pieces: Iterable[bytes], *, lasting: bool = False) -> str:
    """Write ``pieces`` to a file and return their SHA-256 in hex; a failure leaves nothing."""
    digest = hashlib.sha256()
    whole = False
    try:
        with atomic_files.open_temp(into) as copy:
            for piece in pieces:
                digest.update(piece)
                copy.write(piece)
            if lasting:
                copy.flush()
                os.fsync(copy.fileno())
        whole = True
    except OSError as error:
        raise write_refusal(error) from error
    finally:
        if not whole:
            with suppress(OSError):
                into.unlink(missing_ok=True)
    return digest.hexdigest()


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(RefusalCode.UNREADABLE) from error


def read_container(path: Path) -> Container:
    """Return the unverified members of the sync file at ``path``. Raises :class:`Refused`."""
    with _opened(path) as file:
        return _container(path, file)


def peek(source: Path) -> Container:
    """Read a file in place, only to sort files: on a stick it may change before it is copied.

    Its records are not read. Raises :class:`Refused`.
    """
    with _source(source) as (file, _):
        try:
            return _container(source, BufferedReader(file))
        except OSError as error:
            raise Refused(RefusalCode.UNREADABLE) from error


def _container(path: Path, file: BinaryIO) -> Container:
    entries = plainzip.members(file)
    for name in LIMITS:
        if name not in entries:
            raise Refused(RefusalCode.MISSING_MEMBER, name)
    members = {
        name: b"".join(plainzip.content(file, entry))
        for name, entry in entries.items()
        if name != DIRECTORY_MEMBER
    }
    roots = {
        int(match[1]): data
        for name, data in members.items()
        if (match := ROOT_MEMBER.fullmatch(name))
    }
    if not roots:
        raise Refused(RefusalCode.MISSING_MEMBER, "1.root.json")
    return Container(
        path,
        roots,
        members[TARGETS_MEMBER],
        members[DIRECTORY_ROLE_MEMBER],
        members[HELPLINES_MEMBER],
        entries[DIRECTORY_MEMBER],
    )
