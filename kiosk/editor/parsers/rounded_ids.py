"""Recognise keys that a spreadsheet rounded, which could belong to anything."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_SCIENCE = re.compile(
    r"\s*[+-]?\d+(?:[.,]\d+)?\s?[eE]\s?\+\d{2,3}\s*|\s*[+-]?\d[.,]\d+\s?E\s?\d{2,3}\s*"
)
"""Spreadsheet format of numbers with more than eleven digits: 5.43130E+14.

No program writes a small "e" without a sign there. An id that this program made ends in a hash of
small letters, and may look so by chance: 4.6550e016.
"""
_LONG = re.compile(r"\d{15,}")
_ROUNDED = re.compile(r"\d{12,}000")
"""A spreadsheet stores fifteen digits and replaces the rest with zeros."""
_EITHER = re.compile(r"\d\s?e\s?\+?\d{2}|\d{15}", re.IGNORECASE)
"""Part of every number in that format, and of every long one."""
_LEAST: Final = 2
"""Fewest keys ending in three zeros that make a column rounded; one may do so by chance."""


def may_be_lost(cell: str) -> bool:
    """Return False if no key in a cell can be destroyed: a quick check, for most cells cannot."""
    return _EITHER.search(cell) is not None


def is_rounded(key: str) -> bool:
    """Return True if a key looks like a rounded long number; a single one may be genuine."""
    return _ROUNDED.fullmatch(key) is not None


def lost_keys(columns: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the keys of some columns that a spreadsheet destroyed; they are lost in any column."""
    every = list(columns)
    ruined = {key for keys in every for key in keys if _SCIENCE.fullmatch(key)}
    rounded = (filter(is_rounded, keys) for keys in every if most_are_rounded(keys))
    return frozenset(ruined.union(*rounded))


def most_are_rounded(keys: Sequence[str]) -> bool:
    """Return True if more than half of a column's long keys end in three zeros."""
    long = [key for key in keys if _LONG.fullmatch(key)]
    rounded = sum(map(is_rounded, long))
    return rounded >= _LEAST and rounded * 2 > len(long)
