"""Spreads: columns next to each other on the first page, further parts on the pages after it.

Of several forms the one on the fewest pages is drawn, and of those the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from kiosk.ui.kit.blocks import Block, balance_last_page, height_of, paginate, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.column import ColumnFit, PagePart, concessions, parts_of
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import Halves, dealt, free_height, move_up, room_above
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import staff_button, text_block

COLUMN_GAP_MM, COMPACT_GAP_MM, TITLE_GAP_MM, TOP_MM = 13.0, 8.0, 4.0, 3.0
"""Between two columns, under a title, above a page that begins without one."""


@dataclass(frozen=True, slots=True)
class Spread:
    """One form of a page: the columns of its first page, and the parts of those after it.

    A column is its width in pixels, 0 for the rest of the room, and its parts; the pager of the
    first page stands under the first one. Without columns every page has parts under the title.
    """

    columns: Sequence[tuple[int, Sequence[PagePart]]] = ()
    later: Sequence[PagePart] = ()

    @property
    def least(self) -> int:
        """The least number of pages it can have."""
        return bool(self.columns) + bool(self.later)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Pages of blocks in a box, and the title that stands on each; ``over`` counts the overfull."""

    pages: Sequence[Halves]
    box: Box
    head: Block | None = None
    over: int = 0


@dataclass(frozen=True)
class _LaidSpread:
    """A form laid out in ``room`` with a gap in pixels; its pager may reach ``across`` more."""

    page: PageContext
    form: Spread
    room: Box
    across: Box
    head: Block
    gap: int

    @cached_property
    def columns(self) -> list[tuple[Box, ColumnFit]]:
        """The columns of the first page in their boxes."""
        canvas, found, x = self.page.canvas, list[tuple[Box, ColumnFit]](), self.room.x
        between = canvas.px(COMPACT_GAP_MM if canvas.glass.compact else COLUMN_GAP_MM)
        rest = self.room.w + between - sum(wide + between for wide, _ in self.form.columns)
        for wide, parts in self.form.columns:
            box = Box(x, self.room.y, wide or rest, self.room.h)
            if self.form.later and not found:
                box = over_pager(canvas, box, self.gap)
            found.append((box, ColumnFit.of(canvas, box, parts, [self.gap])))
            x = box.right + between
        return found

    @cached_property
    def later(self) -> _Pages:
        """The later pages: as few as can be, then in the fullest form, then with titles."""
        if not self.form.later:
            return _Pages((), self.room)
        every = zip(self._dealt(titled=True), self._dealt(titled=False), strict=False)
        return min(chain(*every), key=lambda one: (one.over, len(one.pages)))

    @cached_property
    def rank(self) -> tuple[int, int]:
        """What does not fit, and the number of pages; at least that where columns do not fit."""
        over = sum(not fit.holds(box) for box, fit in self.columns)
        return (over, self.form.least) if over else (self.later.over, self.count)

    @property
    def count(self) -> int:
        """The number of pages."""
        return bool(self.form.columns) + len(self.later.pages)

    @property
    def _foot(self) -> int:
        return pager_height(self.page.canvas)

    def _dealt(self, *, titled: bool) -> Iterator[_Pages]:
        """The later parts on pages, with or without the title on each, form after form."""
        canvas, head, room = self.page.canvas, None, self.room
        first = list[PagePart]()
        if titled and canvas.above:
            fits = self.head.measure(room_above(canvas).w) <= free_height(canvas)
            head = self.head if fits else None
        elif titled:
            head = self.head
            room = room.below(head.measure(room.w) + canvas.px(TITLE_GAP_MM))
        else:
            room = room if canvas.above else room.below(canvas.px(TOP_MM))
        if head is None and not self.form.columns:
            first = [PagePart([text_block(canvas, canvas.title, Type.TITLE, BOLD, heading=True)])]
        over = over_pager(canvas, room, self.gap)
        parts = [*first, *self._settled(self.form.later, over)]
        for blocks in concessions(parts):
            yield self._on_pages(blocks, room, over, head)

    def _settled(self, parts: Sequence[PagePart], box: Box) -> Iterator[PagePart]:
        """The parts without forms that no page holds; of one that none holds its pieces."""
        canvas = self.page.canvas
        for part in parts:
            most = box.h if part.target or not canvas.above else max(box.h, free_height(canvas))
            fits = (form is None or form.measure(box.w) <= most for form in part.forms)
            skip = next((at for at, fit in enumerate(fits) if fit), len(part.forms))
            if skip < len(part.forms):
                yield PagePart(part.forms[skip:], part.yields[skip:])
            elif part.pieces:
                yield from self._settled(part.pieces, box)
            else:
                yield PagePart(part.forms[-1:])

    def _on_pages(
        self, blocks: Sequence[Block], room: Box, over: Box, head: Block | None
    ) -> _Pages:
        """The blocks on pages of ``over``, or on a single one without a pager in ``room``."""
        canvas = self.page.canvas

        def deal(box: Box) -> Sequence[Halves]:
            if canvas.above:
                return dealt(canvas, blocks, box, self.gap, [head] if head else [])
            pages = paginate(blocks, box.w, box.h, self.gap)
            pages = balance_last_page(pages, box.w, box.h, self.gap)
            return [Halves(touch=[*page]) for page in pages]

        pages, box = deal(room), room
        if self.form.columns or len(pages) > 1:
            pages, box = deal(over), over
        full = sum(height_of(page.below, box.w, self.gap) > box.h for page in pages)
        return _Pages(pages, box, head, full)

    def draw(self) -> None:
        """Draws the page of the visit, never past the last."""
        canvas, count = self.page.canvas, self.count
        page = min(self.page.visit.page, count - 1)
        at, foot = page - bool(self.form.columns), self._foot
        place = self.across
        if at < 0:
            for box, fit in self.columns:
                fit.draw(canvas, box)
            place = (
                place if canvas.above else Box(self.room.x, place.y, self.columns[0][0].w, place.h)
            )
        else:
            shown = self.later.pages[at]
            if self.later.head and not canvas.above:
                self.later.head.draw(self.room)
            for block in shown.read:
                move_up(canvas, block)
            stack(shown.below, self.later.box, self.gap)
        if count > 1:
            pager(canvas, place.foot(foot), page, count)
        if self.rank[0]:
            canvas.problem(f"{self.rank[0]} parts of {count} pages do not fit")
        canvas.judged = True


