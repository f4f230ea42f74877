"""The upper half of a low-reach page: text to read there, targets below."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from kiosk.ui.kit.blocks import Block, height_of, stack, unbroken
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.scene import Box

if TYPE_CHECKING:
    from kiosk.ui.kit.canvas import Canvas

TOP_MM, FOOT_MM, GAP_MM = 6.0, 2.0, 4.0
"""Margin above and below the text there, and gap between two parts."""
WIDEST_MM = 330.0
"""Longer lines are hard to read at arm's length."""


def room_above(canvas: "Canvas") -> Box:
    """Return the area above the page for text to read."""
    wide = min(canvas.glass.width - 2 * margin(canvas), canvas.px(WIDEST_MM))
    top = canvas.px(TOP_MM)
    return Box(margin(canvas), top - canvas.above, wide, canvas.above - top - canvas.px(FOOT_MM))


def free_height(canvas: "Canvas") -> int:
    """Return the pixels left there for one more block."""
    if not canvas.above:
        return 0
    room = room_above(canvas)
    gap = canvas.px(GAP_MM)
    return room.h - height_of(canvas.lifted, room.w, gap) - (gap if canvas.lifted else 0)


def move_up(canvas: "Canvas", block: Block) -> bool:
    """Move a block to the upper half; return False if there is no room or no upper half."""
    if not canvas.above or block.measure(room_above(canvas).w) > free_height(canvas):
        return False
    canvas.lifted.append(block)
    return True


def draw_above(canvas: "Canvas") -> None:
    """Draw the moved blocks at the bottom of the upper half; they are read before the page."""
    if not canvas.lifted:
        return
    room, gap = room_above(canvas), canvas.px(GAP_MM)
    with canvas.read_first():
        stack(canvas.lifted, room.foot(height_of(canvas.lifted, room.w, gap)), gap)


class Halves(msgspec.Struct):
    """One low-reach page: ``read`` above, ``touch`` below.

    Without targets the text continues below: ``rest``.
    """

    read: list[Block] = msgspec.field(default_factory=list)
    touch: list[Block] = msgspec.field(default_factory=list)
    rest: list[Block] = msgspec.field(default_factory=list)

    @property
    def below(self) -> list[Block]:
        """Return the blocks on the page itself."""
        return self.touch or self.rest


def halves(
    canvas: "Canvas", blocks: Sequence[Block], box: Box, over: Box, gap: int
) -> list[Halves]:
    """Distribute blocks to pages of two halves: one of ``box``, several of ``over`` a pager."""
    one = dealt(canvas, blocks, box, gap)
    return one if len(one) == 1 else dealt(canvas, blocks, over, gap)


def dealt(
    canvas: "Canvas", blocks: Sequence[Block], box: Box, gap: int, heads: Sequence[Block] = ()
) -> list[Halves]:
    """Distribute blocks to pages of two halves, in order, as many as each page holds.

    ``heads`` begin the upper half of every page.
    """
    pages, page = list[Halves](), Halves([*heads])
    for run in unbroken(blocks):
        more = _with(canvas, page, run, box, gap)
        if more is None:
            if page.read[len(heads) :] or page.below:
                pages.append(page)
            more = _with(canvas, Halves([*heads]), run, box, gap) or Halves([*heads], list(run))
        page = more
    return [*pages, page]


def _with(
    canvas: "Canvas", page: Halves, run: Sequence[Block], box: Box, gap: int
) -> Halves | None:
    """Return the page with more blocks; ``None`` if they do not fit."""
    room, between, most = room_above(canvas), canvas.px(GAP_MM), free_height(canvas)
    more = Halves([*page.read], [*page.touch], [*page.rest])
    for block in run:
        if block.target:
            more.touch.append(block)
        elif not more.rest and height_of([*more.read, block], room.w, between) <= most:
            more.read.append(block)
        else:
            more.rest.append(block)
    if (more.touch and more.rest) or height_of(more.below, box.w, gap) > box.h:
        return None
    return more
