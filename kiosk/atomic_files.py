"""Files that survive a power cut: the only way to write what must not be lost or torn.

Includes checks for files on a failing disk, which never raise.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

OWNER_ONLY: Final = 0o600
"""Permissions of what nobody else of the machine may read."""


def sync(path: Path) -> None:
    """Make a file's content, or a folder's list of names, outlast a power cut."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Put ``content`` in place of whatever ``path`` holds, in one step that is either done or not.

    ``mode`` are the file's permissions, less what the process masks. What the superuser writes
    belongs to whom the folder belongs: a PIN set anew by ``sudo`` is one that the kiosk can read.

    Raises :class:`OSError`; ``path`` then holds what it held, or already the new content where
    only the last sync of the folder failed.
    """
    unfinished = path.parent / f"{path.name}.{os.getpid()}.tmp"
    try:
        with begun(unfinished, mode=mode) as file:
            hand_over(unfinished, path.parent)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def begun(path: Path, *, mode: int = 0o666) -> BinaryIO:
    """A file that gets its place when it is finished, to be written from its first byte on.

    Raises :class:`OSError`, also where a link is in its way: others may write in the folder, and
    the superuser must not write where they say.
    """
    return open(path, "wb", opener=_maker(mode))


def is_file(path: Path) -> bool:
    """Whether there is a file that can be looked at (``Path.is_file`` raises on a failing disk)."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """The same of a folder."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def is_gone(path: Path) -> bool:
    """Whether there is nothing: not where the disk does not say so today, but may tomorrow."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def is_forbidden(path: Path) -> bool:
    """Whether this user may not read it: it is not broken then, and nothing may take its place."""
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Write ``content`` over the bytes from ``at`` on, which needs no new room on the disk.

    If the power goes meanwhile they are neither the old ones nor the new: whoever reads must notice
    and have another place to look. A link is not followed. Raises :class:`OSError`.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        if os.pwrite(handle, content, at) != len(content):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def _maker(mode: int) -> Callable[[str, int], int]:
    return lambda at, flags: os.open(at, flags | os.O_NOFOLLOW, mode)


def hand_over(file: Path, folder: Path) -> None:
    """Make a file belong to whom ``folder`` belongs, if we may; a link is not followed."""
    if os.geteuid() == 0:
        owner = folder.stat()
        with suppress(OSError):  # where a file system knows no owners
            os.lchown(file, owner.st_uid, owner.st_gid)
