"""``state.json``: which data is in use, how new it is, what may never come back.

Its rename is the only commit point. The file is ``{"sha256": …, "state": {…}}`` with the digest
over the exact bytes of the state, so a torn or changed file is never half believed.
``state-copy.json`` is the same, written afterwards; it only helps where the first cannot be read.
Loading this loads nothing of TUF: a visitor's start reads it.
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
from kiosk.domain.syncfile import Moment, Versions, Withdrawn

STATE_NAME: Final = "state.json"
COPY_NAME: Final = "state-copy.json"
LAYOUT: Final = 3
"""Of the state itself. An older or newer one is not read: the data is found or made anew."""
STATE_LIMIT: Final = 4 * 1024 * 1024
"""Bytes of a state that are read; one has about 2 KB and some 150 for each tombstone, at most."""
TOMBSTONE_LIMIT: Final = 10_000
"""Tombstones kept, the newest ones: more than all records that one directory of this size loses."""

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
DatabaseName = Annotated[str, Meta(pattern=r"^directory-[0-9a-f]{16}\.db$(?!\n)")]
KeptName = Annotated[
    str,
    Meta(pattern=r"^$(?!\n)|^[0-9a-f]{16}\.kiosksync$(?!\n)|^records-[0-9a-f]{16}\.ndjson$(?!\n)"),
]
UNVOUCHED_LIMIT: Final = dt.timedelta(days=400)
"""How far beyond the last good moment a file may be made that no believed clock stands for."""

BaselineName = Annotated[str, Meta(pattern=r"^person-[0-9a-f]{16}\.json$(?!\n)")]
Day = Annotated[str, Meta(pattern=r"^$(?!\n)|^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$(?!\n)")]


class DataSource(StrEnum):
    """What a database was built from.

    The program's own records, a signed file, or what is shown of either: less what was withdrawn,
    and with the cautions of what no person has looked at.
    """

    FACTORY = "factory"
    SIGNED = "signed"
    REDUCED = "reduced"


class _Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the state."""


class SignedFacts(_Struct, frozen=True, kw_only=True):
    """What a verified sync file said of itself, for the staff's view."""

    versions: Versions
    sha256: Digest
    """Of the whole file."""
    created: Moment
    expires: Moment
    channel: str
    publisher: str
    signers: tuple[str, ...]


class Slot(_Struct, frozen=True, kw_only=True):
    """A database and what it can be built from again.

    ``sha256`` is the database's. ``kept`` is the file to build it from, with its own digest: a
    signed file, or the records left of one; empty for the factory directory, whose digest is
    ``kept_sha256`` then. ``applied`` is the day it came, empty where the clock was not believed.
    ``alone``: it came while nobody looked; ``unseen`` are the services that are new with it.
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


class Mark(_Struct, frozen=True, kw_only=True):
    """The newest file ever taken: the floor against rollback, which undo does not lower.

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
    """The baseline of the data that a person last said yes to, and its digest."""

    name: BaselineName
    sha256: Digest


