"""Parse the languages of a service, where the source states them plainly.

"Spanish (limited)" and "others on request" promise nothing: a visitor could meet someone who does
not understand.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kiosk.editor.parsers.language_names import CODES, NAMES, qualified_tags
from kiosk.editor.parsers.text import is_blank, to_plain_text

_CELL_LIMIT: Final = 1000
_WORD_LIMIT: Final = 60
"""Characters of an unread part in a report."""
_PARTS = re.compile(r"\s*(?:[,;|/+&\n\u2022](?![^(]*\))|\band\b(?![^(]*\)))\s*")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc`]")
_ANY_LANGUAGE = re.compile(
    r"\b(?:interpret\w*|translat\w*|language line)\b.{0,60}\b(?:all|any|every|over \d+|\d{2,3}\+?)"
    r" (?:\w+ )?languages?\b"
    r"|\b(?:all|any|\d{2,3}\+?) (?:\w+ )?languages?\b.{0,30}\b(?:interpret\w*|language line)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """Languages in a cell: ``tags`` in its order, and ``unread`` words that promise nothing.

    ``interpreter`` is true only if the cell says that any language is interpreted.
    """

    tags: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    interpreter: bool | None = None


_CREOLE_IS_HAITIAN: Final = frozenset(
    ("fl", "florida", "ma", "massachusetts", "nj", "new jersey", "ny", "new york")
)
"""States where Creole alone means Haitian Creole."""


def read_languages(raw: str, state: str = "") -> LanguageReading:
    """Parse the languages in a cell: names, endonyms, codes, run together or in a list.

    ``state`` is where the service is: Creole is Haitian in some.
    """
    if is_blank(raw):
        return LanguageReading()
    text = to_plain_text(raw, _CELL_LIMIT).strip(" .[]\"'")
    if _ANY_LANGUAGE.search(text):
        return LanguageReading((), (), interpreter=True)
    tags: list[str] = []
    unread: list[str] = []
    for part in _PARTS.split(text):
        word = part.strip(' ."')
        word = word.strip("'") if word.startswith("'") else word
        if not word:
            continue
        found = _tags(_APOSTROPHES.sub("'", word.casefold()))
        if word.casefold() == "creole" and state.casefold().strip(" .") in _CREOLE_IS_HAITIAN:
            found = ("ht",)
        tags += found
        if not found:
            unread.append(word[:_WORD_LIMIT])
    return LanguageReading(tuple(dict.fromkeys(tags)), tuple(dict.fromkeys(unread)))


@cache
def _names() -> re.Pattern[str]:
    """Match one name, longest first, with a following bracket."""
    longest = sorted(NAMES, key=len, reverse=True)
    return re.compile(rf"\s*({'|'.join(map(re.escape, longest))})(?:\s*\(([^()]*)\))?")


def _tags(word: str) -> tuple[str, ...]:
    """Return the tags of a part that is all languages; empty if any of it is something else."""
    if word in CODES:
        return (CODES[word],)
    if word in NAMES:
        return (NAMES[word],)
    tags: list[str] = []
    position = 0
    while position < len(word):
        found = _names().match(word, position)
        if found is None:
            return ()
        more = found[2]
        if more is None:
            tags.append(NAMES[found[1]])
        else:
            closer = qualified_tags(found[1], more.strip())
            if closer is None:
                return ()
            tags += closer
        position = found.end()
    return tuple(tags)
