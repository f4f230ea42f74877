"""Typed text as it is searched: without small words, with runs of words and numbers as wholes.

Places typed in other letters become their English names (``resources/search/places.toml``).

The small words of each language stand in ``resources/search/small-words.toml``: what says nothing
about who can help ("where", "can", "my"). In scripts without spaces they are cut out.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from kiosk.domain import hangul
from kiosk.domain.folding import (
    PAIR,
    PREFIX_MIN,
    WHOLE,
    WORD_LIMIT,
    Term,
    fold,
    is_spaced,
    part_terms,
    typed_parts,
    without_clitic,
)
from kiosk.domain.folding import words as folded_words
from kiosk.domain.resource_text import resource_table
from kiosk.domain.text_input import TYPED_LIMIT

MOST_JOINED: Final = 5
"""Words that are also searched as one, as far as search words are phrases."""
MOST_CHARACTERS: Final = 8
"""Characters of a script without spaces that are also searched as one."""
_NUMBER = re.compile(r"(?<!\w)[+(]?\d[\d\s().\-/]{5,}\d(?!\w)")
_COUNTRY: Final = 11
"""Digits of a number that begins with the country code 1."""
_ENGLISH, _ARABIC, _CHINESE = "en", "ar", "zh"
_OWN_LATIN: Final = frozenset({"es", "vi", "hmn"})
"""Languages in Latin letters whose words collide with small words of English."""


class Typed(NamedTuple):
    """The search terms of a text: its words that count, and runs of words as wholes."""

    words: tuple[Term, ...]
    wholes: tuple[Term, ...]


@cache
def small_words(language: str) -> frozenset[str]:
    """Return the small words of a language, folded; of English too where they cannot collide."""
    table = resource_table("search", "small-words.toml")
    texts = [table.get(language, "")]
    if language not in _OWN_LATIN:
        texts.append(table[_ENGLISH])
    return frozenset(folded_words(" ".join(texts)))


@cache
def _places(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of the places of a language in its letters, and their English names."""
    table = resource_table("search", "places.toml").get(language, {})
    names = {fold(one.strip()): name for name, text in table.items() for one in text.split(",")}
    every = "|".join(
        one if not is_spaced(one) or hangul.is_letter(one[0]) else rf"(?<!\w){one}(?!\w)"
        for one in sorted(names, key=len, reverse=True)
    )
    return re.compile(every or "(?!)"), names


@cache
def _small_runs(language: str) -> re.Pattern[str]:
    """Return a pattern of the small words of a script without spaces, the longest first."""
    runs = [one for one in small_words(language) if not one.isascii()]
    return re.compile("|".join(sorted(runs, key=len, reverse=True)) or "(?!)")


def is_small(text: str, language: str) -> bool:
    """True if a text has no word that says who can help."""
    small, runs = small_words(language), _small_runs(language)
    return all(
        not runs.sub("", part) if unspaced else part in small
        for part, unspaced in typed_parts(text)
    )


def read_typed(text: str, language: str) -> Typed:
    """Return the search terms of typed ``text``; empty if there is nothing to search for."""
    places, names = _places(language)
    folded = places.sub(lambda found: f" {names[found[0]]} ", fold(text[:TYPED_LIMIT]))
    parts = typed_parts(_NUMBER.sub(_digits, folded))
    small = small_words(language)
    counting: list[tuple[str, bool, bool]] = []
    for number, (part, unspaced) in enumerate(parts, start=1):
        last = number == len(parts)
        if unspaced:
            runs = _small_runs(language).split(part)
            counting += [(run, True, False) for run in runs if run]
        elif part not in small and (language != _ARABIC or without_clitic(part) not in small):
            counting.append((part, False, last))
    if not counting and len(parts) == 1:
        counting = [(part, unspaced, True) for part, unspaced in parts]
    terms = (
        term
        for part, unspaced, last in counting[:WORD_LIMIT]
        for term in part_terms(part, unspaced=unspaced, last=last)
    )
    wholes = [*_wholes(parts)]
    if language.startswith(_CHINESE):
        # Its sounds are often typed with a blank between syllables, and found without.
        wholes += (Term(one.text.removeprefix(WHOLE), one.prefix) for one in [*wholes])
    return Typed(tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(wholes)))


def _digits(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    return digits[1:] if len(digits) == _COUNTRY and digits[0] == "1" else digits


def _wholes(parts: list[tuple[str, bool]]) -> Iterator[Term]:
    for at, (part, unspaced) in enumerate(parts):
        if unspaced:
            for start in range(len(part)):
                ends = range(start + PAIR + 1, min(start + MOST_CHARACTERS, len(part)) + 1)
                yield from (Term(WHOLE + part[start:end], prefix=False) for end in ends)
        for end in range(at + 2, min(at + MOST_JOINED, len(parts)) + 1):
            joined = WHOLE + "".join(one for one, _ in parts[at:end])
            yield Term(joined, prefix=end == len(parts) and len(joined) > PREFIX_MIN + 1)
