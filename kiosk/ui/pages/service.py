"""One service: what it does, its number, what happens then, all else, ways to take it along.

A ladder of six forms in two arrangements; the first that fits is drawn. A form with two pages opens
the second by a button with words next to the ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import product

from msgspec.structs import replace

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, at_start, height_of, next_to, paginate, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import room_above
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, staff_button, text_block
from kiosk.ui.pages import service_blocks as parts
from kiosk.ui.pages import service_steps
from kiosk.ui.pages.service_blocks import FORMS, NUMBER_MM, ServiceForm
from kiosk.ui.pages.take_away import (
    ICON_BUTTON_MM,
    has_printer,
    paper_line,
    shortlist_blocks,
    turn_way,
    way_column,
    way_rows,
    ways,
)
from kiosk.ui.pages.visit_path import service_on_path
from kiosk.visit.acts import Noted, TextStep, Verb

MOST_WAYS = 4
"""Ways in a row of a small glass."""
MAIN_MM, COLUMN_MM, GAP_MM = 290.0, 14.0, 4.0
"""Width of the page next to the ways, the gap between both, and between two parts."""


def compose(page: PageContext) -> None:
    """Draws the page of a service."""
    room, canvas = page.frame(), page.canvas
    view = service_on_path(page, page.visit.route.subject)
    if view is None:
        _gone(page, room)
        return
    canvas.title = view.phrase
    canvas.in_english(view.in_english)
    plan = None if canvas.above else fitting_plan(page, view, room)
    if plan is not None:
        plan.draw(page.visit.route.page)
    else:
        _draw_flowing(page, view, room)


def _gone(page: PageContext, room: Box) -> None:
    """The directory changed under the visit: say so, and where to go."""
    page.canvas.title = page.catalog.gettext("This place is not on the list now.")
    blocks = [
        text_block(page.canvas, page.canvas.title, Type.TITLE, BOLD, heading=True),
        button(page.canvas, Noted(Verb.START, "again"), page.catalog.gettext("Start"), "start"),
        staff_button(page.canvas),
    ]
    draw_pages(page.canvas, room, blocks, page.visit.route.page, gap=page.px(5))


def fitting_plan(page: PageContext, view: ServiceView, room: Box) -> "ServicePlan | None":
    """Return the first form that fits, of twelve tries at most."""
    glass, largest = page.canvas.glass, page.canvas.meter.step is TextStep.XL
    beside = (False,) if glass.portrait or glass.compact else (True, False)
    forms = FORMS[4:] if largest else FORMS
    for form, wide in product(forms, beside):
        plan = ServicePlan(page, view, room, form, wide)
        if plan.fits:
            return plan
    return None


@dataclass(frozen=True)
class ServicePlan:
    """A form of the page in one arrangement: ``beside`` puts the ways next to it, else under it."""

    page: PageContext
    view: ServiceView
    room: Box
    form: ServiceForm
    beside: bool

    # --- where --------------------------------------------------------------------------------

    @cached_property
    def main(self) -> Box:
        """The page without the column of the ways."""
        return self.room.start(self.page.px(MAIN_MM)) if self.beside else self.room

    @cached_property
    def body(self) -> Box:
        """The room of the first page over the ways."""
        if self.beside:
            return self.main
        under = height_of(self.under, self.room.w, self.gap) + self.gap
        return self.room.top(self.room.h - under)

    @property
    def is_largest(self) -> bool:
        """True if the letters are the largest, with which a page is always split."""
        return self.page.canvas.meter.step is TextStep.XL

    @property
    def english(self) -> bool:
        """True if the first page has the quotes in English too; a small glass may not."""
        return self.form.english or not self.page.canvas.glass.compact

    @property
    def gap(self) -> int:
        """The gap between two parts in pixels."""
        return self.page.px(GAP_MM - 1 if self.page.canvas.glass.compact else GAP_MM)

    @cached_property
    def under(self) -> list[Block]:
        """The ways under the page, with the short list where there is room."""
        page, glass = self.page, self.page.canvas.glass
        turn = [turn_way(page, self.turn_words)] if self.turns_among_ways else []
        rows = way_rows(page, self.view, self.room.w, self.room.h // 3, turn)
        foot = shortlist_blocks(page, self.view)
        if self.form.split and not turn and not glass.compact:
            foot.insert(0, service_steps.turn_button(page, self.turn_words)[0])
        return [*rows, *([] if glass.compact else [row(foot, self.gap)])]

    # --- what ---------------------------------------------------------------------------------

    @property
    def turns_among_ways(self) -> bool:
        """True if the button to the next page is one of the ways under the page."""
        if self.beside or self.also is not None or not self.page.canvas.glass.compact:
            return False
        return self.is_largest or len(ways(self.page, self.view)) < MOST_WAYS

    @cached_property
    def head(self) -> list[Block]:
        """Title and lead; on a small glass the title has the short list at its end."""
        page, view, form = self.page, self.view, self.form
        blocks = parts.title_blocks(page, view, form)
        if page.canvas.glass.compact and not self.is_largest:
            blocks = [self._with_icons(blocks[0], self._turn_at_title)]
        return [*blocks, *(parts.lead_blocks(page, view) if form.lead else ())]

    @property
    def _turn_at_title(self) -> list[tuple[Block, int]]:
        """The button to the next page where neither the ways nor the steps have it."""
        if self.also is not None or self.turns_among_ways:
            return []
        return [service_steps.turn_button(self.page, self.turn_words)]

    def _with_icons(self, block: Block, more: Sequence[tuple[Block, int]] = ()) -> Block:
        """A block with the buttons of the short list at its end, as icons, after ``more``."""
        icons = shortlist_blocks(self.page, self.view, icons=True)
        side = self.page.px(ICON_BUTTON_MM)
        for tool, wide in (*more, *((icon, side) for icon in icons)):
            block = next_to(tool, wide, block, self.gap, at_end=True)
        return block

    def panel(
        self, most: float, *, facts: bool = True, state: bool = True, small: bool = False
    ) -> Block:
        """The panel with capitals of ``most`` mm at most."""
        return parts.panel(
            self.page,
            self.view,
            most,
            facts=facts,
            way=self.english,
            small=small,
            state=state,
        )

    @cached_property
    def also(self) -> list[Block] | None:
        """All else as it stands on the first page; nothing if it is on the next."""
        if not self.form.also:
            return None
        if self.page.canvas.glass.portrait:
            return service_steps.also_blocks(self.page, self.view, self.main.w, every=False)
        return service_steps.also_line(self.page, self.view, self.main.w)

    @property
    def turn_words(self) -> str:
        """The words of the button to the next page."""
        more = self.page.catalog.gettext("More about it")
        return more if self.english and not self.form.split else self.view.steps.head

    @cached_property
    def story(self) -> list[Block]:
        """The steps with their head, and all else."""
        page, view = self.page, self.view
        if self.form.split:
            turn, wide = service_steps.turn_button(page, self.turn_words)
            return [at_start(turn, wide)] if self.beside and not self.is_largest else []
        form, head = self.form, [service_steps.steps_head(page, view)]
        if page.canvas.glass.compact:
            head = head if self.english else []
        elif self.also is None:
            turn, wide = service_steps.turn_button(page, self.turn_words)
            head = [next_to(turn, wide, head[0], self.gap, at_end=True)]
        steps = service_steps.steps(page, view, pictured=form.pictured, english=self.english)
        return [*head, steps, *(self.also or ())]

    @cached_property
    def first(self) -> list[Block]:
        """The parts of the first page, its number as large as they let it."""
        for head, facts, state, small in self._concessions():
            low = parts.least_number(self.page) if small else NUMBER_MM[0]
            panel = partial(self.panel, facts=facts, state=state, small=small)
            least = [*head, panel(low), *self.story]
            free = self.body.h - height_of(least, self.body.w, self.gap)
            if free >= 0:
                break
        most = min(NUMBER_MM[1], low + max(0, free) / self.page.canvas.glass.px_per_mm)
        large = [*head, panel(most), *self.story]
        return large if height_of(large, self.body.w, self.gap) <= self.body.h else least

    def _concessions(self) -> Iterator[tuple[list[Block], bool, bool, bool]]:
        """What a split page leaves to the next: facts, then the state, the words of a mark.

        Before the state goes, the words around the number are small.
        """
        yield self.head, True, True, False
        if self.form.split:
            yield self.head, False, True, False
        if not self.form.lead:
            marked, bare = (
                parts.title_blocks(self.page, self.view, self.form, small=True, marked=one)
                for one in (True, False)
            )
            yield marked, False, True, True
            yield marked, False, False, True
            yield bare, False, False, True

    @cached_property
    def fits(self) -> bool:
        """True if the first page holds all its parts, the title in two lines, every word whole."""
        if not all(one.whole(self.body.w) for one in self.first):
            return False
        return height_of(self.first, self.body.w, self.gap) <= self.body.h

    @cached_property
    def later(self) -> list[tuple[Block, ...]]:
        """The pages after the first."""
        page, view, width = self.page, self.view, self.main.w
        if self.also is not None:
            return []
        blocks = [replace(one, keep=True) for one in parts.name_blocks(page, view)]
        over = over_pager(page.canvas, self.main, self.gap)
        if self.form.split or not self.english:
            lead = [] if self.form.lead else parts.lead_blocks(page, view)
            head = service_steps.steps_head(page, view)
            whole = [head, service_steps.steps(page, view, pictured=False)]
            if height_of([*blocks, *lead, *whole], width, self.gap) > over.h:
                whole = [head, *service_steps.step_rows(page, view)]
            if not self.form.lead:
                state, mark = parts.state_line(page, view), view.phrase_mark
                lead = [state, *lead] if state else lead
                lead = [parts.line(page, "globe", mark, SOFT), *lead] if mark else lead
            blocks += [*lead, *whole]
        every = self.form.split or not self.english
        also = service_steps.also_blocks(page, view, width, every=every)
        if height_of([*blocks, *also], width, self.gap) > over.h:
            also = service_steps.also_blocks(page, view, width, every=every, brief=True)
        blocks += also
        if page.canvas.glass.compact and self.form.split:
            blocks.append(row(shortlist_blocks(page, view), self.gap))
        return list(paginate(blocks, width, over.h, self.gap))

    # --- drawing ------------------------------------------------------------------------------

    def draw(self, number: int) -> None:
        """Draw a page, or the last one."""
        count = 1 + len(self.later)
        number = min(number, count - 1)
        if number:
            self._draw_later(number, count)
        else:
            self._spread(self.first, self.body)
        if self.beside:
            with self.page.canvas.read_after():
                self._draw_side()
        elif not number:
            high = height_of(self.under, self.room.w, self.gap)
            with self.page.canvas.read_after():
                stack(self.under, self.room.foot(high), self.gap)

    def _spread(self, blocks: Sequence[Block], box: Box) -> None:
        """The parts in a box, with a little of the room that is left between them."""
        left = max(0, box.h - height_of(blocks, box.w, self.gap))
        more = min(self.page.px(4), left // max(1, len(blocks)))
        stack(blocks, box, self.gap + more)

    def _draw_later(self, number: int, count: int) -> None:
        canvas = self.page.canvas
        stack(self.later[number - 1], self.main, self.gap)
        pager(canvas, self.main.foot(pager_height(canvas)), number, count)

    def _draw_side(self) -> None:
        """The ways in a column, in the same places on every page."""
        page, side = self.page, self.room.after(self.page.px(MAIN_MM + COLUMN_MM))
        words = page.catalog.gettext("Take it with you")
        title = [text_block(page.canvas, words, Type.TILE, BOLD)]
        paper = [paper_line(page, self.view)] if has_printer(page) else []
        turn = [service_steps.turn_button(page, self.turn_words)[0]] if self.is_largest else []
        keep = [row(shortlist_blocks(page, self.view), self.gap)]
        least = [self._with_icons(turn[0])] if turn else keep
        full = [*paper, *turn, *keep]
        for over, foot in ((title, full), ([], full), ([], [*turn, *keep]), ([], least)):
            top, high = (height_of(one, side.w, self.gap) for one in (over, foot))
            room = side.below(top + self.gap if over else 0)
            room = room.top(room.h - high - self.gap)
            rows = way_rows(page, self.view, side.w, room.h)
            if height_of(rows, side.w, self.gap) <= room.h:
                break
        stack(over, side, self.gap)
        way_column(page, rows, room)
        stack(foot, side.foot(high), self.gap)


def _draw_flowing(page: PageContext, view: ServiceView, room: Box) -> None:
    """All parts in order on as many pages as they need; with low reach the ways are low."""
    gap, canvas = page.px(GAP_MM), page.canvas
    above = room_above(canvas) if canvas.above else room
    rows = way_rows(page, view, room.w, room.h)
    panel = parts.panel(page, view, NUMBER_MM[0], facts=False, small=not canvas.above)
    heads = [parts.title_blocks(page, view, one) for one in FORMS[:2]]
    fitting = (one for one in heads if height_of([*one, panel], above.w, gap) <= above.h)
    head = next(fitting, None)
    # The number leads, over the ways, where the title has no room: the card had it.
    first = [*head, panel] if head else [panel]
    then = [] if head else heads[-1]
    rest = [*parts.lead_blocks(page, view), service_steps.steps_head(page, view)]
    rest += service_steps.step_rows(page, view)
    rest += service_steps.also_blocks(page, view, above.w, every=True)
    keep = row(shortlist_blocks(page, view), gap)
    blocks = [*first, *rows, *then, *rest, keep]
    draw_pages(canvas, room, blocks, page.visit.route.page, gap=gap)
