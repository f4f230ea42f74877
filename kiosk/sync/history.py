"""The history of this kiosk's data: a short list of closed codes for staff.

It contains no content of a file, no file name, and nothing about a visitor.
"""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk import atomic_files
from kiosk.domain.clock import TrustedTime
from kiosk.domain.syncfile import Versions

HISTORY_NAME: Final = "history.ndjson"
LINES: Final = 200
"""Entries to keep: years of weekly files."""
_SIZE_LIMIT: Final = 256 * 1024
"""Bytes to read: more than that many entries take."""


class HistoryAction(StrEnum):
    """Actions, completed or attempted."""

    SYNC = "sync"
    HELD = "held"
    REFUSED = "refused"
    WITHDRAW = "withdraw"
    UNDO = "undo"
    TRUST = "trust"
    KEYS = "keys"
    DATE = "date"


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line. ``time`` is UTC to the minute, empty if the clock was not trusted."""

    time: Annotated[
        str, Meta(pattern=r"^$(?!\n)|^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]Z$(?!\n)")
    ]
    action: HistoryAction
    code: Annotated[str, Meta(pattern=r"^[a-z_]{0,40}$(?!\n)")] = ""
    versions: Versions | None = None
    file: Annotated[str, Meta(pattern=r"^[0-9a-f]{0,12}$(?!\n)")] = ""
    """The first 12 digits of the file's SHA-256."""


def read_history(folder: Path) -> tuple[HistoryEntry, ...]:
    """Return the entries, oldest first, without unreadable lines."""
    try:
        with (folder / HISTORY_NAME).open("rb") as file:
            lines = file.read(_SIZE_LIMIT).splitlines()
    except OSError:
        return ()
    entries = []
    for line in lines[-LINES:]:
        with suppress(msgspec.MsgspecError, UnicodeError, RecursionError):
            entries.append(msgspec.json.decode(line, type=HistoryEntry))
    return tuple(entries)


def add_entry(folder: Path, time: TrustedTime, entry: HistoryEntry) -> None:
    """Add an entry with the current time, unless it repeats the last one.

    A history that cannot be written does not block new data; one this user may not read is
    unchanged.
    """
    entries = read_history(folder)
    if not entries and atomic_files.is_forbidden(folder / HISTORY_NAME):
        return
    if entries and msgspec.structs.replace(entries[-1], time="") == entry:
        return
    now = time.now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ") if time.trusted else ""
    every = [*entries[1 - LINES :], msgspec.structs.replace(entry, time=now)]
    content = b"".join(msgspec.json.encode(one) + b"\n" for one in every)
    with suppress(OSError):
        atomic_files.replace_file(folder / HISTORY_NAME, content)


def is_recorded(history: Sequence[HistoryEntry], entry: HistoryEntry) -> bool:
    """True if a refusal or a wait is already recorded.

    A file's refusal is recorded once. A refusal without a file is repeated after any other entry,
    and a wait after another wait or a decision.
    """
    if entry.action is HistoryAction.HELD:
        ends = frozenset(
            {HistoryAction.SYNC, HistoryAction.UNDO, HistoryAction.TRUST, HistoryAction.HELD}
        )
    else:
        ends = frozenset() if entry.file else frozenset(HistoryAction) - {HistoryAction.REFUSED}
    for one in reversed(history):
        if msgspec.structs.replace(one, time="") == entry:
            return True
        if one.action in ends:
            return False
    return False
