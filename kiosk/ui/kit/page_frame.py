"""The frame of every page: where you go, who helps you below, the way out in the corner."""

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.kit.bar import bar
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.current_marker import Here, margin
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.top_row import top_row

BOTTOM_GAP_MM, LOW_GAP_MM, TIGHT_GAP_MM = 6.0, 3.0, 2.6
"""Under the page; above and under it where the row stands below: together as much."""


def frame(c: Canvas, say: Catalog, here: Here) -> Box:
    """Draws the frame; returns the room between its parts."""
    top, bottom = _low(c, say, here) if c.low else _high(c, say, here)
    side = margin(c)
    return Box(side, top, c.glass.width - 2 * side, bottom - top)


def half_frame(c: Canvas, say: Catalog, here: Here) -> Box:
    """Draws the frame without its bar; returns the rest of the glass."""
    if c.low:
        with c.framed(), c.read_last():
            first = c.placed
            high = top_row(c, say, here)
            c.sink(first, c.placed, c.glass.height - high)
        return c.area.top(c.glass.height - high)
    with c.framed():
        high = top_row(c, say, here)
    return c.area.below(high)


def _high(c: Canvas, say: Catalog, here: Here) -> tuple[int, int]:
    """The row above and the bar below; the edges of the room between them, in pixels."""
    with c.framed():
        top = top_row(c, say, here)
    with c.framed(), c.read_last():
        return top, bar(c, say, here) - c.px(BOTTOM_GAP_MM)


def _low(c: Canvas, say: Catalog, here: Here) -> tuple[int, int]:
    """The row on the bar, both below; the edges of the room above them, in pixels."""
    with c.framed(), c.read_last():
        first = c.placed
        high = top_row(c, say, here)
        last = c.placed
        bottom = bar(c, say, here) - high
        c.sink(first, last, bottom)
    if c.tight:
        return 0, bottom - c.px(TIGHT_GAP_MM)
    return c.px(LOW_GAP_MM), bottom - c.px(LOW_GAP_MM)
