"""White panels to read, and numbers that are the subject of one."""

from collections.abc import Sequence

from kiosk.ui.kit.blocks import Block, height_of, holds_target, stack
from kiosk.ui.kit.canvas import Canvas, Ink
from kiosk.ui.kit.display_text import NUMBER_MM, cap_height, draw_number, number_font
from kiosk.ui.kit.page import title
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import ICON_GAP_MM, void

LOW_GAP_MM = 3.0
"""Room above a page that gave up its heading."""
PANEL_PAD_MM = (7.5, 5.0)
"""Room inside a panel at the sides, and above and below; high contrast has no sides."""
MORE_AIR_MM = 5.0
"""So much wider may the gaps between the blocks of a tall panel become."""


def heading(c: Canvas, box: Box, words: str, least: int, *, second: str = "") -> Box:
    """The title of a page, unless less than ``least`` pixels would be left under it.

    A page so low gives up its heading before it gives up content; readers of the screen still have
    it. Returns the room that is left.
    """
    c.title = words
    if c.above:
        return title(c, box, words, second=second)
    high = c.text_height(words, Type.TITLE, box.w, bold=True) + c.px(6)
    if box.h - high < least:
        return box.below(c.px(LOW_GAP_MM))
    if second:
        low = c.text_height(second, Type.BODY, box.w) + c.px(1)
        second = second if box.h - high - low >= least else ""
    return title(c, box, words, second=second)


def panel_pad(c: Canvas) -> tuple[int, int]:
    """Pixels inside a panel: at its sides, above and below."""
    return (0, c.px(2)) if c.strong else (c.px(PANEL_PAD_MM[0]), c.px(PANEL_PAD_MM[1]))


def panel_block(
    c: Canvas,
    blocks: Sequence[Block],
    gap: int,
    *,
    tint: TypeRole = TypeRole.CARD,
    middle: bool = False,
    up_mm: float = PANEL_PAD_MM[1],
) -> Block:
    """Blocks on a panel without a border.

    ``middle`` uses the room of a taller panel: first between the blocks, then around them.
    ``up_mm`` is the room above and below.
    """
    side, up = panel_pad(c)
    up = min(up, c.px(up_mm))

    def measure(width: int) -> int:
        return height_of(blocks, width - 2 * side, gap) + 2 * up

    def draw(box: Box) -> None:
        if not c.strong:
            c.rect(box, tint, radius_mm=6)
        room = box.inset(side, up)
        spare = max(0, room.h - height_of(blocks, room.w, gap)) if middle else 0
        wider = min(spare // (len(blocks) + 1), c.px(MORE_AIR_MM))
        spare -= wider * (len(blocks) - 1)
        stack(blocks, room.below(spare // 2), gap + wider)

    return Block(measure, draw, target=holds_target(blocks))


def number_height(c: Canvas, digits: str, width: int, most: float) -> int:
    """Pixels of the capitals of a number as large as a width lets it be."""
    return cap_height(number_font(c, digits, width, most=most))


def number_block(
    c: Canvas,
    digits: str,
    role: TypeRole = TypeRole.PRIMARY,
    *,
    most: float = NUMBER_MM[1],
    least: float = NUMBER_MM[0],
    align: Align = Align.START,
) -> Block:
    """A number that grows to the width, up to ``most`` millimetres of capitals."""
    return Block(
        lambda width: number_height(c, digits, width, most),
        lambda box: void(draw_number(c, box, digits, role, least=least, most=most, align=align)),
    )


def head_block(
    c: Canvas, icon: str, words: str, *, role: TypeRole = TypeRole.INK, spot: bool = True
) -> Block:
    """The head of a panel: an icon of its own weight and bold words, centred on each other."""
    side, gap = c.px(11), c.px(ICON_GAP_MM)

    def measure(width: int) -> int:
        return max(side, c.text_height(words, Type.NAME, width - side - gap, bold=True))

    def draw(box: Box) -> None:
        c.icon(box.start(side), icon, role, spot=spot)
        c.text(box.after(side + gap), words, Type.NAME, Ink(role, bold=True), middle=True)

    return Block(measure, draw)
