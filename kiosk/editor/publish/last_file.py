"""The file published last, and whether a new one would give its version away twice."""

import hashlib
from pathlib import Path

from msgspec.structs import astuple

from kiosk.domain.syncfile import Refused, Versions
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.keys.key_management import (
    conflict_words,
    has_forked,
    republish_command,
    two_coalitions,
)
from kiosk.editor.keys.secrets import KeysError, NewerFileExists
from kiosk.editor.keys.signed_files import SignedFile, examine


def last_published(folder: KeyFolder) -> SignedFile | None:
    """Return the file published last. Raises :class:`KeysError` if its copy is lost or damaged."""
    lost = KeysError(
        f"{folder.last} is missing or damaged: without the file published last nothing can be "
        "compared. Give it back with: keys take FILE."
    )
    if not folder.last.exists():
        if folder.published is not None:
            raise lost
        return None
    try:
        return examine(folder.last, folder.first_root, names=False)
    except Refused as error:
        raise lost from error


def check_not_behind(out: Path, folder: KeyFolder | None) -> None:
    """Refuse to give one version to two files. Raises :class:`NewerFileExists` and OSError."""
    published = folder.published if folder else None
    if folder is None or not out.is_file():
        return
    if published is not None and _digest(out) == published.sha256:
        return
    try:
        other_file = examine(out, folder.first_root, names=False)
    except Refused:
        return
    if has_forked(folder, other_file):
        raise NewerFileExists(two_coalitions(out))
    theirs = other_file.bundle.versions
    ours = published.versions if published else Versions(0, 0, 0)
    if theirs > ours:
        raise NewerFileExists(
            f"{out} was published by another editor or from another machine, and these keys do "
            f"not know of it. Take it over first: keys take {out} - and "
            f"{republish_command(folder, other_file)}."
        )
    pairs = zip(astuple(theirs), astuple(ours), strict=True)
    if theirs == ours and folder.last.is_file():
        mine = examine(folder.last, folder.first_root, names=False)
        if mine.bundle.accepted_as == other_file.bundle.accepted_as:
            return  # the same directory, signed by one more person
    if theirs == ours or any(one > other for one, other in pairs):
        raise NewerFileExists(conflict_words(out, folder, other_file))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
