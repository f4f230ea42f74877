"""The cover page after Leave: true, neutral local facts, without a trace of the page before."""

from kiosk.presentation.cover_view import CoverView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.display_text import draw_number, number_font
from kiosk.ui.kit.icons import PALETTE
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import space_block, text_block

TIME_MM = (12.0, 30.0)
"""Least and greatest capitals of the time; with the part of the day it is long in Punjabi."""
TIME_GAP_MM, TIME_AROUND_MM = 3.0, 10.0
"""Between the time and the day, and above and below both."""
PICTURE, PICTURE_RATIO = "river", 0.72
"""The county's rivers; height by width, some of the sky left out, more where room is short."""


def compose(s: PageContext) -> None:
    """Draws the cover. Once it has stood a moment, a touch anywhere goes to the attract screen."""
    c = s.c
    view = s.desk.cover()
    c.title = view.title
    with c.touch(
        c.area,
        "return",
        view.title,
        fill=TypeRole.PAGE,
        line=TypeRole.NONE,
        radius_mm=0,
        press=(TypeRole.PAGE, TypeRole.PAGE),
    ):
        if c.glass.portrait or not view.time:
            _upright(s, view)
        else:
            _lying(s, view)


def _lying(s: PageContext, view: CoverView) -> None:
    """The time on a block of its own at the start, the numbers beside it."""
    c, side = s.c, margin(s.c)
    first = c.area.start(round(c.area.w * 0.42))
    _time_over(s, view, first, first.w - side - s.px(8))
    gap = s.px(8 if c.glass.compact else 14)
    right = Box(first.right + gap, s.px(6), c.area.w - first.w - gap - side, c.area.h - s.px(12))
    _middle(s, _numbers(s, view, right), right, 0)


def _upright(s: PageContext, view: CoverView) -> None:
    """The time above, the numbers below it."""
    c, side = s.c, margin(s.c)
    top = round(c.area.h * (0.58 if s.pictured else 0.34)) if view.time else 0
    if top:
        _time_over(s, view, c.area.top(top), c.area.w - 2 * side)
    numbers_box = Box(side, top + s.px(8), c.area.w - 2 * side, c.area.h - top - s.px(16))
    _middle(s, _numbers(s, view, numbers_box), numbers_box, 0)


def _time_over(s: PageContext, view: CoverView, ground: Box, width: int) -> None:
    """The time and the day on the ground of the hour, in a width that begins at the margin."""
    when, gap = _when(s, view), s.px(TIME_GAP_MM)
    need = height_of(when, width, gap) + 2 * s.px(TIME_AROUND_MM)
    free = _ground(s, ground, need)
    _middle(s, when, Box(margin(s.c), free.y, width, free.h), gap)


def _ground(s: PageContext, box: Box, need: int) -> Box:
    """The ground of the hour; returns what a picture leaves of it, at least ``need`` pixels."""
    c = s.c
    if s.pictured:
        art = box.foot(min(round(box.w * PICTURE_RATIO), box.h - need))
        c.add(Node(NodeKind.RECT, box, fill=PALETTE["sky"]))
        c.add(Node(NodeKind.IMAGE, art, source=c.icons.picture(PICTURE, art.w, art.h)))
        return box.top(box.h - art.h)
    if c.strong:
        edge = s.px(1)
        c.rect(box.foot(edge) if c.glass.portrait else box.end(edge), TypeRole.HAIR)
    else:
        c.rect(box, TypeRole.LEAF)
    return box


def _middle(s: PageContext, blocks: list[Block], room: Box, gap: int) -> None:
    high = height_of(blocks, room.w, gap)
    if high > room.h:
        s.c.problem(f"the cover needs {high} px of {room.h}")
    stack(blocks, Box(room.x, room.y + max(0, (room.h - high) // 2), room.w, high), gap)


def _when(s: PageContext, view: CoverView) -> list[Block]:
    """The hour, as large as a number may be, and the day."""
    c = s.c

    def measure(width: int) -> int:
        spec = number_font(c, view.time, width, most=TIME_MM[1])
        return round(spec.pixels * 0.714) + s.px(6)

    def draw(box: Box) -> None:
        where = box.top(box.h - s.px(6))
        draw_number(c, where, view.time, TypeRole.INK, least=TIME_MM[0], most=TIME_MM[1])

    return [Block(measure, draw), text_block(c, view.date, Type.TILE)]


def _numbers(s: PageContext, view: CoverView, room: Box) -> list[Block]:
    """The numbers under their title, as large as the room lets them be."""
    title = text_block(s.c, view.title, Type.TITLE, BOLD, heading=True, balance=True)
    start = text_block(s.c, s.say.gettext("Touch to start."), Type.BODY, SOFT)
    for kinds, pad in (((Type.NAME, Type.TITLE), 7), ((Type.LEAD, Type.TILE), 4)):
        rows = [_row(s, label, value, kinds, s.px(pad)) for label, value in view.rows]
        blocks = [title, space_block(s.px(4)), *rows]
        whole = [*blocks, space_block(s.px(4)), start]
        if height_of(whole, room.w, 0) <= room.h:
            return whole
    return blocks


def _row(s: PageContext, label: str, value: str, kinds: tuple[Type, Type], pad: int) -> Block:
    """A hairline, what it is, and its number at the end of the line or under it."""
    c, (small, large) = s.c, kinds

    def heights(width: int) -> tuple[int, int]:
        return (
            c.text_height(label, small, width),
            c.text_height(value, large, width, bold=True),
        )

    def one_line(width: int) -> bool:
        words = c.text_width(label, small)
        return words + s.px(8) + c.text_width(value, large, bold=True) <= width

    def measure(width: int) -> int:
        first, second = heights(width)
        return 2 * pad + (max(first, second) if one_line(width) else first + second)

    def draw(box: Box) -> None:
        c.rect(box.top(max(1, s.px(0.5))), TypeRole.HAIR)
        room = box.inset(0, pad)
        if one_line(box.w):
            c.text(room, label, small, SOFT, middle=True)
            c.text(room, value, large, BOLD, middle=True, align=Align.END)
            return
        used = c.text(room, label, small, SOFT)
        c.text(room.below(used), value, large, BOLD)

    return Block(measure, draw)
