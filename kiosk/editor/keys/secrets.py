"""Secret keys on the editor's machine: PEM files, encrypted with the folder's passphrase.

Next to ``ROLE-ID.pem`` (PKCS 8, encrypted) is ``ROLE-ID.json``: the public key, its holder, and the
parameters of the key derivation. The two files of a key are self-contained, so that rarely used
ones can stay on a stick in a safe.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import msgspec
from cryptography.exceptions import InternalError, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from msgspec import Meta
from securesystemslib.signer import CryptoSigner, SSlibKey

from kiosk import atomic_files
from kiosk.domain.key_roles import Role
from kiosk.editor.keys.roles import KeyRecord, SigningError, record_of

FOLDER: Final = "secrets"
SHORTEST: Final = 12
"""Fewest characters of a passphrase, which guards a stolen copy of the folder. Four short words
have more."""
COST: Final = 2**17
"""N of scrypt with r = 8, p = 1: 128 MiB and a third of a second for each guess (OWASP's cheat
sheet on storing passwords). PKCS 8 by itself uses only 2,048 iterations."""
_WRONG: Final = "incorrect password"
_NONCE: Final = 12
"""Bytes of the nonce of ChaCha20-Poly1305 (RFC 8439)."""

Passphrase = Callable[[], str]
"""Asks a person for the passphrase of the folder."""


class KeysError(Exception):
    """Raised if the keys cannot be used as asked; the message is one sentence for a person."""


class NewerFileExists(KeysError):  # noqa: N818 - not a failure: another editor was faster
    """Raised if the output path holds a newer file that this folder of keys does not know."""


class PassphraseError(KeysError):
    """Raised if the passphrase does not match these keys, or is too short for new ones."""


class _Stretch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Derives the password of the PEM file from the passphrase."""

    salt: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$(?!\n)")]
    cost: Annotated[int, Meta(ge=2**10, le=2**20)]

    def password(self, passphrase: str) -> bytes:
        """Return 64 hex digits; the same passphrase, salt and cost give the same result."""
        made = hashlib.scrypt(
            passphrase.encode(),
            salt=bytes.fromhex(self.salt),
            n=self.cost,
            r=8,
            p=1,
            maxmem=2 * 128 * 8 * self.cost,
            dklen=32,
        )
        return made.hex().encode()


