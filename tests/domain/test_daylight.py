"""Sunset and sunrise, against the times that almanacs print."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.daylight import is_dark
from kiosk.domain.place import Coordinates

SACRAMENTO = Coordinates(38.58, -121.49)
PACIFIC = ZoneInfo("America/Los_Angeles")
MINUTES = dt.timedelta(minutes=4)


@pytest.mark.parametrize(
    ("day", "rise", "sets"),
    [
        ("2026-12-21", "07:19", "16:48"),
        ("2026-06-21", "05:42", "20:33"),
        ("2026-03-20", "07:09", "19:18"),
    ],
)
def test_the_sun_rises_and_sets_as_the_almanac_says(day: str, rise: str, sets: str) -> None:
    for time, into_day in ((rise, True), (sets, False)):
        moment = dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=PACIFIC)
        assert is_dark(moment - MINUTES, SACRAMENTO) is into_day
        assert is_dark(moment + MINUTES, SACRAMENTO) is not into_day


@given(
    st.dates(dt.date(2026, 1, 1), dt.date(2031, 1, 1)),
    st.floats(-60, 60),
    st.floats(-180, 180),
)
def test_noon_is_light_and_midnight_dark_wherever_the_sun_sets(
    day: dt.date, latitude: float, longitude: float
) -> None:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC) - dt.timedelta(minutes=4 * longitude)
    place = Coordinates(latitude, longitude)
    assert not is_dark(noon, place)
    assert is_dark(noon + dt.timedelta(hours=12), place)


@pytest.mark.parametrize(
    ("time", "dark"), [("05:59", True), ("06:00", False), ("18:59", False), ("19:00", True)]
)
def test_without_a_place_the_clock_decides(time: str, *, dark: bool) -> None:
    moment = dt.datetime.fromisoformat(f"2026-12-06T{time}").replace(tzinfo=PACIFIC)
    assert is_dark(moment, None) is dark


def test_at_the_poles_a_day_or_a_night_may_last() -> None:
    north = Coordinates(80, 0)
    for hour in range(24):
        assert not is_dark(dt.datetime(2026, 6, 21, hour, tzinfo=dt.UTC), north)
        assert is_dark(dt.datetime(2026, 12, 21, hour, tzinfo=dt.UTC), north)
