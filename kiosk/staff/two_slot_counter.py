"""Count wrong PIN attempts in a file that survives a power cut and a full disk.

The file has two slots of one block, each a line of JSON with a checksum. A write replaces the older
slot in place: that needs no free space, and after a power cut the other slot is still whole.
"""

import hashlib
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk import atomic_files
from kiosk.domain.fields import Amount

SLOT: Final = 4096
"""Bytes of a slot: a file system's block, so that the slots never share one."""
Numbers = Annotated[tuple[Amount, ...], Meta(max_length=8)]


class TryCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The consecutive wrong attempts, and the state of a lock.

    ``extra`` counts the remaining attempts that a signed file opened; ``file`` has the versions of
    the newest such file. ``since`` is the time of the last attempt in seconds, if the clock was
    trusted; ``waited`` counts the seconds for which the program has run since.
    """

    wrong: Amount = 0
    extra: Amount = 0
    file: Numbers = ()
    since: Amount = 0
    waited: Amount = 0


class _Slot(TryCount, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A slot of the file. ``turn`` counts the writes."""

    turn: Amount
    check: str


class _Bare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file as an earlier version of the program wrote it."""

    wrong: Amount


def read(path: Path) -> tuple[TryCount, bool] | None:
    """Return the latest count, and true if both slots are whole; ``None`` if neither is.

    A damaged slot means an interrupted write or a failing disk: it may have held one more wrong
    attempt than the other.
    """
    found = _slots(path)
    whole = [slot for slot in found if slot is not None]
    if not whole:
        bare = _bare(path)
        return None if bare is None else (TryCount(wrong=bare), True)
    newest = max(whole, key=lambda slot: slot.turn)
    return msgspec.convert(newest, TryCount, from_attributes=True), len(whole) == len(found)


def write(path: Path, count: TryCount, *, mode: int) -> None:
    """Replace the count with ``count``; ``mode`` has the permissions of a new file.

    Raises:
        OSError: the file holds the previous count, perhaps with a damaged slot, or ``count``.
    """
    found = _slots(path)
    turns = [-1 if slot is None else slot.turn for slot in found]
    if not turns or max(turns) < 0:
        atomic_files.replace_file(path, _block(0, count) + _block(1, count), mode=mode)
        return
    older = turns.index(min(turns))
    atomic_files.overwrite(path, older * SLOT, _block(max(turns) + 1, count))


def _slots(path: Path) -> list[_Slot | None]:
    """Return both slots, ``None`` for a damaged one; nothing if the file has another format."""
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


def _block(turn: int, count: TryCount) -> bytes:
    slot = _Slot(turn=turn, check="", **msgspec.structs.asdict(count))
    line = msgspec.json.encode(msgspec.structs.replace(slot, check=_check(slot)))
    return line.ljust(SLOT - 1) + b"\n"


def _check(slot: _Slot) -> str:
    """Return the checksum; for a plain count it is the one of the earlier format."""
    text = f"{slot.turn} {slot.wrong}"
    more = (slot.extra, slot.file, slot.since, slot.waited)
    if any(more):
        text = f"{text} {more}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
