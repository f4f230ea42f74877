"""Who can sign, and metadata signed by them, however wrong it may be."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner, SSlibKey
from tuf.api.metadata import Role, Root, Signed

from kiosk.domain.syncfile import CUSTOM, RootFacts

ROOT_EXPIRES = dt.datetime(2031, 11, 20, 9, tzinfo=dt.UTC)

Alter = Callable[[dict[str, Any]], object]
"""Changes the dict of what will be signed, in place."""


@dataclass(frozen=True)
class Hand:
    """Somebody who can sign."""

    holder: str
    signer: CryptoSigner = field(repr=False)

    @property
    def key(self) -> SSlibKey:
        own = self.signer.public_key
        return SSlibKey(own.keyid, own.keytype, own.scheme, own.keyval, {"holder": self.holder})


@cache
def hand(holder: str) -> Hand:
    """The one key of that name."""
    seed = hashlib.sha256(b"kiosk test key of " + holder.encode()).digest()
    return Hand(holder, CryptoSigner(Ed25519PrivateKey.from_private_bytes(seed)))


def key_id(holder: str) -> str:
    """The TUF id of that holder's key."""
    return hand(holder).key.keyid


@dataclass(frozen=True)
class Team:
    """Who may sign for a role, and how many of them must."""

    hands: tuple[Hand, ...]
    threshold: int

    @property
    def enough(self) -> tuple[Hand, ...]:
        return self.hands[: self.threshold]


def team(*holders: str, threshold: int | None = None) -> Team:
    """Those holders; all of them must sign unless ``threshold`` says fewer."""
    return Team(tuple(map(hand, holders)), len(holders) if threshold is None else threshold)


def signed_bytes(signed: Mapping[str, Any]) -> bytes:
    """What TUF signs: canonical JSON."""
    return str(encode_canonical(dict(signed))).encode()


def document(signed: Mapping[str, Any], signers: Iterable[Hand]) -> bytes:
    """A metadata file: the signed part and its signatures."""
    payload = signed_bytes(signed)
    signatures = [one.signer.sign(payload).to_dict() for one in signers]
    return json.dumps({"signatures": signatures, "signed": signed}, sort_keys=True).encode()


def altered(signed: Signed, alter: Alter | None) -> dict[str, Any]:
    """The dict form of metadata, changed."""
    made: dict[str, Any] = json.loads(json.dumps(signed.to_dict()))
    if alter is not None:
        alter(made)
    return made


def root_document(
    version: int,
    root: Team,
    targets: Team,
    *,
    signers: Iterable[Hand] | None = None,
    facts: RootFacts | None = None,
    expires: dt.datetime = ROOT_EXPIRES,
    alter: Alter | None = None,
) -> bytes:
    """``N.root.json``; signed by enough of ``root`` unless ``signers`` says otherwise."""
    facts = facts or RootFacts(channel="test", publisher="Test Coalition")
    keys = {one.key.keyid: one.key for one in (*root.hands, *targets.hands)}
    own = [one.key.keyid for one in root.hands]
    roles = {name: Role(own, root.threshold) for name in ("root", "timestamp", "snapshot")}
    roles["targets"] = Role([one.key.keyid for one in targets.hands], targets.threshold)
    made = Root(
        version=version,
        expires=expires,
        keys=dict(keys),
        roles=roles,
        consistent_snapshot=False,
        unrecognized_fields={CUSTOM: msgspec.to_builtins(facts)},
    )
    return document(altered(made, alter), root.enough if signers is None else signers)
