"""Hours of a few days, as for a holiday: they change alone on a part of a list at a time."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kiosk.domain.records import Need, Schedule
from kiosk.sync.baseline import HOLIDAY_DAYS, Baseline, dated_hours
from kiosk.sync.hashes import Hasher
from kiosk.sync.side import Side

MOST: Final = 50
"""Percent of the services of a need that may have other hours for a few days."""
MOST_SAFE: Final = 20
"""Percent of the safe places that may on any one day: a bed is looked for on holidays too."""


def too_many_holidays(baseline: Baseline, new: Side, hasher: Hasher) -> Iterator[str]:
    """Services and needs with more hours of a few days than may come unseen.

    Of one service at most so many days as an exception may last.
    """
    accepted = baseline.services
    of = Counter(need for one in accepted.values() for need in one.needs)
    touched: Counter[Need] = Counter()
    safe: Counter[dt.date] = Counter()
    for service in new.services.values():
        own = accepted.get(hasher.service(service.id))
        said = dated_hours(service.id, new, hasher) if own else []
        fresh = [hours for key, hours in said if own and key not in own.dated]
        if own is None or not fresh:
            continue
        days = _days(fresh)
        if len(days) > HOLIDAY_DAYS:
            yield service.name
        touched.update(own.needs)
        safe.update(days if Need.SAFE_PLACE in own.needs else ())
    for need, count in touched.items():
        if count > max(1, of[need] * MOST // 100):
            yield need.value
    if any(count > max(1, of[Need.SAFE_PLACE] * MOST_SAFE // 100) for count in safe.values()):
        yield Need.SAFE_PLACE.value


def _days(hours: Iterable[Schedule]) -> frozenset[dt.date]:
    """All days on which hours that have a first and a last day apply."""
    return frozenset(
        one.valid_from + dt.timedelta(days=number)
        for one in hours
        if one.valid_from and one.valid_to
        for number in range((one.valid_to - one.valid_from).days + 1)
    )