class _Secret(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The JSON file next to a PEM file."""

    role: Role
    key: KeyRecord
    stretch: _Stretch


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sealed file: ChaCha20-Poly1305 (RFC 8439) under the stretched passphrase."""

    stretch: _Stretch
    nonce: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A key whose secret is in this folder."""

    role: Role
    record: KeyRecord
    pem: Path
    stretch: _Stretch = field(repr=False)


def own_keys(keys: Path) -> dict[str, OwnKey]:
    """Return the keys that can sign, by id. Raises :class:`KeysError` if one is damaged."""
    found = {}
    for path in sorted((keys / FOLDER).glob("*.json")):
        pem = path.with_suffix(".pem")
        if not pem.is_file():
            continue
        try:
            secret = msgspec.json.decode(path.read_bytes(), type=_Secret)
            secret.key.key()
        except (msgspec.DecodeError, SigningError) as error:
            raise damaged_file(path) from error
        found[secret.key.id] = OwnKey(secret.role, secret.key, pem, secret.stretch)
    return found


def damaged_file(path: Path) -> KeysError:
    """Return the error for a file of the folder that is not as it was written."""
    return KeysError(f"{path} is damaged. Put the folder of keys back from your copy.")


def check_passphrase(passphrase: str) -> None:
    """Raise :class:`PassphraseError` if the passphrase is too short to guard new keys."""
    if len(passphrase) < SHORTEST:
        raise PassphraseError(
            f"The passphrase is too short: take at least {SHORTEST} letters, such as four words."
        )


@dataclass(slots=True)
class Keyring:
    """Opens secret keys; asks for the passphrase once, when it is first needed."""

    keys: Path
    ask: Passphrase
    cost: int = field(default_factory=lambda: COST)
    _answer: str | None = field(default=None, repr=False)
    _passwords: dict[_Stretch, bytes] = field(default_factory=dict, repr=False)

    def make(self, role: Role, holder: str) -> KeyRecord:
        """Store a new secret key and return its public side. Raises KeysError and OSError."""
        held = own_keys(self.keys)
        if held:
            self._open(next(iter(held.values())))
        check_passphrase(self._passphrase())
        stretch = next((key.stretch for key in held.values()), None)
        if stretch is None:
            stretch = _Stretch(os.urandom(16).hex(), self.cost)
        private = Ed25519PrivateKey.generate()
        public = SSlibKey.from_crypto(private.public_key())
        record = msgspec.structs.replace(record_of(public), holder=holder)
        pem = private.private_bytes(
            Encoding.PEM,
            PrivateFormat.PKCS8,
            BestAvailableEncryption(self._password(stretch)),
        )
        folder = self.keys / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{role}-{record.short}.pem"
        secret = _Secret(role=role, key=record, stretch=stretch)
        atomic_files.replace_file(path, pem, mode=atomic_files.OWNER_ONLY)
        atomic_files.replace_file(path.with_suffix(".json"), encode_json(secret))
        return record

    def seal(self, content: bytes) -> bytes:
        """Encrypt with the passphrase of these keys, or of those to come. Raises KeysError."""
        if held := own_keys(self.keys):
            self._open(next(iter(held.values())))
        check_passphrase(self._passphrase())
        self.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        stretch, nonce = _Stretch(os.urandom(16).hex(), self.cost), os.urandom(_NONCE)
        sealed = ChaCha20Poly1305(bytes.fromhex(self._password(stretch).decode()))
        box = _Sealed(stretch, nonce, sealed.encrypt(nonce, content, None))
        return encode_json(box)

    def unseal(self, path: Path) -> bytes:
        """Decrypt a sealed file. Raises :class:`KeysError` if it or the passphrase is wrong."""
        try:
            box = msgspec.json.decode(path.read_bytes(), type=_Sealed)
            key = bytes.fromhex(self._password(box.stretch).decode())
            return ChaCha20Poly1305(key).decrypt(box.nonce, box.content, None)
        except (msgspec.DecodeError, ValueError) as error:
            raise damaged_file(path) from error
        except InvalidTag as error:
            raise PassphraseError(
                f"That passphrase does not open {path}, or the file was changed."
            ) from error

    def signers(self, wanted: Iterable[str]) -> list[CryptoSigner]:
        """Return a signer for each wanted key id held here. Raises :class:`KeysError`."""
        held = own_keys(self.keys)
        return [self._open(held[name]) for name in dict.fromkeys(wanted) if name in held]

    def _passphrase(self) -> str:
        if self._answer is None:
            self._answer = self.ask()
        return self._answer

    def _password(self, stretch: _Stretch) -> bytes:
        if stretch not in self._passwords:
            self._passwords[stretch] = stretch.password(self._passphrase())
        return self._passwords[stretch]

    def _open(self, own: OwnKey) -> CryptoSigner:
        try:
            password = self._password(own.stretch)
            private = load_pem_private_key(own.pem.read_bytes(), password)
        except (ValueError, TypeError, UnsupportedAlgorithm, InternalError) as error:
            if _WRONG in str(error).lower():
                raise PassphraseError("That is not the passphrase of these keys.") from error
            raise damaged_file(own.pem) from error
        if not isinstance(private, Ed25519PrivateKey):
            raise damaged_file(own.pem)
        public = SSlibKey.from_crypto(private.public_key())
        if public.keyid != own.record.id:
            raise damaged_file(own.pem)
        return CryptoSigner(private, own.record.key())


def encode_json(content: object) -> bytes:
    """Encode as indented JSON, readable for people too."""
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
