"""Whether a service is given at present."""

import re
from typing import Final

from kiosk.domain.records import Status

_WORDS: Final = {
    Status.ACTIVE: ("active", "open", "current", "operating", "operational", "in operation"),
    Status.INACTIVE: ("inactive", "not active", "suspended", "on hold", "paused", "disabled"),
    Status.DEFUNCT: (
        *("defunct", "closed", "permanently closed", "discontinued", "ended", "terminated"),
        *("deleted", "out of business", "no longer available", "dissolved", "expired"),
    ),
    Status.TEMPORARILY_CLOSED: (
        *("temporarily closed", "temporary closed", "closed temporarily", "temp closed"),
        *("temporarily unavailable", "seasonally closed", "temporarily suspended"),
    ),
}
_STATUS: Final = {word: status for status, words in _WORDS.items() for word in words}


def read_status(raw: str) -> Status | None:
    """The status in a cell, ``None`` where it is blank or not a word of the tables.

    "Verified", "Vetted" and numbers are no status: they say who looked, not who is there.
    """
    return _STATUS.get(" ".join(re.findall(r"[a-z0-9]+", raw.casefold())))
