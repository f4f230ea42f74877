"""White panels to read, and numbers as their subject."""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.ui.kit.blocks import Block, height_of, holds_target, stack
from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.display_text import NUMBER_MM, cap_height, draw_number, number_font
from kiosk.ui.kit.icons import ANY_PICTURE, NIGHT, SKIES
from kiosk.ui.kit.page import title
from kiosk.ui.kit.scene import Align, Box, Node, NodeKind
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, discard

LOW_GAP_MM = 3.0
"""Gap above a page without its heading."""
PANEL_PAD_MM = (7.5, 5.0)
"""Padding of a panel at the sides, and above and below; in high contrast not at the sides."""
MOON_AIR_MM = 6.0
"""Least room between the moon and words."""
MORE_AIR_MM = 5.0
"""Most additional gap between the blocks of a tall panel."""


def heading(canvas: Canvas, box: Box, words: str, least: int) -> Box:
    """Draw the title of a page, unless less than ``least`` pixels would remain below it.

    A page without height gives up its heading before its content; screen readers still have it.
    Returns the remaining room.
    """
    canvas.title = words
    if canvas.above:
        return title(canvas, box, words)
    high = canvas.text_height(words, Type.TITLE, box.w, bold=True) + canvas.px(6)
    if box.h - high < least:
        return box.below(canvas.px(LOW_GAP_MM))
    return title(canvas, box, words)


def draw_ground(canvas: Canvas, box: Box, *, at_foot: bool) -> None:
    """Draw the ground of a part of the glass; in high contrast a line at its foot or its end."""
    if canvas.strong:
        edge = canvas.px(1)
        canvas.rect(box.foot(edge) if at_foot else box.end(edge), TypeRole.HAIR)
    elif canvas.night:
        canvas.add(Node(NodeKind.RECT, box, fill=NIGHT["sky"]))
    else:
        canvas.rect(box, TypeRole.LEAF)


def draw_picture(canvas: Canvas, box: Box, art: Box, name: str, *, moon: bool = False) -> None:
    """Draw a picture in ``art`` on its own sky, out of which it grows.

    At night it is the hills, with a ``moon`` where no words stand in their sky.
    """
    sky = ""
    if canvas.night:
        name, sky = ANY_PICTURE, "night-" if moon else "dark-"
    canvas.add(Node(NodeKind.RECT, box, fill=SKIES[sky]["sky"]))
    canvas.add(Node(NodeKind.IMAGE, art, source=canvas.icons.picture(name, art.w, art.h, sky)))


def night_number_block(canvas: Canvas, digits: str, most: float, least: float) -> Block:
    """Return the number on the sky of the night; with a moon at its end, clear of all words."""
    block = number_block(canvas, digits, TypeRole.LAMP, most=most, least=least)

    def draw(box: Box) -> None:
        block.draw(box)
        words = canvas.meter.width(digits, number_font(canvas, digits, box.w, most=most))
        if box.w - words >= box.h + canvas.px(MOON_AIR_MM):
            moon, half = box.end(box.h), box.h // 2
            canvas.add(Node(NodeKind.RECT, moon, fill=NIGHT["moon"], radius=(half,) * 4))

    return replace(block, draw=draw)


def on_ground(canvas: Canvas, *, bold: bool = False) -> Ink:
    """Return the ink of words on the ground or the sky of a part of the glass."""
    return Ink(TypeRole.WHITE if canvas.night else TypeRole.INK, bold=bold)


def panel_pad(canvas: Canvas) -> tuple[int, int]:
    """Return the padding of a panel in pixels: at its sides, above and below."""
    return (
        (0, canvas.px(2))
        if canvas.strong
        else (canvas.px(PANEL_PAD_MM[0]), canvas.px(PANEL_PAD_MM[1]))
    )


def panel_block(
    canvas: Canvas,
    blocks: Sequence[Block],
    gap: int,
    *,
    tint: TypeRole = TypeRole.CARD,
    middle: bool = False,
    up_mm: float = PANEL_PAD_MM[1],
) -> Block:
    """Return blocks on a panel without a border.

    ``middle`` distributes the height of a taller panel: first between the blocks, then around them.
    ``up_mm`` is the padding above and below.
    """
    side, up = panel_pad(canvas)
    up = min(up, canvas.px(up_mm))

    def measure(width: int) -> int:
        return height_of(blocks, width - 2 * side, gap) + 2 * up

    def draw(box: Box) -> None:
        if not canvas.strong:
            canvas.rect(box, tint, radius_mm=6)
        room = box.inset(side, up)
        extra = max(0, room.h - height_of(blocks, room.w, gap)) if middle else 0
        wider = min(extra // (len(blocks) + 1), canvas.px(MORE_AIR_MM))
        extra -= wider * (len(blocks) - 1)
        stack(blocks, room.below(extra // 2), gap + wider)

    return Block(
        measure,
        draw,
        target=holds_target(blocks),
        whole=lambda width: all(block.whole(width - 2 * side) for block in blocks),
    )


def number_height(canvas: Canvas, digits: str, width: int, most: float) -> int:
    """Return the capital height in pixels of a number as large as a width allows."""
    return cap_height(number_font(canvas, digits, width, most=most))


def number_block(
    canvas: Canvas,
    digits: str,
    role: TypeRole = TypeRole.PRIMARY,
    *,
    most: float = NUMBER_MM[1],
    least: float = NUMBER_MM[0],
    align: Align = Align.START,
) -> Block:
    """Return a number that grows with the width, up to ``most`` millimetres of capitals."""
    return Block(
        lambda width: number_height(canvas, digits, width, most),
        lambda box: discard(
            draw_number(canvas, box, digits, role, least=least, most=most, align=align)
        ),
        whole=lambda width: number_height(canvas, digits, width, most) >= canvas.px(least) - 1,
    )


def head_block(
    canvas: Canvas, icon: str, words: str, *, role: TypeRole = TypeRole.INK, spot: bool = True
) -> Block:
    """Return the head of a panel: an icon and bold words, vertically centred."""
    side, gap = canvas.icon_side(Type.NAME, 11), canvas.px(ICON_GAP_MM)

    def measure(width: int) -> int:
        return max(side, canvas.text_height(words, Type.NAME, width - side - gap, bold=True))

    def draw(box: Box) -> None:
        canvas.icon(box.start(side), icon, role, spot=spot)
        bold = Ink(role, bold=True)
        canvas.text(box.after(side + gap), words, Type.NAME, bold, middle=True, balance=True)

    def whole(width: int) -> bool:
        return not canvas.wrap(words, Type.NAME, width - side - gap, bold=True).broken

    return Block(measure, draw, whole=whole)
