"""The list as a helper sees it: rows with all that is known, up to three of them for one slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from msgspec.structs import replace

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.helper_rows import HelperRow
from kiosk.presentation.views import AnswersView
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block, centred, column, height_of, next_to, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.current_marker import margin
from kiosk.ui.kit.footer import rows_of, tool_line
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.page_frame import half_frame
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import LINE_REST_MM, RING_ROOM_MM, TARGET_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import (
    button,
    icon_line,
    off_button,
    sized_button,
    space_block,
    text_block,
)
from kiosk.ui.pages.list_parts import ListParts
from kiosk.visit.visit import REFUSING, SHORTLIST_LIMIT

MOST_ROWS = 10
BOTTOM_MM, GAP_MM, MARK_MM, PAD_MM = 4.0, 4.0, 16.0, 1.0
"""Room under the page, between buttons and columns, for the mark of a row, above its words."""
NAME_SHARE = 0.365
"""The share of what a service does and its name in the width that the number leaves."""


@dataclass(frozen=True, slots=True)
class RowForm:
    """The form of all rows of a page; with three columns the number has one of its own."""

    columns: int
    number: int


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


def compose(s: PageContext) -> None:
    """Draws what a helper must remember, what sorts the list, and its rows."""
    c, gap = s.c, s.px(RING_ROOM_MM)
    room = half_frame(c, s.say, s.here()).inset(margin(c), 0)
    room = room.top(room.h - s.px(BOTTOM_MM))
    table = HelperTable.of(s)
    c.title = table.view.title
    safety = icon_line(c, "shield", table.safety, Type.BODY, BOLD)
    if not move_up(c, safety):
        safety.draw(room)
        room = room.below(safety.measure(room.w) + gap)
    rest = room.below(height_of(table.tools(room.w), room.w, gap) + gap)
    page = table.page(rest, gap)
    stack(table.tools(room.w, page), room, gap)
    stack(page.blocks, rest, gap)
    table.draw_pager(page)
    if page.read and not move_up(c, page.read):
        c.problem("what is known of a row has no room above the middle")


@dataclass(frozen=True, slots=True)
class HelperTable:
    """The list of a need or a tile in rows; ``total`` counts them."""

    s: PageContext
    view: AnswersView
    parts: ListParts
    total: int

    @classmethod
    def of(cls, s: PageContext) -> Self:
        """Asks for the head of the list."""
        route = s.visit.route
        refusing = route.detail == REFUSING
        view = s.desk.answers(route.subject, s.visit.chips, 1, refusing=refusing)
        total = view.total + (len(view.call.lines) if view.call else 0)
        return cls(s, view, ListParts(s, view), total)

    @property
    def safety(self) -> str:
        """What a helper must remember, and who must report."""
        words = self.s.say.gettext("Ask the person alone. Print only if they want it.")
        return self.s.desk.formats.together(words, self.view.notice)

    # --- above the rows ---------------------------------------------------------------------------

    def tools(self, width: int, page: TablePage | None = None) -> list[Block]:
        """The buttons above the rows, in few lines; those of the pager once the ``page`` is known.

        Choices lose their words, then the need goes, which "Start" leads to as well.
        """
        s, c, view, parts, gap = self.s, self.s.c, self.view, self.parts, self.s.px(GAP_MM)
        need = [self._button("start need", need_words(s.say, view.need), "start")]
        tile = [self._button(f"need:{view.need.value}", view.title, view.icon)]
        if not view.show_all:
            need, tile = tile, []
        icon, label = "check" if parts.chosen else "plus", parts.put_first_label()
        first = self._button("chips", label, icon)
        small = button(c, "chips", "", icon, name=label, tight=True), s.px(TARGET_MM + GAP_MM)
        others = [self._slip(), *([] if self._pager_row else [self._pager(page)])]
        if view.refused and s.visit.route.detail != REFUSING:
            others.insert(0, self._button("refusing", view.refused, "eye"))
        some = tile or need
        if c.short:
            words = view.title if tile else need_words(s.say, view.need)
            act, sign = (f"need:{view.need.value}", view.icon) if tile else ("start need", "start")
            some = [(button(c, act, "", sign, name=words, tight=True), small[1])]
        forms = ([*need, *tile, first, *others], [*need, *tile, small, *others])
        lines = [rows_of(form, width, gap) for form in (*forms, [*some, small, *others])]
        best = min(lines[:2] if c.meter.step is not TextStep.XL else lines, key=len)
        at_end = self._pager_row is None
        return [tool_line(line, gap, at_end=at_end and line is best[-1]) for line in best]

    @property
    def _pager_row(self) -> Box | None:
        """The room for the pager in the row of navigation, where it fits there."""
        row = self.s.c.pager_row
        return row if row and self._pager(None)[1] <= row.w else None

    def draw_pager(self, page: TablePage) -> None:
        """Draws the pager in the row of navigation, if it is not among the buttons."""
        if (row := self._pager_row) is not None:
            block, wide = self._pager(page)
            block.draw(row.end(wide))

    def _button(self, act: str, label: str, icon: str, *, main: bool = False) -> tuple[Block, int]:
        return sized_button(self.s.c, act, label, icon, main=main, tight=True)

    def _slip(self) -> tuple[Block, int]:
        s = self.s
        # TRANSLATORS: A button to a small paper in the language of the person who is helped;
        # {count} is how many places it will have.
        label = s.say.gettext("Slip in their language ({count})").format(
            count=numeral(s.say.language, len(s.visit.saved))
        )
        block, wide = self._button("person", label, "print", main=True)
        if s.visit.saved:
            return block, wide
        off = off_button(s.c, label, "print", s.say.gettext("Touch up to three rows."))
        return Block(block.measure, off.draw), wide

    def _pager(self, page: TablePage | None) -> tuple[Block, int]:
        """The way to the page before, the numbers of these rows, the way to the next page."""
        s, c, language = self.s, self.s.c, self.s.say.language
        side, total = s.px(TARGET_MM + GAP_MM), numeral(language, self.total)
        rows = total if c.short else f"{total}–{total}"
        most = c.text_width(f"{rows} / {total}", Type.BODY, bold=True) + s.px(GAP_MM)

        def draw(box: Box) -> None:
            if page is None or not self.total:
                return
            first, end = numeral(language, page.first + 1), numeral(language, page.end)
            shown = first if first == end or c.short else f"{first}–{end}"
            words = isolate(f"{shown} / {total}")
            with c.read_after():
                if page.first:
                    before, act = s.say.gettext("Before"), f"page:{page.before}"
                    button(c, act, "", "chevron_before", name=before).draw(box.start(side))
                middle = box.after(side).start(most)
                c.text(middle, words, Type.BODY, BOLD, middle=True, align=Align.CENTER)
                if page.end < self.total:
                    more, act = s.say.gettext("More"), f"page:{page.end}"
                    button(c, act, "", "chevron_next", name=more).draw(box.end(side))

        sample, _ = self._button("", "0", "")
        return Block(sample.measure, draw, target=True), 2 * side + most

    # --- rows -------------------------------------------------------------------------------------

    def page(self, room: Box, gap: int) -> TablePage:
        """The rows from the one that the visit turned to, as many as fit."""
        if self.view.empty:
            return TablePage([text_block(self.s.c, self.view.empty, Type.LEAD, BOLD)])
        first = min(self.s.visit.route.page, max(0, self.total - 1))
        rows = self._rows(first, MOST_ROWS)
        earlier = self._rows(max(0, first - MOST_ROWS), min(first, MOST_ROWS))
        form = self._form(rows, room.w)
        blocks = [self._unit(one, form, gap) for one in rows]
        count = _fitting(blocks, room, gap)
        read = None
        if blocks and not count:
            # Without the words of its group and what is not known; with low reach that is read
            # above.
            least = replace(rows[0], unknown="")
            if self.s.c.above:
                least, read = replace(least, known=""), column(self._known(rows[0]), 0)
            blocks[0] = self._row(rows[0], self._form([least], room.w), least)
            count = _fitting(blocks[:1], room, gap)
        if blocks and not count:
            self.s.c.problem(f"a row needs {blocks[0].measure(room.w)} px of {room.h}")
        back = _fitting([self._unit(one, form, gap) for one in reversed(earlier)], room, gap)
        count = max(1, count)
        return TablePage(blocks[:count], first, first + count, first - max(1, back), read)

    def _rows(self, offset: int, limit: int) -> tuple[HelperRow, ...]:
        visit = self.s.visit
        refusing = visit.route.detail == REFUSING
        return self.s.desk.helper_rows(
            visit.route.subject, visit.chips, offset, limit, refusing=refusing
        )

    def _form(self, rows: Sequence[HelperRow], width: int) -> RowForm:
        """The form in which the rows of a page take the least height."""
        c, inner = self.s.c, width - self.s.px(MARK_MM + GAP_MM)
        widest = max(
            (c.text_width(isolate(one.number), Type.NAME, bold=True) for one in rows), default=0
        )
        forms = [RowForm(columns, widest) for columns in (3, 2, 1)]
        cells = {form: [self._cells(one, form) for one in rows] for form in forms}
        whole = [form for form in forms if all(block.whole(inner) for block in cells[form])]
        return min(
            whole or forms[-1:], key=lambda form: sum(one.measure(inner) for one in cells[form])
        )

    def _unit(self, one: HelperRow, form: RowForm, gap: int) -> Block:
        block = self._row(one, form)
        if one.divider is None:
            return block
        words = self.s.desk.formats.together(one.divider.words, one.divider.detail)
        divider = icon_line(self.s.c, one.divider.icon, words, Type.ROW, BOLD, icon_mm=MARK_MM / 2)
        return column([divider, block], gap)

    def _row(self, one: HelperRow, form: RowForm, shown: HelperRow | None = None) -> Block:
        s, c = self.s, self.s.c
        is_taken = one.id in s.visit.saved
        is_full = not is_taken and len(s.visit.saved) == SHORTLIST_LIMIT
        texts = (one.phrase, one.name, one.number, one.known)
        spoken = [f"{text.removesuffix('.')}." for text in texts if text]
        cells, mark, pad = self._cells(shown or one, form), s.px(MARK_MM), s.px(PAD_MM)

        def measure(width: int) -> int:
            high = cells.measure(width - mark - s.px(GAP_MM)) + 2 * pad
            return max(high, s.px(TARGET_MM))

        def draw(box: Box) -> None:
            c.in_english(one.in_english)
            words = Box(box.x + mark, box.y + pad, box.w - mark - s.px(GAP_MM), box.h - 2 * pad)
            if is_full:
                c.rect(box, TypeRole.CARD, line=TypeRole.HAIR, line_mm=LINE_REST_MM, radius_mm=4)
                cells.draw(words)
                return
            with c.touch(
                box,
                f"keep:{one.id}",
                s.desk.formats.together(*spoken, one.unknown),
                fill=TypeRole.LEAF if is_taken else TypeRole.CARD,
                chosen=is_taken,
            ):
                side = s.px(MARK_MM / 2)
                c.icon(
                    Box(box.x + (mark - side) // 2, box.y + (box.h - side) // 2, side, side),
                    "check" if is_taken else "plus",
                )
                cells.draw(words)

        return Block(measure, draw, target=True)

    def _known(self, one: HelperRow) -> list[Block]:
        """What is known of a row, and what is not."""
        c = self.s.c
        found = [text_block(c, one.known, Type.ROW)] if one.known else []
        return [*found, text_block(c, one.unknown, Type.ROW, SOFT)] if one.unknown else found

    def _cells(self, one: HelperRow, form: RowForm) -> Block:
        """The words of a row in columns."""
        c, gap = self.s.c, self.s.px(GAP_MM)
        name = [text_block(c, one.phrase, Type.ROW, BOLD), text_block(c, one.name, Type.ROW, SOFT)]
        ink = Ink(TypeRole.PRIMARY, bold=True)
        number = [text_block(c, isolate(one.number), Type.NAME, ink)] if one.number else []
        known = self._known(one) or [space_block(0)]
        if form.columns == 1:
            return column([*name, *number, *known], 0)
        if form.columns == 2:  # noqa: PLR2004 - two columns
            return row([column([*name, *number], 0), column(known, 0)], gap, (45, 55))
        fixed = centred(column(number or [space_block(0)], 0))
        shown = next_to(fixed, form.number, column(known, 0), gap)

        def parts(width: int) -> tuple[int, int]:
            start = round((width - form.number - 2 * gap) * NAME_SHARE)
            return start, width - start - gap

        def draw(box: Box) -> None:
            start, rest = parts(box.w)
            column(name, 0).draw(box.start(start))
            shown.draw(box.end(rest))

        def measure(width: int) -> int:
            start, rest = parts(width)
            return max(height_of(name, start, 0), shown.measure(rest))

        def whole(width: int) -> bool:
            start, rest = parts(width)
            return start > 0 and column(name, 0).whole(start) and shown.whole(rest)

        return Block(measure, draw, whole=whole)


def _fitting(blocks: Sequence[Block], room: Box, gap: int) -> int:
    """How many of the blocks fit a room."""
    count = len(blocks)
    while count and height_of(blocks[:count], room.w, gap) > room.h:
        count -= 1
    return count
