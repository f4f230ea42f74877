"""``state.json``: which data is in use, how new it is, what may never come back.

Its rename is the only commit point. The file is ``{"sha256": …, "state": {…}}`` with the digest
of the exact bytes of the state, so a torn or changed file is never partly used.
``state-copy.json`` is the same, written afterwards, and used only if the first is unreadable.
This module does not load TUF, because a visitor's start imports it.
"""

import datetime as dt
import hashlib
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk import RELEASED, atomic_files
from kiosk.domain.clock import AHEAD_LIMIT
from kiosk.domain.syncfile import PRACTICE, Moment, Versions, Withdrawn

STATE_NAME: Final = "state.json"
COPY_NAME: Final = "state-copy.json"
LAYOUT: Final = 3
"""Layout of the state. Any other is not read: the data is found or made from scratch."""
STATE_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of a state to read; one has about 2 KB, and at most some 150 for each tombstone."""
TOMBSTONE_LIMIT: Final = 10_000
"""Maximum tombstones, newest first: more than a directory of this size ever loses."""

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
DatabaseName = Annotated[str, Meta(pattern=r"^directory-[0-9a-f]{16}\.db$(?!\n)")]
KeptName = Annotated[
    str,
    Meta(pattern=r"^$(?!\n)|^[0-9a-f]{16}\.kiosksync$(?!\n)|^records-[0-9a-f]{16}\.ndjson$(?!\n)"),
]
UNVOUCHED_LIMIT: Final = dt.timedelta(days=400)
"""How far beyond the last reliable time a file may be dated while no clock is trusted."""

BaselineName = Annotated[str, Meta(pattern=r"^person-[0-9a-f]{16}\.json$(?!\n)")]
Day = Annotated[str, Meta(pattern=r"^$(?!\n)|^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$(?!\n)")]


class DataSource(StrEnum):
    """The source of a database.

    The factory data, a signed file, or a reduced form of either: without withdrawn records, and
    with cautions for what nobody has reviewed.
    """

    FACTORY = "factory"
    SIGNED = "signed"
    REDUCED = "reduced"


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A struct of the state."""


class SignedFacts(_Struct, frozen=True, kw_only=True):
    """Statements of a verified sync file about itself, for staff."""

    versions: Versions
    sha256: Digest
    """SHA-256 of the whole file."""
    created: Moment
    expires: Moment
    channel: str
    publisher: str
    signers: tuple[str, ...]


class Generation(_Struct, frozen=True, kw_only=True):
    """A database and what it can be rebuilt from.

    ``sha256`` is the database's. ``kept`` is the file to rebuild it from, with its own digest: a
    signed file or the records extracted from one; empty for the factory directory, whose digest is
    then ``kept_sha256``. ``applied`` is the date of import, empty if the clock was not trusted.
    ``alone``: it was imported unattended; ``unseen`` are the services new in it.
    """

    database: DatabaseName
    sha256: Digest
    source: DataSource
    kept: KeptName
    kept_sha256: Digest
    signed: SignedFacts | None = None
    applied: Day = ""
    alone: bool = False
    unseen: tuple[str, ...] = ()


class RollbackFloor(_Struct, frozen=True, kw_only=True):
    """The newest file ever imported: the rollback floor, which undo does not lower.

    Each SHA-256 is over what a role signed.
    """

    versions: Versions
    targets_sha256: Digest
    directory_sha256: Digest


class Tombstone(_Struct, frozen=True, kw_only=True, order=True):
    """A record that no file older than ``versions`` may bring back."""

    record: Withdrawn
    versions: Versions


class PersonMark(_Struct, frozen=True, kw_only=True):
    """The baseline of the data a person last accepted, and its digest."""

    name: BaselineName
    sha256: Digest


class State(_Struct, frozen=True, kw_only=True):
    """The whole state.

    ``database_format`` is that of the program that built the database. ``withdrawn_alone`` counts
    unattended withdrawals since a person last decided. ``least`` is the highest root and targets of
    any verified file, including one that waits. ``undone`` is the digest of the directory role in
    the file a person last rolled back. ``floor`` is the newest time known to be past, ``good`` the
    newest one confirmed by a trusted clock or a person.
    """

    layout: int = LAYOUT
    database_format: int
    active: Generation
    previous: Generation | None = None
    accepted: RollbackFloor | None = None
    floor: Moment | None = None
    good: Moment | None = None
    person: PersonMark | None = None
    withdrawn_alone: Annotated[int, Meta(ge=0)] = 0
    least: tuple[int, int] = (0, 0)
    tombstones: tuple[Tombstone, ...] = ()
    undone: Digest | None = None

    @property
    def slots(self) -> tuple[Generation, ...]:
        """The slots, active first."""
        return (self.active,) if self.previous is None else (self.active, self.previous)

    @property
    def names(self) -> frozenset[str]:
        """The names of all other files in use."""
        files = {name for slot in self.slots for name in (slot.database, slot.kept) if name}
        return frozenset(files | ({self.person.name} if self.person else set()))


