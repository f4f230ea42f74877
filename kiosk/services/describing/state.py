"""Open or not, in words."""

from kiosk.domain.schedule import Opening, OpenState
from kiosk.services.describing.known import Known
from kiosk.services.describing.views import StateTone, StateView


def open_state(of: Known) -> StateView:
    """Whether the first thing to do can be done now, or when; if unknown, how to find out."""
    return state_of(of, of.opening())


def state_of(of: Known, now: Opening) -> StateView:
    """An open state in words. No closing time is said that is a day or more away."""
    say, formats = of.by.say, of.by.formats
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
    if of.voice is None:
        return StateView(StateTone.UNKNOWN, say.gettext("Ask first"), "", "ask")
    return StateView(
        StateTone.UNKNOWN, say.gettext("Call to ask"), say.gettext("about hours"), "ask"
    )
