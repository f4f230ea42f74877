"""The open state in words."""

from msgspec.structs import replace

from kiosk.domain.access_route import LINES
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.records import Start
from kiosk.domain.schedule import Opening, OpenState, never_closes
from kiosk.i18n.messages import N_
from kiosk.presentation.service_facts import UNDATED, ServiceFacts
from kiosk.presentation.views import ActionView, StateTone, StateView
from kiosk.presentation.week import usual_hours

# TRANSLATORS: {day} is a weekday, {time} an opening time that somebody wrote down once.
OPENS_USUALLY = N_("Opens {day}, usually {time}")


def open_state(facts: ServiceFacts) -> StateView:
    """Return whether the first step is possible now, or when; if unknown, how to find out."""
    if facts.context.time.local is None and never_closes(facts.hours):
        return _round_the_clock(facts, trusted=False)
    return state_of(facts, facts.opening())


def state_line(facts: ServiceFacts, action: ActionView, age: str) -> StateView:
    """Return the state as one line of a page, with its year; silence for unknown hours.

    The ``age`` of all facts stands where the state has no year.
    """
    opening, state, catalog = facts.opening(), open_state(facts), facts.catalog
    usual = facts.age.hours is not HoursCertainty.PLAIN
    if usual and opening.opens is not None and opening.state is OpenState.CLOSED:
        words, year = catalog.translate(OPENS_USUALLY), facts.hours_year
        day, time = facts.formats.weekday(opening.opens.weekday()), opening.opens
        word = words.format(day=day, time=facts.formats.time(time))
        dated = "" if year == catalog.translate(UNDATED) else f"({year})"
        return StateView(StateTone.CLOSED, word, dated, "clock")
    sent = action.kind == Start.REFERRAL and bool(action.number)
    if state.icon == "ask" and (sent or action.kind in {Start.WALK_IN, "online"}):
        age = facts.street_age if action.kind == Start.WALK_IN else age
        return StateView(StateTone.UNKNOWN, action.verb, age, action.icon)
    if state.icon == "ask":
        return StateView(StateTone.UNKNOWN, "", age, "calendar" if age else "")
    said = usual and usual_hours(facts, facts.hours)
    return replace(state, word=f"{state.word} {state.detail}".strip(), detail="" if said else age)


def state_of(facts: ServiceFacts, opening: Opening) -> StateView:
    """Put an open state into words, without a closing time a day or more away."""
    catalog, formats = facts.catalog, facts.formats
    if facts.age.hours is not HoursCertainty.PLAIN:
        return _usual_state(facts, opening)
    if opening.always and not facts.listing.service.helpline:
        return _round_the_clock(facts, trusted=True)
    if opening.state is OpenState.OPEN:
        closing = facts.closing(opening)
        detail = (
            catalog.gettext("day and night")
            if closing is None
            # TRANSLATORS: {time} is a closing time; it is under "Open now".
            else catalog.gettext("until {time}").format(time=formats.time(closing))
        )
        return StateView(StateTone.OPEN, catalog.gettext("Open now"), detail, "check_circle")
    if opening.state is OpenState.LATER and opening.opens is not None:
        word = catalog.gettext("Opens {time}").format(time=formats.time(opening.opens))
        return StateView(StateTone.LATER, word, catalog.gettext("today"), "clock")
    if opening.opens is not None:
        # TRANSLATORS: {day} is a weekday; the opening time is below it.
        word = catalog.gettext("Opens {day}").format(day=formats.weekday(opening.opens.weekday()))
        return StateView(StateTone.CLOSED, word, formats.time(opening.opens), "clock")
    return _unknown(facts)


def _unknown(facts: ServiceFacts) -> StateView:
    return StateView(StateTone.UNKNOWN, facts.catalog.gettext("Ask for hours"), "", "ask")


def _usual_state(facts: ServiceFacts, opening: Opening) -> StateView:
    """Return the usual hours; that they make it open now only while they are not old."""
    usual = usual_hours(facts, facts.hours)
    if not usual:
        return _unknown(facts)
    if facts.age.hours is HoursCertainty.OLD or opening.state is OpenState.UNKNOWN:
        return StateView(StateTone.UNKNOWN, usual, "", "clock")
    if opening.state is OpenState.OPEN:
        return StateView(
            StateTone.OPEN, facts.catalog.gettext("Usually open now"), "", "check_circle"
        )
    tone = StateTone.LATER if opening.state is OpenState.LATER else StateTone.CLOSED
    return StateView(tone, usual, "", "clock")


def _round_the_clock(facts: ServiceFacts, *, trusted: bool) -> StateView:
    """Return day and night: a number answers or a site is open; no more is promised.

    While the clock is not ``trusted`` this is only the source's statement, never "open now".
    """
    catalog = facts.catalog
    way = facts.offer.first()
    helpline = facts.listing.service.helpline
    if trusted and way is Start.WALK_IN:
        word, detail = catalog.gettext("Open now"), catalog.gettext("day and night")
    elif way in LINES and not helpline:
        # TRANSLATORS: Of the number of a home or an office. Not "open": nobody promises a bed.
        word, detail = catalog.gettext("Answers day and night"), ""
    else:
        word, detail = catalog.gettext("Day and night."), ""
    tone, icon = (StateTone.OPEN, "check_circle") if trusted else (StateTone.UNKNOWN, "clock")
    return StateView(tone, word, detail, icon)
