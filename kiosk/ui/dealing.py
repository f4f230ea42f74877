"""Dealing the cards of a list to pages, and drawing one page of it with its pager."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.i18n.catalogs import Catalog
from kiosk.services.views import ResultView
from kiosk.ui.blocks import Block, height_of
from kiosk.ui.canvas import Canvas
from kiosk.ui.cards import CardForm, Shape, card_block, card_forms
from kiosk.ui.frame import pager, pager_height
from kiosk.ui.scene import Box
from kiosk.ui.stage import Stage

LOW_COST = 1.25
CARD_GAP_MM, PAGER_GAP_MM, TALLEST_MM = 4.0, 4.0, 42.0


@dataclass(frozen=True, slots=True)
class Deal:
    """A list dealt to pages of (block, whether it is a card)."""

    form: CardForm
    pages: tuple[tuple[tuple[Block, bool], ...], ...]
    fits: bool

    @property
    def most(self) -> int:
        """The most cards on any page."""
        return max(sum(is_card for _, is_card in page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Flow:
    """A list as it runs over pages: what comes before the cards and after, most cards a page."""

    cards: Sequence[ResultView]
    before: Sequence[Block] = ()
    after: Sequence[Block] = ()
    most: int = 4


def deal(c: Canvas, say: Catalog, flow: Flow, form: CardForm, box: Box) -> Deal:
    """The flow on as few pages as its form needs."""
    gap = c.px(CARD_GAP_MM)
    blocks = [
        *((block, False) for block in flow.before),
        *((card_block(c, card, form), True) for card in flow.cards),
        *((block, False) for block in flow.after),
    ]
    room = box.h
    if len(flow.cards) > flow.most or _height(blocks, box.w, gap) > box.h:
        room -= pager_height(c, say) + c.px(PAGER_GAP_MM)
    pages: list[list[tuple[Block, bool]]] = [[]]
    for block, is_card in blocks:
        page = pages[-1]
        full = is_card and sum(card for _, card in page) >= flow.most
        if page and (full or _height([*page, (block, is_card)], box.w, gap) > room):
            pages.append([])
        pages[-1].append((block, is_card))
    fits = all(block.measure(box.w) <= room for block, _ in blocks)
    return Deal(form, tuple(tuple(page) for page in pages), fits)


def _height(page: Sequence[tuple[Block, bool]], width: int, gap: int) -> int:
    return height_of([block for block, _ in page], width, gap)


def best_deal(c: Canvas, say: Catalog, flow: Flow, box: Box, *, brief: bool = False) -> Deal | None:
    """The fullest form that fits with the fewest pages; ``None`` where none fits."""
    deals = [
        deal(c, say, flow, form, box)
        for form in card_forms(c, flow.cards, box.w)
        if (form.shape is Shape.BRIEF) == brief
    ]
    fitting = [one for one in deals if one.fits]
    return min(fitting, key=_cost) if fitting else None


def _cost(one: Deal) -> float:
    """Pages; a form that shows the first action only as an icon has to save a fifth of them."""
    return len(one.pages) * (LOW_COST if one.form.shape is Shape.LOW else 1)


def draw_page(s: Stage, dealt: Deal, box: Box) -> None:
    """One page of a list. Cards have one height where they can, the same on every page."""
    c, say = s.c, s.say
    gap = c.px(CARD_GAP_MM)
    page = min(s.visit.route.page, len(dealt.pages) - 1)
    if len(dealt.pages) > 1:
        foot = pager_height(c, say)
        pager(c, say, box.foot(foot), page, len(dealt.pages), say.gettext("More places"))
        box = box.top(box.h - foot - c.px(PAGER_GAP_MM))
    shown = dealt.pages[page]
    natural = [block.measure(box.w) for block, is_card in shown if is_card]
    others = sum(block.measure(box.w) for block, is_card in shown if not is_card)
    spare = box.h - sum(natural) - others - gap * (len(shown) - 1)
    heights = iter(_even(natural, spare, dealt.most, c.px(TALLEST_MM), gap))
    y = box.y
    for block, is_card in shown:
        high = next(heights) if is_card else block.measure(box.w)
        block.draw(Box(box.x, y, box.w, high))
        y += high + gap


def _even(natural: Sequence[int], spare: int, most: int, tallest: int, gap: int) -> list[int]:
    """Heights of cards that share the room left over: equal where that is enough for each."""
    if not natural:
        return []
    room = sum(natural) + spare
    slot = (room - gap * (most - len(natural))) // max(most, len(natural))
    even = max(*natural, min(slot, tallest), 0)
    if even * len(natural) <= room:
        return [even] * len(natural)
    return [high + max(0, spare) // len(natural) for high in natural]
