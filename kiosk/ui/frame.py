"""The frame of every page: where you go above, who helps you below, the way out in the corner."""

from kiosk.i18n.catalogs import Catalog
from kiosk.ui.bar import bar
from kiosk.ui.canvas import Canvas
from kiosk.ui.here import Here, margin
from kiosk.ui.scene import Box
from kiosk.ui.top_row import top_row

BOTTOM_GAP_MM = 6.0


def frame(c: Canvas, say: Catalog, here: Here) -> Box:
    """Draws the frame; returns the room between its parts."""
    with c.framed():
        top = top_row(c, say, here)
    with c.framed(), c.read_last():
        bottom = bar(c, say, here)
    side = margin(c)
    return Box(side, top, c.glass.width - 2 * side, bottom - c.px(BOTTOM_GAP_MM) - top)
