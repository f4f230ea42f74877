"""Distribute the cards of a list to pages, and draw one page with its pager."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.presentation.views import ResultView
from kiosk.ui.kit.blocks import Block, row
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.card_forms import CardForm, Shape, card_forms
from kiosk.ui.kit.cards import card_block
from kiosk.ui.kit.footer import Tools, draw_foot, foot_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.widgets import space_block

LOW_COST = 1.25
CARD_GAP_MM, PAGER_GAP_MM, TALLEST_MM = 4.0, 4.0, 42.0
TWO_COLUMNS_MM = 140.0
"""Least width of two cards side by side on a low-reach page."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """A list distributed to pages of (block, whether it is a card)."""

    form: CardForm
    pages: tuple[tuple[tuple[Block, bool], ...], ...]
    tools: Tools = ()

    @property
    def most(self) -> int:
        """Return the highest number of card rows on a page."""
        return max(sum(is_card for _, is_card in page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class CardFlow:
    """A list across pages: blocks before and after the cards, most cards on a page.

    ``tools`` are drawn next to the pager of every page, each with its preferred width.
    """

    cards: Sequence[ResultView]
    before: Sequence[Block] = ()
    after: Sequence[Block] = ()
    most: int = 4
    tools: Tools = ()


def _columns(c: Canvas, width: int) -> tuple[int, int]:
    """Return the number of card columns and their width: two on a wide low-reach page."""
    gap = c.px(CARD_GAP_MM)
    half = (width - gap) // 2
    return (2, half) if c.above and half >= c.px(TWO_COLUMNS_MM) else (1, width)


def _cards(c: Canvas, flow: CardFlow, form: CardForm, columns: int) -> list[Block]:
    """Return the cards, or rows of them."""
    cards = [card_block(c, card, form) for card in flow.cards]
    if columns == 1:
        return cards
    cards += [space_block(0)] * (-len(cards) % columns)
    gap = c.px(CARD_GAP_MM)
    return [row(cards[at : at + columns], gap) for at in range(0, len(cards), columns)]


def paginate_cards(
    c: Canvas, say: Catalog, flow: CardFlow, form: CardForm, box: Box
) -> Pagination | None:
    """Distribute the flow to few pages in one form; ``None`` if a block is taller than a page."""
    gap = c.px(CARD_GAP_MM)
    cards = _cards(c, flow, form, _columns(c, box.w)[0])
    blocks = [
        *((block, False) for block in flow.before),
        *((card, True) for card in cards),
        *((block, False) for block in flow.after),
    ]
    room = box.h
    heights = list[int]()
    for block, _ in blocks:
        heights.append(block.measure(box.w))
        if heights[-1] > room:
            return None
    paged = len(cards) > flow.most or sum(heights) + gap * (len(heights) - 1) > box.h
    if paged or flow.tools:
        foot = foot_height(c, say, box.w, flow.tools, say.gettext("More places"))
        room -= foot + c.px(PAGER_GAP_MM)
    if max(heights) > room:
        return None
    pages: list[list[tuple[Block, bool]]] = [[]]
    used = 0
    for (block, is_card), high in zip(blocks, heights, strict=True):
        full = is_card and sum(card for _, card in pages[-1]) >= flow.most
        if pages[-1] and (full or used + gap + high > room):
            pages.append([])
        used = high if not pages[-1] else used + gap + high
        pages[-1].append((block, is_card))
    return Pagination(form, tuple(tuple(page) for page in pages), flow.tools)


def best_pagination(
    c: Canvas, say: Catalog, flow: CardFlow, box: Box, *, brief: bool = False
) -> Pagination | None:
    """Return the fullest form that fits with the fewest pages; ``None`` if none fits."""
    fitting = list[Pagination]()
    for form in card_forms(c, flow.cards, _columns(c, box.w)[1]):
        # Cards with the state on top are taller: they are for narrow lists.
        if (form.shape in {Shape.BRIEF, Shape.NAME}) != brief:
            continue
        if form.shape in {Shape.STACKED, Shape.NAME} and fitting:
            continue
        dealt = paginate_cards(c, say, flow, form, box)
        if dealt is not None:
            fitting.append(dealt)
            if len(dealt.pages) <= -(-len(flow.cards) // flow.most):
                break
    return min(fitting, key=_cost) if fitting else None


def _cost(one: Pagination) -> float:
    """Return the number of pages; a form with the first action as an icon must save a fifth."""
    return len(one.pages) * (LOW_COST if one.form.shape is Shape.LOW else 1)


def draw_page(s: PageContext, dealt: Pagination, box: Box) -> None:
    """Draw one page of a list, with cards of one height on all pages if possible."""
    c, say = s.c, s.say
    gap = c.px(CARD_GAP_MM)
    page = min(s.visit.route.page, len(dealt.pages) - 1)
    if len(dealt.pages) > 1 or dealt.tools:
        more, pages = say.gettext("More places"), (page, len(dealt.pages))
        foot = foot_height(c, say, box.w, dealt.tools, more)
        draw_foot(c, say, box.foot(foot), pages, tools=dealt.tools, more=more)
        box = box.top(box.h - foot - c.px(PAGER_GAP_MM))
    shown = dealt.pages[page]
    natural = [block.measure(box.w) for block, is_card in shown if is_card]
    others = sum(block.measure(box.w) for block, is_card in shown if not is_card)
    spare = box.h - sum(natural) - others - gap * (len(shown) - 1)
    heights = iter(even_heights(natural, spare, most=dealt.most, tallest=c.px(TALLEST_MM), gap=gap))
    y = box.y
    for block, is_card in shown:
        high = next(heights) if is_card else block.measure(box.w)
        block.draw(Box(box.x, y, box.w, high))
        y += high + gap
    # Forms that are too tall on any page have been excluded.
    c.judged = True


def even_heights(
    natural: Sequence[int], spare: int, *, most: int, tallest: int, gap: int
) -> list[int]:
    """Return card heights that share the leftover height, equal if it suffices for all."""
    if not natural:
        return []
    room = sum(natural) + spare
    slot = (room - gap * (most - len(natural))) // max(most, len(natural))
    even = max(*natural, min(slot, tallest), 0)
    if even * len(natural) <= room:
        return [even] * len(natural)
    return [high + max(0, spare) // len(natural) for high in natural]
