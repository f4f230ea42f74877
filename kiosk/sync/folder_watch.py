"""Watches for new data in the data folder and for new files in the watched folder.

Both are compared by names, sizes and times alone; a separate process checks the files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.clock import TrustedClock
from kiosk.domain.syncfile import RefusalCode
from kiosk.sync.history import HistoryAction, HistoryEntry, add_entry
from kiosk.sync.media import Stamp, file_stamps
from kiosk.sync.state import STATE_NAME
from kiosk.sync.sync_answers import FolderState, SyncOutcome

AT_ONCE: Final = 1
LATER: Final = 60
"""Polls until the same files are worth another try; at one a minute, an hour."""
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
"""Refusals caused by the machine's state: the disk, the clock, the network share, no trust yet."""

StateStamp = tuple[int, int, int]
"""Inode, size and time of change (ns) of a file: another file has another stamp."""
Listing = frozenset[Stamp]


def state_stamp(data: Path) -> StateStamp | None:
    """Return the stamp of the file whose replacement signals new data; ``None`` without one."""
    try:
        found = (data / STATE_NAME).stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def listing(folder: Path) -> Listing:
    """Return the current sync files of a folder; none if it cannot be read."""
    try:
        return frozenset(file_stamps(folder))
    except OSError:
        return frozenset()


def folder_state(folder: Path) -> FolderState:
    """Return the state of the watched folder, for the maintainer of the machine."""
    try:
        return FolderState(folder=str(folder), files=len(file_stamps(folder)))
    except OSError:
        return FolderState(folder=str(folder))


def note_crash(data: Path, clock: TrustedClock) -> None:
    """Record for staff that an import crashed, which could not do so itself."""
    entry = HistoryEntry(time="", action=HistoryAction.REFUSED, code=RefusalCode.BUILD_FAILED.value)
    add_entry(data, clock.read(), entry)


def polls_until_retry(outcome: SyncOutcome | None) -> int:
    """Return the polls until an import of the same files is worth another try, 0 for never.

    ``None`` means that the import crashed.
    """
    if outcome is None:
        return LATER
    if outcome.code is RefusalCode.BUSY:
        return AT_ONCE
    codes = {outcome.code, *(one.code for one in outcome.others)}
    return LATER if codes & _PASSING else 0


@dataclass(slots=True)
class FolderWatch:
    """A folder filled by another program: due once its content has changed and is stable.

    ``list_folder`` returns the listing; a file still being copied changes between two polls.
    """

    list_folder: Callable[[], Listing]
    _seen: Listing = frozenset()
    _asked: Listing = frozenset()
    _wait: int = 0

    def due(self) -> bool:
        """Poll once. True if an import is worth trying now; once for each change."""
        now, before = self.list_folder(), self._seen
        self._seen = now
        if not now or now != before:
            return False
        if now == self._asked:
            self._wait -= 1
            return self._wait == 0
        self._asked, self._wait = now, 0
        return True

    def retry_after(self, looks: int) -> None:
        """Schedule one more try with the same files after so many polls, 0 for never."""
        self._wait = looks
