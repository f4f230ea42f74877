"""Where places are: how an address is written, and how far one is, for what stands first."""

import pytest

from kiosk.domain.place import Coordinates, address_line, sort_by_distance
from kiosk.domain.records import Location

HERE = Coordinates(38.58, -121.49)
FAR = Location(id="far", organization_id="o", latitude=38.70, longitude=-121.49)
NEAR = Location(id="near", organization_id="o", latitude=38.58, longitude=-121.50)
NO_POINT = Location(id="no-point", organization_id="o")
HALF = Location(id="half", organization_id="o", latitude=38.58)


def test_the_nearest_place_is_first_and_one_without_a_point_last() -> None:
    found = sort_by_distance((NO_POINT, FAR, HALF, NEAR), HERE)
    assert [one.id for one in found] == ["near", "far", "no-point", "half"]


def test_a_degree_to_the_east_is_shorter_than_one_to_the_north() -> None:
    north = Location(id="north", organization_id="o", latitude=39.58, longitude=-121.49)
    east = Location(id="east", organization_id="o", latitude=38.58, longitude=-120.49)
    assert sort_by_distance((north, east), HERE) == (east, north)


def test_at_the_pole_nothing_is_divided_by_nothing() -> None:
    assert Coordinates(90.0, 0.0).km_per_degree_east > 0


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, "12 Main St, Sacramento"),
        ({"address_2": "Floor 3"}, "12 Main St, Floor 3, Sacramento"),
        ({"state_province": "CA"}, "12 Main St, Sacramento, CA"),
        ({"postal_code": "95814"}, "12 Main St, Sacramento, 95814"),
        ({"state_province": "CA", "postal_code": "95814"}, "12 Main St, Sacramento, CA 95814"),
    ],
)
def test_an_address_is_written_as_on_a_letter(parts: dict[str, str], line: str) -> None:
    where = Location(
        id="l", organization_id="o", address_1="12 Main St", city="Sacramento", **parts
    )
    assert address_line(where) == line
