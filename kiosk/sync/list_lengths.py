"""Compares the length of each need's list, before and after, today and later."""

import datetime as dt
from collections import Counter

from kiosk.domain.records import Need
from kiosk.sync.report import ListChange
from kiosk.sync.side import ComparedDirectory


def list_changes(
    old: ComparedDirectory, new: ComparedDirectory, today: dt.date, until: dt.date
) -> tuple[ListChange, ...]:
    """Return the needs whose list changes in length, today or on a day before ``until``.

    Of the later days, the one with the greatest loss is given.
    """
    ends = {one.valid_until for side in (old, new) for one in side.services.values()}
    later = sorted(
        day
        for end in ends
        if end is not None and today < (day := end + dt.timedelta(days=1)) <= until
    )
    now = (_on(old, today), _on(new, today))
    on_days = [(day, _on(old, day), _on(new, day)) for day in later]
    changes = []
    for need in Need:
        before, after = (side[need] for side in now)
        worst = max(on_days, key=lambda one: one[1][need] - one[2][need], default=None)
        if worst and worst[1][need] - worst[2][need] > max(before - after, 0):
            change = ListChange(
                need=need,
                before=before,
                after=after,
                day=worst[0],
                before_then=worst[1][need],
                after_then=worst[2][need],
            )
        elif before != after:
            change = ListChange(need=need, before=before, after=after)
        else:
            continue
        changes.append(change)
    return tuple(changes)


def _on(side: ComparedDirectory, day: dt.date) -> Counter[Need]:
    """Count the services shown for each need on a day."""
    return Counter(
        need
        for service in side.services.values()
        if service.valid_until is None or service.valid_until >= day
        for need in service.categories
    )
