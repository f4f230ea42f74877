"""Verifies a file anybody may have made: returns content that may be shown, or one refusal.

The order is fixed: authenticate, then read, then decide. The only writes are each new root, which
is stored at once, and the spool, which is removed before returning.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import InitVar, dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from tuf.api.metadata import Root, Targets

from kiosk.domain.checks import check_records, kind_of
from kiosk.domain.clock import TrustedTime
from kiosk.domain.content_rules import NEW_FILE_RULES, check_content
from kiosk.domain.ndjson import RecordsError, read_records
from kiosk.domain.records import AnyRecord
from kiosk.domain.syncfile import (
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE,
    DIRECTORY_ROLE_MEMBER,
    FORMAT,
    FUTURE_LIMIT,
    HELPLINES_MEMBER,
    OLDEST_FORMAT,
    TARGETS_MEMBER,
    DirectoryFacts,
    HelplineFacts,
    HelplineFile,
    RefusalCode,
    Refused,
    Versions,
)
from kiosk.sync import strictjson
from kiosk.sync.claims import explain_root
from kiosk.sync.container import Container
from kiosk.sync.holders import HeldKey, key_holders
from kiosk.sync.metadata import (
    DirectoryShape,
    MetadataDocument,
    TargetsShape,
    distinct_people,
    read_directory_document,
    read_targets_document,
)
from kiosk.sync.state import RollbackFloor
from kiosk.sync.trust import TrustedRoot, walk

PersistRoot = Callable[[TrustedRoot], None]
_Facts = TypeVar("_Facts", HelplineFacts, DirectoryFacts)
_PASSED: Final = object()
TWO: Final = 2
"""People who must sign to check each other."""


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """A sync file that passed every check; only :func:`verify` can make one.

    ``expires`` is the earliest of its three parts, in UTC. ``signers`` are the holders who signed
    the directory, ``people`` all distinct people whose keys count for it. ``lines_vouched``: two
    people must sign ``helplines.json``, and it has all facts of each helpline. ``same_as_accepted``
    is true if the kiosk has imported this very file before.
    """

    versions: Versions
    facts: DirectoryFacts
    root: TrustedRoot
    helplines: HelplineFile
    records: tuple[AnyRecord, ...]
    signers: tuple[str, ...]
    targets_signers: tuple[str, ...]
    people: frozenset[str]
    lines_vouched: bool
    holdings: frozenset[HeldKey]
    expires: dt.datetime
    accepted_as: RollbackFloor
    same_as_accepted: bool
    sha256: str | None
    passed: InitVar[object]

    def __post_init__(self, passed: object) -> None:
        if passed is not _PASSED:
            raise TypeError("a VerifiedBundle is only made by verify")

    @property
    def created(self) -> dt.datetime:
        """When it was published, in UTC."""
        return _moment(self.facts.created)


@dataclass(frozen=True, slots=True)
class _SignedRoles:
    """The documents of the two roles, with valid signatures."""

    root: TrustedRoot
    targets: MetadataDocument[Targets, TargetsShape]
    directory: MetadataDocument[Targets, DirectoryShape]
    facts: DirectoryFacts

    @property
    def accepted(self) -> RollbackFloor:
        versions = Versions(
            self.root.version, self.targets.signed.version, self.directory.signed.version
        )
        return RollbackFloor(
            versions=versions,
            targets_sha256=self.targets.sha256,
            directory_sha256=self.directory.sha256,
        )


def verify(
    container: Container,
    trusted: TrustedRoot,
    *,
    accepted: RollbackFloor | None,
    time: TrustedTime,
    spool: Path,
    persist_root: PersistRoot,
    sha256: str | None = None,
    names: bool = True,
    least: tuple[int, int] = (0, 0),
) -> VerifiedBundle:
    """Verify a file completely. Raises :class:`Refused`.

    ``accepted`` is the newest file ever imported, ``None`` before the first. ``persist_root``
    stores each new root before anything else is checked; it stays stored whatever follows.
    ``spool`` is where the records are unpacked temporarily. ``sha256`` of the file is passed
    through. ``least`` is the highest root and targets ever seen, including those of a waiting file:
    newer ones may revoke a stolen key, which must not wait. ``names``: apply today's word lists to
    its names and prose. They applied when the file was made or imported, so later rules refuse
    neither the newest imported file nor one known to have been imported.
    """
    root = trusted
    try:
        for newer in walk(trusted, container.roots):
            persist_root(newer)
            root = newer
    except Refused as refused:
        raise explain_root(refused, trusted.facts, container.roots) from refused
    signed = _signed(container, root)
    offered = signed.accepted.versions
    if (offered.root, offered.targets) < least:
        raise Refused(RefusalCode.ROLLBACK)
    same = _is_newest_imported(signed.accepted, accepted)
    if time.trusted and not same:
        _in_time(signed, time.now)
    helplines = _helplines(container, signed.targets)
    records = _records(container, signed, spool)
    _content(records, helplines, signed.facts, names=names and not same)
    return VerifiedBundle(
        versions=signed.accepted.versions,
        facts=signed.facts,
        root=root,
        helplines=helplines,
        records=records,
        signers=signed.directory.holders(signed.targets.signed, DIRECTORY_ROLE),
        targets_signers=(vouchers := signed.targets.holders(root.document.signed, Targets.type)),
        people=_people(signed),
        lines_vouched=min(_threshold(root.document.signed, Targets.type), len(vouchers)) >= TWO
        and all(line.out_of_service or line.says is not None for line in helplines.guarded),
        holdings=key_holders(root.document.signed, signed.targets.signed),
        expires=min(part.expires for part in (root.document, signed.targets, signed.directory)),
        accepted_as=signed.accepted,
        same_as_accepted=same,
        sha256=sha256,
        passed=_PASSED,
    )


def _people(signed: _SignedRoles) -> frozenset[str]:
    """Return who signed the directory: holders of keys of ``targets`` and of the role itself.

    If one key of the role suffices, only one of them counts: an editor's second key is no second
    person, nor is a name that looks like another.
    """
    directory, targets = signed.directory, signed.targets.signed
    holders = directory.holders(targets, DIRECTORY_ROLE)
    counted_keys = _threshold(targets, DIRECTORY_ROLE)
    vouchers = directory.holders(signed.root.document.signed, Targets.type)
    return frozenset(distinct_people((*holders[:counted_keys], *vouchers)))


def _threshold(delegator: Root | Targets, role: str) -> int:
    """Return how many keys of a role must sign."""
    found = delegator.get_delegated_role(role)
    return int(found.threshold)


def _signed(container: Container, root: TrustedRoot) -> _SignedRoles:
    """Check both roles: signatures, channel, and matching versions."""
    targets = read_targets_document(container.targets, TARGETS_MEMBER)
    targets.signed_by(root.document.signed, Targets.type, RefusalCode.TARGETS_SIGNATURE)
    directory = read_directory_document(container.directory_role, DIRECTORY_ROLE_MEMBER)
    directory.signed_by(targets.signed, DIRECTORY_ROLE, RefusalCode.DIRECTORY_SIGNATURE)
    lines = _facts(targets.shape.targets.file.custom, HelplineFacts, TARGETS_MEMBER)
    facts = _facts(directory.shape.targets.file.custom, DirectoryFacts, DIRECTORY_ROLE_MEMBER)
    _moment(facts.created)
    for channel, where in (
        (lines.channel, TARGETS_MEMBER),
        (facts.channel, DIRECTORY_ROLE_MEMBER),
    ):
        if channel != root.facts.channel:
            raise Refused(RefusalCode.WRONG_CHANNEL, where)
    if lines.root_version != root.version:
        raise Refused(RefusalCode.MIXED_VERSIONS, TARGETS_MEMBER)
    if (facts.root_version, facts.targets_version) != (root.version, targets.signed.version):
        raise Refused(RefusalCode.MIXED_VERSIONS, DIRECTORY_ROLE_MEMBER)
    return _SignedRoles(root, targets, directory, facts)


def _facts(custom: Mapping[str, Any], kind: type[_Facts], where: str) -> _Facts:
    """Return the signed facts; a newer format may contain facts unknown to this program."""
    number = custom.get("format")
    if type(number) is int and number > FORMAT:
        raise Refused(RefusalCode.NEWER_FORMAT, where)
    try:
        facts = msgspec.convert(custom, kind)
    except msgspec.ValidationError:
        raise Refused(RefusalCode.METADATA, where) from None
    if not OLDEST_FORMAT <= facts.format <= FORMAT:
        raise Refused(RefusalCode.METADATA, where)
    return facts


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise Refused(RefusalCode.METADATA, DIRECTORY_ROLE_MEMBER) from None


def _is_newest_imported(offered: RollbackFloor, accepted: RollbackFloor | None) -> bool:
    """True if the kiosk imported this file last; refuse it if it is older or differs."""
    if accepted is None:
        return False
    own, last = offered.versions, accepted.versions
    if own < last:
        raise Refused(RefusalCode.ROLLBACK)
    same_targets = (own.root, own.targets) == (last.root, last.targets)
    if same_targets and offered.targets_sha256 != accepted.targets_sha256:
        raise Refused(RefusalCode.FORK)
    if own == last and offered.directory_sha256 != accepted.directory_sha256:
        raise Refused(RefusalCode.FORK)
    return own == last


def _in_time(signed: _SignedRoles, now: dt.datetime) -> None:
    for part in (signed.root.document, signed.targets, signed.directory):
        if now >= part.expires:
            raise Refused(RefusalCode.EXPIRED, part.where)
    if _moment(signed.facts.created) > now + FUTURE_LIMIT:
        raise Refused(RefusalCode.FUTURE, DIRECTORY_ROLE_MEMBER)


def _helplines(
    container: Container, targets: MetadataDocument[Targets, TargetsShape]
) -> HelplineFile:
    data, promised = container.helplines, targets.shape.targets.file
    if len(data) != promised.length:
        raise Refused(RefusalCode.PAYLOAD_LENGTH, HELPLINES_MEMBER)
    if hashlib.sha256(data).hexdigest() != promised.hashes.sha256:
        raise Refused(RefusalCode.PAYLOAD_HASH, HELPLINES_MEMBER)
    try:
        return msgspec.convert(strictjson.load(data), HelplineFile)
    except ValueError:
        raise Refused(RefusalCode.HELPLINES, HELPLINES_MEMBER) from None


def _records(container: Container, signed: _SignedRoles, spool: Path) -> tuple[AnyRecord, ...]:
    promised = signed.directory.shape.targets.file
    if container.directory_size != promised.length:
        raise Refused(RefusalCode.PAYLOAD_LENGTH, DIRECTORY_MEMBER)
    try:
        _, digest = container.unpack_directory(spool)
        if digest != promised.hashes.sha256:
            raise Refused(RefusalCode.PAYLOAD_HASH, DIRECTORY_MEMBER)
        return tuple(read_records([spool]))
    except RecordsError as error:
        where = DIRECTORY_MEMBER if error.line is None else f"line {error.line}"
        raise Refused(RefusalCode.RECORDS, where) from None
    finally:
        with suppress(OSError):
            spool.unlink(missing_ok=True)


def _content(
    records: tuple[AnyRecord, ...],
    helplines: HelplineFile,
    facts: DirectoryFacts,
    *,
    names: bool,
) -> None:
    for problem in check_records(records):
        if problem.code.fatal:
            raise Refused(RefusalCode.CONTENT, problem.code)
    if dict(Counter(map(kind_of, records))) != facts.counts:
        raise Refused(RefusalCode.COUNTS, DIRECTORY_MEMBER)
    for found in check_content(records, helplines, facts.withdrawn):
        if names or found.rule not in NEW_FILE_RULES:
            raise Refused(RefusalCode.CONTENT, found.rule)
