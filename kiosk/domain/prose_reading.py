"""Normalizes prose before it is checked, and picks the texts worth checking."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

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

NUMERALS: Final = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_SIGNS: Final = r"[〇零一二三四五六七八九幺]"
_GATES: Final = (
    re.compile(
        r"[\d@{\uff20\ufe6b\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793"
        r"\U0001f100-\U0001f10a]+"
    ),
    re.compile(r"[.\uff0e][^\W\d_]"),
    re.compile(r"//"),
    re.compile(r"[)\]](?<=[(\[]at.)"),
    re.compile(rf"{_SIGNS}[ .()/-]{{0,2}}{_SIGNS}"),
)
"""Signs of a broken rule or a figure, quick to find."""
_ASCII_GATE: Final = re.compile(
    r"[\d@{./)\]](?:(?<=[\d@{])|(?<=\.)[A-Za-z]|(?<=//)|(?<=[(\[]at[)\]]))"
)
"""All of them in one, as far as they are ASCII. The engine runs to the next of the first signs."""
_BETWEEN: Final = "\0"


def suspect_indexes(texts: Sequence[str]) -> list[int]:
    """Return the indexes of the texts that could break a rule; one pass, since few could."""
    together = _BETWEEN.join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    found = (hit.start() for gate in _GATES for hit in gate.finditer(together))
    return sorted({bisect_right(ends, position) for position in found})


def is_suspect(text: str) -> bool:
    """Return True if a text could break a rule."""
    if text.isascii():
        return _ASCII_GATE.search(text) is not None
    return any(gate.search(text) for gate in _GATES)


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


_ALIKE: Final = dict(zip("·•‧∙⋅⸱⁄∕[]،", "......//(),", strict=True))
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
