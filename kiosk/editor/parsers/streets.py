"""Find hidden streets and buildings in prose of all languages of the kiosk.

A text reveals one by its name and street type in any order, by its name and number, or by the name
of its building. A street keeps its name in a translation, but in other letters: Marlowe becomes
Марлоу or मार्लो. Vowels differ from script to script, so only classes of consonants are compared.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.editor.parsers.number_words import Run, first_words, spelled
from kiosk.editor.parsers.street_words import (
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

_BEFORE: Final = word_set("street avenue road lane boulevard alley highway parkway")
"""English street types that also precede a name, as in "the street called Secret"."""
_OTHER: Final = re.compile(
    "улиц|ул\\.|вулиц|вул\\.|переул|пер\\.|провул|проспек|пр-т|бульвар|дорог|дорож|шоссе|шосе|проезд|"
    "проїзд|аллея|аллее|алея|алеї|(?<!अ)गली|सड़क|सडक|मार्ग(?!द)|रोड|स्ट्रीट|लेन(?![ाेी])|"
    "(?<!ਅ)ਗਲੀ|ਸੜਕ|ਮਾਰਗ(?!ਦ)|ਰੋਡ|ਸਟਰੀਟ|ਲੇਨ|"
    "شارع|(?<!عن )طريق|زقاق|خيابان|كوچه|كوجه|بلوار|جاده|كوڅه|سرك|سړك|واټ"
)
"""Street types, or their stems, in scripts with blanks, folded; searched near a name."""
_BEHIND: Final = re.compile(r"[\s-]*(?:街|路|巷|大道|大街|길|거리|대로|스트리트)")
"""Street types in Chinese and Korean; they follow a name immediately."""
_CALLED: Final = re.compile(
    r"\b(?:calle|callejon|avenida|avda|kalye|abenida|eskinita|duong pho|duong [a-z]{3,}|txoj kev)\b"
    r"|[a-z\u4e00-\u9fff]{2}(?:大街|街道|大道|巷)|(?:거리|대로)"
)
"""Street types with a name, as they stand in translations."""
_BLOCKS: Final = word_set("block blocks blk cuadra cuadras bloque manzana khoi")
_LATIN_RUN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_JOINED: Final = re.compile(r"[\s,\-_/.#+]*")
"""Allowed between the words of one street; a full stop only after a short word ("N. Elm")."""
_ENDS: Final = re.compile(r"(?<!ул)(?<!пер)[.]\s|[!?;\n।۔,]\s")
"""Ends of a sentence, but not of an abbreviated street type."""
_NEAR: Final = 8
"""Most words between a street and its number: "4711 is our door, on Secret"."""
_LINKED: Final = 4
"""Further words between them that are not counted: "número", "at", "block"."""
_SMALL: Final = 100
"""House numbers below this are also hours or ages, so they must be adjacent to the name."""
_WRITTEN_OUT: Final = 4
"""Fewest letters of name and type that are searched without a gap: "secretlane", not "mainst"."""
_LETTER_WORDS: Final = frozenset("aeiouy")
"""Letters that are words of English, Spanish, Filipino: "a street", "calle o avenida"."""
_EARSHOT: Final = 50
"""Letters before and after a name in other letters that are searched for its number."""
_REACH: Final = 12
"""Letters before and after a name that are searched for a street type in another script."""

_LEAST: Final = 3
"""Fewest consonants of a name that is recognised by its sound."""
_CLASSES: Final = {
    "p": "bp бп بپ पफबभ ਪਫਬਭ",
    "f": "fv фв ف व ਵ",
    "k": "gkq кгґх كکگقغخڅ कखगघ ਕਖਗਘ",
    "s": "jsz сзжцчшщђ سصشزژجچظذثځښږ चछजझशषस ਚਛਜਝਸ",
    "t": "dt тд دتطضټډ टठडढतथदध ਟਠਡਢਤਥਦਧ",
    "m": "m м م म ਮ",
    "n": "n н نںڼ नणङञ ਨਣਙਞ",
    "l": "l л ل लळ ਲ",
    "r": "r р رړ र ਰੜ",
}
"""Consonants that one script writes as another writes its neighbour. The rest is not heard."""
_CLASS_OF: Final = {
    letter: sound for sound, letters in _CLASSES.items() for letter in letters if letter != " "
} | {"x": "ks"}
_SOFT: Final = re.compile(r"c(?=[eiy])")
_FOREIGN_WORD: Final = re.compile(
    r"[\u0400-\u052f]+|[\u0600-\u06ff\u0750-\u077f]+"
    r"|[\u0900-\u097f]+|[\u0a00-\u0a7f]+"
)


class Revelation(StrEnum):
    """Part of a hidden address that a text reveals."""

    PLACE = "place"
    NAME = "name"


def _has_any(text: str, firsts: AbstractSet[str]) -> bool:
    """Return True if a text has one of the words."""
    if not text.isascii():
        plain = APOSTROPHE.sub("", unicodedata.normalize("NFC", text))
        text = " ".join(_LATIN_RUN.findall(plain))
    return not firsts.isdisjoint(WORD.findall(plain_of(text)))


class Streets:
    """Hidden streets and buildings, indexed by the first word of their names."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.streets: dict[str, list[Street]] = {}
        self.buildings: dict[str, list[Building]] = {}
        self.joined: set[str] = set()
        self.heard: dict[str, list[Street]] = {}
        """Streets by the consonants of their names."""
        for found in dict.fromkeys(one for line in sorted({*lines}) for one in read_line(line)):
            if isinstance(found, Street):
                if len(found.name) == 1 and (heard := sounds(found.name[0])):
                    self.heard.setdefault(heard, []).append(found)
                self.streets.setdefault(found.name[0], []).append(found)
                if min(len(found.kind), len("".join(found.name))) >= _WRITTEN_OUT:
                    self.joined.add(f"{''.join(found.name)}{found.kind}")
            else:
                self.buildings.setdefault(found[0], []).append(found)
        firsts = self.streets.keys() | self.buildings.keys()
        self.firsts = firsts | {word for word, number in ORDINALS.items() if number in firsts}

    def __bool__(self) -> bool:
        return bool(self.firsts)

    def may_find(self, text: str) -> bool:
        """Return False if a text has no word of theirs: a fast check, for most texts have none."""
        if not self:
            return False
        one_word = " " not in text.strip()
        return one_word or bool(foreign_words(text)) or _has_any(text, self.firsts)

    def found(self, text: str, shown: "Streets") -> Revelation | None:
        """Return what a text that they may be in reveals of them that is not also in ``shown``."""
        if " " not in text.strip():  # an id or a web address may have them without a gap
            joined = "".join(WORD.findall(plain_of(text)))
            long = len(joined) >= 2 * _WRITTEN_OUT
            if long and any(one in joined for one in self.joined - shown.joined):
                return Revelation.PLACE
        if self._hears(text, shown):
            return Revelation.PLACE
        if not (text.isascii() or _has_any(text, self.firsts)):
            return None
        found = None
        for found in self._each(text, shown):
            if found is Revelation.PLACE:
                return found
        return found

    def _each(self, text: str, shown: "Streets") -> Iterator[Revelation]:
        words = words_of(text)
        for at, word in enumerate(words.words):
            if word not in self.firsts:
                continue
            for building in self.buildings.get(word, ()):
                if _is_at(words, at, building) and not shown.has_building(building):
                    yield Revelation.PLACE
            there: dict[tuple[str, ...], bool] = {}  # a long street has many hidden numbers
            for street in self.streets.get(word, ()):
                name = street.name
                if name not in there:
                    there[name] = _is_at(words, at, name) and not _is_word(text, street)
                if not there[name]:
                    continue
                reveals = _revealed(words, at, street, shown)
                if reveals and (reveals is Revelation.PLACE or _is_capital(text, street)):
                    yield reveals

    def _hears(self, text: str, shown: "Streets") -> bool:
        """Return True if a text has a name in other letters, with its number or a street type."""
        for found in foreign_words(text):
            for street in self.heard.get(sounds(found[0]), ()):
                plain, start, end = plain_of(text), found.start(), found.end()
                same = list(shown.same(street))
                near = plain[max(0, start - _EARSHOT) : end + _EARSHOT]
                house = street.house and re.search(rf"(?<!\d){street.house}(?!\d)", near)
                if house and not any(one.house == street.house for one in same):
                    return True
                if not same and _OTHER.search(_around(plain, start, end, adjacent=True)):
                    return True
        return False

    def has_building(self, words: Building) -> bool:
        """Return True if a building of this name is among them."""
        return words in self.buildings.get(words[0], ())

    def same(self, street: Street) -> Iterator[Street]:
        """Yield those on the same street."""
        return (one for one in self.streets.get(street.name[0], ()) if one.same_street(street))


