"""The date, typed twice: eight digits in calendar order, and the keys."""

from kiosk.staff.date import DIGITS
from kiosk.staff.state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.pad import COLUMNS, PIN_KEYS, Pad
from kiosk.ui.staff.staff_context import StaffContext

CELL_MM, HIGH_MM, DIGIT_MM = 12.0, 18.0, 8.0
"""Width and height of the place for a digit, and the height of the digit."""
GAP_MM, PART_MM, WORDS_MM = 2.0, 6.0, 150.0
"""Between two digits; what parts year, month and day further; the words beside the keys."""
PARTS = (4, 6)
"""Where the month begins, and the day."""


def compose(s: StaffContext) -> None:
    """Draws what to type, the digits so far, what is wrong with them, and the keys."""
    say = s.say
    room = s.frame("clock", say.gettext("Staff"))
    is_second = bool(s.state.typing.first)
    s.c.title = say.gettext("Type today’s date: year, month, day")
    if is_second:
        s.c.title = say.gettext("Type the date once more")
    head = text_block(s.c, s.c.title, Type.TITLE, BOLD, heading=True, balance=True)
    keys = Pad(s, PIN_KEYS, COLUMNS[PIN_KEYS], _off(s))
    keys.draw_with([head, _digits(s), *_message(s)], room, s.px(7), WORDS_MM)


def _off(s: StaffContext) -> frozenset[str]:
    typed = s.state.typing.text
    if s.state.busy is not None:
        return frozenset(PIN_KEYS)
    if len(typed) == DIGITS:
        return frozenset("0123456789")
    return frozenset({"enter"} if typed else {"enter", "erase"})


def _digits(s: StaffContext) -> Block:
    """A place for each digit; year, month and day apart."""
    typed, c = s.state.typing.text, s.c
    wide, high, cap = s.px(CELL_MM), s.px(HIGH_MM), s.px(DIGIT_MM)

    def left(at: int) -> int:
        return at * (wide + s.px(GAP_MM)) + sum(at >= part for part in PARTS) * s.px(PART_MM)

    def draw(box: Box) -> None:
        with c.kept_ltr(box.start(left(DIGITS - 1) + wide)):
            for at in range(DIGITS):
                cell = Box(box.x + left(at), box.y, wide, high)
                c.rect(cell, TypeRole.CARD, line=TypeRole.LINE, line_mm=0.7, radius_mm=3)
                if at < len(typed):
                    digit = Box(cell.x, cell.y + (high - cap) // 2, wide, cap)
                    draw_number(c, digit, typed[at], TypeRole.INK, least=0, align=Align.CENTER)

    return Block(lambda _: high, draw)


def _message(s: StaffContext) -> list[Block]:
    say = s.say
    if s.state.busy is TaskKind.SET_DATE:
        return [icon_line(s.c, "clock", say.gettext("Saving…"))]
    if s.state.say is Notice.NO_DATE:
        return [note(s.c, say.gettext("That day cannot be today."), "repeat")]
    if s.state.say is Notice.DATE_DIFFERS:
        return [note(s.c, say.gettext("The two were not the same. Begin again."), "repeat")]
    return []
