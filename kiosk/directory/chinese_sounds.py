"""Finds Chinese by Latin letters: makes the terms of typed Mandarin and Cantonese sounds."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add

from kiosk.domain.folding import fold

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_LETTERS = re.compile("[a-z]+")
"""A syllable without its tone number, which nobody types in a search."""
_REMEMBERED = 50_000
"""Words and stretches between two marks whose sounds are cached: search words repeat."""


def simplified_terms(text: str) -> set[str]:
    """Return terms for each position of each Han stretch of ``text``; none without Han.

    From 食物: ``shi``, ``shiwu``, ``s``, ``sw``, ``wu``, ``w``. Two syllables are joined, and up to
    eight for long names, so that each typed letter matches. ü is both ``v``, as on keyboards, and
    ``u``.
    """
    return _terms(text, mandarin)


def traditional_terms(text: str) -> set[str]:
    """Return the terms of ``text`` in pinyin and Jyutping: 食物 is ``shiwu`` and ``sikmat``."""
    return _terms(text, _simplified) | _terms(text, _cantonese)


def traditional_sounds(character: str) -> Sequence[str]:
    """Return the sounds of a character in pinyin and Jyutping."""
    return _simplified(character) + _cantonese(character)


def _terms(text: str, syllables_of: Callable[[str], Sequence[str]]) -> set[str]:
    terms: set[str] = set()
    for run in _HAN.findall(fold(text)):
        sounds = syllables_of(run)
        letters = [part[0] for part in sounds]
        for parts in (sounds, letters):
            pairs = _joined(parts, 1)
            terms.update(parts, pairs, _joined(_joined(pairs, 2), 4))
    terms.update([term.replace("v", "u") for term in terms if "v" in term])
    return terms


def _joined(parts: Sequence[str], step: int) -> list[str]:
    """Join each part with the one ``step`` positions later; the last ones stay single."""
    return [*map(add, parts, parts[step:]), *parts[-step:]]


def mandarin(run: str) -> list[str]:
    """Return the syllables of a Han stretch in pinyin without tones."""
    return [part for word in _segmenter()(run) for part in _sounds(word)]


@lru_cache(_REMEMBERED)
def _simplified(run: str) -> list[str]:
    """Return the same for full characters."""
    return mandarin(_simplifier()(run))


@lru_cache(_REMEMBERED)
def _cantonese(run: str) -> list[str]:
    """Return the syllables of a Han stretch in Jyutping; none for characters of unknown sound."""
    return [*map(sys.intern, _LETTERS.findall(_reader()(run)))]


@lru_cache(_REMEMBERED)
def _sounds(word: str) -> Sequence[str]:
    """Return the syllables of a word or one character; none if its sound is unknown."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - needed only to build a directory, as below

    return [syllable for syllable in lazy_pinyin([word]) if syllable.isascii()]


@cache
def _segmenter() -> Callable[[str], Iterator[str]]:
    # 54 MB and 0.1 s.
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415

    cut: Callable[[str], Iterator[str]] = seg.cut
    return cut


@cache
def _simplifier() -> Callable[[str], str]:
    # pypinyin has only Simplified words: without them 銀行 would be "yinxing". 10 MB, 0.05 s.
    from opencc import OpenCC  # noqa: PLC0415

    simplified: Callable[[str], str] = OpenCC("t2s").convert
    return simplified


@cache
def _reader() -> Callable[[str], str]:
    # 65 MB and 0.3 s.
    from ToJyutping import get_jyutping  # noqa: PLC0415

    read: Callable[[str], str] = get_jyutping
    return read
