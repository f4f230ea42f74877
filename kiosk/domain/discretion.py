"""The one filter for everything that leaves the screen.

Slip text, QR payload, host and path, contact name, job and window titles, file names: someone who
reads them over a shoulder must learn nothing about the visitor. A list per language holds the
revealing words. A text that fails needs a named override when the directory is published.

The lists are in :mod:`kiosk.domain.revealing_words`. Words are compared without case and accents,
except in Vietnamese, where marks separate công an (police) from công ăn (a living). Scripts
without spaces are searched anywhere in the text. Names and addresses are also searched without
disguise (:mod:`kiosk.domain.disguise`) and inside words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.disguise import joined_words, variants
from kiosk.domain.revealing_words import (
    APART,
    BEHIND_DV,
    INNOCENT,
    INNOCENT_EDGES,
    INNOCENT_PHRASES,
    NOT_AT_EDGES,
    RUN_TOGETHER,
    WORDS,
)

LANGUAGES = frozenset(WORDS)
"""Languages with their own list; for others only the English list applies."""

MIN_STEM = 5
"""Shortest English or Spanish stem searched inside run-together letters.

Shorter ones occur in too many other words (hiv in archive, rape in therapeutic).
"""
MIN_FOREIGN_STEM = 7
"""The same for other languages, whose stems are rarer in names here."""
MIN_EDGE = 3
"""Shortest English or Spanish word searched at the edges of a part of an address."""
MIN_CUT = 6
"""Shortest word that is rejoined if spaces split it."""
_PART: Final = re.compile(r"[^\W\d_]+")
"""A part of an address: letters without marks or digits between them."""
_DV: Final = tuple(f"dv{word}" for word in BEHIND_DV)
_START: Final = 4
"""Letters used to look up stems; no stem is shorter."""

_UNSPACED: Final = frozenset({"zh-Hans", "zh-Hant"})
_MARKED: Final = frozenset({"vi"})
"""Languages whose words differ only by their marks."""
_INDIC: Final = "\u0900-\u0963\u0966-\u097f\u0a00-\u0a7f"
"""Letters and vowel signs; regular expressions do not count the signs as letters."""

# Letters that writers of Arabic, Persian and Pashto use interchangeably; alef loses its hamza with
# the other marks.
_ARABIC_FORMS = str.maketrans("ٱىیېۍےةہھەکګ", "ايييييههههكگ")
# Conjunctions, prepositions and the article, attached to the word.
_ARABIC_PREFIX = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)"


def fold(text: str) -> str:
    """Return ``text`` without case, accents, vowel signs and tatweel, to compare words."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c) and c != "\u0640")
    return unicodedata.normalize("NFC", bare.translate(_ARABIC_FORMS))


def _marked(text: str) -> str:
    """Return ``text`` without case but with its marks."""
    return unicodedata.normalize("NFC", text.casefold())


def _compared(text: str, language: str) -> str:
    return _marked(text) if language in _MARKED else fold(text)


def _letter_and_gap(language: str) -> tuple[str, str]:
    """Return patterns for a letter and for the gap between words."""
    return (f"[{_INDIC}]", f"[^{_INDIC}]+") if language in ("hi", "pa") else (r"[^\W_]", r"[\W_]+")


def _start(entry: str, language: str) -> str:
    """Return the pattern that must precede an entry."""
    if language in _UNSPACED or entry.startswith("*"):
        return ""
    letter, _ = _letter_and_gap(language)
    return f"(?<!{letter})" + (_ARABIC_PREFIX if language == "ar" else "")


