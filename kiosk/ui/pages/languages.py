"""The language switch: all languages by their own names, from any page and back to it."""

from kiosk.ui.kit.page import title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.pages.language_grid import name_grid
from kiosk.visit.acts import ChoosePerson


def compose(page: PageContext) -> None:
    """Draws the choice of languages."""
    room = title(
        page.canvas, page.frame(), page.catalog.gettext("Touch your language"), icon="globe"
    )
    name_grid(page, room)


def compose_person(page: PageContext) -> None:
    """Draws the choice of the language of the person who is helped, in that of the helper."""
    text = page.catalog.gettext("The person’s language")
    room = title(page.canvas, page.frame(), text, icon="globe")
    name_grid(page, room, choose=ChoosePerson)
