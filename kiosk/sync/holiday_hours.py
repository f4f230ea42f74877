"""Limits hours of a few days, as for a holiday, that may change without a person."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.domain.records import Need, Schedule
from kiosk.sync.baseline import HOLIDAY_DAYS, Baseline, dated_hours
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import ComparedDirectory

MOST: Final = 50
"""Percent of the services of a need that may have other hours for a few days."""
MOST_SAFE: Final = 20
"""Percent of the safe places that may on any one day: people need beds on holidays too."""


def too_many_holidays(baseline: Baseline, new: ComparedDirectory, hasher: Hasher) -> Iterator[str]:
    """Yield services and needs with more new hours of a few days than may pass alone.

    One service may have at most as many days as an exception may last.
    """
    accepted = baseline.services
    totals = Counter(need for one in accepted.values() for need in one.needs)
    touched: Counter[Need] = Counter()
    safe: Counter[dt.date] = Counter()
    for service in new.services.values():
        known = accepted.get(hasher.service(service.id))
        dated = dated_hours(service.id, new, hasher) if known else []
        fresh = [hours for key, hours in dated if known and key not in known.dated]
        if known is None or not fresh:
            continue
        days = _days(fresh)
        if len(days) > HOLIDAY_DAYS:
            yield service.name
        touched.update(known.needs)
        safe.update(days if Need.SAFE_PLACE in known.needs else ())
    for need, count in touched.items():
        if count > max(1, totals[need] * MOST // 100):
            yield need.value
    if any(count > max(1, totals[Need.SAFE_PLACE] * MOST_SAFE // 100) for count in safe.values()):
        yield Need.SAFE_PLACE.value


def _days(hours: Iterable[Schedule]) -> frozenset[dt.date]:
    """Return all days covered by hours with a first and a last day."""
    return frozenset(
        one.valid_from + dt.timedelta(days=number)
        for one in hours
        if one.valid_from and one.valid_to
        for number in range((one.valid_to - one.valid_from).days + 1)
    )
