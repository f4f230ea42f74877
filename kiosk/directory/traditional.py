"""Traditional Chinese by Latin letters: found by its Mandarin and by its Cantonese sounds."""

import re
from collections.abc import Callable
from functools import cache

from kiosk.directory.pinyin import pinyin_terms, sound_terms

_LETTERS = re.compile("[a-z]+")
"""A syllable without the number of its tone, which nobody types to search."""


def traditional_terms(text: str) -> set[str]:
    """The terms of ``text`` in pinyin and in Jyutping: 食物 is ``shiwu`` and ``sikmat``."""
    return pinyin_terms(_simplifier()(text)) | sound_terms(text, _syllables)


def _syllables(run: str) -> list[str]:
    """The Cantonese syllables of a Han stretch; none for a character whose sound is unknown."""
    return _LETTERS.findall(_reader()(run))


@cache
def _simplifier() -> Callable[[str], str]:
    # pypinyin knows words only in Simplified: without them 銀行 would be "yinxing". 10 MB, 0.05 s.
    from opencc import OpenCC  # noqa: PLC0415 - needed only while a directory is built

    simplified: Callable[[str], str] = OpenCC("t2s").convert
    return simplified


@cache
def _reader() -> Callable[[str], str]:
    # 65 MB and 0.3 s.
    from ToJyutping import get_jyutping  # noqa: PLC0415 - as above

    read: Callable[[str], str] = get_jyutping
    return read
