"""Signed parts of a sync file (roots, targets, directory role): who has signed, who must.

Metadata and signatures follow The Update Framework (TUF).
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec
from securesystemslib.signer import Signer
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import DelegatedRole, Delegations, Metadata, Root, Targets, VerificationResult
from tuf.api.metadata import Role as TufRole
from tuf.api.metadata import TargetFile as Target

from kiosk.domain.key_roles import Role
from kiosk.domain.syncfile import (
    CUSTOM,
    DIRECTORY_MEMBER,
    DIRECTORY_ROLE,
    HELPLINES_MEMBER,
    DirectoryFacts,
    HelplineFacts,
    RootFacts,
)
from kiosk.editor.keys.roles import KeyRecord, SigningError, holder_of, record_of, threshold_of

ROOT_LIFE: Final = dt.timedelta(days=5 * 365)
"""A root lasts as long as a machine is used: offices keep one for five years. It changes sooner
when its people do."""
TARGETS_LIFE: Final = dt.timedelta(days=2 * 365)
"""Hotlines keep their numbers for many years; after two years two people must check them."""
DIRECTORY_LIFE_DAYS: Final = 180
"""Visitors are asked to call before they go to an address older than half a year."""


def make_root(
    version: int,
    facts: RootFacts,
    keys: Mapping[Role, Sequence[KeyRecord]],
    now: dt.datetime,
) -> Metadata[Root]:
    """Make an unsigned root. Timestamp and snapshot, which TUF requires, use the root's keys."""
    own, lines = keys[Role.ROOT], keys[Role.TARGETS]

    def role(holders: Sequence[KeyRecord]) -> TufRole:
        return TufRole([key.id for key in holders], threshold_of(holders))

    root = Root(
        version=version,
        expires=_until(now, ROOT_LIFE),
        keys={key.id: key.key() for key in (*own, *lines)},
        roles={
            "root": role(own),
            "targets": role(lines),
            "timestamp": role(own),
            "snapshot": role(own),
        },
        consistent_snapshot=False,
        unrecognized_fields={CUSTOM: msgspec.to_builtins(facts)},
    )
    return Metadata(root)


def make_targets(
    version: int,
    facts: HelplineFacts,
    helplines: bytes,
    editors: Sequence[KeyRecord],
    now: dt.datetime,
) -> Metadata[Targets]:
    """Make unsigned targets: vouch for ``helplines`` and name the keys of the directory."""
    delegation = DelegatedRole(
        DIRECTORY_ROLE, [key.id for key in editors], 1, terminating=True, paths=[DIRECTORY_MEMBER]
    )
    targets = Targets(
        version=version,
        expires=_until(now, TARGETS_LIFE),
        targets={HELPLINES_MEMBER: _target(HELPLINES_MEMBER, helplines, facts)},
        delegations=Delegations(
            {key.id: key.key() for key in editors}, {delegation.name: delegation}
        ),
    )
    return Metadata(targets)


def make_directory(
    version: int, payload: bytes, facts: DirectoryFacts, days: int, now: dt.datetime
) -> Metadata[Targets]:
    """Make the unsigned directory role, which vouches for ``directory.ndjson``."""
    targets = Targets(
        version=version,
        expires=_until(now, dt.timedelta(days=days)),
        targets={DIRECTORY_MEMBER: _target(DIRECTORY_MEMBER, payload, facts)},
    )
    return Metadata(targets)


def make_listing(
    version: int, name: str, payload: bytes, expires: dt.datetime
) -> Metadata[Targets]:
    """Make an unsigned targets role that vouches for one file that is no sync file."""
    length, hashes = _length_and_hash(payload)
    target = Target(length, hashes, name)
    return Metadata(Targets(version=version, expires=expires, targets={name: target}))


def _target(name: str, payload: bytes, facts: HelplineFacts | DirectoryFacts) -> Target:
    length, hashes = _length_and_hash(payload)
    return Target(length, hashes, name, {"custom": msgspec.to_builtins(facts)})


def _until(now: dt.datetime, life: dt.timedelta) -> dt.datetime:
    return now.astimezone(dt.UTC).replace(microsecond=0) + life


# --- reading ------------------------------------------------------------------------------------

T = TypeVar("T", Root, Targets)


