"""Chinese by Latin letters: the terms that find a Han text when its Mandarin sounds are typed."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add

from kiosk.domain.folding import fold

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_REMEMBERED = 50_000
"""Words of one directory whose sounds are looked up once: a busy one has fewer."""


def pinyin_terms(text: str) -> set[str]:
    """Terms for each place of each Han stretch of ``text``; none without Han.

    From 食物: ``shi``, ``shiwu``, ``s``, ``sw``, ``wu``, ``w``. Two syllables are joined, and up to
    eight, as long names have them; so each typed letter finds. ü is both ``v``, as keyboards have
    it, and ``u``.
    """
    return sound_terms(text, syllables)


def sound_terms(text: str, syllables_of: Callable[[str], Sequence[str]]) -> set[str]:
    """The terms of each Han stretch of ``text``, whose syllables ``syllables_of`` tells."""
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
    """Each part with the one ``step`` places behind it; the last ones have none."""
    return [*map(add, parts, parts[step:]), *parts[-step:]]


def syllables(run: str) -> list[str]:
    """The syllables of a Han stretch in pinyin without tones."""
    return [part for word in _cutter()(run) for part in _sounds(word)]


@cache
def _cutter() -> Callable[[str], Iterator[str]]:
    # 54 MB and 0.1 s, needed only while a directory is built.
    from pypinyin.contrib.mmseg import seg  # noqa: PLC0415

    cut: Callable[[str], Iterator[str]] = seg.cut
    return cut


@lru_cache(_REMEMBERED)
def _sounds(word: str) -> tuple[str, ...]:
    """The syllables of a word, or of one character; none for one whose sound is unknown."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    return tuple(syllable for syllable in lazy_pinyin([word]) if syllable.isascii())
