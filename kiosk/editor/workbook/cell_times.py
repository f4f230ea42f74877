"""Read dates and times as spreadsheets store or people type them; write days and times."""

import datetime as dt
from typing import Final

from kiosk.domain.records import Weekday
from kiosk.editor.parsers import dates
from kiosk.editor.parsers.times import DAY, HOUR, TimeCertainty
from kiosk.editor.parsers.times import read_time as read_clock

EVERY_DAY: Final = "Every day"
DAY_AND_NIGHT: Final = "day and night"
MIDNIGHT: Final = "midnight"
ALL_DAY: Final = ("00:00", "24:00")
"""Opening and closing of day and night; each is midnight on its own side."""

_WEEK: Final = tuple(Weekday)
_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ALWAYS: Final = frozenset(
    {"day and night", "24 hours", "24h", "24/7", "24 hrs", "always", "all day and night"}
)
_RUN: Final = 3
"""Fewest consecutive days that are written as first and last."""
_MIDNIGHT_HOUR: Final = 24
_NOON_HOUR: Final = 12
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
    clock = read_clock(text)
    return clock is not None and clock.sure is TimeCertainty.HALF


def _read_words(text: str, *, closing: bool) -> tuple[str, ...] | None:
    if " ".join(text.casefold().split()) in _ALWAYS:
        return ALL_DAY
    clock = read_clock(text)
    if clock is None or (clock.sure is TimeCertainty.NOT and text.strip().isdigit()):
        return None
    minute = clock.minute
    if clock.sure is TimeCertainty.HALF and minute % DAY == 0:
        minute = DAY if closing else 0
    return _minute(*divmod(minute, HOUR))


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
    day = dates.read_date(value) if isinstance(value, str) else None
    return None if day is None else (day, not dates.is_ambiguous(str(value)))


def typed_span(opens: str | None, closes: str | None) -> dict[str, str | None]:
    """Return the cells of a span: midnight is a word, if that means the same side of the day."""
    if (opens, closes) == ALL_DAY:
        return {"opens_at": DAY_AND_NIGHT, "closes_at": None}
    sides = zip(("opens_at", "closes_at"), (opens, closes), ALL_DAY, strict=True)
    return {key: MIDNIGHT if own == side else own for key, own, side in sides}
