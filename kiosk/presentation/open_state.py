"""The open state in words."""

from msgspec.structs import replace

from kiosk.domain.access_route import LINES
from kiosk.domain.freshness import HoursCertainty
from kiosk.domain.records import Start
from kiosk.domain.schedule import Opening, OpenState, never_closes
from kiosk.presentation.service_facts import ServiceFacts
from kiosk.presentation.views import StateTone, StateView
from kiosk.presentation.week import usual_hours


def open_state(of: ServiceFacts) -> StateView:
    """Return whether the first step is possible now, or when; if unknown, how to find out."""
    if of.by.time.local is None and never_closes(of.hours):
        return _round_the_clock(of, trusted=False)
    return state_of(of, of.opening())


def card_state(of: ServiceFacts) -> StateView:
    """Return the state for a card of a list: of unknown hours one word, and what to ask about."""
    state, say = open_state(of), of.by.say
    if state.tone is not StateTone.UNKNOWN:
        return state
    ask = say.pgettext("fact not known", "Ask")
    if state.icon != "ask":
        return replace(state, brief=ask)
    detail = state.detail and say.pgettext("what to ask", "about hours")
    if of.hidden_home:
        # TRANSLATORS: Stands under "Ask" on the card of a shelter.
        detail = say.pgettext("what to ask", "if there is room")
    return replace(state, word=ask, detail=detail)


def state_of(of: ServiceFacts, now: Opening) -> StateView:
    """Put an open state into words, without a closing time a day or more away."""
    say, formats = of.by.say, of.by.formats
    if of.age.hours is not HoursCertainty.PLAIN:
        return _usual_state(of, now)
    if now.always and not of.listing.service.helpline:
        return _round_the_clock(of, trusted=True)
    if now.state is OpenState.OPEN:
        closing = of.closing(now)
        detail = (
            say.gettext("day and night")
            if closing is None
            # TRANSLATORS: {time} is a closing time; stands under "Open now".
            else say.gettext("until {time}").format(time=formats.time(closing))
        )
        return StateView(StateTone.OPEN, say.gettext("Open now"), detail, "check_circle")
    if now.state is OpenState.LATER and now.opens is not None:
        word = say.gettext("Opens {time}").format(time=formats.time(now.opens))
        return StateView(StateTone.LATER, word, say.gettext("today"), "clock")
    if now.opens is not None:
        # TRANSLATORS: {day} is a weekday; the opening time stands below it.
        word = say.gettext("Opens {day}").format(day=formats.weekday(now.opens.weekday()))
        return StateView(StateTone.CLOSED, word, formats.time(now.opens), "clock")
    return _unknown(of)


def _unknown(of: ServiceFacts) -> StateView:
    return StateView(StateTone.UNKNOWN, of.by.say.gettext("Ask for hours"), "", "ask")


def _usual_state(of: ServiceFacts, now: Opening) -> StateView:
    """Return the usual hours; that they make it open now only while they are not old."""
    usual = usual_hours(of, of.hours)
    if not usual:
        return _unknown(of)
    if of.age.hours is HoursCertainty.OLD or now.state is OpenState.UNKNOWN:
        return StateView(StateTone.UNKNOWN, usual, "", "clock")
    if now.state is OpenState.OPEN:
        return StateView(StateTone.OPEN, of.by.say.gettext("Usually open now"), "", "check_circle")
    tone = StateTone.LATER if now.state is OpenState.LATER else StateTone.CLOSED
    return StateView(tone, usual, "", "clock")


def _round_the_clock(of: ServiceFacts, *, trusted: bool) -> StateView:
    """Return day and night: a number answers or a site is open; no more is promised.

    While the clock is not ``trusted`` this is only the source's statement, never "open now".
    """
    say, way, helpline = of.by.say, of.offer.first(), of.listing.service.helpline
    if trusted and way is Start.WALK_IN:
        word, detail = say.gettext("Open now"), say.gettext("day and night")
    elif way in LINES and not helpline:
        # TRANSLATORS: Of the number of a home or an office. Not "open": nobody promises a bed.
        word, detail = say.gettext("Answers day and night"), ""
    else:
        word, detail = say.gettext("Day and night."), ""
    tone, icon = (StateTone.OPEN, "check_circle") if trusted else (StateTone.UNKNOWN, "clock")
    return StateView(tone, word, detail, icon)
