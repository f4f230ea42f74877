"""Files that outlast a power cut: the one way to write what must not be lost or torn."""

import os
from contextlib import suppress
from pathlib import Path


def sync(path: Path) -> None:
    """Make a file's content, or a folder's list of names, outlast a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Put ``content`` in place of whatever ``path`` holds, in one step that is either done or not.

    ``mode`` are the file's permissions, less what the process masks.

    Raises :class:`OSError`; ``path`` then holds what it held, or already the new content where
    only the last sync of the folder failed.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with open(unfinished, "wb", opener=lambda at, flags: os.open(at, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
