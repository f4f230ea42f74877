"""Reads TUF metadata strictly: first its exact shape, then the reference library's objects.

Fields unknown to TUF are allowed inside the signed part, as its specification asks, and ignored.
Keys are Ed25519 only and written in one way, so that a key has one id.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, Literal, TypeVar, cast

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta
from securesystemslib.exceptions import FormatError
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import Key, Signature, SSlibKey
from tuf.api.exceptions import UnsignedMetadataError
from tuf.api.metadata import DelegatedRole, Delegations, Metadata, Role, Root, Targets
from tuf.api.serialization import SerializationError

from kiosk.domain.disguise import as_it_looks
from kiosk.domain.fields import ShortText
from kiosk.domain.syncfile import (
    DIRECTORY_MEMBER,
    HELPLINES_MEMBER,
    Moment,
    RefusalCode,
    Refused,
    RootFacts,
    Version,
)
from kiosk.domain.text_rules import is_visible
from kiosk.sync import strictjson

MANY: Final = 64
"""Maximum keys of a role and signatures of a document; a coalition has a handful."""

_Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)", max_length=64)]
_Signed = TypeVar("_Signed", Root, Targets)


class _Public(msgspec.Struct, forbid_unknown_fields=True):
    public: _Id


class _Key(msgspec.Struct):
    keytype: Literal["ed25519"]
    scheme: Literal["ed25519"]
    keyval: _Public
    holder: ShortText | None = None


class _Role(msgspec.Struct):
    keyids: Annotated[list[_Id], Meta(min_length=1, max_length=MANY)]
    threshold: Annotated[int, Meta(ge=1, le=MANY)]


class _Common(msgspec.Struct, kw_only=True):
    spec_version: Annotated[str, Meta(pattern=r"^1\.[0-9]{1,4}(\.[0-9]{1,4})?$(?!\n)")]
    version: Version
    expires: Moment


class _Roles(msgspec.Struct, forbid_unknown_fields=True):
    root: _Role
    timestamp: _Role
    snapshot: _Role
    targets: _Role


class RootShape(_Common):
    """The required shape of a root."""

    type: Literal["root"] = msgspec.field(name="_type")
    keys: Annotated[dict[_Id, _Key], Meta(max_length=4 * MANY)]
    roles: _Roles
    consistent_snapshot: bool
    kiosk: RootFacts


class _Hashes(msgspec.Struct, forbid_unknown_fields=True):
    sha256: _Id


class _TargetFile(msgspec.Struct):
    """``custom`` is typed only once its format is known."""

    length: Annotated[int, Meta(ge=0)]
    hashes: _Hashes
    custom: dict[str, Any]


class _HelplinesTargets(msgspec.Struct, forbid_unknown_fields=True):
    file: _TargetFile = msgspec.field(name=HELPLINES_MEMBER)


class _DirectoryTargets(msgspec.Struct, forbid_unknown_fields=True):
    file: _TargetFile = msgspec.field(name=DIRECTORY_MEMBER)


class _Delegated(_Role):
    name: Literal["directory"]
    terminating: bool
    paths: tuple[Literal["directory.ndjson"]]


class _Delegations(msgspec.Struct, forbid_unknown_fields=True):
    keys: Annotated[dict[_Id, _Key], Meta(max_length=MANY)]
    roles: tuple[_Delegated]


class TargetsShape(_Common):
    """The required shape of the top-level targets: one file, one delegated role."""

    type: Literal["targets"] = msgspec.field(name="_type")
    targets: _HelplinesTargets
    delegations: _Delegations


class DirectoryShape(_Common):
    """The required shape of the directory role: one file, no further delegation."""

    type: Literal["targets"] = msgspec.field(name="_type")
    targets: _DirectoryTargets
    delegations: msgspec.UnsetType = msgspec.UNSET


class _SignatureShape(msgspec.Struct, forbid_unknown_fields=True):
    keyid: _Id
    sig: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$(?!\n)", max_length=128)]


class _Outer(msgspec.Struct, forbid_unknown_fields=True):
    """Only the signed part and its signatures: anything else would be unsigned."""

    signed: dict[str, Any]
    signatures: Annotated[list[_SignatureShape], Meta(max_length=MANY)]


_Shape = TypeVar("_Shape", RootShape, TargetsShape, DirectoryShape)


@dataclass(frozen=True, slots=True)
class MetadataDocument(Generic[_Signed, _Shape]):
    """One metadata file: TUF's object to verify with, the typed shape to read.

    ``payload`` is the signed canonical JSON; ``where`` is the member's name.
    """

    signed: _Signed
    shape: _Shape
    payload: bytes
    signatures: Mapping[str, Signature]
    where: str

    @property
    def expires(self) -> dt.datetime:
        """When it expires, in UTC."""
        return self.signed.expires

    @property
    def sha256(self) -> str:
        """SHA-256 of the signed part: an additional signature makes no difference."""
        return hashlib.sha256(self.payload).hexdigest()

    def holders(self, delegator: Root | Targets, role: str) -> tuple[str, ...]:
        """Return who signed this for ``role``: names or key id prefixes, each person once."""
        result = delegator.get_verification_result(role, self.payload, dict(self.signatures))
        return distinct_people(holder_name(key, keyid) for keyid, key in result.signed.items())

    def signed_by(self, delegator: Root | Targets, role: str, code: RefusalCode) -> None:
        """Raise :class:`Refused` with ``code`` unless enough keys of ``role`` signed this."""
        try:
            delegator.verify_delegate(role, self.payload, dict(self.signatures))
        except UnsignedMetadataError:
            raise Refused(code, self.where) from None


def holder_name(key: Key, keyid: str) -> str:
    """Return the holder of a key, or a prefix of its id if it has no name."""
    return str(key.unrecognized_fields.get("holder") or keyid[:8])


def distinct_people(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without those that look like an earlier one: they are one person."""
    people: dict[str, str] = {}
    for name in names:
        people.setdefault(as_it_looks(name), name)
    return tuple(people.values())


