"""A QR code on white with its content in letters, shown only after it was read back."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.devices.qr import MIN_SCREEN_PX, TooLong, matrix, module_pixels, read_back, same_content
from kiosk.domain.text import unmarked
from kiosk.presentation.views import CodeView
from kiosk.ui.kit.blocks import Block, height_of, next_to, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, concessions, flexible
from kiosk.ui.kit.images import code_gray8, code_key
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block, panel_pad
from kiosk.ui.kit.scene import Align, Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, text_block
from kiosk.visit.acts import CodeChoice, Route, Screen

LEAST_MM, MOST_MM = 110.0, 155.0
"""Side of a code with its quiet zone: the design's least where there is room, and its picture's."""
NUMBER_MM = 10.0
"""Capitals of the number under a code."""
BETWEEN, MOST_WHOLE = " · ", 20
"""What parts the lines of a code of plain words, and the letters of one that stays whole."""


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code that was read back: its key, and its side in pixels with the quiet zone."""

    key: str
    side: int


def read_code(payload: str, available: int) -> ReadCode | None:
    """The largest code of whole pixels a square in ``available`` pixels, if it reads back.

    ``None`` where no code holds the payload, where its squares would be too small for a camera, or
    where what will be drawn does not say exactly the payload.
    """
    code = matrix(payload, "M")
    if isinstance(code, TooLong):
        return None
    pixels = module_pixels(available, code.size)
    if pixels is None:
        return None
    key, side = code_key(code.modules), code.size * pixels
    read = read_back(code_gray8(key, pixels), side, side)
    return ReadCode(key, side) if same_content(payload, read) else None


def readable(payload: str) -> bool:
    """True if any code of this payload reads back, at the least size of its squares."""
    code = matrix(payload, "M")
    return not isinstance(code, TooLong) and (
        read_code(payload, code.size * MIN_SCREEN_PX) is not None
    )


def code_side(payload: str, available: int = 0) -> int:
    """The side of that code in pixels, not read back; 0 where its squares would be too small.

    Without a number of pixels it is the least side.
    """
    code = matrix(payload, "M")
    if isinstance(code, TooLong):
        return 0
    pixels = module_pixels(available, code.size) if available else MIN_SCREEN_PX
    return code.size * (pixels or 0)


def drawable(code: CodeView) -> bool:
    """True if the code may be shown: it reveals nothing unasked, and it reads back."""
    return bool(code.payload) and readable(code.payload)


def number_in(letters: str) -> str:
    """The telephone number the letters are, or nothing where they are more or other than one."""
    # A number is always drawn left to right.
    plain = unmarked(letters)
    return plain if plain and all(sign in "0123456789-+ " for sign in plain) else ""


def breakable(letters: str) -> str:
    """An address of a page may go on in a new line after each dot, a list of lines between them."""
    if BETWEEN in letters:
        parts = letters.split(BETWEEN)
        return BETWEEN.join(
            part.replace(" ", "\u00a0") if len(part) <= MOST_WHOLE else part for part in parts
        )
    return letters if " " in letters else letters.replace(".", ".\u200b")


def letters_parts(page: PageContext, code: CodeView, align: Align = Align.START) -> list[PagePart]:
    """The same content in letters, and a line that says so where it has room."""
    canvas, number = page.canvas, number_in(code.letters)
    if number:
        most = least = NUMBER_MM
        words = [number_block(canvas, number, TypeRole.INK, most=most, least=least, align=align)]
        same = page.catalog.gettext("The same, in numbers")
    else:
        words = [text_block(canvas, breakable(code.letters), Type.NAME, BOLD, align=align)]
        same = page.catalog.gettext("The same, in letters")
    if code.extension:
        words.append(text_block(canvas, code.extension, Type.LEAD, BOLD, align=align))
    last = text_block(canvas, code.note or same, Type.BODY, SOFT, align=align)
    return [*(PagePart([block]) for block in words), PagePart([last, None], [2])]


