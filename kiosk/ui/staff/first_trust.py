"""First trust: type the fingerprint of the file's keys from the coalition's paper.

The fingerprint of the file is never shown: the person must have the paper.
"""

from kiosk.staff.staff_state import GROUP, GROUPS, TaskKind
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, LINE_CURRENT_MM, Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.pad import HEX_KEYS, Pad
from kiosk.ui.staff.staff_context import StaffContext

COLUMNS_WIDE, FIELD_MM, FIELD_GAP_MM, WORDS_MM = 4, 18.0, 4.0, 190.0
"""Fields in a row, their height and gap, and the least width of the words beside the keys."""
NUMBER_MM, LABEL_MM, DIGITS_MM = 10.0, 5.0, 7.0
"""Room for the number of a field, the height of that, and of the digits in it."""


def compose(page: StaffContext) -> None:
    """Draws what to do, the eight fields and the keys."""
    room = page.frame("shield", page.catalog.gettext("Staff: new data"))
    page.canvas.title = page.catalog.gettext("Type the groups on the coalition’s paper")
    blocks = [
        text_block(page.canvas, page.canvas.title, Type.TITLE, BOLD, heading=True, balance=True),
        _fields(page),
        *(_message(page) or [text_block(page.canvas, _who(page), Type.BODY, SOFT)]),
    ]
    Pad(page, HEX_KEYS, _off(page)).draw_with(blocks, room, page.px(5), WORDS_MM)


def _who(page: StaffContext) -> str:
    """No name from the file: it is what is not trusted yet."""
    return page.catalog.gettext(
        "The paper or a person of the coalition has 8 groups of 4. Do not take them from the stick"
        " or from a message that came with it."
    )


def _off(page: StaffContext) -> frozenset[str]:
    typed = page.state.typing.text
    if page.state.busy is not None:
        return frozenset(HEX_KEYS)
    off = set() if typed else {"erase"}
    if page.state.wrong_group or len(typed) == GROUP * GROUPS:
        off |= set(HEX_KEYS) - {"erase"}
    return frozenset(off)


def _message(page: StaffContext) -> list[Block]:
    if page.state.busy is TaskKind.TRUST_KEYS:
        return [icon_line(page.canvas, "clock", page.catalog.gettext("Checking…"))]
    if page.state.busy is TaskKind.INSPECT:
        return [
            icon_line(
                page.canvas, "clock", page.catalog.gettext("That is right. Reading the file…")
            )
        ]
    if wrong := page.state.wrong_group:
        # TRANSLATORS: {number} is from 1 to 8.
        words = page.catalog.gettext(
            "Group {number} does not match this file. Erase it and check again. If the paper says"
            " the same, do not use this file."
        )
        return [note(page.canvas, words.format(number=wrong), "danger")]
    return []


def _fields(page: StaffContext) -> Block:
    high, gap = page.px(FIELD_MM), page.px(FIELD_GAP_MM)
    rows = GROUPS // COLUMNS_WIDE

    def draw(box: Box) -> None:
        with page.canvas.kept_ltr(box):
            for at, cell in enumerate(box.grid(COLUMNS_WIDE, rows, gap)):
                _field(page, cell, at)

    return Block(lambda _: rows * high + (rows - 1) * gap, draw)


def _field(page: StaffContext, box: Box, at: int) -> None:
    """Its number, what was typed; the one to type is edged, a wrong one tinted and marked."""
    canvas, typed = page.canvas, page.state.typing.text
    text = typed[at * GROUP : (at + 1) * GROUP]
    wrong = page.state.wrong_group == at + 1
    here = len(typed) // GROUP == at and not page.state.wrong_group
    whole = len(text) == GROUP and not wrong
    fill = TypeRole.LEAF if whole else TypeRole.SUN if wrong else TypeRole.CARD
    edge = LINE_CURRENT_MM if wrong else LINE_CHOSEN_MM
    line = TypeRole.DANGER if wrong else TypeRole.PRIMARY
    if wrong or here:
        canvas.rect(box, fill, line=line, line_mm=edge, radius_mm=4)
    else:
        canvas.rect(box, fill, line=TypeRole.HAIR, line_mm=0.5, radius_mm=4)
    cap = page.px(LABEL_MM)
    label = Box(box.x + page.px(3), box.y + (box.h - cap) // 2, page.px(NUMBER_MM - 3), cap)
    draw_number(canvas, label, str(at + 1), TypeRole.OFF_INK, least=0)
    cap = min(page.px(DIGITS_MM), round((box.w - page.px(NUMBER_MM + 5)) / GROUP * 1.1))
    digits = Box(box.x + page.px(NUMBER_MM + 1), box.y + (box.h - cap) // 2, 0, cap)
    cell = (box.right - page.px(3) - digits.x) // GROUP
    for place, sign in enumerate(text):
        where = Box(digits.x + place * cell, digits.y, cell, cap)
        draw_number(canvas, where, sign.upper(), TypeRole.INK, least=0, align=Align.CENTER)
