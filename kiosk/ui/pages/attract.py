"""Attract screen: a calm card and every language by its own name.

It turns: each turn shows another language, and the next card in it.
"""

from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import draw_ground, draw_picture
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.pages.attract_card import (
    PICTURE_RATIO,
    card_button,
    card_view,
    draw_card,
    draw_card_parts,
    upright_height,
)
from kiosk.ui.pages.language_grid import least_height, name_grid, pages_of

CARD_WIDE_MM, CARD_COMPACT_MM = 180.0, 130.0


def compose(page: PageContext) -> None:
    """Draws the attract screen."""
    canvas, wide = page.canvas, 0
    canvas.night = page.night
    if not canvas.glass.portrait:
        wide = page.px(CARD_COMPACT_MM if canvas.glass.compact else CARD_WIDE_MM)
    room = page.attract_frame(
        0 if canvas.low_reach else wide, card_button(page) if canvas.low_reach else None
    )
    canvas.title = page.catalog.gettext("Touch your language")
    if canvas.glass.portrait:
        high = canvas.glass.height // 2 - room.y if canvas.low_reach else upright_height(page, room)
        card = Box(0, room.y, canvas.glass.width, high)
        draw_card(page, card, Box(margin(canvas), card.y + page.px(10), room.w, high - page.px(16)))
        _languages(page, room.below(high + page.px(7)))
        return
    if canvas.above:
        _draw_low_reach(page, room)
        return
    card = Box(0, 0, wide, room.bottom + page.px(6))
    top, end = (page.px(11), page.px(6)) if canvas.glass.compact else (page.px(16), page.px(8))
    draw_card(
        page, card, Box(margin(canvas), top, wide - margin(canvas) - end, card.h - top - page.px(8))
    )
    left = wide + page.px(8 if canvas.glass.compact else 14)
    _languages(page, Box(left, room.y + page.px(2), room.right - left, room.h - page.px(2)))


def _draw_low_reach(page: PageContext, room: Box) -> None:
    """The card over the whole half above, its picture at the end; the languages below."""
    canvas = page.canvas
    card = Box(0, -canvas.above, canvas.glass.width, canvas.above)
    inner = Box(margin(canvas), card.y + page.px(16), room.w, card.h - page.px(24))
    if page.pictured:
        wide = min(card.w // 2, round(card.h / PICTURE_RATIO))
        draw_picture(canvas, card, card.end(wide), card_view(page).picture)
        inner = inner.start(card.w - wide - margin(canvas) - page.px(8))
    else:
        draw_ground(canvas, card, at_foot=True)
    draw_card_parts(page, inner, card, middle=True)
    name_grid(page, room)


def _languages(page: PageContext, room: Box) -> None:
    canvas = page.canvas
    words = page.catalog.gettext("Touch your language")
    side = canvas.icon_side(Type.TITLE, 13)
    line = Box(room.x + side + page.px(4), room.y, room.w - side - page.px(4), room.h)
    head = max(side, canvas.text_height(words, Type.TITLE, line.w, bold=True))
    below = room.below(head + page.px(5))
    # The names say by themselves what to do with them: the words go first.
    alone = room.below(page.px(2))
    if below.h < least_height(page) or pages_of(page, alone) < pages_of(page, below):
        name_grid(page, alone)
        return
    canvas.icon(Box(room.x, room.y, side, head), "hand", spot=True)
    canvas.text(line.top(head), words, Type.TITLE, BOLD, middle=True, heading=True)
    name_grid(page, below)
