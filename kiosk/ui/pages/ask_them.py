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
    s: PageContext, view: ServiceView, most: int = 3, *, air: float = 3.0
) -> list[Block]:
    """What is not known, as questions in her language and in English, one by one."""
    c, say, shown = s.c, s.say, view.questions[:most]
    english = s.desk.language.tag == SOURCE_TAG
    blocks = [replace(head_block(c, "talk", say.gettext("Ask them")), keep=True)]
    for at, one in enumerate(shown):
        words = text_block(c, s.desk.formats.quoted(one.english), Type.BODY)
        if not english:
            c.in_english([one.english])
            words = column([text_block(c, one.own, Type.BODY, BOLD), words], 0)
        blocks.append(words if at == 0 else column([_hairline(s), words], s.px(air)))
    if english:
        hint = say.gettext("No English? Say the name of your language.")
        blocks.append(column([_hairline(s), text_block(c, hint, Type.BODY, SOFT)], s.px(air)))
    return blocks


def ask_block(s: PageContext, view: ServiceView, most: int = 3, *, close: bool = False) -> Block:
    """The questions on a panel."""
    c, shown, air = s.c, view.questions[:most], 1.0 if close else 3.0
    blocks = question_blocks(s, view, most, air=air)
    panel = panel_block(c, blocks, s.px(air), up_mm=3 if close else 5)
    inner = 2 * panel_pad(c)[0]
    quoted = s.desk.formats.quoted
    texts = [text for one in shown for text in (one.own, quoted(one.english))]

    def whole(width: int) -> bool:
        room = width - inner
        asked = any(c.wrap(text, Type.BODY, room, bold=True).broken for text in texts)
        return blocks[0].whole(room) and not asked

    return Block(panel.measure, panel.draw, grow=True, whole=whole)


def _hairline(s: PageContext) -> Block:
    high = max(1, s.px(0.3))
    return Block(lambda _: high, lambda box: s.c.rect(box.top(high), TypeRole.HAIR))
