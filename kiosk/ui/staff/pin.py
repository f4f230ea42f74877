"""The PIN pages: entering it, and the three steps of changing it."""

from dataclasses import dataclass

from kiosk.domain.text import isolate
from kiosk.staff.pin import LEAST_DIGITS, MOST_OF, PinFlaw
from kiosk.staff.pin_lockout import FREE, MORE, MOST, LockState
from kiosk.staff.state import ENTRIES, Notice, Page, TaskKind
from kiosk.sync.provisioned import RESETS
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import icon_line, note, text_block
from kiosk.ui.staff.lines import draw_sentences
from kiosk.ui.staff.pad import COLUMNS, PIN_KEYS, Pad
from kiosk.ui.staff.staff_context import StaffAction, StaffContext

DOT_MM, DOT_GAP_MM, WORDS_MM = 7.0, 4.0, 150.0
"""A dot, the gap between two, and the width of the words beside the keys."""
MINUTE_S, HOUR_S = 60, 3600


def compose(s: StaffContext) -> None:
    """Draws the page: words and dots, and the keys beside or below them."""
    is_entry = s.state.page is Page.PIN
    title = _title(s)
    room = s.frame("lock", s.say.gettext("Staff"), back=not is_entry, language=is_entry)
    s.c.title = title
    helper = StaffAction("helper", s.say.gettext("I am helping someone"), "people")
    start = [helper] if is_entry and s.state.helpers else []
    look_again = StaffAction("unlock", s.say.gettext("Look again"), "usb", main=True)
    end = [look_again] if _shut_off(s) and not _damaged(s) else []
    if start or end:
        room = s.actions(room, start, end)
    if _shut_off(s):
        icon = "danger" if _damaged(s) else "lock"
        blocks = [*([] if _damaged(s) else _locked(s)), *_reset(s)]
        draw_sentences(s, room, title, icon, blocks)
        return
    gap, head = s.px(7), text_block(s.c, title, Type.TITLE, BOLD, heading=True, balance=True)
    blocks = [head, _dots(s), *_message(s)]
    Pad(s, PIN_KEYS, COLUMNS[PIN_KEYS], _off(s)).draw_with(blocks, room, gap, WORDS_MM)


def _title(s: StaffContext) -> str:
    say = s.say
    if _shut_off(s):
        if _damaged(s):
            return say.gettext("The stored PIN cannot be read")
        return say.gettext("Locked after too many wrong PINs")
    return {
        Page.PIN: say.gettext("Type the staff PIN"),
        Page.HELPER_PIN: say.gettext("Type the helpers’ PIN"),
        Page.PIN_OLD: say.gettext("Type the PIN you have now"),
        Page.PIN_NEW: say.gettext("Type a new PIN"),
        Page.PIN_AGAIN: say.gettext("Type the new PIN once more"),
    }[s.state.page]


def _needs_door(s: StaffContext) -> bool:
    return s.state.page in ENTRIES


def _off(s: StaffContext) -> frozenset[str]:
    typed, off = s.state.typing.text, set[str]()
    if s.state.busy is not None or (
        _needs_door(s) and (s.state.lock.state is not LockState.OPEN or _damaged(s))
    ):
        return frozenset(PIN_KEYS)
    if len(typed) < LEAST_DIGITS:
        off.add("enter")
    if not typed:
        off.add("erase")
    if len(typed) == MOST_OF[s.state.owner]:
        off |= set("0123456789")
    return frozenset(off)


def _shut_off(s: StaffContext) -> bool:
    """True if no PIN can be typed for long: then there are no keys to be looked at."""
    locked = _damaged(s) or s.state.lock.state is LockState.LOCKED
    return locked and _needs_door(s) and s.state.busy is None


