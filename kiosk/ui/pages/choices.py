"""The choices that sort a list, on a page of their own."""

from kiosk.presentation.list_views import ChipView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.column import parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, note, text_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.ui.pages.answer_frame import CHIP_ICONS
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.visit.acts import Verb


def compose(page: PageContext) -> None:
    """Draws the choices where they stand behind one button; each acts at once."""
    canvas, catalog, answers = page.canvas, page.catalog, AnswerBlocks.of(page, 1)
    clear, why = catalog.gettext("Clear choices"), catalog.gettext("Not chosen")
    off = button(canvas, None, clear, "close", off=why)  # its place is kept: no choice moves
    done = button(canvas, Verb.DONE, catalog.gettext("Done"), "check", main=True)
    last = [done, answers.clear() if answers.chosen else off]
    sentence = catalog.gettext("A choice sorts the list. It takes nothing away.")
    notices = [note(canvas, answers.view.notice)] if answers.view.notice else []
    words = parts_of([text_block(canvas, sentence, Type.LEAD), *notices])
    chips = [_choice(page, chip) for chip in answers.view.chips]
    acts = [*(chips[at : at + 2] for at in range(0, len(chips), 2)), last]
    draw_tool(page, catalog.gettext("Put first"), "order", words, acts, still=True)


def _choice(page: PageContext, chip: ChipView) -> Block:
    """A choice; the check of a chosen one takes the place of its picture."""
    icon, tight = "check" if chip.chosen else CHIP_ICONS[chip.chip], page.canvas.glass.compact
    return button(
        page.canvas, chip.chip, chip.word, icon, chosen=chip.chosen, align=Align.START, tight=tight
    )
