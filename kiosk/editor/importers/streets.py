"""Streets and buildings of addresses that are hidden, found in prose of any language we have.

A text reveals one with its name and kind of way in any order, with its name and number, or with the
name of its building. Names are looked for in the letters of the line: one that a translation writes
in another script is not found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.editor.importers.street_words import (
    APOSTROPHE,
    ENGLISH,
    LATIN,
    LINKS,
    NUMBER_LINKS,
    ORDINALS,
    SIDES,
    WORD,
    Building,
    Street,
    Words,
    plain_of,
    read_line,
    word_set,
    words_of,
)
from kiosk.editor.parsers.number_words import Run, spelled

_BEFORE: Final = word_set("street avenue road lane boulevard alley highway parkway")
"""English words that also stand before a name, as in "the street called Secret"."""
_OTHER: Final = re.compile(
    "улиц|ул\\.|вулиц|вул\\.|переул|пер\\.|провул|проспек|пр-т|бульвар|дорог|дорож|шоссе|шосе|проезд|"
    "проїзд|аллея|аллее|алея|алеї|(?<!अ)गली|सड़क|सडक|मार्ग(?!द)|रोड|स्ट्रीट|लेन(?![ाेी])|"
    "(?<!ਅ)ਗਲੀ|ਸੜਕ|ਮਾਰਗ(?!ਦ)|ਰੋਡ|ਸਟਰੀਟ|ਲੇਨ|"
    "شارع|(?<!عن )طريق|زقاق|خيابان|كوچه|كوجه|بلوار|جاده|كوڅه|سرك|سړك|واټ"
)
"""Kinds of way, or their beginnings, in scripts with blanks, folded; near a name."""
_BEHIND: Final = re.compile(r"[\s-]*(?:街|路|巷|大道|大街|길|거리|대로|스트리트)")
"""Kinds of way in Chinese and Korean; they follow a name at once."""
_BLOCKS: Final = word_set("block blocks blk cuadra cuadras bloque manzana khoi")
_LATIN_RUN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_JOINED: Final = re.compile(r"[\s,\-_/.#+]*")
"""What may part the words of one street; a full stop only behind a short word ("N. Elm")."""
_NEAR: Final = 6
"""Words between a street and its number: "4711 is our door, on Secret"."""
_LINKED: Final = 4
"""More words that may stand between them and are not counted: "número", "at", "block"."""
_SMALL: Final = 100
"""A house number below this is also an hour or an age, so it must touch the name."""
_WRITTEN_OUT: Final = 4
"""Letters of name and kind that are looked for without a gap: "secretlane", not "mainst"."""
_LETTER_WORDS: Final = frozenset("aeiouy")
"""Letters that are words of English, Spanish, Filipino: "a street", "calle o avenida"."""
_REACH: Final = 12
"""Letters before and after a name in which the word for a street stands in another script."""


class Reveals(StrEnum):
    """What a text says of a hidden address."""

    PLACE = "place"
    NAME = "name"


def _has_any(text: str, firsts: AbstractSet[str]) -> bool:
    """Whether a text has one of the words; most texts have none, which is seen fast."""
    latin = " ".join(_LATIN_RUN.findall(APOSTROPHE.sub("", unicodedata.normalize("NFC", text))))
    return any(ORDINALS.get(word, word) in firsts for word in WORD.findall(plain_of(latin)))


class Streets:
    """Hidden streets and buildings, looked up by the first word of their names."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.streets: dict[str, list[Street]] = {}
        self.buildings: dict[str, list[Building]] = {}
        self.joined: set[str] = set()
        for found in dict.fromkeys(one for line in sorted({*lines}) for one in read_line(line)):
            if isinstance(found, Street):
                self.streets.setdefault(found.name[0], []).append(found)
                if min(len(found.kind), len("".join(found.name))) >= _WRITTEN_OUT:
                    self.joined.add(f"{''.join(found.name)}{found.kind}")
            else:
                self.buildings.setdefault(found[0], []).append(found)
        self.firsts = self.streets.keys() | self.buildings.keys()

    def __bool__(self) -> bool:
        return bool(self.firsts)

    def found(self, text: str, shown: "Streets") -> Reveals | None:
        """What a text reveals of them that is not also one of ``shown``."""
        if not self:
            return None
        if " " not in text.strip():  # an id or a web address may have them without a gap
            joined = "".join(WORD.findall(plain_of(text)))
            if any(one in joined for one in self.joined - shown.joined):
                return Reveals.PLACE
        if not _has_any(text, self.firsts):
            return None
        found = {*self._each(text, shown)}
        return next((one for one in Reveals if one in found), None)

    def _each(self, text: str, shown: "Streets") -> Iterator[Reveals]:
        words = words_of(text)
        for at, word in enumerate(words.words):
            for building in self.buildings.get(word.text, ()):
                if _stands(words, at, building) and not shown.has_building(building):
                    yield Reveals.PLACE
            for street in self.streets.get(word.text, ()):
                if _is_word(text, street):
                    continue
                reveals = _revealed(words, at, street, shown)
                if reveals and (reveals is Reveals.PLACE or _is_capital(text, street)):
                    yield reveals

    def has_building(self, words: Building) -> bool:
        """Whether a building of this name is one of them."""
        return words in self.buildings.get(words[0], ())

    def same(self, street: Street) -> Iterator[Street]:
        """Those on the same street."""
        return (one for one in self.streets.get(street.name[0], ()) if one.same_street(street))