def _is_at(words: Words, at: int, name: tuple[str, ...]) -> bool:
    """Return True if the words of a name follow each other from ``at`` on."""
    last = at + len(name) - 1
    return (
        last < len(words.words)
        and all(words.at(at + more) == part for more, part in enumerate(name))
        and words.touching(at, last)
    )


def _revealed(words: Words, at: int, street: Street, shown: Streets) -> Revelation | None:
    same = list(shown.same(street))
    if _with_number(words, at, street, same):
        return Revelation.PLACE
    if same:
        return None
    if _has_kind(words, range(at, at + len(street.name)), street):
        return Revelation.PLACE
    return None if street.weak else Revelation.NAME


def _has_kind(words: Words, name: range, street: Street) -> bool:
    """Return True if a street type is next to the name, in the order of any language."""
    kind = _kind_after(words, name.stop - 1)
    if kind or _kind_before(words, name.start):
        return kind in {"", street.kind} or not street.kind  # else it is another street
    if words.folded.isascii():
        return False
    start, end = words.spans[name.start][0], words.spans[name.stop - 1][1]
    around = _around(words.folded, start, end, adjacent=street.weak)
    return bool(_BEHIND.match(words.folded, end) or _OTHER.search(around))


def _kind_after(words: Words, end: int) -> str:
    """Return the English street type after a name; empty if there is none."""
    kind = ENGLISH.get(words.at(end + 1), "")
    if not kind or not words.touching(end, end + 1):
        return ""
    return kind if _JOINED.fullmatch(words.between(end, end + 1)) else ""


