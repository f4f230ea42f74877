"""Parse times of day, alone and in pairs.

An hour that could be morning or evening is accepted only if the other time leaves one reading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

HOUR: Final = 60
NOON: Final = 12 * HOUR
DAY: Final = 24 * HOUR
"""In minutes."""
NIGHT: Final = 15 * HOUR
"""Longest opening across midnight: a night shelter from 17:00 to 08:00. Anything longer is "9 to 5"
without its "pm"."""
_HALF: Final = 12
"""Hours on a clock face."""
_FIRST_AFTERNOON: Final = range(1, 6)
"""Hours that an office has only in the afternoon."""
_MORNING: Final = range(7, 12)
"""Hours when an office opens."""

TIME: Final = (
    r"(?:\d{1,2}(?:[:.]\d\d(?::\d\d)?)?(?:\s?[ap]\.?m\b\.?)?|(?:12\s?)?noon|(?:12\s?)?midnight)"
)
"""Pattern of a time within a text, folded to lower case."""
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?P<second>:\d\d(?:\.\d+)?)?)?\s?"
    r"(?P<half>[ap]\.?\s?m\.?)?(?:z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_PACKED = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d\d)(?:\.0+)?(?:\s?h(?:rs?)?)?", re.ASCII)
_NOON = re.compile(r"(?:12\s?)?noon|midday")
_MIDNIGHT = re.compile(r"(?:12\s?)?mid ?night")


class HoursProblem(StrEnum):
    """Reasons why a row gave no hours, or only a part of them."""

    DAYS = "days"
    TIMES = "times"
    ONE_TIME_MISSING = "one_time_missing"
    ORDER = "order"
    MIDNIGHT = "midnight"
    REPEATS = "repeats"
    DATES = "dates"
    PROSE = "prose"
    OVERLAP = "overlap"
    PAST = "past"


class TimeCertainty(StrEnum):
    """Certainty of morning or evening in a time."""

    HALF = "half"
    """With am or pm, or as noon."""
    DAY = "day"
    """In 24 hours: 13:00, 09:00, 9:00:00, 0830."""
    NOT = "not"
    """Ambiguous: 9, 9:00, 12:00."""


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time as written: minutes from midnight, 0 to 1440."""

    minute: int
    sure: TimeCertainty

    @property
    def hour(self) -> int:
        """Return the full hour."""
        return self.minute // HOUR


def read_time(raw: str) -> WrittenTime | None:
    """Parse the time in a cell or a text, or return ``None``. "Midnight" is the end of a day."""
    text = " ".join(raw.casefold().split())
    if _NOON.fullmatch(text) or _MIDNIGHT.fullmatch(text):
        return WrittenTime(NOON if "noon" in text or text == "midday" else DAY, TimeCertainty.HALF)
    if found := _PACKED.fullmatch(text):
        return _clock(int(found["hour"]), int(found["minute"]), TimeCertainty.DAY)
    found = _TIME.fullmatch(text)
    return _spoken(found) if found else None


def _spoken(match: re.Match[str]) -> WrittenTime | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := match["half"]:
        afternoon = _HALF if half.startswith("p") else 0
        return (
            _clock(hour % _HALF + afternoon, minute, TimeCertainty.HALF)
            if 1 <= hour <= _HALF
            else None
        )
    zero = match["minute"] and match["hour"].startswith("0")
    digital = match["second"] or zero or hour > _HALF
    return _clock(hour, minute, TimeCertainty.DAY if digital else TimeCertainty.NOT)


def in_24_hours(times: Iterable[str]) -> bool:
    """Return True if a whole column of times is written in 24 hours.

    It is if at least one time is, and none has am or pm.
    """
    sures = {clock.sure for raw in times if (clock := read_time(raw))}
    return TimeCertainty.DAY in sures and TimeCertainty.HALF not in sures


def _clock(hour: int, minute: int, certainty: TimeCertainty) -> WrittenTime | None:
    total = hour * HOUR + minute
    return WrittenTime(total, certainty) if minute < HOUR and total <= DAY else None


def read_pair(
    opens: WrittenTime, closes: WrittenTime, *, office: bool
) -> tuple[str, str] | HoursProblem:
    """Return both times of a span as ``HH:MM``; ``office``: on working days only.

    00:00 to 23:59 is day and night, by the convention of the standard; 00:00 to 00:00 could also
    mean "closed" or "unknown".
    """
    resolved = _resolved(opens, closes, office=office)
    if resolved is None:
        return HoursProblem.TIMES
    start, end = resolved
    start = 0 if start == DAY else start
    if start == end:
        return HoursProblem.ORDER if start else HoursProblem.MIDNIGHT
    end = DAY if end in (0, DAY - 1) else end
    if end < start and (start < NOON or end + DAY - start > NIGHT):
        return HoursProblem.ORDER
    return _as_text(start), _as_text(end)


def _as_text(minute: int) -> str:
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"


def _resolved(opens: WrittenTime, closes: WrittenTime, *, office: bool) -> tuple[int, int] | None:
    """Return minutes of both times; ``None`` if morning and evening are ambiguous."""
    sures = (opens.sure, closes.sure)
    if TimeCertainty.NOT not in sures or TimeCertainty.DAY in sures:
        # Next to a time in 24 hours the other one is in 24 hours too.
        return (
            None
            if TimeCertainty.HALF in sures and TimeCertainty.NOT in sures
            else (opens.minute, closes.minute)
        )
    if closes.sure is TimeCertainty.HALF:
        start = _start(opens, closes)
        return None if start is None else (start, closes.minute)
    if opens.sure is TimeCertainty.HALF:
        end = _end(opens, closes)
        return None if end is None else (opens.minute, end)
    if office and opens.hour in _MORNING and (closes.hour in range(1, 7) or closes.hour == _HALF):
        return opens.minute, closes.minute % NOON + NOON
    return None


def _start(opens: WrittenTime, closes: WrittenTime) -> int | None:
    """Resolve the first of "9-5pm", "1-5pm", "8-11am", "9-noon"; "7-9pm" is ambiguous."""
    if opens.hour > _HALF or closes.minute == DAY:
        return None
    face = opens.minute % NOON
    if closes.minute < NOON:
        return face if face < closes.minute and opens.hour != _HALF else None
    afternoon = opens.hour == _HALF or opens.hour in _FIRST_AFTERNOON
    if afternoon:
        return face + NOON if face + NOON < closes.minute else None
    return face if face > closes.minute - NOON else None


def _end(opens: WrittenTime, closes: WrittenTime) -> int | None:
    """Resolve the second of "9am-5" and "1pm-5"; "9am-11" is ambiguous."""
    if closes.hour > _HALF:
        return None
    face = closes.minute % NOON
    if opens.minute < NOON:
        return face + NOON if face <= opens.minute else None
    return face + NOON if face + NOON > opens.minute else None
