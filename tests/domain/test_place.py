"""Where places are: how an address is written, and how far one is, for what stands first."""

from functools import partial

import pytest

from kiosk.domain.place import Coordinates, address_line, location_point, sort_by_distance
from kiosk.domain.records import AddressVisibility, Location, PlaceShow

HERE = Coordinates(38.58, -121.49)
shown = partial(Location, organization_id="o", address_visibility=AddressVisibility.PUBLIC)
FAR = shown(id="far", latitude=38.70, longitude=-121.49)
NEAR = shown(id="near", latitude=38.58, longitude=-121.50)
BY_ZIP = shown(id="by-zip", postal_code="95608-1234")
NO_POINT = shown(id="no-point")
HALF = shown(id="half", latitude=38.58)


def test_the_nearest_place_is_first_and_one_without_a_point_last() -> None:
    found = sort_by_distance((NO_POINT, BY_ZIP, FAR, HALF, NEAR), HERE)
    assert [one.id for one in found] == ["near", "far", "by-zip", "no-point", "half"]


def test_a_degree_to_the_east_is_shorter_than_one_to_the_north() -> None:
    north = shown(id="north", latitude=39.58, longitude=-121.49)
    east = shown(id="east", latitude=38.58, longitude=-120.49)
    assert sort_by_distance((north, east), HERE) == (east, north)


def test_at_the_pole_nothing_is_divided_by_nothing() -> None:
    assert Coordinates(90.0, 0.0).km_per_degree_east > 0


@pytest.mark.parametrize(
    ("fields", "point"),
    [
        ({"latitude": 38.6, "longitude": -121.5}, (Coordinates(38.6, -121.5), True)),
        (
            {"latitude": 38.6, "longitude": -121.5, "postal_code": "95608"},
            (Coordinates(38.6, -121.5), True),
        ),
        ({"postal_code": "95608"}, (Coordinates(38.62694, -121.33119), False)),
        (
            {"latitude": 0.0, "longitude": 0.0, "postal_code": "95608"},
            (Coordinates(38.62694, -121.33119), False),
        ),
        ({"postal_code": "10001"}, None),
        ({"latitude": 38.6}, None),
        ({}, None),
    ],
)
def test_a_public_place_has_its_own_point_or_that_of_its_zip_code(
    fields: dict[str, object], point: object
) -> None:
    assert location_point(shown(id="l", **fields)) == point


@pytest.mark.parametrize(
    "fields",
    [{"address_visibility": AddressVisibility.HIDDEN}, {"show": PlaceShow.NO}],
)
def test_a_place_that_is_not_shown_has_no_point(fields: dict[str, object]) -> None:
    where = {"latitude": 38.6, "longitude": -121.5, "postal_code": "95608"}
    assert location_point(shown(id="l", **where, **fields)) is None


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
