"""Parse days of the week: words, letters, ranges and lists."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kiosk.domain.records import Weekday

WEEK: Final = tuple(Weekday)
FULL_NAMES: Final = dict(
    zip(
        WEEK,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
WORKING_DAYS: Final = frozenset(WEEK[:6])
"""Monday to Saturday, when offices keep daytime hours."""

_NAMES: Final = (
    r"mon(?:day)?s?|mo",
    r"tue(?:s(?:day)?)?s?|tu",
    r"wed(?:nes(?:day)?|s)?s?|we",
    r"thu(?:r(?:s(?:day)?)?)?s?|th",
    r"fri(?:day)?s?|fr",
    r"sat(?:ur(?:day)?)?s?|sa",
    r"sun(?:day)?s?|su",
)
_LETTERS: Final = {"m": 0, "t": 1, "w": 2, "f": 4}
"""Single letters that stand for one day only; S has two readings, and T is Tuesday where Th exists.
"""
_DAY = re.compile("|".join(f"(?P<d{n}>\\b(?:{name})\\b)" for n, name in enumerate(_NAMES)))
_NAME: Final = "|".join(name.rpartition("|")[0] for name in _NAMES)
"""Names of three letters or more; shorter ones are words of any text."""
_DAYS_IN_TEXT = re.compile(
    rf"\b(?:{_NAME})\b\.?(?:\s?(?:-|to|through|thru|until)\s?(?:{_NAME})\b)?"
    r"|\b(?:daily|every ?day|each day|all week|week(?:day|end)s?|(?:7|seven) days)\b"
    r"|\b(?:m\s?-\s?(?:f|th|sat?|sun?)|mwf|t/?th|tuth|mtwthf)\b"
)
_ITEM: Final = r"[a-z]+"
_CHAIN = re.compile(rf"{_ITEM}(?:-{_ITEM})*")
_TO = re.compile(r"\s*(?:-|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s*")
_PACKED: Final = {
    "mwf": (0, 2, 4),
    "tth": (1, 3),
    "tuth": (1, 3),
    "mw": (0, 2),
    "mtwthf": (0, 1, 2, 3, 4),
}
_GROUPS: Final = {
    "daily": range(7), "everyday": range(7), "every day": range(7), "all days": range(7),
    "7 days a week": range(7), "seven days a week": range(7), "7 days": range(7),
    "7 days per week": range(7), "7 days/week": range(7), "all week": range(7),
    "each day": range(7), "a day 7 days a week": range(7), "seven days": range(7),
    "weekdays": range(5), "weekday": range(5), "business days": range(5), "working days": range(5),
    "weekends": (5, 6), "weekend": (5, 6),
}  # fmt: skip


def read_days(raw: str) -> tuple[Weekday, ...] | None:
    """Parse the days in a cell, in the order of the week; ``None`` unless all of it is days."""
    days = days_as_typed(raw)
    return None if days is None else tuple(sorted(days, key=WEEK.index))


@lru_cache(maxsize=1024)
def days_as_typed(raw: str) -> tuple[Weekday, ...] | None:
    """Parse the days in a cell in its own order, each once; ``None`` unless all of it is days.

    Reads "Monday - Friday", "MO,TU", "M-F", "Tues & Thurs", "T/Th", "daily". A number is no day:
    some sources count from Sunday, some from Monday. "1MO" is the first Monday of a month, not
    every Monday.
    """
    text = " ".join(re.sub(r"[.\u2010-\u2015]", _dashed, raw.casefold()).split()).strip(" ,;:")
    if text in _GROUPS or text in _PACKED:
        return _named(_GROUPS.get(text) or _PACKED[text])
    text = _TO.sub("-", text)
    if re.sub(r"[,;/&+ ]|\band\b", "", _CHAIN.sub("", text)):
        return None
    days: list[int] = []
    for chain in _CHAIN.findall(re.sub(r"\band\b", " ", text)):
        numbers = [_number(item) for item in chain.split("-")]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        days += _range(*known) if len(known) == len(("from", "to")) else known
    return _named(days) if days else None


def named_in(text: str) -> set[Weekday] | None:
    """Return the days that a folded text names; ``None`` if it names some that cannot be read."""
    found = [read_days(one[0]) for one in _DAYS_IN_TEXT.finditer(text)]
    known = [day for days in found if days is not None for day in days]
    return None if None in found else {*known}


class FirstDay(StrEnum):
    """The day that a source counts as its first."""

    MONDAY = "monday"
    SUNDAY = "sunday"


_NUMBERS: Final = re.compile(
    r"\s*[\[(]?\s*[0-7](?:\.0+)?(?:\s*[,;/ ]\s*[0-7](?:\.0+)?)*\s*[\])]?\s*"
)


def day_numbers(raw: str) -> tuple[int, ...]:
    """Return days written as numbers ("1,2,5"); empty unless all of the cell is numbers."""
    if not _NUMBERS.fullmatch(raw):
        return ()
    return tuple(dict.fromkeys(int(found) for found in re.findall(r"(?<![.\d])[0-7]", raw)))


def named_days(numbers: Iterable[int], first: FirstDay, *, zero: bool) -> str:
    """Return days by name; ``zero``: the source counts from 0, else from 1."""
    return ",".join(_day_of(number, first, zero=zero).value for number in numbers)


def quiet_days(rows: Mapping[int, int], first: FirstDay, *, zero: bool) -> str:
    """Return the days with fewer rows than half of the busiest one: they look closed."""
    start = 0 if zero else 1
    most = max(rows.values())
    quiet = [number for number in range(start, start + 7) if rows.get(number, 0) * 2 < most]
    days = sorted((_day_of(number, first, zero=zero) for number in quiet), key=WEEK.index)
    return " and ".join(FULL_NAMES[day] for day in days) or "no day"


def _day_of(number: int, first: FirstDay, *, zero: bool) -> Weekday:
    """Return a day; 7 in a source that counts from 0 is its day 0."""
    shift = 0 if first is FirstDay.MONDAY else -1
    return WEEK[(number - (0 if zero else 1) + shift) % 7]


def _dashed(match: re.Match[str]) -> str:
    return "" if match[0] == "." else "-"


def _named(numbers: Iterable[int]) -> tuple[Weekday, ...]:
    return tuple(dict.fromkeys(WEEK[number] for number in numbers))


def _number(item: str) -> int | None:
    if item in _LETTERS:
        return _LETTERS[item]
    found = _DAY.fullmatch(item)
    return int(found.lastgroup[1:]) if found and found.lastgroup else None


def _range(first: int, last: int) -> list[int]:
    """Return the days from ``first`` to ``last``, across the end of the week if needed."""
    return [day % 7 for day in range(first, last + (1 if last >= first else 8))]