def _stands(words: Words, at: int, name: tuple[str, ...]) -> bool:
    """Whether the words of a name stand in a row from ``at`` on."""
    last = at + len(name) - 1
    return (
        last < len(words.words)
        and all(words.at(at + more) == part for more, part in enumerate(name))
        and words.touching(at, last)
    )


def _revealed(words: Words, at: int, street: Street, shown: Streets) -> Reveals | None:
    if not _stands(words, at, street.name):
        return None
    same = list(shown.same(street))
    if _with_number(words, at, street, same):
        return Reveals.PLACE
    if same:
        return None
    if _has_kind(words, range(at, at + len(street.name)), street):
        return Reveals.PLACE
    return None if street.weak else Reveals.NAME


def _has_kind(words: Words, name: range, street: Street) -> bool:
    """Whether a kind of way stands at the name, in the order of any language."""
    kind = _kind_behind(words, name.stop - 1)
    if kind or _kind_before(words, name.start):
        return kind in {"", street.kind} or not street.kind  # else it is another street
    start, end = words.words[name.start].start, words.words[name.stop - 1].end
    around = _around(words.folded, start, end, street)
    return bool(_BEHIND.match(words.folded, end) or _OTHER.search(around))


def _kind_behind(words: Words, end: int) -> str:
    """The English kind of way behind a name; empty where there is none."""
    kind = ENGLISH.get(words.at(end + 1), "")
    if not kind or not words.touching(end, end + 1):
        return ""
    return kind if _JOINED.fullmatch(words.between(end, end + 1)) else ""


def _kind_before(words: Words, at: int) -> bool:
    """A kind of way before a name, in a language that puts it there, with two links at most."""
    for back in range(1, 4):
        word = words.at(at - back)
        if word in LATIN or word in _BEFORE:
            linked = back > 1 or word in LATIN
            return linked and words.touching(at - back, at)
        if word not in LINKS:
            return False
    return False


def _around(folded: str, start: int, end: int, street: Street) -> str:
    """The letters around a name up to the next end of a sentence; of a letter, the next words."""
    before = re.split(r"[.!?;\n。।۔,]\s", folded[max(0, start - _REACH) : start])[-1]
    behind = re.split(r"[.!?;\n。।۔,](?:\s|$)", folded[end : end + _REACH])[0]
    if street.weak:
        before, behind = "".join(before.split()[-1:]), "".join(behind.split()[:1])
    return f"{before} | {behind}"


def _with_number(words: Words, at: int, street: Street, same: list[Street]) -> bool:
    """Whether the number stands by the name, in digits, in words, or as a block of houses.

    A name that is a letter or a number is none by itself: "10 A" is also a price.
    """
    name = range(at, at + len(street.name))
    if not street.house.isdigit() or (street.weak and not _has_kind(words, name, street)):
        return False
    house = int(street.house)
    block = house // 100 * 100
    near = 1 if house < _SMALL else _NEAR
    numbers: frozenset[Run] = frozenset()
    blocks: frozenset[Run] = frozenset()
    if not any(one.house == street.house for one in same):
        numbers = spelled(house)
    if block and not any(
        one.house.isdigit() and int(one.house) // 100 * 100 == block for one in same
    ):
        blocks = spelled(block)
    last = min(len(words.words), name.stop + near + _LINKED)
    for start in range(max(0, at - near - _LINKED), last):
        for run in numbers | blocks:
            number = range(start, start + len(run))
            if start in name or not _stands(words, start, run):
                continue
            if _close(words, number, name, near) and (run in numbers or _says_block(words, number)):
                return True
    return False


def _close(words: Words, number: range, name: range, near: int) -> bool:
    """Whether a number and a name stand in one sentence, fewer than ``near`` words apart."""
    first, second = sorted((number, name), key=lambda one: one.start)
    apart = [words.at(between) for between in range(first.stop, second.start)]
    counted = [word for word in apart if word not in NUMBER_LINKS | SIDES | LINKS | _BLOCKS]
    return len(counted) < near and words.touching(first.stop - 1, second.start)


def _says_block(words: Words, number: range) -> bool:
    around = (number.start - 1, number.start - 2, number.stop)
    return any(words.at(one) in _BLOCKS for one in around)


def _is_capital(text: str, street: Street) -> bool:
    """Whether the name is written as a name somewhere in the text."""
    plain = APOSTROPHE.sub("", text)
    return any(
        fold(found[0]) == street.name[0] and found[0][0].isupper()
        for found in re.finditer(r"[^\W\d_]\w*", plain)
    )


def _is_word(text: str, street: Street) -> bool:
    """Whether a street that is a letter stands in prose as a word only: "a street", "calle o"."""
    letter = street.name[0]
    if len(street.name) > 1 or len(letter) > 1 or letter.isdigit() or " " not in text.strip():
        return False
    if letter in _LETTER_WORDS:  # also capital, where a sentence begins
        text = re.sub(r"(?:^|[.!?])\s*\w\b", ". ", text)
    return not re.search(rf"\b{letter.upper()}\b", text)
