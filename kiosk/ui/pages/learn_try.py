"""The third step of learning a number: type it on a telephone keypad."""

from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import lift
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


def try_it(s: PageContext, room: Box, chunks: tuple[str, ...], typed: str) -> None:
    """Draws places, words and keys: the keys at the end, on an upright page below."""
    wanted = "".join(sign for chunk in chunks for sign in chunk if sign.isdecimal())
    typed = typed[: len(wanted)]
    gap = s.px(KEY_GAP_MM)
    if s.c.above and _low(s, room, chunks, typed, wanted):
        return
    upright = s.c.glass.portrait
    if upright:
        first = room.top(max(s.px(90), _least(s, chunks, typed, wanted, room.w)))
        rest = room.below(first.h + s.px(8))
        high = min(s.px(KEY_UPRIGHT_MM), (rest.h - 3 * gap) // 4)
        wide = min(rest.w, 3 * round(high * 1.5) + 2 * gap)
        pad = Box(rest.x + (rest.w - wide) // 2, rest.y, wide, 4 * high + 3 * gap)
    else:
        high = min(s.px(KEY_MM[1]), (room.h - 3 * gap) // 4)
        wide = 3 * min(s.px(KEY_WIDE_MM), round(high * 1.5)) + 2 * gap
        pad = Box(room.right - wide, room.y, wide, 4 * high + 3 * gap)
        first = Box(room.x, room.y, room.w - wide - s.px(8), pad.h)
    _side(s, first, chunks, typed, wanted)
    _keys(s, pad, full=len(typed) == len(wanted), empty=not typed)


def _low(s: PageContext, room: Box, chunks: tuple[str, ...], typed: str, wanted: str) -> bool:
    """Places and words in the half above, keys and the button below; false without room there."""
    gap = s.px(KEY_GAP_MM)
    words, on, wide = _answer(s, typed, wanted)
    panel = panel_block(s.c, [_places(s, chunks, typed), words], s.px(6))
    if not lift(s.c, panel):
        # The heading gives way to what the page is about; readers of the screen still have it.
        s.c.lifted.clear()
        if not lift(s.c, panel):
            return False
    gap = s.px(KEY_LOW_GAP_MM) if s.c.tight else gap
    rows = next((n for n in (4, 3) if room.h >= n * s.px(KEY_MM[0]) + (n - 1) * gap), 2)
    columns = len(KEYS) // rows
    high = min(s.px(KEY_MM[1]), (room.h - (rows - 1) * gap) // rows)
    most = columns * min(s.px(KEY_WIDE_MM), round(high * 1.7)) + (columns - 1) * gap
    wide = min(wide, room.w - most - s.px(8))
    pad = Box(room.right - most, room.y, most, rows * high + (rows - 1) * gap)
    foot = on.measure(wide)
    on.draw(Box(room.x, pad.bottom - foot, wide, foot))
    _keys(s, pad, full=len(typed) == len(wanted), empty=not typed, columns=columns, gap=gap)
    return True


def _least(s: PageContext, chunks: tuple[str, ...], typed: str, wanted: str, width: int) -> int:
    words, on, _ = _answer(s, typed, wanted)
    inside = panel_block(s.c, [_places(s, chunks, typed), words], s.px(4))
    return inside.measure(width) + s.px(4) + on.measure(width)


def _side(s: PageContext, box: Box, chunks: tuple[str, ...], typed: str, wanted: str) -> None:
    """Places and words on a panel with a button under it; in a low page without the panel."""
    gap = s.px(4)
    words, on, wide = _answer(s, typed, wanted)
    wide = min(wide, box.w)
    foot = on.measure(wide)
    blocks = [_places(s, chunks, typed), words]
    panel = panel_block(s.c, blocks, s.px(6), middle=True)
    if panel.measure(box.w) + gap + foot <= box.h:
        panel.draw(box.top(box.h - foot - gap))
    else:
        gap = s.px(1.5)
        most = box.h - 2 * gap - foot - words.measure(box.w)
        blocks = [_places(s, chunks, typed, max(most, s.px(DIGIT_LEAST_MM))), words]
        used = height_of(blocks, box.w, gap)
        if used + gap + foot > box.h:
            s.c.problem(f"the places need {used + gap + foot} px of {box.h}")
        stack(blocks, box.top(used), gap)
    on.draw(box.foot(foot).start(wide))


def _answer(s: PageContext, typed: str, wanted: str) -> tuple[Block, Block, int]:
    """Words for what was typed, calm in either case, with the button that goes with them."""
    say, c = s.say, s.c
    if len(typed) < len(wanted):
        icon, words = "hand", say.gettext("Type the number.")
        act, label, mark = "step:look", say.gettext("Show it"), "eye"
    elif typed == wanted:
        icon, words = "check_circle", say.gettext("That is it.")
        act, label, mark = "step:try:", say.gettext("Once more"), "repeat"
    else:
        icon, words = "eye", say.gettext("Look once more?")
        act, label, mark = "step:look", say.gettext("Show it"), "eye"
    again = len(typed) == len(wanted) and typed != wanted
    return (
        icon_line(c, icon, words, Type.NAME, BOLD, icon_mm=12, spot=typed == wanted),
        button(c, act, label, mark, main=again),
        button_width(c, label, mark),
    )


def _places(s: PageContext, chunks: tuple[str, ...], typed: str, most: int = 0) -> Block:
    """The typed digits in the parts of the number, and bars where more belong.

    ``most`` are pixels of the capitals where the page is low.
    """
    parts = [sum(sign.isdecimal() for sign in chunk) for chunk in chunks]
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
                    if index < len(typed):
                        draw_number(c, cell, typed[index], least=0, align=Align.CENTER)
                    else:
                        left = cell.x + (cell.w - bar) // 2
                        place = Box(left, cell.bottom - thick, bar, thick)
                        c.rect(place, TypeRole.LINE, radius_mm=0.8)
                    x, index = x + em * CELL_EM, index + 1
                x += em * GROUP_EM

    return Block(cap, draw)


def _keys(
    s: PageContext, box: Box, *, full: bool, empty: bool, columns: int = 3, gap: int = 0
) -> None:
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
            if empty if erase else full:
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
