"""Buttons next to each other, and the footer of a page: its pager with buttons."""

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.page import pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.small_pager import Tools
from kiosk.ui.kit.widgets import button_width

GAP_MM, ROW_GAP_MM = 4.0, 3.0


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


def tool_line(tools: Tools, gap: int, *, at_end: bool = False) -> Block:
    """Return buttons next to each other; with ``at_end`` the last one ends the line."""

    def measure(_: int) -> int:
        return max(block.measure(wide) for block, wide in tools)

    def draw(box: Box) -> None:
        *first, (last, wide) = tools
        draw_row(first if at_end else tools, box, gap)
        if at_end:
            last.draw(box.end(wide))

    return Block(measure, draw, target=True)


def _fits_in_pager(canvas: Canvas, catalog: Catalog, width: int, tools: Tools, more: str) -> bool:
    """Return True if the tools fit between the two ends of a pager that stands under the page."""
    ends = button_width(canvas, catalog.gettext("Before"), "chevron_before")
    ends += button_width(canvas, more, "chevron_next") + canvas.px(GAP_MM)
    return canvas.pager_row is None and ends + _width(canvas, tools) <= width


def _width(canvas: Canvas, tools: Tools) -> int:
    return sum(wide for _, wide in tools) + canvas.px(GAP_MM) * len(tools)


def _lines(canvas: Canvas, tools: Tools, width: int) -> list[Block]:
    gap = canvas.px(GAP_MM)
    return [tool_line(line, gap) for line in rows_of(tools, width, gap)]


def foot_height(canvas: Canvas, catalog: Catalog, width: int, tools: Tools, more: str) -> int:
    """Return the height in pixels of the footer of a page of that width."""
    pages = pager_height(canvas, catalog)
    if _fits_in_pager(canvas, catalog, width, tools, more):
        return max([pages, *(block.measure(wide) for block, wide in tools)])
    gap, lines = canvas.px(ROW_GAP_MM), _lines(canvas, tools, width)
    return height_of(lines, width, gap) + pages + (gap if lines and pages else 0)


def draw_foot(
    canvas: Canvas, catalog: Catalog, box: Box, pages: tuple[int, int], *, tools: Tools, more: str
) -> None:
    """Draw the footer; ``pages`` are the current page, from 0, and the number of pages."""
    gap, used = canvas.px(GAP_MM), _width(canvas, tools)
    if _fits_in_pager(canvas, catalog, box.w, tools, more):
        last = button_width(canvas, more, "chevron_next") + gap if pages[1] > 1 else 0
        draw_row(tools, box.end(last + used - gap), gap)
        if pages[1] > 1:
            pager(canvas, catalog, box, *pages, more=more, between=used)
        return
    stack(_lines(canvas, tools, box.w), box, canvas.px(ROW_GAP_MM))
    if pages[1] > 1:
        pager(canvas, catalog, box.foot(pager_height(canvas, catalog)), *pages, more=more)
