"""One service: what it does, the first step, what is known, what to ask, four ways to take it."""

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, staff_button, text_block
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
from kiosk.ui.pages.service_narrow import draw_narrow
from kiosk.ui.pages.service_pages import draw_turn, keep_blocks, over_pages, spread_blocks
from kiosk.ui.pages.service_step import step_blocks
from kiosk.ui.pages.take_away import paper_name, way_rows
from kiosk.ui.pages.visit_path import service_on_path
from kiosk.visit.acts import Noted, TextStep, Verb

MAIN_MM, COLUMN_MM = 290.0, 14.0
WAY_MOST_MM = 40.0
"""Greatest height of a way in a column."""


def compose(page: PageContext) -> None:
    """Draws the page of a service."""
    room, canvas = page.frame(), page.canvas
    view = service_on_path(page, page.visit.route.subject)
    if view is None:
        _gone(page, room)
        return
    canvas.title = view.phrase
    canvas.in_english(view.in_english)
    service = ServiceBlocks(page, view)
    if canvas.above:
        _draw_low_reach(service, room)
    elif canvas.glass.portrait or canvas.glass.compact or canvas.meter.step is TextStep.XL:
        draw_narrow(service, room)
    else:
        _wide(service, room)


def _gone(page: PageContext, room: Box) -> None:
    """The directory changed under the visit: say so, and where to go."""
    page.canvas.title = page.catalog.gettext("This place is not on the list now.")
    blocks = [
        text_block(page.canvas, page.canvas.title, Type.TITLE, BOLD, heading=True),
        button(page.canvas, Noted(Verb.START, "again"), page.catalog.gettext("Start"), "start"),
        staff_button(page.canvas),
    ]
    draw_pages(page.canvas, room, blocks, page.visit.route.page, gap=page.px(5))


def _wide(service: ServiceBlocks, room: Box) -> None:
    """The page in two columns; what does not fit goes to further pages of the first."""
    page, canvas = service.page, service.page.canvas
    main, side = room.start(page.px(MAIN_MM)), room.after(page.px(MAIN_MM + COLUMN_MM))
    arrangements = [with_buttons(one) for one in (step_on_top, side_by_side, stacked)]
    foot = pager_height(canvas)
    body = main.top(main.h - foot - page.px(GAP_MM))
    whole = fullest_form(service, main, body, arrangements)
    if whole is None:
        pages = [
            first_step(service, body, service.head),
            *over_pages(service, details(service, body), body),
        ]
    else:
        pages = [whole[0], *over_pages(service, whole[1], body)]
    current = min(page.visit.route.page, len(pages) - 1)
    is_whole = current == 0 and whole is not None
    spread_blocks(page, main if is_whole else body, pages[current])
    if not is_whole:
        draw_turn(page, main.foot(foot), None, current, len(pages))
    with canvas.read_after():
        _side(page, service.view, side)


def _side(page: PageContext, view: ServiceView, side: Box) -> None:
    """The ways in a column, in the same places on every page."""
    canvas, catalog, gap = page.canvas, page.catalog, page.px(GAP_MM)
    title = text_block(canvas, catalog.gettext("Take it with you"), Type.TILE, BOLD)
    line = text_block(canvas, catalog.gettext("You choose."), Type.BODY, SOFT)
    first = canvas.wrap("A", Type.TITLE, side.w, bold=True).line_height
    down = max(0, (first - title.measure(side.w)) // 2)
    stack([title, line], side.below(down), 0)
    keep = keep_blocks(page, view)
    foot = side.foot(keep.measure(side.w))
    top = down + height_of([title, line], side.w, 0) + gap
    room = side.below(top).top(side.h - top - foot.h - gap)
    rows = way_rows(page, view, side.w, room.h)
    share = (room.h - 3 * gap) // 4
    high = min(max(share, rows[0].measure(side.w)), page.px(WAY_MOST_MM))
    for at, block in enumerate(rows):
        block.draw(room.below(at * (high + gap)).top(high))
    left = room.below(4 * (high + gap))
    paper = paper_name(page, view)
    if paper is not None and paper.measure(side.w) <= left.h:
        paper.draw(left)
    keep.draw(foot)


def _draw_low_reach(service: ServiceBlocks, room: Box) -> None:
    """Head and first step above the middle, the ways below; facts where there is room."""
    page, above = service.page, room_above(service.page.canvas)
    rows = way_rows(page, service.view, room.w, room.h)
    first, then = first_step(service, above, service.head), list[Block]()
    if height_of(first, above.w, page.px(GAP_MM)) > above.h:
        # The number leads, over the ways: the card that opened the page had the title.
        first = step_blocks(page, service.view, SIZES[-1], number_first=True)
        then = service_head.head_blocks(page, service.view)
    blocks = [*first, *rows, *then, keep_blocks(page, service.view), *details(service, above)]
    draw_pages(page.canvas, room, blocks, page.visit.route.page, gap=page.px(GAP_MM))
