"""The services that answer a tile or a need, in the order of decision 0035.

The parts of the order, smaller first: unseen by a person; an answer, what only leads there, a
day-and-night line that follows the places; what the choices say; lines before places where lines
are answers; fit; who is served; reach; language; open now; distance; breadth; importance. The
parts before and after those of the visit are columns (:mod:`kiosk.directory.answer_rows`).
"""

import json
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from heapq import nsmallest
from operator import and_, or_
from typing import Final, NamedTuple

import msgspec

from kiosk.directory import facets
from kiosk.directory.answer_rows import choice_bits
from kiosk.directory.hour_rows import FIRST_DAY, LAST_DAY
from kiosk.directory.time_filter import TimeFilter
from kiosk.domain.access_route import SOURCE_TAG
from kiosk.domain.answer_order import DOES, UNSORTED
from kiosk.domain.filters import Filter
from kiosk.domain.place import KM_PER_DEGREE, Coordinates
from kiosk.domain.queries import Answer, AnswerGroup, AnswersPage, AnswersQuery, SearchQuery

BANDS_KM: Final = (2.0, 8.0, 30.0)
"""Distance bands: a walk, a bus ride, a drive. Beyond: far."""
MOST_CALLED: Final = 2
"""Lines in a call block."""
DATED: Final = frozenset({Filter.MY_LANGUAGE, Filter.OPEN_NOW})
"""Choices that the record alone cannot answer."""

BATCH: Final = 200
"""Services whose values are read at once where one of them may be enough."""

_GROUPS: Final = (AnswerGroup.YES, AnswerGroup.UNKNOWN, AnswerGroup.NO)
_OPEN: Final = {0: True, 1: None, 2: False}
_CALL, _HELPLINE, _REFUSED, _FRESH, _TIMED = (1 << bit for bit in range(3, 8))
"""Flags of a row above its fit: may stand in the call block; is a helpline; states a no; its hours
may be promised; has weekly hours."""
_LISTED: Final = """SELECT a.service_key, s.unseen << 2 | a.further,
    ((a.kind << 3 | a.rank) << 2 | a.who) << 2 | s.reach, s.breadth,
    a.fit | (a.call << 3) | (s.helpline << 4) | ((s.refusals & :bits <> 0) << 5)
      | ((s.hours_day >= :oldest) << 6) | ((s.readers & :reader <> 0) << 7), s.choices
  FROM answer a JOIN service_order s ON s.service_key = a.service_key
  WHERE a.subject = :subject AND s.valid_until_day >= :floor"""
_SPEAKING: Final = """SELECT DISTINCT service_key, 0 FROM service_language
  WHERE service_key IN (SELECT value FROM json_each(:keys)) AND language IN ({languages})"""
_OPEN_NOW: Final = """SELECT DISTINCT service_key, 0 FROM week_interval
  WHERE service_key IN (SELECT value FROM json_each(:keys)) AND start <= :minute AND end > :minute
    AND first_day <= :today AND last_day >= :today AND readers & :reader"""
_BAND: Final = """SELECT service_key, CASE WHEN squared <= :band0 THEN 0
    WHEN squared <= :band1 THEN 1 WHEN squared <= :band2 THEN 2 ELSE 3 END
  FROM (SELECT service_key, min((latitude - :lat) * (latitude - :lat) * :y
      + (longitude - :lon) * (longitude - :lon) * :x) AS squared
    FROM service_point WHERE service_key IN (SELECT value FROM json_each(:keys))
    GROUP BY service_key)"""
