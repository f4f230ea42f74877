"""The idle limits: how long a page may stay untouched before the kiosk asks and ends the visit."""

from dataclasses import dataclass

from kiosk.visit.visit import Screen, Visit

IDLE_SERVICE_S, IDLE_OTHER_S, ANSWER_S = 60, 120, 30
"""Idle seconds before the question on service pages and elsewhere, and seconds to answer it.

A number stays on the screen as long as it takes to copy, and no longer (VVSG 2.0 allows 20 to 45 s
to answer).
"""
_SERVICE_SCREENS = {Screen.SERVICE, Screen.LEARN, Screen.QR, Screen.PRINT, Screen.KEPT}


@dataclass(frozen=True, slots=True)
class IdleRule:
    """The idle limits of a page, in seconds."""

    service: int = IDLE_SERVICE_S
    other: int = IDLE_OTHER_S
    answer: int = ANSWER_S

    def limit(self, visit: Visit) -> int:
        """Return the seconds until the question on the current page."""
        return self.service if visit.route.screen in _SERVICE_SCREENS else self.other

    def seconds_left(self, visit: Visit, quiet: float) -> int | None:
        """Return the seconds left to answer after ``quiet`` seconds; ``None``: no question."""
        if visit.untouched or quiet < self.limit(visit):
            return None
        return max(0, self.limit(visit) + self.answer - int(quiet))
