"""Undoes the disguise of a name.

Words run together, split or spelled with other signs read the same over a shoulder:
``WomensShelter``, ``V í c t i m a s``, ``Vic-tims``, ``Sh3lter``. :func:`variants` undoes that so
that lists of plain words find them.
"""

import re
import unicodedata
from functools import cache, partial
from itertools import pairwise
from typing import Final

from kiosk.domain.resource_text import resource_text

_SOME_LETTERS: Final = 2
"""Letters a word needs before its digits are read as letters; numbers stay numbers."""
_LONGEST_RUN: Final = 4
"""Most pieces that spaces may split one word into."""

_FOREIGN: Final = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_ALIKE: Final = str.maketrans("i10", "llo")
_SIGNS: Final = tuple(str.maketrans("013457@$!", f"o{one}eastas{one}") for one in "il")
"""Digits and signs that replace letters; a 1 may be an i or an l."""
_SIGN: Final = re.compile("[013457@$!]")
_SIGNED: Final = re.compile(r"[^\W_]*(?:[@$!](?=[^\W_])|[013457])(?:[^\W_]|[@$!](?=[^\W_]))*")
_HIDDEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_BETWEEN: Final = re.compile(r"(?<=[^\W_])(?:[^\w\s/:]|_)+(?=[^\W_])")
"""Hyphens, dots and the like within a word, but not the separators of an address."""
_SPACED: Final = re.compile(r"(?<![^\W_])(?:[^\W_][\W_]+)+[^\W_](?![^\W_])")
"""Single letters with gaps between them."""
_GAP: Final = re.compile(r"[\W_]+")
_STEP: Final = re.compile(
    "(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])"
)
_VOWEL_SIGNS: Final = re.compile(r"[\u0900-\u097f\u0a00-\u0a7f]")
"""Scripts whose vowel signs regular expressions do not count as letters: gaps are unclear."""


@cache
def lookalikes() -> dict[int, str]:
    """Return the ASCII letter or digit that each look-alike of another alphabet replaces."""
    lines = resource_text("prose", "lookalikes.txt").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {
        ord(one): letter.upper() if one.isupper() else letter
        for letter, some in rows
        for one in some
    }


def as_it_looks(name: str) -> str:
    """Return a name so that names that look alike are equal: no case, blanks, signs or marks."""
    alike = {code: letter for code, letter in lookalikes().items() if letter.isalpha()}
    plain = unicodedata.normalize("NFKD", name).translate(alike).upper().translate(alike)
    plain = unicodedata.normalize("NFKD", plain.casefold().translate(alike)).translate(_ALIKE)
    letters = (one for one in plain if one.isalnum() or _VOWEL_SIGNS.match(one))
    return "".join(letters).replace("rn", "m").replace("vv", "w") or name


def variants(text: str) -> tuple[str, ...]:
    """Return ``text`` itself, then each other way to read it."""
    if text.isascii() and text.isalpha() and text[1:].islower():
        return (text,)
    plain = text
    if not text.isascii():
        plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text))
        if _FOREIGN.search(plain) and _LATIN.search(plain):
            plain = plain.translate(lookalikes())
    readings = {text: None, plain: None}
    if _SIGN.search(plain):
        for table in _SIGNS:
            readings[_SIGNED.sub(partial(_letters, table=table), plain)] = None
    gaps = not _VOWEL_SIGNS.search(plain)
    for reading in tuple(readings):
        readings[_parted(reading)] = None
        if gaps:
            readings[_BETWEEN.sub("", reading)] = None
            readings[_SPACED.sub(lambda m: _GAP.sub("", m[0]), reading)] = None
    return tuple(readings)


def _letters(match: re.Match[str], *, table: dict[int, int]) -> str:
    """Replace the digits of a word by the letters they stand for, if it also has letters."""
    word = match[0]
    return word.translate(table) if sum(map(str.isalpha, word)) >= _SOME_LETTERS else word


def _parted(text: str) -> str:
    """Insert a space before each capital that begins a word, and around numbers."""
    if text.isascii():
        return _STEP.sub(" ", text)
    parts = [text[:1]]
    for at, (before, char) in enumerate(pairwise(text), 2):
        risen = char.isupper() and (
            before.islower() or (before.isupper() and text[at : at + 1].islower())
        )
        number = before.isalnum() and char.isalnum() and before.isdigit() != char.isdigit()
        parts.append(" " + char if risen or number else char)
    return "".join(parts)


def joined_words(text: str) -> set[str]:
    """Return sequences of two to four adjacent words of ``text``, each joined into one."""
    words = [word for word in _GAP.split(text) if word]
    return {
        "".join(words[start : start + count])
        for count in range(2, _LONGEST_RUN + 1)
        for start in range(len(words) - count + 1)
    }