_NOT_CALLED: Final = "s.service_key NOT IN (SELECT service_key FROM answer WHERE call)"
_ORDER: Final = """SELECT s.service_key, s.unseen,
    (((({not_called}) << 1 | (coalesce(a.fit, :unsorted) > :does)) << 3
      | coalesce(a.rank, :unsorted)) << 2 | coalesce(a.who, s.who)) << 2 | s.reach,
    s.breadth, ((s.hours_day >= :oldest) << 6) | ((s.readers & :reader <> 0) << 7), s.choices
  FROM service_order s LEFT JOIN (SELECT service_key, min(fit) AS fit, min(rank) AS rank,
    min(who) AS who FROM answer WHERE subject = :subject
    OR subject IN (SELECT id FROM tile WHERE need = :subject) GROUP BY service_key) a
    ON a.service_key = s.service_key
  WHERE s.service_key IN (SELECT value FROM json_each(:keys))"""


class _Row(NamedTuple):
    """One row of a list: ``first`` and ``then`` are the parts before and after the choices.

    ``flags`` are the fit and the flags above it.
    """

    key: int
    first: int
    then: int
    breadth: int
    flags: int
    choices: int


_Part = Callable[[Sequence[_Row]], Sequence[int]]
"""A part of the order: the value of each row, smaller ones first."""


class _VisitPart:
    """A part of the order that depends on the visit, read only for the rows that need it.

    ``found`` yields (key, value) of those of some services (JSON) that state one.
    """

    def __init__(
        self,
        otherwise: Callable[[_Row], int],
        found: Callable[[str], Iterable[tuple[int, int]]] | None = None,
        known: Mapping[int, int] | None = None,
    ) -> None:
        self._otherwise = otherwise
        self._found = found
        self._values = {**(known or {})}

    def __call__(self, rows: Sequence[_Row]) -> list[int]:
        """Return the value of each row."""
        values = self._values
        if missing := [row for row in rows if row.key not in values]:
            values.update((row.key, self._otherwise(row)) for row in missing)
            if self._found is not None:
                values.update(self._found(json.dumps([row.key for row in missing])))
        return [values[row.key] for row in rows]

    def has(self, value: int, rows: Sequence[_Row]) -> bool:
        """Return True if a row has a value; read no more rows than it takes to know."""
        missing = [row for row in rows if row.key not in self._values]
        return any(self._values.get(row.key) == value for row in rows) or any(
            value in self(missing[start : start + BATCH]) for start in range(0, len(missing), BATCH)
        )