def read(content: bytes, kind: type[T]) -> Metadata[T]:
    """Read metadata of one kind. Raises :class:`SigningError` for anything else."""
    try:
        found: Metadata[T] = Metadata[T].from_bytes(content)
    except (RepositoryError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise SigningError("It is not signed metadata of a sync file.") from error
    if not isinstance(found.signed, kind):
        raise SigningError("It is signed metadata, but of another kind.")
    _check_keys(found.signed)
    return found


def read_targets(content: bytes) -> Metadata[Targets]:
    """Read targets or the directory role. Raises :class:`SigningError` for anything else."""
    return read(content, Targets)


def _check_keys(signed: Root | Targets) -> None:
    """Check that every key is made by this program and every role names existing keys."""
    if isinstance(signed, Root):
        keys = signed.keys
        named = {name for role in signed.roles.values() for name in role.keyids}
    elif signed.delegations is not None:
        keys = signed.delegations.keys
        roles = signed.delegations.roles or {}
        named = {name for role in roles.values() for name in role.keyids}
    else:
        return
    for key in keys.values():
        record_of(key).key()
    if not keys.keys() >= named:
        raise SigningError("A role names a key that is not there.")


def facts_of(root: Root) -> RootFacts:
    """Return channel and publisher of a root. Raises :class:`SigningError`."""
    try:
        return msgspec.convert(root.unrecognized_fields.get(CUSTOM), RootFacts)
    except msgspec.ValidationError as error:
        raise SigningError("A root names neither channel nor publisher.") from error


def helpline_facts(targets: Targets) -> HelplineFacts:
    """Return what targets state about their root. Raises :class:`SigningError`."""
    target = targets.targets.get(HELPLINES_MEMBER)
    try:
        return msgspec.convert(target.custom if target else None, HelplineFacts)
    except msgspec.ValidationError as error:
        raise SigningError("Targets do not say what they belong to.") from error


def keys_of(root: Root, role: Role) -> tuple[KeyRecord, ...]:
    """Return the keys of a role of a root, in its order."""
    return tuple(record_of(root.keys[name]) for name in root.roles[role.value].keyids)


def editors_of(targets: Targets) -> tuple[KeyRecord, ...]:
    """Return the keys that sign the directory, in the order of the targets."""
    role = targets.get_delegated_role(DIRECTORY_ROLE)
    return tuple(record_of(targets.get_key(name)) for name in role.keyids)


# --- signatures ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Signatures:
    """Holders who have signed, holders who are missing, and completeness."""

    complete: bool
    signed: tuple[str, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, results: Iterable[VerificationResult]) -> "Signatures":
        """Combine the results of every threshold that must be met."""
        checked = list(results)
        signed = {holder_of(key): None for result in checked for key in result.signed.values()}
        unmet = [result for result in checked if not result.verified]
        missing = {holder_of(key): None for result in unmet for key in result.unsigned.values()}
        return cls(complete=not unmet, signed=tuple(signed), missing=tuple(missing))


def root_signatures(metadata: Metadata[Root], previous: Root | None) -> Signatures:
    """Return the signatures of a root by its own keys and those of the previous root.

    Raises :class:`SigningError` if the versions are not consecutive.
    """
    try:
        result = metadata.signed.get_root_verification_result(
            previous, metadata.signed_bytes, metadata.signatures
        )
    except ValueError as error:
        raise SigningError("A root does not follow the one before it.") from error
    return Signatures.of((result.first, result.second))


def targets_signatures(metadata: Metadata[Targets], root: Root) -> Signatures:
    """Return the signatures of targets by the keys that the root names."""
    return Signatures.of(
        [root.get_verification_result("targets", metadata.signed_bytes, metadata.signatures)]
    )


def sign(metadata: Metadata[Any], signers: Iterable[Signer]) -> None:
    """Add a signature of each of ``signers``."""
    for signer in signers:
        metadata.sign(signer, append=True)


def vouches_for(targets: Targets, helplines: bytes) -> bool:
    """Return True if the targets carry the hash and length of ``helplines``."""
    target = targets.targets.get(HELPLINES_MEMBER)
    return target is not None and (target.length, target.hashes) == _length_and_hash(helplines)


def _length_and_hash(payload: bytes) -> tuple[int, dict[str, str]]:
    return len(payload), {"sha256": hashlib.sha256(payload).hexdigest()}
