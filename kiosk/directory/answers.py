"""The services that answer a tile or a need, in the order of decision 0035.

The parts of the order, smaller first: unseen by a person; an answer, what only leads there, a
day-and-night line that follows the places; what the choices say; lines before places where lines
are answers; fit; who is served; reach; language; open now; distance; breadth; importance. The
parts before and after those of the visit are columns (:mod:`kiosk.directory.answer_rows`).
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import Final, NamedTuple, Self

from kiosk.directory import facets
from kiosk.directory.answer_rows import choice_bits
from kiosk.directory.hours import FIRST_DAY, LAST_DAY
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

_GROUPS: Final = (AnswerGroup.YES, AnswerGroup.UNKNOWN, AnswerGroup.NO)
_SILENT: Final = """NOT EXISTS (SELECT 1 FROM service_language l WHERE l.service_key = s.service_key
    AND l.language IN ({languages}))"""
_USUAL: Final = """coalesce((SELECT CASE max(w.start <= :minute AND w.end > :minute
    AND w.first_day <= :today AND w.last_day >= :today) WHEN 1 THEN 0 WHEN 0 THEN 2 END
  FROM week_interval w WHERE w.service_key = s.service_key AND w.readers & :reader), 1)"""
_DATED: Final = """(CASE WHEN s.service_key IN (SELECT value FROM json_each(:exceptions))
  THEN CASE WHEN s.service_key IN (SELECT value FROM json_each(:open_exceptions)) THEN 0 ELSE 2 END
  ELSE {usual} END)"""
_BAND: Final = """coalesce((SELECT CASE WHEN d.squared <= :band0 THEN 0
    WHEN d.squared <= :band1 THEN 1 WHEN d.squared <= :band2 THEN 2 ELSE 3 END
  FROM (SELECT min((p.latitude - :lat) * (p.latitude - :lat) * :y
      + (p.longitude - :lon) * (p.longitude - :lon) * :x) AS squared
    FROM service_point p WHERE p.service_key = s.service_key) d
  WHERE d.squared IS NOT NULL), 2)"""
_SELECT: Final = """WITH listed AS MATERIALIZED (
  SELECT s.service_key AS key, s.choices, s.helpline, s.unseen, s.reach, s.breadth, a.fit,
    a.further, a.kind, a.rank, a.who, {silent} AS silent, {usual} AS usual,
    s.hours_day >= :oldest AS fresh, {band} AS band,
    s.choices & :bits = :bits AS stated, s.refusals & :bits <> 0 AS refused
  FROM answer a JOIN service_order s ON s.service_key = a.service_key
  WHERE a.subject = :subject AND s.valid_until_day >= :floor{only}
), grouped AS (SELECT *, {group} AS choice FROM listed)
SELECT key, fit, choice, CASE WHEN fresh THEN usual ELSE 1 END, helpline, further, refused, choices,
  silent
