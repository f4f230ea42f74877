"""Finds Traditional Chinese by Latin letters: by its Mandarin and its Cantonese sounds."""

import re
import sys
from collections.abc import Callable
from functools import cache, lru_cache

from kiosk.directory.pinyin import sound_terms, syllables

_LETTERS = re.compile("[a-z]+")
"""A syllable without its tone number, which nobody types in a search."""
_REMEMBERED = 10_000
"""Stretches between two marks whose sounds are cached: search words repeat."""


def traditional_terms(text: str) -> set[str]:
    """Return the terms of ``text`` in pinyin and Jyutping: 食物 is ``shiwu`` and ``sikmat``."""
    return sound_terms(text, _mandarin) | sound_terms(text, _cantonese)


def traditional_sounds(character: str) -> tuple[str, ...]:
    """Return the sounds of a character in pinyin and Jyutping."""
    return _mandarin(character) + _cantonese(character)


@lru_cache(_REMEMBERED)
def _mandarin(run: str) -> tuple[str, ...]:
    """Return the syllables of a Han stretch in pinyin without tones."""
    return tuple(syllables(_simplifier()(run)))


@lru_cache(_REMEMBERED)
def _cantonese(run: str) -> tuple[str, ...]:
    """Return the syllables of a Han stretch in Jyutping; none for characters of unknown sound."""
    return tuple(sys.intern(syllable) for syllable in _LETTERS.findall(_reader()(run)))


@cache
def _simplifier() -> Callable[[str], str]:
    # pypinyin has only Simplified words: without them 銀行 would be "yinxing". 10 MB, 0.05 s.
    from opencc import OpenCC  # noqa: PLC0415 - needed only while a directory is built

    simplified: Callable[[str], str] = OpenCC("t2s").convert
    return simplified


@cache
def _reader() -> Callable[[str], str]:
    # 65 MB and 0.3 s.
    from ToJyutping import get_jyutping  # noqa: PLC0415 - as above

    read: Callable[[str], str] = get_jyutping
    return read
