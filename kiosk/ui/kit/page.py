"""The page inside the frame: its title, its blocks, its pager."""

from collections.abc import Sequence

import msgspec

from kiosk.ui.kit.blocks import Block, balance_last_page, height_of, paginate, stack
from kiosk.ui.kit.canvas import BOLD, Canvas, Ink
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import Halves, halves, move_up
from kiosk.ui.kit.theme import Type, TypeRole

BADGE_MM, BADGE_ICON_MM = 22.0, 15.0
"""Side of the badge next to a title, and of its picture where the title is not larger."""


def title(
    canvas: Canvas,
    box: Box,
    text: str,
    *,
    icon: str = "",
    tint: TypeRole = TypeRole.LEAF,
    second: str = "",
    kind: Type = Type.TITLE,
) -> Box:
    """Draw the title of a page, with a badge if it has one; return the room below it.

    On a low-reach page it moves to the upper half, and all the room remains.
    """
    canvas.title = text
    head = title_block(canvas, text, icon=icon, tint=tint, second=second, kind=kind)
    if move_up(canvas, head):
        return box
    head.draw(box)
    return box.below(head.measure(box.w) + canvas.px(4))


def title_block(
    canvas: Canvas,
    text: str,
    *,
    icon: str = "",
    tint: TypeRole = TypeRole.LEAF,
    second: str = "",
    kind: Type = Type.TITLE,
) -> Block:
    """Return the title as a block; ``kind`` is smaller if it must not be read from afar."""
    badge = canvas.px(BADGE_MM) if icon else 0
    start = badge + canvas.px(6) if icon else 0

    def first(width: int) -> int:
        return max(badge, canvas.text_height(text, kind, width - start, bold=True))

    def measure(width: int) -> int:
        used = canvas.px(2) + first(width)
        return used + (canvas.text_height(second, Type.BODY, width) + canvas.px(1) if second else 0)

    def draw(box: Box) -> None:
        top = first(box.w)
        if icon:
            mark = Box(box.x, box.y + canvas.px(2) + (top - badge) // 2, badge, badge)
            draw_badge(canvas, mark, icon, tint, kind)
        room = box.after(start).below(canvas.px(2)).top(top)
        canvas.text(room, text, kind, BOLD, middle=True, heading=True)
        if second:
            canvas.text(box.below(canvas.px(2) + top), second, Type.BODY, Ink(TypeRole.INK_SOFT))

    def whole(width: int) -> bool:
        return not canvas.wrap(text, kind, width - start, bold=True).broken

    return Block(measure, draw, whole=whole)


def draw_badge(canvas: Canvas, box: Box, icon: str, tint: TypeRole, kind: Type) -> None:
    """Draw the picture of a page on its tint, next to a title of a type."""
    if not canvas.strong:
        canvas.rect(box, tint, radius_mm=5, arrives=True)
    side = min(max(canvas.px(BADGE_ICON_MM), canvas.icon_side(kind)), box.h - 2 * canvas.px(1))
    pad = (box.h - side) // 2
    canvas.icon(box.inset(pad, pad), icon, tint=True)


LONG = 300
"""Number of blocks from which a list is long: measuring all takes longer than a touch may."""


class BlockPages(msgspec.Struct, frozen=True):
    """Blocks on pages. ``whole``: these are all; else unmeasured ones follow."""

    pages: tuple[tuple[Block, ...], ...]
    whole: bool

    def among_first(self, pages: int) -> int:
        """Return how many blocks are on the first pages."""
        return sum(map(len, self.pages[:pages]))


def paginate_blocks(
    canvas: Canvas, box: Box, blocks: Sequence[Block], page: int, *, gap: int
) -> BlockPages:
    """Distribute blocks to the pages of a box, with room for a pager if there are several.

    Of a long list only the pages up to the one after ``page`` are measured, so that no touch waits
    for the rest.
    """
    most = page + 2 if len(blocks) > LONG else 0
    pages = paginate(blocks, box.w, box.h, gap, most)
    if len(pages) == 1:
        return BlockPages(pages, whole=True)
    over = over_pager(canvas, box, canvas.px(4)).h
    pages = paginate(blocks, box.w, over, gap, most)
    whole = sum(map(len, pages)) >= len(blocks)
    return BlockPages(pages if most else balance_last_page(pages, box.w, over, gap), whole)


def draw_pages(
    canvas: Canvas,
    box: Box,
    blocks: Sequence[Block],
    page: int,
    *,
    gap: int,
    more: str = "",
    across: Box | None = None,
    main: bool = False,
) -> int:
    """Draw blocks on as many pages as they need, with a pager if there are several.

    The pager is at the bottom of ``across`` if the blocks are narrower than the page; ``more`` and
    ``main`` are passed to it. Returns the page shown, never past the last.
    """
    if canvas.above:
        return _spread_low(canvas, box, blocks, page, gap=gap, more=more, across=across, main=main)
    dealt = paginate_blocks(canvas, box, blocks, page, gap=gap)
    pages = dealt.pages
    page = min(page, len(pages) - 1)
    if len(pages) > 1:
        where = (across or box).foot(pager_height(canvas))
        pager(canvas, where, page, len(pages), more=more, counted=dealt.whole, main=main)
        box = over_pager(canvas, box, canvas.px(4))
    used = height_of(pages[page], box.w, gap)
    if used > box.h:
        canvas.problem(f"a block needs {used} px of {box.h}")
    stack(pages[page], box.foot(min(used, box.h)) if canvas.low_reach else box, gap)
    return page


def _spread_low(
    canvas: Canvas,
    box: Box,
    blocks: Sequence[Block],
    page: int,
    *,
    gap: int,
    more: str,
    across: Box | None,
    main: bool,
) -> int:
    """Do the same on a low-reach page: text to read above, targets below."""
    foot, over = pager_height(canvas), over_pager(canvas, box, gap)
    pages = halves(canvas, blocks, box, over, gap)
    page = min(page, len(pages) - 1)
    if len(pages) > 1:
        pager(canvas, (across or box).foot(foot), page, len(pages), more=more, main=main)
        box = over
    _judge(canvas, pages, box, gap)
    for block in pages[page].read:
        move_up(canvas, block)
    stack(pages[page].below, box, gap)
    return page


def _judge(canvas: Canvas, pages: Sequence[Halves], box: Box, gap: int) -> None:
    """Report what does not fit on any of the pages, so that all use the same height."""
    for page in pages:
        used = height_of(page.below, box.w, gap)
        if used > box.h:
            canvas.problem(f"a block needs {used} px of {box.h}")
    canvas.judged = True
