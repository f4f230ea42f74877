"""How the blocks of a service's page are arranged, and the fullest form that a box holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, product

from kiosk.ui.kit.blocks import Block, column, height_of, once
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.pages.ask_them import question_blocks
from kiosk.ui.pages.fact_blocks import has_many_places
from kiosk.ui.pages.service_blocks import ServiceBlocks, pair
from kiosk.ui.pages.service_forms import (
    DETAILS,
    EVEN_SHARE,
    FACTS_SHARE,
    FORMS,
    GAP_MM,
    LEAN_GAP_MM,
    PANEL_SHARE,
    SIZES,
    WIDER_SHARES,
    ServiceForm,
)

Arrange = Callable[[ServiceBlocks, ServiceForm, int], list[Block] | None]
"""A page arranged in a width in pixels, or nothing where a word would be broken."""


def step_on_top(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
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


def stacked(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
    """Everything over the whole width: facts in columns, then the questions."""
    del width
    top = [*service.head(form), *service.panel(form)]
    return [*top, *service.facts(form, 3), *service.ask(form), *service.tail(form)]


def side_by_side(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
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


def with_buttons(arrange: Arrange) -> Arrange:
    """The same arrangement, with buttons next to the title."""

    def arranged(service: ServiceBlocks, form: ServiceForm, width: int) -> list[Block] | None:
        blocks = arrange(service, form, width)
        return None if blocks is None else [*service.head_with_buttons(form), *blocks[1:]]

    return arranged


def fullest_form(
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


def first_step(
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


def details(service: ServiceBlocks, box: Box) -> list[Block]:
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
