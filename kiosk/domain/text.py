"""Text rules shared by all layers."""

import hashlib
import unicodedata
from enum import StrEnum

LRI, PDI = "\u2066", "\u2069"
"""Unicode isolates (UAX 9): text between them runs left to right."""


def isolate(text: str) -> str:
    """Keep ``text`` left to right inside any sentence: phone numbers, addresses, times."""
    return f"{LRI}{text}{PDI}"


_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))


def unmarked(text: str) -> str:
    """Remove direction marks from ``text``, for a phone to read or to compare digits."""
    return text.translate(_MARKS)


def shorten_text(text: str, most: int) -> str:
    """Return at most ``most`` letters of a text, with a mark that there were more; "" for 0."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…" * (most > 0)


def source_hash(text: str) -> str:
    """Return the 16 hex digits that tie a translation to its source text (SHA-256 of its NFC)."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:16]


class TextOrigin(StrEnum):
    """The author of a translation."""

    HUMAN = "human"
    MACHINE = "machine"


SENTENCE_ENDS = "?؟？。।."


def sentences(text: str) -> list[str]:
    """Return a text cut behind each full stop and question mark that ends a sentence."""
    parts, start = [], 0
    for at, letter in enumerate(text):
        after = text[at + 1 : at + 2]
        if letter in SENTENCE_ENDS and (letter != "." or after in {" ", ""}):
            parts.append(text[start : at + 1].strip())
            start = at + 1
    rest = text[start:].strip()
    return [part for part in (*parts, rest) if part]
