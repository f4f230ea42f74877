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


def _rows(c: Canvas, width: int, tools: Tools) -> list[list[tuple[Block, int]]]:
    """Arrange the tools in rows above the pager, none wider than the page."""
    rows: list[list[tuple[Block, int]]] = []
    for block, wide in tools:
        one = (block, min(wide, width))
        if rows and _width(c, [*rows[-1], one]) - c.px(GAP_MM) <= width:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _row_height(line: Tools) -> int:
    return max(block.measure(wide) for block, wide in line)


def foot_height(c: Canvas, say: Catalog, width: int, tools: Tools, more: str) -> int:
    """Return the height in pixels of the footer of a page of that width."""
    pages = pager_height(c, say)
    if fits_in_pager(c, say, width, tools, more):
        return max([pages, *(block.measure(wide) for block, wide in tools)])
    return pages + sum(_row_height(line) + c.px(ROW_GAP_MM) for line in _rows(c, width, tools))


def draw_foot(
    c: Canvas, say: Catalog, box: Box, pages: tuple[int, int], *, tools: Tools, more: str
) -> None:
    """Draw the footer; ``pages`` are the current page, from 0, and the number of pages."""
    gap = c.px(GAP_MM)
    if fits_in_pager(c, say, box.w, tools, more):
        last = button_width(c, more, "chevron_next") + gap if pages[1] > 1 else 0
        x = box.right - last - _width(c, tools) + gap
        for block, wide in tools:
            block.draw(Box(x, box.y, wide, box.h))
            x += wide + gap
        if pages[1] > 1:
            pager(c, say, box, *pages, more=more, between=_width(c, tools))
        return
    y = box.y
    for line in _rows(c, box.w, tools):
        high, x = _row_height(line), box.x
        for block, wide in line:
            block.draw(Box(x, y, wide, high))
            x += wide + gap
        y += high + c.px(ROW_GAP_MM)
    if pages[1] > 1:
        pager(c, say, box.foot(pager_height(c, say)), *pages, more=more)
