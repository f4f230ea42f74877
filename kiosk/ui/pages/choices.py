"""The choices that sort a list, on a page of their own."""

from kiosk.ui.kit.blocks import at_start, row
from kiosk.ui.kit.chips import chip_rows, chips_block
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, note, text_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.visit.acts import Verb

WIDE_MM = 250.0
"""Greatest width of the buttons."""


def compose(page: PageContext) -> None:
    """Draws the choices where they stand behind one button; each acts at once."""
    canvas, catalog, answers = page.canvas, page.catalog, AnswerBlocks.of(page, 1)
    room = page_title(
        canvas, page.frame(), catalog.gettext("Put first"), icon="check_circle", tint=answers.tint
    )
    canvas.title = catalog.gettext("Put first")
    last = [button(canvas, Verb.DONE, catalog.gettext("Done"), "check", main=True)]
    if answers.chosen:
        last.append(answers.clear())
    sentence = catalog.gettext("A choice sorts the list. It takes nothing away.")
    blocks = [
        *(chips_block(canvas, line) for line in chip_rows(canvas, answers.chips, room.w)),
        text_block(canvas, sentence, Type.LEAD),
        *([note(canvas, answers.view.notice)] if answers.view.notice else []),
        at_start(row(last, page.px(4)), page.px(WIDE_MM)),
    ]
    draw_pages(canvas, room, blocks, page.visit.page, gap=page.px(4))
