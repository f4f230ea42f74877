"""The straight line to a place: what is rounded how, and which way it points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.place import Coordinates
from kiosk.domain.straight_line import (
    CompassPoint,
    StraightLine,
    metres_of_walk,
)

HERE = Coordinates(38.58, -121.49)


@pytest.mark.parametrize(
    ("there", "metres", "bearing"),
    [
        (Coordinates(38.59, -121.49), 1112, 0),
        (Coordinates(38.58, -121.48), 869, 90),
        (Coordinates(38.57, -121.49), 1112, 180),
        (Coordinates(38.58, -121.50), 869, 270),
        (Coordinates(37.7749, -122.4194), 121_110, 222.5),
        (HERE, 0, 0),
    ],
)
def test_metres_and_bearing(there: Coordinates, metres: float, bearing: float) -> None:
    line = StraightLine.between(HERE, there)
    assert line.metres == pytest.approx(metres, abs=max(1, metres * 0.002))
    assert line.bearing == pytest.approx(bearing, abs=0.3)


@pytest.mark.parametrize(
    ("metres", "miles", "minutes", "walkable"),
    [
        (0, 0.5, 5, True),
        (300, 0.5, 5, True),
        (308, 0.5, 10, True),
        (1200, 0.5, 20, True),
        (1210, 1, 20, True),
        (1850, 1, 35, True),
        (2400, 1.5, 40, True),
        (2769, 1.5, 45, True),
        (2770, 1.5, None, True),
        (4400, 2.5, None, True),
        (4900, 3, None, True),
        (5000, 3, None, True),
        (5001, 3, None, False),
        (12_000, 7, None, False),
    ],
)
def test_miles_and_minutes(
    metres: float,
    miles: float,
    minutes: int | None,
    walkable: bool,  # noqa: FBT001 - a column
) -> None:
    line = StraightLine(metres, 0)
    assert (line.miles, line.minutes, line.is_walkable) == (miles, minutes, walkable)


@given(st.floats(0, 5000))
def test_minutes_never_promise_more_than_a_straight_walk(metres: float) -> None:
    minutes = StraightLine(metres, 0).minutes
    if minutes is not None:
        assert minutes >= metres / 80


@pytest.mark.parametrize(
    ("bearing", "point"),
    [
        (0, "N"),
        (11, "N"),
        (12, "NNE"),
        (45, "NE"),
        (101, "E"),
        (258, "WSW"),
        (348, "NNW"),
        (350, "N"),
    ],
)
def test_the_compass_point(bearing: float, point: str) -> None:
    assert StraightLine(1, bearing).point is CompassPoint[point]


def test_a_ring_lies_where_its_minutes_end() -> None:
    assert StraightLine(metres_of_walk(20), 0).minutes == 20
    assert metres_of_walk(10) == pytest.approx(615.4, abs=0.1)
