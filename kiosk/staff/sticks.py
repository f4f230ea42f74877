"""Find mounted sticks; an installed machine mounts them only while staff mode needs them."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from kiosk.unix_socket import Line, connect

FOLDERS: Final = 64
"""Most folders that are searched for files; a machine has a stick or two."""
ATTEMPTS: Final = 15
PAUSE_S: Final = 0.2
"""Number of searches for a newly mounted stick, and the seconds between them."""


@dataclass(slots=True)
class Sticks:
    """Holds a connection to the machine's socket at ``path``; without one, others mount sticks.

    The machine unmounts every stick when the connection ends, also if this process dies.
    """

    path: Path | None = None
    pause: Callable[[float], None] = time.sleep
    _line: Line | None = field(default=None, init=False)

    def mount(self, media: Sequence[Path]) -> None:
        """Mount sticks in ``media`` and wait briefly for the first one."""
        if self.path is None or self._line is not None:
            return
        before = set(mounted(media))
        try:
            self._line = connect(self.path)
        except OSError:
            return
        for _ in range(ATTEMPTS):
            if set(mounted(media)) != before:
                return
            self.pause(PAUSE_S)

    def close(self) -> None:
        """Unmount the sticks."""
        line, self._line = self._line, None
        if line is not None:
            line.close()


def mounted(media: Sequence[Path]) -> Iterator[Path]:
    """Yield folders of ``media`` on two levels: ``/media/LABEL`` and ``/media/USER/LABEL``."""
    for root in media:
        for first in _folders(root):
            yield first
            yield from _folders(first)


def _folders(path: Path) -> list[Path]:
    try:
        with os.scandir(path) as entries:
            return sorted(Path(one.path) for one in islice(filter(_is_folder, entries), FOLDERS))
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return True for a folder; an unreadable entry does not hide the others."""
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
