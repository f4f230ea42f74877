"""The card for the desk: the visitor's language, and a request for an interpreter."""

from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.display_text import poster
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import heading, panel_pad
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import TextStep, Type, TypeRole
from kiosk.ui.pages.language_grid import headed_names

ENGLISH_MM = (8.0, 24.0)
"""Capitals of the English words: read from a metre and a half away, as large as fits."""
ENGLISH_LEAST_MM = 44.0
"""Less room than this for the English words, and the heading goes."""


def compose(s: PageContext) -> None:
    """Draws the choice of a spoken language, the visitor's own first."""
    c, say = s.c, s.say
    roomy = not c.glass.compact and c.meter.step is not TextStep.XL
    second = say.gettext("Then show the card to someone here.") if roomy else ""
    heading = say.gettext("Which language do you speak?")
    headed_names(s, s.frame(), s.desk.spoken(), "speak", heading=heading, second=second)


def compose_card(s: PageContext) -> None:
    """Draws the card: English for the person at the desk, the visitor's own words under it."""
    c, say = s.c, s.say
    view = s.desk.speak_card(s.visit.route.subject)
    if view is None:
        compose(s)
        return
    box = s.frame()
    own = view.own if s.visit.language != "en" else ""
    side, up = panel_pad(c)
    inner = box.w - 2 * side
    names_height = c.text_height(view.endonym, Type.TITLE, inner, bold=True) + c.text_height(
        own, Type.LEAD, inner
    )
    names_height += s.px(10)
    title = say.gettext("Show this to someone here")
    if c.above:
        # Only to be read: the card takes the half above as well.
        top, c.title = room_above(c).y, title
        box = Box(box.x, top, box.w, box.bottom - top)
        head = title_block(c, title)
        head.draw(box)
        box = box.below(head.measure(box.w) + s.px(4))
    room = (
        box if c.above else heading(c, box, title, names_height + 2 * up + s.px(ENGLISH_LEAST_MM))
    )
    if not c.strong:
        c.rect(room, TypeRole.CARD, radius_mm=6)
    card = room.inset(side, up)
    c.in_english([view.english])
    english = view.english.replace(". ", ".\n")
    poster(c, card.top(card.h - names_height), english, least=ENGLISH_MM[0], most=ENGLISH_MM[1])
    foot = card.foot(names_height)
    c.rect(Box(foot.x, foot.y + s.px(3), foot.w, max(1, s.px(0.4))), TypeRole.HAIR)
    words = foot.below(s.px(7))
    used = c.text(words, view.endonym, Type.TITLE, BOLD, align=Align.CENTER)
    c.text(words.below(used), own, Type.LEAD, PLAIN, align=Align.CENTER)
