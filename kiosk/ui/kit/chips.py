"""Chips: choices in rows, each as wide as its words."""

from collections.abc import Sequence

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.visit.acts import AnyAct

CHIP_MM, TIGHT_CHIP_MM, CHIP_AIR_MM = 16.0, 13.0, 4.0
"""Heights of a chip; the air on each side of its picture and its words."""
Chip = tuple[AnyAct, str, bool | None]
"""Act, words, and whether it is chosen; ``None`` for a link, which is never chosen."""


def chip_rows(canvas: Canvas, chips: Sequence[Chip], width: int) -> list[list[Chip]]:
    """Distribute chips to rows of a width."""
    lines: list[list[Chip]] = []
    for chip in chips:
        one = chips_block(canvas, [chip]).measure(width)
        if lines and chips_block(canvas, [*lines[-1], chip]).measure(width) < 2 * one:
            lines[-1].append(chip)
        else:
            lines.append([chip])
    return lines


def chips_block(
    canvas: Canvas, chips: Sequence[Chip], gap_mm: float = 4, *, tight: bool = False
) -> Block:
    """Return chips in rows. A chosen one is filled and has a check mark, whose place it keeps."""
    tight = tight or canvas.tight
    gap, pad, side = canvas.px(gap_mm), canvas.px(5), canvas.icon_side(Type.BODY, 7)

    def size(word: str, most: int, *, chosen: bool | None) -> tuple[int, int]:
        extra = 2 * pad + (side + canvas.px(2) if chosen is not None else 0)
        wrapped = canvas.wrap(word, Type.BODY, most - extra, bold=chosen is not None, balance=True)
        return wrapped.width + extra, max(
            canvas.px(TIGHT_CHIP_MM if tight else CHIP_MM),
            wrapped.height + 2 * canvas.px(1.6 if tight else 2),
        )

    def rows(width: int) -> list[list[tuple[int, int, int]]]:
        lines: list[list[tuple[int, int, int]]] = [[]]
        x = 0
        for index, (_, word, chosen) in enumerate(chips):
            wide, high = size(word, width, chosen=chosen)
            if lines[-1] and x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append((index, wide, high))
            x += wide + gap
        return lines

    def measure(width: int) -> int:
        return sum(max(h for *_, h in line) for line in rows(width)) + gap * (len(rows(width)) - 1)

    def draw(box: Box) -> None:
        y = box.y
        for line in rows(box.w):
            high, x = max(h for *_, h in line), box.x
            for index, wide, _ in line:
                _chip(canvas, Box(x, y, wide, high), *chips[index])
                x += wide + gap
            y += high + gap

    return Block(measure, draw, target=True)


def chip_width(canvas: Canvas, word: str) -> int:
    """Return the width of a chip with a picture, chosen or not."""
    side = canvas.icon_side(Type.BODY, 7)
    return canvas.text_width(word, Type.BODY, bold=True) + side + canvas.px(3 * CHIP_AIR_MM)


def draw_chip(canvas: Canvas, box: Box, chip: Chip, icon: str) -> None:
    """Draw a chip; the check of a chosen one takes the place of its picture."""
    act, word, chosen = chip
    ink = Ink(TypeRole.ON_PRIMARY if chosen else TypeRole.INK, bold=bool(chosen))
    side, pad = canvas.icon_side(Type.BODY, 7), canvas.px(CHIP_AIR_MM)
    radius = box.h / canvas.glass.px_per_mm / 2
    with canvas.touch(box, act, word, main=bool(chosen), radius_mm=radius, checked=chosen):
        canvas.icon(box.after(pad).start(side), "check" if chosen else icon, ink.role)
        words = box.after(2 * pad + side).start(box.w - 3 * pad - side)
        canvas.text(words, word, Type.BODY, ink, middle=True)


def _chip(canvas: Canvas, box: Box, act: AnyAct, word: str, chosen: bool | None) -> None:  # noqa: FBT001
    ink = Ink(TypeRole.ON_PRIMARY if chosen else TypeRole.INK, bold=bool(chosen))
    pad, side = canvas.px(5), canvas.icon_side(Type.BODY, 7)
    with canvas.touch(
        box,
        act,
        word,
        main=bool(chosen),
        radius_mm=box.h / canvas.glass.px_per_mm / 2,
        checked=chosen,
    ):
        room = box.inset(pad, 0)
        if chosen is not None:
            if chosen:
                canvas.icon(room.start(side), "check", ink.role)
            room = room.after(side + canvas.px(2))
        canvas.text(room, word, Type.BODY, ink, middle=True, align=Align.CENTER, balance=True)
