"""The questions to ask a service about what is not known of it."""

from msgspec.structs import replace

from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, panel_block
from kiosk.ui.kit.widgets import text_block


def question_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """What is not known, as questions in her language and in English, one by one."""
    canvas, catalog, quoted = page.canvas, page.catalog, page.presenter.formats.quoted
    blocks = [replace(head_block(canvas, "talk", catalog.gettext("Ask them")), keep=True)]
    if page.presenter.language.tag == SOURCE_TAG:
        hint = catalog.gettext("No English? Say the name of your language.")
        blocks += [text_block(canvas, quoted(one.english)) for one in view.questions]
        return [*blocks, text_block(canvas, hint, ink=SOFT)]
    canvas.in_english([one.english for one in view.questions])
    for one in view.questions:
        both = (text_block(canvas, one.own, ink=BOLD), text_block(canvas, quoted(one.english)))
        blocks.append(column(both, 0))
    return blocks


def ask_block(page: PageContext, view: ServiceView) -> Block:
    """The questions on a panel."""
    panel = panel_block(page.canvas, question_blocks(page, view), page.px(3))
    return replace(panel, grow=True)
