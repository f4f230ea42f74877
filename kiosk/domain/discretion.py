"""The one gate for everything that leaves the screen.

Slip text, QR payload, host and path, contact name, job and window titles, file names: whoever reads
them over a shoulder must learn nothing about the visitor. A list per language holds the words that
would tell. What fails needs a named override when the directory is published.

The lists are in :mod:`kiosk.domain.revealing_words`. Words are compared without case and accents,
except in Vietnamese, whose marks part công an (police) from công ăn (a living). Scripts without
spaces are searched anywhere in the text. Names and addresses are also read without disguise
(:mod:`kiosk.domain.disguise`), and inside of words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import Final

from kiosk.domain.disguise import dresses, runs
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
"""Languages that have their own list; in any other only the English words are found."""

MIN_STEM = 5
"""Shortest English or Spanish stem looked for where words are written together; shorter ones stand
in too many others (hiv in archive, rape in therapeutic)."""
MIN_FOREIGN_STEM = 7
"""Shortest one of the other languages, which stand less often in names here."""
MIN_EDGE = 3
"""Shortest English or Spanish word looked for where a part of an address begins or ends."""
MIN_CUT = 6
"""Shortest word that is put together again where blanks cut it."""
_PART: Final = re.compile(r"[^\W\d_]+")
"""A part of an address: letters without a mark or a digit between them."""
_START: Final = 4
"""Letters by which stems are looked up; no stem has fewer."""

_UNSPACED: Final = frozenset({"zh-Hans", "zh-Hant"})
_MARKED: Final = frozenset({"vi"})
"""Languages whose words differ by their marks alone."""
_INDIC: Final = "\u0900-\u0963\u0966-\u097f\u0a00-\u0a7f"
"""Letters and vowel signs, which are no letters to the pattern language."""

# Letters that writers of Arabic, Persian and Pashto interchange; alef loses its hamza with the
# other marks.
_ARABIC_FORMS = str.maketrans("ٱىیېۍےةہھەکګ", "ايييييههههكگ")
# Conjunctions, prepositions and the article, written as one with the word.
_ARABIC_PREFIX = r"(?:[وف]?(?:[بكل]?ال|لل|[بكل])?)"


def fold(text: str) -> str:
    """``text`` without case, accents, vowel signs, or stretched joins, for comparing words."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in marked if not unicodedata.combining(c) and c != "\u0640")
    return unicodedata.normalize("NFC", bare.translate(_ARABIC_FORMS))


def _marked(text: str) -> str:
    """``text`` without case, but with its marks."""
    return unicodedata.normalize("NFC", text.casefold())


def _compared(text: str, language: str) -> str:
    return _marked(text) if language in _MARKED else fold(text)


def _letter_and_gap(language: str) -> tuple[str, str]:
    """Patterns for what words are made of, and for what parts them."""
    return (f"[{_INDIC}]", f"[^{_INDIC}]+") if language in ("hi", "pa") else (r"[^\W_]", r"[\W_]+")


def _start(entry: str, language: str) -> str:
    """What must stand before an entry."""
    if language in _UNSPACED or entry.startswith("*"):
        return ""
    letter, _ = _letter_and_gap(language)
    return f"(?<!{letter})" + (_ARABIC_PREFIX if language == "ar" else "")


def _body(entry: str, language: str) -> str:
    """The words of an entry, with what may or must follow them. A blank matches any gap."""
    letter, gap = _letter_and_gap(language)
    parts = _compared(entry.removeprefix("*"), language).split()
    words = (re.escape(p.removesuffix("*")) + f"{letter}*" * p.endswith("*") for p in parts)
    return gap.join(words) + ("" if language in _UNSPACED else f"(?!{letter})")


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each entry of a list with its compiled pattern."""
    return tuple(
        (entry.replace("*", ""), re.compile(_start(entry, language) + _body(entry, language)))
        for entry in WORDS.get(language, ())
    )


@cache
def _innocent() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase) for phrase in INNOCENT_PHRASES))


def _without_innocent(folded: str) -> str:
    return _innocent().sub(" ", folded)


def check(text: str, language: str) -> tuple[str, ...]:
    """The telling words in ``text``, as the lists of ``language`` and of English hold them.

    Empty means that the text may leave the screen. English always counts: a slip carries it.
    """
    found: dict[str, None] = {}
    for name in dict.fromkeys((language, "en")):
        compared = _without_innocent(_compared(text, name))
        found.update((word, None) for word, one in _patterns(name) if one.search(compared))
    return tuple(found)


def check_everywhere(text: str) -> tuple[str, ...]:
    """:func:`check` in every language that has a list, in any disguise: names, the same for all."""
    if not revealing_words([text]):
        return ()
    found = [
        word
        for dress in dresses(text)
        for words in (*(check(dress, language) for language in WORDS), inside(dress))
        for word in words
    ]
    return tuple(dict.fromkeys(found))


def _either(bodies: Iterable[str]) -> str:
    """One pattern for many bodies, sorted by first letters: few of them are tried at a place."""
    by_first: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for body in bodies:
        by_first[body[0]][body[1:]] = None
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())


def _any_of(entries: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One pattern for many entries, each as its start and its body."""
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    for start, body in entries:
        bodies[start].append(body)
    return re.compile("|".join(f"{start}(?:{_either(some)})" for start, some in bodies.items()))


