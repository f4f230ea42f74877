"""Limits on what is shown of a record, by its age (decisions 0006 and 0032).

From 91 days on it says "call first", from 181 it shows no hours, and past 365 or without a date
neither hours nor address; the number stays. Helplines keep number and hours at any age, and so
does a service open day and night. If anyone may also walk in there, it keeps its address.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

FRESH_DAYS = 90
"""Up to this age a record is shown without a remark."""
CALL_FIRST_DAYS = 180
"""Up to this age hours are shown, with "call first"."""
NO_HOURS_DAYS = 365
"""Up to this age the address is shown; beyond, the record is "old, call first"."""


class Freshness(StrEnum):
    """Classes of age."""

    FRESH = "fresh"
    CALL_FIRST = "call_first"
    NO_HOURS = "no_hours"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Visibility:
    """The parts of a record that its age allows to show; ``days`` is ``None`` without an age.

    ``always`` means day and night by every row; ``open_door`` means that anyone may walk in then.
    """

    freshness: Freshness
    days: int | None = None
    helpline: bool = False
    always: bool = False
    open_door: bool = False

    @property
    def shows_hours(self) -> bool:
        """True if opening hours may be shown."""
        young = self.freshness in (Freshness.FRESH, Freshness.CALL_FIRST)
        return self.helpline or self.always or young

    @property
    def shows_address(self) -> bool:
        """True if a public address may be shown."""
        return self.open_door or self.freshness is not Freshness.OLD

    @property
    def call_first(self) -> bool:
        """True if the visitor is advised to call first."""
        return not self.open_door and self.freshness is not Freshness.FRESH


def age_days(assured_date: dt.date | None, today: dt.date | None) -> int | None:
    """Return whole days since the check; ``None`` without a date, trusted clock or past check."""
    if assured_date is None or today is None or assured_date > today:
        return None
    return (today - assured_date).days


def visibility_of(
    assured_date: dt.date | None,
    today: dt.date | None,
    *,
    not_before: dt.date,
    helpline: bool = False,
    always: bool = False,
    open_door: bool = False,
) -> Visibility:
    """Return what may be shown of a record checked on ``assured_date``.

    ``today`` is ``None`` while the clock is untrusted: then no age is given, and the record is
    at least as old as on ``not_before``, a day that has surely begun, and never fresh. A date after
    today proves one of the two wrong and is treated the same way.
    """
    days = age_days(assured_date, today)
    if assured_date is None:
        age = Freshness.OLD
    elif days is None:
        age = _class(max((not_before - assured_date).days, FRESH_DAYS + 1))
    else:
        age = _class(days)
    return Visibility(age, days, helpline, always, open_door)


def _class(days: int) -> Freshness:
    """Return the class of an age in days."""
    if days <= FRESH_DAYS:
        return Freshness.FRESH
    if days <= CALL_FIRST_DAYS:
        return Freshness.CALL_FIRST
    return Freshness.NO_HOURS if days <= NO_HOURS_DAYS else Freshness.OLD


def is_in_force(
    valid_from: dt.date | None, valid_until: dt.date | None, not_before: dt.date
) -> bool:
    """True if a dated fact is valid on a day that has surely begun (both ends included)."""
    return (valid_from is None or valid_from <= not_before) and (
        valid_until is None or not_before <= valid_until
    )
