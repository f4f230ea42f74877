"""Remove personal names, hidden places and other people's numbers from a description.

A sentence that names a contact person, a mail address, a phone number or a street address other
than the record's own is removed whole: half a sentence would mean something else.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from kiosk.domain.prose import prose_rule
from kiosk.domain.prose_reading import ShownFacts
from kiosk.editor.parsers.plain_text import sentences

_MAIL = re.compile(
    r"[\w.+%-]+(?:@|\s?\[at\]\s?|\s\(at\)\s)[\w-]+(?:\.|\s?\[dot\]\s?)\w+", re.IGNORECASE
)
_AT = re.compile(r"@|[(\[]at", re.IGNORECASE)
"""Part of every mail address; most texts have none."""
_DIGIT_OR_BOX = re.compile(r"\d|Box")
"""Part of every number and street."""
_NUMBER = re.compile(
    r"(?<![\d$])(?:\+?\d{1,3}[\s.-]{0,2})?(?:\(\s*\d{3}\s*\)|\d{3})[\s./-]{0,3}"
    r"(?:\d{3}[\s.-]{0,3}\d{4}|\d{3}-?[A-Z]{4}|[A-Z][A-Z-]{5,8}[A-Z])(?!\d)"
    r"|(?<![\d$.,-])\d{3}[-.]\d{4}(?![\d-])|\+\d[\d\s().-]{7,}\d"
)
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?\b\.?|x)\s*\d{1,8}\b", re.IGNORECASE)
_WORD: Final = r"[A-Z][a-z\u00c0-\u024f'\u2019-]+"
_PERSON = re.compile(
    rf"\b(?:[Aa]sk for|[Aa]ttn\.?:?|[Aa]ttention:?|c/o|[Ss]peak (?:to|with)|[Ss]ee)\s+{_WORD}\b"
    rf"|\b(?:Mr|Mrs|Ms|Mx|Dr|Miss|Sr|Sra|Rev|Fr|Pastor|Sister|Brother|Deacon|Rabbi|Imam)\.?\s+"
    rf"{_WORD}(?:\s+{_WORD})?(?!['\u2019]s\b)"
)
_CONTACT = re.compile(
    rf"\b(?:[Cc]ontact|[Cc]all|[Cc]oordinator|[Dd]irector|[Mm]anager|[Cc]ounselor|[Ss]upervisor"
    rf"|[Aa]dvocate|[Nn]avigator|[Ss]pecialist|[Aa]ssistant)\s*[:,-]?\s*"
    rf"((?:{_WORD}|[A-Z]\.)\s+(?:[A-Z]\.\s+)?{_WORD})\b"
)
_BODIES: Final = frozenset(
    (
        *("Services", "Service", "Center", "Centre", "Department", "Office", "Program", "House"),
        *("County", "City", "Clinic", "Legal", "Health", "Line", "Hotline", "Agency", "Council"),
        *("Association", "Foundation", "Project", "Housing", "Family", "Community", "School"),
        *("Social", "Human", "Resources", "Medical", "Mental", "Public", "Child", "Children"),
        *("Intake", "Front", "Desk", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        *("Saturday", "Sunday", "United", "States", "California", "Sacramento", "Hospital"),
    )
)
"""Words that make two capitalised words an organization, not a person."""
_KINDS: Final = (
    r"(?:St|Street|Ave?|Avenue|Blvd|Boulevard|Rd|Road|Dr|Drive|Ln|Lane|Way|Ct|Court|Pl|Place|Pkwy"
    r"|Parkway|Cir|Circle|Hwy|Highway|Ter|Terrace|Sq|Square|Mall|Plaza|Loop|Row|Trail|Alley|Expy)"
)
_STREET = re.compile(
    rf"\b\d{{1,6}}(?:-\d{{1,6}})?[A-Za-z]?\s+(?:[NSEW]{{1,2}}\.?\s+|North\s|South\s|East\s|West\s)?"
    rf"(?:[A-Z0-9][\w.'\u2019-]*\s+){{1,4}}{_KINDS}\b\.?"
    r"|\bP\.?\s?O\.?\s+Box\s+\w+",
)
_CORNER = re.compile(r"\b(?:corner|intersection) of\s+\w+", re.IGNORECASE)
_PART_END = re.compile(r"[;|\u2022\n]")
_PART = re.compile(r"(?<=[;|\u2022])\s+|\n+")


def strip_people(
    text: str, *, numbers: Collection[str] = (), addresses: Collection[str] = ()
) -> str:
    """Remove the sentences of ``text`` that name persons, mail, numbers or street addresses.

    ``numbers`` (E.164 or short codes) and ``addresses`` (first lines) are the record's own public
    ones and stay. The result is empty if nothing is left.
    """
    own = {_digits(number)[-10:] for number in numbers}
    own_addresses = [_words(address) for address in addresses if address.strip()]
    return join_parts(part for part in parts(text) if not _names_private(part, own, own_addresses))


def parts(text: str) -> Iterator[str]:
    """Yield the sentences of a text and the items of its lists, which are removed as a whole."""
    for sentence in sentences(text):
        if not _PART_END.search(sentence):
            yield sentence
            continue
        yield from (part.strip() for part in _PART.split(sentence) if part.strip())


def split_forbidden(text: str, facts: ShownFacts) -> tuple[str, list[str]]:
    """Split ``text`` into what it may contain (:mod:`kiosk.domain.prose`) and what was removed."""
    if prose_rule(text, facts=facts) is None:
        return text, []
    every = list(parts(text))
    left_out = [part for part in every if prose_rule(part, facts=facts) is not None]
    remaining = join_parts(part for part in every if part not in left_out)
    # Two halves of a number may be in two sentences.
    return (remaining, left_out) if prose_rule(remaining, facts=facts) is None else ("", every)


def join_parts(some: Iterable[str]) -> str:
    """Join parts of a text."""
    return " ".join(some).rstrip(" ;|\u2022")


def names_person(text: str) -> bool:
    """Return True if a text names a person after "Ms.", "ask for", "contact" and the like."""
    if _PERSON.search(text):
        return True
    return any(not _BODIES.intersection(found[1].split()) for found in _CONTACT.finditer(text))


def _names_private(part: str, own: Collection[str], addresses: Collection[str]) -> bool:
    if (_AT.search(part) and _MAIL.search(part)) or names_person(part):
        return True
    if not _DIGIT_OR_BOX.search(part):
        return not addresses and _CORNER.search(part) is not None
    if _EXTENSION.search(part):
        return True
    if any(_digits(found[0])[-10:] not in own for found in _NUMBER.finditer(part)):
        return True
    streets = [_words(found[0]) for found in _STREET.finditer(part)]
    foreign = [street for street in streets if not any(_same(street, own) for own in addresses)]
    return bool(foreign) or (not addresses and _CORNER.search(part) is not None)


def _same(street: str, address: str) -> bool:
    return address.startswith(street) or street.startswith(address)


_LETTERS: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def _digits(text: str) -> str:
    """Return the digits of a number; letters become the keys of a telephone."""
    return "".join(c for c in text.upper().translate(_LETTERS) if c in "0123456789")


def _words(address: str) -> str:
    """Fold an address for comparison: words without case, signs and common abbreviations."""
    folded = unicodedata.normalize("NFKC", address).casefold()
    return " ".join(_SHORT.get(word, word) for word in re.findall(r"\w+", folded))


_SHORT: Final = {
    "street": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd",
    "drive": "dr", "lane": "ln", "court": "ct", "place": "pl", "parkway": "pkwy",
    "circle": "cir", "highway": "hwy", "north": "n", "south": "s", "east": "e", "west": "w",
}  # fmt: skip