def draw_nothing(page: PageContext, room: Box, text: str, icon: str, words: str) -> None:
    """Draws a page that has nothing to show: why, and whom to ask."""
    ask = staff_button(page.canvas, main=True)
    parts = parts_of([text_block(page.canvas, words, Type.LEAD), ask])
    draw_spread(page, text, [Spread(later=parts)], icon=icon, gap_mm=6, room=room)


def draw_spread(
    page: PageContext,
    text: str,
    forms: Iterable[Spread],
    *,
    icon: str = "",
    second: str = "",
    gap_mm: float = 4,
    width_mm: float = 0,
    room: Box | None = None,
) -> None:
    """Draws the form on the fewest pages under a title, with its icon and second line.

    ``width_mm`` limits the width of all but the pager; ``room`` is the area inside the frame, if it
    is drawn already. With low reach a first page has one column.
    """
    canvas, across = page.canvas, room or page.frame()
    canvas.title = text
    head = title_block(canvas, text, icon=icon, second=second)
    inner = across.start(min(across.w, page.px(width_mm))) if width_mm else across
    best: _LaidSpread | None = None
    for form in forms:
        if canvas.above and len(form.columns) > 1:
            continue
        if best is None or (0, form.least) < best.rank:
            laid = _LaidSpread(page, form, inner, across, head, page.px(gap_mm))
            best = laid if best is None or laid.rank < best.rank else best
    if best is not None:
        best.draw()
