"""Sync files on a stick or in a folder: which names are looked at, and how a name is shown.

Order and dates of files mean nothing, so which file is newer is asked of their content. Only where
there are more than are looked at, those that changed last are: a folder of weekly files must not
one day hide the newest. A folder that another program fills has half-written files and conflict
copies in it; their names give them away.
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

LOOKED_AT: Final = 64
"""Candidates of one folder, since each is read and hashed; a coalition leaves a handful."""
NAMES_READ: Final = 200_000
"""Names read of one folder: twice the worst that is meant to work, in under a second."""
SHOWN_LIMIT: Final = 80
"""Letters of a file's name on a screen."""
BOOKS: Final = 4
BOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_LOOKED_INTO: Final = 64 * 1024
_BOOK_SIGNS: Final = (b"[Content_Types].xml", b"opendocument.spreadsheet")
"""A member's name, or the type, that stands in clear at one end of a workbook."""
_SKIPPED: Final = (".", "~")
"""Hidden and temporary names; ``.syncthing.NAME.tmp`` is one of them."""
_CONFLICT: Final = ".sync-conflict-"


@dataclass(frozen=True, slots=True)
class MediaListing:
    """What a path offers; ``more`` says that not everything was looked at."""

    paths: tuple[Path, ...]
    more: bool = False


class Stamp(NamedTuple):
    """A file as its folder tells of it: bytes, and when it last changed, in ns."""

    name: str
    size: int
    changed: int


def candidates(path: Path) -> MediaListing:
    """The sync files at ``path``: itself, or those directly in it. Raises :class:`Refused`.

    In a folder only regular files count, never links. A file that is named itself is taken
    whatever its name: whether it is a sync file is then asked of its content.
    """
    try:
        if not path.is_dir():
            return MediaListing((path,))
        found = stamps(path)
    except (OSError, ValueError) as error:
        raise Refused(RefusalCode.UNREADABLE) from error
    if not found:
        raise Refused(RefusalCode.NOTHING_FOUND)
    few = found
    if len(found) > LOOKED_AT:
        few = nlargest(LOOKED_AT, found, key=lambda stamp: (stamp.changed, stamp.name))
    return MediaListing(tuple(path / stamp.name for stamp in few), more=few is not found)


def stamps(folder: Path) -> list[Stamp]:
    """All sync files directly in a folder. Raises :class:`OSError`."""
    with os.scandir(folder) as entries:
        return list(_stamps(islice(entries, NAMES_READ)))


def _stamps(entries: Iterator[os.DirEntry[str]]) -> Iterator[Stamp]:
    for entry in filter(_fits, entries):
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:  # gone meanwhile
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
    """A few of the editor's workbooks directly in a folder: they are mistaken for the data."""
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
    """Whether a refused file is a workbook, also under the name of a sync file."""
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
    """The name of a file as a screen may show it: one line, nothing invisible, not too long."""
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    told = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in name
    )
    return told if len(told) <= SHOWN_LIMIT else f"{told[: SHOWN_LIMIT - 1]}…"


class _Signed(msgspec.Struct):
    version: int


class _Metadata(msgspec.Struct):
    signed: _Signed


def claimed_versions(container: Container) -> Versions | None:
    """What a file says of its versions, believed by nobody yet: it orders which is verified first.

    The claim is part of what is signed, so a file that passes has exactly these. ``None`` for a
    file that says nothing readable.
    """
    try:
        targets = msgspec.json.decode(container.targets, type=_Metadata)
        directory = msgspec.json.decode(container.directory_role, type=_Metadata)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return Versions(max(container.roots), targets.signed.version, directory.signed.version)
