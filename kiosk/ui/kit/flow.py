"""A page of a title and blocks; the title repeats on every page, or flows if height is scarce."""

from collections.abc import Callable, Sequence

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import draw_pages, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block

BADGE_MM, BADGE_GAP_MM, AROUND_MM, TOP_MM = 22.0, 6.0, 6.0, 3.0
"""Badge of a title, gap next to it, margin around both, and above a flowing title."""


def head_height(s: PageContext, text: str, width: int) -> int:
    """Return the height in pixels of a title with its badge."""
    words = s.c.text_height(text, Type.TITLE, width - s.px(BADGE_MM + BADGE_GAP_MM), bold=True)
    return max(words, s.px(BADGE_MM)) + s.px(AROUND_MM)


def titled_page(
    s: PageContext,
    text: str,
    icon: str,
    blocks: Callable[[int], Sequence[Block]],
    *,
    tint: TypeRole = TypeRole.LEAF,
    gap_mm: float = 5,
    width_mm: float = 0,
    room: Box | None = None,
) -> None:
    """Draw a title with its badge over blocks, on as many pages as they need.

    ``blocks`` receives the greatest height in pixels of a block. ``width_mm`` limits the width of
    the blocks; ``room`` is the area inside the frame, if it is drawn already.
    """
    c, gap = s.c, s.px(gap_mm)
    room = s.frame() if room is None else room
    across = room
    if width_mm:
        room = room.start(min(room.w, s.px(width_mm)))
    foot = pager_height(c, s.say) + s.px(4)
    low = room.h - foot - (0 if c.above else head_height(s, text, room.w))
    shown = blocks(low)
    if c.above or all(block.measure(room.w) <= low for block in shown):
        room = title(c, room, text, icon=icon, tint=tint)
        draw_pages(c, s.say, room, shown, s.visit.route.page, gap=gap, across=across)
        return
    c.title = text
    room = room.below(s.px(TOP_MM))
    shown = [text_block(c, text, Type.TITLE, BOLD, heading=True), *blocks(room.h - foot)]
    draw_pages(c, s.say, room, shown, s.visit.route.page, gap=gap, across=across)
