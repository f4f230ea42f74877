"""Why data waits for a person, and what else decides about it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class HoldReason(StrEnum):
    """Why data waits for a person; in this order the first that fits is told."""

    ASK = "ask"
    """The report comes first."""
    FIRST_FILE = "first_file"
    NOT_ACCEPTED = "not_accepted"
    """It is not known what a person accepted: after an upgrade, or because it is damaged."""
    UNDONE = "undone"
    MADE_AHEAD = "made_ahead"
    """Far beyond the last day that is known for good, where no clock is believed."""
    FAR_AHEAD = "far_ahead"
    """Its number or its date is far beyond the last accepted one."""
    ENDS_SOON = "ends_soon"
    HELPLINES_CHANGED = "helplines_changed"
    ADDRESS_SHOWN = "address_shown"
    """One that was hidden: no program can tell a decision from a mistake."""
    WORD_ALLOWED = "word_allowed"
    """One that gives visitors away, for the same reason."""
    NAMES_CHANGED = "names_changed"
    TERMS_CHANGED = "terms_changed"
    """Who runs it, whom it helps and with what, police and reports, its place in lists."""
    PLACES_CHANGED = "places_changed"
    LOOKS_KNOWN = "looks_known"
    """A new service has the name, number or web host of one that is known."""
    GUARDED_CHANGED = "guarded_changed"
    """A number or words of a service that is guarded, or of one that stands first in a list."""
    GUIDES_CHANGED = "guides_changed"
    NEED_SHRINKS = "need_shrinks"
    SERVICES_GONE = "services_gone"
    NUMBERS_CHANGED = "numbers_changed"
    WEB_CHANGED = "web_changed"
    SERVICES_ADDED = "services_added"
    HOURS_CHANGED = "hours_changed"
    TEXTS_CHANGED = "texts_changed"
    FACTS_CHANGED = "facts_changed"
    DATES_CHANGED = "dates_changed"
    WITHDRAWALS = "withdrawals"


EVEN_FOR_TWO: Final = frozenset(
    {
        HoldReason.FIRST_FILE,
        HoldReason.NOT_ACCEPTED,
        HoldReason.UNDONE,
        HoldReason.MADE_AHEAD,
        HoldReason.HELPLINES_CHANGED,
        HoldReason.ADDRESS_SHOWN,
    }
)
"""What waits for a person at the kiosk although two people signed the file."""


@dataclass(frozen=True, slots=True)
class Held:
    """Why data waits, and the first three things that make it wait, by name."""

    reason: HoldReason
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides besides the records.

    ``today`` is a day that has surely begun, ``created`` and ``expires`` those of the file.
    ``lines_vouched``: two people signed ``helplines.json``, and it says all of each helpline.
    """

    today: dt.date
    created: dt.date
    expires: dt.date
    lines_vouched: bool = False
