"""What comes by itself: new data in the data folder, and files in the watched folder.

Both are looked at by names, sizes and times alone; whether a file is any good is asked by a process
of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.clock import TrustedClock
from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.answers import FolderState, SyncOutcome
from kiosk.sync.history import HistoryAction, HistoryEntry, note
from kiosk.sync.media import Stamp, stamps
from kiosk.sync.state import STATE_NAME

AT_ONCE: Final = 1
LATER: Final = 60
"""Looks until the same files are worth asking about again; with one a minute that is an hour."""
_PASSING: Final = frozenset(
    {
        RefusalCode.NOT_FOUND,
        RefusalCode.UNREADABLE,
        RefusalCode.NO_TRUST,
        RefusalCode.TRUST_DAMAGED,
        RefusalCode.EXPIRED,
        RefusalCode.FUTURE,
        RefusalCode.DISK_FULL,
        RefusalCode.WRITE_FAILED,
        RefusalCode.BUILD_FAILED,
    }
)
"""Refusals for the state of the machine: the disk, the clock, the share, nobody trusted yet."""

StateStamp = tuple[int, int, int]
"""Inode, size and time of change (ns) of a file: another file is another stamp."""
Listing = frozenset[Stamp]


def state_stamp(data: Path) -> StateStamp | None:
    """Of the file whose replacement is the one sign of new data; ``None`` without one."""
    try:
        found = (data / STATE_NAME).stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def listing(folder: Path) -> Listing:
    """The sync files in a folder, as they are now; nothing for one that cannot be read."""
    try:
        return frozenset(stamps(folder))
    except OSError:
        return frozenset()


def folder_state(folder: Path) -> FolderState:
    """How the watched folder is, for whoever looks after the machine."""
    try:
        return FolderState(folder=str(folder), files=len(stamps(folder)))
    except OSError:
        return FolderState(folder=str(folder))


def note_broken_off(data: Path, clock: TrustedClock) -> None:
    """Remember for staff that an import died, which could not say so itself."""
    entry = HistoryEntry(time="", action=HistoryAction.REFUSED, code=RefusalCode.BUILD_FAILED.value)
    note(data, clock.read(), entry)


def polls_until_retry(outcome: SyncOutcome | None) -> int:
    """When an import of the same files is worth another try, 0 for never.

    ``None`` is an import that broke off.
    """
    if outcome is None:
        return LATER
    if outcome.code is RefusalCode.BUSY:
        return AT_ONCE
    codes = {outcome.code, *(one.code for one in outcome.others)}
    return LATER if codes & _PASSING else 0


@dataclass(slots=True)
class FolderWatch:
    """A folder that something else fills: worth asking about once it changed and then rested.

    ``look`` gives the listing; a file that is still being copied changes between two looks.
    """

    look: Callable[[], Listing]
    _seen: Listing = frozenset()
    _asked: Listing = frozenset()
    _wait: int = 0

    def due(self) -> bool:
        """Looks once. Whether an import is worth trying now; said once for each change."""
        now, before = self.look(), self._seen
        self._seen = now
        if not now or now != before:
            return False
        if now == self._asked:
            self._wait -= 1
            return self._wait == 0
        self._asked, self._wait = now, 0
        return True

    def again(self, looks: int) -> None:
        """The same files are worth asking about once more after so many looks, 0 for never."""
        self._wait = looks
