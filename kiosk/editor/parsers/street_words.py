"""Parse address lines into streets and buildings, and texts into words to search.

Two lines with different street types (lane, street) are two streets; a missing type matches any.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import msgspec

from kiosk.domain.discretion import fold
from kiosk.editor.parsers.number_words import spelled


def word_set(words: str) -> frozenset[str]:
    """Split words at blanks."""
    return frozenset(words.split())


KINDS: Final = {
    "street": "street st str strt",
    "avenue": "avenue ave av aven avn",
    "boulevard": "boulevard blvd boul blv",
    "road": "road rd",
    "drive": "drive dr drv",
    "lane": "lane ln",
    "way": "way wy",
    "court": "court ct crt",
    "place": "place pl",
    "plaza": "plaza plz",
    "square": "square sq",
    "mall": "mall",
    "circle": "circle cir circ",
    "terrace": "terrace ter terr",
    "loop": "loop lp",
    "parkway": "parkway pkwy pky",
    "highway": "highway hwy",
    "alley": "alley aly",
    "trail": "trail trl",
    "path": "path",
    "row": "row",
    "crescent": "crescent cres",
    "expressway": "expressway expy",
}
"""English street types and their abbreviations. Different types are different streets."""
ENGLISH: Final = {word: kind for kind, words in KINDS.items() for word in words.split()}
LATIN: Final = word_set(
    "calle callejon callejuela avenida avda avd av camino paseo bulevar carretera pasaje "
    "calzada privada glorieta rua kalye kalsada abenida daan eskinita duong pho hem kev"
)
"""Street types in Spanish, Filipino, Vietnamese and Hmong, which precede a name."""
LINKS: Final = word_set(
    "of the called named is de del la las los el llamada llamado llama se ng na sa y"
)
SIDES: Final = word_set("north south east west n s e w ne nw se sw")
NUMBER_LINKS: Final = word_set("number no nr num numero n nro so bilang and at on in")
_UNITS: Final = word_set(
    "suite ste apartment apt unit floor fl room rm building bldg space spc lot box po"
)
_HOUSES: Final = word_set(
    "house building tower towers hall manor lodge center centre apartments villa villas "
    "inn hotel motel church chapel school library mission clinic hospital cottage "
    "residence residences courthouse annex casa edificio torre hogar iglesia"
)
_EVERY_BUILDING: Final = word_set(
    "main front rear back side upper lower first second third left right new old the a an "
    "of big small our this behind"
)
"""Words that name no building by themselves: "the main building"."""
ORDINALS: Final = {
    word: f"{number}{ending}"
    for number, ending, word in (
        (1, "st", "first"), (2, "nd", "second"), (3, "rd", "third"), (4, "th", "fourth"),
        (5, "th", "fifth"), (6, "th", "sixth"), (7, "th", "seventh"), (8, "th", "eighth"),
        (9, "th", "ninth"), (10, "th", "tenth"), (11, "th", "eleventh"), (12, "th", "twelfth"),
    )
}  # fmt: skip
APOSTROPHE: Final = re.compile("[\u0027\u2019\u02bc`]")
WORD: Final = re.compile(r"[a-z0-9]+")
_STOP: Final = re.compile(r"[.!?\n\u3002\u0964\u06d4](?:\s|$)")
_SHORT: Final = word_set("avda ave blvd bldg calz cda cir col hwy pkwy ter")
"""Abbreviations whose full stop ends no sentence, besides those of two letters."""


_PARTS: Final = re.compile(r"[,;()]")
_CORNERS: Final = re.compile(
    r"\b(?:and|at|near|between|y|off|behind)\b|&|(?<!\d)/|/(?!\d)", re.IGNORECASE
)
_LEADING: Final = word_set("corner of the on in next to across from")
"""Words before an address that are no part of it."""
_HOUSE: Final = re.compile(r"(\d{1,6})[a-z]?")
_NUMBER_WORDS: Final = {run[0]: str(n) for n in range(1, 20) for run in spelled(n) if len(run) == 1}
"""Small house numbers written as words: "One Secret Plaza"."""
Building = tuple[str, ...]
"""The words of a building's name."""


@dataclass(frozen=True, slots=True)
class Street:
    """A parsed address line: house ("" for none), words of the name, street type."""

    house: str
    name: tuple[str, ...]
    kind: str = ""

    @property
    def weak(self) -> bool:
        """Return True if the name is a letter or a number, which is too common to identify it."""
        return len(self.name) == 1 and (len(self.name[0]) < 3 or self.name[0][0].isdigit())  # noqa: PLR2004

    def same_street(self, other: "Street") -> bool:
        """Return True if both are on one street; a missing type matches any."""
        same = self.kind == other.kind or not self.kind or not other.kind
        return self.name == other.name and same