class _Visit:
    """The parts of the order that depend on the visit.

    ``silent`` is 1 where the reader's language is not stated; ``usual`` is 0 for open now, 1 for
    not known, 2 for closed now; ``band`` is the number of a distance.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        query: AnswersQuery | SearchQuery,
        moment: TimeFilter | None,
    ) -> None:
        def reader(
            sql: str, parameters: Mapping[str, object]
        ) -> Callable[[str], Iterable[tuple[int, int]]]:
            return lambda keys: connection.execute(sql, {**parameters, "keys": keys})

        self.moment = moment
        self.silent = _VisitPart(lambda _: 0)
        if query.language != SOURCE_TAG:
            tags = facets.language_keys(query.language)
            named = {f"language{number}": tag for number, tag in enumerate(tags)}
            speaking = _SPEAKING.format(languages=", ".join(f":{name}" for name in named))
            self.silent = _VisitPart(lambda _: 1, reader(speaking, named))
        self.usual = _VisitPart(lambda _: 1)
        if moment is not None:
            self.usual = _VisitPart(
                lambda row: 2 if row.flags & _TIMED else 1,
                reader(_OPEN_NOW, moment.parameters),
                {key: 0 if key in moment.open_exceptions else 2 for key in moment.exceptions},
            )
        self.band = _VisitPart(lambda _: 2)
        if query.origin is not None:
            self.band = _VisitPart(lambda _: 2, reader(_BAND, _distance(query.origin)))
        self.parts: tuple[_Part, ...] = (self.silent, self.open_now, self.band)

    @property
    def parameters(self) -> dict[str, object]:
        """The named values that flag rows."""
        moment = self.moment
        return {"oldest": LAST_DAY, "reader": 0} | (moment.parameters if moment else {})

    def open_now(self, rows: Sequence[_Row]) -> list[int]:
        """Return what a card may say of each row now: its usual hours if they are fresh."""
        usual = self.usual(rows)
        return [one if row.flags & _FRESH else 1 for row, one in zip(rows, usual, strict=True)]

    def group(self, choices: Iterable[Filter]) -> _Part:
        """Return the part of some choices: 0 yes to all, 1 not known, 2 closed now."""
        bits = choice_bits({*choices} - DATED)

        def of(rows: Sequence[_Row]) -> list[int]:
            groups = [int(row.choices & bits != bits) for row in rows]
            if Filter.MY_LANGUAGE in choices:
                groups = [max(pair) for pair in zip(groups, self.silent(rows), strict=True)]
            if Filter.OPEN_NOW in choices:
                groups = [max(pair) for pair in zip(groups, self.open_now(rows), strict=True)]
            return groups

        return of


class AnswerLists:
    """Answers :class:`kiosk.domain.queries.AnswersQuery`."""

    def __init__(self, connection: sqlite3.Connection, service_ids: Sequence[str]) -> None:
        self._connection = connection
        self._service_ids = service_ids

    def page(
        self, query: AnswersQuery, moment: TimeFilter | None, offset: int, limit: int
    ) -> AnswersPage:
        """Return a window of the list and its totals.

        Only the parts that decide who stands in the window are read, and for no more rows than
        those parts leave undecided.
        """
        visit = _Visit(self._connection, query, moment)
        choices = query.choices - ({Filter.OPEN_NOW} if moment is None else set())
        found = self._rows(query, visit, choices)
        after: list[_Part] = [_then, *visit.parts, _breadth]
        callable_rows = [row for row in found if row.flags & _CALL]
        call = _window([_first, *after], callable_rows, 0, MOST_CALLED)
        rows = [row for row in found if row not in call]
        refused = [row for row in rows if row.flags & _REFUSED]
        listed = [row for row in rows if not row.flags & _REFUSED]
        group = visit.group(choices)
        groups = Counter(group(listed))
        before = [_first, group] if choices else [_first]
        shown = refused if query.refusing else listed
        window = _window([*before, *after], shown, offset, offset + limit)
        return AnswersPage(
            call=tuple(self._service_ids[row.key - 1] for row in call),
            answers=tuple(
                Answer(
                    id=self._service_ids[row.key - 1],
                    fit=row.flags % _CALL,
                    group=AnswerGroup.NO if query.refusing else _GROUPS[chosen],
                    open=_OPEN[open_now],
                    further=bool(row.first & 3),
                )
                for row, chosen, open_now in zip(
                    window, group(window), visit.open_now(window), strict=True
                )
            ),
            offset=offset,
            yes=groups[0],
            unknown=groups[1],
            no=groups[2],
            refused=len(refused),
            lines=len(call) + sum(row.flags & _HELPLINE != 0 for row in listed),
            known=_known(rows, visit),
            unstated=_unstated(listed, visit, query.choices),
        )

    def first_for_anyone(self, query: AnswersQuery, count: int) -> frozenset[str]:
        """Return the services that can be among the first ``count`` of a list, without helplines.

        Fewer than ``count`` come before them whatever the visitor's language, hour and distance,
        on a day up to ``query.today``.
        """
        visit = _Visit(self._connection, query, None)
        rows, counted = (
            [row for row in self._rows(one, visit, ()) if not row.flags & _HELPLINE]
            for one in (msgspec.structs.replace(query, today=None), query)
        )
        places = nsmallest(count, ((row.first, row.then) for row in counted))
        last = places[-1] if len(places) == count else (sys.maxsize,)
        return frozenset(
            self._service_ids[row.key - 1] for row in rows if (row.first, row.then) <= last
        )

    def _rows(self, query: AnswersQuery, visit: _Visit, choices: Iterable[Filter]) -> list[_Row]:
        """Return the rows of a list by key."""
        parameters = visit.parameters | {
            "subject": _subject(query),
            "bits": choice_bits({*choices} - DATED),
            "floor": query.today.toordinal() if query.today else FIRST_DAY,
        }
        return [*map(_Row._make, self._connection.execute(_LISTED, parameters))]

    def in_order(
        self,
        ranks: Mapping[int, float],
        query: AnswersQuery | SearchQuery,
        moment: TimeFilter | None,
        tile: str = "",
    ) -> list[int]:
        """Return keys of services by rank; those of equal rank in the order of the answers.

        A search may have met a ``tile``, whose order then counts.

        What a service does best for any tile of a need counts. In a search fit orders nothing, and
        the lines of the call blocks come first: a search has no block of its own.
        """
        visit = _Visit(self._connection, query, moment)
        parameters = visit.parameters | {
            "subject": _subject(query) if isinstance(query, AnswersQuery) else tile,
            "keys": json.dumps([*ranks]),
            "unsorted": UNSORTED,
            "does": DOES,
        }
        not_called = "0" if isinstance(query, AnswersQuery) else _NOT_CALLED
        found = self._connection.execute(_ORDER.format(not_called=not_called), parameters)
        rows = [*map(_Row._make, found)]
        parts = zip(rows, *(part(rows) for part in visit.parts), strict=True)
        keyed = sorted(
            (row.first, ranks[row.key], row.then, *values, row.breadth, row.key)
            for row, *values in parts
        )
        return [key for *_, key in keyed]


def _first(rows: Sequence[_Row]) -> list[int]:
    return [row.first for row in rows]


def _then(rows: Sequence[_Row]) -> list[int]:
    return [row.then for row in rows]


def _breadth(rows: Sequence[_Row]) -> list[int]:
    return [row.breadth for row in rows]


def _window(parts: Sequence[_Part], rows: Sequence[_Row], start: int, stop: int) -> Sequence[_Row]:
    """Return the rows from ``start`` to ``stop`` of their order; equal ones keep theirs.

    A part is read for those rows alone that the parts before it put across the window.
    """
    if not parts or len(rows) <= 1:
        return rows[start:stop]
    groups = defaultdict[int, list[_Row]](list)
    for value, row in zip(parts[0](rows), rows, strict=True):
        groups[value].append(row)
    window: list[_Row] = []
    for value in sorted(groups):
        group = groups[value]
        if start < len(group) and stop > 0:
            window += _window(parts[1:], group, start, stop)
        start, stop = max(start - len(group), 0), max(stop - len(group), 0)
    return window


def _subject(query: AnswersQuery) -> str:
    return query.tile or query.need.value


def _known(rows: Sequence[_Row], visit: _Visit) -> frozenset[Filter]:
    """Return the choices to which a row says yes."""
    stated = reduce(or_, (row.choices for row in rows), 0)
    known = {choice for choice in Filter if stated & choice_bits({choice})}
    if visit.silent.has(0, rows):
        known.add(Filter.MY_LANGUAGE)
    if visit.usual.has(0, [row for row in rows if row.flags & _FRESH]):
        known.add(Filter.OPEN_NOW)
    return frozenset(known)


def _unstated(rows: Sequence[_Row], visit: _Visit, choices: frozenset[Filter]) -> frozenset[Filter]:
    """Return those of some choices about which a row says nothing."""
    stated = reduce(and_, (row.choices for row in rows), -1)
    unstated = {choice for choice in choices - DATED if not stated & choice_bits({choice})}
    if Filter.MY_LANGUAGE in choices and visit.silent.has(1, rows):
        unstated.add(Filter.MY_LANGUAGE)
    if Filter.OPEN_NOW in choices and 1 in visit.open_now(rows):
        unstated.add(Filter.OPEN_NOW)
    return frozenset(unstated)


def _distance(origin: Coordinates) -> dict[str, object]:
    return {
        "lat": origin.latitude,
        "lon": origin.longitude,
        "y": KM_PER_DEGREE**2,
        "x": origin.km_per_degree_east**2,
        **{f"band{number}": km**2 for number, km in enumerate(BANDS_KM)},
    }
