"""The open state of the services of a screen, from ready minutes of the week."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.directory.hours import oldest_day, reader_bit
from kiosk.domain.records import Schedule
from kiosk.domain.schedule import UNKNOWN, WEEK, Interval, Opening, opening, opening_in_week

_SCHEDULE = msgspec.json.Decoder(Schedule)


@dataclass(frozen=True, slots=True)
class _Hours:
    """``hours_day``: until when they are believed (see ``service.hours_day``).

    ``week`` answers where no row has a date, ``dated`` (the rows themselves) where one has.
    """

    hours_day: int
    week: tuple[Interval, ...]
    dated: tuple[Schedule, ...]


class Openings:
    """Keeps the hours it has read: nothing in an open directory changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, dict[str, _Hours]] = defaultdict(dict)

    def of(self, ids: Sequence[str], now: dt.datetime | None, language: str) -> dict[str, Opening]:
        """The opening of each service of ``ids`` that is in the directory, for a language."""
        reader = reader_bit(language)
        read = self._known[reader]
        missing = [service_id for service_id in ids if service_id not in read]
        if missing:
            read |= self._read(missing, reader)
        known = {one: read[one] for one in ids if one in read}
        if now is None:
            return dict.fromkeys(known, UNKNOWN)
        oldest = oldest_day(now)
        return {
            one: _opening(hours, now) if hours.hours_day >= oldest else UNKNOWN
            for one, hours in known.items()
        }

    def _read(self, ids: Iterable[str], reader: int) -> dict[str, _Hours]:
        wanted = (json.dumps([*ids]), reader)
        weeks: dict[str, list[Interval]] = defaultdict(list)
        dated: dict[str, list[Schedule]] = defaultdict(list)
        services = self._connection.execute(
            "SELECT s.id, s.hours_day FROM json_each(?) wanted"
            " JOIN service s ON s.id = wanted.value",
            wanted[:1],
        ).fetchall()
        for service_id, start, end in self._connection.execute(
            "SELECT s.id, w.start, w.end FROM json_each(?) wanted"
            " JOIN service s ON s.id = wanted.value JOIN week_interval w ON w.service_key = s.key"
            " AND w.readers & ? ORDER BY w.service_key, w.start",
            wanted,
        ):
            weeks[service_id].append((start, end))
        for service_id, record in self._connection.execute(
            "SELECT s.id, h.record FROM json_each(?) wanted JOIN service s ON s.id = wanted.value"
            " JOIN schedule h ON h.service_key = s.key AND h.readers & ?"
            " WHERE s.dated ORDER BY h.key",
            wanted,
        ):
            dated[service_id].append(_SCHEDULE.decode(record))
        return {
            one: _Hours(hours_day, _joined(weeks[one]), tuple(dated[one]))
            for one, hours_day in services
        }


def _joined(week: list[Interval]) -> tuple[Interval, ...]:
    """The night from Sunday to Monday as one interval again."""
    if len(week) > 1 and week[0][0] == 0 and week[-1][1] == WEEK:
        return (*week[1:-1], (week[-1][0], WEEK + week[0][1]))
    return tuple(week)


def _opening(hours: _Hours, now: dt.datetime) -> Opening:
    if not hours.dated:
        return opening_in_week(hours.week, now)
    return opening(hours.dated, now)
