"""Roles of keys, and public keys as people hand them over.

Keys are Ed25519 keys of The Update Framework (TUF). Each names its holder, a person or office, in
the field ``holder``.
"""

from collections.abc import Sequence
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Meta
from securesystemslib.signer import Key, SSlibKey

from kiosk.domain.disguise import as_it_looks
from kiosk.domain.fields import ShortText
from kiosk.domain.key_roles import Role

HOLDER: Final = "holder"


class SigningError(Exception):
    """Raised if signed data is not valid; the message says why in one sentence."""


class KeyRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A public key as people hand it over. ``public`` is 64 hex digits."""

    id: str
    holder: Annotated[str, Meta(max_length=120)]
    keytype: str
    scheme: str
    public: str

    @property
    def short(self) -> str:
        """Return the start of the id: enough to distinguish the keys of a coalition."""
        return self.id[:16]

    @property
    def person(self) -> str:
        """Return the holder so that names that look alike are one person."""
        return as_it_looks(self.holder)

    def key(self) -> SSlibKey:
        """Return the key as TUF represents it.

        Raises :class:`SigningError` if the id does not match.
        """
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
    """Return the record of a key."""
    holder = str(key.unrecognized_fields.get(HOLDER, ""))[:120]
    public = str(key.keyval.get("public", ""))
    return KeyRecord(
        id=key.keyid, holder=holder, keytype=key.keytype, scheme=key.scheme, public=public
    )


def holder_of(key: Key) -> str:
    """Return the holder's name, or the short id of a key without one."""
    record = record_of(key)
    return record.holder or record.short


def threshold_of(keys: Sequence[KeyRecord]) -> int:
    """Return how many must sign: two once two people hold a key, so that nobody can sign alone."""
    return min(2, len({key.person for key in keys}))


class PublicKeys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person's public keys for joining a coalition, one for each role."""

    holder: ShortText
    keys: dict[Role, KeyRecord]
