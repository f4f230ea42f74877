"""The idle question: it covers the page, then asks."""

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import LINE_REST_MM, Type, TypeRole
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.visit.idle import ANSWER_S

SQUARE_MM, SQUARE_GAP_MM = 5.0, 2.0
WIDTH_MM = 260.0
BUTTON_MM = 24.0


def compose(s: PageContext) -> None:
    """Draws the question over nothing of the page it covers."""
    c = s.c
    room = s.frame()
    c.title = s.say.gettext("Are you still here?")
    wide = min(room.w, s.px(WIDTH_MM))
    inner = Box(room.x + (room.w - wide) // 2, room.y + s.px(2), wide, room.h - s.px(2))
    if c.above:
        # What is only read stands above the middle, the two answers under it.
        above = room_above(c)
        blocks, gap = _fitting(s, Box(inner.x, above.y, inner.w, above.h))
        high = height_of(blocks[:-1], inner.w, gap)
        stack(blocks[:-1], Box(inner.x, above.bottom - high, inner.w, high), gap)
        blocks = blocks[-1:]
    else:
        blocks, gap = _fitting(s, inner)
    high = height_of(blocks, inner.w, gap)
    if high > inner.h:
        c.problem(f"the question needs {high} px of {inner.h}")
    down = 0 if c.above else max(0, (inner.h - high) // 2)
    stack(blocks, Box(inner.x, inner.y + down, inner.w, high), gap)


def _fitting(s: PageContext, room: Box) -> tuple[list[Block], int]:
    """The parts that fit: the hand goes first, then the second sentence, then the seconds."""
    c, say = s.c, s.say
    seconds = s.seconds or 0
    hand = Block(lambda _: s.px(22), lambda box: c.icon(box, "hand", spot=True))
    question = text_block(c, c.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True)
    line = text_block(
        c,
        say.gettext("Your page is covered. Touch Yes to see it again."),
        Type.LEAD,
        SOFT,
        align=Align.CENTER,
        balance=True,
    )
    squares = Block(lambda width: _square(s, width), lambda box: _squares(s, box, seconds))
    left = text_block(
        c,
        say.ngettext("{count} second", "{count} seconds", seconds).format(
            count=numeral(say.language, seconds)
        ),
        Type.LEAD,
        BOLD,
        align=Align.CENTER,
    )
    answers = row(
        [
            button(
                c,
                "yes",
                say.gettext("Yes, I am here"),
                "check",
                main=True,
                height_mm=BUTTON_MM,
                kind=Type.LEAD,
            ),
            button(
                c,
                "no",
                say.gettext("No, clear it"),
                "close",
                height_mm=BUTTON_MM,
                kind=Type.LEAD,
            ),
        ],
        s.px(4),
    )
    space = space_block(s.px(2))
    tries: tuple[tuple[list[Block], float], ...] = (
        ([hand, question, line, space, squares, left, space, answers], 4),
        ([question, line, squares, left, answers], 3),
        ([question, squares, left, answers], 3),
        ([question, squares, answers], 3),
    )
    for blocks, gap in tries:
        if height_of(blocks, room.w, s.px(gap)) <= room.h:
            return blocks, s.px(gap)
    return tries[-1][0], s.px(2)


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
