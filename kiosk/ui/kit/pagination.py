"""Distribute the cards of a list to pages, and draw one page with its pager."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.presentation.views import ResultView
from kiosk.ui.kit.blocks import Block, height_of, row
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.card_forms import CardForm, Shape, card_forms, twins
from kiosk.ui.kit.cards import card_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager_height
from kiosk.ui.kit.pager import pager as draw_pager
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM
from kiosk.ui.kit.widgets import space_block

LESS_COST, TOO_LONG = 1.25, 10
PAGER_GAP_MM, TALLEST_MM = 2.6, 42.0
TWO_COLUMNS_MM = 140.0
"""Least width of two cards side by side on a low-reach page."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """A list distributed to pages of (block, whether it is a row of cards).

    ``counts`` are the cards of each page; ``missing`` the rows that the first two lack of what they
    are meant to show, and more for pages beyond the last one meant.
    """

    form: CardForm
    pages: tuple[tuple[tuple[Block, bool], ...], ...]
    counts: tuple[int, ...]
    missing: int = 0

    @property
    def most(self) -> int:
        """Return the highest number of card rows on a page."""
        return max(sum(is_card for _, is_card in page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class CardFlow:
    """A list across pages: blocks before and after the cards, most rows of cards on a page.

    ``first`` replaces ``most`` on the first page. ``dividers`` stand before the cards with these
    ids. With ``ends`` the list has no more pages: cards without room are left out, ``after`` is
    not. Where the pager has another place, ``pager`` is false. ``twins`` are cards that show their
    names, besides those that do the same as a neighbour.
    """

    cards: Sequence[ResultView]
    before: Sequence[Block] = ()
    after: Sequence[Block] = ()
    most: int = 4
    first: int = 0
    dividers: Mapping[str, Block] = field(default_factory=dict)
    ends: int = 0
    pager: bool = True
    twins: frozenset[str] = frozenset()

    def rows_on(self, page: int) -> int:
        """Return the most rows of cards on a page."""
        return self.first if self.first and page == 0 else self.most


@dataclass(frozen=True, slots=True)
class _Unit:
    """Blocks that stay on one page, with their height: a row of cards with its divider."""

    blocks: tuple[tuple[Block, bool], ...]
    height: int
    cards: int = 0


def _columns(canvas: Canvas, width: int) -> tuple[int, int]:
    """Return the number of card columns and their width: two on a wide low-reach page."""
    gap = canvas.px(RING_ROOM_MM)
    half = (width - gap) // 2
    return (2, half) if canvas.above and half >= canvas.px(TWO_COLUMNS_MM) else (1, width)


def _units(canvas: Canvas, flow: CardFlow, form: CardForm, width: int, gap: int) -> list[_Unit]:
    """Return what is distributed: blocks before, rows of cards; a divider begins a row."""
    found = [_unit([(block, False)], width, gap) for block in flow.before]
    columns, _ = _columns(canvas, width)
    rows: list[list[ResultView]] = []
    for card in flow.cards:
        if not rows or len(rows[-1]) == columns or card.id in flow.dividers:
            rows.append([])
        rows[-1].append(card)
    for cards in rows:
        blocks = [card_block(canvas, card, form) for card in cards]
        if columns > 1:
            blocks = [
                row([*blocks, *[space_block(0)] * (columns - len(cards))], canvas.px(RING_ROOM_MM))
            ]
        divider = flow.dividers.get(cards[0].id)
        parts = [(blocks[0], True)] if divider is None else [(divider, False), (blocks[0], True)]
        found.append(_unit(parts, width, gap, len(cards)))
    return found


def _unit(parts: Sequence[tuple[Block, bool]], width: int, gap: int, cards: int = 0) -> _Unit:
    return _Unit(tuple(parts), height_of([block for block, _ in parts], width, gap), cards)


def paginate_cards(canvas: Canvas, flow: CardFlow, form: CardForm, box: Box) -> Pagination | None:
    """Distribute the flow to few pages in one form; ``None`` if a block is taller than a page."""
    gap = canvas.px(RING_ROOM_MM)
    units = _units(canvas, flow, form, box.w, gap)
    last = [_unit([(block, False)], box.w, gap) for block in flow.after]
    room = box.h
    whole = sum(unit.height + gap for unit in (*units, *last)) - gap
    rows = sum(unit.cards > 0 for unit in units)
    paged = rows > flow.rows_on(0) or whole > room
    if flow.pager and paged:
        room = over_pager(canvas, box, canvas.px(PAGER_GAP_MM)).h
    if max((unit.height for unit in (*units, *last)), default=0) > room:
        return None
    count, pages = len(units), _pages(flow, (*units, *last), room, gap)
    while flow.ends and len(pages) > flow.ends and count > len(flow.before) + 1:
        count -= 1
        pages = _pages(flow, (*units[:count], *last), room, gap)
    counts = [sum(unit.cards > 0 for unit in page) for page in pages]
    missing = sum(
        max(0, min(flow.rows_on(page), rows - sum(counts[:page])) - counts[page])
        for page in range(min(2, len(pages) - 1))
    )
    missing += TOO_LONG * max(0, len(pages) - flow.ends) if flow.ends else 0
    dealt = tuple(tuple(part for unit in page for part in unit.blocks) for page in pages)
    cards = tuple(sum(unit.cards for unit in page) for page in pages)
    return Pagination(form, dealt, cards, missing)


def _pages(flow: CardFlow, units: Sequence[_Unit], room: int, gap: int) -> list[list[_Unit]]:
    """Fill each page with as many units as it holds and may have."""
    pages: list[list[_Unit]] = [[]]
    used = rows = 0
    for unit in units:
        full = unit.cards and rows >= flow.rows_on(len(pages) - 1)
        if pages[-1] and (full or used + unit.height > room):
            pages.append([])
            used = rows = 0
        pages[-1].append(unit)
        used += unit.height + gap
        rows += unit.cards > 0
    return pages


def best_pagination(
    canvas: Canvas, flow: CardFlow, box: Box, *, brief: bool = False
) -> Pagination | None:
    """Return the fullest form that fits with the fewest pages; ``None`` if none fits."""
    fitting, same = list[Pagination](), flow.twins | twins(flow.cards)
    if not flow.cards:
        return paginate_cards(canvas, flow, CardForm(Shape.BRIEF), box)
    for form in card_forms(canvas, flow.cards, _columns(canvas, box.w)[1]):
        # Cards with the state on top are taller: they are for narrow lists.
        if (form.shape in {Shape.BRIEF, Shape.NAME}) != brief:
            continue
        if fitting and (form.cut or form.shape in {Shape.STACKED, Shape.NAME}):
            continue
        dealt = paginate_cards(canvas, flow, replace(form, twins=same), box)
        if dealt is not None:
            fitting.append(dealt)
            if not dealt.missing and len(dealt.pages) <= -(-len(flow.cards) // flow.most):
                break
    return min(fitting, key=_cost) if fitting else None


def any_pagination(canvas: Canvas, flow: CardFlow, box: Box) -> Pagination | None:
    """Return the best pages of full cards, else of brief ones; ``None`` if none fits."""
    full = best_pagination(canvas, flow, box)
    return best_pagination(canvas, flow, box, brief=True) if full is None else full


def _cost(pagination: Pagination) -> tuple[int, float]:
    """Return missing rows and pages; a form that says less must save a fifth."""
    less = pagination.form.shape is Shape.LOW or not pagination.form.named
    return pagination.missing, len(pagination.pages) * (LESS_COST if less else 1)


def draw_page(page: PageContext, pagination: Pagination, box: Box, *, pager: bool = True) -> None:
    """Draw one page of a list, with cards of one height on all pages if possible."""
    current = min(page.visit.route.page, len(pagination.pages) - 1)
    draw_part(page, pagination, current, (current, len(pagination.pages)), box, pager=pager)
    # Forms that are too tall on any page have been excluded.
    page.canvas.judged = True


def draw_part(
    page: PageContext,
    pagination: Pagination,
    part: int,
    pages: tuple[int, int],
    box: Box,
    *,
    pager: bool = True,
) -> None:
    """Draw a page of ``pagination`` as one of ``pages``: its number, from 0, and the count."""
    canvas, catalog = page.canvas, page.catalog
    gap = canvas.px(RING_ROOM_MM)
    if pager and pages[1] > 1:
        place = box.foot(pager_height(canvas))
        draw_pager(canvas, place, *pages, more=catalog.gettext("More places"))
        box = over_pager(canvas, box, canvas.px(PAGER_GAP_MM))
    shown = pagination.pages[part]
    natural = [block.measure(box.w) for block, is_card in shown if is_card]
    others = sum(block.measure(box.w) for block, is_card in shown if not is_card)
    extra = box.h - sum(natural) - others - gap * (len(shown) - 1)
    heights = iter(
        even_heights(natural, extra, most=pagination.most, tallest=canvas.px(TALLEST_MM), gap=gap)
    )
    y = box.y
    for block, is_card in shown:
        high = next(heights) if is_card else block.measure(box.w)
        block.draw(Box(box.x, y, box.w, high))
        y += high + gap


def even_heights(
    natural: Sequence[int], extra: int, *, most: int, tallest: int, gap: int
) -> list[int]:
    """Return card heights that share the leftover height, equal if it suffices for all."""
    if not natural:
        return []
    room = sum(natural) + extra
    slot = (room - gap * (most - len(natural))) // max(most, len(natural))
    even = max(*natural, min(slot, tallest), 0)
    if even * len(natural) <= room:
        return [even] * len(natural)
    return [high + max(0, extra) // len(natural) for high in natural]
