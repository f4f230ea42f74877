"""How long a page may rest untouched before the kiosk asks, and then ends the visit."""

from dataclasses import dataclass

from kiosk.visit.visit import Screen, Visit

IDLE_SERVICE_S, IDLE_OTHER_S, ANSWER_S = 60, 120, 30
"""Seconds of quiet before the question on pages about a service and elsewhere, and to answer it: a
number on the glass stays as long as it takes to copy it, and no longer (VVSG 2.0 allows 20 to 45 s
to answer)."""
_SERVICE_SCREENS = {Screen.SERVICE, Screen.LEARN, Screen.QR, Screen.PRINT, Screen.KEPT}


@dataclass(frozen=True, slots=True)
class IdleRule:
    """How long a page may rest untouched, in seconds."""

    service: int = IDLE_SERVICE_S
    other: int = IDLE_OTHER_S
    answer: int = ANSWER_S

    def limit(self, visit: Visit) -> int:
        """Seconds until the question for the page in front."""
        return self.service if visit.route.screen in _SERVICE_SCREENS else self.other

    def seconds_left(self, visit: Visit, quiet: float) -> int | None:
        """Seconds left to answer after ``quiet`` seconds without a touch; ``None``: no question."""
        if visit.untouched or quiet < self.limit(visit):
            return None
        return max(0, self.limit(visit) + self.answer - int(quiet))
