"""Lists of services for a need: open now first, then my language, then near, then important.

Services that nobody has reviewed yet rank below all others.
"""

import datetime as dt
import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from kiosk.directory import facets
from kiosk.directory.searcher import SearchFilter
from kiosk.directory.time_filter import TimeFilter
from kiosk.domain.filters import Filter
from kiosk.domain.place import KM_PER_DEGREE, Coordinates
from kiosk.domain.queries import BrowseQuery
from kiosk.domain.records import Need

BANDS_KM = (2.0, 8.0, 30.0)
"""Distance bands: a walk, a bus ride, a drive. Beyond: far."""
UNPLACED = 2
"""Band of a service without a shown location (a line, a hidden address): after a bus ride."""

CACHED_FILTERS = 8
"""Facet choices to cache, one for each of the last filters."""

_NEAR = """(SELECT service_key, min(
    (latitude - :lat) * (latitude - :lat) * :y + (longitude - :lon) * (longitude - :lon) * :x
  ) AS squared FROM service_place WHERE category = :place_category
  AND latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east
  GROUP BY service_key)"""
_BAND = """CASE WHEN n.squared <= :band0 THEN 0 WHEN n.squared <= :band1 THEN 1
  WHEN n.squared <= :band2 THEN 2 WHEN EXISTS (SELECT 1 FROM service_at_location a
    JOIN location o ON o.key = a.location_key AND o.latitude IS NOT NULL
    WHERE a.service_key = s.key) THEN 3 ELSE :unplaced END"""
_SPEAKS = """EXISTS (SELECT 1 FROM service_language l WHERE l.service_key = s.key
  AND l.language IN ({languages}))"""


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Pieces of SQL that filter or sort, and the values they need."""

    parameters: dict[str, object]
    speaks: str
    opened: str
    current: str


def _conditions(query: BrowseQuery, moment: TimeFilter | None, *, expiring: bool) -> _Conditions:
    parameters: dict[str, object] = dict(moment.parameters) if moment else {}
    floor = _floor(query) if expiring else None
    if floor:
        parameters["floor"] = floor.toordinal()
    speaks = ""
    if query.spoken is not None:
        keys = facets.language_keys(query.spoken)
        parameters |= {f"language{number}": key for number, key in enumerate(keys)}
        names = ", ".join(f":language{number}" for number in range(len(keys)))
        speaks = _SPEAKS.format(languages=names)
    return _Conditions(
        parameters=parameters,
        speaks=speaks,
        opened=moment.open_sql if moment else "",
        current="s.valid_until_day >= :floor" if floor else "",
    )


def _floor(query: BrowseQuery) -> dt.date | None:
    """Return the day on which a listed service must still be offered, if known."""
    return query.today or (query.now.date() if query.now else None)


@lru_cache(maxsize=CACHED_FILTERS)
def facet_choices(
    need: Need | None, chips: frozenset[Filter], spoken: str | None
) -> tuple[tuple[str, ...], ...]:
    """Return the facet terms that restrict a search to what records state."""
    terms: list[tuple[str, ...]] = [
        (facets.chip_term(chip),) for chip in facets.STATED_CHIPS if chip in chips
    ]
    keys = facets.language_keys(spoken) if spoken else ()
    if need is not None and keys:
        terms.append(tuple(facets.pair_term(need, key) for key in keys))
    elif keys:
        terms.append(tuple(facets.language_term(key) for key in keys))
    elif need is not None:
        terms.append((facets.category_term(need),))
    return tuple(terms)


class ListQueries:
    """Answers queries without typed text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def narrowing(
        self, query: BrowseQuery, moment: TimeFilter | None, *, expiring: bool
    ) -> SearchFilter:
        """Return the restriction of a text search: facets for stated facts, SQL for the time.

        ``expiring`` means that some service of the directory has an end date.
        """
        opened = moment is not None and Filter.OPEN_NOW in query.chips
        spoken = query.spoken if Filter.MY_LANGUAGE in query.chips else None
        choices = facet_choices(query.need, query.chips, spoken)
        conditions = _conditions(query, moment, expiring=expiring)
        if not opened and not conditions.current:
            return SearchFilter(choices)
        timed = [conditions.current, conditions.opened if opened else ""]
        return SearchFilter(
            facets=choices,
            condition=" AND ".join(piece for piece in timed if piece),
            parameters=conditions.parameters,
        )

    def keys(
        self, query: BrowseQuery, moment: TimeFilter | None, *, expiring: bool
    ) -> tuple[int, ...]:
        """Return the keys of all services of the list, in its order."""
        conditions = _conditions(query, moment, expiring=expiring)
        tables, where, parameters = _narrowed(query, conditions)
        order = ["s.unseen"]
        order += [f"{piece} DESC" for piece in (conditions.opened, conditions.speaks) if piece]
        if query.origin is not None:
            tables += f" LEFT JOIN {_NEAR} n ON n.service_key = s.key"
            order.append(_BAND)
            parameters |= _near_parameters(query, query.origin)
        sorting = ", ".join([*order, "s.key"])
        rows = self._connection.execute(
            f"SELECT s.key FROM {tables} WHERE {where} ORDER BY {sorting}",  # noqa: S608 - constant pieces
            parameters,
        )
        return tuple(key for (key,) in rows)

    def count(self, query: BrowseQuery, moment: TimeFilter | None, *, expiring: bool) -> int:
        """Return the length of the list."""
        conditions = _conditions(query, moment, expiring=expiring)
        tables, where, parameters = _narrowed(query, conditions)
        sql = f"SELECT count(*) FROM {tables} WHERE {where}"  # noqa: S608 - constant pieces
        return int(self._connection.execute(sql, parameters).fetchone()[0])


def _narrowed(query: BrowseQuery, conditions: _Conditions) -> tuple[str, str, dict[str, object]]:
    """Return tables, condition and values for the services of a list."""
    tables, where, parameters = "service s", ["1"], dict(conditions.parameters)
    if query.need is not None:
        tables = "service_category c JOIN service s ON s.key = c.service_key"
        where.append("c.category = :category")
        parameters["category"] = query.need.value
    bits = facets.chip_bits(query.chips)
    if bits:
        where.append("s.chips & :bits = :bits")
        parameters["bits"] = bits
    wanted = {Filter.OPEN_NOW: conditions.opened, Filter.MY_LANGUAGE: conditions.speaks}
    where += [piece for chip, piece in wanted.items() if chip in query.chips and piece]
    where += [conditions.current] if conditions.current else []
    return tables, " AND ".join(where), parameters


def _near_parameters(query: BrowseQuery, origin: Coordinates) -> dict[str, object]:
    reach_north = BANDS_KM[-1] / KM_PER_DEGREE
    reach_east = BANDS_KM[-1] / origin.km_per_degree_east
    return {
        "place_category": query.need.value if query.need else "",
        "lat": origin.latitude,
        "lon": origin.longitude,
        "y": KM_PER_DEGREE**2,
        "x": origin.km_per_degree_east**2,
        "south": origin.latitude - reach_north,
        "north": origin.latitude + reach_north,
        "west": origin.longitude - reach_east,
        "east": origin.longitude + reach_east,
        "unplaced": UNPLACED,
        **{f"band{number}": km**2 for number, km in enumerate(BANDS_KM)},
    }