def _body(entry: str, language: str) -> str:
    """Return the pattern of an entry's words and what may follow them; a space matches any gap."""
    letter, gap = _letter_and_gap(language)
    parts = _compared(entry.removeprefix("*"), language).split()
    words = (re.escape(p.removesuffix("*")) + f"{letter}*" * p.endswith("*") for p in parts)
    return gap.join(words) + ("" if language in _UNSPACED else f"(?!{letter})")


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each entry of a list with its compiled pattern."""
    return tuple(
        (entry.replace("*", ""), re.compile(_start(entry, language) + _body(entry, language)))
        for entry in WORDS.get(language, ())
    )


@cache
def _innocent() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in INNOCENT_PHRASES))


def _without_innocent(folded: str) -> str:
    return _innocent().sub(" ", folded)


def find_revealing(text: str, language: str) -> tuple[str, ...]:
    """Return the revealing words in ``text`` by the lists of ``language`` and of English.

    Empty means that the text may leave the screen. English always counts: every slip carries it.
    """
    found: dict[str, None] = {}
    for name in dict.fromkeys((language, "en")):
        compared = _without_innocent(_compared(text, name))
        if _any_in(name).search(compared):
            found.update((word, None) for word, one in _patterns(name) if one.search(compared))
    return tuple(found)


def find_revealing_anywhere(text: str) -> tuple[str, ...]:
    """:func:`find_revealing` a name in every listed language and in any disguise."""
    return _find_in(variants(text))


def _find_in(readings: Sequence[str]) -> tuple[str, ...]:
    if not any(map(_reveals, readings)):
        return ()
    found = [
        word
        for reading in readings
        for words in (
            *(find_revealing(reading, language) for language in WORDS),
            find_run_together(reading),
        )
        for word in words
    ]
    return tuple(dict.fromkeys(found))


def _either(bodies: Iterable[str]) -> str:
    """Join patterns into one, grouped by first letter so that few are tried at a position."""
    by_first: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for body in bodies:
        by_first[body[0]][body[1:]] = None
    return "|".join(f"{first}(?:{'|'.join(tails)})" for first, tails in by_first.items())


def _any_of(entries: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """Join (start, body) entries into one pattern."""
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    for start, body in entries:
        bodies[start].append(body)
    return re.compile("|".join(f"{start}(?:{_either(some)})" for start, some in bodies.items()))


@cache
def _any_in(language: str) -> re.Pattern[str]:
    """Return one pattern for the entries of a list."""
    entries = WORDS.get(language, ())
    return _any_of((_start(entry, language), _body(entry, language)) for entry in entries)


class _Found(Enum):
    """Ways to search entries."""

    ASCII = auto()
    """In ASCII text: the entries that such text can contain."""
    FOLDED = auto()
    MARKED = auto()


@cache
def _any_word(found: _Found) -> re.Pattern[str]:
    """Return one pattern for the entries of all lists that are searched this way."""
    every = (
        (name in _MARKED, _start(entry, name), _body(entry, name))
        for name, entries in WORDS.items()
        for entry in entries
    )
    if found is _Found.ASCII:
        return _any_of((start, body) for _, start, body in every if (start + body).isascii())
    wanted = found is _Found.MARKED
    return _any_of((start, body) for marked, start, body in every if marked is wanted)


def _reveals(reading: str) -> bool:
    return _has_word(reading) or bool(find_run_together(reading))


def _has_word(text: str) -> bool:
    if text.isascii():
        return _any_word(_Found.ASCII).search(_without_innocent(text.lower())) is not None
    folded = _any_word(_Found.FOLDED).search(_without_innocent(fold(text)))
    marked = _without_innocent(_marked(text))
    return folded is not None or _any_word(_Found.MARKED).search(marked) is not None


def revealing_texts(texts: Iterable[str]) -> set[str]:
    """Return those of ``texts`` in which :func:`find_revealing_anywhere` finds a word."""
    return {text for text in texts if any(map(_reveals, variants(text)))}


@cache
def _stems() -> dict[str, bool]:
    """Return stems long enough not to occur by chance inside run-together letters.

    The value is true for phrases. Vietnamese words without their marks would be other words, so
    only those written without marks count.
    """
    stems = dict.fromkeys(RUN_TOGETHER, False)
    for language, entries in WORDS.items():
        least = MIN_STEM if language in ("en", "es") else MIN_FOREIGN_STEM
        for entry in (one.replace("*", "") for one in entries):
            stem = fold(entry).replace(" ", "")
            unmarked = language not in _MARKED or entry.isascii()
            if language not in _UNSPACED and unmarked and len(stem) >= least and entry not in APART:
                stems[stem] = " " in entry
    return stems


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    """Return the stems by their first letters."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for stem in _stems():
        starts[stem[:_START]].append(stem)
    return {start: tuple(stems) for start, stems in starts.items()}


def _by_chance(folded: str, start: int, end: int, innocent: tuple[str, ...]) -> bool:
    """True if the letters from ``start`` to ``end`` are part of a harmless run."""
    return any(
        folded.startswith(run, at)
        for run in innocent
        for at in range(max(0, end - len(run)), start + 1)
    )


@cache
def _cut() -> frozenset[str]:
    """Return words long enough not to appear by chance when spaces split them."""
    return frozenset(
        stem for stem, phrase in _stems().items() if not phrase and len(stem) >= MIN_CUT
    )


def find_run_together(text: str) -> tuple[str, ...]:
    """Return the revealing words inside the letters of ``text``, run together or split."""
    folded = fold(text)
    found: dict[str, None] = {}
    starts = _by_start()
    for at in range(len(folded) - _START + 1):
        for stem in starts.get(folded[at : at + _START], ()):
            if folded.startswith(stem, at) and not _by_chance(folded, at, at + len(stem), INNOCENT):
                found[stem] = None
    runs = joined_words(folded)
    for end in (None, -1, -2):  # whole words, also with a plural or gender ending
        found.update(dict.fromkeys(_cut().intersection(run[:end] for run in runs)))
    return tuple(found)


@lru_cache(maxsize=1024)
def find_revealing_in_address(address: str) -> tuple[str, ...]:
    """Return the revealing words in a host, a path or a file name, where words run together.

    Short words count too at the edges of a part: ``hivtest``, ``stoprape``.
    """
    readings = variants(address)
    found = dict.fromkeys(_find_in(readings))
    parts = (part for reading in readings for part in _PART.findall(fold(reading)))
    for part in dict.fromkeys(parts):
        found.update(dict.fromkeys(_at_edges(part)))
    return tuple(found)


@cache
def _edges() -> tuple[str, ...]:
    """Return words that are revealing only at the edges of a part of an address."""
    entries = (one.replace("*", "") for name in ("en", "es") for one in WORDS[name])
    words = {
        fold(entry).replace(" ", "")
        for entry in entries
        if entry in APART or MIN_EDGE <= len(entry) < MIN_STEM
    }
    return tuple(sorted(words - NOT_AT_EDGES))


def _at_edges(part: str) -> Iterator[str]:
    """Yield the short revealing words at the start or end of ``part``."""
    edges = _edges()
    for word in edges if part.startswith(edges) or part.endswith(edges) else ():
        starts = {0} if part.startswith(word) else set()
        starts |= {len(part) - len(word)} if part.endswith(word) else set()
        innocent = INNOCENT + INNOCENT_EDGES
        if any(not _by_chance(part, at, at + len(word), innocent) for at in starts):
            yield word
    if part.startswith(_DV):
        yield "dv"
