"""The screen lock for cleaning: the remaining time, and no targets."""

from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import text_block
from kiosk.ui.staff.staff_context import StaffContext

WIDTH_MM = 260.0


def compose(page: StaffContext) -> None:
    """Draws the words and the seconds in the middle of the glass."""
    canvas, catalog = page.canvas, page.catalog
    canvas.title = catalog.gettext("Clean the screen")
    seconds = catalog.ngettext("{count} second", "{count} seconds", page.state.left)
    seconds = seconds.format(count=page.formats.number(page.state.left))
    line = catalog.gettext("Wipe it now. Touching it does nothing.")
    blocks = [
        text_block(canvas, canvas.title, Type.TITLE, BOLD, align=Align.CENTER, heading=True),
        text_block(canvas, line, Type.LEAD, SOFT, align=Align.CENTER, balance=True),
        text_block(canvas, seconds, Type.TITLE, BOLD, align=Align.CENTER),
    ]
    wide = min(canvas.glass.width - 2 * page.margin, page.px(WIDTH_MM))
    room = Box((canvas.glass.width - wide) // 2, 0, wide, canvas.glass.height)
    draw_column(canvas, room, [PagePart([block]) for block in blocks], [page.px(8)], middle=True)
