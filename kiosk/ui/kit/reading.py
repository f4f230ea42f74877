"""A text to read over pages, and cards that can be touched: beside it, under it, or after it.

The arrangements are tried in that order. Low reach needs none of its own: the text uses the whole
glass, and what can be touched is at the foot of each arrangement.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from kiosk.ui.kit.blocks import Block, column, height_of, in_rows, pour, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import SmallPager, Tools, draw_foot, foot_height, tool_line
from kiosk.ui.kit.panels import panel_pad
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.visit.acts import TextStep

SIDE_MM, SIDE_GAP_MM, CLEAR_MM, GAP_MM = 112.0, 14.0, 3.0, 4.0
"""Width of the side column, gap next to it, room under the Leave tab, gap between parts."""
BADGE_MM = 28.0
"""Width of the badge of a title with its gap."""
MOST_PAGES, MOST_LARGE = 5, 8
"""Pages from which on the text gives way to the next form, usually and with the largest text."""
EVEN_SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Parts of a page's height that are tried, so that the last page is not left with one line."""
LEAST_CARDS = 2


class TextForm(msgspec.Struct, frozen=True):
    """A form of the text. ``panel`` puts it on white; ``cut`` splits its parts to fill pages."""

    text: Sequence[Block]
    gap_mm: float = GAP_MM
    panel: bool = False
    cut: bool = False


class ReadingPage(msgspec.Struct, frozen=True):
    """A page to read.

    ``notes`` come before the text, in its forms, the fullest first. ``cards`` follow their heading;
    ``last`` ends them where they have a page of their own. ``tools`` are next to the pager, each
    with its preferred width; ``onward`` are the words of its next button.
    """

    title: str
    icon: str
    notes: Sequence[Block]
    forms: Sequence[TextForm]
    heading: Block
    cards: Sequence[Block]
    last: Block
    tools: Tools
    onward: str


class _PagePlan(msgspec.Struct, frozen=True):
    """Blocks on pages: the area of the text on the first page and on the others.

    ``frame`` draws what is read before and after the text of a page, given its number and that of
    all pages.
    """

    form: TextForm
    blocks: Sequence[Block]
    first: Box
    rest: Box
    frame: Callable[[int, int], AbstractContextManager[None]]
    pages: tuple[tuple[Block, ...], ...] = ()


def draw_reading(page: PageContext, room: Box, reading: ReadingPage, *, tint: TypeRole) -> None:
    """Draw a page of a text in the first arrangement and form with few enough pages."""
    page.canvas.title = reading.title
    _TextArranger(page, reading, room, tint).draw(page.visit.route.page)


