"""The questions to ask a service about what is not known of it."""

from msgspec.structs import replace

from kiosk.i18n.catalogs import SOURCE_TAG
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import head_block, panel_block, panel_pad
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import text_block


def question_blocks(
    page: PageContext, view: ServiceView, most: int = 3, *, air: float = 3.0
) -> list[Block]:
    """What is not known, as questions in her language and in English, one by one."""
    canvas, catalog, shown = page.canvas, page.catalog, view.questions[:most]
    english = page.presenter.language.tag == SOURCE_TAG
    blocks = [replace(head_block(canvas, "talk", catalog.gettext("Ask them")), keep=True)]
    for at, one in enumerate(shown):
        words = text_block(canvas, page.presenter.formats.quoted(one.english), Type.BODY)
        if not english:
            canvas.in_english([one.english])
            words = column([text_block(canvas, one.own, Type.BODY, BOLD), words], 0)
        blocks.append(words if at == 0 else column([_hairline(page), words], page.px(air)))
    if english:
        hint = catalog.gettext("No English? Say the name of your language.")
        blocks.append(
            column([_hairline(page), text_block(canvas, hint, Type.BODY, SOFT)], page.px(air))
        )
    return blocks


def ask_block(page: PageContext, view: ServiceView, most: int = 3, *, close: bool = False) -> Block:
    """The questions on a panel."""
    canvas, shown, air = page.canvas, view.questions[:most], 1.0 if close else 3.0
    blocks = question_blocks(page, view, most, air=air)
    panel = panel_block(canvas, blocks, page.px(air), up_mm=3 if close else 5)
    inner = 2 * panel_pad(canvas)[0]
    quoted = page.presenter.formats.quoted
    texts = [text for one in shown for text in (one.own, quoted(one.english))]

    def whole(width: int) -> bool:
        room = width - inner
        asked = any(canvas.wrap(text, Type.BODY, room, bold=True).broken for text in texts)
        return blocks[0].whole(room) and not asked

    return Block(panel.measure, panel.draw, grow=True, whole=whole)


def _hairline(page: PageContext) -> Block:
    high = max(1, page.px(0.3))
    return Block(lambda _: high, lambda box: page.canvas.rect(box.top(high), TypeRole.HAIR))
