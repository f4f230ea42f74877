"""Marks: what stands after ``#`` in the address of a service; it tells nothing."""

import hashlib
from collections.abc import Iterable
from typing import Final

_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""Consonants: without a vowel there is no word, and no selector begins with a digit."""
_LENGTH: Final = 7


class SameMarkError(ValueError):
    """Two records have the same mark."""


def mark_of(record_id: str) -> str:
    """Return seven letters, the same for a record in each edition."""
    number = int.from_bytes(hashlib.blake2s(record_id.encode()).digest()[:8], "big")
    letters = []
    for _ in range(_LENGTH):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return "".join(letters)


def check_marks(ids: Iterable[str]) -> None:
    """Raise :class:`SameMarkError` if two of ``ids`` have the same mark."""
    seen: dict[str, str] = {}
    for one in ids:
        other = seen.setdefault(mark_of(one), one)
        if other != one:
            raise SameMarkError(f"{one} and {other} would have the same address: rename one id.")
