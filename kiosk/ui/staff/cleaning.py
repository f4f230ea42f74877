"""The screen lock for cleaning: the remaining time, and no targets."""

from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.staff_context import StaffContext

WIDTH_MM = 260.0


def compose(s: StaffContext) -> None:
    """Draws the words and the seconds in the middle of the glass."""
    c, say = s.c, s.say
    c.title = say.gettext("Clean the screen")
    seconds = say.ngettext("{count} second", "{count} seconds", s.state.left)
    seconds = seconds.format(count=s.formats.number(s.state.left))
    line = say.gettext("Wipe it now. Touching it does nothing.")
    blocks = [
        text_block(c, c.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True),
        text_block(c, line, Type.LEAD, SOFT, align=Align.CENTER, balance=True),
        text_block(c, seconds, Type.TITLE, BOLD, align=Align.CENTER),
    ]
    wide = min(c.glass.width - 2 * s.margin, s.px(WIDTH_MM))
    room = Box((c.glass.width - wide) // 2, 0, wide, c.glass.height)
    draw_column(c, room, [PagePart([block]) for block in blocks], [s.px(8)], middle=True)