class State(_Struct, frozen=True, kw_only=True):
    """The whole state.

    ``database_format`` is that of the program that built the database. ``withdrawn_alone`` counts
    what withdrawals took since a person last decided. ``least`` is the highest root and targets
    that any verified file carried, also one that waits. ``undone`` is what the
    directory role signed in the file that a person last took back. ``floor`` is the newest time
    known to be past, ``good`` the newest one that a believed clock or a person stands for.
    """

    layout: int = LAYOUT
    database_format: int
    active: Slot
    previous: Slot | None = None
    accepted: Mark | None = None
    floor: Moment | None = None
    good: Moment | None = None
    person: PersonMark | None = None
    withdrawn_alone: Annotated[int, Meta(ge=0)] = 0
    least: tuple[int, int] = (0, 0)
    tombstones: tuple[Tombstone, ...] = ()
    undone: Digest | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Active first."""
        return (self.active,) if self.previous is None else (self.active, self.previous)

    @property
    def names(self) -> frozenset[str]:
        """Every file beside the state that is in use."""
        files = {name for slot in self.slots for name in (slot.database, slot.kept) if name}
        return frozenset(files | ({self.person.name} if self.person else set()))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sha256: str
    state: msgspec.Raw


def encode(state: State) -> bytes:
    """The content of ``state.json``."""
    raw = msgspec.json.encode(state)
    return msgspec.json.encode(_File(hashlib.sha256(raw).hexdigest(), msgspec.Raw(raw))) + b"\n"


def decode(content: bytes) -> State | None:
    """The state in ``content``; ``None`` for what is torn, changed, or of another layout."""
    try:
        file = msgspec.json.decode(content, type=_File)
        if hashlib.sha256(file.state).hexdigest() != file.sha256:
            return None
        state = msgspec.json.decode(file.state, type=State)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return state if state.layout == LAYOUT else None


def read_state(folder: Path) -> tuple[State | None, bool]:
    """The state of a data folder, and whether ``state.json`` itself could be read."""
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
    """Commit ``state``. Raises :class:`OSError`; the old one then stands, or already the new."""
    content = encode(state)
    atomic_files.write(folder / STATE_NAME, content)
    with suppress(OSError):
        atomic_files.write(folder / COPY_NAME, content)


def mend_copy(folder: Path) -> None:
    """The copy is made anew where it is another: the power went between the two, or it is lost."""
    with suppress(OSError):
        content = (folder / STATE_NAME).read_bytes()
        try:
            same = (folder / COPY_NAME).read_bytes() == content
        except OSError:
            same = False
        if not same:
            atomic_files.write(folder / COPY_NAME, content)


def floor_of(folder: Path) -> dt.datetime | None:
    """The newest time known to be past, in UTC; ``None`` before the first signed file."""
    state, _ = read_state(folder)
    return None if state is None or state.floor is None else moment(state.floor)


def moment(text: str) -> dt.datetime:
    """A signed moment as aware time in UTC; the end of time for one that no calendar has."""
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.max.replace(tzinfo=dt.UTC)


def good_moment(state: State) -> dt.datetime:
    """The last moment known for good: the release, or what a believed clock or a person said."""
    released = dt.datetime.combine(RELEASED, dt.time(), dt.UTC)
    return released if state.good is None else max(released, moment(state.good))


def is_made_ahead(state: State, created: str) -> bool:
    """True if a file of this moment is too far ahead where no clock is believed."""
    return moment(created) > good_moment(state) + UNVOUCHED_LIMIT


def raise_floor(state: State, created: str, *, believed: bool) -> State:
    """The state with its time floor after a file made at ``created`` was taken.

    A file that is made too far ahead does not raise it: no true clock would be believed again. With
    a believed clock, which such a file could not pass, that is ``AHEAD_LIMIT``; without one it is
    400 days beyond the last good moment, so that one wrong date costs a year at the most.
    """
    made = moment(created)
    before = good_moment(state)
    if state.floor is not None:
        before = max(before, moment(state.floor))
    if believed:
        reachable = made <= before + AHEAD_LIMIT
        good = created if reachable and made > good_moment(state) else state.good
    else:
        reachable, good = not is_made_ahead(state, created), state.good
    floor = created if reachable and made > before else state.floor
    return msgspec.structs.replace(state, floor=floor, good=good)


def dated(state: State, day: dt.datetime) -> State:
    """The state after a person said that it is this day, which begins at ``day``.

    The floor may fall by that: a file with a wrong date raised it. Raises :class:`ValueError` for a
    day before the release of the program, which is no day that can be today.
    """
    if day < dt.datetime.combine(RELEASED, dt.time(), dt.UTC) - dt.timedelta(days=1):
        raise ValueError("before the release")
    said = f"{day.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    return msgspec.structs.replace(state, floor=said, good=said)
