"""The idle question: it covers the page, then asks."""

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, row
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_REST_MM, Type, TypeRole
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.visit.idle import ANSWER_S

SQUARE_MM, SQUARE_GAP_MM = 5.0, 2.0
WIDTH_MM = 260.0
BUTTON_MM = 24.0
GAPS_MM = (4.0, 3.0, 2.0)
"""Between two parts, the widest that fits."""


def compose(s: PageContext) -> None:
    """Draws the question over nothing of the page it covers."""
    room = s.frame()
    s.c.title = s.say.gettext("Are you still here?")
    wide = min(room.w, s.px(WIDTH_MM))
    inner = Box(room.x + (room.w - wide) // 2, room.y + s.px(2), wide, room.h - s.px(2))
    draw_column(s.c, inner, _parts(s), [s.px(gap) for gap in GAPS_MM], middle=True)


def _parts(s: PageContext) -> list[PagePart]:
    """The hand gives way first, then the second sentence, then the seconds in words."""
    c, say, seconds = s.c, s.say, s.seconds or 0
    hand = Block(lambda _: s.px(22), lambda box: c.icon(box, "hand", spot=True))
    squares = Block(lambda width: _square(s, width), lambda box: _squares(s, box, seconds))
    covered = say.gettext("Your page is covered. Touch Yes to see it again.")
    left = say.ngettext("{count} second", "{count} seconds", seconds)
    left = left.format(count=numeral(say.language, seconds))

    def words(text: str, ink: Ink) -> Block:
        return text_block(c, text, Type.LEAD, ink, align=Align.CENTER, balance=True)

    def answer(act: str, label: str, icon: str, *, main: bool = False) -> Block:
        return button(c, act, label, icon, main=main, height_mm=BUTTON_MM, kind=Type.LEAD)

    yes = answer("yes", say.gettext("Yes, I am here"), "check", main=True)
    no = answer("no", say.gettext("No, clear it"), "close")
    space = PagePart([space_block(s.px(2)), None], (4,))
    return [
        PagePart([hand, None], (4,)),
        PagePart([text_block(c, c.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True)]),
        PagePart([words(covered, SOFT), None], (3,)),
        space,
        PagePart([squares]),
        PagePart([words(left, BOLD), None], (2,)),
        space,
        PagePart([row([yes, no], s.px(4))]),
    ]


def _square(s: PageContext, width: int) -> int:
    """Side of a square in pixels: thirty and their gaps in one row, whatever the width."""
    share = SQUARE_MM / (ANSWER_S * (SQUARE_MM + SQUARE_GAP_MM) - SQUARE_GAP_MM)
    return min(s.px(SQUARE_MM), int(width * share))


def _squares(s: PageContext, box: Box, seconds: int) -> None:
    c, side = s.c, box.h
    gap = round(side * SQUARE_GAP_MM / SQUARE_MM)
    while ANSWER_S * side + (ANSWER_S - 1) * gap > box.w:
        gap -= 1
    wide = ANSWER_S * side + (ANSWER_S - 1) * gap
    x = box.x + (box.w - wide) // 2
    for index in range(ANSWER_S):
        left = index < seconds
        c.rect(
            Box(x + index * (side + gap), box.y, side, side),
            TypeRole.PRIMARY if left else TypeRole.NONE,
            line=TypeRole.PRIMARY if left else TypeRole.LINE,
            line_mm=LINE_REST_MM,
            radius_mm=1,
        )
