"""Answers of imports, rollbacks and inspections, for the screen, the shell, and as JSON.

JSON always has all fields; an empty text or ``null`` means unknown or not applicable.
"""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from kiosk.domain.fields import Amount
from kiosk.domain.syncfile import RefusalCode, Versions
from kiosk.sync.change_report import ChangeReport
from kiosk.sync.history import HistoryEntry
from kiosk.sync.holds import HoldReason
from kiosk.sync.state import DataSource


class SyncStatus(StrEnum):
    """Results of an import or rollback."""

    APPLIED = "applied"
    ALREADY = "already"
    HELD = "held"
    REFUSED = "refused"
    UNDONE = "undone"


class ClockState(StrEnum):
    """Says if the time is trusted, and why not."""

    TRUSTED = "trusted"
    NOT_VOUCHED = "not_vouched"
    BEHIND = "behind"
    DATA_AHEAD = "data_ahead"
    """Behind a file whose date no trusted clock confirms."""
    AHEAD = "ahead"


class _SyncAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A struct of an answer."""


class FileInfo(_SyncAnswer, frozen=True, kw_only=True):
    """A sync file with valid signatures."""

    name: Annotated[str, Meta(description="File name, made safe to show; empty for data in use.")]
    sha256: Annotated[str, Meta(description="SHA-256 of the file, for --expect.")]
    versions: Annotated[Versions, Meta(description="Compared from left to right.")]
    created: Annotated[str, Meta(description="When it was published, UTC.")]
    age_days: Annotated[
        int | None, Meta(description="Days since then; null where the clock is not trusted.")
    ]
    expires: Annotated[str, Meta(description="When its first part expires, UTC.")]
    channel: Annotated[str, Meta(description="For which kiosks it was made.")]
    publisher: Annotated[str, Meta(description="Who publishes it.")]
    signers: Annotated[tuple[str, ...], Meta(description="Who signed the directory.")]
    services: Annotated[int | None, Meta(description="How many services it has.")] = None


class Claim(_SyncAnswer, frozen=True, kw_only=True):
    """The origin a refused file claims; nothing proves it."""

    publisher: Annotated[str, Meta(description="Who it says publishes it, shortened.")]
    channel: Annotated[str, Meta(description="For which kiosks it says it was made, shortened.")]
    listens_to: Annotated[str, Meta(description="The coalition that this kiosk trusts.")]

    @property
    def words(self) -> str:
        """The claim as a person reads it."""
        return f"{self.publisher} ({self.channel})"


class RefusedFile(_SyncAnswer, frozen=True, kw_only=True):
    """A file that was refused."""

    name: Annotated[str, Meta(description="File name, made safe to show.")]
    code: RefusalCode
    where: Annotated[str, Meta(description="Member, line or rule; never content; may be empty.")]
    claim: Annotated[
        Claim | None, Meta(description="Whose it says it is, where it is of others.")
    ] = None


class SyncOutcome(_SyncAnswer, frozen=True, kw_only=True):
    """The result of an import or rollback, and what changes or would change."""

    status: SyncStatus
    code: Annotated[
        RefusalCode | None, Meta(description="Why it was refused; null where it was not.")
    ] = None
    where: Annotated[str, Meta(description="Member, line or rule that was refused.")] = ""
    claim: Annotated[
        Claim | None, Meta(description="Whose the refused file says it is, where it is of others.")
    ] = None
    hold: Annotated[
        HoldReason | None,
        Meta(description="Why it waits for a person; of an older file that is used, the newest."),
    ] = None
    about: Annotated[
        tuple[str, ...], Meta(description="The first things that make it wait, by name.")
    ] = ()
    file: Annotated[FileInfo | None, Meta(description="The file that was looked at.")] = None
    report: Annotated[ChangeReport | None, Meta(description="What changes with it.")] = None
    withdrawn: Annotated[
        Amount, Meta(description="Records taken away although the rest waits.")
    ] = 0
    can_undo: Annotated[
        bool, Meta(description="It was applied, and the previous data can be used again.")
    ] = False
    others: Annotated[
        tuple[RefusedFile, ...], Meta(description="Other files that were refused.")
    ] = ()
    more: Annotated[bool, Meta(description="The folder has more files than are looked at.")] = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the file that was looked at; empty without one."""
        return self.file.sha256 if self.file else ""


class Candidate(_SyncAnswer, frozen=True, kw_only=True):
    """A file on a stick or in a folder: its facts, or why it cannot be used."""

    name: str
    path: str
    file: FileInfo | None = None
    code: RefusalCode | None = None
    where: str = ""
    claim: Claim | None = None
    already: bool = False

    @property
    def usable(self) -> bool:
        """True if the file can be opened: valid, or only not trusted yet."""
        return self.code in {None, RefusalCode.NO_TRUST} and not self.already


class TrustInfo(_SyncAnswer, frozen=True, kw_only=True):
    """A root: its coalition, and the eight groups to compare with the coalition's paper."""

    version: Amount
    channel: str
    publisher: str
    fingerprint: tuple[str, ...]


class Waiting(_SyncAnswer, frozen=True, kw_only=True):
    """A file that waits for a person."""

    hold: Annotated[str, Meta(description="Why it waits.")]
    versions: Versions | None
    time: Annotated[str, Meta(description="Since when, UTC; may be empty.")]


class FolderState(_SyncAnswer, frozen=True, kw_only=True):
    """The watched folder of the settings."""

    folder: Annotated[str, Meta(description="Where it is.")]
    files: Annotated[
        int | None, Meta(description="Sync files in it; null where it is not there.")
    ] = None


class DataStatus(_SyncAnswer, frozen=True, kw_only=True):
    """The data of a kiosk and the trust behind it."""

    source: Annotated[
        DataSource | None, Meta(description="Where the data comes from; null without any.")
    ] = None
    file: Annotated[
        FileInfo | None, Meta(description="The signed file in use; null for the factory's.")
    ] = None
    applied: Annotated[str, Meta(description="Day it came; may be empty.")] = ""
    lost: Annotated[
        bool,
        Meta(description="Newer data was lost and what came before is shown; bring it again."),
    ] = False
    expired: Annotated[
        bool, Meta(description="Past its date by a trusted clock; it stays in use.")
    ] = False
    clock: ClockState = ClockState.TRUSTED
    floor: Annotated[str, Meta(description="The newest time known to be past, UTC.")] = ""
    trust: Annotated[TrustInfo | None, Meta(description="Whom this kiosk trusts.")] = None
    trust_problem: Annotated[
        RefusalCode | None, Meta(description="Why the trusted root cannot be used.")
    ] = None
    can_undo: Annotated[bool, Meta(description="The previous data can be used again.")] = False
    waiting: Annotated[Waiting | None, Meta(description="A file that waits for a person.")] = None
    withdrawn: Annotated[Amount, Meta(description="Records that may not come back.")] = 0
    keys_changed: Annotated[
        str, Meta(description="When another file last brought other keys, UTC; may be empty.")
    ] = ""
    refusals: Annotated[
        tuple[HistoryEntry, ...], Meta(description="The last refusals, newest first.")
    ] = ()
