"""Opening hours: the week of a place or a line, and whether someone is there now.

All arithmetic is local wall-clock arithmetic, so a change to summer time neither adds nor loses an
hour of "open until 17:00". Minutes of the week count from Monday 00:00.

Rules for rows (:class:`kiosk.domain.records.Schedule`):

* A row without times, and a row without days that is not bounded by two dates, says nothing.
* A row bounded by ``valid_from`` **and** ``valid_to`` states special hours: on the days it names it
  replaces the other rows.
* A ``closed`` row closes the days it covers; one without dates closes its weekdays for good. A
  night belongs to the day on which it began.
* Hours of a day or more are told day by day: 00:00 to 00:00 is a whole day.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kiosk.domain.records import Schedule, Weekday

DAY = 24 * 60
"""Minutes of a day."""
WEEK = 7 * DAY
"""Minutes of a week."""
PAPER_DAYS = 7
"""So many days after a visit a paper is still read: for as long the usual week must hold."""
HORIZON_DAYS = 7
"""How far ahead the next opening is looked for: one full week shows every weekly row."""

Interval = tuple[int, int]
Hours = tuple[dt.time, dt.time]
WHOLE_DAY: Hours = (dt.time(), dt.time())
"""From midnight to midnight, as one day among others is told."""

_DAY_NUMBER = {day: number for number, day in enumerate(Weekday)}


class OpenState(StrEnum):
    """What a visitor is told. ``UNKNOWN`` reads "call to ask", never "closed"."""

    OPEN = "open"
    LATER = "later"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """The open state at one moment.

    ``until`` is set when open (``None`` when it never closes: ``always``). ``opens`` is the next
    opening within seven days when shut. Both are wall-clock times like the moment asked about.
    """

    state: OpenState
    until: dt.datetime | None = None
    opens: dt.datetime | None = None
    always: bool = False


UNKNOWN = Opening(OpenState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DayHours:
    """Weekdays (0 is Monday) that share the same hours.

    A closing time of 00:00 is midnight, :data:`WHOLE_DAY` the day and its night.
    """

    days: tuple[int, ...]
    hours: tuple[Hours, ...]


@lru_cache(maxsize=DAY)
def _minutes(clock: str) -> int:
    """``"HH:MM"`` (or ``"24:00"``) as minutes of the day."""
    return int(clock[:2]) * 60 + int(clock[3:])


def _time(minute: int) -> dt.time:
    return dt.time(minute % DAY // 60, minute % 60)


def _span(row: Schedule) -> Interval | None:
    """Minutes from the start of the row's day; the end is later than the start by at most a day."""
    if row.opens_at is None or row.closes_at is None:
        return None
    start, end = _minutes(row.opens_at), _minutes(row.closes_at)
    return (start, end if end > start else end + DAY)


def _dated(row: Schedule) -> bool:
    return row.valid_from is not None or row.valid_to is not None


def _bounded(row: Schedule) -> bool:
    return row.valid_from is not None and row.valid_to is not None


