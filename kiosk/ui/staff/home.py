"""The first page after the PIN: the state of data and machine, and what can be done."""

from kiosk.staff.staff_acts import StaffVerb
from kiosk.staff.staff_state import TaskKind
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.current_marker import BUTTON_GAP_MM
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, text_block
from kiosk.ui.staff.staff_context import StaffContext
from kiosk.ui.staff.state_lines import state_lines
from kiosk.ui.staff.status_lines import in_twos

SIDE_MM, GAP_MM, PAD_MM, BETWEEN_MM = 118.0, 14.0, 6.5, 3.0
"""The column of buttons, what parts it from the state, room in the panel, and between two lines."""


def compose(page: StaffContext) -> None:
    """Draws the state of data and machine, and the buttons beside or under it."""
    canvas = page.canvas
    room = page.frame("lock", page.catalog.gettext("Staff"), language=True)
    title = page.catalog.gettext("This kiosk now")
    page.canvas.title = title
    buttons, gap = _buttons(page), page.px(BUTTON_GAP_MM)
    head = text_block(canvas, title, Type.TITLE, BOLD, heading=True)
    if canvas.glass.portrait:
        buttons = [buttons[0], *in_twos(buttons[1:], gap)]
        high = height_of(buttons, room.w, gap)
        used = stack([head], room, 0)
        stack(buttons, room.foot(high), gap)
        _state(page, room.below(used + page.px(5)).top(room.h - used - high - page.px(13)))
        return
    side = room.end(page.px(SIDE_MM))
    stack(buttons, side.below(page.px(2)), gap)
    if height_of(buttons, side.w, gap) > side.h:
        canvas.problem("the buttons are higher than the page")
    left = room.start(room.w - side.w - page.px(GAP_MM))
    used = stack([head], left, 0)
    _state(page, left.below(used + page.px(5)))


def _state(page: StaffContext, room: Box) -> None:
    if page.state.busy is TaskKind.READ_MACHINE:
        text_block(page.canvas, page.catalog.gettext("Looking…"), Type.LEAD, SOFT).draw(room)
        return
    lines = state_lines(page, page.state.machine)
    gap = page.px(BETWEEN_MM)
    side = 0 if page.canvas.strong else page.px(PAD_MM)
    if not page.canvas.strong:
        whole = min(room.h, height_of(lines, room.w - 2 * side, gap) + 2 * side)
        page.canvas.rect(room.top(whole), TypeRole.CARD, radius_mm=6)
    draw_pages(page.canvas, room.inset(side), lines, page.state.number, gap=gap)


def _buttons(page: StaffContext) -> list[Block]:
    canvas, catalog, machine = page.canvas, page.catalog, page.state.machine
    blocks = [
        button(
            canvas,
            StaffVerb.FILES,
            catalog.gettext("Bring new data"),
            "usb",
            main=True,
            height_mm=26,
        )
    ]
    blocks += [
        button(canvas, StaffVerb.READY, catalog.gettext("Is everything ready?"), "check_circle"),
        button(canvas, StaffVerb.HISTORY, catalog.gettext("What happened"), "list"),
        button(canvas, StaffVerb.PIN, catalog.gettext("Change the PIN"), "lock"),
        button(canvas, StaffVerb.CLEAN, catalog.gettext("Clean the screen"), "hand"),
    ]
    # Last, so that nothing moves under a finger when it turns out that there is a way back.
    if machine.status.can_undo:
        blocks.append(
            button(canvas, StaffVerb.UNDO, catalog.gettext("Go back to the previous data"), "back")
        )
    return blocks
