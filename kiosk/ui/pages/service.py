"""One service: what it does, the first step, what is known, what to ask, four ways to take it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, combinations, product

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column, height_of, once, paginate, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import TextStep, Type
from kiosk.ui.kit.widgets import button, space_block, text_block
from kiosk.ui.pages import service_head
from kiosk.ui.pages.ask_them import question_blocks
from kiosk.ui.pages.fact_blocks import has_many_places
from kiosk.ui.pages.service_blocks import (
    DETAILS,
    EVEN_SHARE,
    FACTS_SHARE,
    FORMS,
    GAP_MM,
    LEAN_GAP_MM,
    PANEL_SHARE,
    SIZES,
    WIDER_SHARES,
    ServiceBlocks,
    ServiceForm,
    pair,
)
from kiosk.ui.pages.service_largest import first_page, later_pages, under_pager, with_pager
from kiosk.ui.pages.service_step import step_blocks
from kiosk.ui.pages.take_away import paper_name, shortlist_blocks, way_rows
from kiosk.ui.pages.visit_path import service_on_path

MAIN_MM, COLUMN_MM = 290.0, 14.0
WAY_MOST_MM = 40.0
"""Greatest height of a way in a column."""
Arrange = Callable[[ServiceBlocks, ServiceForm, int], list[Block] | None]
"""A page arranged in a width in pixels, or nothing where a word would be broken."""


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
        _narrow(service, room)
    else:
        _wide(service, room)


def _gone(page: PageContext, room: Box) -> None:
    """The directory changed under the visit: say so, and where to go."""
    page.canvas.title = page.catalog.gettext("This place is not on the list now.")
    blocks = [
        text_block(page.canvas, page.canvas.title, Type.TITLE, BOLD, heading=True),
        button(page.canvas, "start again", page.catalog.gettext("Start"), "start"),
        button(page.canvas, "staff", page.catalog.gettext("Ask the staff here"), "bell"),
    ]
    draw_pages(page.canvas, room, blocks, page.visit.route.page, gap=page.px(5))


def _under(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
    """The first step over the whole width, facts and questions next to each other under it."""
    top = [*service.head(form), *service.panel(form)]
    tail = service.tail(form)
    ask = service.ask(form)
    facts = service.facts(form, 1 if ask else 3)
    if not facts or not ask:
        return [*top, *facts, *ask, *tail]
    gap, half = service.page.px(GAP_MM), width // 2
    lower = height_of(facts, half, gap) < height_of(ask, half, gap)
    first, second = ([*facts, *tail], ask) if lower else (facts, [*ask, *tail])
    found = [
        both
        for shares in (FACTS_SHARE, PANEL_SHARE)
        if (both := pair(service.page, width, first, second, shares)) is not None
    ]
    return [*top, min(found, key=lambda both: both.measure(width))] if found else None


def _stacked(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
    """Everything over the whole width: facts in columns, then the questions."""
    del width
    top = [*service.head(form), *service.panel(form)]
    return [*top, *service.facts(form, 3), *service.ask(form), *service.tail(form)]


def _side_by_side(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
    """The first step with the facts under it, next to it the questions."""
    ask = service.ask(form)
    if not ask:
        return None
    facts = range(len(service.each_fact(form)))
    tail = service.tail(form)
    panel = service.panel(form)
    found, gap = list[Block](), LEAN_GAP_MM if form.lean else GAP_MM
    shares: Sequence[tuple[int, int]] = WIDER_SHARES
    for under in _divisions(service, form, width // 2):
        first = [*panel, *service.facts(form, 2, under)]
        rest = tuple(at for at in facts if at not in under)
        second = [*ask, *service.facts(form, 2, rest), *tail]
        pairs = (pair(service.page, width, first, second, one, gap_mm=gap) for one in shares)
        both = next(filter(None, pairs), None)
        if both is not None:
            found.append(once(both))
        shares = (EVEN_SHARE, *WIDER_SHARES)
    return (
        [*service.head(form), min(found, key=lambda both: both.measure(width))] if found else None
    )


def _divisions(service: ServiceBlocks, form: ServiceForm, width: int) -> list[tuple[int, ...]]:
    """Which facts may stand under the first step: the first ones, or any that even the columns."""
    heights = dict(enumerate(block.measure(width) for block in service.each_fact(form)))
    found = [tuple(range(at)) for at in range(len(heights), -1, -1)]
    if not form.labels:
        whole = sum(heights.values())
        under, over = (height_of(one, width, 0) for one in (service.panel(form), service.ask(form)))
        every = (some for many in range(len(heights)) for some in combinations(heights, many))

        def highest(some: tuple[int, ...]) -> int:
            high = sum(heights[at] for at in some)
            return max(under + high, over + whole - high)

        found.append(min(every, key=highest, default=()))
    return found


def _with_buttons(arrange: Arrange) -> Arrange:
    """The same arrangement, with buttons next to the title."""

    def arranged(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
        blocks = arrange(service, form, width)
        return None if blocks is None else [*service.head_with_buttons(form), *blocks[1:]]

    return arranged


def _fitting(
    service: ServiceBlocks, box: Box, further: Box, arrangements: Sequence[Arrange]
) -> tuple[list[Block], list[Block]] | None:
    """The fullest form of the first arrangement that a box holds, and the ``further`` page."""
    gap = service.page.px(GAP_MM)
    needed = has_many_places(service.view)
    without = [replace(form, more=needed or form.tail or not form.questions) for form in FORMS]
    forms = dict.fromkeys(one for both in zip(FORMS, without, strict=True) for one in both)
    for form, arrange in product(forms, arrangements):
        blocks = arrange(service, form, box.w)
        if blocks is None or height_of(blocks, box.w, gap) > box.h:
            continue
        if all(block.whole(box.w) for block in blocks):
            return blocks, service.rest(form, further)
    return None


def _spread(page: PageContext, box: Box, blocks: Sequence[Block]) -> None:
    """Blocks in a box, with a little of the room that is left between them."""
    gap = page.px(GAP_MM)
    left = max(0, box.h - height_of(blocks, box.w, gap))
    if page.canvas.low_reach:
        box, left = box.foot(box.h - left), 0
    stack(blocks, box, gap + min(page.px(2), left // max(1, len(blocks))))


def _keep(page: PageContext, view: ServiceView) -> Block:
    return row(shortlist_blocks(page, view), page.px(GAP_MM))


# --- wide: the ways next to the page ------------------------------------------------------------


def _wide(service: ServiceBlocks, room: Box) -> None:
    """The page in two columns; what does not fit goes to further pages of the first."""
    page, canvas = service.page, service.page.canvas
    main, side = room.start(page.px(MAIN_MM)), room.after(page.px(MAIN_MM + COLUMN_MM))
    arrangements = [_with_buttons(one) for one in (_under, _side_by_side, _stacked)]
    foot = pager_height(canvas)
    body = main.top(main.h - foot - page.px(GAP_MM))
    whole = _fitting(service, main, body, arrangements)
    if whole is None:
        pages = [
            _first(service, body, service.head),
            *_pages(service, _details(service, body), body),
        ]
    else:
        pages = [whole[0], *_pages(service, whole[1], body)]
    current = min(page.visit.route.page, len(pages) - 1)
    is_whole = current == 0 and whole is not None
    _spread(page, main if is_whole else body, pages[current])
    if not is_whole:
        _turn(page, main.foot(foot), None, current, len(pages))
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
    keep = _keep(page, view)
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


def _first(
    service: ServiceBlocks, box: Box, head: Callable[[ServiceForm], list[Block]]
) -> list[Block]:
    """Head and first step, as large as a box allows."""
    blocks = list[Block]()
    forms = [ServiceForm(size, kind=kind) for kind in (Type.TITLE, Type.NAME) for size in SIZES]
    for form in (*forms, ServiceForm(SIZES[-1], kind=Type.NAME, labels=False)):
        blocks = [*head(form), *service.panel(form)]
        if height_of(blocks, box.w, service.page.px(GAP_MM)) <= box.h:
            return blocks
    return blocks


def _details(service: ServiceBlocks, box: Box) -> list[Block]:
    """Facts and questions: together if a page holds them in some form, else one by one."""
    gap, tail = service.page.px(GAP_MM), [*service.places(box), *service.tail(ServiceForm())]
    for last, form in product((tail, []), DETAILS):
        facts, ask = service.facts(form, 3), service.ask(form)
        both = [
            pair(service.page, box.w, grid, ask, shares)
            for grid, shares in product((facts, service.facts(form, 1)), (FACTS_SHARE, PANEL_SHARE))
            if grid and ask
        ]
        under = [column([*facts, *ask], gap)] if facts or ask else []
        for block in (*filter(None, both), *under):
            if height_of([block, *last], box.w, gap) <= box.h and block.whole(box.w):
                return [block, *tail]
    facts, ask = service.facts_within(box, owned=True), service.ask(DETAILS[0])
    if height_of(ask, box.w, gap) > box.h:
        ask = question_blocks(service.page, service.view)
    return [*facts, *ask, *tail]


def _turn(page: PageContext, box: Box, keep: Block | None, current: int, pages: int) -> None:
    """The foot of a page: Before or the short list, More."""
    cells = box.columns(2, page.px(GAP_MM))
    if current > 0:
        before = page.catalog.gettext("Before")
        button(page.canvas, f"page:{current - 1}", before, "chevron_before").draw(cells[0])
    elif keep is not None:
        keep.draw(cells[0] if pages > 1 else box)
    if current + 1 < pages:
        _more(page, current + 1).draw(cells[1])


def _more(page: PageContext, number: int) -> Block:
    label = page.catalog.gettext("More about it")
    return button(page.canvas, f"page:{number}", label, "chevron_next", icon_end=True)


# --- narrow: the ways under the page ------------------------------------------------------------


def _narrow(service: ServiceBlocks, room: Box) -> None:
    """The page over the ways, which keep their place; facts and questions on a page after it.

    A compact page that has no room for the ways leaves them to the next.
    """
    page, canvas, gap = service.page, service.page.canvas, service.page.px(GAP_MM)
    rows = way_rows(page, service.view, room.w, room.h // 3)
    high = height_of(rows, room.w, gap)
    keep = _keep(page, service.view)
    foot = max(
        pager_height(canvas),
        *(one.measure((room.w - gap) // 2) for one in (keep, _more(page, 1))),
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
        first = _first(service, over, service.head)
        if any(block.measure(body.w) > body.h for block in first):
            first = _parted(service)
        held = body.top(body.h - page.px(8))
        everything = [*chain(*later_pages(service, held, [*first, *rows, keep]))]
        # What can be touched keeps clear of Leave.
        draw_pages(canvas, room.below(gap), everything, page.visit.route.page, gap=gap)
        return
    current = min(page.visit.route.page, len(pages) - 1)
    if current and compact and canvas.meter.step is TextStep.XL:
        _spread(page, room, with_pager(service, pages[current], current, len(pages)))
        return
    _spread(page, body if current else over, pages[current])
    if current == 0 and has_ways:
        stack(rows, over.below(over.h + gap).top(high), gap)
    if current or not compact:
        _turn(page, room.foot(foot), None if compact else keep, current, len(pages))


def _parted(service: ServiceBlocks) -> list[Block]:
    """Head and first step as blocks of their own, where no page holds them together."""
    least = step_blocks(service.page, service.view, SIZES[-1], number_first=True)
    return [*service_head.head_blocks(service.page, service.view), *least]


def _pages(service: ServiceBlocks, blocks: Sequence[Block], box: Box) -> list[list[Block]]:
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
        whole = _fitting(service, over, body, (_under, _stacked))
    elif canvas.meter.step is not TextStep.XL:
        whole = _fitting(
            service, over, body, [_with_buttons(one) for one in (_side_by_side, _under, _stacked)]
        )
    if whole is not None:
        return [whole[0], *_pages(service, [*ways, *whole[1]], body)]
    largest = canvas.meter.step is TextStep.XL
    if not (compact and largest):
        head = partial(service.head_with_buttons, more=True) if compact else service.head
        first = _first(service, over, head)
        if height_of(first, over.w, gap) <= over.h:
            if largest:
                return [first, *later_pages(service, body, ways)]
            under_ways = body.below(height_of([*ways], body.w, gap) + gap) if ways else body
            return [first, *_pages(service, [*ways, *_details(service, under_ways)], body)]
    found = first_page(service, over) if largest else None
    box = under_pager(service, room) if compact else body
    return found and [found[0], *later_pages(service, box, ways, *found[1:])]


def _draw_low_reach(service: ServiceBlocks, room: Box) -> None:
    """Head and first step above the middle, the ways below; facts where there is room."""
    page, above = service.page, room_above(service.page.canvas)
    rows = way_rows(page, service.view, room.w, room.h)
    first, then = _first(service, above, service.head), list[Block]()
    if height_of(first, above.w, page.px(GAP_MM)) > above.h:
        # The number leads, over the ways: the card that opened the page had the title.
        first = step_blocks(page, service.view, SIZES[-1], number_first=True)
        then = service_head.head_blocks(page, service.view)
    blocks = [*first, *rows, *then, _keep(page, service.view), *_details(service, above)]
    draw_pages(page.canvas, room, blocks, page.visit.route.page, gap=page.px(GAP_MM))
