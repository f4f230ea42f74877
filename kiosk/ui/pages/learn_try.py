"""The third step of learning a number: type it on a telephone keypad."""

from dataclasses import dataclass

from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.column import PagePart
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, icon_line

KEY_MM, KEY_UPRIGHT_MM, KEY_WIDE_MM, KEY_GAP_MM = (13.0, 36.0), 40.0, 44.0, 4.0
"""Least and greatest height of a key (the latter also upright), its greatest width, the gap."""
KEY_LOW_GAP_MM = 2.6
"""The gap where a page that stays low has no height to spare."""
DIGIT_MOST_MM, DIGIT_LEAST_MM, KEY_DIGIT_MM = 24.0, 10.0, 11.0
CELL_EM, GROUP_EM, BAR_EM = 0.62, 0.34, 0.44
"""A place for a digit, the gap between parts and the bar of an empty place, in em."""
KEYS_LINES = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "erase", "")
"""In two rows, where there is no height for three either."""
KEYS_LOW = ("1", "2", "3", "erase", "4", "5", "6", "", "7", "8", "9", "0")
"""In three rows, where a page that stays low has no height for four."""
KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase")


@dataclass(frozen=True, slots=True)
class NumberTry:
    """The parts of a number, the digits typed so far, and those wanted."""

    chunks: tuple[str, ...]
    typed: str
    wanted: str


def try_parts(s: PageContext, chunks: tuple[str, ...], typed: str) -> list[PagePart]:
    """Places, words and keys: the keys at the end, on an upright page below.

    With low reach places and words are read above the middle of the glass.
    """
    wanted = "".join(sign for chunk in chunks for sign in chunk if sign.isdecimal())
    one = NumberTry(chunks, typed[: len(wanted)], wanted)
    if s.c.above:
        words, _, _ = _answer(s, one)
        return [
            PagePart([panel_block(s.c, [_places(s, one), words], s.px(6))]),
            PagePart([_lying_keys(s, one)]),
        ]
    least = 4 * s.px(KEY_MM[0]) + 3 * s.px(KEY_GAP_MM)
    draw = _under if s.c.glass.portrait else _beside
    return [
        PagePart([Block(lambda _: least, lambda box: draw(s, box, one), grow=True, target=True)])
    ]


