"""A page that tells nothing while its reader listens, and one large button to come back."""

from kiosk.ui.kit.blocks import height_of, stack
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.page_frame import half_frame
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.ui.pages.listen import silence_blocks
from kiosk.ui.pages.listen_names import SIDE_MM
from kiosk.visit.listening import SpeechControl, SpeechState

SHOW_MM = 34.0


def compose(page: PageContext) -> None:
    """Draws the page.

    While nothing can be heard it says why; the second line of that goes where room is short.
    """
    canvas, catalog = page.canvas, page.catalog
    canvas.title = catalog.gettext("Show the page")
    room = half_frame(canvas, page.here(attract=True))
    width = min(room.w - 2 * page.px(16), page.px(180))
    show = button(
        canvas,
        SpeechControl.SHOW,
        canvas.title,
        "eye",
        main=True,
        height_mm=SHOW_MM,
        kind=Type.TILE,
    )
    repeat_page = button(
        canvas, SpeechControl.PAGE, catalog.gettext("Hear it again"), "repeat", kind=Type.LEAD
    )
    line = text_block(canvas, catalog.gettext("Any touch stops the voice."), align=Align.CENTER)
    why = silence_blocks(page)
    ways = [([*why, space_block(page.px(2)), show], 6), ([*why, show], 3), ([why[0], show], 3)]
    if page.ear is SpeechState.READY:
        ways = [([show, repeat_page, line], 6)]
    most = room.h - 2 * page.px(SIDE_MM)
    fits = (way for way in ways if height_of(way[0], width, page.px(way[1])) <= most)
    blocks, apart = next(fits, ways[-1])
    gap = page.px(apart)
    high = height_of(blocks, width, gap)
    box = Box((canvas.glass.width - width) // 2, room.y + max(0, (room.h - high) // 2), width, high)
    stack(blocks, box, gap)
