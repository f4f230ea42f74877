"""The third step of learning a number: type it on a telephone keypad."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from kiosk.ui.kit.blocks import Block, at_start, column
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.column import PagePart, flexible, parts_of
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.keypad import draw_keys
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, sized_button, space_block
from kiosk.visit.acts import LearnStep, StepKind

KEY_MM, KEY_UPRIGHT_MM, KEY_WIDE_MM, KEY_GAP_MM = (13.0, 36.0), 40.0, 44.0, 4.0
"""Least and greatest height of a key (the latter also upright), its greatest width, the gap."""
KEY_LOW_GAP_MM = 2.6
"""The gap where a page that stays low has no height to spare."""
WIDER, WIDER_LOW = 1.5, 1.7
"""Width of a key in its height."""
DIGITS_MM, KEY_DIGIT_MM, SIDE_MM = (24.0, 18.0, 14.0, 10.0), 11.0, 90.0
"""Capitals of the digits typed, on a panel and without one; of a key; places on an upright page."""
CELL_EM, GROUP_EM, BAR_EM = 0.62, 0.34, 0.44
"""A place for a digit, the gap between parts and the bar of an empty place, in em."""
KEYS = {
    4: ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"),
    3: ("1", "2", "3", "erase", "4", "5", "6", "", "7", "8", "9", "0"),
    2: ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "erase", ""),
}
"""The keys in so many rows."""


@dataclass(frozen=True, slots=True)
class NumberTry:
    """The parts of a number, the digits typed so far, and those wanted."""

    chunks: tuple[str, ...]
    typed: str
    wanted: str

    @property
    def off(self) -> frozenset[str]:
        """The keys that would do nothing."""
        digits = "0123456789" if len(self.typed) == len(self.wanted) else ""
        return frozenset([*digits, *([] if self.typed else ["erase"])])


def try_parts(page: PageContext, chunks: tuple[str, ...], typed: str) -> list[PagePart]:
    """Places, words and keys: the keys at the end, on an upright page below.

    With low reach places and words are read above the middle of the glass.
    """
    wanted = "".join(sign for chunk in chunks for sign in chunk if sign.isdecimal())
    one = NumberTry(chunks, typed[: len(wanted)], wanted)
    words, on = _answer(page, one)
    blocks = [[_places(page, one, mm), words] for mm in DIGITS_MM]
    panel = panel_block(page.canvas, blocks[0], page.px(6), middle=True)
    if page.canvas.above:
        foot = column([space_block(0, grow=True), on], 0)
        return parts_of([panel, _pad(page, one, foot, (4, 3, 2))])
    forms = [panel, *(column(bare, page.px(1.5)) for bare in blocks[1:])]
    places = PagePart([replace(form, grow=True) for form in forms], [1] * len(blocks[1:]))
    side = flexible([places, PagePart([on])], page.px(4))
    if not page.canvas.glass.portrait:
        return parts_of([_pad(page, one, side, (4,))])
    return parts_of(
        [replace(side, measure=lambda _: page.px(SIDE_MM)), _pad(page, one, None, (4,))]
    )


def _pad(page: PageContext, number: NumberTry, side: Block | None, rows: Sequence[int]) -> Block:
    """The keys in the first number of rows with room, at the end of ``side`` or in the middle."""
    gap = page.px(KEY_LOW_GAP_MM if page.canvas.tight else KEY_GAP_MM)
    most, wider = (
        (KEY_MM[1], WIDER_LOW if page.canvas.above else WIDER) if side else (KEY_UPRIGHT_MM, WIDER)
    )

    def least(count: int) -> int:
        return count * page.px(KEY_MM[0]) + (count - 1) * gap

    def draw(box: Box) -> None:
        count = next((n for n in rows if box.h >= least(n)), rows[-1])
        columns, high = len(KEYS[count]) // count, (box.h - (count - 1) * gap) // count
        high = min(page.px(most), high)
        wide = columns * min(page.px(KEY_WIDE_MM), round(high * wider)) + (columns - 1) * gap
        pad = box.end(wide) if side else box.after((box.w - wide) // 2).start(wide)
        pad = pad.top(count * high + (count - 1) * gap)
        if side:
            side.draw(Box(box.x, box.y, box.w - wide - page.px(8), pad.h))
        if high < page.px(KEY_MM[0]):
            page.canvas.problem(f"a key is {high} px high")
        draw_keys(
            page.canvas, pad, KEYS[count], columns, gap, off=number.off, digit_mm=KEY_DIGIT_MM
        )

    return Block(lambda _: least(rows[-1]), draw, grow=True, target=True)


def _answer(page: PageContext, number: NumberTry) -> tuple[Block, Block]:
    """Words for what was typed, calm in either case, with the button that goes with them."""
    catalog, canvas, right = page.catalog, page.canvas, number.typed == number.wanted
    full = len(number.typed) == len(number.wanted)
    act, label, mark = LearnStep(), catalog.gettext("Show it"), "eye"
    if not full:
        icon, words = "hand", catalog.gettext("Type the number.")
    elif right:
        icon, words = "check_circle", catalog.gettext("That is it.")
        act, label, mark = LearnStep(StepKind.TRY), catalog.gettext("Once more"), "repeat"
    else:
        icon, words = "eye", catalog.gettext("Look once more?")
    return (
        icon_line(canvas, icon, words, Type.NAME, BOLD, icon_mm=12, spot=right),
        at_start(*sized_button(canvas, act, label, mark, main=full and not right)),
    )


def _places(page: PageContext, number: NumberTry, most_mm: float) -> Block:
    """The typed digits in the parts of the number, and bars where more belong."""
    parts = [sum(sign.isdecimal() for sign in chunk) for chunk in number.chunks]
    parts = [count for count in parts if count]
    ems = sum(parts) * CELL_EM + (len(parts) - 1) * GROUP_EM

    def cap(width: int) -> int:
        return min(page.px(most_mm), int(width / ems * CAP_HEIGHT_EM))

    def draw(box: Box) -> None:
        canvas, high = page.canvas, cap(box.w)
        em = high / CAP_HEIGHT_EM
        bar, thick = round(em * BAR_EM), page.px(1.6)
        with canvas.kept_ltr(box):
            x, index = float(box.x), 0
            for count in parts:
                for _ in range(count):
                    cell = Box(round(x), box.y, round(em * CELL_EM), high)
                    if index < len(number.typed):
                        draw_number(canvas, cell, number.typed[index], least=0, align=Align.CENTER)
                    else:
                        left = cell.x + (cell.w - bar) // 2
                        place = Box(left, cell.bottom - thick, bar, thick)
                        canvas.rect(place, TypeRole.LINE, radius_mm=0.8)
                    x, index = x + em * CELL_EM, index + 1
                x += em * GROUP_EM

    return Block(cap, draw)
