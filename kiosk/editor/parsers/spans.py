"""Merge spans of opening hours that repeat or overlap."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import Weekday
from kiosk.editor.parsers.days import WEEK

_DAY: Final = 24 * 60
"""Minutes of a day."""

Dates = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class HourSpan:
    """Hours on some days: ``opens`` and ``closes`` are ``HH:MM``, ``None`` in a closed row."""

    byday: tuple[Weekday, ...]
    opens: str | None = None
    closes: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    closed: bool = False


def merge_overlaps(spans: Iterable[HourSpan]) -> tuple[tuple[HourSpan, ...], bool]:
    """Merge hours into as few spans as possible, and return whether any overlapped.

    Rows with other dates stay separate, as do closed ones. Sorted by dates, then by week.
    """
    rows = list(dict.fromkeys(spans))
    closed = [row for row in rows if row.opens is None or row.closes is None]
    groups: dict[Dates, dict[Weekday | None, list[tuple[int, int]]]] = defaultdict(dict)
    for row in rows:
        if row.opens is None or row.closes is None:
            continue
        start, end = _minutes(row.opens), _minutes(row.closes)
        for day in row.byday or (None,):
            hours = groups[row.valid_from, row.valid_to].setdefault(day, [])
            hours.append((start, end if end > start else end + _DAY))
    result: list[HourSpan] = []
    overlap = False
    for dates, days in groups.items():
        by_hours: dict[tuple[int, int], list[Weekday]] = defaultdict(list)
        for day, hours in days.items():
            merged = _merged(hours)
            overlap |= len(merged) < len(set(hours))
            for start, end in merged:
                by_hours[start, end] += [] if day is None else [day]
        result += [
            HourSpan(tuple(sorted(set(names), key=WEEK.index)), _clock(start), _clock(end), *dates)
            for (start, end), names in by_hours.items()
        ]
    return tuple(sorted(result, key=_order)) + tuple(closed), overlap


def _merged(hours: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(set(hours)):
        # A row covers one day at most: longer spans stay in two.
        if merged and start < merged[-1][1] and end <= merged[-1][0] + _DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _order(span: HourSpan) -> tuple[str, str, int, str]:
    first = WEEK.index(span.byday[0]) if span.byday else 0
    return (str(span.valid_from or ""), str(span.valid_to or ""), first, span.opens or "")


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minute: int) -> str:
    minute = minute if minute <= _DAY else minute - _DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"
