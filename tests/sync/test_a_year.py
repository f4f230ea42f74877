"""A year of an honest editor: how often kiosks that watch a folder wait for a person."""

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
import pytest

from kiosk.app import assets
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import (
    AnyRecord,
    Cost,
    Guide,
    Need,
    Phone,
    Schedule,
    Service,
)
from kiosk.sync.baseline import make_baseline
from kiosk.sync.baseline_updates import drop_outdated, with_checks
from kiosk.sync.holds import EVEN_FOR_TWO, Circumstances, HoldReason
from kiosk.sync.unattended_policy import reasons_to_wait
from tests.sync.toolkit import in_english, revised
from tests.sync.wide import content_of

FIRST = dt.date(2026, 12, 7)
WEEKLY = 5
"""Services that are called and checked in a week: as many as may be without a person."""
SEASONS = {
    "cooling-line": (Need.OTHER, dt.date(2027, 6, 1), dt.date(2027, 9, 30)),
    "warming-line": (Need.OTHER, dt.date(2026, 12, 14), dt.date(2027, 3, 15)),
    "tax-day-desk": (Need.PAPERS, dt.date(2027, 2, 1), dt.date(2027, 4, 20)),
    "holiday-boxes": (Need.FOOD, dt.date(2027, 11, 8), dt.date(2027, 12, 31)),
}
"""Services of a season: need, first and last day."""
HOLIDAYS = (dt.date(2026, 12, 25), dt.date(2027, 11, 25))


def factory() -> list[AnyRecord]:
    return in_english(read_records(assets.factory()))


def seasonal(today: dt.date) -> Iterator[AnyRecord]:
    for number, (key, (need, first, last)) in enumerate(SEASONS.items()):
        if first <= today <= last:
            name = key.replace("-", " ").title()
            yield Service(
                id=key,
                organization_id="cal-voices",
                name=f"{name} of the season",
                quiet_name=f"{name}",
                phrase="Call to ask what is open this week",
                categories=(need,),
                valid_until=last,
                assured_date=today,
            )
            yield Phone(id=f"{key}.1", service_id=key, number=f"+1916555{3100 + number}")


def closed(records: Sequence[AnyRecord], today: dt.date) -> Iterator[AnyRecord]:
    """The next holiday: a third of those with hours of a door say that they are closed."""
    named = sorted(
        {one.service_id for one in records if isinstance(one, Schedule) and not one.phone_id}
    )
    lines = {one.id for one in records if isinstance(one, Service) and one.helpline}
    safe = {
        one.id for one in records if isinstance(one, Service) and Need.SAFE_PLACE in one.categories
    }
    for day in HOLIDAYS:
        if today <= day <= today + dt.timedelta(days=14):
            for key in [one for one in named if one not in lines | safe][::3]:
                yield Schedule(
                    id=f"{key}.{day}", service_id=key, valid_from=day, valid_to=day, closed=True
                )


def checked(records: Sequence[AnyRecord], week: int, today: dt.date) -> list[AnyRecord]:
    """Twelve services were called; one of them says something new: what it costs."""
    services = [one for one in records if isinstance(one, Service) and not one.helpline]
    called = {services[(week * WEEKLY + n) % len(services)].id for n in range(WEEKLY)}
    new = revised(records, Service, *called, assured_date=today, confirmed=True)
    if week % 4 == 0:
        new = revised(new, Service, min(called), cost=(Cost.MAYBE_FREE,))
    return new


def guide(quarter: int) -> Guide:
    own = next(one for one in factory() if isinstance(one, Guide))
    return msgspec.structs.replace(own, id=f"quarter-{quarter}", order=100 + quarter)


def a_year() -> list[tuple[dt.date, list[HoldReason]]]:
    """The weeks in which the file waits, and why; a person then reads it."""
    base = factory()
    baseline = make_baseline(content_of(base))
    used = base
    waits = []
    guides: list[AnyRecord] = []
    for week in range(52):
        today = FIRST + dt.timedelta(weeks=week)
        base = checked(base, week, today)
        if week % 13 == 12:
            guides.append(guide(week // 13))
        records = [*base, *guides, *seasonal(today), *closed(base, today)]
        around = Circumstances(today=today, created=today, expires=today + dt.timedelta(days=180))
        found = reasons_to_wait(baseline, content_of(records), content_of(used), around)
        if found:
            waits.append((today, [one.reason for one in found]))
            baseline = make_baseline(content_of(records))
        else:
            baseline = with_checks(baseline, today, content_of(used), content_of(records))
            baseline = drop_outdated(baseline, content_of(records))
        used = records
    return waits


@pytest.fixture(name="year", scope="module")
def _year() -> list[tuple[dt.date, list[HoldReason]]]:
    return a_year()


def test_an_honest_year_waits_for_each_guide_and_each_cost_of_what_can_stand_first(
    year: list[tuple[dt.date, list[HoldReason]]],
) -> None:
    """Of 52 weeks, with 4 guides, 13 costs and 4 seasons of an organization that is here.

    Holidays and checks never wait.
    """
    assert 4 <= len(year) <= 17, year
    reasons = {reason for _, reasons in year for reason in reasons}
    assert reasons <= {
        HoldReason.GUARDED_CHANGED,
        HoldReason.GUIDES_CHANGED,
        HoldReason.LOOKS_KNOWN,
    }


def test_an_honest_year_never_waits_when_two_people_sign(
    year: list[tuple[dt.date, list[HoldReason]]],
) -> None:
    assert not [reason for _, reasons in year for reason in reasons if reason in EVEN_FOR_TWO]
