"""The language switch: all languages by their own names, from any page, and back to it."""

from kiosk.ui.page import title
from kiosk.ui.screens.names import name_grid
from kiosk.ui.stage import Stage


def compose(s: Stage) -> None:
    """Draws the choice of languages."""
    room = title(s.c, s.frame(), s.say.gettext("Touch your language"), icon="globe")
    name_grid(s, room)