def _beside(s: PageContext, room: Box, one: NumberTry) -> None:
    """Places, words and the button, the keys at their end."""
    gap = s.px(KEY_GAP_MM)
    high = min(s.px(KEY_MM[1]), (room.h - 3 * gap) // 4)
    wide = 3 * min(s.px(KEY_WIDE_MM), round(high * 1.5)) + 2 * gap
    pad = Box(room.right - wide, room.y, wide, 4 * high + 3 * gap)
    _side(s, Box(room.x, room.y, room.w - wide - s.px(8), pad.h), one)
    _keys(s, pad, one)


def _under(s: PageContext, room: Box, one: NumberTry) -> None:
    """Places, words and the button, the keys under them."""
    gap = s.px(KEY_GAP_MM)
    words, on, _ = _answer(s, one)
    inside = panel_block(s.c, [_places(s, one), words], s.px(4))
    first = room.top(max(s.px(90), inside.measure(room.w) + s.px(4) + on.measure(room.w)))
    rest = room.below(first.h + s.px(8))
    high = min(s.px(KEY_UPRIGHT_MM), (rest.h - 3 * gap) // 4)
    wide = min(rest.w, 3 * round(high * 1.5) + 2 * gap)
    _side(s, first, one)
    _keys(s, Box(rest.x + (rest.w - wide) // 2, rest.y, wide, 4 * high + 3 * gap), one)


def _lying_keys(s: PageContext, one: NumberTry) -> Block:
    """The button and the keys, in as many rows as there is height for."""
    gap = s.px(KEY_LOW_GAP_MM if s.c.tight else KEY_GAP_MM)

    def least(rows: int) -> int:
        return rows * s.px(KEY_MM[0]) + (rows - 1) * gap

    def draw(room: Box) -> None:
        rows = next((n for n in (4, 3) if room.h >= least(n)), 2)
        columns = len(KEYS) // rows
        high = min(s.px(KEY_MM[1]), (room.h - (rows - 1) * gap) // rows)
        most = columns * min(s.px(KEY_WIDE_MM), round(high * 1.7)) + (columns - 1) * gap
        pad = Box(room.right - most, room.y, most, rows * high + (rows - 1) * gap)
        _, on, wide = _answer(s, one)
        wide = min(wide, room.w - most - s.px(8))
        on.draw(Box(room.x, room.y, wide, pad.h).foot(on.measure(wide)))
        _keys(s, pad, one, columns=columns, gap=gap)

    return Block(lambda _: least(2), draw, grow=True, target=True)


def _side(s: PageContext, box: Box, one: NumberTry) -> None:
    """Places and words on a panel with a button under it; in a low page without the panel."""
    gap = s.px(4)
    words, on, wide = _answer(s, one)
    wide = min(wide, box.w)
    foot = on.measure(wide)
    panel = panel_block(s.c, [_places(s, one), words], s.px(6), middle=True)
    if panel.measure(box.w) + gap + foot <= box.h:
        panel.draw(box.top(box.h - foot - gap))
    else:
        gap = s.px(1.5)
        most = box.h - 2 * gap - foot - words.measure(box.w)
        blocks = [_places(s, one, max(most, s.px(DIGIT_LEAST_MM))), words]
        used = height_of(blocks, box.w, gap)
        if used + gap + foot > box.h:
            s.c.problem(f"the places need {used + gap + foot} px of {box.h}")
        stack(blocks, box.top(used), gap)
    on.draw(box.foot(foot).start(wide))


def _answer(s: PageContext, one: NumberTry) -> tuple[Block, Block, int]:
    """Words for what was typed, calm in either case, with the button that goes with them."""
    say, c, right = s.say, s.c, one.typed == one.wanted
    full = len(one.typed) == len(one.wanted)
    act, label, mark = "step:look", say.gettext("Show it"), "eye"
    if not full:
        icon, words = "hand", say.gettext("Type the number.")
    elif right:
        icon, words = "check_circle", say.gettext("That is it.")
        act, label, mark = "step:try:", say.gettext("Once more"), "repeat"
    else:
        icon, words = "eye", say.gettext("Look once more?")
    return (
        icon_line(c, icon, words, Type.NAME, BOLD, icon_mm=12, spot=right),
        button(c, act, label, mark, main=full and not right),
        button_width(c, label, mark),
    )


def _places(s: PageContext, one: NumberTry, most: int = 0) -> Block:
    """The typed digits in the parts of the number, and bars where more belong.

    ``most`` are pixels of the capitals where the page is low.
    """
    parts = [sum(sign.isdecimal() for sign in chunk) for chunk in one.chunks]
    parts = [count for count in parts if count]
    ems = sum(parts) * CELL_EM + (len(parts) - 1) * GROUP_EM

    def cap(width: int) -> int:
        return min(most or s.px(DIGIT_MOST_MM), int(width / ems * CAP_HEIGHT_EM))

    def draw(box: Box) -> None:
        c, high = s.c, cap(box.w)
        em = high / CAP_HEIGHT_EM
        bar, thick = round(em * BAR_EM), s.px(1.6)
        with c.kept_ltr(box):
            x, index = float(box.x), 0
            for count in parts:
                for _ in range(count):
                    cell = Box(round(x), box.y, round(em * CELL_EM), high)
                    if index < len(one.typed):
                        draw_number(c, cell, one.typed[index], least=0, align=Align.CENTER)
                    else:
                        left = cell.x + (cell.w - bar) // 2
                        place = Box(left, cell.bottom - thick, bar, thick)
                        c.rect(place, TypeRole.LINE, radius_mm=0.8)
                    x, index = x + em * CELL_EM, index + 1
                x += em * GROUP_EM

    return Block(cap, draw)


def _keys(s: PageContext, box: Box, one: NumberTry, *, columns: int = 3, gap: int = 0) -> None:
    """Twelve places of a telephone; keys that would do nothing keep their place, off."""
    c, gap = s.c, gap or s.px(KEY_GAP_MM)
    keys = {3: KEYS, 4: KEYS_LOW}.get(columns, KEYS_LINES)
    cells = box.grid(columns, len(keys) // columns, gap)
    if cells[0].h < s.px(KEY_MM[0]):
        c.problem(f"a key is {cells[0].h} px high")
    cap = min(s.px(KEY_DIGIT_MM), cells[0].h // 2)
    with c.kept_ltr(box):
        for cell, key in zip(cells, keys, strict=True):
            erase = key == "erase"
            if not key:
                continue
            digit = Box(cell.x, cell.y + (cell.h - cap) // 2, cell.w, cap)
            if not one.typed if erase else len(one.typed) == len(one.wanted):
                c.rect(cell, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
                if erase:
                    c.icon(cell.inset(s.px(2)), "backspace", TypeRole.OFF_INK)
                else:
                    draw_number(c, digit, key, TypeRole.OFF_INK, least=0, align=Align.CENTER)
                continue
            act, name = ("erase", s.say.gettext("Erase")) if erase else (f"key:{key}", key)
            with c.touch(cell, act, name):
                if erase:
                    side = min(s.px(12), cell.h - s.px(3))
                    c.icon(Box(cell.x, cell.y + (cell.h - side) // 2, cell.w, side), "backspace")
                else:
                    draw_number(c, digit, key, TypeRole.INK, least=0, align=Align.CENTER)
