"""Compare hours in columns with every text about them: hours that a text denies are not shown."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from kiosk.domain.records import Schedule, Weekday
from kiosk.domain.schedule import Interval, week_intervals
from kiosk.editor.parsers.cell_patterns import patterns_of
from kiosk.editor.parsers.days import WEEK, named_in
from kiosk.editor.parsers.hours import HoursCells, read_hours
from kiosk.editor.parsers.hours_text import RANGE, ends_of, pair_of, plain_dashes, read_text
from kiosk.editor.parsers.plain_text import is_blank, sentences
from kiosk.editor.parsers.spans import HourSpan
from kiosk.editor.parsers.times import DAY, HoursProblem

_SAYS: Final = patterns_of("hours")
_SENTENCES: Final = tuple(one for one in HoursProblem if one is not HoursProblem.DAYS)
"""Problems of a sentence that says other things than hours; "Open 24 hours" lacks its days."""
_RANGE = re.compile(rf"(?<![\w$:.-]){RANGE}(?![\w-])")


class HoursVerdict(StrEnum):
    """What the texts about hours say of the columns."""

    AGREE = "agree"
    DIFFER = "differ"
    """They are read, and say other hours."""
    LIMIT = "limit"
    """They are not read as a whole, and may limit the hours."""


def judge_hours(columns: Sequence[HourSpan], texts: Iterable[str]) -> HoursVerdict:
    """Compare the week in columns with the union of texts; dates of the columns are ignored."""
    stated, unread, by_call = list[HourSpan](), list[str](), set[Weekday]()
    for text in texts:
        if not is_blank(text):
            reading = read_hours(HoursCells(text=text))
            stated += reading.spans
            by_call |= {*reading.by_call}
            unread += [text] if reading.unread else []
    days = tuple(day for day in WEEK if any(_opens(one, day) for one in columns))
    closed = {day for one in stated if one.closed for day in one.byday}
    opens = not all(one.closed for one in stated)
    if closed.intersection(days) or (opens and _week(stated) != _week(columns)):
        return HoursVerdict.DIFFER
    text = _SAYS["holidays"].sub(" ", plain_dashes(" . ".join(unread)))
    limited = by_call.intersection(days) or (unread and _is_limited(text, columns, days))
    return HoursVerdict.LIMIT if limited else HoursVerdict.AGREE


def hours_in_prose(prose: str) -> list[str]:
    """Return the sentences of a description that are only hours, or that say it is closed."""
    return [
        one
        for one in (sentences(prose) if _SAYS["may_tell"].search(prose) else ())
        if _SAYS["shut"].search(one) or read_text(one) not in _SENTENCES
    ]


def _opens(span: HourSpan, day: Weekday) -> bool:
    return not span.closed and (day in span.byday or not span.byday)


def _week(spans: Iterable[HourSpan]) -> tuple[Interval, ...]:
    return week_intervals(
        Schedule(id="h", service_id="s", byday=one.byday, opens_at=one.opens, closes_at=one.closes)
        for one in spans
        if not one.closed
    )


def _is_limited(text: str, columns: Sequence[HourSpan], days: tuple[Weekday, ...]) -> bool:
    """Return True if a text has a word that limits, or days or a number other than the columns."""
    if named_in(text) not in (set(), {*days}):
        return True
    spans = {(one.opens, one.closes) for one in columns if not one.closed}

    def without_same(match: re.Match[str]) -> str:
        return " " if {pair_of(*ends_of(match[0]), days)} == spans else match[0]

    text = _SAYS["every_day"].sub(" ", _RANGE.sub(without_same, text))
    if _week(columns) == ((0, len(WEEK) * DAY),):
        text = _SAYS["whole_week"].sub(" ", text)
    return _SAYS["limits"].search(text) is not None
