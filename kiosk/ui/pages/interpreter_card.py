"""The card for the desk: the visitor's language, and a request for an interpreter."""

from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.display_text import poster
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import heading, panel_pad
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.pages.language_grid import headed_names
from kiosk.visit.acts import Route, Screen, TextStep

ENGLISH_MM = (8.0, 24.0)
"""Capitals of the English words: read from a metre and a half away, as large as fits."""
ENGLISH_LEAST_MM = 44.0
"""Less room than this for the English words, and the heading goes."""


def compose(page: PageContext) -> None:
    """Draws the choice of a spoken language, the visitor's own first."""
    canvas, catalog = page.canvas, page.catalog
    roomy = not canvas.glass.compact and canvas.meter.step is not TextStep.XL
    second = catalog.gettext("Then show the card to someone here.") if roomy else ""
    heading = catalog.gettext("Which language do you speak?")

    def card_of(tag: str) -> Route:
        return Route(Screen.SPEAK_CARD, tag)

    headed_names(
        page, page.frame(), page.presenter.spoken(), card_of, heading=heading, second=second
    )


def compose_card(page: PageContext) -> None:
    """Draws the card: English for the person at the desk, the visitor's own words under it."""
    canvas, catalog = page.canvas, page.catalog
    view = page.presenter.speak_card(page.visit.route.subject)
    if view is None:
        compose(page)
        return
    box = page.frame()
    own = view.own if page.visit.language != "en" else ""
    side, up = panel_pad(canvas)
    inner = box.w - 2 * side
    names_height = canvas.text_height(view.endonym, Type.TITLE, inner, bold=True) + page.px(10)
    names_height += canvas.text_height(own, Type.LEAD, inner)
    title = catalog.gettext("Show this to someone here")
    if canvas.above:
        # Only to be read: the card takes the half above as well.
        top, canvas.title = room_above(canvas).y, title
        box = Box(box.x, top, box.w, box.bottom - top)
        head = title_block(canvas, title)
        head.draw(box)
        box = box.below(head.measure(box.w) + page.px(4))
    least = names_height + 2 * up + page.px(ENGLISH_LEAST_MM)
    room = box if canvas.above else heading(canvas, box, title, least)
    if not canvas.strong:
        canvas.rect(room, TypeRole.CARD, radius_mm=6)
    card = room.inset(side, up)
    canvas.in_english([view.english])
    english = view.english.replace(". ", ".\n")
    poster(
        canvas, card.top(card.h - names_height), english, least=ENGLISH_MM[0], most=ENGLISH_MM[1]
    )
    foot = card.foot(names_height)
    canvas.rect(Box(foot.x, foot.y + page.px(3), foot.w, max(1, page.px(0.4))), TypeRole.HAIR)
    words = foot.below(page.px(7))
    used = canvas.text(words, view.endonym, Type.TITLE, BOLD, align=Align.CENTER)
    canvas.text(words.below(used), own, Type.LEAD, PLAIN, align=Align.CENTER)
