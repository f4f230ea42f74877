"""The number in spoken parts, each with the path of the finger; some of them hidden."""

from contextlib import nullcontext

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.display_text import NUMBER_MM, draw_number, number_font
from kiosk.ui.kit.keypad_path import ACROSS, DOWN, draw_finger
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, LINE_CURRENT_MM, LINE_REST_MM, TARGET_MM, TypeRole
from kiosk.visit.acts import LearnStep, StepKind, token

PAD_MM, FINGER_MM = 6.0, (34.0, 60.0)
"""Room inside a part; least and greatest height of the finger's way."""
ROW_MOST_MM, ALONE_MOST_MM = 100.0, 220.0
"""Greatest height of a part as a row; greatest width of a number that is one part."""
DIGIT_EM, BAR_EM = 0.572, 0.42
"""Advance of a digit of Noto Sans in em, read from the font (hmtx); width of a hidden place."""
BAR_MM = 1.6
AIR_MM, LOW_MM = 5.0, 32.0
"""Room above and below a number on a page that stays low, in parts taller than this."""

TIGHT_MM = LINE_CURRENT_MM + 1.5
"""Where there is no height to spare: the line around the part in front, and a little air."""


def number_parts(
    page: PageContext, chunks: tuple[str, ...], kind: StepKind, at: int | None, least_mm: float
) -> Block:
    """The parts beside each other, upright one under the other; always from left to right.

    ``kind`` is ``look`` or ``hide``; ``at`` is the part in front or hidden, ``None`` for all.
    They are at least ``least_mm`` high, and high enough for the least digits where any are shown.
    """
    gap, pad = page.px(4), page.px(PAD_MM)

    def measure(_: int) -> int:
        if page.canvas.glass.portrait:
            return len(chunks) * (page.px(NUMBER_MM[0]) + 2 * pad) + (len(chunks) - 1) * gap
        if kind is StepKind.HIDE and at is None:
            return max(page.px(least_mm), page.px(TARGET_MM))
        return max(page.px(least_mm), page.px(NUMBER_MM[0]) + 2 * page.px(_air(page, 0)))

    def draw(box: Box) -> None:
        if page.canvas.glass.portrait:
            high = min((box.h - gap * (len(chunks) - 1)) // len(chunks), page.px(ROW_MOST_MM))
            cells = [Box(box.x, box.y + i * (high + gap), box.w, high) for i in range(len(chunks))]
            wide, high = [box.w * 3 // 5 - 2 * pad] * len(chunks), high - 2 * pad
        else:
            if len(chunks) == 1:
                box = box.start(min(box.w, page.px(ALONE_MOST_MM)))
            cells = _columns(page, box, chunks, gap)
            wide = [cell.w - 2 * pad for cell in cells]
            high = box.h - 2 * page.px(_air(page, box.h))
        cap = _cap(page, chunks, wide, high)
        with nullcontext() if page.canvas.glass.portrait else page.canvas.kept_ltr(box):
            for index, cell in enumerate(cells):
                _card(page, cell, chunks, index, cap=cap, kind=kind, at=at)

    return Block(measure, draw, grow=True, target=True)


def _air(page: PageContext, height: int) -> float:
    """Millimetres above and below the digits in parts of a height."""
    if page.canvas.above and height > page.px(LOW_MM):
        return AIR_MM
    return TIGHT_MM if page.canvas.tight else 2.5


def _columns(page: PageContext, box: Box, chunks: tuple[str, ...], gap: int) -> list[Box]:
    """Columns as wide as their digits ask."""
    pad = 2 * page.px(PAD_MM)
    room = box.w - gap * (len(chunks) - 1) - pad * len(chunks)
    total, x, cells = sum(map(len, chunks)), box.x, []
    for index, chunk in enumerate(chunks):
        wide = pad + room * len(chunk) // total
        if index == len(chunks) - 1:
            wide = box.right - x
        cells.append(Box(x, box.y, wide, box.h))
        x += wide + gap
    return cells


def _cap(page: PageContext, chunks: tuple[str, ...], widths: list[int], high: int) -> int:
    """Capitals in pixels in which every part fits its width: one size for all."""
    fonts = [
        number_font(page.canvas, chunk, wide) for chunk, wide in zip(chunks, widths, strict=True)
    ]
    most = min(font.pixels for font in fonts) * CAP_HEIGHT_EM
    return min(round(most), page.px(NUMBER_MM[1]), max(high, 0))


def _card(
    page: PageContext,
    box: Box,
    chunks: tuple[str, ...],
    index: int,
    *,
    cap: int,
    kind: StepKind,
    at: int | None,
) -> None:
    canvas, chunk = page.canvas, chunks[index]
    hidden = kind is StepKind.HIDE and at in {None, index}
    current = kind is StepKind.LOOK and at == index
    # TRANSLATORS: {number} of {count} parts of a telephone number; then its digits, or "hidden".
    spoken = page.catalog.gettext("Part {number} of {count}: {digits}").format(
        number=index + 1,
        count=len(chunks),
        digits=page.catalog.gettext("hidden") if hidden else " ".join(chunk),
    )
    number, finger = _split(page, box, cap)
    if kind is StepKind.HIDE and not hidden:
        if not canvas.strong:
            canvas.rect(box, TypeRole.CARD, radius_mm=6)
        _part(page, number, finger, chunk, ground=TypeRole.CARD, owner="")
        return
    ground = TypeRole.LEAF if current or hidden else TypeRole.CARD
    act = LearnStep(StepKind.LOOK, index)
    with canvas.touch(
        box,
        act,
        spoken,
        fill=ground,
        line=TypeRole.PRIMARY if current else TypeRole.LINE,
        line_mm=LINE_CURRENT_MM if current else LINE_REST_MM,
        radius_mm=6,
    ):
        if hidden:
            _places(page, number, len(chunk), cap)
        else:
            _part(page, number, finger, chunk, ground=ground, owner=token(act))


def _part(
    page: PageContext, number: Box, finger: Box | None, chunk: str, *, ground: TypeRole, owner: str
) -> None:
    """The digits of a part and the finger's way."""
    draw_number(page.canvas, number, chunk, TypeRole.INK, align=Align.CENTER)
    digits = "".join(sign for sign in chunk if sign.isdecimal())
    if finger is not None and digits:
        draw_finger(page.canvas, finger, digits, ground, owner)


def _split(page: PageContext, box: Box, cap: int) -> tuple[Box, Box | None]:
    """Where the number stands, and the finger's way if there is room for it."""
    least, most = page.px(FINGER_MM[0]), page.px(FINGER_MM[1])
    if page.canvas.glass.portrait:
        high = min(most, box.h - 2 * page.px(PAD_MM))
        side = Box(box.x, box.y + (box.h - cap) // 2, box.w * 3 // 5, cap)
        if high < least:
            return Box(box.x, side.y, box.w, cap), None
        return side, Box(side.right, box.y + (box.h - high) // 2, box.right - side.right, high)
    gap = page.px(8)
    high = min(most, box.h - cap - gap - 2 * page.px(PAD_MM + 2))
    if high < least or box.w - 2 * page.px(PAD_MM) < high * ACROSS / DOWN:
        return box.middle(cap), None
    top = box.y + (box.h - cap - gap - high) // 2
    return Box(box.x, top, box.w, cap), Box(box.x, top + cap + gap, box.w, high)


def _places(page: PageContext, box: Box, count: int, cap: int) -> None:
    """Where the digits were: one bar for each."""
    em = cap / CAP_HEIGHT_EM
    wide, bar, high = round(em * DIGIT_EM), round(em * BAR_EM), page.px(BAR_MM)
    x = box.x + (box.w - wide * count) // 2
    for place in range(count):
        left = x + place * wide + (wide - bar) // 2
        page.canvas.rect(
            Box(left, box.bottom - high, bar, high), TypeRole.PRIMARY, radius_mm=BAR_MM / 2
        )
