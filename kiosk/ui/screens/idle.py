"""The idle question: the page is covered first, then asks."""

from kiosk.services.visit import ANSWER_S
from kiosk.ui.blocks import Block, height_of, row, stack
from kiosk.ui.canvas import BOLD, Ink
from kiosk.ui.parts import button, space_block, text_block
from kiosk.ui.scene import Align, Box
from kiosk.ui.stage import Stage
from kiosk.ui.theme import Role, Type

SQUARE_MM, SQUARE_GAP_MM = 4.0, 1.5


def compose(s: Stage) -> None:
    """Draws the question over nothing of the page it covers."""
    c, say = s.c, s.say
    room = s.frame()
    seconds = s.seconds or 0
    c.title = say.gettext("Are you still here?")
    side = s.px(22)
    wide = min(room.w, s.px(300))
    inner = Box(room.x + (room.w - wide) // 2, room.y, wide, room.h)
    blocks = [
        Block(lambda _: side, lambda box: c.icon(box, "hand")),
        text_block(c, c.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True),
        text_block(
            c,
            say.gettext("Your page is covered. Touch Yes to see it again."),
            Type.LEAD,
            Ink(Role.INK_SOFT),
            align=Align.CENTER,
        ),
        space_block(s.px(1)),
        Block(lambda _: s.px(SQUARE_MM), lambda box: _squares(s, box, seconds)),
        text_block(
            c,
            say.ngettext("{count} second", "{count} seconds", seconds).format(count=seconds),
            Type.LEAD,
            BOLD,
            align=Align.CENTER,
        ),
        space_block(s.px(1)),
        row(
            [
                button(c, "yes", say.gettext("Yes, I am here"), "check", main=True),
                button(c, "no", say.gettext("No, clear it"), "close"),
            ],
            s.px(4),
        ),
    ]
    gap = s.px(3)
    high = height_of(blocks, inner.w, gap)
    if high > inner.h:
        blocks, gap = blocks[1:], s.px(1)
        high = height_of(blocks, inner.w, gap)
    if high > inner.h:
        c.problem(f"the question needs {high} px of {inner.h}")
    stack(blocks, Box(inner.x, inner.y + max(0, (inner.h - high) // 2), inner.w, high), gap)


def _squares(s: Stage, box: Box, seconds: int) -> None:
    c, side, gap = s.c, s.px(SQUARE_MM), s.px(SQUARE_GAP_MM)
    wide = ANSWER_S * side + (ANSWER_S - 1) * gap
    x = box.x + (box.w - wide) // 2
    for index in range(ANSWER_S):
        left = index < seconds
        c.rect(
            Box(x + index * (side + gap), box.y, side, side),
            Role.PRIMARY if left else Role.NONE,
            line=Role.PRIMARY if left else Role.LINE,
            line_mm=0.5,
            radius_mm=0.8,
        )
