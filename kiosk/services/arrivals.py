"""What comes by itself: new data in the data folder, and files in the watched folder.

Both are looked at by names, sizes and times alone; whether a file is any good is asked by a process
of its own.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk.domain.syncfile import SUFFIX
from kiosk.sync.state import STATE_NAME

NAMES: Final = 10_000
"""Names of the watched folder that are looked at; beyond those nothing is noticed."""

Stamp = tuple[int, int, int]
"""Inode, size and time of change (ns) of a file: another file is another stamp."""
Listing = frozenset[tuple[str, int, int]]
"""Name, size and time of change (ns) of the files in a folder."""


def state_stamp(data: Path) -> Stamp | None:
    """Of the file whose replacement is the one sign of new data; ``None`` without one."""
    try:
        found = (data / STATE_NAME).stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def listing(folder: Path) -> Listing:
    """The sync files in a folder, as they are now; nothing for one that cannot be read."""
    try:
        with os.scandir(folder) as entries:
            few = islice(entries, NAMES)
            return frozenset(found for entry in few if (found := _entry(entry)) is not None)
    except OSError:
        return frozenset()


def _entry(entry: os.DirEntry[str]) -> tuple[str, int, int] | None:
    if not entry.name.endswith(SUFFIX):
        return None
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return entry.name, found.st_size, found.st_mtime_ns


@dataclass(slots=True)
class Watched:
    """A folder that something else fills: worth asking about once it changed and then rested.

    ``look`` gives the listing; a file that is still being copied changes between two looks.
    """

    look: Callable[[], Listing]
    _seen: Listing = frozenset()
    _asked: Listing = frozenset()

    def due(self) -> bool:
        """Looks once. Whether an import is worth trying now; said once for each change."""
        now, before = self.look(), self._seen
        self._seen = now
        if not now or now != before or now == self._asked:
            return False
        self._asked = now
        return True

    def again(self) -> None:
        """The import could not be tried: the same files are worth asking about once more."""
        self._asked = frozenset()
