"""Parse dates in the formats that exports of the United States use."""

import datetime as dt
import re
from typing import Final

_YEARS: Final = range(1990, 2101)
"""Earlier years are filler ("January 01, 0001", 1900), later ones mean "never ends"."""
_CENTURY: Final = 2000
_MONTHS_IN_YEAR: Final = 12
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?: .*)?", re.ASCII)
_WORDS = re.compile(
    r"(?:[a-z]+day,? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII
)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,? (\d{4})", re.ASCII)


def read_date(raw: str) -> dt.date | None:
    """Parse the day in a cell; ``None`` if it is no day, ambiguous, or outside 1990 to 2100.

    In 3/4/2025 the first number is the month, as in the United States; 24/12/2025 has one reading.
    A bare number (a spreadsheet's day count) is not accepted.
    """
    text = " ".join(raw.casefold().split())
    if found := _ISO.fullmatch(text) or _PACKED.fullmatch(text):
        return _day(*found.groups())
    if found := _SLASHED.fullmatch(text):
        first, second, year = found.groups()
        swapped = int(first) > _MONTHS_IN_YEAR
        return _day(year, second if swapped else first, first if swapped else second)
    if found := _WORDS.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[3], _month(found[2]), found[1])
    return None


def is_ambiguous(raw: str) -> bool:
    """Return True if a day has another reading: 3/4/2025, or a year of two digits."""
    found = _SLASHED.fullmatch(" ".join(raw.split()))
    if found is None:
        return False
    first, second, year = found.groups()
    either = max(int(first), int(second)) <= _MONTHS_IN_YEAR and first != second
    return either or len(year) == len("99")


def read_day_or_month(raw: str) -> dt.date | None:
    """Parse 2026-09-14, or 2026-09 as the first day of that month; else ``None``."""
    found = _MONTH.fullmatch(raw.strip())
    return _day(found[1], found[2], found[3] or "1") if found else None


def _month(word: str) -> str:
    """Return the number of an English month, full or its first three letters; "0" for no month."""
    short = "sep" if word == "sept" else word
    for number, name in enumerate(_MONTHS, 1):
        if short in (name, name[:3]):
            return str(number)
    return "0"


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = int(year) + (_CENTURY if len(year) == len("99") else 0)
    if number not in _YEARS:
        return None
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        return None
