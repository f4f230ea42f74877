"""The list as a helper sees it: rows with all that is known, up to three of them for one slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from msgspec.structs import replace

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.field_words import need_words
from kiosk.presentation.helper_rows import HelperRow
from kiosk.presentation.list_views import AnswersView
from kiosk.ui.kit.blocks import Block, column, height_of, stack
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.page_frame import half_frame
from kiosk.ui.kit.pager import draw_turns, rows_of, tool_line
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import RING_ROOM_MM, TARGET_MM, Type
from kiosk.ui.kit.widgets import button, icon_line, sized_button, text_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.ui.pages.helper_row_blocks import HelperRowBlocks, leaner_rows
from kiosk.visit.acts import AnyAct, Noted, Panel, Route, Screen, TextStep, Variant, Verb

MOST_ROWS = 10
BOTTOM_MM, GAP_MM = 4.0, 4.0
"""Room under the page, between buttons."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """The rows of a page: those from ``first`` up to ``end``; the page before begins at ``before``.

    All count from 0. ``read`` is what is known of a row that no low-reach page holds.
    """

    blocks: Sequence[Block] = ()
    first: int = 0
    end: int = 0
    before: int = 0
    read: Block | None = None


def compose(page: PageContext) -> None:
    """Draws what a helper must remember, what sorts the list, and its rows."""
    canvas, gap = page.canvas, page.px(RING_ROOM_MM)
    room = half_frame(canvas, page.here()).inset(margin(canvas), 0)
    room = room.top(room.h - page.px(BOTTOM_MM))
    table = HelperTable.of(page)
    canvas.title = table.view.title
    safety = icon_line(canvas, "shield", table.safety, Type.BODY, BOLD)
    if not move_up(canvas, safety):
        safety.draw(room)
        room = room.below(safety.measure(room.w) + gap)
    rest = room.below(height_of(table.tools(room.w), room.w, gap) + gap)
    table_page = table.rows_page(rest, gap)
    stack(table.tools(room.w, table_page), room, gap)
    stack(table_page.blocks, rest, gap)
    table.draw_pager(table_page)
    if table_page.read and not move_up(canvas, table_page.read):
        canvas.problem("what is known of a row has no room above the middle")


@dataclass(frozen=True, slots=True)
class HelperTable:
    """The list of a need or a tile in rows; ``total`` counts them."""

    page: PageContext
    view: AnswersView
    answers: AnswerBlocks
    total: int

    @classmethod
    def of(cls, page: PageContext) -> Self:
        """Asks for the head of the list."""
        route = page.visit.route
        refusing = route.detail is Variant.REFUSING
        view = page.presenter.answers(route.subject, page.visit.chips, 1, refusing=refusing)
        total = view.total + (len(view.call.lines) if view.call else 0)
        return cls(page, view, AnswerBlocks(page, view), total)

    @property
    def safety(self) -> str:
        """What a helper must remember, and who must report."""
        words = self.page.catalog.gettext("Ask the person alone. Print only if they want it.")
        return self.page.presenter.formats.together(words, self.view.notice)

    # --- above the rows ---------------------------------------------------------------------------

    def tools(self, width: int, table_page: TablePage | None = None) -> list[Block]:
        """The buttons above the rows, in few lines; with a pager once ``table_page`` is known.

        Choices lose their words, then the need goes, which "Start" leads to as well.
        """
        page = self.page
        canvas = self.page.canvas
        view = self.view
        answers = self.answers
        gap = self.page.px(GAP_MM)
        need = [
            self._button(Noted(Verb.START, "need"), need_words(page.catalog, view.need), "start")
        ]
        tile = [self._button(Route(Screen.QUESTION, view.need.value), view.title, view.icon)]
        if not view.show_all:
            need, tile = tile, []
        icon, label = "check" if answers.chosen else "plus", answers.put_first_label()
        first = self._button(Panel.CHIPS, label, icon)
        small = (
            button(canvas, Panel.CHIPS, "", icon, name=label, tight=True),
            page.px(TARGET_MM + GAP_MM),
        )
        others = [self._slip(), *([] if self._pager_row else [self._pager(table_page)])]
        if view.refused and page.visit.route.detail is not Variant.REFUSING:
            others.insert(0, self._button(Variant.REFUSING, view.refused, "eye"))
        some = tile or need
        if canvas.short:
            words = view.title if tile else need_words(page.catalog, view.need)
            act, sign = (
                (Route(Screen.QUESTION, view.need.value), view.icon)
                if tile
                else (Noted(Verb.START, "need"), "start")
            )
            some = [(button(canvas, act, "", sign, name=words, tight=True), small[1])]
        forms = ([*need, *tile, first, *others], [*need, *tile, small, *others])
        lines = [rows_of(form, width, gap) for form in (*forms, [*some, small, *others])]
        best = min(lines[:2] if canvas.meter.step is not TextStep.XL else lines, key=len)
        at_end = self._pager_row is None
        return [tool_line(line, gap, at_end=at_end and line is best[-1]) for line in best]

    @property
    def _pager_row(self) -> Box | None:
        """The room for the pager in the row of navigation, where it fits there."""
        row = self.page.canvas.pager_row
        return row if row and self._pager(None)[1] <= row.w else None

    def draw_pager(self, page: TablePage) -> None:
        """Draws the pager in the row of navigation, if it is not among the buttons."""
        if (row := self._pager_row) is not None:
            block, wide = self._pager(page)
            block.draw(row.end(wide))

    def _button(
        self, act: AnyAct | None, label: str, icon: str, *, main: bool = False, off: str = ""
    ) -> tuple[Block, int]:
        return sized_button(self.page.canvas, act, label, icon, main=main, tight=True, off=off)

    def _slip(self) -> tuple[Block, int]:
        page = self.page
        # TRANSLATORS: A button to a small paper in the language of the person who is helped;
        # {count} is how many places it will have.
        label = page.catalog.gettext("Slip in their language ({count})").format(
            count=numeral(page.catalog.language, len(page.visit.saved))
        )
        off = "" if page.visit.saved else page.catalog.gettext("Touch up to three rows.")
        return self._button(Route(Screen.PERSON), label, "print", main=True, off=off)

    def _pager(self, table_page: TablePage | None) -> tuple[Block, int]:
        """The way to the page before, the numbers of these rows, the way to the next page."""
        page, canvas, language = self.page, self.page.canvas, self.page.catalog.language
        side, total = page.px(TARGET_MM + GAP_MM), numeral(language, self.total)
        rows = total if canvas.short else f"{total}–{total}"
        most = canvas.text_width(f"{rows} / {total}", Type.BODY, bold=True) + page.px(GAP_MM)

        def draw(box: Box) -> None:
            if table_page is None or not self.total:
                return
            first, end = numeral(language, table_page.first + 1), numeral(language, table_page.end)
            shown = first if first == end or canvas.short else f"{first}–{end}"
            words = isolate(f"{shown} / {total}")
            before = table_page.before if table_page.first else None
            after = table_page.end if table_page.end < self.total else None
            number = (box.after(side).start(most), words)
            draw_turns(canvas, box, (side, side), (before, after), number)

        sample, _ = self._button(None, "0", "")
        return Block(sample.measure, draw, target=True), 2 * side + most

    # --- rows -------------------------------------------------------------------------------------

    def rows_page(self, room: Box, gap: int) -> TablePage:
        """The rows from the one that the visit turned to, as many as fit."""
        if self.view.empty:
            return TablePage([text_block(self.page.canvas, self.view.empty, Type.LEAD, BOLD)])
        first = min(self.page.visit.route.page, max(0, self.total - 1))
        rows = self._rows(first, MOST_ROWS)
        earlier = self._rows(max(0, first - MOST_ROWS), min(first, MOST_ROWS))
        made = HelperRowBlocks(self.page)
        form = made.form(rows, room.w)
        blocks = [made.one_row(one, form) for one in rows]
        count = _fitting(blocks, room, gap)
        read = None
        for leaner in leaner_rows(rows[0]) if blocks and not count else ():
            # Without the words of its group; with low reach what is known is read above.
            least = replace(leaner, known="") if self.page.canvas.above else leaner
            read = column(made.known(rows[0]), 0) if self.page.canvas.above else None
            blocks[0] = made.one_row(rows[0], made.form([least], room.w), least)
            if count := _fitting(blocks[:1], room, gap):
                break
        if blocks and not count:
            self.page.canvas.problem(f"a row needs {blocks[0].measure(room.w)} px of {room.h}")
        back = _fitting([made.one_row(one, form) for one in reversed(earlier)], room, gap)
        count = max(1, count)
        return TablePage(blocks[:count], first, first + count, first - max(1, back), read)

    def _rows(self, offset: int, limit: int) -> tuple[HelperRow, ...]:
        visit = self.page.visit
        refusing = visit.route.detail is Variant.REFUSING
        return self.page.presenter.helper_rows(
            visit.route.subject, visit.chips, offset, limit, refusing=refusing
        )


def _fitting(blocks: Sequence[Block], room: Box, gap: int) -> int:
    """How many of the blocks fit a room."""
    count = len(blocks)
    while count and height_of(blocks[:count], room.w, gap) > room.h:
        count -= 1
    return count