def read_root_document(raw: bytes, where: str) -> MetadataDocument[Root, RootShape]:
    """Return a root's metadata with unchecked signatures. Raises :class:`Refused`."""
    document: MetadataDocument[Root, RootShape] = _read(raw, RootShape, where)
    _check_keys(document.signed.keys, document.signed.roles.values(), where)
    _check_names([document.shape.kiosk.publisher, *_holders(document.shape.keys)], where)
    return document


def read_targets_document(raw: bytes, where: str) -> MetadataDocument[Targets, TargetsShape]:
    """Return the top-level targets with unchecked signatures. Raises :class:`Refused`."""
    document: MetadataDocument[Targets, TargetsShape] = _read(raw, TargetsShape, where)
    delegations = cast("Delegations", document.signed.delegations)
    roles = cast("dict[str, DelegatedRole]", delegations.roles)
    _check_keys(delegations.keys, roles.values(), where)
    _check_names(_holders(document.shape.delegations.keys), where)
    return document


def read_directory_document(raw: bytes, where: str) -> MetadataDocument[Targets, DirectoryShape]:
    """Return the directory role with unchecked signatures. Raises :class:`Refused`."""
    return _read(raw, DirectoryShape, where)


def _read(raw: bytes, shape: type[_Shape], where: str) -> MetadataDocument[_Signed, _Shape]:
    """Parse a document; refuse it too if the library would sign other bytes than those written."""
    try:
        outer = msgspec.convert(strictjson.load(raw), _Outer)
        typed = msgspec.convert(outer.signed, shape)
        written = str(encode_canonical(outer.signed)).encode()
        read: Metadata[_Signed] = Metadata.from_dict(
            {"signed": outer.signed, "signatures": msgspec.to_builtins(outer.signatures)}
        )
        payload = read.signed_bytes
    except (ValueError, KeyError, TypeError, FormatError, SerializationError):
        raise Refused(RefusalCode.METADATA, where) from None
    if payload != written:
        raise Refused(RefusalCode.METADATA, where)
    return MetadataDocument(read.signed, typed, payload, read.signatures, where)


def _holders(keys: Mapping[str, _Key]) -> Iterable[str | None]:
    return (key.holder for key in keys.values())


def _check_names(names: Iterable[str | None], where: str) -> None:
    """Check that names are visible text: staff see them, even those of an untrusted root."""
    if not all(name is None or is_visible(name) for name in names):
        raise Refused(RefusalCode.METADATA, where)


def _check_keys(keys: Mapping[str, Key], roles: Iterable[Role], where: str) -> None:
    """Check that each key occurs once under its TUF id and each role can be satisfied.

    The reference library counts ids: one public key under two ids would sign for two people.
    """
    public = [key.keyval["public"] for key in keys.values()]
    if len(set(public)) != len(public):
        raise Refused(RefusalCode.DUPLICATE_KEY, where)
    for keyid, text in zip(keys, public, strict=True):
        own = SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(bytes.fromhex(text)))
        if own.keyid != keyid:
            raise Refused(RefusalCode.METADATA, where)
    for role in roles:
        if role.threshold > len(role.keyids) or not keys.keys() >= set(role.keyids):
            raise Refused(RefusalCode.METADATA, where)
