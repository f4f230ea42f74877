"""Map opening hours of services, if one set of hours applies to the whole service."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from kiosk.domain.records import Weekday
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.importers.identity import id_of_part
from kiosk.editor.importers.import_session import ImportSession, RowsByOwner, parts_of
from kiosk.editor.importers.links import PART
from kiosk.editor.importers.source_tables import TableRow
from kiosk.editor.importers.taxonomy import ASSURED_HOURS
from kiosk.editor.parsers.cell_patterns import patterns_of
from kiosk.editor.parsers.dates import read_date
from kiosk.editor.parsers.days import FULL_NAMES, day_numbers
from kiosk.editor.parsers.hours import (
    HoursCells,
    HourSpan,
    HoursProblem,
    HoursReading,
    in_24_hours,
    merge_spans,
    read_hours,
    read_text,
)
from kiosk.editor.parsers.hours_agreement import HoursVerdict, hours_in_prose, judge_hours
from kiosk.editor.parsers.plain_text import is_blank, to_plain_text
from kiosk.editor.workbook.cell_times import typed_span
from kiosk.editor.workbook.sheets import HOURS

_CELLS = (
    *("weekday", "byday", "opens_at", "closes_at", "freq", "interval", "count", "until"),
    *("dtstart", "bymonthday", "byweekno", "byyearday", "valid_from", "valid_to", "closed"),
)
_WORDS = {
    HoursProblem.DAYS: "No hours: the days are not clear.",
    HoursProblem.TIMES: "No hours: the times are not clear.",
    HoursProblem.ONE_TIME_MISSING: "No hours: only one time is given.",
    HoursProblem.ORDER: "No hours: it would close before it opens.",
    HoursProblem.MIDNIGHT: "No hours: midnight to midnight may mean closed or all day.",
    HoursProblem.REPEATS: "No hours: it is not every week.",
    HoursProblem.DATES: "No hours: the dates are not clear.",
    HoursProblem.PROSE: "No hours: this is a text. It is shown as it stands.",
    HoursProblem.PAST: "No hours: their last day is past.",
    HoursProblem.OVERLAP: "The times overlap, so they were joined: {}.",
}
_OVERNIGHT = "Open past midnight, until the next day."
_COLUMNS = {
    HoursProblem.DAYS: ("byday", "weekday"),
    HoursProblem.DATES: ("valid_from", "valid_to", "dtstart", "until"),
    HoursProblem.REPEATS: ("bymonthday", "byweekno", "byyearday", "count", "interval", "freq"),
}
"""Columns that a problem concerns, other than times; the first filled one is reported."""
_STATED: Final = frozenset({"opens_at", "closes_at", "closed", "dtstart", "until"})
"""Columns that state hours without a text."""
_NOTES: Final = ("description", "notes", "note", "comments", "exceptions", "season")
_RANKS: Final = {
    "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"
}  # fmt: skip
_NTH = re.compile(r"(-1|\b[1-5])(MO|TU|WE|TH|FR|SA|SU)\b", re.IGNORECASE)
_SAYS: Final = patterns_of("rows_of_hours")


@dataclass(slots=True)
class Hours:
    """Rows with hours by owner: weekly rows and single days."""

    weekly: RowsByOwner
    days: RowsByOwner
    in_24_hours: frozenset[str]
    """Files whose times are written in 24 hours."""
    assured: dict[str, dt.date]
    """Days on which hours were confirmed, by the key of their row."""
    noted: set[tuple[int, str]] = field(default_factory=set)
    """Problems already reported, by the identity of the row."""


def gather_hours(session: ImportSession) -> Hours:
    """Group the hours of the source by owner."""
    times: dict[str, list[str]] = {}
    for table in ("schedule", "holiday_schedule"):
        for row in session.tables.of(table):
            times.setdefault(row.file, []).extend((row.get("opens_at"), row.get("closes_at")))
    return Hours(
        parts_of(session, "schedule"),
        parts_of(session, "holiday_schedule"),
        frozenset(file for file, column in times.items() if in_24_hours(column)),
        {
            row.get("link_id"): day
            for row in session.tables.of("attribute")
            if row.get("label") == ASSURED_HOURS and (day := read_date(row.get("value")))
        },
    )


def map_hours(session: ImportSession, hours: Hours, service: str, service_id: str) -> str:
    """Keep the hours of a service; return them in words where they could not be read.

    Hours that differ between places are only given in words: a service has one set of hours here.
    """
    rows = _rows_of(session, hours.weekly, service)
    if rows is None:
        _differ(session, hours.weekly, service)
        return "They differ from place to place."
    visits = _for_visitors(session, hours, service, rows)
    every = [(row, _read(session, hours, row)) for row in visits]
    readings = [one for one in every if not _STATED.isdisjoint(one[0].cells)] or every
    unread = [_in_words(row, reading.problem) for row, reading in readings if reading.unread]
    if unread:
        # Some of the days alone would suggest that it is closed on the others.
        return "; ".join(dict.fromkeys(filter(None, unread)))
    spans = [span for _, reading in readings for span in reading.spans]
    several = (_texts(row, read=readings is every) for row in visits)
    texts = list(dict.fromkeys(chain.from_iterable(several)))
    verdict = _verdict(session.links.services[service], spans, texts)
    if verdict is not HoursVerdict.AGREE:
        code, name = FindingCode.HOURS_CONTRADICT, session.links.services[service].get("name")
        session.find(readings[0][0], code, Weight.LEFT_OUT, value=name)
        words = texts if verdict is HoursVerdict.LIMIT else ()
        return "; ".join(dict.fromkeys(to_plain_text(text, 200) for text in words))
    special = _rows_of(session, hours.days, service)
    if special is None:
        _differ(session, hours.days, service)
    days = [(row, _read(session, hours, row)) for row in special or ()]
    labelled = [
        *(("schedule", *one) for one in readings),
        *(("holiday_schedule", *one) for one in days),
    ]
    origin: dict[tuple[object, ...], tuple[TableRow, str]] = {}
    for table, row, reading in labelled:
        for span in reading.spans:
            origin.setdefault(_when(span), (row, table))
    merged = merge_spans(span for _, _, reading in labelled for span in reading.spans)
    if merged.problem is not None:
        _note(session, hours, labelled[0][1], merged)
    dates = [hours.assured.get(row.get("id")) for _, row, _ in labelled]
    assured = min(filter(None, dates)) if dates and all(dates) else None
    for span in merged.spans:
        _keep(session, span, service_id, assured, *origin[_when(span)])
    words = [
        to_plain_text(text, 200) for text in texts if isinstance(read_text(text), HoursProblem)
    ]
    words += [f"{FULL_NAMES[day]}: call" for _, one in every for day in one.by_call]
    return "; ".join(dict.fromkeys(words))


def differ_by_place(session: ImportSession, hours: Hours, service: str) -> bool:
    """Return True if a service has other weekly hours at each of its places."""
    several = len(session.places_of.get(service, ())) > 1
    return several and _rows_of(session, hours.weekly, service) is None


def _verdict(row: TableRow, spans: Sequence[HourSpan], texts: Iterable[str]) -> HoursVerdict:
    """Compare hours with the texts of their rows, and with the texts and dates of the service."""
    if not spans:
        return HoursVerdict.AGREE
    if any(_SAYS["period"].search(name) and _is_period(name, row.get(name)) for name in row.cells):
        return HoursVerdict.LIMIT
    prose = (to_plain_text(row.get(name)) for name in ("alert", "description"))
    return judge_hours(spans, chain(texts, *map(hours_in_prose, prose)))


def _texts(row: TableRow, *, read: bool) -> Iterator[str]:
    """Yield the texts about hours in a row; ``read``: without the one that its hours come from."""
    own = ("hours" if row.get("hours") else "description") if read else ""
    texts = (to_plain_text(row.get(name)) for name in ("hours", *_NOTES) if name != own)
    return (text for text in texts if not is_blank(text))


def _when(span: HourSpan) -> tuple[object, ...]:
    """Return what merging keeps unchanged: the dates of a span, and whether it is a closure."""
    return span.valid_from, span.valid_to, span.closed


def _for_visitors(
    session: ImportSession, hours: Hours, service: str, rows: list[TableRow]
) -> list[TableRow]:
    """Return the rows for visitors in person; a service without a place keeps its line's hours.

    The others are reported once: hours of a phone line are not hours of a place.
    """
    ways = [_way(row) for row in rows]
    if (
        not session.places_of.get(service)
        and "" not in ways
        and all(map(_SAYS["calls"].search, ways))
    ):
        return rows
    for row, way in zip(rows, ways, strict=True):
        if way:
            session.seen.add(id(row))
            if (id(row), way) not in hours.noted:
                hours.noted.add((id(row), way))
                column = "attending_type" if row.get("attending_type") else "description"
                session.find(row, FindingCode.HOURS_ELSEWHERE, Weight.LEFT_OUT, column, way)
    return [row for row, way in zip(rows, ways, strict=True) if not way]


def _way(row: TableRow) -> str:
    """Return how a row says it is attended; empty if people may come."""
    stated = row.get("attending_type").replace("_", " ")
    if is_blank(stated):
        note = row.get("description").strip()
        return note if _SAYS["line_hours"].fullmatch(note) else ""
    return "" if _SAYS["comes"].search(stated) else stated


def _differ(session: ImportSession, parts: RowsByOwner, service: str) -> None:
    """Report once per service that its places differ, at one of its rows."""
    rows = parts.own(session, service)
    for _, location, _ in session.places_of.get(service, ()):
        rows += parts.of("location_id", location)
    session.seen.update(map(id, rows))
    name = session.links.services[service].get("name")
    session.find(rows[0], FindingCode.HOURS_DIFFER, Weight.LEFT_OUT, value=name)


def _rows_of(session: ImportSession, parts: RowsByOwner, service: str) -> list[TableRow] | None:
    """Return the rows that apply at every place of a service; ``None`` if places differ."""
    own = list(parts.of("service_id", service))
    links = session.places_of.get(service, ())
    if own and not any(parts.of("service_at_location_id", link) for link, _, _ in links):
        named = {row.get("location_id") for row in own} - {""}
        return own if len(named) <= 1 else None
    sets = []
    for link, location, _ in links:
        rows = parts.of("service_at_location_id", link) or own or parts.of("location_id", location)
        sets.append(list(rows))
    if not sets:
        return own
    names = (*_CELLS, "hours", "description", "attending_type")
    distinct = {frozenset(tuple(map(row.get, names)) for row in rows) for rows in sets}
    return sets[0] if len(distinct) == 1 else None


def _read(session: ImportSession, hours: Hours, row: TableRow) -> HoursReading:
    """Read the hours of a row; report once if they cannot be read."""
    session.seen.add(id(row))
    known = {name: row.cells[name] for name in _CELLS if name in row.cells}
    cells = HoursCells(**known, text=_text(row.cells, known))  # type: ignore[arg-type]
    sure = replace(cells, in_24_hours=row.file in hours.in_24_hours)
    reading = _read_once(sure, session.tables.today)
    if reading.spans and any(_is_period(name, text) for name, text in row.cells.items()):
        reading = HoursReading(problem=HoursProblem.DATES)
    _note(session, hours, row, reading)
    return reading


# Most offices share their hours with some other office.
_read_once = lru_cache(maxsize=4096)(read_hours)


def _is_period(name: str, text: str) -> bool:
    """Return True for a day in a column of its own: nobody knows what of the hours it limits."""
    known = name in _CELLS or _SAYS["no_period"].search(name)
    return not known and read_date(text) is not None


def _text(cells: Mapping[str, str], known: Mapping[str, str]) -> str:
    """Return the text of a cell that holds days and times together."""
    text = cells.get("hours", "")
    if not text and not {"opens_at", "closes_at", "weekday", "byday", "closed"} & known.keys():
        text = cells.get("description", "")
        if not _SAYS["has_time"].search(text):
            text = ""
    return text


def _in_words(row: TableRow, problem: HoursProblem | None) -> str:
    """Return the hours of a row in its own words, if they say what is not every week."""
    if text := row.get("hours", "description"):
        return to_plain_text(text, 200)
    monthly = row.get("freq").casefold() == "monthly" and row.get("interval") in {"", "1"}
    if problem is HoursProblem.DATES or (problem is HoursProblem.REPEATS and not monthly):
        return ""
    days = _NTH.sub(_nth_day, row.get("byday", "weekday")) or row.get("bymonthday")
    times = (row.get("opens_at"), row.get("closes_at"))
    return to_plain_text(" ".join(filter(None, (days, "each month" * monthly, *times))))


def _nth_day(match: re.Match[str]) -> str:
    return f"{_RANKS[match[1]]} {FULL_NAMES[Weekday(match[2].upper())]}"


def _note(session: ImportSession, hours: Hours, row: TableRow, reading: HoursReading) -> None:
    overnight = any(
        span.opens and span.closes and span.closes < span.opens for span in reading.spans
    )
    reported = (id(row), str(reading.problem))
    if (reading.problem is None and not overnight) or reported in hours.noted:
        return
    hours.noted.add(reported)
    if reading.problem is HoursProblem.DAYS and day_numbers(row.get("weekday", "byday")):
        return  # asked once for all rows
    weight = Weight.ASSUMED if reading.spans else Weight.LEFT_OUT
    code = FindingCode.CELL_MENDED if reading.spans else FindingCode.UNREAD_CELL
    words = _WORDS[reading.problem] if reading.problem else _OVERNIGHT
    words = words.format(_clock_words(reading))
    cells = ("weekday", "byday", "opens_at", "closes_at", "valid_from", "valid_to")
    value = row.get("hours") or " ".join(filter(None, (row.get(name) for name in cells)))
    columns = (
        *(_COLUMNS.get(reading.problem, ()) if reading.problem else ()),
        "hours",
        "opens_at",
        "closes_at",
    )
    column = next((name for name in columns if row.get(name)), "opens_at")
    session.find(row, code, weight, column, value.strip(), words)


def _clock_words(reading: HoursReading) -> str:
    """Return the hours as read: "MO,TU 08:00-17:00; SA 10:00-14:00"."""
    spans = (span for span in reading.spans if not span.closed)
    return "; ".join(f"{','.join(span.byday)} {span.opens}-{span.closes}".strip() for span in spans)


def _keep(  # noqa: PLR0917 - has the parts of the row it makes
    session: ImportSession,
    span: HourSpan,
    service_id: str,
    assured: dt.date | None,
    row: TableRow,
    table: str,
) -> None:
    """Add a row of hours, made from a row of ``table``."""
    content = (
        ",".join(span.byday),
        span.opens or "",
        span.closes or "",
        str(span.valid_from),
        str(span.valid_to),
        str(span.closed),
    )
    token = PART.join((service_id, *content))
    session.keep(
        HOURS,
        row,
        table,
        id=session.reserve("schedule", id_of_part(service_id, *content), token),
        service_id=service_id,
        byday=span.byday,
        valid_from=span.valid_from,
        valid_to=span.valid_to,
        closed=span.closed,
        assured_hours=assured,
        **typed_span(span.opens, span.closes),
    )
