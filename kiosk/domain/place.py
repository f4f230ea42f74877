"""Addresses and coordinates."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import Location

ADDRESS_FIELDS: Final = ("address_1", "address_2", "city", "state_province", "postal_code")
"""The parts of an address, in postal order."""
WHERE_FIELDS: Final = (
    *(name for name in ADDRESS_FIELDS if name != "state_province"),
    *("latitude", "longitude", "transportation"),
)
"""Fields that locate a place; a hidden one has none of them. The state alone locates nothing."""
KM_PER_DEGREE = 111.2
"""Kilometres of one degree of latitude: the mean circumference of the earth over 360."""
_LEAST = 0.01
"""Lower bound for a latitude's cosine: at the poles degrees of longitude have no length."""


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the map, in WGS 84 degrees."""

    latitude: float
    longitude: float

    @property
    def km_per_degree_east(self) -> float:
        """Kilometres of one degree of longitude here."""
        return KM_PER_DEGREE * max(math.cos(math.radians(self.latitude)), _LEAST)


def address_line(location: Location) -> str:
    """Return the address on one line, in postal order, with state and postal code together."""
    *street, state, code = (getattr(location, name) for name in ADDRESS_FIELDS)
    return ", ".join(filter(None, (*street, " ".join(filter(None, (state, code))))))


def sort_by_distance(locations: Iterable[Location], origin: Coordinates) -> tuple[Location, ...]:
    """Sort locations by distance from ``origin``; those without coordinates come last, in order."""

    def distance(location: Location) -> float:
        if location.latitude is None or location.longitude is None:
            return math.inf
        return math.hypot(
            (location.latitude - origin.latitude) * KM_PER_DEGREE,
            (location.longitude - origin.longitude) * origin.km_per_degree_east,
        )

    return tuple(sorted(locations, key=distance))
