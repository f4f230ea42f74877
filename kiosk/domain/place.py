"""Addresses and coordinates."""

import math
from collections.abc import Iterable
from typing import Final

import msgspec

from kiosk.domain.records import AddressVisibility, Location, PlaceShow
from kiosk.domain.zip_centroids import zip_centroid

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


class Coordinates(msgspec.Struct, frozen=True):
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


def is_shown(location: Location) -> bool:
    """True if a kiosk may show where a location is."""
    return location.address_visibility is AddressVisibility.PUBLIC and location.show not in (
        PlaceShow.NO,
        PlaceShow.ASK,
    )


def location_point(location: Location) -> tuple[Coordinates, bool] | None:
    """Return the point of a location that may be shown, and whether it is precise.

    Without coordinates of its own it has the centroid of its ZIP code, which is not precise and
    only orders a list. A hidden location has no point, whatever its record holds.
    """
    if not is_shown(location):
        return None
    latitude, longitude = location.latitude, location.longitude
    # Programs write 0, 0 for unknown coordinates.
    if latitude is not None and longitude is not None and (latitude, longitude) != (0, 0):
        return Coordinates(latitude, longitude), True
    centroid = zip_centroid(location.postal_code) if location.postal_code else None
    return (Coordinates(*centroid), False) if centroid else None


def sort_by_distance(locations: Iterable[Location], origin: Coordinates) -> tuple[Location, ...]:
    """Sort locations by distance from ``origin``; those without a point come last, in order."""

    def distance(location: Location) -> float:
        found = location_point(location)
        if found is None:
            return math.inf
        point, _ = found
        return math.hypot(
            (point.latitude - origin.latitude) * KM_PER_DEGREE,
            (point.longitude - origin.longitude) * origin.km_per_degree_east,
        )

    return tuple(sorted(locations, key=distance))