def code_square(page: PageContext, code: CodeView, available: int = 0) -> Block:
    """The code in at most so many pixels: its measure is its side; at 0 it fills its box."""

    def draw(box: Box) -> None:
        most = available or max(page.px(MOST_MM), code_side(code.payload))
        read = read_code(code.payload, min(box.w, box.h, most))
        if read is None:
            _letters_alone(page, box, code)
            return
        # Black on white in every mode, and never reflected.
        x, y = box.x + (box.w - read.side) // 2, box.y + (box.h - read.side) // 2
        where = Box(x, y, read.side, read.side)
        page.canvas.rect(where, TypeRole.WHITE)
        page.canvas.add(
            Node(NodeKind.IMAGE, where, source=read.key, crisp=True, payload=code.payload)
        )

    return Block(
        lambda _: code_side(code.payload, available),
        draw,
        grow=not available,
        whole=lambda width: code_side(code.payload, min(width, available or width)) > 0,
    )


def code_panel(page: PageContext, code: CodeView, available: int = 0) -> Block:
    """A panel: the code in at most so many pixels, over a hairline its letters.

    At 0 it fills its box, and the code takes what the letters leave.
    """
    (pad, up), gap, between = panel_pad(page.canvas), page.px(4), page.px(2)
    pad = min(pad, page.px(6))
    forms = list(concessions(letters_parts(page, code, Align.CENTER)))

    def measure(width: int) -> int:
        words = height_of(forms[0 if available else -1], width - 2 * pad, between)
        return code_side(code.payload, available) + words + 2 * gap + 2 * up

    def draw(box: Box) -> None:
        if not page.canvas.strong:
            page.canvas.rect(box, TypeRole.CARD, radius_mm=6)
        room = box.inset(pad, up)
        for words in forms:
            high = height_of(words, room.w, between)
            above = room.top(room.h - high - 2 * gap)
            if code_side(code.payload, min(room.w, above.h)) >= page.px(LEAST_MM):
                break
        code_square(page, code).draw(above)
        page.canvas.rect(
            Box(room.x, above.bottom + gap, room.w, max(1, page.px(0.4))), TypeRole.HAIR
        )
        stack(words, room.foot(high), between)

    def whole(width: int) -> bool:
        wide = width - 2 * pad
        blocks = (code_square(page, code, available), *forms[-1])
        return all(block.whole(wide) for block in blocks)

    return Block(measure, draw, grow=not available, whole=whole)


def code_line(
    page: PageContext, code: CodeView, available: int, parts: Sequence[PagePart]
) -> Block:
    """Words with the code at their end, which takes at most so many pixels."""
    square = code_square(page, code, available)
    return next_to(square, square.measure(0), flexible(parts, page.px(2)), page.px(8), at_end=True)


def instead(page: PageContext, code: CodeView) -> list[Block]:
    """In place of a code that does not read back its content in large letters, and why.

    In place of one that would tell, what it tells, and a button that shows it all the same.
    """
    canvas, catalog, middle = page.canvas, page.catalog, Align.CENTER
    if not code.payload:
        words = (
            catalog.gettext("The page this opens shows its name:")
            if code.kind == "website"
            else catalog.gettext("Your phone will show this:")
        )
        act = Route(Screen.QR, page.visit.route.subject, CodeChoice(code.kind, agreed=True))
        return [
            text_block(canvas, words, Type.LEAD, balance=True, align=middle),
            text_block(canvas, breakable(code.telling), Type.NAME, BOLD, align=middle),
            button(canvas, act, catalog.gettext("Show the square"), "qr"),
        ]
    blocks = list(concessions(letters_parts(page, code, middle)))[0 if code.note else -1]
    if number := number_in(code.letters):
        blocks[0] = number_block(canvas, number, least=NUMBER_MM, align=middle)
    words = catalog.gettext("There is no square this time. You can write this down.")
    return [*blocks, text_block(canvas, words, Type.BODY, SOFT, align=middle)]


def _letters_alone(page: PageContext, room: Box, code: CodeView) -> None:
    blocks = instead(page, code)
    used = height_of(blocks, room.w, page.px(4))
    stack(blocks, room.below(max(0, (room.h - used) // 2)).top(used), page.px(4))
