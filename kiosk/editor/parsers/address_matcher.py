"""Recognise hidden street addresses in names and prose, also abbreviated."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from kiosk.domain.discretion import fold
from kiosk.editor.parsers.plain_text import sentences
from kiosk.editor.parsers.street_words import read_line
from kiosk.editor.parsers.streets import Revelation, Streets

_SIDE = r"(?:north|south|east|west|[nsew]{1,2})\b"
_DIRECTION = rf"(?:{_SIDE}\.?\s+)?"
_BEHIND = (
    r"(?:street|st|avenue|ave?|boulevard|blvd|road|rd|drive|dr|lane|ln|way|court|ct|place|pl|plaza"
    r"|square|sq|mall|circle|cir|terrace|ter|loop|parkway|pkwy|highway|hwy|alley"
    r"|suite|ste|apartment|apt|unit|floor|fl|room|rm|building|bldg|and|or|at|near|between|by)\b"
)
"""Words that follow a street's name and are no street themselves."""
_HOUSE = re.compile(
    r"\b(?P<house>\d{1,6})[a-z]?(?=\s+"
    rf"(?:(?P<side>{_SIDE})\.?\s+(?!{_BEHIND}))?"
    rf"(?P<name>[a-z0-9]{{2,}}|(?![ap][.\s]*m\b)(?!a\s+(?!{_BEHIND})\w)[a-z]\b))"
)
"""A street may be a letter: "1215 K", also "1215 N", but not "10 a.m." or "10 a year"."""
_LETTERS = {"north": "n", "south": "s", "east": "e", "west": "w"}
_STREET = re.compile(
    r"\b(?:street|avenue|ave|blvd|boulevard|road|rd|drive|lane|parkway|pkwy|highway|hwy)\b"
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\b\d{1,6}[a-z]? (?:[a-z0-9]+ ){1,4}"
    r"(?:st|way|dr|ln|ct|court|pl|place|plaza|sq|square|mall|cir|circle|ter|terrace|loop)\b"
)
_NUMBERED = re.compile(rf"\b\d{{1,6}}[a-z]? {_DIRECTION}[a-z]{{2,}}")
_DIGIT = re.compile(r"\d")
_NO_STREETS = Streets(())
Mark = tuple[str, str]
"""House number and first word of the street, the same for "120 River St" and "120 N. River Street".
"""


def address_marks(line: str) -> frozenset[Mark]:
    """Return the start of each street address in an address line."""
    return frozenset(
        (found["house"], _LETTERS.get(found["name"], found["name"]))
        for found in _HOUSE.finditer(fold(line))
    )


def _could_be(text: str) -> frozenset[Mark]:
    """Return all possible addresses in a text: in "1215 N. Ring twice" N may be the street."""
    sides = (found.group("house", "side") for found in _HOUSE.finditer(fold(text)))
    return address_marks(text) | {
        (house, _LETTERS.get(side, side)) for house, side in sides if side
    }


def street_lines(first: str | None, second: str | None) -> tuple[str, ...]:
    """Return the address lines that name a street or building; the second is often a suite."""
    is_suite = bool(first and address_marks(first)) and not _STREET.search(_words(second or ""))
    if is_suite and any(isinstance(one, tuple) for one in read_line(second or "")):
        is_suite = False  # the name of a building
    return tuple(line for line in (first, None if is_suite else second) if line)


def reveals_street(text: str, *lines: str, name: bool = False) -> bool:
    """Return True if a key or name of a place reveals where it is. ``lines`` are its own address.

    In a text of several words (``name``) a number and a word are enough; "33-food-bank" is a key.
    """
    words = _words(text)
    if _STREET.search(words) or _could_be(words) & {
        mark for line in lines for mark in address_marks(line)
    }:
        return True
    return (name or " " in text.strip()) and _NUMBERED.search(words) is not None


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


class HiddenAddresses:
    """All hidden addresses of a source, by their lines, which are read when a text needs it."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines = tuple(lines)

    @cached_property
    def known(self) -> frozenset[Mark]:
        """Return the starts of their streets."""
        return frozenset(mark for line in self._lines for mark in address_marks(line))

    @cached_property
    def streets(self) -> Streets:
        """Return their streets and the names of their buildings."""
        return Streets(self._lines)

    def mentions(self, text: str, public: "Shown" = ()) -> bool:
        """Return True if a text reveals one of them that is not also in ``public``."""
        return self.marked(text, public) or self._found(text, public) is Revelation.PLACE

    def marked(self, text: str, public: "Shown" = ()) -> bool:
        """Return True if a text has number and first word of one that is not public."""
        if not self.known or not _DIGIT.search(text):
            return False
        found = _could_be(text) & self.known
        return bool(found) and not found <= _read(public).known

    def named(self, text: str, public: "Shown" = ()) -> bool:
        """Return True if a text has only the name of a street that is not also in ``public``."""
        return self._found(text, public) is Revelation.NAME

    def without(self, text: str, public: "Shown" = ()) -> str:
        """Remove the sentences of a text that reveal one."""
        if not self.mentions(text, public):
            return text
        harmless = [part for part in sentences(text) if not self.mentions(part, public)]
        return " ".join(harmless)

    def _found(self, text: str, public: "Shown") -> Revelation | None:
        found = self.streets.found(text, _NO_STREETS) if self.streets.may_find(text) else None
        # What is public only takes away. It may be all streets of a country.
        return self.streets.found(text, _read(public).streets) if found and public else found


Shown = HiddenAddresses | Iterable[str]
"""Addresses that a text may contain: lines, or already parsed."""


def _read(public: Shown) -> HiddenAddresses:
    return public if isinstance(public, HiddenAddresses) else _of(tuple(public))


@lru_cache(maxsize=64)
def _of(lines: tuple[str, ...]) -> HiddenAddresses:
    """Cache by lines: the same few lines recur for all texts of a service."""
    return HiddenAddresses(lines)
