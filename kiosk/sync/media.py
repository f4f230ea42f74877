"""Finds sync files on a stick or in a folder, and makes file names safe to show.

Order and dates of files mean nothing, so their content decides which is newer. Only if there are
too many files are the most recently changed ones read: a folder of weekly files must not one day
hide the newest. A folder synced by another program contains partial files and conflict copies,
recognizable by name.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from kiosk.domain.syncfile import SUFFIX, RefusalCode, Refused, Versions
from kiosk.sync.container import Container

CANDIDATE_LIMIT: Final = 64
"""Maximum candidates per folder, since each is read and hashed; a coalition has a handful."""
NAMES_READ: Final = 200_000
"""Maximum names read per folder: twice the supported worst case, in less than a second."""
SHOWN_LIMIT: Final = 80
"""Maximum letters of a file name on a screen."""
BOOKS: Final = 4
BOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_LOOKED_INTO: Final = 64 * 1024
_BOOK_SIGNS: Final = (b"[Content_Types].xml", b"opendocument.spreadsheet")
"""A member's name, or the type, in plain text at one end of a workbook."""
_SKIPPED: Final = (".", "~")
"""Prefixes of hidden and temporary names, such as ``.syncthing.NAME.tmp``."""
_CONFLICT: Final = ".sync-conflict-"


@dataclass(frozen=True, slots=True)
class MediaListing:
    """The files a path offers; ``more`` is true if not all files were read."""

    paths: tuple[Path, ...]
    more: bool = False


class Stamp(NamedTuple):
    """A file's directory entry: size in bytes, time of the last change in ns."""

    name: str
    size: int
    changed: int


def candidates(path: Path) -> MediaListing:
    """Return the sync files at ``path``: itself, or those directly in it. Raises :class:`Refused`.

    In a folder only regular files count, never links. A file named explicitly may have any name:
    its content decides whether it is a sync file.
    """
    try:
        if not path.is_dir():
            return MediaListing((path,))
        found = file_stamps(path)
    except (OSError, ValueError) as error:
        raise Refused(RefusalCode.UNREADABLE) from error
    if not found:
        raise Refused(RefusalCode.NOTHING_FOUND)
    newest = found
    if len(found) > CANDIDATE_LIMIT:
        newest = nlargest(CANDIDATE_LIMIT, found, key=lambda stamp: (stamp.changed, stamp.name))
    return MediaListing(tuple(path / stamp.name for stamp in newest), more=newest is not found)


def file_stamps(folder: Path) -> list[Stamp]:
    """Return all sync files directly in a folder. Raises :class:`OSError`."""
    with os.scandir(folder) as entries:
        return list(_stamps(islice(entries, NAMES_READ)))


def _stamps(entries: Iterator[os.DirEntry[str]]) -> Iterator[Stamp]:
    for entry in filter(_fits, entries):
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:  # deleted since the listing
            continue
        yield Stamp(entry.name, found.st_size, found.st_mtime_ns)


def _fits(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if not name.endswith(SUFFIX) or name.startswith(_SKIPPED) or _CONFLICT in name:
        return False
    return _is_file(entry)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def workbooks(path: Path) -> tuple[Path, ...]:
    """Return a few of the editor's workbooks in a folder, which people mistake for the data."""
    try:
        with os.scandir(path) as entries:
            names = sorted(one.name for one in islice(entries, NAMES_READ) if _is_book(one))
    except OSError:
        return ()
    return tuple(path / name for name in names[:BOOKS])


def _is_book(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return (
        name.lower().endswith(BOOK_SUFFIXES) and not name.startswith(_SKIPPED) and _is_file(entry)
    )


def is_workbook(path: Path) -> bool:
    """True if a refused file is a workbook, even if named like a sync file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return False
            begins = file.read(_LOOKED_INTO)
            file.seek(max(0, os.fstat(handle).st_size - _LOOKED_INTO))
            ends = file.read(_LOOKED_INTO)
    except (OSError, ValueError):
        return False
    return begins.startswith(b"PK") and any(sign in begins + ends for sign in _BOOK_SIGNS)


def shown_name(path: Path) -> str:
    """Return a file name fit for a screen: one line, nothing invisible, not too long."""
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    shown = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in name
    )
    return shown if len(shown) <= SHOWN_LIMIT else f"{shown[: SHOWN_LIMIT - 1]}…"


class _SignedVersion(msgspec.Struct):
    version: int


class _Metadata(msgspec.Struct):
    signed: _SignedVersion


def claimed_versions(container: Container) -> Versions | None:
    """Return the versions a file claims, unverified: they order which file is verified first.

    The claim is part of what is signed, so a verified file has exactly these versions. ``None`` if
    the file is unreadable.
    """
    try:
        targets = msgspec.json.decode(container.targets, type=_Metadata)
        directory = msgspec.json.decode(container.directory_role, type=_Metadata)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return Versions(max(container.roots), targets.signed.version, directory.signed.version)
