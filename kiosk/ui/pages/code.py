"""A QR code on white with its content in letters, shown only after it was read back."""

from dataclasses import dataclass, replace

from kiosk.devices.qr import MIN_SCREEN_PX, TooLong, matrix, module_pixels, read_back, same_content
from kiosk.domain.text import unmarked
from kiosk.presentation.views import CodeView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.images import code_gray8, code_key
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import number_block, panel_block, panel_pad
from kiosk.ui.kit.scene import Align, Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, discard, text_block

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
    """Whether any code of this payload reads back, at the least size of its squares."""
    code = matrix(payload, "M")
    return not isinstance(code, TooLong) and (
        read_code(payload, code.size * MIN_SCREEN_PX) is not None
    )


def unshown(code: CodeView) -> CodeView:
    """A code that tells, before the visitor has asked to see it: without what it says."""
    return replace(code, payload="")


def _waits(code: CodeView) -> bool:
    return not code.payload


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


def letters_blocks(
    s: PageContext, code: CodeView, *, caption: bool = True, align: Align = Align.START
) -> list[Block]:
    """The same content in letters, and a line that says so."""
    c, number = s.c, number_in(code.letters)
    if number:
        least = NUMBER_MM
        blocks = [number_block(c, number, TypeRole.INK, most=NUMBER_MM, least=least, align=align)]
        words = s.say.gettext("The same, in numbers")
    else:
        blocks = [text_block(c, breakable(code.letters), Type.NAME, BOLD, align=align)]
        words = s.say.gettext("The same, in letters")
    if code.extension:
        blocks.append(text_block(c, code.extension, Type.LEAD, BOLD, align=align))
    if code.note:
        blocks.append(text_block(c, code.note, Type.BODY, SOFT, align=align))
    elif caption:
        blocks.append(text_block(c, words, Type.BODY, SOFT, align=align))
    return blocks


def letters_fit(s: PageContext, code: CodeView, width: int) -> bool:
    """Whether the letters stand in a width: a number on one line, no word cut in two."""
    if number := number_in(code.letters):
        return s.c.meter.width(number, s.c.meter.latin(NUMBER_MM)) <= width
    return not s.c.wrap(breakable(code.letters), Type.NAME, width, bold=True).broken


def draw_code(s: PageContext, box: Box, code: CodeView, read: ReadCode) -> None:
    """The code in the middle of a box: black on white in every mode, never reflected."""
    where = Box(
        box.x + (box.w - read.side) // 2, box.y + (box.h - read.side) // 2, read.side, read.side
    )
    s.c.rect(where, TypeRole.WHITE)
    s.c.add(Node(NodeKind.IMAGE, where, source=read.key, crisp=True, payload=code.payload))


def code_panel(s: PageContext, box: Box, code: CodeView, *, draw: bool = True) -> bool:
    """A panel as tall as its box: the code, a hairline, the letters.

    Returns whether code and letters fit; with ``draw`` off that is all it does.
    """
    side, up = panel_pad(s.c)
    room = box.inset(min(side, s.px(6)), up)
    gap = s.px(4)
    for caption in (True, False):
        words = letters_blocks(s, code, caption=caption, align=Align.CENTER)
        low = height_of(words, room.w, s.px(2)) + 2 * gap
        read = _read(code, min(room.w, room.h - low, s.px(MOST_MM)))
        if read is not None and (not caption or read.side >= s.px(LEAST_MM)):
            break
    if _waits(code):
        fits = height_of(instead(s, code), room.w, gap) <= room.h
    else:
        shown = read is not None or not readable(code.payload)
        fits = shown and letters_fit(s, code, room.w)
    if not draw:
        return fits
    if not s.c.strong:
        s.c.rect(box, TypeRole.CARD, radius_mm=6)
    if read is None:
        _letters_alone(s, room, code)
        return False
    draw_code(s, room.top(room.h - low), code, read)
    s.c.rect(Box(room.x, room.bottom - low + gap, room.w, max(1, s.px(0.4))), TypeRole.HAIR)
    stack(words, room.foot(low - 2 * gap), s.px(2))
    return True


def code_block(s: PageContext, code: CodeView, available: int, *, panel: bool = False) -> Block:
    """A code as a block. Without a panel its measure is its own side, letters stand elsewhere.

    With a panel it is a panel of the full width with the letters under the code.
    """
    read = _read(code, available)
    if not panel:
        side = read.side if read is not None else 0

        def draw(box: Box) -> None:
            if read is not None:
                draw_code(s, box, code, read)

        return Block(lambda _: side, draw)
    words = letters_blocks(s, code, align=Align.CENTER)
    if read is None:
        return panel_block(s.c, instead(s, code), s.px(4))
    square = Block(lambda _: read.side, lambda box: draw_code(s, box, code, read))
    under = Block(
        lambda width: height_of(words, width, s.px(2)),
        lambda box: discard(stack(words, box, s.px(2))),
    )
    return panel_block(s.c, [square, under], s.px(4))


def _read(code: CodeView, available: int) -> ReadCode | None:
    return None if _waits(code) else read_code(code.payload, available)


def instead(s: PageContext, code: CodeView) -> list[Block]:
    """No code could be read back: the content in letters as large as they can be, and why.

    Or the code would tell: what it tells, and a button that shows it all the same.
    """
    if _waits(code):
        return _asked(s, code)
    blocks = letters_blocks(s, code, caption=False, align=Align.CENTER)
    if number := number_in(code.letters):
        blocks[0] = number_block(s.c, number, least=NUMBER_MM, align=Align.CENTER)
    words = s.say.gettext("There is no square this time. You can write this down.")
    return [*blocks, text_block(s.c, words, Type.BODY, SOFT, align=Align.CENTER)]


def _asked(s: PageContext, code: CodeView) -> list[Block]:
    words = (
        s.say.gettext("The page this opens shows its name:")
        if code.kind == "website"
        else s.say.gettext("Your phone will show this:")
    )
    act = f"qr:{s.visit.route.subject}/{code.kind}/shown"
    return [
        text_block(s.c, words, Type.LEAD, balance=True, align=Align.CENTER),
        text_block(s.c, breakable(code.telling), Type.NAME, BOLD, align=Align.CENTER),
        button(s.c, act, s.say.gettext("Show the square"), "qr"),
    ]


def _letters_alone(s: PageContext, room: Box, code: CodeView) -> None:
    blocks = instead(s, code)
    used = height_of(blocks, room.w, s.px(4))
    stack(blocks, Box(room.x, room.y + (room.h - used) // 2, room.w, used), s.px(4))