class Words(msgspec.Struct, frozen=True):
    """A text cut into words of Latin letters and digits, each with its start and end."""

    folded: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def at(self, index: int) -> str:
        """Return the word at an index, empty beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def between(self, first: int, second: int) -> str:
        """Return the text between two consecutive words."""
        return self.folded[self.spans[first][1] : self.spans[second][0]]

    def touching(self, first: int, second: int) -> bool:
        """Return True if no sentence ends between two words."""
        if not (0 <= first < len(self.words) and 0 <= second < len(self.words)):
            return False
        start, end = min(first, second), max(first, second)
        return all(_continues(self.between(at, at + 1), self.at(at)) for at in range(start, end))


def _continues(gap: str, before: str) -> bool:
    """Return True if a sentence continues over ``gap``, as in "St. Mary" but not in "secret.

    Street".
    """
    short = len(before) <= 2 or before in _SHORT  # noqa: PLR2004
    return not _STOP.search(gap) or (gap.strip() == "." and short)


def words_of(text: str) -> Words:
    """Cut a text into words, without case, accents and apostrophes."""
    plain = plain_of(text)
    spans = tuple([one.span() for one in WORD.finditer(plain)])
    return Words(plain, tuple([ORDINALS.get(word, word) for word in WORD.findall(plain)]), spans)


def plain_of(text: str) -> str:
    """Return a text without case, accents and apostrophes, its digits those of ASCII."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    plain = fold(APOSTROPHE.sub("", text)).replace("đ", "d")
    if plain.isascii():
        return plain
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)


@lru_cache(maxsize=8192)
def read_line(line: str) -> tuple[Street | Building, ...]:
    """Parse streets and buildings of an address line: "Rose House, 9 K Street" has one of each."""
    found: list[Street | Building] = []
    for part in _PARTS.split(line):
        if part.lstrip().startswith("#"):
            continue
        words = [*words_of(part).words]
        building = _building(words)
        streets = [_street(_words_in(one)) for one in _CORNERS.split(part)]
        found += [building] if building else [one for one in streets if one]
    return tuple(found)


def _words_in(part: str) -> list[str]:
    """Return the words of one address, without words before it and the suite after it."""
    words = [*words_of(part).words]
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    cut = next((at for at, word in enumerate(words) if at and word in _UNITS), len(words))
    return words[:cut]


def _street(words: list[str]) -> Street | None:
    house, name = _house(words)
    if len(name) > 1 and name[0] in LINKS and name[1] in LATIN:
        name = name[1:]
    if len(name) > 1 and name[0] in LATIN:
        return _spanish(house, name[1:])
    if len(name) > 1 and name[0] in SIDES and name[1] not in ENGLISH:
        name = name[1:]
    kinds = [at for at, word in enumerate(name) if at and word in ENGLISH]
    if not kinds and not house:
        return None
    end = kinds[-1] if kinds else len(name)
    if not house and kinds and end + 1 < len(name) and name[end + 1].isdigit():
        house = name[end + 1]
    return Street(house, tuple(name[:end]), ENGLISH[name[end]] if kinds else "")


def _house(words: list[str]) -> tuple[str, list[str]]:
    """Return the leading number, also "4711-4713" or "One", and the remaining words."""
    if len(words) > 1 and words[0] in _NUMBER_WORDS:
        words = [_NUMBER_WORDS[words[0]], *words[1:]]
    if len(words) < 2 or not (found := _HOUSE.fullmatch(words[0])):  # noqa: PLR2004
        return "", words
    name = words[1:]
    while len(name) > 1 and name[0].isdigit() and name[1] not in ENGLISH:
        name = name[1:]
    return found[1], name


def _spanish(house: str, rest: list[str]) -> Street | None:
    """Return a street whose type came first; its number may come last."""
    while rest and rest[0] in LINKS:
        rest = rest[1:]
    if not house and len(rest) > 1 and rest[-1].isdigit():
        house, rest = rest[-1], rest[:-1]
        rest = rest[:-1] if len(rest) > 1 and rest[-1] in NUMBER_LINKS else rest
    return Street(house, tuple(rest)) if rest else None


def _building(words: list[str]) -> Building | None:
    """Return a building's name: one word marks a building, and another is its own."""
    own = [word for word in words if word not in _HOUSES | _EVERY_BUILDING | _UNITS | SIDES | LINKS]
    own = [word for word in own if len(word) > 1 and word not in ENGLISH]
    named = not any(word[0].isdigit() for word in words) and any(word in _HOUSES for word in words)
    return tuple(words) if named and own else None