def _kind_before(words: Words, at: int) -> bool:
    """Return True if a street type precedes a name, with two link words at most."""
    for back in range(1, 4):
        word = words.at(at - back)
        if word in LATIN or word in _BEFORE:
            linked = back > 1 or word in LATIN
            return linked and words.touching(at - back, at)
        if word not in LINKS:
            return False
    return False


def _around(folded: str, start: int, end: int, *, adjacent: bool) -> str:
    """Return the letters around a name within its sentence, or only the ``adjacent`` words."""
    before = _ENDS.split(folded[max(0, start - _REACH) : start])[-1]
    after = re.split(r"[.!?;\n。।۔,](?:\s|$)", folded[end : end + _REACH])[0]
    if adjacent:
        before, after = "".join(before.split()[-1:]), "".join(after.split()[:1])
    return f"{before} | {after}"


def _with_number(words: Words, at: int, street: Street, same: list[Street]) -> bool:
    """Return True if the number is near the name, in digits, in words, or as a block of houses.

    A name that is a letter or a number is not enough: "10 A" is also a price.
    """
    name = range(at, at + len(street.name))
    if not street.house.isdigit() or (street.weak and not _has_kind(words, name, street)):
        return False
    house = int(street.house)
    block = house // 100 * 100
    near = 1 if house < _SMALL else _NEAR
    last = min(len(words.words), name.stop + near + _LINKED)
    reach = range(max(0, at - near - _LINKED), last)
    around = words.words[reach.start : reach.stop]
    if first_words(house).isdisjoint(around) and first_words(block).isdisjoint(around):
        return False
    numbers: frozenset[Run] = frozenset()
    blocks: frozenset[Run] = frozenset()
    if not any(one.house == street.house for one in same):
        numbers = spelled(house)
    if block and not any(
        one.house.isdigit() and int(one.house) // 100 * 100 == block for one in same
    ):
        blocks = spelled(block)
    runs = numbers | blocks
    firsts = {run[0] for run in runs}
    for start in reach:
        if start in name or words.words[start] not in firsts:
            continue
        for run in runs:
            number = range(start, start + len(run))
            if (
                _is_at(words, start, run)
                and _close(words, number, name, near)
                and (run in numbers or _says_block(words, number))
            ):
                return True
    return False


def _close(words: Words, number: range, name: range, near: int) -> bool:
    """Return True if number and name are in one sentence, fewer than ``near`` words apart."""
    first, second = sorted((number, name), key=lambda one: one.start)
    apart = [words.at(between) for between in range(first.stop, second.start)]
    counted = [word for word in apart if word not in NUMBER_LINKS | SIDES | LINKS | _BLOCKS]
    return len(counted) < near and words.touching(first.stop - 1, second.start)


def reveals_more(text: str, english: str) -> bool:
    """Return True if a translation has a street type or a long number that its English lacks."""
    more, less = words_of(text), words_of(english)
    numbers = {word for word in more.words if len(word) > 2 and word.isdigit()}  # noqa: PLR2004
    if numbers - {*less.words}:
        return True
    if any(word in ENGLISH or word in _BEFORE for word in less.words):
        return False
    return _OTHER.search(more.folded) is not None or _CALLED.search(more.folded) is not None


def _says_block(words: Words, number: range) -> bool:
    around = (number.start - 1, number.start - 2, number.stop)
    return any(words.at(one) in _BLOCKS for one in around)


def _is_capital(text: str, street: Street) -> bool:
    """Return True if the name is capitalised somewhere in the text."""
    return street.name[0] in _capitals(text)


@lru_cache(maxsize=64)
def _capitals(text: str) -> frozenset[str]:
    """Return the capitalised words of a text, folded."""
    words = re.findall(r"[^\W\d_]\w*", APOSTROPHE.sub("", text))
    return frozenset(fold(word) for word in words if word[0].isupper())


def _is_word(text: str, street: Street) -> bool:
    """Return True if a one-letter street occurs only as a word of prose: "a street", "calle o"."""
    letter = street.name[0]
    if len(street.name) > 1 or len(letter) > 1 or letter.isdigit() or " " not in text.strip():
        return False
    if letter in _LETTER_WORDS:  # also capital, at the start of a sentence
        text = re.sub(r"(?:^|[.!?])\s*\w\b", ". ", text)
    return not re.search(rf"\b{letter.upper()}\b", text)


@cache
def sounds(word: str) -> str:
    """Return the classes of the consonants of a word, repeated ones once; empty if too few."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = _SOFT.sub("s", plain).replace("ph", "f").replace("c", "k")
    heard = "".join(_CLASS_OF.get(letter, "") for letter in plain)
    once = re.sub(r"(.)\1+", r"\1", heard)
    return once if len(once) >= _LEAST else ""


def foreign_words(text: str) -> list[re.Match[str]]:
    """Return the words of a text in Cyrillic, Arabic, Devanagari or Gurmukhi letters."""
    return [] if text.isascii() else list(_FOREIGN_WORD.finditer(text))
