"""A service's blocks on pages: spread over a box, and turned at its foot."""

from collections.abc import Sequence

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, height_of, paginate, row, stack
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, space_block
from kiosk.ui.pages.service_blocks import ServiceBlocks
from kiosk.ui.pages.service_forms import GAP_MM, ServiceForm
from kiosk.ui.pages.take_away import shortlist_blocks
from kiosk.visit.acts import TurnPage


def spread_blocks(page: PageContext, box: Box, blocks: Sequence[Block]) -> None:
    """Blocks in a box, with a little of the room that is left between them."""
    gap = page.px(GAP_MM)
    left = max(0, box.h - height_of(blocks, box.w, gap))
    if page.canvas.low_reach:
        box, left = box.foot(box.h - left), 0
    stack(blocks, box, gap + min(page.px(2), left // max(1, len(blocks))))


def keep_blocks(page: PageContext, view: ServiceView) -> Block:
    """The buttons of the short list in one row."""
    return row(shortlist_blocks(page, view), page.px(GAP_MM))


def draw_turn(page: PageContext, box: Box, keep: Block | None, current: int, pages: int) -> None:
    """The foot of a page: Before or the short list, More."""
    cells = box.columns(2, page.px(GAP_MM))
    if current > 0:
        before = page.catalog.gettext("Before")
        button(page.canvas, TurnPage(current - 1), before, "chevron_before").draw(cells[0])
    elif keep is not None:
        keep.draw(cells[0] if pages > 1 else box)
    if current + 1 < pages:
        more_button(page, current + 1).draw(cells[1])


def more_button(page: PageContext, number: int) -> Block:
    """The way to a further page, counted from 0."""
    label = page.catalog.gettext("More about it")
    return button(page.canvas, TurnPage(number), label, "chevron_next", icon_end=True)


def over_pages(service: ServiceBlocks, blocks: Sequence[Block], box: Box) -> list[list[Block]]:
    """Blocks on as many pages as they need; a page without a head begins a gap lower if it can.

    What can be touched first does wherever it fits: Leave is above it.
    """
    gap, air = service.page.px(GAP_MM), space_block(0)
    heads = [
        one for kind in (Type.TITLE, Type.NAME) for one in service.head(ServiceForm(kind=kind))
    ]
    lower = blocks and blocks[0].target and blocks[0] not in heads
    first = [air] if lower and height_of([air, blocks[0]], box.w, gap) <= box.h else []
    dealt = paginate([*first, *blocks], box.w, box.h, gap) if blocks else ()

    def lowered(page: Sequence[Block]) -> list[Block]:
        begins = page[0] in heads or page[0] is air
        fits = not begins and height_of([air, *page], box.w, gap) <= box.h
        return [air, *page] if fits else [*page]

    return [lowered(page) for page in dealt]
