"""The list of guides."""

from collections.abc import Sequence

from kiosk.domain.records import Need
from kiosk.presentation.field_words import need_words
from kiosk.presentation.views import GuideCardView
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, draw_tiles, evenest
from kiosk.ui.kit.two_part import middle_icon, two_part
from kiosk.ui.kit.widgets import PAD_MM, text_block
from kiosk.visit.acts import Route, Screen

START_MM, ICON_MM, TALLEST_MM, WORDS_MM, GAP_MM = 30.0, 18.0, 56.0, 80.0, 4.0
MOST_PAGES = 5
"""Pages from which on the list of guides leaves its second lines out."""
TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)


def compose(page: PageContext) -> None:
    """Draws the list of guides: those of the need first."""
    canvas, catalog, gap = page.canvas, page.catalog, page.px(GAP_MM)
    room = title(
        canvas,
        page.frame(),
        need_words(catalog, Need.OKAY),
        icon=Need.OKAY.value,
        tint=TypeRole.SKY,
    )
    cards = ordered(page.presenter.guides(Need.OKAY), page.presenter.guides())
    if not cards:
        words = catalog.gettext("No guide here yet. Talk to someone now, or ask the staff.")
        draw_pages(canvas, room, [text_block(canvas, words, Type.LEAD)], 0, gap=gap)
        return
    most = (room.w + gap) // (page.px(START_MM + 2 * PAD_MM + WORDS_MM) + gap)
    columns = (
        [1] if canvas.glass.portrait else evenest(len(cards), range(1, max(1, min(3, most)) + 1))
    )
    forms = [
        Tiles(
            room,
            [_guide(page, card, at // number, brief=brief) for at, card in enumerate(cards)],
            (number,),
            loss=brief,
        )
        for brief in (False, True)
        for number in columns
    ]
    draw_tiles(
        canvas,
        forms,
        page.visit.route.page,
        gap=gap,
        tallest=page.px(TALLEST_MM),
        enough=MOST_PAGES,
    )


def ordered(
    first: Sequence[GuideCardView], every: Sequence[GuideCardView]
) -> tuple[GuideCardView, ...]:
    """The first ones, then the others, none twice."""
    shown = {card.id for card in first}
    return (*first, *(card for card in every if card.id not in shown))


def _guide(page: PageContext, card: GuideCardView, row: int, *, brief: bool) -> Block:
    canvas, size = page.canvas, page.canvas.icon_side(Type.NAME, ICON_MM)
    canvas.in_english(card.in_english)
    words = [text_block(canvas, card.title, Type.NAME, BOLD)]
    if not brief:
        words.append(text_block(canvas, card.summary, Type.BODY, SOFT, balance=True))

    return two_part(
        canvas,
        Route(Screen.GUIDE, card.id),
        f"{card.title}. {card.summary}",
        start_mm=START_MM,
        tint=TINTS[row % 3],
        start=middle_icon(canvas, card.icon, size),
        body=column(words, 0),
        least_mm=max(26.0, 100 * size / page.px(100.0)),
    )
