"""Street addresses that are not to be known, found again in names and prose, also abbreviated."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.discretion import fold
from kiosk.publishing.clean.text import sentences

_DIRECTION = r"(?:(?:north|south|east|west|[nsew]{1,2})\b\.?\s+)?"
_HOUSE = re.compile(rf"\b(\d{{1,6}})[a-z]?\s+{_DIRECTION}([a-z0-9]{{2,}})")
_STREET = re.compile(
    r"\b(?:street|avenue|ave|blvd|boulevard|road|rd|drive|lane|parkway|pkwy|highway|hwy)\b"
    r"|\b\d+(?:st|nd|rd|th)\b"
    r"|\b\d{1,6}[a-z]? (?:[a-z0-9]+ ){1,4}"
    r"(?:st|way|dr|ln|ct|court|pl|place|plaza|sq|square|mall|cir|circle|ter|terrace|loop)\b"
)
_NUMBERED = re.compile(rf"\b\d{{1,6}}[a-z]? {_DIRECTION}[a-z]{{2,}}")
Mark = tuple[str, str]
"""House number and first word of the street: "120 River St" and "120 N. River Street" alike."""


def marks(text: str) -> frozenset[Mark]:
    """Every place in a text that could be the beginning of a street address."""
    return frozenset((found[1], found[2]) for found in _HOUSE.finditer(fold(text)))


def tells_street(text: str, *lines: str, name: bool = False) -> bool:
    """Whether a key or name of a place says where it is; ``lines`` are those of its own address.

    A number and a word are enough in a text of several words (``name``); "33-food-bank" is a key.
    """
    words = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    if _STREET.search(words) or marks(words) & {mark for line in lines for mark in marks(line)}:
        return True
    return (name or " " in text.strip()) and _NUMBERED.search(words) is not None


@dataclass(frozen=True, slots=True)
class HiddenLines:
    """The beginnings of all addresses of a source that are not shown."""

    known: frozenset[Mark] = frozenset()

    def told(self, text: str, public: Iterable[str] = ()) -> bool:
        """Whether a text tells one of them that is not also one of ``public``."""
        if not self.known or not any(letter.isdigit() for letter in text):
            return False
        found = marks(text) & self.known
        return bool(found) and not found <= {mark for line in public for mark in marks(line)}

    def without(self, text: str, public: Iterable[str] = ()) -> str:
        """A text without the sentences that tell one."""
        if not self.told(text, public):
            return text
        kept = [part for part in sentences(text) if not self.told(part, public)]
        return " ".join(kept)
