"""Keys that a spreadsheet rounded: what is left of them could be the key of anything."""

import re
from collections.abc import Sequence
from typing import Final

_SCIENCE = re.compile(
    r"\s*[+-]?\d+(?:[.,]\d+)?\s?e\s?\+\d{2,3}\s*|\s*[+-]?\d[.,]\d+\s?e\s?\d{2,3}\s*", re.IGNORECASE
)
"""As spreadsheets show a number of more than eleven digits: 5.43130E+14."""
_LONG = re.compile(r"\d{15,}")
_ROUNDED = re.compile(r"\d{12,}000")
"""A spreadsheet keeps fifteen digits and makes the others zeros."""
_LEAST: Final = 2
"""Keys that end in three zeros before a column is called rounded: one does so by chance."""


def is_ruined(key: str) -> bool:
    """Whether a key is a number of which a spreadsheet has thrown digits away."""
    return _SCIENCE.fullmatch(key) is not None


def is_rounded(key: str) -> bool:
    """Whether a key looks like a long number that was rounded; alone it may be what it is."""
    return _ROUNDED.fullmatch(key) is not None


def most_are_rounded(keys: Sequence[str]) -> bool:
    """Whether more than half of the long keys of a column end in three zeros."""
    long = [key for key in keys if _LONG.fullmatch(key)]
    rounded = sum(map(is_rounded, long))
    return rounded >= _LEAST and rounded * 2 > len(long)
