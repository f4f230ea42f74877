"""Recognise cells of a row that call it a home, whose street must stay unknown."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from kiosk.domain.homes import mentions_shelter

_TEXTS: Final = ("name", "alternate_name", "description")
_SORTED = re.compile(r"categor|taxonom|keyword|(?:service|program|location|site|facility)_?type")
"""Extra columns of an export that classify a record."""
_SHELTER = re.compile(r"(?:^|_)(?:shelters?|safe_?houses?|refuges?|dv)(?:_|$)|^isshelter$")
_OTHER_SHELTER = re.compile(r"animal|pet|bus|tax|shade")
_NO: Final = frozenset(
    {"", "0", "0.0", "false", "f", "no", "n", "none", "null", "na", "n/a", "off", "unchecked"}
)
_AT_RISK: Final = frozenset({"leave_harm", "young_bed", "with_children"})
"""Situations of people who are searched for."""
_STAYING = re.compile(
    r"\b(?:lodge|cottage|residence|transitional|(?:group|host|safe) homes?|haven"
    r"|places? to (?:stay|live))\b",
    re.IGNORECASE,
)
"""Words for staying that make a home of a service in such a situation."""
TERM: Final = "taxonomy"
"""Returned instead of a column if a taxonomy term calls it a home."""
_mentions_shelter = lru_cache(maxsize=1024)(mentions_shelter)


@cache
def _role(column: str) -> tuple[bool, bool]:
    """Return whether a column holds text to check, and whether it is a flag for a shelter."""
    flag = _SHELTER.search(column) is not None and _OTHER_SHELTER.search(column) is None
    return column in _TEXTS or _SORTED.search(column) is not None, flag


def home_column(
    cells: Mapping[str, str], terms: Iterable[str] = (), situations: Collection[str] = ()
) -> str:
    """Return the column of a row that calls it a home; empty if there is none.

    Names of cells are the internal ones; ``terms`` are the words that classify the row, and
    ``situations`` the codes of its service.
    """
    at_risk = not _AT_RISK.isdisjoint(situations)
    for name, text in cells.items():
        words, flag = _role(name)
        if at_risk and words and _STAYING.search(text):
            return name
        if (words and _mentions_shelter(text)) or (flag and text.strip().casefold() not in _NO):
            return name
    return TERM if any(map(_mentions_shelter, terms)) else ""
