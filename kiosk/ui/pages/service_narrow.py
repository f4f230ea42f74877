"""A service on an upright or a small page: the page over the ways to take it along."""

from collections.abc import Sequence
from functools import partial
from itertools import chain

from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.pages import service_head
from kiosk.ui.pages.service_arrangements import (
    details,
    first_step,
    fullest_form,
    side_by_side,
    stacked,
    step_on_top,
    with_buttons,
)
from kiosk.ui.pages.service_blocks import ServiceBlocks
from kiosk.ui.pages.service_forms import GAP_MM, SIZES
from kiosk.ui.pages.service_largest import first_page, later_pages, under_pager, with_pager
from kiosk.ui.pages.service_pages import (
    draw_turn,
    keep_blocks,
    more_button,
    over_pages,
    spread_blocks,
)
from kiosk.ui.pages.service_step import step_blocks
from kiosk.ui.pages.take_away import way_rows
from kiosk.visit.acts import TextStep


def draw_narrow(service: ServiceBlocks, room: Box) -> None:
    """The page over the ways, which keep their place; facts and questions on a page after it.

    A compact page that has no room for the ways leaves them to the next.
    """
    page, canvas, gap = service.page, service.page.canvas, service.page.px(GAP_MM)
    rows = way_rows(page, service.view, room.w, room.h // 3)
    high = height_of(rows, room.w, gap)
    keep = keep_blocks(page, service.view)
    foot = max(
        pager_height(canvas),
        *(one.measure((room.w - gap) // 2) for one in (keep, more_button(page, 1))),
    )
    compact = service.in_title
    body = room.top(room.h - foot - gap)
    over = (room if compact else body).top((room if compact else body).h - high - gap)
    pages = _narrow_pages(service, room, over, body)
    has_ways = pages is not None
    if pages is None and canvas.glass.compact:
        over = room if compact else body
        pages = _narrow_pages(service, room, over, body, rows)
    if pages is None:
        first = first_step(service, over, service.head)
        held = body.top(body.h - page.px(8))
        if any(block.measure(held.w) > held.h for block in first):
            first = _parted(service)
        everything = [*chain(*later_pages(service, held, [*first, *rows, keep]))]
        # What can be touched keeps clear of Leave.
        draw_pages(canvas, room.below(gap), everything, page.visit.route.page, gap=gap)
        return
    current = min(page.visit.route.page, len(pages) - 1)
    if current and compact and canvas.meter.step is TextStep.XL:
        spread_blocks(page, room, with_pager(service, pages[current], current, len(pages)))
        return
    spread_blocks(page, body if current else over, pages[current])
    if current == 0 and has_ways:
        stack(rows, over.below(over.h + gap).top(high), gap)
    if current or not compact:
        draw_turn(page, room.foot(foot), None if compact else keep, current, len(pages))


def _parted(service: ServiceBlocks) -> list[Block]:
    """Head and first step as blocks of their own, where no page holds them together."""
    least = step_blocks(service.page, service.view, SIZES[-1], number_first=True)
    return [*service_head.head_blocks(service.page, service.view), *least]


def _narrow_pages(
    service: ServiceBlocks, room: Box, over: Box, body: Box, ways: Sequence[Block] = ()
) -> list[list[Block]] | None:
    """The blocks of each page: the first in ``over``, ``ways`` on the next.

    Nothing if no form of the first fits.

    A compact page has its buttons next to the title.
    """
    canvas, gap = service.page.canvas, service.page.px(GAP_MM)
    compact, whole = service.in_title, None
    if canvas.glass.portrait:
        whole = fullest_form(service, over, body, (step_on_top, stacked))
    elif canvas.meter.step is not TextStep.XL:
        whole = fullest_form(
            service,
            over,
            body,
            [with_buttons(one) for one in (side_by_side, step_on_top, stacked)],
        )
    if whole is not None:
        return [whole[0], *over_pages(service, [*ways, *whole[1]], body)]
    largest = canvas.meter.step is TextStep.XL
    if not (compact and largest):
        head = partial(service.head_with_buttons, more=True) if compact else service.head
        first = first_step(service, over, head)
        if height_of(first, over.w, gap) <= over.h:
            if largest:
                return [first, *later_pages(service, body, ways)]
            under_ways = body.below(height_of([*ways], body.w, gap) + gap) if ways else body
            return [first, *over_pages(service, [*ways, *details(service, under_ways)], body)]
    found = first_page(service, over) if largest else None
    box = under_pager(service, room) if compact else body
    return found and [found[0], *later_pages(service, box, ways, *found[1:])]
