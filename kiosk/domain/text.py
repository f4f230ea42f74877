"""Small rules about text that every layer shares."""

import hashlib
import unicodedata

LRI, PDI = "\u2066", "\u2069"
"""Unicode isolates (UAX 9): what stands between them keeps its own left-to-right order."""


def isolate(text: str) -> str:
    """``text`` kept left to right inside any sentence: phone numbers, addresses, times."""
    return f"{LRI}{text}{PDI}"


_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


def unmarked(text: str) -> str:
    """``text`` without marks of direction: a phone reads it, or digits are compared."""
    return text.translate(_MARKS)


def source_hash(text: str) -> str:
    """The 16 hex digits that tie a translation to the text it was made from (SHA-256, NFC)."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:16]
