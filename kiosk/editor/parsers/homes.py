"""Which cells of a row say that it is a home whose street must stay unknown."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from kiosk.domain.homes import names_a_home

_TEXTS: Final = ("name", "alternate_name", "description")
_SORTED = re.compile(r"categor|taxonom|keyword|(?:service|program|location|site|facility)_?type")
"""Columns of an export's own that say what a thing is."""
_SHELTER = re.compile(r"(?:^|_)(?:shelters?|safe_?houses?|refuges?|dv)(?:_|$)|^isshelter$")
_OTHER_SHELTER = re.compile(r"animal|pet|bus|tax|shade")
_NO: Final = frozenset(
    {"", "0", "0.0", "false", "f", "no", "n", "none", "null", "na", "n/a", "off", "unchecked"}
)
TERM: Final = "taxonomy"
"""Stands for a column where one of the terms says it."""


@cache
def _role(column: str) -> tuple[bool, bool]:
    """Whether a column holds words to look at, and whether it is a flag for a shelter."""
    flag = _SHELTER.search(column) is not None and _OTHER_SHELTER.search(column) is None
    return column in _TEXTS or _SORTED.search(column) is not None, flag


def home_column(cells: Mapping[str, str], terms: Iterable[str] = ()) -> str:
    """The column of a row that says it is a home; empty where none does.

    Names of cells are those used inside; ``terms`` are the words it is sorted under.
    """
    for name, text in cells.items():
        words, flag = _role(name)
        if (words and names_a_home(text)) or (flag and text.strip().casefold() not in _NO):
            return name
    return TERM if any(map(names_a_home, terms)) else ""
