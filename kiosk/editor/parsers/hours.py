"""Parse opening hours of all formats: days, times and dates, with certainty or not at all.

Hours that are not read stay unknown: the kiosk shows "call to ask", never "closed".
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

from kiosk.domain.records import Weekday
from kiosk.editor.parsers.dates import read_date
from kiosk.editor.parsers.days import WEEK, read_days
from kiosk.editor.parsers.hours_text import (
    RANGE,
    ends_of,
    is_whole_day,
    pair_of,
    read_text,
    split_by_call,
)
from kiosk.editor.parsers.plain_text import is_blank
from kiosk.editor.parsers.spans import Dates, HourSpan, merge_overlaps
from kiosk.editor.parsers.times import HoursProblem, in_24_hours, read_time

__all__ = ["HourSpan", "HoursCells", "HoursProblem", "HoursReading"]
__all__ += ["in_24_hours", "merge_spans", "read_hours", "read_text"]

_ONCE: Final = frozenset({"", "1", "1.0", "0"})
_EVENT: Final = dt.timedelta(days=31)
_LIST = re.compile(r"\[\s*\"?(\d{1,4})\"?\s*,\s*\"?(\d{1,4})\"?\s*\]")
_BARE = re.compile(r"^(\d{1,4})-(\d{3,4})$")
_TRUE: Final = frozenset({"true", "t", "yes", "y", "1"})
_CLOSED: Final = frozenset({"closed", "shut"})


@dataclass(frozen=True, slots=True)
class HoursCells:
    """One row with the columns of all formats; absent ones are empty.

    ``weekday`` holds the day or days of 1.1 and Ohana, ``byday`` and the rest the RRULE columns of
    2.0 and 3.x. ``text`` is a cell with days and times together. ``closed`` is "true" or "false".
    ``in_24_hours`` is :func:`in_24_hours` of the table's two time columns.
    """

    weekday: str = ""
    byday: str = ""
    opens_at: str = ""
    closes_at: str = ""
    freq: str = ""
    interval: str = ""
    count: str = ""
    until: str = ""
    dtstart: str = ""
    bymonthday: str = ""
    byweekno: str = ""
    byyearday: str = ""
    valid_from: str = ""
    valid_to: str = ""
    closed: str = ""
    text: str = ""
    in_24_hours: bool = False


@dataclass(frozen=True, slots=True)
class HoursReading:
    """The hours of a row. A blank row has neither spans nor a problem."""

    spans: tuple[HourSpan, ...] = ()
    problem: HoursProblem | None = None
    by_call: tuple[Weekday, ...] = ()
    """Days on which people must call first."""

    @property
    def unread(self) -> bool:
        """Return True if the row has content that gave no hours."""
        return self.problem not in {None, HoursProblem.PAST} and not self.spans


def read_hours(cells: HoursCells, today: dt.date | None = None) -> HoursReading:
    """Parse the hours of one row. With ``today`` a row says nothing after its last day.

    ``dtstart`` is the first day if ``valid_from`` is empty, ``until`` the last if ``valid_to`` is.
    Rules that do not repeat every week (monthly, every second week, once, daily within a month)
    give no hours. Time zone offsets are ignored: hours are local time.
    """
    cells = _with_times(_normalized(cells))
    text, by_call = split_by_call(cells.text)
    if by_call:
        reading = read_hours(replace(cells, text=text), today)
        return replace(reading, by_call=by_call)
    if cells == HoursCells(in_24_hours=cells.in_24_hours):
        return HoursReading()
    always = is_whole_day(cells.dtstart)
    dates = _dates(replace(cells, dtstart="") if always else cells)
    if dates is None:
        return HoursReading(problem=HoursProblem.DATES)
    spans = _limits(cells, dates, today) or _spans(
        cells, _days(cells), always=always, bounded=None not in dates
    )
    if isinstance(spans, HoursProblem):
        return HoursReading(problem=spans)
    return HoursReading(tuple(replace(s, valid_from=dates[0], valid_to=dates[1]) for s in spans))


def merge_spans(spans: Iterable[HourSpan]) -> HoursReading:
    """Merge the spans of one place or line: drop repetitions, join and report overlaps."""
    result, overlap = merge_overlaps(spans)
    return HoursReading(result, HoursProblem.OVERLAP if overlap else None)


def _spans(
    cells: HoursCells, days: tuple[Weekday, ...] | None, *, always: bool, bounded: bool
) -> list[HourSpan] | HoursProblem:
    """Return the hours of a row without its dates; ``days`` is ``None`` if they cannot be read."""
    closed = cells.closed in _TRUE or cells.opens_at in _CLOSED or cells.closes_at in _CLOSED
    if not (closed or always or cells.opens_at or cells.closes_at):
        text = f"{cells.byday or cells.weekday} {cells.text}".strip()
        return HoursProblem.TIMES if days and not cells.text else read_text(text)
    if days is None or (not days and not bounded):
        return HoursProblem.DAYS
    if closed:
        return [HourSpan(days, closed=True)]
    pairs = [("00:00", "24:00")] if always else _pairs(cells, days)
    if isinstance(pairs, HoursProblem):
        return pairs
    return [HourSpan(days, opens, closes) for opens, closes in pairs]


def _normalized(row: HoursCells) -> HoursCells:
    cells = {f.name: getattr(row, f.name) for f in fields(row) if f.name != "in_24_hours"}
    folded = {name: " ".join(raw.casefold().split()) for name, raw in cells.items()}
    filled = {name: "" if is_blank(text) else text for name, text in folded.items()}
    return HoursCells(in_24_hours=row.in_24_hours, **filled)


def _with_times(cells: HoursCells) -> HoursCells:
    """Move times out of ``dtstart`` and ``until``, where some exports have them."""
    times = (read_time(cells.dtstart), read_time(cells.until))
    if cells.opens_at or cells.closes_at or None in times or read_date(cells.dtstart):
        return cells
    return replace(cells, opens_at=cells.dtstart, closes_at=cells.until, dtstart="", until="")


def _dates(cells: HoursCells) -> Dates | None:
    """Return first and last day; ``None`` if a date is unreadable or they are reversed."""
    read = []
    for raw in (cells.valid_from or cells.dtstart, cells.valid_to or cells.until):
        day = read_date(raw) if raw else None
        if raw and day is None:
            return None
        read.append(day)
    first, last = read
    return None if first and last and last < first else (first, last)


def _limits(cells: HoursCells, dates: Dates, today: dt.date | None) -> HoursProblem | None:
    """Return why the dates or the rule of a row allow no hours of every week.

    A fair that is daily for up to a month is not open every day.
    """
    first, last = dates
    if today and last and last < today:
        return HoursProblem.PAST
    event = first and last and last - first <= _EVENT and cells.freq == "daily"
    return HoursProblem.REPEATS if event or not _weekly(cells) else None


def _weekly(cells: HoursCells) -> bool:
    """Return True if the row applies every week of its period."""
    parts = (cells.bymonthday, cells.byweekno, cells.byyearday, cells.count)
    return cells.freq in ("", "weekly", "daily") and cells.interval in _ONCE and not any(parts)


def _days(cells: HoursCells) -> tuple[Weekday, ...] | None:
    """Return the days of a row; empty if it names none, ``None`` if they cannot be read."""
    raw = cells.byday or cells.weekday
    if raw:
        return read_days(raw.replace(";", ","))
    return WEEK if cells.freq == "daily" else ()


def _pairs(cells: HoursCells, days: tuple[Weekday, ...]) -> list[tuple[str, str]] | HoursProblem:
    """Return the times of a row with a column for each, or both in one."""
    if is_whole_day(cells.opens_at) and (not cells.closes_at or is_whole_day(cells.closes_at)):
        return [("00:00", "24:00")]
    if cells.opens_at and cells.closes_at:
        ends = [(cells.opens_at, cells.closes_at)]
    else:
        both = cells.opens_at or cells.closes_at
        ends = [(_packed(a), _packed(b)) for a, b in _LIST.findall(both) or _BARE.findall(both)]
        if not ends and re.fullmatch(RANGE, both):
            ends = [ends_of(both)]
    pairs = []
    for opens, closes in ends:
        pair = pair_of(opens, closes, days, in_24_hours=cells.in_24_hours)
        if isinstance(pair, HoursProblem):
            return pair
        pairs.append(pair)
    return pairs or HoursProblem.ONE_TIME_MISSING


def _packed(number: str) -> str:
    """Pad a time in hundreds ("0", "900", "1700") to four digits; "8" and "17" are hours."""
    hours = len(number) <= len("17") and int(number) > 0
    return number if hours else number.zfill(len("0000"))
