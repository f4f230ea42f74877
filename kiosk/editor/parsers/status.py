"""Parse whether a service is offered at present."""

import re
from functools import lru_cache
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


@lru_cache(maxsize=1024)
def read_status(raw: str) -> Status | None:
    """Parse the status in a cell; ``None`` if it is blank or unknown.

    "Verified", "Vetted" and numbers are no status: they say who checked, not what is open.
    """
    return _STATUS.get(" ".join(re.findall(r"[a-z0-9]+", raw.casefold())))
