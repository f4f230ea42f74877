"""Street addresses that are not to be known, found again in names and prose, also abbreviated."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.discretion import fold
from kiosk.publishing.clean.text import sentences

_SIDE = r"(?:north|south|east|west|[nsew]{1,2})\b"
_DIRECTION = rf"(?:{_SIDE}\.?\s+)?"
_BEHIND = (
    r"(?:street|st|avenue|ave?|boulevard|blvd|road|rd|drive|dr|lane|ln|way|court|ct|place|pl|plaza"
    r"|square|sq|mall|circle|cir|terrace|ter|loop|parkway|pkwy|highway|hwy|alley"
    r"|suite|ste|apartment|apt|unit|floor|fl|room|rm|building|bldg|and|or|at|near|between|by)\b"
)
"""What follows the name of a street and is none itself."""
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
Mark = tuple[str, str]
"""House number and first word of the street: "120 River St" and "120 N. River Street" alike."""


def marks(line: str) -> frozenset[Mark]:
    """The beginnings of street addresses in a line of an address."""
    return frozenset(
        (found["house"], _LETTERS.get(found["name"], found["name"]))
        for found in _HOUSE.finditer(fold(line))
    )


def _could_be(text: str) -> frozenset[Mark]:
    """All that could be one in a text: in "1215 N. Ring twice" N may be the street."""
    sides = (found.group("house", "side") for found in _HOUSE.finditer(fold(text)))
    return marks(text) | {(house, _LETTERS.get(side, side)) for house, side in sides if side}


def street_lines(first: str | None, second: str | None) -> tuple[str, ...]:
    """The lines of an address that tell its street; the second is more often a floor or suite."""
    beside = bool(first and marks(first)) and not _STREET.search(_words(second or ""))
    return tuple(line for line in (first, None if beside else second) if line)


def tells_street(text: str, *lines: str, name: bool = False) -> bool:
    """Whether a key or name of a place says where it is; ``lines`` are those of its own address.

    A number and a word are enough in a text of several words (``name``); "33-food-bank" is a key.
    """
    words = _words(text)
    if _STREET.search(words) or _could_be(words) & {mark for line in lines for mark in marks(line)}:
        return True
    return (name or " " in text.strip()) and _NUMBERED.search(words) is not None


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


@dataclass(frozen=True, slots=True)
class HiddenLines:
    """The beginnings of all addresses of a source that are not shown."""

    known: frozenset[Mark] = frozenset()

    def told(self, text: str, public: Iterable[str] = ()) -> bool:
        """Whether a text tells one of them that is not also one of ``public``."""
        if not self.known or not any(letter.isdigit() for letter in text):
            return False
        found = _could_be(text) & self.known
        return bool(found) and not found <= {mark for line in public for mark in marks(line)}

    def without(self, text: str, public: Iterable[str] = ()) -> str:
        """A text without the sentences that tell one."""
        if not self.told(text, public):
            return text
        kept = [part for part in sentences(text) if not self.told(part, public)]
        return " ".join(kept)
