"""Ask the staff: who can help here, and sentences to point at."""

from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.two_part import words_block
from kiosk.ui.kit.widgets import button, icon_line, note, text_block
from kiosk.ui.pages.ask_them import ask_block, question_blocks
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.ui.pages.visit_path import on_young_path, service_on_path
from kiosk.visit.acts import Noted, Route, Screen, Verb

ENGLISH = "Hello. Please help me with this page."
"""What the staff reads, in their language whatever the visitor's."""


def compose(page: PageContext) -> None:
    """Draws who is here, a sentence to point at, and what else can be shown."""
    canvas, catalog, who, topic = page.canvas, page.catalog, page.presenter.staff(), _topic(page)
    # Before anyone is asked: the sentence about people who must report.
    blocks = [note(canvas, page.presenter.reporting, "shield")] if on_young_path(page) else []
    lines = _sentence(page, topic)
    more = parts_of([words_block(canvas, who.who, who.line, kind=Type.TILE)])
    panel = PagePart([panel_block(canvas, lines, page.px(2))], pieces=parts_of(lines))
    if topic is not None and topic.questions:
        asked = PagePart([ask_block(page, topic)], pieces=parts_of(question_blocks(page, topic)))
        more.append(asked)
    interpreter = catalog.gettext("Show that I need an interpreter")
    acts = [
        [button(canvas, Route(Screen.SPEAK), interpreter, "interpreter", main=True)],
        [button(canvas, Noted(Verb.BACK, "done"), catalog.gettext("Done"), "check")],
    ]
    text, words = catalog.gettext("Ask the staff here"), [*parts_of(blocks), panel]
    draw_tool(page, text, "bell", words, acts, more=more, icon="bell")


def _topic(page: PageContext) -> ServiceView | None:
    """The service the visitor comes from."""
    found = [r.subject for r in page.visit.stack if r.screen is Screen.SERVICE]
    return service_on_path(page, found[-1]) if found else None


def _sentence(page: PageContext, view: ServiceView | None) -> list[Block]:
    """Words for the staff to read: the visitor's, the English, what it is about."""
    canvas = page.canvas
    own = page.catalog.gettext("Hello. Please help me with this page.")
    blocks = [icon_line(canvas, "hand", page.catalog.gettext("You can point here:"), ink=SOFT)]
    blocks.append(text_block(canvas, own, Type.TILE if canvas.glass.compact else Type.TITLE, BOLD))
    if own != ENGLISH:
        canvas.in_english([ENGLISH])
        blocks.append(text_block(canvas, ENGLISH, Type.LEAD))
    if view is not None:
        canvas.in_english(view.in_english)
        number = join_extension(page.presenter.formats, view.number, view.extension)
        number = isolate(number) if number == view.number != "" else number
        blocks.append(text_block(canvas, f"{view.quiet_name}  {number}".strip(), Type.NAME, BOLD))
    return blocks
