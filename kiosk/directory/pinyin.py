"""Chinese by Latin letters: the terms under which a Han text is found when its sounds are typed."""

import re

from kiosk.domain.folding import fold

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
LONGEST = 4
"""Syllables joined into one term: set phrases of Chinese have four characters."""


def pinyin_terms(text: str) -> list[str]:
    """Terms for each place of each Han stretch of ``text``; none without Han.

    From 食物: ``shi``, ``shiwu``, ``sw``, ``wu``, ``w``. Longer words begin with these, so
    each typed letter finds. ü is both ``v``, as keyboards have it, and ``u``.
    """
    runs: list[str] = _HAN.findall(fold(text))
    if not runs:
        return []
    # 54 MB and 0.1 s, needed only while a directory is built.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    terms: dict[str, None] = {}
    for run in runs:
        syllables = [syllable for syllable in lazy_pinyin(run) if syllable.isascii()]
        for at in range(len(syllables)):
            for length in (1, 2, LONGEST):
                joined = syllables[at : at + length]
                for term in ("".join(joined), "".join(part[0] for part in joined)):
                    terms[term] = None
                    terms[term.replace("v", "u")] = None
    return list(terms)
