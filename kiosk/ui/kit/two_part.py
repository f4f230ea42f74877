"""A two-part block: a tinted start with a picture, a white body with words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas, Ink
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import PAD_MM, text_block
from kiosk.visit.acts import AnyAct


class TargetState(Enum):
    """How a block to touch stands among its equals: at rest, as the main one, or off."""

    REST = "rest"
    MAIN = "main"
    OFF = "off"

    @property
    def ink(self) -> TypeRole:
        """The ink of its words and icon."""
        return _INKS[self]


_INKS = {
    TargetState.REST: TypeRole.INK,
    TargetState.MAIN: TypeRole.ON_PRIMARY,
    TargetState.OFF: TypeRole.OFF_INK,
}
PICTURE_SHARE = 0.6
"""The picture of an upright tile in the height of the tile."""
TIGHT_MM = 20.0
"""Least height of a block on a low-reach page with scarce height."""


def two_part(
    canvas: Canvas,
    act: AnyAct | None,
    name: str,
    *,
    start_mm: float,
    tint: TypeRole,
    start: Callable[[Box], None],
    body: Block,
    least_mm: float = 28,
    radius_mm: float = 5,
    pad_mm: float = PAD_MM,
    up_mm: float = 3,
    start_measure: Callable[[int], int] = lambda _: 0,
    end: Block | None = None,
    end_mm: float = 0,
    state: TargetState = TargetState.REST,
) -> Block:
    """Return a block with a tinted start (picture or state) and a white body (words).

    One that is off is no target, and its words are read; nor is one without an ``act``.
    """
    pad, up = canvas.px(pad_mm), canvas.px(up_mm)

    def widths(width: int) -> tuple[int, int]:
        first = canvas.px(start_mm)
        return first, width - first - 2 * pad - (canvas.px(end_mm) if end else 0)

    def measure(width: int) -> int:
        first, rest = widths(width)
        return max(
            canvas.px(min(least_mm, TIGHT_MM) if canvas.tight else least_mm),
            body.measure(rest) + 2 * up,
            start_measure(first) + 2 * up,
        )

    def draw(box: Box) -> None:
        first, rest = widths(box.w)
        with target(canvas, box, act, name, state, radius_mm=radius_mm):
            head = box.start(first)
            edge = canvas.edge
            if canvas.strong and first:
                line = TypeRole.HAIR if state is TargetState.OFF else TypeRole.LINE
                canvas.rect(Box(head.right - edge, box.y, edge, box.h), line)
            elif first and state is not TargetState.MAIN:
                fill = TypeRole.OFF_FILL if state is TargetState.OFF else tint
                inner = Box(box.x + edge, box.y + edge, first - edge, box.h - 2 * edge)
                canvas.rect(
                    inner, fill, radius_mm=radius_mm - 0.5, corners=(True, False, False, True)
                )
            start(head)
            words = Box(head.right + pad, box.y, rest, box.h)
            high = body.measure(rest)
            body.draw(Box(words.x, box.y + (box.h - high) // 2, rest, high))
            if end is not None:
                end.draw(Box(words.right, box.y, box.right - words.right - pad, box.h))

    touched = act is not None and state is not TargetState.OFF
    return Block(measure, draw, target=touched, whole=lambda width: body.whole(widths(width)[1]))


def middle_icon(
    canvas: Canvas, icon: str, side: int, ink: TypeRole = TypeRole.INK, *, tint: bool = True
) -> Callable[[Box], None]:
    """Return what draws an icon in the middle of a start block, at most ``side`` pixels."""
    return lambda box: canvas.icon(box.middle(min(side, box.h)), icon, ink, tint=tint)


def chevron(canvas: Canvas) -> Block:
    """Return the end of a block that leads to another page; it takes the height of the block."""
    return Block(
        lambda _: 0,
        lambda box: canvas.icon(box.end(canvas.px(8)), "chevron_next", TypeRole.INK_SOFT),
    )


@contextmanager
def target(
    canvas: Canvas,
    box: Box,
    act: AnyAct | None,
    name: str,
    state: TargetState,
    *,
    radius_mm: float,
) -> Iterator[None]:
    """Add the target and its outline, or the outline alone where nothing can be touched."""
    if act is None or state is TargetState.OFF:
        fill = TypeRole.NONE if state is TargetState.OFF else TypeRole.CARD
        canvas.rect(box, fill, line=TypeRole.HAIR, line_mm=0.5, radius_mm=radius_mm)
        yield
        return
    is_main = state is TargetState.MAIN
    with canvas.touch(box, act, name, radius_mm=radius_mm, main=is_main):
        yield


def upright(
    canvas: Canvas,
    act: AnyAct,
    name: str,
    *,
    tint: TypeRole,
    picture: Callable[[Box], None],
    words: Block,
    least_mm: float,
) -> Block:
    """An upright tile: a tinted picture, at least so high, over its words; both grow with it."""
    pad, up = canvas.px(3), canvas.px(2)

    def measure(width: int) -> int:
        return canvas.px(least_mm) + words.measure(width - 2 * pad) + 2 * up

    def draw(box: Box) -> None:
        with canvas.touch(box, act, name, radius_mm=6):
            edge, high = canvas.edge, max(canvas.px(least_mm), round(box.h * PICTURE_SHARE))
            high = min(high, box.h - words.measure(box.w - 2 * pad) - 2 * up)
            head = box.top(high)
            if canvas.strong:
                canvas.rect(Box(head.x, head.bottom, head.w, edge), TypeRole.LINE)
            else:
                inner = Box(head.x + edge, head.y + edge, head.w - 2 * edge, head.h - edge)
                canvas.rect(inner, tint, radius_mm=5.5, corners=(True, True, False, False))
            picture(head)
            room = box.below(high).inset(pad, 0)
            tall = words.measure(room.w)
            words.draw(room.middle(tall))

    return Block(measure, draw, target=True, whole=lambda width: words.whole(width - 2 * pad))


def words_block(
    canvas: Canvas,
    title: str,
    line: str,
    *,
    kind: Type = Type.LEAD,
    first: Ink = BOLD,
    second: Ink = SOFT,
) -> Block:
    """Return a bold line and a softer second one."""
    lines = [text_block(canvas, title, kind, first), text_block(canvas, line, Type.BODY, second)]
    return column(lines, 0)


def option_block(
    canvas: Canvas,
    act: AnyAct | None,
    icon: str,
    title: str,
    line: str,
    *,
    state: TargetState = TargetState.REST,
    icon_mm: float = 16,
    start_mm: float = 30,
    pad_mm: float = PAD_MM,
    least_mm: float = 28,
    up_mm: float = 3,
    kind: Type = Type.LEAD,
    name: str = "",
) -> Block:
    """Return an option to take something along: icon, bold verb, second line."""
    ink, at_rest = state.ink, state is TargetState.REST
    size = canvas.icon_side(kind, icon_mm)
    return two_part(
        canvas,
        act,
        name or (f"{title}. {line}" if line else title),
        start_mm=start_mm,
        tint=TypeRole.LEAF,
        start=middle_icon(canvas, icon, size, ink, tint=at_rest),
        body=words_block(
            canvas,
            title,
            line,
            kind=kind,
            first=Ink(ink, bold=True),
            second=SOFT if at_rest else Ink(ink),
        ),
        pad_mm=pad_mm,
        least_mm=least_mm,
        up_mm=up_mm,
        state=state,
    )
