"""The sync file as both sides know it: member names, limits, signed facts, reasons to refuse.

``NAME.kiosksync`` is a zip that is never extracted. Its metadata is that of The Update Framework
(TUF): numbered roots, the top-level targets (which vouch for ``helplines.json``) and the delegated
role ``directory`` (which vouches for ``directory.ndjson``).
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.fields import Id, LanguageTag, LongText, Minute, PhoneNumber, ShortText
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import Need, PhoneType, Weekday

SUFFIX: Final = ".kiosksync"
FORMAT: Final = 2
"""Of the payloads; a higher one asks for a newer program."""
OLDEST_FORMAT: Final = 1
"""The first one, which is still read; a helpline is guarded by its numbers alone there."""

TARGETS_MEMBER: Final = "targets.json"
DIRECTORY_ROLE_MEMBER: Final = "directory-role.json"
HELPLINES_MEMBER: Final = "helplines.json"
DIRECTORY_MEMBER: Final = "directory.ndjson"
ROOT_MEMBER: Final = re.compile(r"([1-9]\d{0,5})\.root\.json")
DIRECTORY_ROLE: Final = "directory"
"""Name of the delegated TUF role."""
CUSTOM: Final = "kiosk"
"""The unrecognized field of a TUF root that holds :class:`RootFacts`."""

MEBIBYTE: Final = 1024 * 1024
FILE_LIMIT: Final = 64 * MEBIBYTE
"""Bytes of a sync file; unpacked it may have eight times as many."""
ROOT_LIMIT: Final = 64 * 1024
"""Bytes of a root; one of three people has 3 KB, one of 128 keys with 64 signatures 60 KB."""
ROOTS_LIMIT: Final = 64
"""How many roots one file may carry: more than one change of keys a month for five years."""
METADATA_LIMIT: Final = 256 * 1024
"""Bytes of a role; 4,000 withdrawals have 190 KB."""
HELPLINES_LIMIT: Final = MEBIBYTE
"""Bytes of ``helplines.json``: some thousand guarded lines."""
DIRECTORY_LIMIT: Final = 512 * MEBIBYTE
"""Bytes of ``directory.ndjson`` unpacked; 10,000 services in five languages have about 35 MiB."""
FUTURE_LIMIT: Final = dt.timedelta(hours=48)
"""How far ahead of a trusted clock a file may have been made: wrong zones and a wrong day."""

Moment = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$(?!\n)")
]
"""UTC, whole seconds."""
Version = Annotated[int, Meta(ge=1, le=2**53)]
Channel = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$(?!\n)")]


PRACTICE: Final = "practice"
"""The channel of files made to try things out, with keys that nobody keeps."""


class _Signed(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A part of what is signed."""


class RootFacts(_Signed, frozen=True, kw_only=True):
    """What a root says of its coalition, in the field ``kiosk`` beside TUF's own fields."""

    channel: Channel
    publisher: ShortText


class Withdrawn(_Signed, frozen=True, kw_only=True, order=True):
    """A record that must be gone from every kiosk: a burned address, a number taken over."""

    kind: Literal["organization", "service", "location", "phone"]
    id: Id


class HelplineFacts(_Signed, frozen=True, kw_only=True):
    """``custom`` of the target ``helplines.json``: binds the targets to their root."""

    format: int
    channel: Channel
    root_version: Version


class DirectoryFacts(_Signed, frozen=True, kw_only=True):
    """``custom`` of the target ``directory.ndjson``: what the directory role says of its payload.

    ``counts`` are records by kind. The two versions bind this role to the root and targets it was
    published with, so that nobody can mix files.
    """

    format: int
    channel: Channel
    created: Moment
    counts: dict[str, int]
    root_version: Version
    targets_version: Version
    withdrawn: tuple[Withdrawn, ...] = ()


class GuardedPhone(_Signed, frozen=True, kw_only=True, order=True):
    """A number of a helpline as the directory must give it."""

    number: PhoneNumber
    type: PhoneType = PhoneType.VOICE
    keyword: str | None = None
    extension: str | None = None


