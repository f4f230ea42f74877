"""The way on foot: drawn from two points, with what it promises and what it does not."""

from collections.abc import Callable
from functools import partial
from itertools import product

from kiosk.presentation.views import WayView
from kiosk.ui.kit.blocks import Block, column, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.page import draw_pages, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.way_labels import LabelBox, WayLabels
from kiosk.ui.kit.way_sketch import EDGE, Point, SketchColors, SketchRoom, WaySketch, way_key
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, icon_line, staff_button, text_block, with_icon
from kiosk.ui.pages import service
from kiosk.visit.acts import Route, Screen
from kiosk.visit.paper import NO_PRINTER

MAP_MM = (96.0, 70.0, 52.0)
"""Least heights of the map, the fullest first; it takes the room that is left."""
MAP_SHARES, COLUMN_GAP_MM = (0.64, 0.56, 0.48, 0.42, 0.36), 10.0
"""Widths of the map with the words beside it, the widest first, and the gap between both."""
GAPS_MM = (5.0, 3.0, 2.0)
_NEAR_MM, _WALK_MM = 2.0, 12.0
"""From a mark of the map to its words; the picture of walking."""
_TOP_MM = 3.0
"""Margin above a page that begins with something to touch."""


def compose(page: PageContext) -> None:
    """Draws the way to a place, or the page of the place if the way is unknown now."""
    view = page.presenter.way(page.visit.route.subject)
    if view is None:
        service.compose(page)
        return
    room, canvas = page.frame(), page.canvas
    canvas.title = view.title
    canvas.in_english(view.in_english)
    if canvas.above or canvas.glass.narrow or not _fits_next_to(page, view, room):
        _under(page, view, room)


def _fits_next_to(page: PageContext, view: WayView, room: Box) -> bool:
    """The words beside the map; false, with nothing drawn, without room for them."""
    canvas, gap = page.canvas, page.px(COLUMN_GAP_MM)
    words = [*_words(page, view), *_buttons(page, view)]
    heads = (title_block(canvas, view.title, second=view.second), title_block(canvas, view.title))
    for share, head, between in product(MAP_SHARES, heads, map(page.px, GAPS_MM)):
        inner = room.below(head.measure(room.w) + page.px(4))
        wide = round(inner.w * share)
        side = inner.after(wide + gap)
        if height_of(words, side.w, between) > side.h:
            continue
        if all(block.whole(side.w) for block in words):
            head.draw(room)
            _draw_map(page, view, inner.start(wide))
            stack(words, side, between)
            return True
    return False


def _under(page: PageContext, view: WayView, room: Box) -> None:
    """The words under the map, which gives way to them; the largest ones on further pages."""
    canvas, gaps = page.canvas, [page.px(gap) for gap in GAPS_MM]
    heads = [title_block(canvas, view.title, second=view.second), title_block(canvas, view.title)]
    words, buttons = _words(page, view), row(_buttons(page, view), page.px(4))
    parts = [
        PagePart(heads, [3]),
        PagePart([_map(page, view, page.px(high)) for high in MAP_MM], [4, 2]),
        *(PagePart([block]) for block in (*words, buttons)),
    ]
    shortest = [heads[1], _map(page, view, page.px(MAP_MM[1])), *words, buttons]
    if canvas.above or height_of(shortest, room.w, gaps[-1]) <= room.h:
        draw_column(canvas, room, parts, gaps)
        return
    room = room.below(page.px(_TOP_MM))
    free = room.h - pager_height(canvas) - page.px(4) - heads[1].measure(room.w) - gaps[-1]
    with_amount = free - words[0].measure(room.w) - gaps[-1]
    high = with_amount if with_amount >= page.px(MAP_MM[2]) else free
    blocks = [heads[1], _map(page, view, high), *words, buttons]
    draw_pages(canvas, room, blocks, page.visit.route.page, gap=gaps[-1])


