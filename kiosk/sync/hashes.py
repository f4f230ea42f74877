"""Keyed hashes of a directory's content, and of similar names."""

import hashlib
import re
import string
import unicodedata
from typing import Final

import msgspec

from kiosk.domain.disguise import as_it_looks, lookalikes, variants

_HASH_BYTES: Final = 12
"""96 bits: no two of a million entries collide by chance."""
_NEAR_BYTES: Final = 6
"""48 bits: a chance collision of two names only asks a person to check."""
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*[^\W\d_]")
_WORD_LEAST: Final = 4
"""Letters of the shortest word by which a name is known."""
_ALPHABET: Final = string.ascii_lowercase + string.digits
"""Letters that may replace another: those used in names and hosts here."""


class Hasher:
    """Keyed hashes of one baseline; ``key`` in hex."""

    def __init__(self, key: str) -> None:
        self._whole = hashlib.blake2b(digest_size=_HASH_BYTES, key=bytes.fromhex(key))
        self._near = hashlib.blake2b(digest_size=_NEAR_BYTES, key=bytes.fromhex(key))

    def of(self, *parts: object) -> str:
        """Return the hash of some parts, in hex."""
        own = self._whole.copy()
        own.update(msgspec.json.encode(parts))
        return own.hexdigest()

    def service(self, service_id: str) -> str:
        """Return the key of a service in a baseline."""
        return self.of("service", service_id)

    def name(self, what: str, text: str) -> set[str]:
        """Return the keys of a name or host: as written, and with its words sorted."""
        return {self._short(what, form) for form in _forms(text)}

    def words(self, *texts: str) -> set[str]:
        """Return the keys of the words of texts, without disguise and as they look."""
        plain = (without_marks(text).translate(lookalikes()) for text in texts)
        readings = (reading for text in plain for reading in variants(text))
        found = {as_it_looks(word) for reading in readings for word in _WORD.findall(reading)}
        return {self._short("word", word) for word in found if len(word) >= _WORD_LEAST}

    def near(self, what: str, text: str) -> set[str]:
        """Return the keys of all spellings equal up to one added, missing or different letter."""
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
    """Return letters and digits in lower case without marks, everything else as spaces."""
    return "".join(one if one.isalnum() else " " for one in without_marks(text).casefold())


def without_marks(text: str) -> str:
    """Return a text in compatible letters without marks."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one))
