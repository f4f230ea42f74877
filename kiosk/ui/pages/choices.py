"""The choices that sort a list, on a page of their own."""

from msgspec.structs import replace

from kiosk.presentation.list_views import ChipView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.column import parts_of
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, discard, note, text_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.ui.pages.answer_frame import CHIP_ICONS
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.visit.acts import Verb


def compose(page: PageContext) -> None:
    """Draws the choices where they stand behind one button; each acts at once."""
    canvas, catalog, answers = page.canvas, page.catalog, AnswerBlocks.of(page, 1)
    done = button(canvas, Verb.DONE, catalog.gettext("Done"), "check", main=True)
    clear = answers.clear()  # its place is kept, so that no choice moves
    last = [done, clear if answers.chosen else replace(clear, draw=discard)]
    sentence = catalog.gettext("A choice sorts the list. It takes nothing away.")
    notices = [note(canvas, answers.view.notice)] if answers.view.notice else []
    words = parts_of([text_block(canvas, sentence, Type.LEAD), *notices])
    chips = [_choice(page, chip) for chip in answers.view.chips]
    acts = [*(chips[at : at + 2] for at in range(0, len(chips), 2)), last]
    draw_tool(page, catalog.gettext("Put first"), "order", words, acts, still=True)


def _choice(page: PageContext, chip: ChipView) -> Block:
    """A choice; the check of a chosen one takes the place of its picture."""
    on, low = chip.chosen, page.canvas.glass.compact
    icon = "check" if on else CHIP_ICONS[chip.chip]
    return button(page.canvas, chip.chip, chip.word, icon, chosen=on, align=Align.START, tight=low)
