"""Where something is: its address, its point."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.records import Location

ADDRESS_FIELDS: Final = ("address_1", "address_2", "city", "state_province", "postal_code")
"""The parts of an address, in the order of a letter."""
WHERE_FIELDS: Final = (
    *(name for name in ADDRESS_FIELDS if name != "state_province"),
    *("latitude", "longitude", "transportation"),
)
"""What says where a place is; a hidden one has none of it. No place is found by its state."""
KM_PER_DEGREE = 111.2
"""Kilometres of one degree of latitude: the mean circumference of the earth over 360."""
_LEAST = 0.01
"""The least cosine of a latitude: at the poles degrees of longitude have no length."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map, WGS 84 degrees."""

    latitude: float
    longitude: float

    @property
    def km_per_degree_east(self) -> float:
        """Kilometres of one degree of longitude here."""
        return KM_PER_DEGREE * max(math.cos(math.radians(self.latitude)), _LEAST)


def address_line(location: Location) -> str:
    """The address on one line, as letters are addressed; the state and its code stand together."""
    *street, state, code = (getattr(location, name) for name in ADDRESS_FIELDS)
    return ", ".join(filter(None, (*street, " ".join(filter(None, (state, code))))))


def nearest_first(locations: Iterable[Location], origin: Place) -> tuple[Location, ...]:
    """Locations by how far they are from ``origin``; those without a point last, as they were."""

    def far(spot: Location) -> float:
        if spot.latitude is None or spot.longitude is None:
            return math.inf
        return math.hypot(
            (spot.latitude - origin.latitude) * KM_PER_DEGREE,
            (spot.longitude - origin.longitude) * origin.km_per_degree_east,
        )

    return tuple(sorted(locations, key=far))
