"""The wrong tries at a PIN, in a file that outlasts a power cut and that a full disk takes as well.

The file has two slots of a block each, each a line of JSON with a checksum. The older one is
written over in place: that needs no room, and if the power goes meanwhile the other stands.
"""

import hashlib
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk import atomic_files

SLOT: Final = 4096
"""Bytes: what file systems write at once, so that neither slot shares a block with the other."""
Number = Annotated[int, Meta(ge=0)]
Numbers = Annotated[tuple[Number, ...], Meta(max_length=8)]


class TryCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The wrong tries in a row, and what a lock that is in force has to know.

    ``extra`` is how many tries are left of those that a signed file opened, ``file`` the versions
    of the newest file that opened some. ``since`` is when the last try was, in seconds, where the
    clock was believed; ``waited`` the seconds since then in which the program ran.
    """

    wrong: Number = 0
    extra: Number = 0
    file: Numbers = ()
    since: Number = 0
    waited: Number = 0


class _Slot(TryCount, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """``turn`` counts the times that the file was written."""

    turn: Number
    check: str


class _Bare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file, as a program before this one wrote it."""

    wrong: Number


def read(path: Path) -> tuple[TryCount, bool] | None:
    """What was written last, and whether both slots are whole; ``None`` where neither is.

    Where one slot is damaged its writing broke off, or the disk fails: it may then have held one
    more wrong try than the other.
    """
    found = _slots(path)
    whole = [slot for slot in found if slot is not None]
    if not whole:
        bare = _bare(path)
        return None if bare is None else (TryCount(wrong=bare), True)
    newest = max(whole, key=lambda slot: slot.turn)
    return msgspec.convert(newest, TryCount, from_attributes=True), len(whole) == len(found)


def write(path: Path, tally: TryCount, *, mode: int) -> None:
    """Put ``tally`` in place of what the file says; ``mode`` are the permissions of a new file.

    Raises :class:`OSError`. What is read then is what it said, that with a damaged slot, or already
    ``tally``.
    """
    found = _slots(path)
    turns = [-1 if slot is None else slot.turn for slot in found]
    if not turns or max(turns) < 0:
        atomic_files.write(path, _block(0, tally) + _block(1, tally), mode=mode)
        return
    older = turns.index(min(turns))
    atomic_files.overwrite(path, older * SLOT, _block(max(turns) + 1, tally))


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
    return slot if slot.check == _check(slot) else None


def _bare(path: Path) -> int | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Bare).wrong
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return None


def _block(turn: int, tally: TryCount) -> bytes:
    slot = _Slot(turn=turn, check="", **msgspec.structs.asdict(tally))
    line = msgspec.json.encode(msgspec.structs.replace(slot, check=_check(slot)))
    return line.ljust(SLOT - 1) + b"\n"


def _check(slot: _Slot) -> str:
    """Of a plain count it is what the program before this one wrote."""
    text = f"{slot.turn} {slot.wrong}"
    more = (slot.extra, slot.file, slot.since, slot.waited)
    if any(more):
        text = f"{text} {more}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
