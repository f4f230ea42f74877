"""Parse opening hours in one text: "Mon-Fri 9am-5pm; Sat 10am-2pm", "24/7"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.domain.records import Weekday
from kiosk.editor.parsers.cell_patterns import patterns_of
from kiosk.editor.parsers.days import WEEK, WORKING_DAYS, read_days
from kiosk.editor.parsers.spans import HourSpan
from kiosk.editor.parsers.times import TIME, HoursProblem, TimeCertainty, read_pair, read_time

CELL_LIMIT: Final = 500
"""Longest text that is read, in characters; the end of a longer one may deny its beginning."""
_SAYS: Final = patterns_of("hours")
_WHOLE_DAY: Final = r"24\s?(?:hours?|hrs?)(?: (?:a |per |each )?day| daily| open)?|open 24 hours"
_WHOLE = re.compile(rf"(?:{_WHOLE_DAY})")
_ALWAYS = re.compile(
    rf"(?:open )?(?:24\s?/\s?7(?:\s?/\s?365)?"
    rf"|(?:{_WHOLE_DAY}),?(?: and)? (?:7|seven) days(?: (?:a|per) week)?"
    r"|(?:24\s?(?:hours?|hrs?) )(?:a day|daily|every day)|around the clock|always open)"
)
RANGE: Final = rf"{TIME}\s?(?:-|to|until|til|till)\s?{TIME}"
_HOURS = re.compile(
    rf"(?P<range>(?<![\w:]){RANGE}(?!\w))|(?P<whole>\b(?:{_WHOLE_DAY})\b)|(?P<closed>\bclosed\b)"
)
_FILLER = re.compile(r"\b(?:open|hours?|office|business|from|are|is|regular)\b:?")
"""Words without effect. "Phone" and "line" have one: those hours are not those of the door."""
_AND: Final = frozenset({"", "and"})


def is_whole_day(text: str) -> bool:
    """Return True if a cell, folded to lower case, means day and night."""
    return _WHOLE.fullmatch(text) is not None or _ALWAYS.fullmatch(text) is not None


def split_by_call(text: str) -> tuple[str, tuple[Weekday, ...]]:
    """Take the days by appointment out of a text folded to lower case; return the rest and them."""
    days: list[Weekday] = []
    for found in _SAYS["by_call"].finditer(text):
        if (named := read_days(found["days"])) is None:
            return text, ()
        days += named
    rest = _SAYS["by_call"].sub(" ", text).strip(" ;,.") if days else text
    return rest, tuple(dict.fromkeys(days))


def read_text(raw: str) -> list[HourSpan] | HoursProblem:
    """Parse the hours in a text: all of it, or nothing."""
    text = plain_dashes(raw)
    if _ALWAYS.fullmatch(text.strip(" .")):
        return [HourSpan(WEEK, "00:00", "24:00")]
    text = _SAYS["closed_on"].sub(_days_first, _SAYS["holidays"].sub(" ", text))
    matches = list(_HOURS.finditer(text))
    gaps = _gaps(text, matches)
    if not matches or gaps[-1] or len(text) > CELL_LIMIT:
        return HoursProblem.PROSE
    spans: list[HourSpan] = []
    days: tuple[Weekday, ...] | None = None
    for gap, found in zip(gaps, matches, strict=False):
        if gap not in _AND:
            days = read_days(gap.removeprefix("and "))
        elif spans and not (found["range"] and _by_day(spans[-1])):
            # "closed 12-1pm" is a break in the hours of the same days; "open 24 hours" next to
            # other hours of the same days is a line or a shelter.
            return HoursProblem.PROSE
        if days is None:
            return HoursProblem.PROSE if gap else HoursProblem.DAYS
        span = _span(found, days)
        if isinstance(span, HoursProblem):
            return span
        spans.append(span)
    return spans


def plain_dashes(raw: str) -> str:
    """Fold a text to lower case, single blanks and one kind of dash."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", " ".join(raw.casefold().split()))


def _gaps(text: str, matches: Sequence[re.Match[str]]) -> list[str]:
    """Return the words before, between and after the times, without fillers.

    Days after the times ("9am-5pm Monday to Friday") are moved before them.
    """
    starts = [0, *(found.end() for found in matches)]
    ends = [*(found.start() for found in matches), len(text)]
    raw = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    gaps = [" ".join(_FILLER.sub(" ", gap).split()).strip(" ,;:&/.()-") for gap in raw]
    if gaps[0] or not gaps[-1] or not _AND.issuperset(gaps[1:-1]):
        return gaps
    return [gaps[-1].removeprefix("on "), *gaps[1:-1], ""]


def _days_first(match: re.Match[str]) -> str:
    """Rewrite "closed Sunday" as "Sunday closed"."""
    return f"{match[1]} closed" if read_days(match[1]) else match[0]


def _by_day(span: HourSpan) -> bool:
    """Return True if a span is open for part of the day."""
    return not span.closed and (span.opens, span.closes) != ("00:00", "24:00")


def _span(match: re.Match[str], days: tuple[Weekday, ...]) -> HourSpan | HoursProblem:
    if match["whole"]:
        return HourSpan(days, "00:00", "24:00")
    if match["closed"]:
        return HourSpan(days, closed=True)
    pair = pair_of(*ends_of(match["range"]), days)
    return pair if isinstance(pair, HoursProblem) else HourSpan(days, *pair)


def ends_of(text: str) -> tuple[str, str]:
    """Split what :data:`RANGE` matches into its two ends."""
    first, last = re.split(r"\s?(?:-|\bto\b|\buntil\b|\btill?\b)\s?", text, maxsplit=1)
    return first, last


def pair_of(
    opens: str, closes: str, days: tuple[Weekday, ...], *, in_24_hours: bool = False
) -> tuple[str, str] | HoursProblem:
    """Convert two written times to ``HH:MM``."""
    first, last = read_time(opens), read_time(closes)
    if first is None or last is None:
        return HoursProblem.TIMES
    if in_24_hours:
        first, last = replace(first, sure=TimeCertainty.DAY), replace(last, sure=TimeCertainty.DAY)
    return read_pair(first, last, office=WORKING_DAYS.issuperset(days))