@dataclass(frozen=True, slots=True)
class _TextArranger:
    """Arranges one text on one glass."""

    page: PageContext
    reading: ReadingPage
    room: Box
    tint: TypeRole
    glass: Box = field(init=False)
    """The page with the half above it, where what is only read may stand."""

    def __post_init__(self) -> None:
        top = room_above(self.page.canvas).y if self.page.canvas.above else self.room.y
        whole = Box(self.room.x, top, self.room.w, self.room.bottom - top)
        object.__setattr__(self, "glass", whole)

    def draw(self, page: int) -> None:
        """Draw a page, or the last one."""
        plan = self._even(self._best())
        page = min(page, len(plan.pages) - 1)
        with plan.frame(page, len(plan.pages)):
            self._draw_text(plan, page)

    # --- which ------------------------------------------------------------------------------------

    def _best(self) -> _PagePlan:
        """Return the first plan within the budget, else the one with the fewest pages."""
        most = MOST_LARGE if self.page.canvas.meter.step is TextStep.XL else MOST_PAGES
        best = None
        for plan in self._plans():
            if min(plan.first.h, plan.rest.h) <= 0:
                continue
            poured = replace(plan, pages=self._pour(plan))
            if len(poured.pages) <= most:
                return poured
            if best is None or len(poured.pages) < len(best.pages):
                best = poured
        return best or poured

    def _plans(self) -> Iterator[_PagePlan]:
        forms = self.reading.forms
        if self.page.canvas.meter.step is not TextStep.XL:
            yield from (plan for form in forms for plan in self._side_by_side(form))
            yield from (plan for form in forms for plan in self._under(form))
        yield from (plan for form in forms for plan in self._after(form))
        if not self.page.canvas.above:
            yield from (plan for form in forms for plan in self._after_with_pager_above(form))

    # --- arrangements -----------------------------------------------------------------------------

    def _side_by_side(self, form: TextForm) -> Iterator[_PagePlan]:
        """Title and cards in a side column, with the notes where they fit there."""
        page, reading, gap = self.page, self.reading, self.page.px(GAP_MM)
        side = self.glass.start(page.px(SIDE_MM))
        text = self.glass.after(page.px(SIDE_MM + SIDE_GAP_MM)).below(page.px(CLEAR_MM))
        title = self._title(side.w)
        if self.glass.h > self.glass.w or not title.whole(side.w):
            return
        foot = self._foot_height(text.w, ())
        for count in range(len(reading.cards), min(len(reading.cards), LEAST_CARDS) - 1, -1):
            touched = [*self._cards(1, count), *(block for block, _ in reading.tools)]
            cards_height = height_of(touched, side.w, gap)
            if cards_height > self.room.h or not all(block.whole(side.w) for block in touched):
                continue
            for notes, flow in ((reading.notes, ()), ((), reading.notes)):
                read = [title, *notes]
                if height_of(read, side.w, gap) + gap + cards_height > side.h:
                    continue

                @contextmanager
                def frame(
                    page: int,
                    pages: int,
                    read: Sequence[Block] = read,
                    touched: Sequence[Block] = touched,
                    cards_height: int = cards_height,
                ) -> Iterator[None]:
                    stack(read, side, gap)
                    yield
                    stack(touched, side.foot(cards_height), gap)
                    self._draw_foot(text.foot(foot), page, pages, ())

                area = text.top(text.h - foot)
                yield _PagePlan(form, (*flow, *form.text), area, area, frame)

    def _under(self, form: TextForm) -> Iterator[_PagePlan]:
        """The title above, the cards between the text and the pager of each page."""
        gap, tools = self.page.px(GAP_MM), self.reading.tools
        foot = self._foot_height(self.room.w, tools)
        title = self._title(self.room.w)
        high = title.measure(self.room.w)
        for cards in self._card_blocks(self.room.w):
            cards_height = cards.measure(self.room.w)
            if cards_height + foot > self.room.h:
                continue

            @contextmanager
            def frame(
                page: int, pages: int, cards: Block = cards, cards_height: int = cards_height
            ) -> Iterator[None]:
                title.draw(self.glass.top(high))
                yield
                cards.draw(self.room.top(self.room.h - foot).foot(cards_height))
                self._draw_foot(self.room.foot(foot), page, pages, tools)

            area = self.glass.below(high + gap)
            area = area.top(area.h - cards_height - foot - gap)
            yield _PagePlan(form, (*self.reading.notes, *form.text), area, area, frame)

    def _after(self, form: TextForm) -> Iterator[_PagePlan]:
        """The title above, the pager below, the cards after the end of the text.

        Tools that would need a row without a pager are on the first page only.
        """
        gap, every = self.page.px(GAP_MM), self.reading.tools
        later = every if self.page.canvas.pager_row is None else ()
        feet = [self._foot_height(self.room.w, tools) for tools in (every, later)]
        title = self._title(self.room.w)
        high = title.measure(self.room.w)

        @contextmanager
        def frame(page: int, pages: int) -> Iterator[None]:
            title.draw(self.glass.top(high))
            yield
            tools, foot = (later, feet[1]) if page else (every, feet[0])
            self._draw_foot(self.room.foot(foot), page, pages, tools)

        area = self.glass.below(high + gap)
        first, rest = (area.top(area.h - foot) for foot in feet)
        for blocks in self._flows(form, rest):
            yield _PagePlan(form, blocks, first, rest, frame)

    def _after_with_pager_above(self, form: TextForm) -> Iterator[_PagePlan]:
        """The same with the pager in the row of the title, which is full-size on the first page."""
        page, canvas, gap = self.page, self.page.canvas, self.page.px(GAP_MM)
        room = self.room.below(page.px(CLEAR_MM))
        tools = self.reading.tools
        used = sum(wide + gap for _, wide in tools)
        turns = SmallPager(canvas, self.reading.onward).within(room.w - used)

        def row(page: int, pages: int) -> Block:
            return tool_line([*tools, turns.tool(page, pages)], gap)

        wide, row_height = used + turns.width, row(0, 2).measure(room.w)
        words = room.start(room.w - wide - gap)
        title = self._title(words.w if words.w > 0 else room.w)
        within = title.whole(words.w) and title.measure(words.w) <= 2 * row_height
        high = title.measure(words.w if within else room.w)
        top = max(high, row_height) if within else high + gap + row_height

        @contextmanager
        def frame(page: int, pages: int) -> Iterator[None]:
            place = room.top(row_height)
            if page == 0:
                title.draw((words if within else room).top(high))
                place = place if within else room.top(top).foot(row_height)
            elif canvas.text_width(self.reading.title, Type.NAME, bold=True) <= words.w:
                name = words.top(row_height)
                canvas.text(name, self.reading.title, Type.NAME, BOLD, middle=True)
            row(page, pages).draw(place.end(wide))
            yield

        rest = room.below(row_height + gap)
        for blocks in self._flows(form, rest):
            yield _PagePlan(form, blocks, room.below(top + gap), rest, frame)

    def _foot_height(self, width: int, tools: Tools) -> int:
        """Return the height of the footer with the gap above it."""
        high = foot_height(self.page.canvas, width, tools, self.reading.onward)
        return high + self.page.px(GAP_MM) if high else 0

    def _draw_foot(self, box: Box, page: int, pages: int, tools: Tools) -> None:
        more = self.reading.onward
        box = box.below(self.page.px(GAP_MM)) if box.h else box
        draw_foot(self.page.canvas, box, (page, pages), tools=tools, more=more)

    # --- parts ------------------------------------------------------------------------------------

    def _title(self, width: int) -> Block:
        """Return the title, with its badge where it breaks no word."""
        canvas, reading = self.page.canvas, self.reading
        words = canvas.wrap(reading.title, Type.TITLE, width - self.page.px(BADGE_MM), bold=True)
        icon = "" if words.broken else reading.icon
        block = title_block(canvas, reading.title, icon=icon, tint=self.tint)
        return replace(
            block,
            whole=lambda width: not canvas.wrap(reading.title, Type.TITLE, width, bold=True).broken,
        )

    def _cards(self, columns: int, count: int) -> list[Block]:
        """Return the cards with their heading."""
        if not self.reading.cards:
            return []
        rows = in_rows(self.reading.cards[:count], columns, self.page.px(GAP_MM), even=True)
        return [column([self.reading.heading, *rows], self.page.px(GAP_MM))]

    def _card_blocks(self, width: int) -> Iterator[Block]:
        """Return the cards in as many columns as make them least high: all, then fewer of them."""
        gap, every = self.page.px(GAP_MM), len(self.reading.cards)
        for count in range(every, min(every, LEAST_CARDS) - 1, -1):
            whole = [
                block
                for columns in range(1, count + 1)
                if all(
                    card.whole((width - gap * (columns - 1)) // columns)
                    for card in self.reading.cards[:count]
                )
                for block in self._cards(columns, count)
            ]
            if whole:
                yield min(whole, key=lambda block: block.measure(width))

    def _flows(self, form: TextForm, page: Box) -> Iterator[tuple[Block, ...]]:
        """Return notes, text and cards: together where they fit an area, low where they must be."""
        reading, gap = self.reading, self.page.px(GAP_MM)
        text, found = (*reading.notes, *form.text), False
        inner = page.inset(*self._pads(form))
        most = min(inner.h, page.bottom - self.room.y)
        for cards in self._card_blocks(inner.w):
            for block in (column([cards, reading.last], gap), cards):
                if block.measure(inner.w) <= most:
                    found = True
                    yield (*text, block)
        if not found and self.page.canvas.above:
            # The heading is only read: it may be above the middle, the numbers may not.
            for columns in range(len(reading.cards), 0, -1):
                rows = in_rows(reading.cards, columns, gap, even=True)
                if all(one.whole(inner.w) and one.measure(inner.w) <= most for one in rows):
                    found = True
                    yield (*text, reading.heading, *rows)
        if not found and reading.cards:
            first = column([reading.heading, reading.cards[0]], gap)
            if first.measure(inner.w) > most:
                first = reading.cards[0]
            yield (*text, first, *reading.cards[1:])
        elif not found:
            yield text

    # --- text on pages ----------------------------------------------------------------------------

    def _pads(self, form: TextForm) -> tuple[int, int]:
        return panel_pad(self.page.canvas) if form.panel else (0, 0)

    def _pour(self, plan: _PagePlan, share: float = 1) -> tuple[tuple[Block, ...], ...]:
        across, down = self._pads(plan.form)
        heights = (plan.first.h - 2 * down, plan.rest.h - 2 * down)
        width, gap = plan.rest.w - 2 * across, self.page.px(plan.form.gap_mm)
        lower = (round(heights[0] * share), round(heights[1] * share))
        low = plan.rest.bottom - self.room.y
        return pour(plan.blocks, width, lower, gap, tall=heights[1], low=low, cut=plan.form.cut)

    def _even(self, plan: _PagePlan) -> _PagePlan:
        """Return the plan with as many pages, none much fuller than the others."""
        across, down = self._pads(plan.form)
        width, gap = plan.rest.w - 2 * across, self.page.px(plan.form.gap_mm)
        for share in EVEN_SHARES:
            pages = self._pour(plan, share)
            high = [height_of(page, width, gap) for page in pages]
            fits = max(high[1:], default=0) <= plan.rest.h - 2 * down
            if len(pages) == len(plan.pages) and fits and high[0] <= plan.first.h and pages[0]:
                return replace(plan, pages=pages)
        return plan

    def _draw_text(self, plan: _PagePlan, page: int) -> None:
        canvas, (across, down) = self.page.canvas, self._pads(plan.form)
        gap = self.page.px(plan.form.gap_mm)
        for number, blocks in enumerate(plan.pages):
            room = (plan.rest if number else plan.first).inset(across, down)
            used = height_of(blocks, room.w, gap)
            if used > room.h:
                canvas.problem(f"a part of the text needs {used} px of {room.h}")
        canvas.judged = True
        box = plan.rest if page else plan.first
        text = [block for block in plan.pages[page] if not block.target]
        cards = [block for block in plan.pages[page] if block.target]
        cards_height = height_of(cards, box.w, gap)
        if text:
            words = box.inset(across, down)
            high = height_of(text, words.w, gap)
            panel = box.top(high + 2 * down) if cards else box
            if plan.form.panel and not canvas.strong:
                canvas.rect(panel, TypeRole.CARD, radius_mm=6)
            stack(text, words, gap)
            box = box.below(high + 2 * down + gap) if cards else box
        if cards:
            stack(cards, box.foot(cards_height) if canvas.above else box, gap)
