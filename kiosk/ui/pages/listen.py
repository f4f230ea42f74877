"""The Listen panel: read the page aloud, speed, volume, touch to hear, hide the screen.

On the first screen it names the languages. If nothing can be heard the panel says why, and who can
read to the visitor instead.
"""

from kiosk.ui.kit.blocks import Block, height_of, row
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import heading
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import icon_line, staff_button, text_block
from kiosk.ui.pages.listen_names import draw_names
from kiosk.ui.pages.speech_controls import done_button, pictures_button, speech_controls
from kiosk.visit.acts import TextStep
from kiosk.visit.listening import SpeechState

LOW_MM, MOST_WIDE_MM = 110.0, 290.0
"""Less room than this, and the heading goes; more width than this is not used."""
PICTURE_MM = 24.0


def compose(page: PageContext) -> None:
    """Draws the panel."""
    canvas, catalog = page.canvas, page.catalog
    if page.visit.has_names and page.ear is SpeechState.READY:
        draw_names(page)
        return
    room = heading(canvas, page.frame(), catalog.gettext("Listen"), page.px(LOW_MM))
    across, room = room, room.start(min(room.w, page.px(MOST_WIDE_MM)))
    blocks = speech_controls(page, room.w) if page.ear is SpeechState.READY else _instead(page)
    current = page.visit.page
    for some, gap in ((blocks, 5), (blocks, 3)):
        if height_of(some, room.w, page.px(gap)) <= room.h:
            draw_pages(canvas, room, some, current, gap=page.px(gap), across=across)
            return
    draw_pages(canvas, room, blocks, current, gap=page.px(4), across=across)


def _instead(page: PageContext) -> list[Block]:
    canvas, catalog, gap = page.canvas, page.catalog, page.px(4)
    lines = (
        ("people", catalog.gettext("Someone here can read it to you.")),
        ("phone", catalog.gettext("Someone on the phone can tell you the same.")),
        ("see", catalog.gettext("You can make the letters larger.")),
    )
    buttons = [
        staff_button(canvas),
        pictures_button(page)[0],
    ]
    buttons.append(done_button(page))
    return [
        *silence_blocks(page),
        *(icon_line(canvas, icon, words, Type.LEAD, PLAIN, icon_mm=12) for icon, words in lines),
        *(buttons if canvas.meter.step is TextStep.XL else [row(buttons, gap)]),
    ]


def silence_blocks(page: PageContext) -> list[Block]:
    """Why nothing is heard: headphones are out, or there is no voice."""
    canvas, catalog = page.canvas, page.catalog
    if page.ear is SpeechState.UNPLUGGED:
        words = catalog.gettext("Put in headphones")
        return [
            icon_line(canvas, "listen", words, Type.TILE, BOLD, icon_mm=PICTURE_MM, spot=True),
            text_block(canvas, catalog.gettext("Then only you hear the voice."), Type.LEAD),
        ]
    return [text_block(canvas, catalog.gettext("There is no voice on this screen yet."), Type.LEAD)]
