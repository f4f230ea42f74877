"""The field of the search page: what was typed, a mark where the next letter goes, how many."""

from kiosk.presentation.list_views import FoundView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.keyboards import PINYIN_SCRIPTS
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width
from kiosk.visit.acts import TurnPage

GAP_MM = 4.0
"""Between the field, what is found and the keyboard."""
FIELD_LEAST_MM, FIELD_PAD_MM, CARET_MM = 14.0, 1.5, 0.8
INSET_MM, ICON_GAP_MM, HINT_GAP_MM = 5.0, 4.0, 3.0
"""In the field: from its edges, the icon, from the icon to the letters, from there to the hint."""


def _hint(page: PageContext) -> str:
    if page.presenter.language.script in PINYIN_SCRIPTS:
        return page.catalog.gettext("Type pinyin, or only its first letters.")
    return page.catalog.gettext("Type a name or a word.")


def field_height(page: PageContext, width: int) -> int:
    """The height in pixels that the letters and the hint need in a width."""
    canvas = page.canvas
    line = canvas.wrap("a", Type.NAME, width, bold=True).line_height
    taken = (
        2 * page.px(INSET_MM)
        + canvas.icon_side(Type.NAME)
        + page.px(ICON_GAP_MM)
        + page.px(HINT_GAP_MM)
    )
    hint = canvas.text_height(_hint(page), Type.LEAD, width - taken)
    return max(page.px(FIELD_LEAST_MM), max(line, hint) + 2 * page.px(FIELD_PAD_MM))


def draw_field(page: PageContext, box: Box, view: FoundView | None, *, more: bool) -> None:
    """The typed letters with a mark where the next one goes, and how many places there are."""
    canvas = page.canvas
    count = view.count if view and view.total else ""
    if more:
        wide = button_width(canvas, count, "chevron_next")
        way = button(canvas, TurnPage(1), count, "chevron_next", icon_end=True, height_mm=0)
        way.draw(box.end(wide))
        box, count = box.start(box.w - wide - page.px(GAP_MM)), ""
    draw_field_text(page, box, count)


def field_block(page: PageContext, view: FoundView | None) -> Block:
    """The field for a low-reach page, which names the count on later pages alone."""
    count = view.count if view and view.total and page.visit.route.page else ""
    return Block(
        lambda width: field_height(page, width), lambda box: draw_field_text(page, box, count)
    )


def draw_field_text(page: PageContext, box: Box, count: str) -> None:
    """The typed letters, or a hint; after them how many places there are, if it fits."""
    canvas = page.canvas
    if canvas.strong:
        canvas.rect(box.foot(page.px(1)), TypeRole.HAIR)
        inner = box
    else:
        canvas.rect(box, TypeRole.CARD, radius_mm=5)
        inner = box.inset(page.px(INSET_MM), 0)
    side = canvas.icon_side(Type.NAME)
    canvas.icon(inner.start(side), "search", spot=True)
    room = inner.after(side + page.px(ICON_GAP_MM))
    if count:
        wide = canvas.text_width(count, Type.BODY)
        if wide <= room.w // 2:
            canvas.text(room.end(wide), count, Type.BODY, SOFT, middle=True)
            room = room.start(room.w - wide - page.px(6))
    typed = page.visit.typed
    if not typed:
        _caret(page, room)
        canvas.text(room.after(page.px(HINT_GAP_MM)), _hint(page), Type.LEAD, SOFT, middle=True)
        return
    shown = fitting_end(page, typed, room.w - page.px(3))
    used = canvas.text_width(shown, Type.NAME, bold=True)
    if shown.endswith(" "):
        used += canvas.text_width("a a", Type.NAME, bold=True) - canvas.text_width(
            "aa", Type.NAME, bold=True
        )
    # Latin letters on a right-to-left page grow away from the reading start.
    back = canvas.rtl and shown.isascii() and any(letter.isalnum() for letter in shown)
    words = room.after(page.px(2)) if back else room
    canvas.text(words, shown, Type.NAME, BOLD, middle=True)
    _caret(page, room if back else room.after(used + page.px(0.7)))


def _caret(page: PageContext, box: Box) -> None:
    high = round(page.canvas.wrap("a", Type.NAME, 10**6, bold=True).line_height * 0.8)
    top = box.y + (box.h - high) // 2
    page.canvas.rect(Box(box.x, top, max(2, page.px(CARET_MM)), high), TypeRole.PRIMARY)


def fitting_end(page: PageContext, typed: str, width: int) -> str:
    """The end of a text that fits a width in pixels: what was typed last is what matters.

    It begins with a letter: a blank would be measured and not drawn, and part text and mark.
    """
    shown = typed
    while len(shown) > 1 and page.canvas.text_width(shown, Type.NAME, bold=True) > width:
        shown = shown[1:].lstrip() or shown[-1]
    return shown
