"""A small count that outlasts a power cut, and that a full disk takes as well.

The file has two slots of a block each, each a line of JSON with a checksum. The older one is
written over in place: that needs no room, and if the power goes meanwhile the other stands.
"""

import hashlib
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk import durable

SLOT: Final = 4096
"""Bytes: what file systems write at once, so that neither slot shares a block with the other."""
Number = Annotated[int, Meta(ge=0)]


class _Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``turn`` counts the times that the file was written."""

    turn: Number
    wrong: Number
    check: str


class _Bare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file, as a program before this one wrote it."""

    wrong: Number


def read(path: Path, most: int) -> int | None:
    """The count, which is ``most`` at the most; ``None`` where it cannot be read.

    Where one slot is damaged its writing broke off, or the disk fails: then it may have been one
    more than the other says.
    """
    found = _slots(path)
    whole = [slot for slot in found if slot is not None]
    if not whole:
        bare = _bare(path)
        return None if bare is None or bare > most else bare
    newest = max(whole, key=lambda slot: slot.turn)
    return min(newest.wrong + len(found) - len(whole), most)


def write(path: Path, count: int, *, mode: int) -> None:
    """Puts ``count`` in place of what the file says; ``mode`` are the permissions of a new file.

    Raises :class:`OSError`. The file then says what it said, one more, or already ``count``.
    """
    found = _slots(path)
    turns = [-1 if slot is None else slot.turn for slot in found]
    if not turns or max(turns) < 0:
        durable.write(path, _block(0, count) + _block(1, count), mode=mode)
        return
    older = turns.index(min(turns))
    durable.overwrite(path, older * SLOT, _block(max(turns) + 1, count))


def _slots(path: Path) -> list[_Slot | None]:
    """Both slots, ``None`` for a damaged one; none where the file has another form."""
    try:
        with path.open("rb") as file:
            content = file.read(2 * SLOT + 1)
    except OSError:
        return []
    if len(content) != 2 * SLOT:
        return []
    return [_slot(content[at : at + SLOT]) for at in (0, SLOT)]


def _slot(content: bytes) -> _Slot | None:
    try:
        slot = msgspec.json.decode(content, type=_Slot)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return slot if slot.check == _check(slot.turn, slot.wrong) else None


def _bare(path: Path) -> int | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Bare).wrong
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def _block(turn: int, wrong: int) -> bytes:
    line = msgspec.json.encode(_Slot(turn, wrong, _check(turn, wrong)))
    return line.ljust(SLOT - 1) + b"\n"


def _check(turn: int, wrong: int) -> str:
    return hashlib.sha256(f"{turn} {wrong}".encode()).hexdigest()[:16]
