"""The list of guides; each opens as a page to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.records import Need
from kiosk.presentation.views import GuideCardView
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import pager, pager_height, spread, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import two_part
from kiosk.ui.kit.widgets import text_block, void
from kiosk.ui.pages.guide import compose

START_MM, ICON_MM, TALLEST_MM, WORDS_MM, GAP_MM = 30.0, 18.0, 56.0, 80.0, 4.0
MOST_PAGES = 5
"""Pages from which on the list of guides leaves its second lines out."""
__all__ = ["compose", "compose_list", "ordered"]

TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)


def compose_list(s: PageContext) -> None:
    """Draws the list of guides: those of the need first."""
    c, say = s.c, s.say
    room = title(c, s.frame(), need_words(say, Need.OKAY), icon=Need.OKAY.value, tint=TypeRole.SKY)
    cards = ordered(s.desk.guides(Need.OKAY), s.desk.guides())
    if not cards:
        words = say.gettext("No guide here yet. Talk to someone now, or ask the staff.")
        spread(c, say, room, [text_block(c, words, Type.LEAD)], 0, gap=s.px(4))
        return
    form = _form(s, cards, room)
    blocks = [
        _guide(s, card, TINTS[index // form.columns % 3], brief=form.brief)
        for index, card in enumerate(cards)
    ]
    gap = s.px(GAP_MM)
    if form.pages > 1:
        foot = pager_height(c, say)
        low, room = room.foot(foot), room.top(room.h - foot - gap)
        page = min(s.visit.route.page, form.pages - 1)
        count = form.rows * form.columns
        blocks = blocks[page * count : (page + 1) * count]
        pager(c, say, low, page, form.pages)
    if form.high > room.h:
        c.problem(f"a guide needs {form.high} px of {room.h}")
    share = (room.h - gap * (form.rows - 1)) // form.rows
    high = max(form.high, min(s.px(TALLEST_MM), share))
    grid = room.top(form.rows * (high + gap) - gap)
    for cell, block in zip(grid.grid(form.columns, form.rows, gap), blocks, strict=False):
        block.draw(cell)


@dataclass(frozen=True, slots=True)
class GuidesForm:
    """Layout of the list: columns and rows per page, least height of a guide in pixels."""

    columns: int
    rows: int
    pages: int
    high: int
    brief: bool


def _form(s: PageContext, cards: Sequence[GuideCardView], room: Box) -> GuidesForm:
    """The form with the fewest pages, the fewest columns among them; summaries go last."""
    c, gap = s.c, s.px(GAP_MM)
    forms = []
    for brief in (False, True):
        for columns in (1,) if c.glass.portrait else (1, 2, 3):
            width = (room.w - gap * (columns - 1)) // columns
            if columns > 1 and not _holds(s, cards, width):
                continue
            high = max(_guide(s, card, TypeRole.LEAF, brief=brief).measure(width) for card in cards)
            need = -(-len(cards) // columns)
            fit = (room.h + gap) // (high + gap)
            if fit < need:
                fit = max(1, (room.h - pager_height(c, s.say)) // (high + gap))
            rows = min(fit, need)
            forms.append(GuidesForm(columns, rows, -(-need // rows), high, brief))
    foot = pager_height(c, s.say) + gap
    fitting = [one for one in forms if one.high <= room.h - (foot if one.pages > 1 else 0)]
    if not fitting:
        return forms[0]
    return min(fitting, key=lambda one: _rank(one, len(cards)))


def _rank(form: GuidesForm, count: int) -> tuple[int, bool, int, int]:
    """Best first: up to a number of pages the summaries stay; then pages; then no empty cells."""
    empty = -count % form.columns
    return max(form.pages, MOST_PAGES), form.brief, form.pages, empty


def _holds(s: PageContext, cards: Sequence[GuideCardView], width: int) -> bool:
    """Whether a column of a width holds the words of every guide."""
    c, room = s.c, width - s.px(START_MM + 12)
    return room >= s.px(WORDS_MM) and not any(
        c.wrap(card.title, Type.NAME, room, bold=True).broken
        or c.wrap(card.summary, Type.BODY, room).broken
        for card in cards
    )


def ordered(
    first: Sequence[GuideCardView], every: Sequence[GuideCardView]
) -> tuple[GuideCardView, ...]:
    """The first ones, then the others, none twice."""
    shown = {card.id for card in first}
    return (*first, *(card for card in every if card.id not in shown))


def _guide(s: PageContext, card: GuideCardView, tint: TypeRole, *, brief: bool) -> Block:
    c, size = s.c, s.px(ICON_MM)
    c.in_english(card.in_english)

    def start(box: Box) -> None:
        c.icon(Box(box.x, box.y + (box.h - size) // 2, box.w, size), card.icon, tint=True)

    return two_part(
        c,
        f"guide:{card.id}",
        f"{card.title}. {card.summary}",
        start_mm=START_MM,
        tint=tint,
        start=start,
        body=_words(s, card, brief=brief),
        least_mm=26,
    )


def _words(s: PageContext, card: GuideCardView, *, brief: bool) -> Block:
    """Title and summary, whose lines are about equally long."""
    words = [text_block(s.c, card.title, Type.NAME, BOLD)]
    if not brief:
        words.append(text_block(s.c, card.summary, Type.BODY, SOFT, balance=True))
    return Block(lambda width: height_of(words, width, 0), lambda box: void(stack(words, box, 0)))
