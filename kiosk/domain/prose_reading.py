"""Normalizes prose before it is checked, and picks the texts worth checking."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from kiosk.domain import prose_words as words
from kiosk.domain.discretion import fold

WORD: Final = re.compile(r"[^\W_]+")
_POSTAL = re.compile(r"\d{5}-?\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The phone numbers, web addresses and public address that a record shows."""

    numbers: frozenset[str] = frozenset()
    pages: tuple[str, ...] = ()
    address: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, numbers: Iterable[str], pages: Iterable[str | None], lines: Iterable[str | None]
    ) -> "ShownFacts":
        """Build from dialable numbers, pages, and ``lines`` of an address with its postal code."""
        shown = [line for line in lines if line]
        codes = (re.sub(r"\D", "", line) for line in shown if _POSTAL.fullmatch(line))
        return cls(
            frozenset(
                (*(number.removeprefix("+1").removeprefix("+") for number in numbers), *codes)
            ),
            tuple(bare_page(page) for page in pages if page),
            frozenset(word for line in shown for word in WORD.findall(fold(line))),
        )


NOTHING: Final = ShownFacts()

_SIGNS: Final = f"[{''.join(map(chr, words.NUMERALS))}]"
LETTER: Final = r"(?:[^\W\d_]|[\u0900-\u0963\u0a00-\u0a75\u064b-\u065f\u200c])"
"""A letter, or a vowel sign that regular expressions do not count as one."""
_GATES: Final = (
    re.compile(
        r"[\d@{\uff20\ufe6b\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793"
        r"\U0001f100-\U0001f10a]+"
    ),
    re.compile(r"[.\uff0e][^\W\d_]"),
    re.compile(r"//"),
    re.compile(r"[)\]](?<=[(\[]at.)"),
    re.compile(r"[\u3002\uff61][A-Za-z]"),
    re.compile(rf"(?:{_SIGNS}[\W_]{{0,6}}){{6}}{_SIGNS}"),
)
"""Signs of a broken rule or a figure, quick to find."""
_LOWER_GATES: Final = (
    re.compile(rf"[\W点點](?:{words.LONG_HOSTS}|dot)\b|\bwww\b"),
    re.compile("|".join(words.MESSENGERS)),
)
"""Words in small letters that may be of an address."""
_BETWEEN: Final = "\0"
_TOKEN: Final = re.compile(rf"{_BETWEEN}|\d+|(?:{LETTER}|['’ʼ])+")
_ROW: Final = re.compile(r"(?=d*nd*nd*n)[nd]{7}|(?:n-){6}n")
"""Seven digits in words, with a word between each two or with some as digits."""


@cache
def _number_words() -> frozenset[str]:
    return frozenset(_bare(word) for some in words.NUMBERS.values() for word in some.split())


def _bare(word: str) -> str:
    return re.sub("['’ʼ]", "", fold(word))


@lru_cache(maxsize=2**16)
def _kind(token: str) -> str:
    """Return ``n`` for each digit in words, ``d`` for each digit, ``-`` for another word."""
    if token == _BETWEEN:
        return token
    if token[0].isdigit():
        return "d" * len(token)
    if words.KOREAN.issuperset(token):
        return "n" * len(token)
    return "n" if _bare(token) in _number_words() else "-"


def _rows(text: str) -> Iterator[int]:
    """Yield how many texts end before each row of digits in words."""
    kinds = "".join(map(_kind, _TOKEN.findall(text)))
    return (kinds.count(_BETWEEN, 0, row.start()) for row in _ROW.finditer(kinds))


def says_number(text: str) -> bool:
    """Return True if seven digits stand in words in a row."""
    return any(True for _ in _rows(text))


def suspect_indexes(texts: Sequence[str]) -> list[int]:
    """Return the indexes of the texts that could break a rule; one pass, since few could."""
    together = _BETWEEN.join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    found = {bisect_right(ends, hit.start()) for gate in _GATES for hit in gate.finditer(together)}
    small = together.lower()  # which may be longer
    hits = (hit.start() for gate in _LOWER_GATES for hit in gate.finditer(small))
    found.update(small.count(_BETWEEN, 0, position) for position in hits)
    return sorted(found | {*_rows(together)})


def is_suspect(text: str) -> bool:
    """Return True if a text could break a rule."""
    return bool(suspect_indexes([text]))


class _Plain(dict[int, str]):
    """Character map: digits to ASCII, all dashes and blanks to one each, no marks."""

    def __missing__(self, key: int) -> str:
        character = chr(key)
        digit = unicodedata.digit(character, None)
        category = unicodedata.category(character)
        if digit is not None:
            read = str(digit)
        elif category == "Pd" or character in "\u2212\u2043":
            read = "-"
        elif category in ("Zs", "Cc"):
            read = " "
        elif category == "Cf" or "\ufe00" <= character <= "\ufe0f":
            read = ""
        else:
            read = _ALIKE.get(character, character)
        self[key] = read
        return read


_ALIKE: Final = dict(zip("·•‧∙⋅⸱。⁄∕[]،", ".......//(),", strict=True))
_PLAIN: Final = _Plain()
_BLANKS = re.compile(r" {2,}")
_ON_DIGIT = re.compile(r"(?<=\d)[\u0300-\u036f\u20d0-\u20ff]+")


def normalize_prose(text: str) -> str:
    """Return ``text`` with ASCII digits and common punctuation."""
    if not text.isascii():
        text = _ON_DIGIT.sub("", unicodedata.normalize("NFKC", text))
    return _BLANKS.sub(" ", text.translate(_PLAIN))


def fold_words(text: str, tag: str) -> str:
    """Fold ``text`` to compare words; Vietnamese keeps its marks, which tell words apart."""
    return text.casefold() if tag == "vi" else fold(text)


def bare_page(url: str) -> str:
    """Return a web address without its scheme and ``www.``, as texts write it."""
    return url.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")