def _valid_on(row: Schedule, day: dt.date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (
        row.valid_to is None or day <= row.valid_to
    )


def _covers(row: Schedule, day: dt.date) -> bool:
    """Whether the row speaks about this very day."""
    if not _valid_on(row, day):
        return False
    if row.byday:
        return any(_DAY_NUMBER[name] == day.weekday() for name in row.byday)
    return _dated(row) if row.closed else _bounded(row)


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Sorted intervals with overlapping and touching ones joined."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def states_hours(schedules: Iterable[Schedule]) -> bool:
    """Whether any row says when someone is there; closures alone do not."""
    return any(not row.closed and _span(row) is not None for row in schedules)


def has_dates(schedules: Iterable[Schedule]) -> bool:
    """Whether dates or closures limit any row: then :func:`week_intervals` says not all."""
    return any(row.closed or _dated(row) for row in schedules)


def week_intervals(
    schedules: Iterable[Schedule], day: dt.date | None = None
) -> tuple[Interval, ...]:
    """The regular week as ``(start, end)`` minutes, ``0 <= start < 10080``.

    Intervals are sorted, apart from each other, and may end past 10080: the night from Sunday to
    Monday. Day and night is ``((0, 10080),)``. Without ``day`` only undated rows count; with it
    those rows that are valid on that day and not bounded special hours.
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
    """Whether it is day and night every day, now and later."""
    return not has_dates(schedules) and week_intervals(schedules) == ((0, WEEK),)


def _wrapped(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Joined intervals of a week that bites its own tail."""
    # With a week on either side, what begins in the middle one shows its true start and end.
    turns = (-WEEK, 0, WEEK)
    weeks = _merged((start + turn, end + turn) for start, end in intervals for turn in turns)
    if any(end - start >= WEEK for start, end in weeks):
        return ((0, WEEK),)
    return tuple((start, end) for start, end in weeks if 0 <= start < WEEK)


def opening_in_week(intervals: Sequence[Interval], now: dt.datetime) -> Opening:
    """The open state from ready minutes of the week (:func:`week_intervals`), the fast way."""
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
    """The open state at ``now``, local wall-clock time (naive or aware); ``None``: not trusted."""
    if now is None:
        return UNKNOWN
    if not has_dates(schedules):
        return opening_in_week(week_intervals(schedules), now)
    return _opening_by_dates(schedules, now)


def _opening_by_dates(schedules: Sequence[Schedule], now: dt.datetime) -> Opening:
    """The open state day by day, from yesterday's night to the end of the horizon."""
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
    """What begins today as (opens, closes); 00:00 as closing time is midnight; empty: nothing."""
    day = now.date() if isinstance(now, dt.datetime) else now
    yesterday = _day_spans(schedules, day - dt.timedelta(1))
    return _told(_day_spans(schedules, day), yesterday)


def weekly_hours(schedules: Sequence[Schedule], today: dt.date) -> tuple[DayHours, ...]:
    """The regular week in groups of days with equal hours, in the order of their first day."""
    week = [_usual_spans(schedules, number, today) for number in _DAY_NUMBER.values()]
    groups: dict[tuple[Hours, ...], list[int]] = {}
    for number, spans in enumerate(week):
        if hours := _told(spans, week[number - 1]):
            groups.setdefault(hours, []).append(number)
    return tuple(DayHours(tuple(days), hours) for hours, days in groups.items())


def usual(schedules: Sequence[Schedule], today: dt.date) -> bool:
    """Whether the regular week is what holds on this day and on each of the next seven.

    Where it is not, a closure, special hours or another week stand against it before a paper is
    forgotten. Yesterday counts too: its night may not be over.
    """
    days = [today + dt.timedelta(n) for n in range(-1, PAPER_DAYS + 1)]
    return all(
        _day_spans(schedules, day) == _usual_spans(schedules, day.weekday(), today) for day in days
    )


def _usual_spans(schedules: Sequence[Schedule], number: int, today: dt.date) -> list[Interval]:
    """Minutes from the start of a weekday of all that begins on it in the week of ``today``."""
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


def _told(spans: Sequence[Interval], before: Sequence[Interval]) -> tuple[Hours, ...]:
    """Spans of a day as times, after those of the day before.

    A night is told with its own day. What lasts a day or more is cut at midnight, since from its
    start to its end, it would read as nothing or as less: the rest is told with the day after.
    """
    late = [(0, end - DAY) for start, end in before if end - start >= DAY and end > DAY]
    own = [(start, min(end, DAY) if end - start >= DAY else end) for start, end in spans]
    joined = [(start, min(end, start + DAY)) for start, end in _merged([*late, *own])]
    return tuple((_time(start), _time(end)) for start, end in joined)


def _day_spans(schedules: Sequence[Schedule], day: dt.date) -> list[Interval]:
    """Minutes from the start of ``day`` of all that begins on it."""
    rows = [row for row in schedules if _covers(row, day)]
    if any(row.closed for row in rows):
        return []
    special = [row for row in rows if _bounded(row) and _span(row)]
    return _merged(span for row in special or rows if (span := _span(row)))


def _later(now: dt.datetime, minutes: int) -> dt.datetime:
    return now.replace(second=0, microsecond=0) + dt.timedelta(minutes=minutes)


def _shut(now: dt.datetime, wait: int) -> Opening:
    """Shut, and opening again in ``wait`` minutes if that is within the horizon."""
    if wait > HORIZON_DAYS * DAY:
        return Opening(OpenState.CLOSED)
    opens = _later(now, wait)
    state = OpenState.LATER if opens.date() == now.date() else OpenState.CLOSED
    return Opening(state, opens=opens)
