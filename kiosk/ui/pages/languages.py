"""The language switch: all languages by their own names, from any page and back to it."""

from kiosk.ui.kit.page import title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.pages.language_grid import name_grid


def compose(s: PageContext) -> None:
    """Draws the choice of languages."""
    room = title(s.c, s.frame(), s.say.gettext("Touch your language"), icon="globe")
    name_grid(s, room)


def compose_person(s: PageContext) -> None:
    """Draws the choice of the language of the person who is helped, in that of the helper."""
    text = s.say.gettext("The person’s language")
    room = title(s.c, s.frame(), text, icon="globe")
    name_grid(s, room, verb="person")
