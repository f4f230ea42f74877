"""The regular week of a service on one line, as paper and the words in a code carry it."""

from kiosk.domain.schedule import WEEK, week_intervals, weekly_hours
from kiosk.i18n.messages import N_
from kiosk.services.known import Known

ALWAYS = N_("Day and night.")
MOST_SPANS = 2
"""Groups of days that are named; more are left to the phone."""


def week_line(of: Known) -> str:
    """The regular week on one line, or nothing where it is unknown or too long."""
    if not of.hours:
        return ""
    if week_intervals(of.hours, of.by.time.not_before) == ((0, WEEK),):
        return of.by.say.say(ALWAYS)
    if of.by.time.local is None:
        return ""
    groups = weekly_hours(of.hours, of.by.time.not_before)
    if not 1 <= len(groups) <= MOST_SPANS:
        return ""
    formats = of.by.formats
    parts = [
        " ".join((formats.days(group.days), *(formats.hours(span) for span in group.hours)))
        for group in groups
    ]
    return formats.enumerated(parts)
