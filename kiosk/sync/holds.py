"""The reasons why data waits for a person."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class HoldReason(StrEnum):
    """The reasons why data waits for a person; the first that applies is shown."""

    ASK = "ask"
    """A person asked for the report first."""
    FIRST_FILE = "first_file"
    NOT_ACCEPTED = "not_accepted"
    """The accepted data is unknown: after an upgrade, or because the baseline is damaged."""
    UNDONE = "undone"
    MADE_AHEAD = "made_ahead"
    """Dated far beyond the last reliable day while the clock is not trusted."""
    FAR_AHEAD = "far_ahead"
    """Its number or its date is far beyond the last accepted one."""
    ENDS_SOON = "ends_soon"
    HELPLINES_CHANGED = "helplines_changed"
    ADDRESS_SHOWN = "address_shown"
    """A hidden address becomes shown: no program can distinguish a decision from a mistake."""
    WORD_ALLOWED = "word_allowed"
    """A revealing word becomes allowed: the same holds."""
    NAMES_CHANGED = "names_changed"
    TERMS_CHANGED = "terms_changed"
    """Its operator, audience, needs, police and reporting facts, or rank in lists."""
    PLACES_CHANGED = "places_changed"
    LOOKS_KNOWN = "looks_known"
    """A new service has the name, a rare word, the number, the web host or the organization of a
    known one, or a host where anybody may open a page."""
    GUARDED_CHANGED = "guarded_changed"
    """A number or words of a guarded service, or of one first in a list."""
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
"""Reasons that require a person at the kiosk even if two people signed the file."""


@dataclass(frozen=True, slots=True)
class Held:
    """A reason to wait, with the names of the first three causes."""

    reason: HoldReason
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The facts that decide, apart from the records.

    ``today`` is a day that has surely begun; ``created`` and ``expires`` are those of the file.
    ``lines_vouched``: two people signed ``helplines.json``, and it has all facts of each helpline.
    """

    today: dt.date
    created: dt.date
    expires: dt.date
    lines_vouched: bool = False
