"""The policy for unattended imports: a closed list of changes. Everything else waits for a person.

Changes count against what a **person** last accepted (:mod:`kiosk.sync.baseline`), not against the
last file, so that a stolen key cannot change a directory bit by bit. ``tests/sync/unattended.tsv``
lists for each field of each record whether it applies alone; it is maintained by hand.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kiosk.domain.records import Need
from kiosk.sync.baseline import HOLIDAY_DAYS, Baseline
from kiosk.sync.baseline_updates import recent_checks
from kiosk.sync.drift import ALL, Comparison, Drift
from kiosk.sync.holds import Circumstances, Held, HoldReason
from kiosk.sync.side import ComparedDirectory, DirectoryContent

YEAR: Final = dt.timedelta(days=365)
"""The time over which the exceptional days of a service add up."""
HOLIDAY_SHARE: Final = 50
"""Percent of the services of a need that may have other hours for a few days."""
HOLIDAY_SHARE_SAFE: Final = 20
"""Percent of the safe places that may on any one day: people need beds on holidays too."""
SHARE: Final = 5
"""Percent of all services, of those of a need, or of the texts of a language.

At most this many may change in one kind of fact; one always may.
"""
SHARE_OF_ALL: Final = 10
"""Percent of services that may change in any way."""
MIN_SHOWN_PERCENT: Final = 80
"""Percent of the accepted services of a need that must still be shown on each day."""
DATED_LIMIT: Final = 25
"""Percent of services whose check date may advance in ``CHECK_TIME``."""
WITHDRAWN_LEAST: Final = 5
WITHDRAWN_LIMIT: Final = 2
"""Withdrawals apply alone up to 5 records or 2 percent of services, whichever is more."""


def reasons_to_wait(
    baseline: Baseline, new: DirectoryContent, old: DirectoryContent | None, around: Circumstances
) -> list[Held]:
    """Return why ``new`` waits for a person, most serious first; empty if it may apply alone.

    ``old`` is the content in use, ``None`` if it cannot be read.
    """
    before = ComparedDirectory(old) if old else None
    comparison = Comparison(baseline, ComparedDirectory(new), before, around)
    drift = comparison.drift()
    never = drift.never
    never[HoldReason.NEED_SHRINKS] += shrinking_needs(comparison, around)
    never[HoldReason.HOURS_CHANGED] += _too_many_holidays(comparison)
    never[HoldReason.TEXTS_CHANGED] += _too_many_texts(drift, baseline)
    for reason in tuple(drift.counted):
        never[reason] += _too_many(drift, reason, baseline)
    never[HoldReason.FACTS_CHANGED] += _too_many_in_all(drift, baseline)
    never[HoldReason.DATES_CHANGED] += _check_dates(comparison, drift, around)
    return [
        Held(reason, tuple(dict.fromkeys(never[reason]))[:3])
        for reason in HoldReason
        if never.get(reason)
    ]


def _share(total: int, percent: int) -> int:
    """Return the percentage, but at least one."""
    return max(1, total * percent // 100)


def _too_many(drift: Drift, reason: HoldReason, baseline: Baseline) -> list[str]:
    """Return the names of changes of one kind if they exceed the share of all or of a need."""
    changed, services = drift.counted[reason], baseline.services
    each = Counter(need for needs in changed.values() for need in needs)
    totals = Counter(need for one in services.values() for need in one.needs)
    fits = len(changed) <= _share(len(services), SHARE) and all(
        count <= _share(totals[need], SHARE) for need, count in each.items()
    )
    return [] if fits else [drift.names[key] for key in changed]


def _too_many_in_all(drift: Drift, baseline: Baseline) -> list[str]:
    changed = {key: None for some in drift.counted.values() for key in some}
    fits = len(changed) <= _share(len(baseline.services), SHARE_OF_ALL)
    return [] if fits else [drift.names[key] for key in changed]


def _too_many_texts(drift: Drift, baseline: Baseline) -> Iterator[str]:
    """Yield the languages with too many changed texts; ``ALL`` if there are too many in total."""
    for language, count in drift.texts.items():
        accepted = baseline.texts.get(language)
        if count and (accepted is None or count > _share(len(accepted), SHARE)):
            yield language
    if drift.texts.total() > _share(sum(map(len, baseline.texts.values())), SHARE):
        yield ALL


def _check_dates(comparison: Comparison, drift: Drift, around: Circumstances) -> Iterator[str]:
    """Check dates of the last check: forward, not after the file's date, and not too many at once.

    Dates of changed services do not count until a person has reviewed them.
    """
    moved = 0
    old = comparison.old.services if comparison.old else {}
    for key, service in comparison.services.items():
        accepted = comparison.baseline.services.get(key)
        if accepted is None or key in drift.changed:
            continue
        previous, current = accepted.assured_date, service.assured_date
        back = previous is not None and (current is None or current < previous)
        late = current is not None and current != previous and current > around.created
        if back or late or (accepted.confirmed and not service.confirmed):
            yield service.name
        before = old.get(service.id) or accepted
        moved += (before.assured_date, before.confirmed) != (current, service.confirmed)
    moved += sum(recent_checks(comparison.baseline, around.created).values())
    if moved > _share(len(comparison.baseline.services), DATED_LIMIT):
        yield ALL


def shrinking_needs(comparison: Comparison, around: Circumstances) -> Iterator[str]:
    """Yield needs whose list would shrink too much, today or on a day before the file expires."""
    accepted = comparison.baseline.services
    ends = {key: one.valid_until for key, one in comparison.services.items()}
    first, last = around.today, around.expires
    turns = {one.last_day for one in accepted.values()} | set(ends.values())
    days = {first} | {
        end + dt.timedelta(days=1) for end in turns if end is not None and first <= end < last
    }
    for need in Need:
        accepted_here = {key: one for key, one in accepted.items() if need in one.needs}
        for day in sorted(days):
            listed = [key for key, one in accepted_here.items() if (one.last_day or day) >= day]
            still_shown = sum(
                key in ends and ((end := ends[key]) is None or end >= day) for key in listed
            )
            if still_shown * 100 < len(listed) * MIN_SHOWN_PERCENT:
                yield need.value
                break


def are_withdrawals_allowed(services: int, already: int, more: int) -> bool:
    """True if ``more`` withdrawals may apply alone, after ``already`` since a person decided.

    ``services`` is their number in the state the person accepted.
    """
    return already + more <= max(WITHDRAWN_LEAST, services * WITHDRAWN_LIMIT // 100)


def _too_many_holidays(comparison: Comparison) -> Iterator[str]:
    """Yield services and needs with more new hours of a few days than may pass alone.

    The days of a service add up over twelve months.
    """
    accepted = comparison.baseline.services
    totals = Counter(need for one in accepted.values() for need in one.needs)
    touched: Counter[Need] = Counter()
    safe: Counter[dt.date] = Counter()
    for key, now in comparison.now.items():
        known = accepted.get(key)
        if known is None or {*now.dated} <= {*known.dated}:
            continue
        days = sorted({*known.days, *now.days})
        if any(last - first < YEAR for first, last in zip(days, days[HOLIDAY_DAYS:], strict=False)):
            yield comparison.services[key].name
        touched.update(known.needs)
        safe.update(now.days if Need.SAFE_PLACE in known.needs else ())
    for need, count in touched.items():
        if count > _share(totals[need], HOLIDAY_SHARE):
            yield need.value
    most = _share(totals[Need.SAFE_PLACE], HOLIDAY_SHARE_SAFE)
    if any(count > most for count in safe.values()):
        yield Need.SAFE_PLACE.value
