"""Finds Chinese by Latin letters: makes the terms of typed Mandarin sounds."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add

from kiosk.domain.folding import fold

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_REMEMBERED = 50_000
"""Words whose sounds are cached: a large directory has fewer."""


def pinyin_terms(text: str) -> set[str]:
    """Return terms for each position of each Han stretch of ``text``; none without Han.

    From 食物: ``shi``, ``shiwu``, ``s``, ``sw``, ``wu``, ``w``. Two syllables are joined, and up to
    eight for long names, so that each typed letter matches. ü is both ``v``, as on keyboards, and
    ``u``.
    """
    return sound_terms(text, syllables)


def sound_terms(text: str, syllables_of: Callable[[str], Sequence[str]]) -> set[str]:
    """Return the terms of each Han stretch of ``text``, with its syllables by ``syllables_of``."""
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


def syllables(run: str) -> list[str]:
    """Return the syllables of a Han stretch in pinyin without tones."""
    return [part for word in _segmenter()(run) for part in _sounds(word)]


@cache
def _segmenter() -> Callable[[str], Iterator[str]]:
    # 54 MB and 0.1 s, needed only to build a directory.
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415

    cut: Callable[[str], Iterator[str]] = seg.cut
    return cut


@lru_cache(_REMEMBERED)
def _sounds(word: str) -> tuple[str, ...]:
    """Return the syllables of a word or one character; none if its sound is unknown."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    return tuple(syllable for syllable in lazy_pinyin([word]) if syllable.isascii())
