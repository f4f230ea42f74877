"""Sync files on a stick or in a folder: which names are looked at, and how a name is shown.

Order and dates of files mean nothing, so nothing is sorted by them. A folder that another program
fills has half-written files and conflict copies in it; their names give them away.
"""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from kiosk.domain.syncfile import SUFFIX, RefusalCode, Refused, Versions
from kiosk.sync.container import Container

LOOKED_AT: Final = 64
"""Candidates of one folder (reliability.md, verification step 1); a coalition leaves a handful."""
NAMES_READ: Final = 200_000
"""Names read of one folder: twice the worst that is meant to work, in under a second."""
SHOWN_LIMIT: Final = 80
"""Letters of a file's name on a screen."""
_SKIPPED: Final = (".", "~")
"""Hidden and temporary names; ``.syncthing.NAME.tmp`` is one of them."""
_CONFLICT: Final = ".sync-conflict-"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a path offers; ``more`` says that not everything was looked at."""

    paths: tuple[Path, ...]
    more: bool = False


def candidates(path: Path) -> Listing:
    """The sync files at ``path``: itself, or those directly in it. Raises :class:`Refused`.

    In a folder only regular files count, never links. A file that is named itself is taken
    whatever its name: whether it is a sync file is then asked of its content.
    """
    try:
        if not path.is_dir():
            return Listing((path,))
        with os.scandir(path) as entries:
            fit = (Path(entry.path) for entry in islice(entries, NAMES_READ) if _fits(entry))
            found = tuple(islice(fit, LOOKED_AT + 1))
    except (OSError, ValueError) as error:
        raise Refused(RefusalCode.UNREADABLE) from error
    if not found:
        raise Refused(RefusalCode.NOTHING_FOUND)
    return Listing(found[:LOOKED_AT], more=len(found) > LOOKED_AT)


def _fits(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if not name.endswith(SUFFIX) or name.startswith(_SKIPPED) or _CONFLICT in name:
        return False
    try:
        return entry.is_file(follow_symlinks=False)
    except OSError:
        return False


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


def claimed(container: Container) -> Versions | None:
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
