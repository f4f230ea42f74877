"""How old a fact may be, and what is still said of it (decisions 0006 and 0032).

"call first" from 91 days, no hours from 181, and past 365 days or undated neither hours nor
address: the number stays. Helplines keep number and hours whatever their age. So does what is there
day and night; a door that is open so, and can be walked into, keeps its address as well.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

FRESH_DAYS = 90
"""Up to here a record is shown plainly."""
CALL_FIRST_DAYS = 180
"""Up to here hours are shown, with "call first"."""
NO_HOURS_DAYS = 365
"""Up to here the address is shown; beyond, the record is "old, call first"."""


class Freshness(StrEnum):
    """Classes of age."""

    FRESH = "fresh"
    CALL_FIRST = "call_first"
    NO_HOURS = "no_hours"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the age of a record allows. ``days`` is ``None`` where no age may be told.

    ``always`` is day and night by every row, ``open_door`` a door that is open so for all who come.
    """

    freshness: Freshness
    days: int | None = None
    helpline: bool = False
    always: bool = False
    open_door: bool = False

    @property
    def shows_hours(self) -> bool:
        """Whether opening hours may be shown."""
        young = self.freshness in (Freshness.FRESH, Freshness.CALL_FIRST)
        return self.helpline or self.always or young

    @property
    def shows_address(self) -> bool:
        """Whether a public address may be shown."""
        return self.open_door or self.freshness is not Freshness.OLD

    @property
    def call_first(self) -> bool:
        """Whether the visitor is told to call first."""
        return not self.open_door and self.freshness is not Freshness.FRESH


def age_days(assured_date: dt.date | None, today: dt.date | None) -> int | None:
    """Whole days since the check; ``None`` if undated, dated ahead, or the clock is untrusted."""
    if assured_date is None or today is None or assured_date > today:
        return None
    return (today - assured_date).days


def checked(
    assured_date: dt.date | None,
    today: dt.date | None,
    *,
    not_before: dt.date,
    helpline: bool = False,
    always: bool = False,
    open_door: bool = False,
) -> Checked:
    """What may be shown of a record checked on ``assured_date``.

    ``today`` is ``None`` while the clock is untrusted: then no age is told, and the record counts
    at least as old as on ``not_before``, a day that has surely begun, and never as fresh. A date
    ahead of today proves one of the two wrong and reads the same way.
    """
    days = age_days(assured_date, today)
    if assured_date is None:
        age = Freshness.OLD
    elif days is None:
        age = _class(max((not_before - assured_date).days, FRESH_DAYS + 1))
    else:
        age = _class(days)
    return Checked(age, days, helpline, always, open_door)


def _class(days: int) -> Freshness:
    """The class of an age in days."""
    if days <= FRESH_DAYS:
        return Freshness.FRESH
    if days <= CALL_FIRST_DAYS:
        return Freshness.CALL_FIRST
    return Freshness.NO_HOURS if days <= NO_HOURS_DAYS else Freshness.OLD


def in_force(valid_from: dt.date | None, valid_until: dt.date | None, not_before: dt.date) -> bool:
    """Whether a dated fact may be said on a day that has surely begun (both ends included)."""
    return (valid_from is None or valid_from <= not_before) and (
        valid_until is None or not_before <= valid_until
    )
