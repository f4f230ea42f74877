"""The regular week of a service on one line, for paper and codes.

People keep paper for days, and it must not contradict the screen. So a week is printed only if it
holds on the day of the visit and each of the next seven: with a closure, special hours or another
week in between there is no line, and the number stays.
"""

from collections.abc import Sequence

from kiosk.domain.access_route import line_rows, open_location_rows
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.records import Phone, Schedule
from kiosk.domain.schedule import (
    WHOLE_DAY,
    DayHours,
    is_usual_week,
    never_closes,
    weekly_hours,
)
from kiosk.i18n.messages import N_
from kiosk.presentation.service_facts import ServiceFacts

ALWAYS, WITH_ITS_NIGHT = N_("Day and night."), N_("day and night")
# TRANSLATORS: When a number answers, where an address is next to it: {hours} is "9 am - 5 pm".
BY_PHONE = N_("On the phone: {hours}")
MOST_SPANS = 2
"""Groups of days to print; if there are more, the visitor must call."""


def week_pairs(facts: ServiceFacts, line: Phone | None, *, has_place: bool) -> str:
    """Return the week of a number, of an address (``has_place``), or of both; empty if unknown.

    With an address, the hours are those of the site; those of the number are marked as such.
    """
    site_rows = open_location_rows(facts.listing.schedules)
    at_site, by_phone = (
        _week(facts, site_rows),
        _week(facts, line_rows(facts.listing.schedules, line)),
    )
    if not has_place or by_phone == at_site:
        return facts.usually(by_phone)
    # If one of the two is unknown, the other would pass for both.
    if not by_phone or (site_rows and not at_site):
        return ""
    spoken = facts.catalog.translate(BY_PHONE).format(hours=by_phone)
    return facts.usually("\N{NO-BREAK SPACE}· ".join(filter(None, (at_site, spoken))))


def usual_hours(facts: ServiceFacts, rows: Sequence[Schedule]) -> str:
    """Return the usual hours of today, or of the next day with any, with the year they are from.

    Empty if they are unknown, certain, or today is.
    """
    time = facts.context.time
    groups = weekly_hours(rows, time.not_before)
    if not groups or time.local is None or facts.age.hours is HoursCertainty.PLAIN:
        return ""
    today = time.local.weekday()
    group = min(groups, key=lambda one: min((day - today) % 7 for day in one.days))
    return facts.usually(_group(facts, group))


def _week(facts: ServiceFacts, rows: Sequence[Schedule]) -> str:
    """Return one week in words; empty if unknown, too long or not reliable."""
    time, catalog = facts.context.time, facts.catalog
    if time.local is None:
        return catalog.translate(ALWAYS) if never_closes(rows) else ""
    if not is_usual_week(rows, time.not_before):
        return ""
    groups = weekly_hours(rows, time.not_before)
    if groups == (DayHours(tuple(range(7)), (WHOLE_DAY,)),):
        return catalog.translate(ALWAYS)
    if not 1 <= len(groups) <= MOST_SPANS:
        return ""
    return facts.formats.enumerated([_group(facts, group) for group in groups])


def _group(facts: ServiceFacts, group: DayHours) -> str:
    """Join days and hours: ``Mon-Fri 9 am - 5 pm``."""
    catalog, formats = facts.catalog, facts.formats
    hours = (
        catalog.translate(WITH_ITS_NIGHT) if span == WHOLE_DAY else formats.hours(span)
        for span in group.hours
    )
    every_day = group.days == tuple(range(7))
    return " ".join((*(() if every_day else (formats.days(group.days),)), *hours))
