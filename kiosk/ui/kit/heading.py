"""The heading of a page in its forms: with a second line, without it, for screen readers alone."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.page import title, title_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.tiles import Tiles

NONE_MM = 3.0
"""Room above a page without a visible heading."""


def under_headings(
    canvas: Canvas,
    room: Box,
    text: str,
    forms: Callable[[Box], Iterator[Tiles]],
    *,
    second: str = "",
) -> Iterator[Tiles]:
    """The forms of tiles under each form of the heading; without a heading they lose something.

    With low reach it stands above the page, which has all of its room.
    """
    canvas.title = text
    if canvas.above:
        yield from forms(title(canvas, room, text, second=second))
        return
    for line in dict.fromkeys((second, "")):
        head = title_block(canvas, text, second=line)
        for form in forms(room.below(head.measure(room.w) + canvas.px(4))):
            yield replace(form, head=partial(head.draw, room))
    for form in forms(room.below(canvas.px(NONE_MM))):
        yield replace(form, loss=form.loss + 1)
