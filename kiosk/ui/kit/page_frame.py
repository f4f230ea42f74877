"""Frame of every page: navigation, help at the bottom, the exit in the corner."""

from collections.abc import Callable

from kiosk.ui.kit.bar import bar
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.current_marker import CurrentPosition, margin
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.top_row import top_row
from kiosk.visit.acts import TextStep

BOTTOM_GAP_MM, LOW_GAP_MM, TIGHT_GAP_MM = 6.0, 3.0, 2.6
"""Gap under the page; under one on a small glass, and above and under one with the navigation row
at the bottom; the same with scarce height."""


def frame(canvas: Canvas, position: CurrentPosition) -> Box:
    """Draw the frame; return the room inside."""
    top, bottom = (
        _low_edges(canvas, position) if canvas.low_reach else _usual_edges(canvas, position)
    )
    side = margin(canvas)
    return Box(side, top, canvas.glass.width - 2 * side, bottom - top)


def half_frame(canvas: Canvas, position: CurrentPosition) -> Box:
    """Draw the frame without its bar; return the rest of the screen."""
    if canvas.low_reach:
        with canvas.framed(), canvas.read_last():
            return canvas.area.top(_row_over(canvas, position, lambda: canvas.glass.height))
    with canvas.framed():
        high = top_row(canvas, position)
    return canvas.area.below(high)


def _usual_edges(canvas: Canvas, position: CurrentPosition) -> tuple[int, int]:
    """Draw navigation above and bar below; return the edges between them, in pixels."""
    with canvas.framed():
        top = top_row(canvas, position)
    # The largest text may begin with something to touch: the room keeps clear of Leave.
    clear = canvas.px(TIGHT_GAP_MM) if canvas.meter.step is TextStep.XL else 0
    under = canvas.px(LOW_GAP_MM) if canvas.glass.compact else canvas.px(BOTTOM_GAP_MM) - clear
    with canvas.framed(), canvas.read_last():
        return top + clear, bar(canvas, position) - under


def _low_edges(canvas: Canvas, position: CurrentPosition) -> tuple[int, int]:
    """Draw navigation on top of the bar, both below; return the edges above them, in pixels."""
    with canvas.framed(), canvas.read_last():
        bottom = _row_over(canvas, position, lambda: bar(canvas, position))
    if canvas.tight:
        return 0, bottom - canvas.px(TIGHT_GAP_MM)
    return canvas.px(LOW_GAP_MM), bottom - canvas.px(LOW_GAP_MM)


def _row_over(canvas: Canvas, position: CurrentPosition, draw: Callable[[], int]) -> int:
    """Draw navigation over what ``draw`` draws, which returns its top; return the top of both.

    The room for a pager in the row goes with it.
    """
    first, high, last = canvas.placed, top_row(canvas, position), canvas.placed
    top = draw() - high
    canvas.sink(first, last, top)
    if (row := canvas.pager_row) is not None:
        canvas.pager_row = Box(row.x, row.y + top, row.w, row.h)
    return top
