"""The PIN pages: entering it, and the three steps of changing it."""

from kiosk.staff.pin import LEAST_DIGITS, MOST_OF
from kiosk.staff.pin_lockout import LockState
from kiosk.staff.staff_state import ENTRIES, Notice, Page
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.pad import PIN_KEYS, Pad
from kiosk.ui.staff.pin_messages import lock_blocks, pin_message, reset_blocks
from kiosk.ui.staff.staff_context import StaffAction, StaffContext
from kiosk.ui.staff.status_lines import draw_sentences

DOT_MM, DOT_GAP_MM, WORDS_MM = 7.0, 4.0, 150.0
"""A dot, the gap between two, and the width of the words beside the keys."""


def compose(page: StaffContext) -> None:
    """Draws the page: words and dots, and the keys beside or below them."""
    is_entry = page.state.page is Page.PIN
    title = _title(page)
    room = page.frame("lock", page.catalog.gettext("Staff"), back=not is_entry, language=is_entry)
    page.canvas.title = title
    helper = StaffAction("helper", page.catalog.gettext("I am helping someone"), "people")
    start = [helper] if is_entry and page.state.helpers else []
    look_again = StaffAction("unlock", page.catalog.gettext("Look again"), "usb", main=True)
    end = [look_again] if _shut_off(page) and not _damaged(page) else []
    if start or end:
        room = page.actions(room, start, end)
    if _shut_off(page):
        icon = "danger" if _damaged(page) else "lock"
        blocks = [*([] if _damaged(page) else lock_blocks(page)), *reset_blocks(page)]
        draw_sentences(page, room, title, icon, blocks)
        return
    gap = page.px(7)
    head = text_block(page.canvas, title, Type.TITLE, BOLD, heading=True, balance=True)
    blocks = [head, _dots(page), *pin_message(page)]
    Pad(page, PIN_KEYS, _off(page)).draw_with(blocks, room, gap, WORDS_MM)


def _title(page: StaffContext) -> str:
    catalog = page.catalog
    if _shut_off(page):
        if _damaged(page):
            return catalog.gettext("The stored PIN cannot be read")
        return catalog.gettext("Locked after too many wrong PINs")
    return {
        Page.PIN: catalog.gettext("Type the staff PIN"),
        Page.HELPER_PIN: catalog.gettext("Type the helpers’ PIN"),
        Page.PIN_OLD: catalog.gettext("Type the PIN you have now"),
        Page.PIN_NEW: catalog.gettext("Type a new PIN"),
        Page.PIN_AGAIN: catalog.gettext("Type the new PIN once more"),
    }[page.state.page]


def _off(page: StaffContext) -> frozenset[str]:
    typed, off = page.state.typing.text, set[str]()
    if page.state.busy is not None or (
        page.state.page in ENTRIES
        and (page.state.lock.state is not LockState.OPEN or _damaged(page))
    ):
        return frozenset(PIN_KEYS)
    if len(typed) < LEAST_DIGITS:
        off.add("enter")
    if not typed:
        off.add("erase")
    if len(typed) == MOST_OF[page.state.owner]:
        off |= set("0123456789")
    return frozenset(off)


def _shut_off(page: StaffContext) -> bool:
    """True if no PIN can be typed for long: then there are no keys to be looked at."""
    locked = _damaged(page) or page.state.lock.state is LockState.LOCKED
    return locked and page.state.page in ENTRIES and page.state.busy is None


def _damaged(page: StaffContext) -> bool:
    return page.state.notice is Notice.PIN_DAMAGED


def _dots(page: StaffContext) -> Block:
    """One dot a digit: filled when typed; never the digits themselves."""
    typed = len(page.state.typing.text)
    count = max(LEAST_DIGITS, typed)
    side, gap, canvas = page.px(DOT_MM), page.px(DOT_GAP_MM), page.canvas

    def draw(box: Box) -> None:
        with canvas.kept_ltr(box.start(count * (side + gap) - gap)):
            for at in range(count):
                dot = Box(box.x + at * (side + gap), box.y, side, side)
                if at < typed:
                    canvas.rect(dot, TypeRole.PRIMARY, radius_mm=DOT_MM / 2)
                else:
                    canvas.rect(dot, line=TypeRole.LINE, line_mm=0.7, radius_mm=DOT_MM / 2)

    return Block(lambda _: side, draw)
