"""Whose key is for what: the roles, and public keys as they are handed from person to person.

Keys are Ed25519 keys of The Update Framework (TUF). Each carries the name of the person or office
that holds it, in the field ``holder``.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta
from securesystemslib.signer import Key, SSlibKey

from kiosk.domain.fields import ShortText
from kiosk.domain.key_roles import Role

HOLDER: Final = "holder"


class SigningError(Exception):
    """Something signed is not as it must be; says what, in one sentence."""


class KeyRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public key as it is handed from person to person. ``public`` is 64 hex digits."""

    id: str
    holder: Annotated[str, Meta(max_length=120)]
    keytype: str
    scheme: str
    public: str

    @property
    def short(self) -> str:
        """The beginning of its id: enough to tell the keys of a coalition apart."""
        return self.id[:16]

    def key(self) -> SSlibKey:
        """As TUF has it. Raises :class:`SigningError` where the id is not that of the key."""
        if (self.keytype, self.scheme) != ("ed25519", "ed25519"):
            raise SigningError("A key is not of the kind Ed25519.")
        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public))
        except ValueError as error:
            raise SigningError("A key is damaged.") from error
        own = SSlibKey.from_crypto(public)
        if (own.keyid, own.keyval["public"]) != (self.id, self.public):
            raise SigningError("A key does not carry the id that belongs to it.")
        named = {HOLDER: self.holder} if self.holder else {}
        return SSlibKey(own.keyid, own.keytype, own.scheme, own.keyval, named)


def record_of(key: Key) -> KeyRecord:
    """The record of a key."""
    holder = str(key.unrecognized_fields.get(HOLDER, ""))[:120]
    public = str(key.keyval.get("public", ""))
    return KeyRecord(
        id=key.keyid, holder=holder, keytype=key.keytype, scheme=key.scheme, public=public
    )


def holder_of(key: Key) -> str:
    """The holder's name, or the short id of a key that names none."""
    record = record_of(key)
    return record.holder or record.short


def threshold_of(keys: Sequence[KeyRecord]) -> int:
    """How many must sign: two as soon as two people hold a key, so that no single one can."""
    return min(2, len({key.holder for key in keys}))


class PublicKeys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person hands to a coalition to join it: one public key for each role."""

    holder: ShortText
    keys: dict[Role, KeyRecord]
