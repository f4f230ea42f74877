"""Frame of every page: navigation, help at the bottom, the exit in the corner."""

from collections.abc import Callable

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.bar import bar
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.current_marker import CurrentPosition, margin
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import TextStep
from kiosk.ui.kit.top_row import top_row

BOTTOM_GAP_MM, LOW_GAP_MM, TIGHT_GAP_MM = 6.0, 3.0, 2.6
"""Gap under the page; under one on a small glass, and above and under one with the navigation row
at the bottom; the same with scarce height."""


def frame(c: Canvas, say: Catalog, here: CurrentPosition) -> Box:
    """Draw the frame; return the room inside."""
    top, bottom = _low_edges(c, say, here) if c.low_reach else _usual_edges(c, say, here)
    side = margin(c)
    return Box(side, top, c.glass.width - 2 * side, bottom - top)


def half_frame(c: Canvas, say: Catalog, here: CurrentPosition) -> Box:
    """Draw the frame without its bar; return the rest of the screen."""
    if c.low_reach:
        with c.framed(), c.read_last():
            return c.area.top(_row_over(c, say, here, lambda: c.glass.height))
    with c.framed():
        high = top_row(c, say, here)
    return c.area.below(high)


def _usual_edges(c: Canvas, say: Catalog, here: CurrentPosition) -> tuple[int, int]:
    """Draw navigation above and bar below; return the edges between them, in pixels."""
    with c.framed():
        top = top_row(c, say, here)
    # The largest text may begin with something to touch: the room keeps clear of Leave.
    clear = c.px(TIGHT_GAP_MM) if c.meter.step is TextStep.XL else 0
    under = c.px(LOW_GAP_MM) if c.glass.compact else c.px(BOTTOM_GAP_MM) - clear
    with c.framed(), c.read_last():
        return top + clear, bar(c, say, here) - under


def _low_edges(c: Canvas, say: Catalog, here: CurrentPosition) -> tuple[int, int]:
    """Draw navigation on top of the bar, both below; return the edges above them, in pixels."""
    with c.framed(), c.read_last():
        bottom = _row_over(c, say, here, lambda: bar(c, say, here))
    if c.tight:
        return 0, bottom - c.px(TIGHT_GAP_MM)
    return c.px(LOW_GAP_MM), bottom - c.px(LOW_GAP_MM)


def _row_over(c: Canvas, say: Catalog, here: CurrentPosition, draw: Callable[[], int]) -> int:
    """Draw navigation over what ``draw`` draws, which returns its top; return the top of both.

    The room for a pager in the row goes with it.
    """
    first, high, last = c.placed, top_row(c, say, here), c.placed
    top = draw() - high
    c.sink(first, last, top)
    if (row := c.pager_row) is not None:
        c.pager_row = Box(row.x, row.y + top, row.w, row.h)
    return top
