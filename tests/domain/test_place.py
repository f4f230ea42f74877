"""How far places are, for what stands first on a page."""

from kiosk.domain.place import Place, nearest_first
from kiosk.domain.records import Location

HERE = Place(38.58, -121.49)
FAR = Location(id="far", organization_id="o", latitude=38.70, longitude=-121.49)
NEAR = Location(id="near", organization_id="o", latitude=38.58, longitude=-121.50)
NO_POINT = Location(id="no-point", organization_id="o")
HALF = Location(id="half", organization_id="o", latitude=38.58)


def test_the_nearest_place_is_first_and_one_without_a_point_last() -> None:
    found = nearest_first((NO_POINT, FAR, HALF, NEAR), HERE)
    assert [one.id for one in found] == ["near", "far", "no-point", "half"]


def test_a_degree_to_the_east_is_shorter_than_one_to_the_north() -> None:
    north = Location(id="north", organization_id="o", latitude=39.58, longitude=-121.49)
    east = Location(id="east", organization_id="o", latitude=38.58, longitude=-120.49)
    assert nearest_first((north, east), HERE) == (east, north)


def test_at_the_pole_nothing_is_divided_by_nothing() -> None:
    assert Place(90.0, 0.0).km_per_degree_east > 0
