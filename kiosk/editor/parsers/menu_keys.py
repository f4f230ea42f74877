"""Read which keys to press in the menu that answers a telephone ("press 2, then 1").

A key that a label gives to speakers of one language is not everybody's, and of several keys nobody
knows which one a caller needs: both are left out.
"""

import re
from typing import Final

from kiosk.domain.discretion import fold
from kiosk.editor.parsers.phone_labels import LANGUAGE_WORDS

_NAMED: Final = {
    "star": "*", "pound": "#", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "uno": "1", "dos": "2",
}  # fmt: skip
_KEY: Final = rf"(?:(?P<{{}}>[0-9*#](?![0-9])|(?:{'|'.join(_NAMED)})\b))"
_VERB: Final = (
    r"(?:press(?:ing)?|push|hit|select|choose|prompt|option|opt\.?|opci[o\u00f3]n|oprima|marque"
    r"|presione)"
)
_PRESS: Final = re.compile(
    rf"\b{_VERB}(?:\s+(?:key|option|number|the|el|la))*\s*[:#\"']?\s*{_KEY.format('key')}[\"']?",
    re.IGNORECASE,
)
_THEN: Final = re.compile(
    rf"\s*,?\s*(?:and |y )?(?:then|luego)\s+(?:{_VERB}\s+)?#?{_KEY.format('key')}", re.IGNORECASE
)
_OTHER: Final = re.compile(
    rf"\s*(?:,|/|-|&|\bor\b|\band\b|\bo\b)\s*(?:{_VERB}\s+)?[0-9*#](?![0-9])"
)
"""Another key that would do as well."""
_MOST: Final = 4
"""Most keys of a menu; a longer row of digits is something else."""
_TYPED: Final = re.compile(r"[0-9*#](?:[ ,]+[0-9*#]){0,3}")
_OWN_NAMES: Final = frozenset({"espanol", "tieng", "russkii", "zhongwen"})


def read_keys(words: str) -> str | None:
    """Return the keys that words next to a number name, as ``2,1``; ``None`` if not certain."""
    found = _PRESS.search(words)
    if found is None or _is_of_a_language(words):
        return None
    keys, end = [found["key"]], found.end()
    while then := _THEN.match(words, end):
        keys.append(then["key"])
        end = then.end()
    more = _PRESS.search(words, end)
    if more is not None or _OTHER.match(words, end) or len(keys) > _MOST:
        return None
    return ",".join(_NAMED.get(key.casefold(), key) for key in keys)


def read_typed_keys(cell: str) -> str | None:
    """Read a column of its own: keys alone ("2", "2, 1"), or words with them."""
    if _TYPED.fullmatch(cell.strip()):
        return ",".join(re.findall(r"[0-9*#]", cell))
    return read_keys(cell)


def without_keys(words: str) -> str:
    """Return words without the keys that they name."""
    found = _PRESS.search(words)
    if found is None or read_keys(words) is None:
        return words
    end = found.end()
    while then := _THEN.match(words, end):
        end = then.end()
    return f"{words[: found.start()]} {words[end:]}"


def _is_of_a_language(words: str) -> bool:
    """Return True if a key is for speakers of one language."""
    folded = set(re.findall(r"[^\W\d_]+", fold(words)))
    return not folded.isdisjoint(LANGUAGE_WORDS | _OWN_NAMES)
