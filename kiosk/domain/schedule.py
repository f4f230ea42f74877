"""Opening hours: the week of a site or a line, and whether it is open now.

All arithmetic uses local wall-clock time, so a change to summer time neither adds nor loses an
hour of "open until 17:00". Minutes of the week count from Monday 00:00.

Rules for rows (:class:`kiosk.domain.records.Schedule`):

* A row without times, and a row without days that is not bounded by two dates, says nothing.
* A row bounded by ``valid_from`` **and** ``valid_to`` states special hours: on its days it replaces
  the other rows.
* A ``closed`` row closes the days it covers; one without dates closes its weekdays for good. A
  night belongs to the day on which it began.
* Hours of a day or more are shown day by day: 00:00 to 00:00 is a whole day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec

from kiosk.domain.records import Schedule, Weekday

DAY = 24 * 60
"""Minutes of a day."""
WEEK = 7 * DAY
"""Minutes of a week."""
PAPER_DAYS = 7
"""Days for which people read a paper slip after a visit; the usual week must hold that long."""
HORIZON_DAYS = 7
"""Days to look ahead for the next opening: one full week covers every weekly row."""

Interval = tuple[int, int]
Hours = tuple[dt.time, dt.time]
WHOLE_DAY: Hours = (dt.time(), dt.time())
"""Midnight to midnight, for one whole day among others."""

_DAY_NUMBER = {day: number for number, day in enumerate(Weekday)}


class OpenState(StrEnum):
    """Open state as shown to a visitor. ``UNKNOWN`` reads "call to ask", never "closed"."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Opening(msgspec.Struct, frozen=True):
    """The open state at one moment.

    ``until`` is set when open (``None`` if it never closes: ``always``). ``opens`` is the next
    opening within seven days when shut. Both are wall-clock times like the given moment.
    """

    state: OpenState
    until: dt.datetime | None = None
    opens: dt.datetime | None = None
    always: bool = False


UNKNOWN = Opening(OpenState.UNKNOWN)


class DayHours(msgspec.Struct, frozen=True):
    """Weekdays (0 is Monday) with the same hours.

    A closing time of 00:00 is midnight; :data:`WHOLE_DAY` is the day and its night.
    """

    days: tuple[int, ...]
    hours: tuple[Hours, ...]


@lru_cache(maxsize=DAY)
def _minutes(clock: str) -> int:
    """Convert ``"HH:MM"`` (or ``"24:00"``) to minutes of the day."""
    return int(clock[:2]) * 60 + int(clock[3:])


