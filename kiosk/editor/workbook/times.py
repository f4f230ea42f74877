"""Read days, dates and times as people type them into a spreadsheet."""

import datetime as dt
import re
from typing import Final

from kiosk.domain.records import Weekday

EVERY_DAY: Final = "Every day"
DAY_AND_NIGHT: Final = "day and night"
MIDNIGHT: Final = "midnight"
ALL_DAY: Final = ("00:00", "24:00")
"""Opening and closing of day and night; each is midnight on its own side."""

_WEEK: Final = tuple(Weekday)
_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT: Final = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_DAYS: Final = {
    name: index
    for index, day in enumerate(_FULL)
    for name in (day, day[:3], day[:2], f"{day}s")
} | _SHORT  # fmt: skip
_WHOLES: Final = {
    "every day": (0, 6),
    "everyday": (0, 6),
    "daily": (0, 6),
    "7 days a week": (0, 6),
    "weekdays": (0, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
}
_ALWAYS: Final = frozenset(
    {"day and night", "24 hours", "24h", "24/7", "24 hrs", "always", "all day and night"}
)
_NAMED: Final = {
    "noon": ("12:00", "12:00"),
    "midday": ("12:00", "12:00"),
    MIDNIGHT: ALL_DAY,
}
"""Meaning of a word as opening and as closing time."""
_CLOCK: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?:[:.]00)?\s*(?:(a|p)\.?\s?m\.?)?", re.IGNORECASE
)
_RUN: Final = 3
"""Fewest consecutive days that are written as first and last."""
_MIDNIGHT_HOUR: Final = 24
_NOON_HOUR: Final = 12
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WORDED: Final = re.compile(
    r"(?:(\d{1,2})\.? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)? (\d{4})", re.IGNORECASE
)
_SERIALS: Final = range(36_526, 73_051)
"""Day numbers of a spreadsheet from 2000 to 2099; other numbers are no dates."""
_EPOCH: Final = dt.date(1899, 12, 30)


def days_text(days: tuple[Weekday, ...]) -> str:
    """Return days as people write them: ``Mon-Fri``, ``Every day``, ``Wed, Mon``."""
    indexes = [_WEEK.index(day) for day in days]
    run = len(indexes) >= _RUN and indexes == list(range(indexes[0], indexes[0] + len(indexes)))
    if run and len(indexes) == len(_WEEK):
        return EVERY_DAY
    if run:
        return f"{_NAMES[indexes[0]]}-{_NAMES[indexes[-1]]}"
    return ", ".join(_NAMES[index] for index in indexes)


def read_days(text: str) -> tuple[Weekday, ...] | None:
    """Read the days of a cell in order, without repetitions; ``None`` if a word is no day."""
    folded = re.sub(r"\s+", " ", text.strip().casefold())
    if whole := _WHOLES.get(folded):
        return _WEEK[whole[0] : whole[1] + 1]
    folded = re.sub(r"\s*(?:-|‐|‑|–|—|\bto\b|\bthrough\b|\bthru\b)\s*", "-", folded)
    indexes: list[int] = []
    for part in re.split(r"[,;/&+\s]+|\band\b", folded):
        if not part:
            continue
        ends = [_DAYS.get(name.rstrip(".")) for name in part.split("-")]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > len(("first", "last")):
            return None
        indexes += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return tuple(_WEEK[index] for index in dict.fromkeys(indexes))


def time_text(minute: str) -> str:
    """Return ``09:00`` as ``9:00 am``. Both midnights stay in digits, which are unambiguous."""
    if minute in (*ALL_DAY, DAY_AND_NIGHT, MIDNIGHT):
        return minute
    hour, rest = int(minute[:2]), minute[3:]
    return f"{hour % 12 or 12}:{rest} {'pm' if hour >= _NOON_HOUR else 'am'}"


def read_time(value: object, *, closing: bool) -> tuple[str, ...] | None:
    """Return ``("HH:MM",)``, :data:`ALL_DAY`, or ``None`` if it is no certain time.

    A bare hour is not certain. Midnight ends a day as a closing time, else begins it.
    """
    if isinstance(value, dt.datetime):
        value = value.time() if value.date() <= dt.date(1900, 1, 1) else None
    if isinstance(value, dt.time):
        return None if value.second else _minute(value.hour, value.minute)
    if isinstance(value, dt.timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return None if rest % 60 else _minute(hours, rest // 60)
    if isinstance(value, float) and 0 < value < 1:
        minutes = round(value * 24 * 60)
        return _minute(*divmod(minutes, 60)) if abs(value * 1440 - minutes) < 1e-6 else None  # noqa: PLR2004 - rounding by the spreadsheet
    return _read_words(value, closing=closing) if isinstance(value, str) else None


def names_half(text: str) -> bool:
    """Return True if a time names its half of the day: am, pm, noon, midnight."""
    folded = re.sub(r"\s+", " ", text.strip().casefold())
    match = _CLOCK.fullmatch(folded)
    return folded in _NAMED or bool(match and match[3])


def _read_words(text: str, *, closing: bool) -> tuple[str, ...] | None:
    folded = re.sub(r"\s+", " ", text.strip().casefold())
    if folded in _ALWAYS:
        return ALL_DAY
    if named := _NAMED.get(folded):
        return (named[closing],)
    match = _CLOCK.fullmatch(folded)
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] is not None:
        if not 1 <= hour <= _NOON_HOUR:
            return None
        hour = hour % _NOON_HOUR + (_NOON_HOUR if match[3] == "p" else 0)
        hour = _MIDNIGHT_HOUR if closing and hour == minute == 0 else hour
    return _minute(hour, minute)


def _minute(hour: int, minute: int) -> tuple[str, ...] | None:
    last = hour == _MIDNIGHT_HOUR and minute == 0
    good = last or (0 <= hour < _MIDNIGHT_HOUR and 0 <= minute < 60)  # noqa: PLR2004 - minutes
    return (f"{hour:02}:{minute:02}",) if good else None


def read_date(value: object) -> tuple[dt.date, bool] | None:
    """Return a day, and whether it is certain; ``None`` if it is no day.

    ``3/4/2026`` is read the American way, and is not certain; neither is a bare day number.
    """
    if isinstance(value, dt.datetime):
        return (value.date(), True) if value.time() == dt.time() else None
    if isinstance(value, dt.date):
        return value, True
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = value == int(value) and int(value) in _SERIALS
        return (_EPOCH + dt.timedelta(days=int(value)), False) if whole else None
    return _read_day(re.sub(r"\s+", " ", value.strip())) if isinstance(value, str) else None


def _read_day(text: str) -> tuple[dt.date, bool] | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]), certain=True)
    if match := _SLASHED.fullmatch(text):
        month, day = int(match[1]), int(match[2])
        return _day(int(match[3]), month, day, certain=day > len(_MONTHS) or day == month)
    if (match := _WORDED.fullmatch(text)) and (match[1] is None) is not (match[3] is None):
        name = match[2].casefold()
        month = next((n for n, short in enumerate(_MONTHS, 1) if name.startswith(short)), 0)
        return _day(int(match[4]), month, int(match[1] or match[3]), certain=True)
    return None


def _day(year: int, month: int, day: int, *, certain: bool) -> tuple[dt.date, bool] | None:
    try:
        return dt.date(year, month, day), certain
    except ValueError:
        return None
