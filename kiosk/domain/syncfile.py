"""The sync file for both sides: member names, limits, signed facts, refusal codes.

``NAME.kiosksync`` is a zip that is never extracted. Its metadata is that of The Update Framework
(TUF): numbered roots, the top-level targets (which sign ``helplines.json``) and the delegated
role ``directory`` (which signs ``directory.ndjson``).
"""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.fields import Id, LanguageTag, LongText, Minute, PhoneNumber, ShortText
from kiosk.domain.helplines import Helpline
from kiosk.domain.records import Need, PhoneType, Weekday

SUFFIX: Final = ".kiosksync"
FORMAT: Final = 3
"""Format of the payloads; a higher one needs a newer program."""
OLDEST_FORMAT: Final = 1
"""Oldest format still read; it guards only the numbers of a helpline."""

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
"""Bytes of a sync file; unpacked it may be eight times as large."""
ROOT_LIMIT: Final = 64 * 1024
"""Bytes of a root: with three people 3 KB, with 128 keys and 64 signatures 60 KB."""
ROOTS_LIMIT: Final = 64
"""Roots in one file: more than one change of keys a month for five years."""
METADATA_LIMIT: Final = 256 * 1024
"""Bytes of a role: 4,000 withdrawals take 190 KB."""
HELPLINES_LIMIT: Final = MEBIBYTE
"""Bytes of ``helplines.json``: some thousand guarded lines."""
DIRECTORY_LIMIT: Final = 512 * MEBIBYTE
"""Bytes of ``directory.ndjson`` unpacked: 10,000 services in five languages take about 35 MiB."""
FUTURE_LIMIT: Final = dt.timedelta(hours=48)
"""How far ahead of a trusted clock a file may be dated: wrong zones and one wrong day."""

Moment = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z$(?!\n)")
]
"""UTC, whole seconds."""
Version = Annotated[int, Meta(ge=1, le=2**53)]
Channel = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$(?!\n)")]


PRACTICE: Final = "practice"
"""The channel of practice files, whose keys are thrown away."""


class _Signed(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A struct that is signed."""


class RootFacts(_Signed, frozen=True, kw_only=True):
    """The statements of a root about its coalition, in the field ``kiosk`` next to TUF's own."""

    channel: Channel
    publisher: ShortText


class Withdrawn(_Signed, frozen=True, kw_only=True, order=True):
    """A record that must be gone from every kiosk: a leaked address, a number taken over."""

    kind: Literal["organization", "service", "location", "phone"]
    id: Id


class HelplineFacts(_Signed, frozen=True, kw_only=True):
    """``custom`` of the target ``helplines.json``; binds the targets to their root."""

    format: int
    channel: Channel
    root_version: Version


class DirectoryFacts(_Signed, frozen=True, kw_only=True):
    """``custom`` of the target ``directory.ndjson``: what the directory role states of its payload.

    ``counts`` are records by kind. The two versions bind this role to the root and targets it was
    published with, so that files cannot be mixed.
    """

    format: int
    channel: Channel
    created: Moment
    counts: dict[str, int]
    root_version: Version
    targets_version: Version
    withdrawn: tuple[Withdrawn, ...] = ()


class GuardedPhone(_Signed, frozen=True, kw_only=True, order=True):
    """A helpline number as the directory must give it."""

    number: PhoneNumber
    type: PhoneType = PhoneType.VOICE
    keyword: str | None = None
    extension: str | None = None
    press: str | None = None


class GuardedHours(_Signed, frozen=True, kw_only=True, order=True):
    """Hours of a helpline; ``number`` is the line they apply to, empty for the whole helpline."""

    number: str = ""
    byday: tuple[Weekday, ...] = ()
    opens_at: Minute | None = None
    closes_at: Minute | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    closed: bool = False


class GuardedWords(_Signed, frozen=True, kw_only=True):
    """Other facts of a helpline that visitors read or search, as the directory must give them."""

    name: ShortText
    quiet_name: str
    phrase: str
    categories: tuple[Need, ...]
    description: LongText | None = None
    languages: tuple[LanguageTag, ...] = ()
    hours: tuple[GuardedHours, ...] = ()


class GuardedLine(_Signed, frozen=True, kw_only=True):
    """A service that is a helpline as a whole; only ``targets`` can change what is stored here.

    A line ``out_of_service`` is in no directory. ``says`` is missing in files of format 1.
    """

    service_id: Id
    phones: tuple[GuardedPhone, ...]
    out_of_service: bool = False
    says: GuardedWords | None = None


class HelplineFile(_Signed, frozen=True, kw_only=True):
    """The whole of ``helplines.json``: the compiled-in lines and the directory's own helplines."""

    helplines: tuple[Helpline, ...]
    guarded: tuple[GuardedLine, ...] = ()


class Versions(msgspec.Struct, frozen=True, order=True):
    """Versions of a sync file, compared left to right: a new root may restart the others."""

    root: int
    targets: int
    directory: int

    @property
    def words(self) -> str:
        """The number of the directory, with those of helplines and keys."""
        return f"{self.directory} (helplines {self.targets}, keys {self.root})"


class RefusalCode(StrEnum):
    """Reasons to refuse a file: a closed list that never quotes the content of a file."""

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
    """The trust store cannot be read: only the shell helps, not typing a fingerprint."""
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
    """Not the file whose report was read."""
    FINGERPRINT = "fingerprint"
    OTHER_COALITION = "other_coalition"
    """The file claims to be of another coalition than the trusted one."""
    PRACTICE = "practice"
    WORKBOOK = "workbook"
    """The editor's workbook, from which sync files are made."""
    OTHER_TRUST = "other_trust"
    """Another coalition is trusted already."""


class Refused(Exception):  # noqa: N818 - not a program error
    """A file was refused. ``where`` names a member, a line or a rule, never content.

    ``claim`` is the unproven origin the file states, if that says more than the code;
    ``listens_to`` then names the coalition that this kiosk trusts.
    """

    def __init__(
        self,
        code: RefusalCode,
        where: str = "",
        claim: RootFacts | None = None,
        listens_to: str = "",
    ) -> None:
        super().__init__(f"{code.value}: {where}" if where else code.value)
        self.code = code
        self.where = where
        self.claim = claim
        self.listens_to = listens_to
