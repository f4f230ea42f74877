"""The pager of a page: under it in words, or in a row with buttons; and rows of buttons."""

from collections.abc import Sequence

import msgspec

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, Canvas
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import BUTTON_MM, button, button_width
from kiosk.visit.acts import TurnPage

Tools = Sequence[tuple[Block, int]]
"""Buttons next to each other, each with its preferred width."""
GAP_MM, ROW_GAP_MM = 4.0, 3.0


def pager_height(canvas: Canvas) -> int:
    """Return the height of the pager under a list; 0 where it stands in the row of navigation."""
    if canvas.pager_row is not None:
        return 0
    before = canvas.catalog.gettext("Before")
    return button(canvas, TurnPage(0), before, "chevron_before").measure(
        button_width(canvas, before, "chevron_before")
    )


def over_pager(canvas: Canvas, room: Box, gap: int) -> Box:
    """Return the room over a pager and a gap in pixels."""
    foot = pager_height(canvas)
    return room.top(room.h - foot - gap) if foot else room


def pager(
    canvas: Canvas,
    box: Box,
    page: int,
    pages: int,
    *,
    more: str = "",
    counted: bool = True,
    main: bool = False,
    between: int = 0,
) -> None:
    """Draw Before · Page 1 of 2 · More; a button that leads nowhere leaves its place empty.

    ``more`` replaces the words of the next button. Without ``counted`` the number of pages is
    unknown. ``main`` makes the next button the main action. ``between`` are pixels before it that
    something else takes.
    """
    catalog = canvas.catalog
    more = more or catalog.gettext("More")
    here, every = (numeral(catalog.language, number) for number in (page + 1, pages))
    if canvas.pager_row is not None:
        row = SmallPager(canvas, more, widest=every, main=main).within(canvas.pager_row.w)
        row.draw(canvas.pager_row, page, pages if counted else 0)
        return
    back = catalog.gettext("Before")
    # TRANSLATORS: {page} and {pages} are numbers.
    middle = catalog.gettext("Page {page} of {pages}").format(page=here, pages=every)
    if not counted:
        middle = catalog.gettext("Page {page}").format(page=here)
    first = button_width(canvas, back, "chevron_before")
    last = button_width(canvas, more, "chevron_next")
    room = box.w - first - last - 2 * canvas.px(4) - between
    if room < canvas.text_width(middle, Type.BODY, bold=True):
        middle = f"{here} / {every}" if counted else here
    if room < canvas.text_width(middle, Type.BODY, bold=True):
        middle = ""
    if box.w - first - last < canvas.px(4):
        # A single button may take the width of both; of two, the way back is an icon.
        middle = ""
        if page in {0, pages - 1}:
            first, last = min(first, box.w), min(last, box.w)
        else:
            back, first = "", button_width(canvas, "", "chevron_before")
            last = min(last, box.w - first - canvas.px(4))
    free = box.w - first - last - between - canvas.px(4)
    turns = (page - 1 if page else None, page + 1 if page + 1 < pages else None)
    number = (box.after(first + canvas.px(2)).start(free), middle)
    draw_turns(canvas, box, (first, last), turns, number, words=(back, more), main=main)


def draw_turns(
    canvas: Canvas,
    box: Box,
    wide: tuple[int, int],
    turns: tuple[int | None, int | None],
    number: tuple[Box, str],
    *,
    words: tuple[str, str] = ("", ""),
    more: str = "",
    main: bool = False,
) -> None:
    """Draw the buttons back and on at the ends of a box, and the number where it has room.

    ``wide`` are their widths in pixels, ``turns`` the pages that they lead to, if any. Without
    ``words`` they are icons; ``more`` is the name of the second one then.
    """
    more = more or words[1] or canvas.catalog.gettext("More")
    before = canvas.catalog.gettext("Before")
    with canvas.read_after():
        if turns[0] is not None:
            act = TurnPage(turns[0])
            back = button(canvas, act, words[0], "chevron_before", name=before)
            back.draw(box.start(wide[0]))
        place, text = number
        if canvas.text_width(text, Type.BODY, bold=True) <= place.w:
            canvas.text(place, text, Type.BODY, BOLD, middle=True, align=Align.CENTER)
        if turns[1] is not None:
            act = TurnPage(turns[1])
            on = button(canvas, act, words[1], "chevron_next", icon_end=True, name=more, main=main)
            on.draw(box.end(wide[1]))


