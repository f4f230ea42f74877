"""The PIN pages: entering it, and the three steps of changing it."""

from kiosk.domain.text import isolate
from kiosk.staff.pin import LEAST_DIGITS, MOST_OF, PinFlaw
from kiosk.staff.pin_lockout import FREE, MORE, MOST, LockState
from kiosk.staff.staff_acts import StaffVerb
from kiosk.staff.staff_state import ENTRIES, Notice, Page, TaskKind
from kiosk.sync.provisioned import RESETS
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.pad import PIN_KEYS, Pad
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
    helper = StaffAction(StaffVerb.HELPER, page.catalog.gettext("I am helping someone"), "people")
    start = [helper] if is_entry and page.state.helpers else []
    look_again = StaffAction(StaffVerb.UNLOCK, page.catalog.gettext("Look again"), "usb", main=True)
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


MINUTE_S, HOUR_S = 60, 3600


def pin_message(page: StaffContext) -> list[Block]:
    """What is in the way, or what is expected."""
    canvas, catalog, state = page.canvas, page.catalog, page.state
    if state.busy in {TaskKind.TRY_PIN, TaskKind.UNLOCK}:
        return [icon_line(canvas, "clock", catalog.gettext("Checking…"))]
    if page.state.page in ENTRIES and state.busy is None and (shut := _shut(page)):
        return shut
    messages = {
        Notice.WRONG_PIN: ("repeat", catalog.gettext("That was not the PIN.")),
        Notice.NOT_COUNTED: (
            "danger",
            catalog.gettext(
                "Nothing can be written to the disk, so no PIN can be checked."
                " Ask whoever looks after the machine."
            ),
        ),
        Notice.PIN_FLAW: ("repeat", _flaw(page)),
        Notice.PIN_DIFFERS: ("repeat", catalog.gettext("The two were not the same. Begin again.")),
        Notice.PIN_TAKEN: (
            "repeat",
            catalog.gettext("Helpers enter with that PIN. Take another one."),
        ),
        Notice.PIN_NOT_SAVED: (
            "danger",
            catalog.gettext("The new PIN could not be saved. The old one still works."),
        ),
    }
    blocks = []
    if state.notice in messages:
        icon, words = messages[state.notice]
        blocks.append(note(canvas, words, icon))
    if state.page is Page.PIN_NEW:
        blocks += _rule(page)
    return [*blocks, *(_left(page) if state.notice is Notice.WRONG_PIN else [])]


def _shut(page: StaffContext) -> list[Block]:
    """Why no PIN can be typed now, and until when; nothing where one can."""
    if page.state.lock.state is not LockState.WAITING:
        return []
    return [note(page.canvas, _wait(page), "clock"), *_left(page)]


def _rule(page: StaffContext) -> list[Block]:
    words = page.catalog.gettext(
        "6 to 12 digits. No runs such as 123456, no pattern on the keys, nothing that repeats."
    )
    return [text_block(page.canvas, words, Type.BODY, SOFT)]


def _flaw(page: StaffContext) -> str:
    if page.state.flaw is PinFlaw.WEAK:
        return page.catalog.gettext("That PIN is too easy to guess.")
    return page.catalog.gettext("A PIN has 6 to 12 digits.")


def _wait(page: StaffContext) -> str:
    seconds = page.state.lock.seconds
    clock = f"{seconds // MINUTE_S % 60}:{seconds % MINUTE_S:02}"
    if seconds >= HOUR_S:
        hours, rest = divmod(seconds, HOUR_S)
        clock = f"{hours}:{rest // MINUTE_S:02}:{rest % MINUTE_S:02}"
    # TRANSLATORS: {time} is minutes and seconds, as 7:05.
    words = page.catalog.gettext("Too many wrong PINs. You can try again in {time}.")
    return words.format(time=isolate(clock))


def _left(page: StaffContext) -> list[Block]:
    """How many tries are left, once that matters."""
    left = page.state.lock.left
    if left > MOST - FREE:
        return []
    words = page.catalog.ngettext(
        "{count} try is left until the lock.", "{count} tries are left until the lock.", left
    ).format(count=left)
    return [text_block(page.canvas, words, Type.BODY, SOFT)]


def lock_blocks(page: StaffContext) -> list[Block]:
    """Until when, what came of a look at the stick, and what opens the lock sooner."""
    wait = [note(page.canvas, _wait(page), "clock")] if page.state.lock.seconds else []
    if page.state.notice is Notice.NO_SIGNED_FILE:
        words = page.catalog.gettext(
            "No file was found that opens the lock. It must be signed by your coalition, and each"
            " file opens it once."
        )
        return [*wait, note(page.canvas, words, "usb")]
    words = page.catalog.gettext(
        "A stick with the newest file of your coalition opens {count} more tries at once."
    ).format(count=page.formats.number(MORE))
    put = page.catalog.gettext("Put the stick in, wait a moment, then touch “Look again”.")
    return [
        *wait,
        text_block(page.canvas, words, Type.BODY),
        text_block(page.canvas, put, Type.BODY, SOFT),
    ]


def reset_blocks(page: StaffContext) -> list[Block]:
    """The command that sets a new PIN."""
    # TRANSLATORS: What follows is a command to type, never translated.
    words = page.catalog.gettext(
        "Whoever looks after the machine sets a new PIN in its shell with:"
    )
    return [
        text_block(page.canvas, words, Type.BODY, SOFT, keep=True),
        text_block(page.canvas, isolate(RESETS[page.state.owner]), Type.LEAD, BOLD),
    ]
