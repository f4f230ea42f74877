"""Footer of a low-reach page: the pager, and the tools next to it."""

from collections.abc import Sequence

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.page import pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.widgets import button_width

Tools = Sequence[tuple[Block, int]]
"""Buttons next to the pager, each with its preferred width."""
GAP_MM, ROW_GAP_MM = 4.0, 3.0


def _width(c: Canvas, tools: Tools) -> int:
    return sum(wide for _, wide in tools) + c.px(GAP_MM) * len(tools)


def fits_in_pager(c: Canvas, say: Catalog, width: int, tools: Tools, more: str) -> bool:
    """Return True if the tools fit between the two ends of the pager."""
    ends = button_width(c, say.gettext("Before"), "chevron_before")
    ends += button_width(c, more, "chevron_next") + c.px(GAP_MM)
    return ends + _width(c, tools) <= width


def rows_of(tools: Tools, width: int, gap: int) -> list[Tools]:
    """Arrange buttons in rows of a width in pixels; none is wider."""
    rows = list[list[tuple[Block, int]]]()
    for block, wide in tools:
        one = min(wide, width)
        if not rows or sum(before + gap for _, before in rows[-1]) + one > width:
            rows.append([])
        rows[-1].append((block, one))
    return [*rows]


def draw_row(tools: Tools, box: Box, gap: int) -> None:
    """Draw buttons next to each other from the reading start, each as high as the box."""
    for block, wide in tools:
        block.draw(box.start(wide))
        box = box.after(wide + gap)


def _row_height(line: Tools) -> int:
    return max(block.measure(wide) for block, wide in line)


def foot_height(c: Canvas, say: Catalog, width: int, tools: Tools, more: str) -> int:
    """Return the height in pixels of the footer of a page of that width."""
    pages = pager_height(c, say)
    if fits_in_pager(c, say, width, tools, more):
        return max([pages, *(block.measure(wide) for block, wide in tools)])
    return pages + sum(
        _row_height(line) + c.px(ROW_GAP_MM) for line in rows_of(tools, width, c.px(GAP_MM))
    )


def draw_foot(
    c: Canvas, say: Catalog, box: Box, pages: tuple[int, int], *, tools: Tools, more: str
) -> None:
    """Draw the footer; ``pages`` are the current page, from 0, and the number of pages."""
    gap = c.px(GAP_MM)
    if fits_in_pager(c, say, box.w, tools, more):
        last = button_width(c, more, "chevron_next") + gap if pages[1] > 1 else 0
        draw_row(tools, box.end(last + _width(c, tools) - gap), gap)
        if pages[1] > 1:
            pager(c, say, box, *pages, more=more, between=_width(c, tools))
        return
    y = box.y
    for line in rows_of(tools, box.w, gap):
        high = _row_height(line)
        draw_row(line, Box(box.x, y, box.w, high), gap)
        y += high + c.px(ROW_GAP_MM)
    if pages[1] > 1:
        pager(c, say, box.foot(pager_height(c, say)), *pages, more=more)
