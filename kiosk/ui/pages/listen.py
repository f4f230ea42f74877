"""The Listen panel: read the page aloud, speed, volume, touch to hear, hide the screen.

On the first screen it names the languages. If nothing can be heard the panel says why, and who can
read to the visitor instead.
"""

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, icon_line, staff_button, text_block
from kiosk.ui.pages.listen_names import draw_names
from kiosk.ui.pages.speech_controls import pictures_button, speech_controls, speech_note
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.visit.acts import Verb
from kiosk.visit.listening import SpeechState

PICTURE_MM = 24.0


def compose(page: PageContext) -> None:
    """Draws the panel."""
    if page.visit.has_names and page.ear is SpeechState.READY:
        draw_names(page)
        return
    text = page.catalog.gettext("Listen")
    if page.ear is SpeechState.READY:
        draw_tool(page, text, "headphones", parts_of([speech_note(page)]), speech_controls(page))
        return
    done = button(page.canvas, Verb.DONE, page.catalog.gettext("Done"), "check")
    acts = [[staff_button(page.canvas, main=True)], [pictures_button(page)[0]], [done]]
    draw_tool(page, text, "plug", [*parts_of(silence_blocks(page)), *_instead(page)], acts)


def _instead(page: PageContext) -> list[PagePart]:
    """Who else can read the page to her; lines that give way to the buttons."""
    canvas, catalog = page.canvas, page.catalog
    lines = (
        ("people", catalog.gettext("Someone here can read it to you.")),
        ("phone", catalog.gettext("Someone on the phone can tell you the same.")),
        ("see", catalog.gettext("You can make the letters larger.")),
    )
    shown = (icon_line(canvas, icon, words, Type.LEAD, icon_mm=12) for icon, words in lines)
    return [PagePart([line, None], (2,)) for line in shown]


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