class _Found(Enum):
    """Where entries are looked for."""

    ASCII = auto()
    """In text without other letters: the entries that such text can hold."""
    FOLDED = auto()
    MARKED = auto()


@cache
def _any_word(found: _Found) -> re.Pattern[str]:
    """One pattern for the entries of all lists that are found in this way."""
    every = (
        (name in _MARKED, _start(entry, name), _body(entry, name))
        for name, entries in WORDS.items()
        for entry in entries
    )
    if found is _Found.ASCII:
        return _any_of((start, body) for _, start, body in every if (start + body).isascii())
    wanted = found is _Found.MARKED
    return _any_of((start, body) for marked, start, body in every if marked is wanted)


def _tells(text: str) -> bool:
    return any(_tells_plainly(dress) or bool(inside(dress)) for dress in dresses(text))


def _tells_plainly(text: str) -> bool:
    if text.isascii():
        return _any_word(_Found.ASCII).search(_without_innocent(text.lower())) is not None
    folded = _any_word(_Found.FOLDED).search(_without_innocent(fold(text)))
    marked = _without_innocent(_marked(text))
    return folded is not None or _any_word(_Found.MARKED).search(marked) is not None


def revealing_words(texts: Iterable[str]) -> set[str]:
    """Those of many ``texts`` in which :func:`check_everywhere` finds a word, in one look each."""
    return set(filter(_tells, texts))


@cache
def _stems() -> dict[str, bool]:
    """Words long enough to be told from chance inside a run of letters; whether they are phrases.

    Without their marks words of Vietnamese would be others, so of those only the bare ones count.
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
    """Stems by the letters they begin with, which are quickly looked up at each place."""
    starts: defaultdict[str, list[str]] = defaultdict(list)
    for stem in _stems():
        starts[stem[:_START]].append(stem)
    return {start: tuple(stems) for start, stems in starts.items()}


def _by_chance(folded: str, start: int, end: int, innocent: tuple[str, ...] | None = None) -> bool:
    """Whether the letters from ``start`` to ``end`` belong to an innocent run."""
    return any(
        folded.startswith(run, at)
        for run in (INNOCENT if innocent is None else innocent)
        for at in range(max(0, end - len(run)), start + 1)
    )


@cache
def _cut() -> frozenset[str]:
    """Words long enough to be told from chance when blanks cut them."""
    return frozenset(
        stem for stem, phrase in _stems().items() if not phrase and len(stem) >= MIN_CUT
    )


def inside(text: str) -> tuple[str, ...]:
    """The telling words in the letters of ``text``, where words are written together or cut."""
    folded = fold(text)
    found: dict[str, None] = {}
    starts = _by_start()
    for at in range(len(folded) - _START + 1):
        for stem in starts.get(folded[at : at + _START], ()):
            if folded.startswith(stem, at) and not _by_chance(folded, at, at + len(stem)):
                found[stem] = None
    for run in runs(folded):
        # Whole words, or with the ending of a plural or a gender.
        found.update((word, None) for word in (run, run[:-1], run[:-2]) if word in _cut())
    return tuple(found)


def check_address(address: str) -> tuple[str, ...]:
    """The telling words in a host, a path or a file name, where words run together.

    Short words tell there as well with which a part begins or ends: ``hivtest``, ``stoprape``.
    """
    found = dict.fromkeys(check_everywhere(address))
    for dress in dresses(address):
        for part in _PART.findall(fold(dress)):
            found.update(dict.fromkeys(_at_edges(part)))
    return tuple(found)


@cache
def _edges() -> tuple[str, ...]:
    """Words that tell only at the edges of a part of an address."""
    entries = (one.replace("*", "") for name in ("en", "es") for one in WORDS[name])
    words = {
        fold(entry).replace(" ", "")
        for entry in entries
        if entry in APART or MIN_EDGE <= len(entry) < MIN_STEM
    }
    return tuple(sorted(words - NOT_AT_EDGES))


def _at_edges(part: str) -> Iterator[str]:
    """The short telling words with which the letters of ``part`` begin or end."""
    innocent = INNOCENT + INNOCENT_EDGES
    for word in _edges():
        starts = {0} if part.startswith(word) else set()
        starts |= {len(part) - len(word)} if part.endswith(word) else set()
        if any(not _by_chance(part, at, at + len(word), innocent) for at in starts):
            yield word
    if part.startswith(tuple(f"dv{word}" for word in BEHIND_DV)):
        yield "dv"
