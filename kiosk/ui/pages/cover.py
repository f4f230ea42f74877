"""The cover page after Leave: true, neutral local facts, without a trace of the page before."""

from kiosk.presentation.views import CoverView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.display_text import draw_number, number_font
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import draw_ground, draw_picture, on_ground
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import space_block, text_block
from kiosk.visit.acts import Verb

TIME_MM = (12.0, 30.0)
"""Least and greatest capitals of the time; with the part of the day it is long in Punjabi."""
TIME_GAP_MM, TIME_AROUND_MM = 3.0, 10.0
"""Between the time and the day, and above and below both."""
PICTURE, PICTURE_RATIO = "river", 0.72
"""The county's rivers; height by width, some of the sky left out, more where room is short."""


def compose(page: PageContext) -> None:
    """Draws the cover. Once it has stood a moment, a touch anywhere goes to the attract screen."""
    canvas = page.canvas
    view, canvas.night = page.presenter.cover(), page.night
    canvas.title = view.title
    with canvas.touch(
        canvas.area,
        Verb.RETURN,
        view.title,
        fill=TypeRole.PAGE,
        line=TypeRole.NONE,
        radius_mm=0,
        press=(TypeRole.PAGE, TypeRole.PAGE),
    ):
        if canvas.glass.portrait or not view.time:
            _upright(page, view)
        else:
            _lying(page, view)


def _lying(page: PageContext, view: CoverView) -> None:
    """The time on a block of its own at the start, the numbers beside it."""
    canvas, side = page.canvas, margin(page.canvas)
    first = canvas.area.start(round(canvas.area.w * 0.42))
    _time_over(page, view, first, first.w - side - page.px(8))
    gap = page.px(8 if canvas.glass.compact else 14)
    right = Box(
        first.right + gap,
        page.px(6),
        canvas.area.w - first.w - gap - side,
        canvas.area.h - page.px(12),
    )
    _middle(page, _numbers(page, view, right), right, 0)


def _upright(page: PageContext, view: CoverView) -> None:
    """The time above, the numbers below it."""
    canvas, side = page.canvas, margin(page.canvas)
    top = round(canvas.area.h * (0.58 if page.pictured else 0.34)) if view.time else 0
    if top:
        _time_over(page, view, canvas.area.top(top), canvas.area.w - 2 * side)
    numbers_box = Box(
        side, top + page.px(8), canvas.area.w - 2 * side, canvas.area.h - top - page.px(16)
    )
    _middle(page, _numbers(page, view, numbers_box), numbers_box, 0)


def _time_over(page: PageContext, view: CoverView, ground: Box, width: int) -> None:
    """The time and the day on the ground of the hour, in a width that begins at the margin."""
    when, gap = _when(page, view), page.px(TIME_GAP_MM)
    need = height_of(when, width, gap) + 2 * page.px(TIME_AROUND_MM)
    free = _ground(page, ground, need)
    _middle(page, when, Box(margin(page.canvas), free.y, width, free.h), gap)


def _ground(page: PageContext, box: Box, need: int) -> Box:
    """The ground of the hour; returns what a picture leaves of it, at least ``need`` pixels."""
    canvas = page.canvas
    if page.pictured:
        art = box.foot(min(round(box.w * PICTURE_RATIO), box.h - need))
        draw_picture(canvas, box, art, PICTURE, moon=True)
        return box.top(box.h - art.h)
    draw_ground(canvas, box, at_foot=canvas.glass.portrait)
    return box


def _middle(page: PageContext, blocks: list[Block], room: Box, gap: int) -> None:
    high = height_of(blocks, room.w, gap)
    if high > room.h:
        page.canvas.problem(f"the cover needs {high} px of {room.h}")
    stack(blocks, Box(room.x, room.y + max(0, (room.h - high) // 2), room.w, high), gap)


def _when(page: PageContext, view: CoverView) -> list[Block]:
    """The hour, as large as a number may be, and the day."""
    canvas, ink = page.canvas, on_ground(page.canvas)

    def measure(width: int) -> int:
        spec = number_font(canvas, view.time, width, most=TIME_MM[1])
        return round(spec.pixels * 0.714) + page.px(6)

    def draw(box: Box) -> None:
        where = box.top(box.h - page.px(6))
        draw_number(canvas, where, view.time, ink.role, least=TIME_MM[0], most=TIME_MM[1])

    return [Block(measure, draw), text_block(canvas, view.date, Type.TILE, ink)]


def _numbers(page: PageContext, view: CoverView, room: Box) -> list[Block]:
    """The numbers under their title, as large as the room lets them be."""
    title = text_block(page.canvas, view.title, Type.TITLE, BOLD, heading=True, balance=True)
    start = text_block(page.canvas, page.catalog.gettext("Touch to start."), Type.BODY, SOFT)
    for kinds, pad in (((Type.NAME, Type.TITLE), 7), ((Type.LEAD, Type.TILE), 4)):
        rows = [_row(page, label, value, kinds, page.px(pad)) for label, value in view.rows]
        blocks = [title, space_block(page.px(4)), *rows]
        whole = [*blocks, space_block(page.px(4)), start]
        if height_of(whole, room.w, 0) <= room.h:
            return whole
    return blocks


def _row(page: PageContext, label: str, value: str, kinds: tuple[Type, Type], pad: int) -> Block:
    """A hairline, what it is, and its number at the end of the line or under it."""
    canvas, (small, large) = page.canvas, kinds

    def heights(width: int) -> tuple[int, int]:
        return (
            canvas.text_height(label, small, width),
            canvas.text_height(value, large, width, bold=True),
        )

    def one_line(width: int) -> bool:
        words = canvas.text_width(label, small)
        return words + page.px(8) + canvas.text_width(value, large, bold=True) <= width

    def measure(width: int) -> int:
        first, second = heights(width)
        return 2 * pad + (max(first, second) if one_line(width) else first + second)

    def draw(box: Box) -> None:
        canvas.rect(box.top(max(1, page.px(0.5))), TypeRole.HAIR)
        room = box.inset(0, pad)
        if one_line(box.w):
            canvas.text(room, label, small, SOFT, middle=True)
            canvas.text(room, value, large, BOLD, middle=True, align=Align.END)
            return
        used = canvas.text(room, label, small, SOFT)
        canvas.text(room.below(used), value, large, BOLD)

    return Block(measure, draw)
