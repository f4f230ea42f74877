"""Darkness outside: from sunset to sunrise at a place, or by the clock."""

import datetime as dt
import math
from typing import Final

from kiosk.domain.place import Coordinates

EVENING, MORNING = dt.time(19), dt.time(6)
"""When it is dark where no place is known."""
HORIZON: Final = math.cos(math.radians(90.833))
"""Cosine of the sun's zenith at sunrise: half its disc and the refraction of the air lower."""


def is_dark(now: dt.datetime, place: Coordinates | None) -> bool:
    """Return True from sunset to sunrise. ``now`` is aware local time.

    The equations are NOAA's "General Solar Position Calculations" (gml.noaa.gov/grad/solcalc); its
    sunsets are true to a minute or two up to 72° of latitude.
    """
    if place is None:
        return not MORNING <= now.time() < EVENING
    utc = now.astimezone(dt.UTC)
    hours = utc.hour + utc.minute / 60
    year = math.tau / 365 * (utc.timetuple().tm_yday - 1 + (hours - 12) / 24)
    equation = (0.000075, 0.001868, -0.032077, -0.014615, -0.040849)
    declination = (0.006918, -0.399912, 0.070257, -0.006758, 0.000907, -0.002697, 0.00148)
    solar = 60 * hours + 229.18 * _series(equation, year) + 4 * place.longitude
    angle, height = math.radians(solar / 4 - 180), _series(declination, year)
    latitude = math.radians(place.latitude)
    level = math.cos(latitude) * math.cos(height) * math.cos(angle)
    return math.sin(latitude) * math.sin(height) + level < HORIZON


def _series(terms: tuple[float, ...], angle: float) -> float:
    """Return a constant and the cosine and sine of each multiple of an angle, weighted."""
    waves = (wave(n * angle) for n in range(1, 4) for wave in (math.cos, math.sin))
    return terms[0] + sum(weight * wave for weight, wave in zip(terms[1:], waves, strict=False))