class _StateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sha256: str
    state: msgspec.Raw


def encode(state: State) -> bytes:
    """Return the content of ``state.json``."""
    raw = msgspec.json.encode(state)
    return (
        msgspec.json.encode(_StateFile(hashlib.sha256(raw).hexdigest(), msgspec.Raw(raw))) + b"\n"
    )


def decode(content: bytes) -> State | None:
    """Return the state in ``content``; ``None`` if torn, changed, or of another layout."""
    try:
        file = msgspec.json.decode(content, type=_StateFile)
        if hashlib.sha256(file.state).hexdigest() != file.sha256:
            return None
        state = msgspec.json.decode(file.state, type=State)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return state if state.layout == LAYOUT else None


def read_state(folder: Path) -> tuple[State | None, bool]:
    """Return the state of a data folder, and whether ``state.json`` itself was readable."""
    own = _read(folder / STATE_NAME)
    if own is not None:
        return own, True
    return _read(folder / COPY_NAME), False


def _read(path: Path) -> State | None:
    try:
        with path.open("rb") as file:
            return decode(file.read(STATE_LIMIT))
    except OSError:
        return None


def write_state(folder: Path, state: State) -> None:
    """Commit ``state``. Raises :class:`OSError`; the disk then has the old or the new state."""
    content = encode(state)
    atomic_files.replace_file(folder / STATE_NAME, content)
    with suppress(OSError):
        atomic_files.replace_file(folder / COPY_NAME, content)


def repair_copy(folder: Path) -> None:
    """Rewrite the copy if it differs: it is lost, or power failed between the two writes."""
    with suppress(OSError):
        content = (folder / STATE_NAME).read_bytes()
        try:
            unchanged = (folder / COPY_NAME).read_bytes() == content
        except OSError:
            unchanged = False
        if not unchanged:
            atomic_files.replace_file(folder / COPY_NAME, content)


def floor_of(folder: Path) -> dt.datetime | None:
    """Return the newest time known to be past, in UTC; ``None`` before the first signed file."""
    state, _ = read_state(folder)
    return None if state is None or state.floor is None else moment(state.floor)


def is_practice(folder: Path, database: Path) -> bool:
    """Return True if a database of the folder was made from a file for practice."""
    state, _ = read_state(folder)
    slots = (state.active, state.previous) if state else ()
    files = (one.signed for one in slots if one and one.database == database.name)
    return any(file is not None and file.channel == PRACTICE for file in files)


def moment(text: str) -> dt.datetime:
    """Return a signed time as aware UTC; the end of time if no calendar has it."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def last_reliable_time(state: State) -> dt.datetime:
    """Return the last reliable time: the release, or one from a trusted clock or a person."""
    released = dt.datetime.combine(RELEASED, dt.time(), dt.UTC)
    return released if state.good is None else max(released, moment(state.good))


def is_made_ahead(state: State, created: str) -> bool:
    """True if a file of this time is too far ahead while no clock is trusted."""
    return moment(created) > last_reliable_time(state) + UNVOUCHED_LIMIT


def raise_floor(state: State, created: str, *, clock_is_trusted: bool) -> State:
    """Return the state with its time floor raised after importing a file made at ``created``.

    A file dated too far ahead does not raise it, or no correct clock would be trusted again. With a
    trusted clock, which such a file could not pass, the limit is ``AHEAD_LIMIT``; without one it is
    400 days after the last reliable time, so that one wrong date costs at most a year.
    """
    made = moment(created)
    before = last_reliable_time(state)
    if state.floor is not None:
        before = max(before, moment(state.floor))
    if clock_is_trusted:
        reachable = made <= before + AHEAD_LIMIT
        good = created if reachable and made > last_reliable_time(state) else state.good
    else:
        reachable, good = not is_made_ahead(state, created), state.good
    floor = created if reachable and made > before else state.floor
    return msgspec.structs.replace(state, floor=floor, good=good)


def set_date(state: State, day: dt.datetime) -> State:
    """Return the state after a person set the date to ``day``, given as its start.

    This may lower a floor that a wrongly dated file raised.

    Raises:
        ValueError: the day is before the release of the program.
    """
    if day < dt.datetime.combine(RELEASED, dt.time(), dt.UTC) - dt.timedelta(days=1):
        raise ValueError("before the release")
    today = f"{day.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return msgspec.structs.replace(state, floor=today, good=today)
