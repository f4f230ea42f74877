"""The idle limits: how long a page may stay untouched before the kiosk asks and ends the visit."""

import msgspec

from kiosk.visit.acts import Screen
from kiosk.visit.visit import Visit

ANSWER_S = 30
"""Seconds to answer the question (VVSG 2.0 allows 20 to 45)."""
HELPER_S = 120
"""Seconds without a touch until a helper's visit ends; nobody is asked first."""
_SERVICE_SCREENS = {Screen.SERVICE, Screen.LEARN, Screen.QR, Screen.PRINT, Screen.KEPT, Screen.WAY}


class IdleRule(msgspec.Struct, frozen=True):
    """``[idle]``: seconds until the question on pages about a service, and elsewhere.

    A number on the glass stays as long as it takes to copy it, and no longer.
    """

    service: int = 60
    other: int = 120

    def limit(self, visit: Visit) -> int:
        """Return the seconds until the question on the current page."""
        return self.service if visit.route.screen in _SERVICE_SCREENS else self.other

    def seconds_left(self, visit: Visit, quiet: float) -> int | None:
        """Return the seconds left to answer after ``quiet`` seconds; ``None``: no question."""
        if visit.helper:
            return 0 if quiet >= HELPER_S else None
        if visit.untouched or quiet < self.limit(visit):
            return None
        return max(0, self.limit(visit) + ANSWER_S - int(quiet))
