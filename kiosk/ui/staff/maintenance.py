"""The question before the kiosk is closed for maintenance."""

from kiosk.staff.state import Notice
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import note, text_block
from kiosk.ui.staff.lines import draw_sentences
from kiosk.ui.staff.staff_context import StaffAction, StaffContext


def compose(s: StaffContext) -> None:
    """Draws it; the answer that changes nothing comes first. Once it closes there is no answer."""
    c, say = s.c, s.say
    room = s.frame("device", say.gettext("Staff"))
    closing = s.state.busy is not None or s.state.say is Notice.CARE_BEGUN
    if not closing:
        keep = StaffAction("ready", say.gettext("Keep it open"))
        yes = StaffAction("yes", say.gettext("Close it"), "lock", main=True)
        room = s.actions(room, [], [keep, yes])
    lines = [
        say.gettext("Nobody can use it then, even after a restart."),
        say.gettext(
            "Whoever looks after the machine logs in here with a keyboard, and opens it again."
        ),
    ]
    blocks = [*_notes(s), *(text_block(c, line, Type.LEAD) for line in lines)]
    draw_sentences(s, room, say.gettext("Close the kiosk for maintenance?"), "device", blocks)


def _notes(s: StaffContext) -> list[Block]:
    """What became of the touch."""
    if s.state.say is Notice.CARE_BEGUN:
        return [note(s.c, s.say.gettext("The kiosk closes now."), "check", TypeRole.LEAF)]
    if s.state.say is Notice.CARE_NOT_BEGUN:
        words = s.say.gettext("It could not be closed. Look at the disk.")
        return [note(s.c, words, "danger")]
    return []
