"""Spoken house numbers in English and Spanish: 4711 is "forty-seven eleven"."""

from functools import lru_cache
from itertools import product
from typing import Final


def _words(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_SMALL: Final = {
    "en": _words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ),
    "es": _words(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres "
        "veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
    ),
}
_TENS: Final = {
    "en": _words("- - twenty thirty forty fifty sixty seventy eighty ninety"),
    "es": _words("- - veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa"),
}
_HUNDREDS: Final = _words(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)
Run = tuple[str, ...]
"""Words of a number, folded."""


@lru_cache(maxsize=4096)
def spelled(number: int) -> frozenset[Run]:
    """Return all runs of words that mean ``number``, including its digits."""
    digits = str(number)
    found: set[Run] = {(digits,)}
    if len(digits) > 3:  # noqa: PLR2004
        found.add((digits[:-3], digits[-3:]))
    if number < 1_000_000:  # noqa: PLR2004
        for language in _SMALL:
            found |= {tuple(one) for one in _spoken_forms(number, language)}
            found.add(tuple(_SMALL[language][int(digit)] for digit in digits))
    return frozenset(found)


@lru_cache(maxsize=16384)
def first_words(number: int) -> frozenset[str]:
    """Return the words with which the runs of a number begin."""
    return frozenset(run[0] for run in spelled(number))


def _below_hundred(number: int, language: str) -> list[str]:
    small, tens = _SMALL[language], _TENS[language]
    if number < len(small):
        return [small[number]]
    ten, one = divmod(number, 10)
    link = ["y"] if language == "es" else []
    return [tens[ten], *((*link, small[one]) if one else ())]


def _below_thousand(number: int, language: str) -> list[list[str]]:
    hundred, rest = divmod(number, 100)
    ends = [_below_hundred(rest, language)] if rest else [[]]
    if not hundred:
        return ends
    if language == "es":
        first = ["cien"] if hundred == 1 and not rest else [_HUNDREDS[hundred]]
    else:
        first = [_SMALL["en"][hundred], "hundred"]
        ends += [["and", *end] for end in ends if end]
    return [[*first, *end] for end in ends]


def _spoken_forms(number: int, language: str) -> list[list[str]]:
    """Return ``number`` as a whole number, and in pairs of digits as in street addresses."""
    thousand, rest = divmod(number, 1000)
    ends = _below_thousand(rest, language) if rest else [[]]
    if not thousand:
        found = ends if rest else [[_SMALL[language][0]]]
    else:
        word = "mil" if language == "es" else "thousand"
        firsts = [[]] if language == "es" and thousand == 1 else _below_thousand(thousand, language)
        found = [[*first, word, *end] for first, end in product(firsts, ends)]
    return [*found, *_in_pairs(number, language)]


def _in_pairs(number: int, language: str) -> list[list[str]]:
    """Return forms such as "forty-seven eleven", "forty-seven oh five", "forty-seven hundred"."""
    first, last = divmod(number, 100)
    if not first or first > 99:  # noqa: PLR2004
        return []
    start = _below_hundred(first, language)
    if not last:
        return [[*start, "hundred"]] if language == "en" else []
    if last < 10:  # noqa: PLR2004
        zeros = ("oh", "o", "zero") if language == "en" else ("cero",)
        return [[*start, zero, _SMALL[language][last]] for zero in zeros]
    return [[*start, *_below_hundred(last, language)]]
