"""The way on foot: drawn from two points, with what it promises and what it does not."""

from collections.abc import Callable
from functools import partial
from itertools import product

from kiosk.presentation.views import WayView
from kiosk.ui.kit.blocks import Block, column, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.page import draw_pages, pager_height, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.way_labels import LabelBox, WayLabels
from kiosk.ui.kit.way_sketch import EDGE, Point, SketchColors, SketchRoom, WaySketch, way_key
from kiosk.ui.kit.widgets import ICON_GAP_MM, button, icon_line, text_block, with_icon
from kiosk.ui.pages import service
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


def compose(s: PageContext) -> None:
    """Draws the way to a place, or the page of the place if the way is unknown now."""
    view = s.desk.way(s.visit.route.subject)
    if view is None:
        service.compose(s)
        return
    room, c = s.frame(), s.c
    c.title = view.title
    c.in_english(view.in_english)
    if c.above or c.glass.narrow or not _fits_next_to(s, view, room):
        _under(s, view, room)


def _fits_next_to(s: PageContext, view: WayView, room: Box) -> bool:
    """The words beside the map; false, with nothing drawn, without room for them."""
    c, gap = s.c, s.px(COLUMN_GAP_MM)
    words = [*_words(s, view), *_buttons(s, view)]
    heads = (title_block(c, view.title, second=view.second), title_block(c, view.title))
    for share, head, between in product(MAP_SHARES, heads, map(s.px, GAPS_MM)):
        inner = room.below(head.measure(room.w) + s.px(4))
        wide = round(inner.w * share)
        side = inner.after(wide + gap)
        if height_of(words, side.w, between) > side.h:
            continue
        if all(block.whole(side.w) for block in words):
            head.draw(room)
            _draw_map(s, view, inner.start(wide))
            stack(words, side, between)
            return True
    return False


def _under(s: PageContext, view: WayView, room: Box) -> None:
    """The words under the map, which gives way to them; the largest ones on further pages."""
    c, gaps = s.c, [s.px(gap) for gap in GAPS_MM]
    heads = [title_block(c, view.title, second=view.second), title_block(c, view.title)]
    words, buttons = _words(s, view), row(_buttons(s, view), s.px(4))
    parts = [
        PagePart(heads, [3]),
        PagePart([_map(s, view, s.px(high)) for high in MAP_MM], [4, 2]),
        *(PagePart([block]) for block in (*words, buttons)),
    ]
    shortest = [heads[1], _map(s, view, s.px(MAP_MM[1])), *words, buttons]
    if c.above or height_of(shortest, room.w, gaps[-1]) <= room.h:
        draw_column(c, room, parts, gaps)
        return
    room = room.below(s.px(_TOP_MM))
    free = room.h - pager_height(c, s.say) - s.px(4) - heads[1].measure(room.w) - gaps[-1]
    with_amount = free - words[0].measure(room.w) - gaps[-1]
    high = with_amount if with_amount >= s.px(MAP_MM[2]) else free
    blocks = [heads[1], _map(s, view, high), *words, buttons]
    draw_pages(c, s.say, room, blocks, s.visit.route.page, gap=gaps[-1])


def _words(s: PageContext, view: WayView) -> list[Block]:
    """How far, how long, in which direction; the stop, the age of the street, the promise."""
    c = s.c
    found = [_amount(s, view)]
    if view.stop:
        found.append(icon_line(c, "bus", view.stop))
    if view.dated:
        found.append(icon_line(c, "calendar", view.dated, ink=SOFT))
    return [*found, icon_line(c, "ask", view.caution, ink=SOFT)]


def _amount(s: PageContext, view: WayView) -> Block:
    c = s.c
    amount = text_block(c, view.amount, Type.NAME, BOLD)
    words = column([amount, text_block(c, view.direction)], 0)
    return with_icon(c, "walk", words, c.icon_side(Type.NAME, _WALK_MM), s.px(ICON_GAP_MM))


def _buttons(s: PageContext, view: WayView) -> list[Block]:
    found = [button(s.c, "staff", s.say.gettext("Ask the staff here"), "bell")]
    if s.desk.site.place_is_public and s.paper != NO_PRINTER:
        label = s.say.gettext("Print a small paper")
        found.append(button(s.c, f"print:{view.service_id}", label, "print"))
    return found


def _map(s: PageContext, view: WayView, least: int) -> Block:
    """The map as a block that grows from its least height in pixels."""
    return Block(lambda _: least, lambda box: _draw_map(s, view, box), grow=True)


def _draw_map(s: PageContext, view: WayView, box: Box) -> None:
    c, unit = s.c, s.px(100) / 100
    line = TypeRole.LINE if c.strong else TypeRole.NONE
    c.rect(box, TypeRole.CARD, line=line, line_mm=1 if c.strong else 0, radius_mm=6)
    high = c.wrap(view.north, Type.BODY, box.w).line_height
    aside = max(c.text_width(view.north, Type.BODY), c.text_width(view.half_mile, Type.BODY))
    here = c.text_width(view.here, Type.BODY, bold=True)
    room = SketchRoom(unit, aside + EDGE * unit, high, here)
    sketch = WaySketch.of(view.line, (box.w, box.h), room)
    colors = SketchColors(
        ring=c.color(TypeRole.HAIR),
        way=c.color(TypeRole.PRIMARY),
        ink=c.color(TypeRole.INK),
        here=c.color(TypeRole.LAMP),
        middle=c.color(TypeRole.ON_LAMP),
        pin=c.color(TypeRole.LEAF),
    )
    labels = WayLabels(sketch, c.px(_NEAR_MM))
    with c.kept_ltr(box):
        c.add(Node(NodeKind.IMAGE, box, source=way_key(sketch, colors)))
        _label(c, box, labels.half_mile, view.half_mile)
        _label(c, box, labels.north, view.north, BOLD)
        _label(c, box, labels.here, view.here, BOLD)
        _label(c, box, labels.street, view.street, BOLD)
        for minutes, words in view.rings:
            _label(c, box, partial(labels.ring, minutes), words, SOFT)


def _label(
    c: Canvas,
    box: Box,
    place: Callable[[Point], LabelBox | None],
    words: str,
    ink: Ink = PLAIN,
) -> None:
    """Words on the map, on a plain ground, where there is room; they are not read aloud."""
    fit = c.wrap(words, Type.BODY, 10**6, bold=ink.bold)
    found = place((fit.width, fit.height))
    if found is None:
        return
    where = Box(box.x + round(found.x), box.y + round(found.y), fit.width, fit.height)
    c.rect(where.inset(-c.px(_NEAR_MM / 2), 0), TypeRole.CARD)
    spec = c.meter.font(Type.BODY, bold=ink.bold)
    c.lines(where, "", fit, spec, c.color(ink.role))