def _damaged(s: StaffContext) -> bool:
    return s.state.say is Notice.PIN_DAMAGED


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of dots: how many there are, and how many are filled."""

    count: int
    filled: int


def _dots(s: StaffContext) -> Block:
    """One dot a digit: filled when typed; never the digits themselves."""
    typed = len(s.state.typing.text)
    row = _Row(max(LEAST_DIGITS, typed), typed)
    side, gap, c = s.px(DOT_MM), s.px(DOT_GAP_MM), s.c

    def draw(box: Box) -> None:
        with c.kept_ltr(box.start(row.count * (side + gap) - gap)):
            for at in range(row.count):
                dot = Box(box.x + at * (side + gap), box.y, side, side)
                if at < row.filled:
                    c.rect(dot, TypeRole.PRIMARY, radius_mm=DOT_MM / 2)
                else:
                    c.rect(dot, line=TypeRole.LINE, line_mm=0.7, radius_mm=DOT_MM / 2)

    return Block(lambda _: side, draw)


def _message(s: StaffContext) -> list[Block]:
    """What is in the way, or what is expected."""
    c, say, state = s.c, s.say, s.state
    if state.busy in {TaskKind.TRY, TaskKind.UNLOCK}:
        return [icon_line(c, "clock", say.gettext("Checking…"))]
    if _needs_door(s) and state.busy is None and (shut := _shut(s)):
        return shut
    messages = {
        Notice.WRONG_PIN: ("repeat", say.gettext("That was not the PIN.")),
        Notice.NOT_COUNTED: (
            "danger",
            say.gettext(
                "Nothing can be written to the disk, so no PIN can be checked."
                " Ask whoever looks after the machine."
            ),
        ),
        Notice.PIN_FLAW: ("repeat", _flaw(s)),
        Notice.PIN_DIFFERS: ("repeat", say.gettext("The two were not the same. Begin again.")),
        Notice.PIN_TAKEN: (
            "repeat",
            say.gettext("Helpers enter with that PIN. Take another one."),
        ),
        Notice.PIN_NOT_SAVED: (
            "danger",
            say.gettext("The new PIN could not be saved. The old one still works."),
        ),
    }
    blocks = []
    if state.say in messages:
        icon, words = messages[state.say]
        blocks.append(note(c, words, icon))
    if state.page is Page.PIN_NEW:
        blocks += _rule(s)
    return [*blocks, *(_left(s) if state.say is Notice.WRONG_PIN else [])]


def _shut(s: StaffContext) -> list[Block]:
    """Why no PIN can be typed now, and until when; nothing where one can."""
    if s.state.lock.state is not LockState.WAITING:
        return []
    return [note(s.c, _wait(s), "clock"), *_left(s)]


def _rule(s: StaffContext) -> list[Block]:
    words = s.say.gettext(
        "6 to 12 digits. No runs such as 123456, no pattern on the keys, nothing that repeats."
    )
    return [text_block(s.c, words, Type.BODY, SOFT)]


def _flaw(s: StaffContext) -> str:
    if s.state.flaw is PinFlaw.WEAK:
        return s.say.gettext("That PIN is too easy to guess.")
    return s.say.gettext("A PIN has 6 to 12 digits.")


def _wait(s: StaffContext) -> str:
    seconds = s.state.lock.seconds
    clock = f"{seconds // MINUTE_S % 60}:{seconds % MINUTE_S:02}"
    if seconds >= HOUR_S:
        hours, rest = divmod(seconds, HOUR_S)
        clock = f"{hours}:{rest // MINUTE_S:02}:{rest % MINUTE_S:02}"
    # TRANSLATORS: {time} is minutes and seconds, as 7:05.
    words = s.say.gettext("Too many wrong PINs. You can try again in {time}.")
    return words.format(time=isolate(clock))


def _left(s: StaffContext) -> list[Block]:
    """How many tries are left, once that matters."""
    left = s.state.lock.left
    if left > MOST - FREE:
        return []
    words = s.say.ngettext(
        "{count} try is left until the lock.", "{count} tries are left until the lock.", left
    ).format(count=left)
    return [text_block(s.c, words, Type.BODY, SOFT)]


def _locked(s: StaffContext) -> list[Block]:
    """Until when, what came of a look at the stick, and what opens the lock sooner."""
    wait = [note(s.c, _wait(s), "clock")] if s.state.lock.seconds else []
    if s.state.say is Notice.NO_SIGNED_FILE:
        words = s.say.gettext(
            "No file was found that opens the lock. It must be signed by your coalition, and each"
            " file opens it once."
        )
        return [*wait, note(s.c, words, "usb")]
    words = s.say.gettext(
        "A stick with the newest file of your coalition opens {count} more tries at once."
    ).format(count=s.formats.number(MORE))
    put = s.say.gettext("Put the stick in, wait a moment, then touch “Look again”.")
    return [*wait, text_block(s.c, words, Type.BODY), text_block(s.c, put, Type.BODY, SOFT)]


def _reset(s: StaffContext) -> list[Block]:
    # TRANSLATORS: What follows is a command to type, never translated.
    words = s.say.gettext("Whoever looks after the machine sets a new PIN in its shell with:")
    return [
        text_block(s.c, words, Type.BODY, SOFT, keep=True),
        text_block(s.c, isolate(RESETS[s.state.owner]), Type.LEAD, BOLD),
    ]
