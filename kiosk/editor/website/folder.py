"""Puts a website in place whole: it is written under another name, then the names are exchanged."""

import ctypes
import errno
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from kiosk.atomic_files import fsync_path
from kiosk.editor.website.file_listing import NAME, SIGNATURE, ListError, WebsiteList, read_list

_HERE: Final = -100
"""``AT_FDCWD`` of Linux."""
_EXCHANGE: Final = 2
"""``RENAME_EXCHANGE`` of Linux."""


class FolderHoldsOthersError(ValueError):
    """A folder is no website of this program; one sentence."""


def files_of(folder: Path) -> tuple[str, ...]:
    """Return the paths of all files of a folder, links included. Raises OSError."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())
    return tuple(path.relative_to(folder).as_posix() for path in found)


def list_of(folder: Path) -> WebsiteList | None:
    """Return the list of a folder; ``None`` if it is empty or missing.

    Raises :class:`FolderHoldsOthersError` if it holds anything else, and OSError.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FolderHoldsOthersError(
            f"{folder} is not a folder. Choose a folder for the website alone."
        )
    names = files_of(folder) if folder.exists() else ()
    if not names:
        return None
    try:
        listed = read_list((folder / NAME).read_bytes())
    except (ListError, FileNotFoundError) as error:
        raise FolderHoldsOthersError(
            f"{folder} holds other files. Choose a folder for the website alone."
        ) from error
    if foreign := sorted({*names} - {*listed.files, NAME, SIGNATURE}):
        raise FolderHoldsOthersError(
            f"{folder} also holds {foreign[0]}, which is not part of the website. "
            "Move it away first."
        )
    return listed


def put_in_place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace a folder by one with these files. Raises OSError; the folder is unchanged then."""
    made = folder.with_name(f".{folder.name}.new")
    _remove(made)
    try:
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        fsync_path(made)
        if folder.exists():
            _exchange(made, folder)
        else:
            made.rename(folder)
        fsync_path(folder.parent)
    finally:
        _remove(made)


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _exchange(path: Path, other: Path) -> None:
    """Exchange two names in one step, where the system can."""
    with suppress(AttributeError):  # an old C library
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.renameat2(_HERE, os.fsencode(path), _HERE, os.fsencode(other), _EXCHANGE) == 0:
            return
        if (code := ctypes.get_errno()) not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(code, os.strerror(code), str(other))
    aside = other.with_name(f".{other.name}.old")
    _remove(aside)
    other.rename(aside)
    path.rename(other)
    _remove(aside)
