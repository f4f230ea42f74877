"""Talk to someone now: the helpline as large as possible, 988, 911 apart, people, a card."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from kiosk.presentation.views import HelplineView
from kiosk.ui.kit.blocks import Block, height_of, paginate, row, stack
from kiosk.ui.kit.page import draw_pages, pager, pager_height, title, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.panels import LOW_GAP_MM, panel_block
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import TextStep, Type
from kiosk.ui.pages.helpline_panels import (
    CAPS,
    SIDE_CAPS,
    channels,
    head,
    line_panel,
    main_panel,
    people,
    short_panel,
    shorts,
    take_row,
    take_ways,
)
from kiosk.ui.pages.talk_low import foot_of, low_talk

MAIN_MM, COLUMN_GAP_MM = 290.0, 14.0
"""The wide pattern of the design: one thing, and what to do with it beside it."""


def compose(s: PageContext) -> None:
    """Draws the page."""
    c, say = s.c, s.say
    words, box = say.gettext("Talk to someone now"), s.frame()
    high = c.text_height(words, Type.TITLE, box.w, bold=True) + s.px(6)
    if c.above:
        low_talk(s, box, words)
        return
    if _plan(s, box.below(high)) is _Plan.PARTS:
        # A page so low gives up its heading: the bar says the same words, underlined.
        c.title = words
        _flow(s, box.below(s.px(LOW_GAP_MM)))
        return
    roomy = not c.glass.compact and c.meter.step is not TextStep.XL
    promise = say.gettext("Free. Day and night.") if roomy else ""
    # The bar promises it as well: it gives way to what stands above the number.
    wide = () if c.glass.portrait or c.glass.compact else dict.fromkeys((promise, ""))
    if any(_wide(s, box, words, told) for told in wide):
        return
    view = s.desk.talk()
    first = (view.main, view.crisis, view.emergency)
    _flow(s, title(c, box, words, second=_kept(promise, (*first, *view.more))))


def _kept(promise: str, lines: Iterable[HelplineView | None]) -> str:
    """The promise over some lines, if each of them keeps it."""
    return promise if all(line is None or line.free_always for line in lines) else ""


# --- wide ---------------------------------------------------------------------------------------


def _wide(s: PageContext, full: Box, words: str, promise: str) -> bool:
    """The help line with 988 and 911 beside it; draws nothing where they do not fit.

    Every page has room for the promise, so that none holds what another could not.
    """
    view, gap = s.desk.talk(), s.px(5)
    room = full.below(title_block(s.c, words, second=promise).measure(full.w) + s.px(4))
    more = [line_panel(s, line, CAPS[0], take=True) for line in view.more]
    foot = pager_height(s.c, s.say) if more else 0
    if more:
        room = room.top(room.h - foot - s.px(4))
    left = room.start(s.px(MAIN_MM))
    right = room.after(s.px(MAIN_MM + COLUMN_GAP_MM))
    ways = row(people(s), s.px(4))
    high = room.h - ways.measure(left.w) - gap
    line = view.main
    sized = (line_panel(s, line, cap, take=True) for cap in CAPS) if line is not None else ()
    main = next((block for block in sized if block.measure(left.w) <= high), None)
    short = [line for line in (view.crisis, view.emergency) if line is not None]
    side = next(
        (
            blocks
            for cap in SIDE_CAPS
            if height_of(blocks := [short_panel(s, one, cap) for one in short], right.w, gap)
            <= room.h
        ),
        None,
    )
    if side is None or (main is None and line is not None):
        return False
    pages = 1 + len(paginate(more, left.w, room.h, gap)) if more else 1
    page = min(s.visit.route.page, pages - 1)
    shown = view.more if page else (view.main, view.crisis, view.emergency)
    title(s.c, full, words, second=_kept(promise, shown))
    if more:
        onward = s.say.gettext("More lines") if page == 0 else s.say.gettext("More")
        pager(s.c, s.say, full.foot(foot), page, pages, more=onward)
    if page:
        stack(paginate(more, left.w, room.h, gap)[page - 1], left, gap)
        return True
    if main is not None:
        main.draw(left.top(high))
    ways.draw(left.foot(room.h - high - gap))
    _beside(side, right, gap)
    return True


def _beside(side: Sequence[Block], box: Box, gap: int) -> None:
    """Equal panels, or where one needs more than that, each as high as it needs and a share."""
    rows = box.rows(len(side), gap)
    needs = [block.measure(box.w) for block in side]
    if any(need > row.h for need, row in zip(needs, rows, strict=True)):
        spare = (box.h - sum(needs) - gap * (len(needs) - 1)) // len(needs)
        tops = [sum(needs[:at]) + at * (gap + spare) for at in range(len(needs))]
        rows = tuple(
            box.below(top).top(need + spare) for top, need in zip(tops, needs, strict=True)
        )
    for block, one in zip(side, rows, strict=True):
        block.draw(one)


# --- everywhere else ----------------------------------------------------------------------------


class _Plan(Enum):
    """The content of the first page, in the order of trial."""

    ALL = auto()
    NUMBERS = auto()
    LINE = auto()
    PARTS = auto()


def _flow(s: PageContext, room: Box) -> None:
    """Rank from the top down, over as many pages as it needs, numbers as large as that allows."""
    plan = _plan(s, room)
    least = _dealt(s, _blocks(s, plan, room, CAPS[-1], CAPS[-1]), room)

    def same(cap: int, short: int) -> bool:
        pages = _dealt(s, _blocks(s, plan, room, cap, short), room)
        return [len(page) for page in pages] == [len(page) for page in least] and _fit(
            s, pages, room
        )

    cap = next((cap for cap in CAPS if same(cap, CAPS[-1])), CAPS[-1])
    short = next((short for short in SIDE_CAPS if same(cap, short)), CAPS[-1])
    blocks = _blocks(s, plan, room, cap, short)
    draw_pages(s.c, s.say, room, blocks, s.visit.route.page, gap=s.px(4))


def _plan(s: PageContext, room: Box) -> _Plan:
    return next(plan for plan in _Plan if _holds(s, plan, room))


def _dealt(s: PageContext, blocks: Sequence[Block], room: Box) -> tuple[tuple[Block, ...], ...]:
    pages = paginate(blocks, room.w, room.h, s.px(4))
    return pages if len(pages) == 1 else paginate(blocks, room.w, room.h - foot_of(s), s.px(4))


def _fit(s: PageContext, pages: Sequence[Sequence[Block]], room: Box) -> bool:
    """Whether no block is taller than a page has room for."""
    high = room.h - (foot_of(s) if len(pages) > 1 else 0)
    return all(height_of(page, room.w, s.px(4)) <= high for page in pages)


def _holds(s: PageContext, plan: _Plan, room: Box) -> bool:
    """Whether the first page holds what the plan promises, at the least size of the numbers."""
    if plan is _Plan.PARTS:
        return True
    pages = _dealt(s, _blocks(s, plan, room, CAPS[-1], CAPS[-1]), room)
    wanted = (
        1
        if plan is _Plan.LINE
        else 1 + len(shorts(s, room, CAPS[-1], lowest=plan is _Plan.NUMBERS))
    )
    return len(pages[0]) >= wanted and _fit(s, pages, room)


def _blocks(s: PageContext, plan: _Plan, room: Box, cap: int, short: int) -> list[Block]:
    view, rest = s.desk.talk(), list[Block]()
    found: list[Block] = []
    if view.main is not None and plan is _Plan.PARTS:
        first, *rest = _parts(s, view.main, room, cap)
        found.append(first)
    elif view.main is not None:
        found.append(line_panel(s, view.main, cap, take=plan is not _Plan.NUMBERS))
        if plan is _Plan.NUMBERS:
            rest += _pair(s, take_ways(s, view.main))
    found += [*shorts(s, room, short, lowest=plan is _Plan.NUMBERS), *rest, *_pair(s, people(s))]
    for line in view.more:
        whole = line_panel(s, line, cap, take=True)
        fits = whole.measure(room.w) <= room.h - foot_of(s)
        found += [whole] if fits else _parts(s, line, room, cap)
    return found


def _parts(s: PageContext, line: HelplineView, room: Box, cap: int) -> list[Block]:
    """A line where the page is too low for all of it: the number first, then how to be understood.

    The ways to take it along stand with the number where they can.
    """
    low, gap = room.h - foot_of(s), s.px(3)
    ways = channels(s, line)
    beside = panel_block(s.c, [row(ways, s.px(8))], 0) if ways else None
    if beside is not None and beside.measure(room.w) <= low:
        words = [beside]
    else:
        words = [panel_block(s.c, [way], 0) for way in ways]
    both = panel_block(s.c, [*head(s, line, cap), take_row(s, line.id)], gap)
    if both.measure(room.w) <= low:
        return [both, *words]
    alone, after = panel_block(s.c, head(s, line, cap), gap), list[Block]()
    if line == s.desk.talk().main:
        alone, after = main_panel(s, line, cap, room.w, low)
    return [alone, *after, *words, *_pair(s, take_ways(s, line))]


def _pair(s: PageContext, ways: list[Block]) -> list[Block]:
    """Two ways beside each other; in the largest letters one under the other."""
    return ways if s.c.meter.step is TextStep.XL else [row(ways, s.px(4))]
