"""The straight line from the kiosk to a place: metres, miles, minutes on foot, direction.

It is a direction and an order of size, never a route: rivers, rails and fences are unknown.
"""

import math
from enum import IntEnum
from typing import Final, Self

import msgspec

from kiosk.domain.place import KM_PER_DEGREE, Coordinates

WALK_LIMIT_M: Final = 5000
"""Metres up to which a way on foot is offered."""
MILE_M: Final = 1609.344
DETOUR: Final = 1.3
"""Length of a walk along streets over that of the straight line."""
WALK_M_PER_MINUTE: Final = 80
"""4.8 km/h."""
MINUTES_STEP, MINUTES_MOST = 5, 45
"""Minutes are rounded up to this step, and not stated beyond the limit."""
_HALF_MILES_BELOW = 3
_EARTH_RADIUS_M = KM_PER_DEGREE * 1000 * 180 / math.pi


class CompassPoint(IntEnum):
    """Sixteen directions, clockwise from north."""

    N = 0
    NNE = 1
    NE = 2
    ENE = 3
    E = 4
    ESE = 5
    SE = 6
    SSE = 7
    S = 8
    SSW = 9
    SW = 10
    WSW = 11
    W = 12
    WNW = 13
    NW = 14
    NNW = 15


class StraightLine(msgspec.Struct, frozen=True):
    """Great-circle ``metres`` and the initial ``bearing`` in degrees, clockwise from north."""

    metres: float
    bearing: float

    @classmethod
    def between(cls, start: Coordinates, end: Coordinates) -> Self:
        """Return the line between two points."""
        north, far_north = math.radians(start.latitude), math.radians(end.latitude)
        east = math.radians(end.longitude - start.longitude)
        half = (
            math.sin((far_north - north) / 2) ** 2
            + math.cos(north) * math.cos(far_north) * math.sin(east / 2) ** 2
        )
        bearing = math.atan2(
            math.sin(east) * math.cos(far_north),
            math.cos(north) * math.sin(far_north)
            - math.sin(north) * math.cos(far_north) * math.cos(east),
        )
        metres = 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))
        return cls(metres, math.degrees(bearing) % 360)

    @property
    def is_walkable(self) -> bool:
        """True if the way on foot is offered."""
        return self.metres <= WALK_LIMIT_M

    @property
    def miles(self) -> float:
        """Miles, to the nearest half below three, else whole; at least half a mile."""
        miles = self.metres / MILE_M
        if miles >= _HALF_MILES_BELOW:
            return math.floor(miles + 0.5)
        return max(0.5, math.floor(miles * 2 + 0.5) / 2)

    @property
    def minutes(self) -> int | None:
        """Minutes on foot along streets, rounded up; ``None`` beyond the limit."""
        exact = self.metres * DETOUR / WALK_M_PER_MINUTE
        minutes = max(1, math.ceil(exact / MINUTES_STEP)) * MINUTES_STEP
        return minutes if minutes <= MINUTES_MOST else None

    @property
    def point(self) -> CompassPoint:
        """The nearest of the sixteen compass points."""
        return CompassPoint(round(self.bearing / 360 * len(CompassPoint)) % len(CompassPoint))


def metres_of_walk(minutes: float) -> float:
    """Return the metres of straight line that a walk of some minutes covers: a ring on the map."""
    return minutes * WALK_M_PER_MINUTE / DETOUR
