"""Writes files that survive power loss, never torn, and inspects them on a failing disk.

An inspection never raises.
"""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

OWNER_ONLY: Final = 0o600
"""Permissions of files that no other user may read."""


def fsync_path(path: Path) -> None:
    """Make a file's content, or a folder's list of names, survive power loss."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Replace ``path`` by a file with ``content`` in one atomic step.

    ``mode`` are the file's permissions, before the process's umask. A file the superuser writes
    gets the owner of its folder, so the kiosk can read a PIN set with ``sudo``.

    Raises:
        OSError: ``path`` is unchanged, or already new if only the final sync of the folder failed.
    """
    replace_files({path: content}, mode=mode)


def replace_files(contents: Mapping[Path, bytes], *, mode: int = 0o666) -> None:
    """Replace files in their order, none before all are written: a full disk changes nothing.

    Raises what :func:`replace_file` raises; the error of a full disk names the file.
    """
    unfinished = {path: path.parent / f"{path.name}.{os.getpid()}.tmp" for path in contents}
    try:
        for path, part in unfinished.items():
            _write_unfinished(part, path, contents[path], mode)
        for path, part in unfinished.items():
            part.replace(path)
            fsync_path(path.parent)
    finally:
        for part in unfinished.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _write_unfinished(part: Path, path: Path, content: bytes, mode: int) -> None:
    try:
        with open_temp(part, mode=mode) as file:
            give_owner(part, path.parent)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def open_temp(path: Path, *, mode: int = 0o666) -> BinaryIO:
    """Open a new temporary file for writing, to be renamed when it is complete.

    Raises:
        OSError: it cannot be created, or a link is in its place: others may write in the folder,
            and the superuser must not write where they point.
    """
    return open(path, "wb", opener=lambda at, flags: os.open(at, flags | os.O_NOFOLLOW, mode))


def is_file(path: Path) -> bool:
    """True if ``path`` is a regular file (``Path.is_file`` raises on a failing disk)."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """True if ``path`` is a folder."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def is_missing(path: Path) -> bool:
    """True if nothing exists there; false if the disk cannot say at the moment."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def is_forbidden(path: Path) -> bool:
    """True if this user may not read the file: it is not broken and must not be replaced."""
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC))
    except OSError as error:
        return isinstance(error, PermissionError)
    return False


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Write ``content`` over the bytes from ``at`` on, without needing new disk space.

    After power loss they may be neither old nor new: the reader must notice and have another copy.
    A link is not followed. Raises :class:`OSError`.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        if os.pwrite(handle, content, at) != len(content):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)


def give_owner(file: Path, folder: Path) -> None:
    """Give a file the owner of ``folder``, if permitted; a link is not followed."""
    if os.geteuid() == 0:
        owner = folder.stat()
        with suppress(OSError):  # where a file system knows no owners
            os.lchown(file, owner.st_uid, owner.st_gid)
