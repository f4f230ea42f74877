"""A service in the largest text: its number over the ways, then all else."""

from collections.abc import Iterator, Sequence
from itertools import product

from kiosk.presentation.views import StateTone
from kiosk.ui.kit.blocks import Block, column, height_of, next_to, paginate
from kiosk.ui.kit.pager import SmallPager
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type
from kiosk.ui.kit.widgets import icon_line, text_block
from kiosk.ui.pages.ask_them import question_blocks
from kiosk.ui.pages.fact_blocks import fact_blocks
from kiosk.ui.pages.service_blocks import ServiceBlocks, pair
from kiosk.ui.pages.service_forms import (
    DETAILS,
    FACTS_SHARE,
    GAP_MM,
    SIZES,
    WIDER_SHARES,
    ServiceForm,
)
from kiosk.ui.pages.service_head import own_name_blocks
from kiosk.ui.pages.service_step import CLOSE_MM, left_out_blocks


def first_page(
    service: ServiceBlocks, box: Box
) -> tuple[list[Block], list[Block], list[Block]] | None:
    """The fullest first page, and what it leaves to the next: names, and words.

    The name goes there first, then the words about the number, and how old "Ask" is. That nobody
    has read the words over stays with the words.
    """
    page, view, gap = service.page, service.view, service.page.px(GAP_MM)
    ages = [icon_line(page.canvas, "calendar", view.age)] if view.age else []
    dated = view.state.tone is not StateTone.UNKNOWN
    # Named, all words about the number, dated.
    forms = [(True, True, True), (False, True, True), (False, False, True), (False, False, dated)]
    heads = ((Type.TITLE, False), (Type.NAME, False), (Type.NAME, True))
    for (named, full, aged), (kind, under) in product(forms, heads):
        # A large glass has "More about it" at its foot.
        top = service.top(kind, named=named, aged=aged, more=service.in_title, under=under)
        for size in SIZES:
            form = ServiceForm(size, kind=kind, labels=size > CLOSE_MM)
            blocks = [top, *service.panel(form, bare=not full)]
            whole = all(block.whole(box.w) for block in blocks)
            if whole and height_of(blocks, box.w, gap) <= box.h:
                names = [] if named else own_name_blocks(page, view)
                # A small glass has it in the head of later pages.
                if not named and not service.in_title:
                    names.insert(0, text_block(page.canvas, view.name, Type.NAME))
                words = [] if full else left_out_blocks(page, view)
                names = [column(names, gap)] if names else []
                return blocks, names, [*words, *([] if aged else ages)]
    return None


def under_pager(service: ServiceBlocks, room: Box) -> Box:
    """The room under the name and the pager of a later page on a small glass."""
    return room.below(_head(service, 1, 2).measure(room.w) + service.page.px(GAP_MM))


def later_pages(
    service: ServiceBlocks,
    box: Box,
    first: Sequence[Block],
    names: Sequence[Block] = (),
    words: Sequence[Block] = (),
) -> list[list[Block]]:
    """What the first page leaves, the facts and the questions, on as few pages as they need.

    ``first`` comes first, then the names, or after the facts if that saves a page. On a small
    glass, whose head has the name to say, the own name is always under it.
    """
    gap = service.page.px(GAP_MM)
    tail = [*service.places(box), *service.tail(ServiceForm())]

    def orders(details: list[Block]) -> Iterator[list[Block]]:
        yield [*names, *words, *details]
        if not service.in_title:
            yield [*words, *details, *names]

    dealt = (
        paginate([*first, *blocks, *tail], box.w, box.h, gap)
        for form in DETAILS
        for details in _details(service, form, box)
        for blocks in orders(details)
    )
    return [[*page] for page in min(dealt, key=len)]


def with_pager(
    service: ServiceBlocks, blocks: Sequence[Block], page: int, pages: int
) -> list[Block]:
    """The blocks of a later page under its name and a pager."""
    return [_head(service, page, pages), *blocks]


def _head(service: ServiceBlocks, current: int, pages: int) -> Block:
    page = service.page
    pager = SmallPager(page.canvas, page.catalog.gettext("More about it"), brief=True)
    name = text_block(page.canvas, service.view.name, Type.NAME)
    row = next_to(*pager.tool(current, pages), name, page.px(GAP_MM), at_end=True)
    clear = page.px(RING_ROOM_MM)  # of Leave
    return Block(
        lambda width: clear + row.measure(width),
        lambda box: row.draw(box.below(clear)),
        target=True,
    )


def _details(service: ServiceBlocks, form: ServiceForm, box: Box) -> Iterator[list[Block]]:
    """Facts and questions: next to each other, under each other, one by one."""
    facts, ask = service.facts(form, 3), service.ask(form)
    if facts and ask:
        grids, widths = (facts, service.facts(form, 1)), (FACTS_SHARE, *WIDER_SHARES)
        for grid, shares in product(grids, widths):
            both = pair(service.page, box.w, grid, ask, shares)
            if both is not None and both.measure(box.w) <= box.h:
                yield [both]
    each = fact_blocks(service.page, service.view, labels=form.labels, within=box, brief=True)
    each += service.owner()
    asked = (
        question_blocks(service.page, service.view, form.questions, air=1.0)
        if service.view.questions
        else []
    )
    for grid, panel in product((facts, each), (ask, asked)):
        if all(block.measure(box.w) <= box.h for block in (*grid, *panel)):
            yield [*grid, *panel]
    yield [*each, *asked]