def _time(minute: int) -> dt.time:
    return dt.time(minute % DAY // 60, minute % 60)


def _span(schedule: Schedule) -> Interval | None:
    """Return minutes from the start of the row's day; the end follows within one day."""
    if schedule.opens_at is None or schedule.closes_at is None:
        return None
    start, end = _minutes(schedule.opens_at), _minutes(schedule.closes_at)
    return (start, end if end > start else end + DAY)


def _dated(schedule: Schedule) -> bool:
    return schedule.valid_from is not None or schedule.valid_to is not None


def _bounded(schedule: Schedule) -> bool:
    return schedule.valid_from is not None and schedule.valid_to is not None


def _valid_on(schedule: Schedule, day: dt.date) -> bool:
    return (schedule.valid_from is None or schedule.valid_from <= day) and (
        schedule.valid_to is None or day <= schedule.valid_to
    )


def _covers(schedule: Schedule, day: dt.date) -> bool:
    """True if the row applies on ``day``."""
    if not _valid_on(schedule, day):
        return False
    if schedule.byday:
        return any(_DAY_NUMBER[name] == day.weekday() for name in schedule.byday)
    return _dated(schedule) if schedule.closed else _bounded(schedule)


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Sort intervals and join those that overlap or touch."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def states_hours(schedules: Iterable[Schedule]) -> bool:
    """True if any row states opening hours; closures alone do not."""
    return any(not row.closed and _span(row) is not None for row in schedules)


def has_dated_rows(schedules: Iterable[Schedule]) -> bool:
    """True if dates or closures limit any row: then :func:`week_intervals` is incomplete."""
    return any(row.closed or _dated(row) for row in schedules)


def week_intervals(
    schedules: Iterable[Schedule], day: dt.date | None = None
) -> tuple[Interval, ...]:
    """Return the regular week as ``(start, end)`` minutes, ``0 <= start < 10080``.

    Intervals are sorted and disjoint, and may end past 10080: the night from Sunday to Monday. Day
    and night is ``((0, 10080),)``. Without ``day`` only undated rows count; with it, rows that are
    valid on that day and are not bounded special hours.
    """
    found: list[Interval] = []
    for row in schedules:
        span = None if row.closed else _span(row)
        if span is None or _bounded(row):
            continue
        if _dated(row) and (day is None or not _valid_on(row, day)):
            continue
        for name in row.byday:
            start = (_DAY_NUMBER[name] * DAY + span[0]) % WEEK
            found.append((start, start + span[1] - span[0]))
    return _wrapped(found)


def never_closes(schedules: Sequence[Schedule]) -> bool:
    """True if the hours are day and night every day, now and later."""
    return not has_dated_rows(schedules) and week_intervals(schedules) == ((0, WEEK),)


def _wrapped(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Join the intervals of a cyclic week."""
    # With a week on either side, intervals that begin in the middle one are complete.
    turns = (-WEEK, 0, WEEK)
    weeks = _merged((start + turn, end + turn) for start, end in intervals for turn in turns)
    if any(end - start >= WEEK for start, end in weeks):
        return ((0, WEEK),)
    return tuple((start, end) for start, end in weeks if 0 <= start < WEEK)


def opening_in_week(intervals: Sequence[Interval], now: dt.datetime) -> Opening:
    """Return the open state from precomputed minutes of the week (:func:`week_intervals`)."""
    if not intervals:
        return UNKNOWN
    minute = now.weekday() * DAY + now.hour * 60 + now.minute
    wait = WEEK
    for start, end in intervals:
        if end - start >= WEEK:
            return Opening(OpenState.OPEN, always=True)
        since = (minute - start) % WEEK
        if since < end - start:
            return Opening(OpenState.OPEN, until=_later(now, end - start - since))
        wait = min(wait, (start - minute) % WEEK)
    return _shut(now, wait)


def opening(schedules: Sequence[Schedule], now: dt.datetime | None) -> Opening:
    """Return the open state at local wall-clock ``now``; ``None`` means an untrusted clock."""
    if now is None:
        return UNKNOWN
    if not has_dated_rows(schedules):
        return opening_in_week(week_intervals(schedules), now)
    return _opening_by_dates(schedules, now)


def _opening_by_dates(schedules: Sequence[Schedule], now: dt.datetime) -> Opening:
    """Return the open state day by day, from yesterday's night to the end of the horizon."""
    today = now.date()
    minute = now.hour * 60 + now.minute
    days = [(n * DAY, today + dt.timedelta(n)) for n in range(-1, HORIZON_DAYS + 2)]
    for start, end in _merged(
        (offset + start, offset + end)
        for offset, day in days
        for start, end in _day_spans(schedules, day)
    ):
        if start > minute:
            return _shut(now, start - minute)
        if end >= (HORIZON_DAYS + 1) * DAY:
            return Opening(OpenState.OPEN, always=True)
        if end > minute:
            return Opening(OpenState.OPEN, until=_later(now, end - minute))
    hours_known = any(
        _covers(row, day) for row in schedules if not row.closed and _span(row) for _, day in days
    )
    closed_today = any(row.closed and _covers(row, today) for row in schedules)
    return Opening(OpenState.CLOSED) if hours_known or closed_today else UNKNOWN


def today_hours(schedules: Sequence[Schedule], now: dt.datetime | dt.date) -> tuple[Hours, ...]:
    """Return the hours that begin today as (opens, closes); closing at 00:00 means midnight."""
    day = now.date() if isinstance(now, dt.datetime) else now
    yesterday = _day_spans(schedules, day - dt.timedelta(1))
    return _as_times(_day_spans(schedules, day), yesterday)


def weekly_hours(schedules: Sequence[Schedule], today: dt.date) -> tuple[DayHours, ...]:
    """Return the regular week grouped by equal hours, in the order of the first day."""
    week = [_usual_spans(schedules, number, today) for number in _DAY_NUMBER.values()]
    groups: dict[tuple[Hours, ...], list[int]] = {}
    for number, spans in enumerate(week):
        if hours := _as_times(spans, week[number - 1]):
            groups.setdefault(hours, []).append(number)
    return tuple(DayHours(tuple(days), hours) for hours, days in groups.items())


def is_usual_week(schedules: Sequence[Schedule], today: dt.date) -> bool:
    """True if the regular week holds today and on each of the next seven days.

    Otherwise a closure, special hours or another week falls within the life of a paper slip.
    Yesterday counts too: its night may not be over.
    """
    days = [today + dt.timedelta(n) for n in range(-1, PAPER_DAYS + 1)]
    return all(
        _day_spans(schedules, day) == _usual_spans(schedules, day.weekday(), today) for day in days
    )


def _usual_spans(schedules: Sequence[Schedule], number: int, today: dt.date) -> list[Interval]:
    """Return the spans that begin on a weekday of this week, in minutes from its start."""
    rows = [
        row
        for row in schedules
        if any(_DAY_NUMBER[name] == number for name in row.byday)
        and not (_dated(row) if row.closed else _bounded(row))
        and _valid_on(row, today)
    ]
    if any(row.closed for row in rows):
        return []
    return _merged(span for row in rows if (span := _span(row)))


def _as_times(spans: Sequence[Interval], before: Sequence[Interval]) -> tuple[Hours, ...]:
    """Return the spans of a day as times; ``before`` are the spans of the day before.

    A night belongs to its own day. A span of a day or more is cut at midnight, because from start
    to end it would read as nothing or as less; the remainder belongs to the next day.
    """
    late = [(0, end - DAY) for start, end in before if end - start >= DAY and end > DAY]
    own = [(start, min(end, DAY) if end - start >= DAY else end) for start, end in spans]
    joined = [(start, min(end, start + DAY)) for start, end in _merged([*late, *own])]
    return tuple((_time(start), _time(end)) for start, end in joined)


def _day_spans(schedules: Sequence[Schedule], day: dt.date) -> list[Interval]:
    """Return the spans that begin on ``day``, in minutes from its start."""
    rows = [row for row in schedules if _covers(row, day)]
    if any(row.closed for row in rows):
        return []
    special = [row for row in rows if _bounded(row) and _span(row)]
    return _merged(span for row in special or rows if (span := _span(row)))


def _later(now: dt.datetime, minutes: int) -> dt.datetime:
    return now.replace(second=0, microsecond=0) + dt.timedelta(minutes=minutes)


def _shut(now: dt.datetime, wait: int) -> Opening:
    """Return shut, with the next opening in ``wait`` minutes if that is within the horizon."""
    if wait > HORIZON_DAYS * DAY:
        return Opening(OpenState.CLOSED)
    opens = _later(now, wait)
    state = OpenState.LATER if opens.date() == now.date() else OpenState.CLOSED
    return Opening(state, opens=opens)
