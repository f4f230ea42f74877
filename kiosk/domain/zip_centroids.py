"""Centroids of ZIP code areas, from ``resources/places/zips.csv``.

They order lists of places whose record has no coordinates. A centroid may be miles from the street,
so nothing is drawn or timed with one.
"""

from functools import cache
from typing import Final

from kiosk.domain.resource_text import resource_text

_DIGITS: Final = 5
"""Digits of a ZIP code; four more may follow."""


@cache
def _centroids() -> dict[str, tuple[float, float]]:
    lines = resource_text("places", "zips.csv").splitlines()
    rows = [line.split(",") for line in lines if not line.startswith("#")]
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows[1:]}


def zip_centroid(postal_code: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a ZIP code of the region, also of one with ZIP+4."""
    return _centroids().get(postal_code.strip()[:_DIGITS])
