"""The list of guides; each opens as a page to read."""

from collections.abc import Sequence

from kiosk.domain.records import Need
from kiosk.presentation.views import GuideCardView
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, draw_tiles, evenest
from kiosk.ui.kit.two_part import two_part
from kiosk.ui.kit.widgets import PAD_MM, text_block
from kiosk.ui.pages.guide import compose

START_MM, ICON_MM, TALLEST_MM, WORDS_MM, GAP_MM = 30.0, 18.0, 56.0, 80.0, 4.0
MOST_PAGES = 5
"""Pages from which on the list of guides leaves its second lines out."""
__all__ = ["compose", "compose_list", "ordered"]

TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)


def compose_list(s: PageContext) -> None:
    """Draws the list of guides: those of the need first."""
    c, say, gap = s.c, s.say, s.px(GAP_MM)
    room = title(c, s.frame(), need_words(say, Need.OKAY), icon=Need.OKAY.value, tint=TypeRole.SKY)
    cards = ordered(s.desk.guides(Need.OKAY), s.desk.guides())
    if not cards:
        words = say.gettext("No guide here yet. Talk to someone now, or ask the staff.")
        draw_pages(c, say, room, [text_block(c, words, Type.LEAD)], 0, gap=gap)
        return
    most = (room.w + gap) // (s.px(START_MM + 2 * PAD_MM + WORDS_MM) + gap)
    columns = [1] if c.glass.portrait else evenest(len(cards), range(1, max(1, min(3, most)) + 1))
    forms = [
        Tiles(
            room,
            [_guide(s, card, at // number, brief=brief) for at, card in enumerate(cards)],
            (number,),
            loss=brief,
        )
        for brief in (False, True)
        for number in columns
    ]
    draw_tiles(
        c, say, forms, s.visit.route.page, gap=gap, tallest=s.px(TALLEST_MM), enough=MOST_PAGES
    )


def ordered(
    first: Sequence[GuideCardView], every: Sequence[GuideCardView]
) -> tuple[GuideCardView, ...]:
    """The first ones, then the others, none twice."""
    shown = {card.id for card in first}
    return (*first, *(card for card in every if card.id not in shown))


def _guide(s: PageContext, card: GuideCardView, row: int, *, brief: bool) -> Block:
    c, size = s.c, s.c.icon_side(Type.NAME, ICON_MM)
    c.in_english(card.in_english)
    words = [text_block(c, card.title, Type.NAME, BOLD)]
    if not brief:
        words.append(text_block(c, card.summary, Type.BODY, SOFT, balance=True))

    def start(box: Box) -> None:
        c.icon(box.middle(min(size, box.w, box.h)), card.icon, tint=True)

    return two_part(
        c,
        f"guide:{card.id}",
        f"{card.title}. {card.summary}",
        start_mm=START_MM,
        tint=TINTS[row % 3],
        start=start,
        body=column(words, 0),
        least_mm=max(26.0, 100 * size / s.px(100.0)),
    )