FROM grouped ORDER BY unseen, refused, further, choice, kind, rank, who, reach, silent, usual, band,
  breadth, key"""
_NOT_CALLED: Final = "s.service_key NOT IN (SELECT service_key FROM answer WHERE call)"
_ORDER: Final = """SELECT s.service_key, s.unseen, {not_called}, coalesce(a.fit, :unsorted) > :does,
    coalesce(a.rank, :unsorted), coalesce(a.who, s.who), s.reach, {silent}, {usual}, {band},
    s.breadth
  FROM service_order s LEFT JOIN (SELECT service_key, min(fit) AS fit, min(rank) AS rank,
    min(who) AS who FROM answer WHERE subject = :subject
    OR subject IN (SELECT id FROM tile WHERE need = :subject) GROUP BY service_key) a
    ON a.service_key = s.service_key
  WHERE s.service_key IN (SELECT value FROM json_each(:keys))"""
_OPEN: Final = {0: True, 1: None, 2: False}


class _Row(NamedTuple):
    """One row of a list; ``usual`` is 0 for open now, 1 for not known, 2 for closed now."""

    key: int
    fit: int
    choice: int
    usual: int
    helpline: int
    further: int
    refused: int
    choices: int
    silent: int


class _Visit(NamedTuple):
    """The parts of the order that depend on the visit, as SQL on a service ``s``."""

    parts: dict[str, str]
    parameters: dict[str, object]

    @classmethod
    def of(cls, language: str, moment: TimeFilter | None, origin: Coordinates | None) -> Self:
        """Return the parts for a reader of a language at a moment and a place, where known."""
        parts, parameters = {"silent": "0", "usual": "1", "band": "0"}, dict[str, object]()
        if language != SOURCE_TAG:
            keys = facets.language_keys(language)
            parameters |= {f"language{number}": key for number, key in enumerate(keys)}
            languages = ", ".join(f":language{number}" for number in range(len(keys)))
            parts["silent"] = _SILENT.format(languages=languages)
        if moment is not None:
            parameters |= moment.parameters
            parts["usual"] = _DATED.format(usual=_USUAL) if moment.exceptions else _USUAL
        if origin is not None:
            parameters |= _distance(origin)
            parts["band"] = _BAND
        return cls(parts, parameters)


class AnswerLists:
    """Answers :class:`kiosk.domain.queries.AnswersQuery`."""

    def __init__(self, connection: sqlite3.Connection, service_ids: Sequence[str]) -> None:
        self._connection = connection
        self._service_ids = service_ids

    def page(
        self, query: AnswersQuery, moment: TimeFilter | None, offset: int, limit: int
    ) -> AnswersPage:
        """Return a window of the list and its totals."""
        plain = replace(query, choices=frozenset())
        call = [row.key for row in self._rows(plain, moment, only=" AND a.call")][:MOST_CALLED]
        rows = [row for row in self._rows(query, moment) if row.key not in call]
        listed = [row for row in rows if not row.refused]
        refused = [row for row in rows if row.refused]
        groups = Counter(_GROUPS[row.choice] for row in listed)
        shown = refused if query.refusing else listed
        return AnswersPage(
            call=tuple(self._service_ids[key - 1] for key in call),
            answers=tuple(self._answer(row) for row in shown[offset : offset + limit]),
            offset=offset,
            yes=groups[AnswerGroup.YES],
            unknown=groups[AnswerGroup.UNKNOWN],
            no=groups[AnswerGroup.NO],
            refused=len(refused),
            lines=len(call) + sum(row.helpline for row in listed),
            known=_known(rows),
            unstated=query.choices & _unstated(listed),
        )

    def _answer(self, row: _Row) -> Answer:
        group = AnswerGroup.NO if row.refused else _GROUPS[row.choice]
        return Answer(
            id=self._service_ids[row.key - 1],
            fit=row.fit,
            group=group,
            open=_OPEN[row.usual],
            further=bool(row.further),
        )

    def _rows(self, query: AnswersQuery, moment: TimeFilter | None, only: str = "") -> list[_Row]:
        choices = {*query.choices} - ({Filter.OPEN_NOW} if moment is None else set())
        visit = _Visit.of(query.language, moment, query.origin)
        parameters = {
            "oldest": LAST_DAY,
            **visit.parameters,
            "subject": _subject(query),
            "bits": choice_bits(choices - {Filter.OPEN_NOW, Filter.MY_LANGUAGE}),
            "floor": query.today.toordinal() if query.today else FIRST_DAY,
        }
        sql = _SELECT.format(**visit.parts, only=only, group=_group(choices))
        return [_Row(*row) for row in self._connection.execute(sql, parameters)]

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
        visit = _Visit.of(query.language, moment, query.origin)
        parameters = visit.parameters | {
            "subject": _subject(query) if isinstance(query, AnswersQuery) else tile,
            "keys": json.dumps([*ranks]),
            "unsorted": UNSORTED,
            "does": DOES,
        }
        not_called = "0" if isinstance(query, AnswersQuery) else _NOT_CALLED
        order = _ORDER.format(**visit.parts, not_called=not_called)
        found = self._connection.execute(order, parameters)
        rows = sorted(found, key=lambda row: (row[1], ranks[row[0]], *row[2:], row[0]))
        return [key for key, *_ in rows]


def _subject(query: AnswersQuery) -> str:
    return query.tile or query.need.value


def _known(rows: Sequence[_Row]) -> frozenset[Filter]:
    """Return the choices to which a row says yes."""
    stated = reduce(or_, (row.choices for row in rows), 0)
    return frozenset(
        choice
        for choice, found in (
            *((choice, stated & choice_bits({choice})) for choice in Filter),
            (Filter.MY_LANGUAGE, any(not row.silent for row in rows)),
            (Filter.OPEN_NOW, any(row.usual == 0 for row in rows)),
        )
        if found
    )


def _unstated(rows: Sequence[_Row]) -> frozenset[Filter]:
    """Return the choices about which a row says nothing."""
    stated = reduce(and_, (row.choices for row in rows), -1)
    dated = {
        Filter.MY_LANGUAGE: any(row.silent for row in rows),
        Filter.OPEN_NOW: any(row.usual == 1 for row in rows),
    }
    return frozenset(
        choice for choice in Filter if dated.get(choice, not stated & choice_bits({choice}))
    )


def _group(choices: set[Filter]) -> str:
    """Return the SQL of a group: 0 yes to all choices, 1 not known, 2 closed now."""
    says_yes, closed = ["stated"], "0"
    if Filter.MY_LANGUAGE in choices:
        says_yes.append("NOT silent")
    if Filter.OPEN_NOW in choices:
        says_yes.append("fresh AND usual = 0")
        closed = "fresh AND usual = 2"
    return f"CASE WHEN {closed} THEN 2 WHEN {' AND '.join(says_yes)} THEN 0 ELSE 1 END"


def _distance(origin: Coordinates) -> dict[str, object]:
    return {
        "lat": origin.latitude,
        "lon": origin.longitude,
        "y": KM_PER_DEGREE**2,
        "x": origin.km_per_degree_east**2,
        **{f"band{number}": km**2 for number, km in enumerate(BANDS_KM)},
    }
