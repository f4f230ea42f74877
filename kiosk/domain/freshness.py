"""What is said of a record by its age (decisions 0032 and 0036).

A number and a public street are shown at any age. Up to 90 days nothing is added; from then on the
year stands with the street, and it says "call first". Hours are said plainly up to 90 days, as
usual ones up to 180, and later with their year. A day on which the hours were confirmed counts
longer: up to 365 days they are usual ones. Helplines and what is open day and night keep plain
hours at any age.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from kiosk.domain.records import Schedule, Source

FRESH_DAYS = 90
"""Up to this age a record, or the hours confirmed on that day, are shown without a remark."""
CALL_FIRST_DAYS = 180
"""Up to this age the hours of a record are usual ones; later only their year makes them true."""
ASSURED_HOURS_DAYS = 365
"""Up to this age confirmed hours are usual ones."""


class HoursCertainty(StrEnum):
    """How opening hours are said: plainly, as usual ones, or as old ones with their year."""

    PLAIN = "plain"
    USUAL = "usual"
    OLD = "old"


class Visibility(msgspec.Struct, frozen=True):
    """What the age of a record means for what is said of it; ``days`` is ``None`` without an age.

    ``always_walk_in`` means that anyone may walk in at any hour.
    """

    fresh: bool
    hours: HoursCertainty
    days: int | None = None
    always_walk_in: bool = False

    @property
    def call_first(self) -> bool:
        """True if the visitor is advised to call first."""
        return not self.always_walk_in and not self.fresh


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
    assured_hours: dt.date | None = None,
    always: bool = False,
    always_walk_in: bool = False,
) -> Visibility:
    """Return what may be said of a record checked on ``assured_date``.

    ``today`` is ``None`` while the clock is untrusted: then no age is given, and the record is
    at least as old as on ``not_before``, a day that has surely begun, and never fresh. A date after
    today proves one of the two wrong and is treated the same way. ``always`` is a helpline, or what
    is there day and night.
    """
    days = age_days(assured_date, today)
    ages = [
        (_least_age(assured_date, today, not_before), CALL_FIRST_DAYS),
        (_least_age(assured_hours, today, not_before), ASSURED_HOURS_DAYS),
    ]
    known = [(age, most) for age, most in ages if age is not None]
    if always or any(age <= FRESH_DAYS for age, _ in known):
        hours = HoursCertainty.PLAIN
    else:
        usual = any(age <= most for age, most in known)
        hours = HoursCertainty.USUAL if usual else HoursCertainty.OLD
    return Visibility(days is not None and days <= FRESH_DAYS, hours, days, always_walk_in)


def _least_age(day: dt.date | None, today: dt.date | None, not_before: dt.date) -> int | None:
    """Return the age in days, or while it is not known the least that is not fresh."""
    if day is None:
        return None
    days = age_days(day, today)
    return max((not_before - day).days, FRESH_DAYS + 1) if days is None else days


def hours_confirmed(rows: Iterable[Schedule]) -> dt.date | None:
    """Return the day since which all hours are confirmed, ``None`` if any is not."""
    days = [row.assured_hours for row in rows]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def counted_from(assured_date: dt.date | None, rows: Iterable[Schedule]) -> dt.date | None:
    """Return the day from which :data:`CALL_FIRST_DAYS` count until hours are old."""
    confirmed = hours_confirmed(rows)
    longer = dt.timedelta(ASSURED_HOURS_DAYS - CALL_FIRST_DAYS)
    days = (assured_date, confirmed + longer if confirmed else None)
    return max((day for day in days if day is not None), default=None)


def year_of(assured_date: dt.date | None, sources: Iterable[Source]) -> int | None:
    """Return the year in which a record was written down: of its check, else of its sources.

    Of several sources the oldest counts.
    """
    if assured_date is not None:
        return assured_date.year
    return min((int(source.date[:4]) for source in sources if source.date), default=None)


def is_in_force(
    valid_from: dt.date | None, valid_until: dt.date | None, not_before: dt.date
) -> bool:
    """True if a dated fact is valid on a day that has surely begun (both ends included)."""
    return (valid_from is None or valid_from <= not_before) and (
        valid_until is None or not_before <= valid_until
    )
