"""Keyed hashes of what a directory says, and of names that are nearly the same."""

import hashlib
import string
import unicodedata
from typing import Final

import msgspec

_HASH_BYTES: Final = 12
"""96 bits: no two of a million entries meet by chance."""
_NEAR_BYTES: Final = 6
"""48 bits: a chance meeting of two names only asks a person to look."""
_ALPHABET: Final = string.ascii_lowercase + string.digits
"""Letters that may stand in place of another: those that names and hosts here are written in."""


class Hasher:
    """Keyed hashes of one baseline; ``key`` in hex."""

    def __init__(self, key: str) -> None:
        self._whole = hashlib.blake2b(digest_size=_HASH_BYTES, key=bytes.fromhex(key))
        self._near = hashlib.blake2b(digest_size=_NEAR_BYTES, key=bytes.fromhex(key))

    def of(self, *parts: object) -> str:
        """The hash of some parts, in hex."""
        own = self._whole.copy()
        own.update(msgspec.json.encode(parts))
        return own.hexdigest()

    def service(self, service_id: str) -> str:
        """The key of a service in a baseline."""
        return self.of("service", service_id)

    def name(self, what: str, text: str) -> set[str]:
        """Keys of a name or host: as it is written, and in the order of the alphabet."""
        return {self._short(what, form) for form in _forms(text)}

    def near(self, what: str, text: str) -> set[str]:
        """Keys of all that is written the same, or with one letter more, less or other."""
        return {
            self._short(what, near)
            for form in _forms(text)
            for at in range(len(form) + 1)
            for near in (
                form,
                form[:at] + form[at + 1 :],
                *(form[:at] + letter + form[at:] for letter in _ALPHABET),
                *(form[:at] + letter + form[at + 1 :] for letter in _ALPHABET),
            )
        }

    def _short(self, what: str, form: str) -> str:
        own = self._near.copy()
        own.update(f"{what}\0{form}".encode())
        return own.hexdigest()


def _forms(text: str) -> set[str]:
    words = _letters(text).split()
    return {"".join(words), "".join(sorted(words))}


def _letters(text: str) -> str:
    """Letters and digits in lower case without their marks, all else as blanks."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    marks = "".join(one for one in plain if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in marks)
