"""The services that answer a tile or a need, in the order of decision 0035.

The parts of the order, smaller first: unseen by a person; an answer, what only leads there, a
day-and-night line that follows the places; what the choices say; lines before places where lines
are answers; fit; who is served; reach; language; open now; distance; breadth; importance. The
parts before and after those of the visit are columns (:mod:`kiosk.directory.answer_rows`).
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import Final, NamedTuple

from kiosk.directory import facets
from kiosk.directory.answer_rows import choice_bits
from kiosk.directory.hours import FIRST_DAY, LAST_DAY
from kiosk.directory.time_filter import TimeFilter
from kiosk.domain.access_route import SOURCE_TAG
from kiosk.domain.filters import Filter
from kiosk.domain.place import KM_PER_DEGREE, Coordinates
from kiosk.domain.queries import Answer, AnswerGroup, AnswersPage, AnswersQuery

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
        parameters: dict[str, object] = {
            "subject": query.tile or query.need.value,
            "bits": choice_bits(choices - {Filter.OPEN_NOW, Filter.MY_LANGUAGE}),
            "floor": query.today.toordinal() if query.today else FIRST_DAY,
            "oldest": LAST_DAY,
        }
        silent, usual, band = "0", "1", "0"
        if query.language != SOURCE_TAG:
            keys = facets.language_keys(query.language)
            parameters |= {f"language{number}": key for number, key in enumerate(keys)}
            languages = ", ".join(f":language{number}" for number in range(len(keys)))
            silent = _SILENT.format(languages=languages)
        if moment is not None:
            parameters |= moment.parameters
            usual = _DATED.format(usual=_USUAL) if moment.exceptions else _USUAL
        if query.origin is not None:
            parameters |= _distance(query.origin)
            band = _BAND
        sql = _SELECT.format(
            silent=silent, usual=usual, band=band, only=only, group=_group(choices)
        )
        return [_Row(*row) for row in self._connection.execute(sql, parameters)]


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
