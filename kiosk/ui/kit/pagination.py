"""Dealing the cards of a list to pages, and drawing one page of it with its pager."""

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
BESIDE_MM = 140.0
"""From this width on two cards stand beside each other on a page that stays low."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """A list dealt to pages of (block, whether it is a card)."""

    form: CardForm
    pages: tuple[tuple[tuple[Block, bool], ...], ...]
    tools: Tools = ()

    @property
    def most(self) -> int:
        """The most rows of cards on any page."""
        return max(sum(is_card for _, is_card in page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Flow:
    """A list as it runs over pages: what comes before the cards and after, most cards a page.

    ``tools`` stand with the pager under every page, each with the width it wants.
    """

    cards: Sequence[ResultView]
    before: Sequence[Block] = ()
    after: Sequence[Block] = ()
    most: int = 4
    tools: Tools = ()


def _columns(c: Canvas, width: int) -> tuple[int, int]:
    """Columns of cards a page has, and the width of one: two where it stays low and is wide."""
    gap = c.px(CARD_GAP_MM)
    half = (width - gap) // 2
    return (2, half) if c.above and half >= c.px(BESIDE_MM) else (1, width)


def _cards(c: Canvas, flow: Flow, form: CardForm, columns: int) -> list[Block]:
    """The cards, or rows of them."""
    cards = [card_block(c, card, form) for card in flow.cards]
    if columns == 1:
        return cards
    cards += [space_block(0)] * (-len(cards) % columns)
    gap = c.px(CARD_GAP_MM)
    return [row(cards[at : at + columns], gap) for at in range(0, len(cards), columns)]


def deal(c: Canvas, say: Catalog, flow: Flow, form: CardForm, box: Box) -> Pagination | None:
    """The flow on as few pages as its form needs; ``None`` where a block is taller than a page."""
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


def best_deal(
    c: Canvas, say: Catalog, flow: Flow, box: Box, *, brief: bool = False
) -> Pagination | None:
    """The fullest form that fits with the fewest pages; ``None`` where none fits."""
    fitting = list[Pagination]()
    for form in card_forms(c, flow.cards, _columns(c, box.w)[1]):
        # A card with its state on top is the taller one: it is for lists that cannot lie.
        if (form.shape in {Shape.BRIEF, Shape.NAME}) != brief:
            continue
        if form.shape in {Shape.STACKED, Shape.NAME} and fitting:
            continue
        dealt = deal(c, say, flow, form, box)
        if dealt is not None:
            fitting.append(dealt)
            if len(dealt.pages) <= -(-len(flow.cards) // flow.most):
                break
    return min(fitting, key=_cost) if fitting else None


def _cost(one: Pagination) -> float:
    """Pages; a form that shows the first action only as an icon has to save a fifth of them."""
    return len(one.pages) * (LOW_COST if one.form.shape is Shape.LOW else 1)


def draw_page(s: PageContext, dealt: Pagination, box: Box) -> None:
    """One page of a list. Cards have one height where they can, the same on every page."""
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
    # No form was taken that is too tall on any page.
    c.judged = True


def even_heights(
    natural: Sequence[int], spare: int, *, most: int, tallest: int, gap: int
) -> list[int]:
    """Heights of cards that share the room left over: equal where that is enough for each."""
    if not natural:
        return []
    room = sum(natural) + spare
    slot = (room - gap * (most - len(natural))) // max(most, len(natural))
    even = max(*natural, min(slot, tallest), 0)
    if even * len(natural) <= room:
        return [even] * len(natural)
    return [high + max(0, spare) // len(natural) for high in natural]
