"""SQL conditions on a service ``s`` that depend on the time of the query."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from functools import lru_cache

import msgspec

from kiosk.directory.hour_rows import reader_bit
from kiosk.domain.freshness import CALL_FIRST_DAYS
from kiosk.domain.records import Schedule
from kiosk.domain.schedule import DAY, OpenState, opening

_SCHEDULE = msgspec.json.Decoder(Schedule)


class TimeFilter(msgspec.Struct, frozen=True):
    """A minute of local time, a language, and the services with unusual hours on that day.

    ``reader`` is the bit of the language.
    """

    now: dt.datetime
    reader: int
    exceptions: frozenset[int]
    open_exceptions: frozenset[int]

    @property
    def parameters(self) -> dict[str, object]:
        """The named values of conditions on the time."""
        return {
            "minute": self.now.weekday() * DAY + self.now.hour * 60 + self.now.minute,
            "today": self.now.date().toordinal(),
            "oldest": self.now.date().toordinal() - CALL_FIRST_DAYS,
            "reader": self.reader,
            "exceptions": json.dumps(sorted(self.exceptions)),
            "open_exceptions": json.dumps(sorted(self.open_exceptions)),
        }


class TimeFilters:
    """Makes moments and caches the last ones, since all queries of a screen need the same."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at = lru_cache(maxsize=2)(self._made)

    def at(self, now: dt.datetime, language: str) -> TimeFilter:
        """Return the moment of a local wall-clock time, naive or aware, for one language."""
        return self._at(now.replace(tzinfo=None, second=0, microsecond=0), reader_bit(language))

    def _made(self, now: dt.datetime, reader: int) -> TimeFilter:
        today = now.date().toordinal()
        schedules: dict[int, list[Schedule]] = defaultdict(list)
        # Yesterday counts too: a night belongs to the day on which it began.
        for key, record in self._connection.execute(
            "SELECT service_key, record FROM schedule WHERE service_key IN (SELECT service_key"
            " FROM closure WHERE first_day <= :today AND last_day >= :today - 1)"
            " AND readers & :reader ORDER BY key",
            {"today": today, "reader": reader},
        ):
            schedules[key].append(_SCHEDULE.decode(record))
        opened = frozenset(
            key for key, rows in schedules.items() if opening(rows, now).state is OpenState.OPEN
        )
        return TimeFilter(now, reader, frozenset(schedules), opened)
