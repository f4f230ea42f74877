"""The idle question: it covers the page, then asks."""

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, row
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.visit.acts import AnyAct, Verb
from kiosk.visit.idle import ANSWER_S

SQUARE_MM, SQUARE_GAP_MM = 5.0, 2.0
WIDTH_MM = 260.0
BUTTON_MM = 24.0
GAPS_MM = (4.0, 3.0, 2.0)
"""Between two parts, the widest that fits."""


def compose(page: PageContext) -> None:
    """Draws the question over nothing of the page it covers."""
    room = page.frame()
    page.canvas.title = page.catalog.gettext("Are you still here?")
    wide = min(room.w, page.px(WIDTH_MM))
    inner = Box(room.x + (room.w - wide) // 2, room.y + page.px(2), wide, room.h - page.px(2))
    draw_column(page.canvas, inner, _parts(page), [page.px(gap) for gap in GAPS_MM], middle=True)


def _parts(page: PageContext) -> list[PagePart]:
    """The hand gives way first, then the second sentence, then the seconds in words."""
    canvas, catalog, seconds = page.canvas, page.catalog, page.seconds or 0
    hand = Block(lambda _: page.px(22), lambda box: canvas.icon(box, "hand", spot=True))
    squares = Block(lambda width: _square(page, width), lambda box: _squares(page, box, seconds))
    covered = catalog.gettext("Your page is covered. Touch Yes to see it again.")
    left = catalog.ngettext("{count} second", "{count} seconds", seconds)
    left = left.format(count=numeral(catalog.language, seconds))

    def words(text: str, ink: Ink) -> Block:
        return text_block(canvas, text, Type.LEAD, ink, align=Align.CENTER, balance=True)

    def answer(act: AnyAct, label: str, icon: str, *, main: bool = False) -> Block:
        return button(canvas, act, label, icon, main=main, height_mm=BUTTON_MM, kind=Type.LEAD)

    yes = answer(Verb.YES, catalog.gettext("Yes, I am here"), "check", main=True)
    no = answer(Verb.NO, catalog.gettext("No, clear it"), "close")
    space = PagePart([space_block(page.px(2)), None], (4,))
    return [
        PagePart([hand, None], (4,)),
        PagePart(
            [text_block(canvas, canvas.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True)]
        ),
        PagePart([words(covered, SOFT), None], (3,)),
        space,
        PagePart([squares]),
        PagePart([words(left, BOLD), None], (2,)),
        space,
        PagePart([row([yes, no], page.px(4))]),
    ]


def _square(page: PageContext, width: int) -> int:
    """Side of a square in pixels: thirty and their gaps in one row, whatever the width."""
    share = SQUARE_MM / (ANSWER_S * (SQUARE_MM + SQUARE_GAP_MM) - SQUARE_GAP_MM)
    return min(page.px(SQUARE_MM), int(width * share))


def _squares(page: PageContext, box: Box, seconds: int) -> None:
    canvas, side = page.canvas, box.h
    gap = round(side * SQUARE_GAP_MM / SQUARE_MM)
    while ANSWER_S * side + (ANSWER_S - 1) * gap > box.w:
        gap -= 1
    wide = ANSWER_S * side + (ANSWER_S - 1) * gap
    canvas.steps(box.after((box.w - wide) // 2), gap, seconds, ANSWER_S, 1)
