"""The language switch: all languages by their own names, from any page, and back to it."""

from kiosk.ui.frame import title
from kiosk.ui.screens.attract import language_grid
from kiosk.ui.stage import Stage


def compose(s: Stage) -> None:
    """Draws the choice of languages."""
    room = title(s.c, s.frame(), s.say.gettext("Touch your language"), icon="globe")
    language_grid(s, room)
