"""What the PIN pages say: what is in the way, how many tries are left, what opens a lock."""

from kiosk.domain.text import isolate
from kiosk.staff.pin import PinFlaw
from kiosk.staff.pin_lockout import FREE, MORE, MOST, LockState
from kiosk.staff.staff_state import ENTRIES, Notice, Page, TaskKind
from kiosk.sync.provisioned import RESETS
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.staff_context import StaffContext

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
