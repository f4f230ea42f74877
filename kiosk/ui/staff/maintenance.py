"""The question before the kiosk is closed for maintenance."""

from kiosk.staff.staff_acts import StaffVerb
from kiosk.staff.staff_state import Notice
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import note, text_block
from kiosk.ui.staff.staff_context import StaffAction, StaffContext
from kiosk.ui.staff.status_lines import draw_sentences
from kiosk.visit.acts import Verb


def compose(page: StaffContext) -> None:
    """Draws it; the answer that changes nothing comes first. Once it closes there is no answer."""
    canvas, catalog = page.canvas, page.catalog
    room = page.frame("device", catalog.gettext("Staff"))
    closing = page.state.busy is not None or page.state.notice is Notice.CARE_BEGUN
    if not closing:
        keep = StaffAction(StaffVerb.READY, catalog.gettext("Keep it open"))
        yes = StaffAction(Verb.YES, catalog.gettext("Close it"), "lock", main=True)
        room = page.actions(room, [], [keep, yes])
    lines = [
        catalog.gettext("Nobody can use it then, even after a restart."),
        catalog.gettext(
            "Whoever looks after the machine logs in here with a keyboard, and opens it again."
        ),
    ]
    blocks = [*_notes(page), *(text_block(canvas, line, Type.LEAD) for line in lines)]
    draw_sentences(
        page, room, catalog.gettext("Close the kiosk for maintenance?"), "device", blocks
    )


def _notes(page: StaffContext) -> list[Block]:
    """What became of the touch."""
    if page.state.notice is Notice.CARE_BEGUN:
        return [
            note(page.canvas, page.catalog.gettext("The kiosk closes now."), "check", TypeRole.LEAF)
        ]
    if page.state.notice is Notice.CARE_NOT_BEGUN:
        words = page.catalog.gettext("It could not be closed. Look at the disk.")
        return [note(page.canvas, words, "danger")]
    return []
