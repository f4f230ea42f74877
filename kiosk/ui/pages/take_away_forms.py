"""A way to take a service along, and its forms, the fullest first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Ink
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import TargetState, option_block, target
from kiosk.ui.kit.typography import Wrapped
from kiosk.ui.kit.widgets import button
from kiosk.visit.acts import AnyAct, TextStep

TILE_ICON_MM, TILE_LEAST_MM, TILE_PAD_MM = 14.0, 34.0, 3.0
"""A way as an upright tile."""
SLIM_ICON_MM, SLIM_START_MM, SLIM_PAD_MM, SLIM_MM = 11.0, 20.0, 4.0, 23.0
WORD_ICON_MM = 9.0
"""The picture of a way over one word."""
SLIMMER_START_MM, SLIMMER_PAD_MM = 15.0, 2.5
"""A lying way in a row of four; the same for long words."""
MOST_LINES = 3
"""Lines of words on a way."""
ROW_MM = 200.0
"""Least width for several ways in a row."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way: its act, icon, bold words and second line.

    One that is off has its reason as the second line; ``brief`` are its words without one, ``word``
    is a single one.
    ``warns`` keeps the second line in every form.
    """

    act: AnyAct
    icon: str
    words: str
    line: str
    brief: str = ""
    word: str = ""
    state: TargetState = TargetState.REST
    warns: bool = False

    def off(self, reason: str, brief: str = "") -> Self:
        """Return the way as one that cannot be used."""
        return replace(self, line=reason, brief=brief or reason, state=TargetState.OFF)

    @property
    def spoken(self) -> str:
        """All its words."""
        return f"{self.words}. {self.line}" if self.line else self.words


Form = Callable[[PageContext, Way], Block]


def _lying(page: PageContext, way: Way) -> Block:
    return option_block(page.canvas, way.act, way.icon, way.words, way.line, state=way.state)


def _brief(page: PageContext, way: Way) -> Block:
    words, line = _short(way)
    return option_block(
        page.canvas, way.act, way.icon, words, line, state=way.state, name=way.spoken
    )


def _slim(page: PageContext, way: Way) -> Block:
    return _slim_form(page, way, Type.LEAD, SLIM_START_MM, SLIM_PAD_MM)


def _slimmer(page: PageContext, way: Way) -> Block:
    return _slim_form(page, way, Type.BODY, SLIMMER_START_MM, SLIMMER_PAD_MM)


def _slim_form(page: PageContext, way: Way, kind: Type, start_mm: float, pad_mm: float) -> Block:
    words, line = _short(way)
    return option_block(
        page.canvas,
        way.act,
        way.icon,
        words,
        line,
        state=way.state,
        name=way.spoken,
        kind=kind,
        icon_mm=SLIM_ICON_MM,
        start_mm=start_mm,
        pad_mm=pad_mm,
        least_mm=SLIM_MM,
        up_mm=1.5,
    )


def _short(way: Way) -> tuple[str, str]:
    """Its words without a second line, unless that one warns."""
    return way.brief or way.words, way.line if way.warns else ""


def _one_word(page: PageContext, way: Way) -> Block:
    """A tile with one word under its picture."""
    return _upright(page, way, way.word, WORD_ICON_MM)


def _upright(page: PageContext, way: Way, words: str = "", icon_mm: float = TILE_ICON_MM) -> Block:
    """A tile: its picture over its words."""
    canvas, pad, side = page.canvas, page.px(TILE_PAD_MM), page.canvas.icon_side(Type.LEAD, icon_mm)
    top = side + page.px(5)
    words = words or (way.spoken if way.warns else _short(way)[0])

    def wrapped(width: int) -> Wrapped:
        return canvas.wrap(words, Type.LEAD, width - 2 * pad, bold=True, balance=True)

    def measure(width: int) -> int:
        return max(page.px(TILE_LEAST_MM), top + wrapped(width).height + 2 * page.px(2.5))

    def draw(box: Box) -> None:
        with target(canvas, box, way.act, way.spoken, way.state, radius_mm=5):
            edge, off = canvas.edge, way.state is TargetState.OFF
            if canvas.strong:
                line = TypeRole.HAIR if off else TypeRole.LINE
                canvas.rect(Box(box.x, box.y + top, box.w, edge), line)
            elif way.state is not TargetState.MAIN:
                head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, top - edge)
                fill = TypeRole.OFF_FILL if off else TypeRole.LEAF
                canvas.rect(head, fill, radius_mm=4.5, corners=(True, True, False, False))
            ink = way.state.ink
            icon = Box(box.x, box.y, box.w, top).inset(0, page.px(2.5))
            canvas.icon(icon, way.icon, ink, tint=way.state is TargetState.REST)
            canvas.text(
                box.below(top).inset(pad, 0),
                words,
                Type.LEAD,
                Ink(ink, bold=True),
                middle=True,
                balance=True,
                align=Align.CENTER,
            )

    return Block(
        measure,
        draw,
        target=way.state is not TargetState.OFF,
        whole=lambda width: not wrapped(width).broken and len(wrapped(width).lines) <= MOST_LINES,
    )


def _button(page: PageContext, way: Way) -> Block:
    words = _short(way)[0]
    if way.state is TargetState.OFF:
        return button(page.canvas, None, words, way.icon, off=way.line)
    main = way.state is TargetState.MAIN
    label = way.spoken if way.warns else words
    return button(
        page.canvas, way.act, label, way.icon, align=Align.START, name=way.spoken, main=main
    )


def forms_of_ways(page: PageContext, width: int, count: int) -> list[tuple[Form, int]]:
    """The forms of ``count`` ways with their columns, the fullest first."""
    portrait, largest = page.canvas.glass.portrait, page.canvas.meter.step is TextStep.XL
    least: list[tuple[Form, int]] = [(_one_word, 2)] if largest else []
    if width < page.px(ROW_MM):
        two: list[tuple[Form, int]] = [(_upright, 2), (_button, 2)] if portrait else []
        return [(_lying, 1), (_brief, 1), (_button, 1), *two, *least]
    pairs: list[tuple[Form, int]] = [(_lying, 2), (_brief, 2), (_upright, 2), (_brief, 1)]
    if portrait:
        return [*([(_upright, count)] if count % 2 else []), *pairs, *least]
    buttons: list[tuple[Form, int]] = [(_button, count), (_button, 2)] if page.canvas.above else []
    if largest:
        return [(_one_word, count), (_slim, count), (_upright, count), *pairs, *buttons]
    return [(_slim, count), (_slimmer, count), (_upright, count), *pairs, *buttons]