class SmallPager(msgspec.Struct, frozen=True):
    """A pager in a row with something else: back as an icon, the number, the way on.

    It has the same size on every page. ``brief`` leaves the words of the way on to the voice.
    ``widest`` is the longest number of pages. With ``main`` the way on is the main action.
    """

    canvas: Canvas
    onward: str
    brief: bool = False
    widest: str = "00"
    main: bool = False

    @property
    def width(self) -> int:
        """Return its width in pixels."""
        both = self.canvas.text_width(f"{self.widest} / {self.widest}", Type.BODY, bold=True)
        return self._side + both + 2 * self.canvas.px(GAP_MM) + self._last

    @property
    def _side(self) -> int:
        return self.canvas.px(BUTTON_MM)

    @property
    def _last(self) -> int:
        return self._side if self.brief else button_width(self.canvas, self.onward, "chevron_next")

    def within(self, most: int) -> "SmallPager":
        """Return the pager; the way on is an icon too where ``most`` pixels hold no words."""
        return self if self.width <= most else msgspec.structs.replace(self, brief=True)

    def tool(self, page: int, pages: int) -> tuple[Block, int]:
        """Return it as the last of some buttons, with its width; see :meth:`draw`."""
        words = "" if self.brief else self.onward
        high = button(self.canvas, None, words, "chevron_next").measure(self._last)
        block = Block(lambda _: high, lambda box: self.draw(box, page, pages), target=True)
        return block, self.width

    def draw(self, box: Box, page: int, pages: int) -> None:
        """Draw it; ``page`` counts from 0, and ``pages`` is 0 where it is not known."""
        if pages == 1:
            return
        canvas, language, wide = self.canvas, self.canvas.catalog.language, (self._side, self._last)
        here = numeral(language, page + 1)
        here = f"{here} / {numeral(language, pages)}" if pages else here
        turns = (page - 1 if page else None, page + 1 if page + 1 != pages else None)
        number = (box.after(wide[0]).start(box.w - sum(wide)), here)
        words = ("", "" if self.brief else self.onward)
        more, main = self.onward, self.main
        draw_turns(canvas, box, wide, turns, number, words=words, more=more, main=main)


def rows_of(tools: Tools, width: int, gap: int) -> list[Tools]:
    """Arrange buttons in rows of a width in pixels; none is wider."""
    rows = list[list[tuple[Block, int]]]()
    for block, wide in tools:
        one = min(wide, width)
        if not rows or sum(before + gap for _, before in rows[-1]) + one > width:
            rows.append([])
        rows[-1].append((block, one))
    return [*rows]


def draw_row(tools: Tools, box: Box, gap: int) -> None:
    """Draw buttons next to each other from the reading start, each as high as the box."""
    for block, wide in tools:
        block.draw(box.start(wide))
        box = box.after(wide + gap)


def tool_line(tools: Tools, gap: int, *, at_end: bool = False) -> Block:
    """Return buttons next to each other; with ``at_end`` the last one ends the line."""

    def measure(_: int) -> int:
        return max(block.measure(wide) for block, wide in tools)

    def draw(box: Box) -> None:
        *first, (last, wide) = tools
        draw_row(first if at_end else tools, box, gap)
        if at_end:
            last.draw(box.end(wide))

    return Block(measure, draw, target=True)


def _fits_in_pager(canvas: Canvas, width: int, tools: Tools, more: str) -> bool:
    """Return True if the tools fit between the two ends of a pager that stands under the page."""
    ends = button_width(canvas, canvas.catalog.gettext("Before"), "chevron_before")
    ends += button_width(canvas, more, "chevron_next") + canvas.px(GAP_MM)
    return canvas.pager_row is None and ends + _width(canvas, tools) <= width


def _width(canvas: Canvas, tools: Tools) -> int:
    return sum(wide for _, wide in tools) + canvas.px(GAP_MM) * len(tools)


def _lines(canvas: Canvas, tools: Tools, width: int) -> list[Block]:
    gap = canvas.px(GAP_MM)
    return [tool_line(line, gap) for line in rows_of(tools, width, gap)]


def foot_height(canvas: Canvas, width: int, tools: Tools, more: str) -> int:
    """Return the height in pixels of the footer of a page of that width: pager and buttons."""
    pages = pager_height(canvas)
    if _fits_in_pager(canvas, width, tools, more):
        return max([pages, *(block.measure(wide) for block, wide in tools)])
    gap, lines = canvas.px(ROW_GAP_MM), _lines(canvas, tools, width)
    return height_of(lines, width, gap) + pages + (gap if lines and pages else 0)


def draw_foot(canvas: Canvas, box: Box, pages: tuple[int, int], *, tools: Tools, more: str) -> None:
    """Draw the footer; ``pages`` are the current page, from 0, and the number of pages."""
    gap, used = canvas.px(GAP_MM), _width(canvas, tools)
    if _fits_in_pager(canvas, box.w, tools, more):
        last = button_width(canvas, more, "chevron_next") + gap if pages[1] > 1 else 0
        draw_row(tools, box.end(last + used - gap), gap)
        if pages[1] > 1:
            pager(canvas, box, *pages, more=more, between=used)
        return
    stack(_lines(canvas, tools, box.w), box, canvas.px(ROW_GAP_MM))
    if pages[1] > 1:
        pager(canvas, box.foot(pager_height(canvas)), *pages, more=more)
