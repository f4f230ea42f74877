"""Open or not, in words."""

from kiosk.domain.schedule import OpenState
from kiosk.services.known import Known
from kiosk.services.views import StateTone, StateView


def open_state(of: Known) -> StateView:
    """Whether a service is open now, or when it opens; where that is unknown, how to find out."""
    say, formats, now = of.by.say, of.by.formats, of.opening()
    if now.state is OpenState.OPEN:
        detail = (
            say.gettext("day and night")
            if now.always or now.until is None
            # TRANSLATORS: {time} is a closing time; stands under "Open now".
            else say.gettext("until {time}").format(time=formats.time(now.until))
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
