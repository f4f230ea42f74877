"""Ask the staff: who can help here, and sentences to point at."""

from kiosk.domain.text import isolate
from kiosk.presentation.numbers import join_extension
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import panel_block
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.two_part import words_block
from kiosk.ui.kit.widgets import button, icon_line, note, text_block
from kiosk.ui.pages.ask_them import ask_block, question_blocks
from kiosk.ui.pages.visit_path import on_young_path, service_on_path
from kiosk.visit.visit import Screen

ENGLISH = "Hello. Please help me with this page."
"""What the staff reads, in their language whatever the visitor's."""
WIDTH_MM = 300.0
"""Widest line of this page: a sentence to point at is read at arm's length."""


def compose(s: PageContext) -> None:
    """Draws who is here, what to do, and a sentence to point at."""
    form = Spread(later=_parts(s))
    draw_spread(s, s.say.gettext("Ask the staff here"), [form], icon="bell", width_mm=WIDTH_MM)


def _parts(s: PageContext) -> list[PagePart]:
    c, say, who, topic = s.c, s.say, s.desk.staff(), _topic(s)
    # Before anyone is asked: the sentence about people who must report.
    blocks = [note(c, s.desk.reporting, "shield")] if on_young_path(s) else []
    blocks.append(words_block(c, who.who, who.line, kind=Type.TILE))
    lines = _sentence(s, topic)
    parts = [*parts_of(blocks), PagePart([panel_block(c, lines, s.px(2))], pieces=parts_of(lines))]
    if topic is not None and topic.questions:
        questions = parts_of(question_blocks(s, topic))
        parts.append(PagePart([ask_block(s, topic)], pieces=questions))
    label = say.gettext("Show that I need an interpreter")
    return [*parts, PagePart([button(c, "speak", label, "interpreter")])]


def _topic(s: PageContext) -> ServiceView | None:
    """The service the visitor comes from."""
    found = [r.subject for r in s.visit.stack if r.screen is Screen.SERVICE]
    return service_on_path(s, found[-1]) if found else None


def _sentence(s: PageContext, view: ServiceView | None) -> list[Block]:
    """Words for the staff to read: the visitor's, the English, what it is about."""
    c = s.c
    own = s.say.gettext("Hello. Please help me with this page.")
    blocks = [icon_line(c, "hand", s.say.gettext("You can point here:"), ink=SOFT)]
    blocks.append(text_block(c, own, Type.TILE, BOLD))
    if own != ENGLISH:
        c.in_english([ENGLISH])
        blocks.append(text_block(c, ENGLISH, Type.LEAD))
    if view is not None:
        c.in_english(view.in_english)
        number = join_extension(s.desk.formats, view.number, view.extension)
        number = isolate(number) if number == view.number != "" else number
        blocks.append(text_block(c, f"{view.quiet_name}  {number}".strip(), Type.NAME, BOLD))
    return blocks