def _words(page: PageContext, view: WayView) -> list[Block]:
    """How far, how long, in which direction; the stop, the age of the street, the promise."""
    canvas = page.canvas
    found = [_amount(page, view)]
    if view.stop:
        found.append(icon_line(canvas, "bus", view.stop))
    if view.dated:
        found.append(icon_line(canvas, "calendar", view.dated, ink=SOFT))
    return [*found, icon_line(canvas, "ask", view.caution, ink=SOFT)]


def _amount(page: PageContext, view: WayView) -> Block:
    canvas = page.canvas
    amount = text_block(canvas, view.amount, Type.NAME, BOLD)
    words = column([amount, text_block(canvas, view.direction)], 0)
    return with_icon(
        canvas, "walk", words, canvas.icon_side(Type.NAME, _WALK_MM), page.px(ICON_GAP_MM)
    )


def _buttons(page: PageContext, view: WayView) -> list[Block]:
    found = [staff_button(page.canvas)]
    if page.presenter.site.place_is_public and page.paper != NO_PRINTER:
        label = page.catalog.gettext("Print a small paper")
        found.append(button(page.canvas, Route(Screen.PRINT, view.service_id), label, "print"))
    return found


def _map(page: PageContext, view: WayView, least: int) -> Block:
    """The map as a block that grows from its least height in pixels."""
    return Block(lambda _: least, lambda box: _draw_map(page, view, box), grow=True)


def _draw_map(page: PageContext, view: WayView, box: Box) -> None:
    canvas, unit = page.canvas, page.px(100) / 100
    line = TypeRole.LINE if canvas.strong else TypeRole.NONE
    canvas.rect(box, TypeRole.CARD, line=line, line_mm=1 if canvas.strong else 0, radius_mm=6)
    high = canvas.wrap(view.north, Type.BODY, box.w).line_height
    aside = max(
        canvas.text_width(view.north, Type.BODY), canvas.text_width(view.half_mile, Type.BODY)
    )
    here = canvas.text_width(view.here, Type.BODY, bold=True)
    room = SketchRoom(unit, aside + EDGE * unit, high, here)
    sketch = WaySketch.of(view.line, (box.w, box.h), room)
    colors = SketchColors(
        ring=canvas.color(TypeRole.HAIR),
        way=canvas.color(TypeRole.PRIMARY),
        ink=canvas.color(TypeRole.INK),
        here=canvas.color(TypeRole.LAMP),
        middle=canvas.color(TypeRole.ON_LAMP),
        pin=canvas.color(TypeRole.LEAF),
    )
    labels = WayLabels(sketch, canvas.px(_NEAR_MM))
    with canvas.kept_ltr(box):
        canvas.add(Node(NodeKind.IMAGE, box, source=way_key(sketch, colors)))
        _label(canvas, box, labels.half_mile, view.half_mile)
        _label(canvas, box, labels.north, view.north, BOLD)
        _label(canvas, box, labels.here, view.here, BOLD)
        _label(canvas, box, labels.street, view.street, BOLD)
        for minutes, words in view.rings:
            _label(canvas, box, partial(labels.ring, minutes), words, SOFT)


def _label(
    canvas: Canvas,
    box: Box,
    place: Callable[[Point], LabelBox | None],
    words: str,
    ink: Ink = PLAIN,
) -> None:
    """Words on the map, on a plain ground, where there is room; they are not read aloud."""
    fit = canvas.wrap(words, Type.BODY, 10**6, bold=ink.bold)
    found = place((fit.width, fit.height))
    if found is None:
        return
    where = Box(box.x + round(found.x), box.y + round(found.y), fit.width, fit.height)
    canvas.rect(where.inset(-canvas.px(_NEAR_MM / 2), 0), TypeRole.CARD)
    spec = canvas.meter.font(Type.BODY, bold=ink.bold)
    canvas.lines(where, "", fit, spec, canvas.color(ink.role))
