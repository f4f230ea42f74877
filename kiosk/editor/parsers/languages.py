"""In which languages a service is given, where the source says so plainly.

"Spanish (limited)" and "others on request" promise nothing, and a visitor sent there with them
would stand before someone who does not understand.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kiosk.editor.parsers.language_names import CODES, NAMES, qualified
from kiosk.editor.parsers.text import blank, plain

_CELL_LIMIT: Final = 1000
_WORD_LIMIT: Final = 60
"""Characters of an unread part in a report."""
_PARTS = re.compile(r"\s*(?:[,;|/+&\n\u2022](?![^(]*\))|\band\b(?![^(]*\)))\s*")
_ANY_LANGUAGE = re.compile(
    r"\b(?:interpret\w*|translat\w*|language line)\b.{0,60}\b(?:all|any|every|over \d+|\d{2,3}\+?)"
    r" (?:\w+ )?languages?\b"
    r"|\b(?:all|any|\d{2,3}\+?) (?:\w+ )?languages?\b.{0,30}\b(?:interpret\w*|language line)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """``tags`` as records take them, in order of the cell; ``unread`` the words not promised.

    ``interpreter`` is true only where the cell says that one interprets any language.
    """

    tags: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    interpreter: bool | None = None


def read_languages(raw: str) -> LanguageReading:
    """The languages named in a cell: names, endonyms, codes, run together or in a list."""
    if blank(raw):
        return LanguageReading()
    text = plain(raw, _CELL_LIMIT).strip(" .[]\"'")
    if _ANY_LANGUAGE.search(text):
        return LanguageReading((), (), interpreter=True)
    tags: list[str] = []
    unread: list[str] = []
    for part in _PARTS.split(text):
        word = part.strip(" .\"'")
        if not word:
            continue
        found = _tags(word.casefold())
        tags += found
        if not found:
            unread.append(word[:_WORD_LIMIT])
    return LanguageReading(tuple(dict.fromkeys(tags)), tuple(dict.fromkeys(unread)))


@cache
def _names() -> re.Pattern[str]:
    """One name, the longest first, with what stands in brackets behind it."""
    longest = sorted(NAMES, key=len, reverse=True)
    return re.compile(rf"\s*({'|'.join(map(re.escape, longest))})(?:\s*\(([^()]*)\))?")


def _tags(word: str) -> tuple[str, ...]:
    """The tags of a part that is all languages; nothing where any of it is something else."""
    if word in CODES:
        return (CODES[word],)
    if word in NAMES:
        return (NAMES[word],)
    tags: list[str] = []
    place = 0
    while place < len(word):
        found = _names().match(word, place)
        if found is None:
            return ()
        more = found[2]
        if more is None:
            tags.append(NAMES[found[1]])
        else:
            closer = qualified(found[1], more.strip())
            if closer is None:
                return ()
            tags += closer
        place = found.end()
    return tuple(tags)
