"""The date, typed twice: eight digits in calendar order, and the keys."""

from kiosk.staff.date import DIGITS
from kiosk.staff.staff_state import Notice, TaskKind
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.pad import PIN_KEYS, Pad
from kiosk.ui.staff.staff_context import StaffContext

CELL_MM, HIGH_MM, DIGIT_MM = 12.0, 18.0, 8.0
"""Width and height of the place for a digit, and the height of the digit."""
GAP_MM, PART_MM, WORDS_MM = 2.0, 6.0, 150.0
"""Between two digits; what parts year, month and day further; the words beside the keys."""
PARTS = (4, 6)
"""Where the month begins, and the day."""


def compose(page: StaffContext) -> None:
    """Draws what to type, the digits so far, what is wrong with them, and the keys."""
    catalog = page.catalog
    room = page.frame("clock", catalog.gettext("Staff"))
    is_second = bool(page.state.typing.first)
    page.canvas.title = catalog.gettext("Type today’s date: year, month, day")
    if is_second:
        page.canvas.title = catalog.gettext("Type the date once more")
    head = text_block(page.canvas, page.canvas.title, Type.TITLE, BOLD, heading=True, balance=True)
    keys = Pad(page, PIN_KEYS, _off(page))
    keys.draw_with([head, _digits(page), *_message(page)], room, page.px(7), WORDS_MM)


def _off(page: StaffContext) -> frozenset[str]:
    typed = page.state.typing.text
    if page.state.busy is not None:
        return frozenset(PIN_KEYS)
    if len(typed) == DIGITS:
        return frozenset("0123456789")
    return frozenset({"enter"} if typed else {"enter", "erase"})


def _digits(page: StaffContext) -> Block:
    """A place for each digit; year, month and day apart."""
    typed, canvas = page.state.typing.text, page.canvas
    wide, high, cap = page.px(CELL_MM), page.px(HIGH_MM), page.px(DIGIT_MM)

    def left(at: int) -> int:
        return at * (wide + page.px(GAP_MM)) + sum(at >= part for part in PARTS) * page.px(PART_MM)

    def draw(box: Box) -> None:
        with canvas.kept_ltr(box.start(left(DIGITS - 1) + wide)):
            for at in range(DIGITS):
                cell = Box(box.x + left(at), box.y, wide, high)
                canvas.rect(cell, TypeRole.CARD, line=TypeRole.LINE, line_mm=0.7, radius_mm=3)
                if at < len(typed):
                    digit = Box(cell.x, cell.y + (high - cap) // 2, wide, cap)
                    draw_number(canvas, digit, typed[at], TypeRole.INK, least=0, align=Align.CENTER)

    return Block(lambda _: high, draw)


def _message(page: StaffContext) -> list[Block]:
    catalog = page.catalog
    if page.state.busy is TaskKind.SET_DATE:
        return [icon_line(page.canvas, "clock", catalog.gettext("Saving…"))]
    if page.state.notice is Notice.NO_DATE:
        return [note(page.canvas, catalog.gettext("That day cannot be today."), "repeat")]
    if page.state.notice is Notice.DATE_DIFFERS:
        return [
            note(page.canvas, catalog.gettext("The two were not the same. Begin again."), "repeat")
        ]
    return []