class GuardedHours(_Signed, frozen=True, kw_only=True, order=True):
    """Hours of a helpline; ``number`` is the line they are of, empty for all of it."""

    number: str = ""
    byday: tuple[Weekday, ...] = ()
    opens_at: Minute | None = None
    closes_at: Minute | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    closed: bool = False


class GuardedWords(_Signed, frozen=True, kw_only=True):
    """What else a visitor reads of a helpline and finds it by, as the directory must give it."""

    name: ShortText
    quiet_name: str
    phrase: str
    categories: tuple[Need, ...]
    description: LongText | None = None
    languages: tuple[LanguageTag, ...] = ()
    hours: tuple[GuardedHours, ...] = ()


class GuardedLine(_Signed, frozen=True, kw_only=True):
    """A service that is a helpline as a whole; nobody but ``targets`` can change what is here.

    One that is ``out_of_service`` is in no directory. ``says`` is missing in files of format 1.
    """

    service_id: Id
    phones: tuple[GuardedPhone, ...]
    out_of_service: bool = False
    says: GuardedWords | None = None


class HelplineFile(_Signed, frozen=True, kw_only=True):
    """The whole of ``helplines.json``: the compiled-in lines, and the directory's own helplines."""

    helplines: tuple[Helpline, ...]
    guarded: tuple[GuardedLine, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Versions:
    """How new a sync file is. Compared from left to right: a new root may count anew."""

    root: int
    targets: int
    directory: int


class RefusalCode(StrEnum):
    """Why a file was not taken: a closed list; nothing of a file's content is ever quoted."""

    NOT_FOUND = "not_found"
    NOT_A_FILE = "not_a_file"
    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    EMPTY = "empty"
    NOT_A_SYNC_FILE = "not_a_sync_file"
    TRUNCATED = "truncated"
    CONTAINER = "container"
    FOREIGN_MEMBER = "foreign_member"
    MISSING_MEMBER = "missing_member"
    DUPLICATE_MEMBER = "duplicate_member"
    MEMBER_TOO_BIG = "member_too_big"
    METADATA = "metadata"
    NO_TRUST = "no_trust"
    TRUST_DAMAGED = "trust_damaged"
    """What is trusted cannot be read: typing a fingerprint does not help, only the shell does."""
    ROOT_GAP = "root_gap"
    ROOT_FORK = "root_fork"
    ROOT_SIGNATURE = "root_signature"
    OLD_ROOT = "old_root"
    DUPLICATE_KEY = "duplicate_key"
    TARGETS_SIGNATURE = "targets_signature"
    DIRECTORY_SIGNATURE = "directory_signature"
    NEWER_FORMAT = "newer_format"
    WRONG_CHANNEL = "wrong_channel"
    MIXED_VERSIONS = "mixed_versions"
    ROLLBACK = "rollback"
    FORK = "fork"
    EXPIRED = "expired"
    FUTURE = "future"
    PAYLOAD_LENGTH = "payload_length"
    PAYLOAD_HASH = "payload_hash"
    HELPLINES = "helplines"
    RECORDS = "records"
    CONTENT = "content"
    COUNTS = "counts"
    DISK_FULL = "disk_full"
    WRITE_FAILED = "write_failed"
    BUILD_FAILED = "build_failed"
    BUSY = "busy"
    NOTHING_FOUND = "nothing_found"
    NOTHING_TO_UNDO = "nothing_to_undo"
    OTHER_FILE = "other_file"
    """Not the file whose report a person has read."""
    FINGERPRINT = "fingerprint"
    OTHER_COALITION = "other_coalition"
    """What the file claims is another coalition than the one that is trusted."""
    PRACTICE = "practice"
    WORKBOOK = "workbook"
    """The editor's workbook, from which sync files are made."""
    OTHER_TRUST = "other_trust"
    """Another coalition is trusted already."""


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """A file was not taken. ``where`` names a member, a line or a rule, never content.

    ``claim`` is whose the file says it is, proved by nothing, where that says more than the code.
    """

    def __init__(self, code: RefusalCode, where: str = "", claim: RootFacts | None = None) -> None:
        super().__init__(f"{code.value}: {where}" if where else code.value)
        self.code = code
        self.where = where
        self.claim = claim
