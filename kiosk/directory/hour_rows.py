"""Opening hours as rows for one index: minutes of the local week, and dated exceptions.

:mod:`kiosk.directory.table_rows` decides which rows apply. ``readers`` are the languages they
apply to, as bits: one for each language of the screen.

``week_interval`` holds what repeats: merged minutes of undated rows, cut where the week ends. Rows
with one bounding date keep it, cut at midnight so that the part after it belongs to the next day.
Special hours and closures only mark the days that need the full rules of
:mod:`kiosk.domain.schedule`.
"""

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.domain.access_route import SOURCE_TAG
from kiosk.domain.language import OFFERED, normalize_tag
from kiosk.domain.records import Schedule
from kiosk.domain.schedule import DAY, WEEK, week_intervals

FIRST_DAY, LAST_DAY = dt.date.min.toordinal(), dt.date.max.toordinal()
"""Days (proleptic ordinals) that mean "always" and "for ever"."""

EVERYONE = (1 << len(OFFERED)) - 1
"""The bits of all languages."""

WeekRow = tuple[int, int, int, int]
"""start, end (minutes of the week, end at most 10080), first day, last day (ordinals)."""


def reader_bit(tag: str) -> int:
    """Return the bit of a language; one the screen lacks counts as the source language."""
    known = normalize_tag(tag)
    return 1 << OFFERED.index(known if known in OFFERED else SOURCE_TAG)


def _is_exception(schedule: Schedule) -> bool:
    return schedule.closed or (schedule.valid_from is not None and schedule.valid_to is not None)


def week_rows(schedules: Sequence[Schedule]) -> list[WeekRow]:
    """Return the open intervals of a usual week from the rows of one site or line."""
    plain = [row for row in schedules if row.valid_from is None and row.valid_to is None]
    rows = [
        (start, end, FIRST_DAY, LAST_DAY)
        for piece in week_intervals(plain)
        for start, end, _ in _cut(piece, WEEK)
    ]
    for row in schedules:
        if _is_exception(row) or row in plain:
            continue
        (first, last), on = _days(row), row.valid_from or row.valid_to
        rows += [
            (start, end, first + late, min(last + late, LAST_DAY))
            for name in row.byday
            for piece in week_intervals([replace(row, byday=(name,))], on)
            for start, end, late in _cut(piece, DAY)
        ]
    return sorted({*rows})


def _days(schedule: Schedule) -> tuple[int, int]:
    """Return the first and the last day on which hours hold."""
    first, last = schedule.valid_from, schedule.valid_to
    return first.toordinal() if first else FIRST_DAY, last.toordinal() if last else LAST_DAY


def _cut(piece: tuple[int, int], length: int) -> list[tuple[int, int, int]]:
    """Cut at the first multiple of ``length`` after the start; the third number is in days."""
    start, end = piece
    edge = (start // length + 1) * length
    if end <= edge:
        return [(start, end, 0)]
    return [(start, edge, 0), (edge % WEEK, edge % WEEK + end - edge, 1)]


def exception_days(schedules: Sequence[Schedule]) -> list[tuple[int, int]]:
    """Return spans of days (ordinals) on which the usual week is not enough."""
    return sorted({_days(row) for row in schedules if _is_exception(row)})
