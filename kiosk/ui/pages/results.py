"""The answers to a tile, or all services of a need: groups in columns, choices that sort."""

from dataclasses import dataclass
from functools import cached_property

from kiosk.i18n.digits import numeral
from kiosk.presentation.list_views import GroupView
from kiosk.ui.kit.blocks import Block, at_start
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas
from kiosk.ui.kit.card_grid import COLUMN_GAP_MM, GAP_MM, columns_of
from kiosk.ui.kit.cards import (
    CardForm,
    card_block,
    card_height,
    phrase_kind,
    set_words,
    twins,
)
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import note, staff_button, text_block
from kiosk.ui.pages import answer_grid, helper_list
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.ui.pages.answer_flow import FlowColumn, Page, Room, Run, Sized, flow, place_blocks
from kiosk.ui.pages.answer_frame import draw_strip, draw_title, strip_height
from kiosk.ui.pages.call_panel import draw_panel
from kiosk.visit.acts import TextStep

PANEL_MM = 250.0
"""Greatest width of a button on an empty list."""
HEAD_MM, CALL_MM, ABOVE_STRIP_MM = 12.0, 68.0, 4.0
"""A head, the call block over a single column, above the choices."""
MOST_CARDS, TILE_PAGES, MOST_PAGES = 120, 3, 10
"""Cards that a list shows, pages of a tile's list and of all of a need; then there is search."""
HEAD_TYPES = (Type.NAME, Type.LEAD, Type.BODY)


def compose(page: PageContext) -> None:
    """Draws a list; a helper sees its rows."""
    if page.visit.helper:
        helper_list.compose(page)
        return
    room, answers = page.frame(), AnswerBlocks.of(page, MOST_CARDS)
    canvas = page.canvas
    canvas.title = answers.title
    if answers.view.empty:
        _empty(answers, room)
    elif canvas.above or canvas.glass.compact or canvas.meter.step is TextStep.XL:
        answer_grid.draw(answers, room)
    else:
        _Headed(answers, room).draw()


def _empty(answers: AnswerBlocks, room: Box) -> None:
    """A directory without any service of a need."""
    page, view = answers.page, answers.view
    room = page_title(page.canvas, room, view.title, icon=view.icon, tint=answers.tint)
    blocks = [
        text_block(page.canvas, view.empty, Type.LEAD, BOLD),
        at_start(staff_button(page.canvas), page.px(PANEL_MM)),
    ]
    draw_pages(page.canvas, room, blocks, 0, gap=page.px(4))


@dataclass(frozen=True)
class _Headed:
    """A list with heads, in ``frame``: title, columns, choices."""

    answers: AnswerBlocks
    frame: Box

    @property
    def canvas(self) -> Canvas:
        return self.answers.page.canvas

    def draw(self) -> None:
        """Draws the page of the visit."""
        answers, page = self.answers, self.answers.page
        room = draw_title(answers, self.frame)
        if answers.view.notice:
            warning = note(self.canvas, answers.view.notice)
            high = warning.measure(room.w)
            warning.draw(room.top(high))
            room = room.below(high + page.px(GAP_MM))
        strip = strip_height(self.canvas)
        body = room.top(room.h - strip - page.px(ABOVE_STRIP_MM))
        pages = self._pages(body)
        current = min(page.visit.route.page, len(pages) - 1)
        columns = body.columns(self._columns[0], page.px(COLUMN_GAP_MM))
        if current == 0 and answers.view.call:
            self._draw_call(columns[0])
        for column, place in zip(pages[current], columns, strict=False):
            self._draw_column(column, place)
        slot = columns[-1] if len(columns) > 1 else None
        draw_strip(answers, room.foot(strip), slot, current, len(pages))
        self.canvas.judged = True

    @cached_property
    def _columns(self) -> tuple[int, int]:
        """How many columns, and the width of one."""
        return columns_of(self.canvas, self.frame.w)

    @cached_property
    def _kind(self) -> Type:
        return phrase_kind(self.canvas, self.answers.view.cards, self._columns[1])

    @cached_property
    def _twins(self) -> frozenset[str]:
        return twins(self.answers.view.cards)

    def _form(self, group: GroupView) -> CardForm:
        lined = group.act == "sent" and all(card.who for card in group.cards)
        return CardForm(self._kind, group.act, self._twins, lined=lined)

    def _sized(self, group: GroupView) -> Sized:
        wide = self._columns[1]
        high = card_height(self.canvas, group.cards, self._form(group), wide)
        return Sized(self._head_height(second=bool(group.sentences)), high, len(group.cards))

    def _head_height(self, *, second: bool = False) -> int:
        """A head, and its second line of which the letters may come close to the first card."""
        first = max(self.canvas.px(HEAD_MM - 1), self.canvas.wrap("a", Type.NAME, 999).line_height)
        under = set_words(self.canvas, "a", Type.BODY).lines.line_height if second else 0
        return first + under + self.canvas.px(1 if not second else 0)

    def _pages(self, body: Box) -> list[Page]:
        """What stands where; the guides of a list that begins with them keep their place."""
        view, canvas = self.answers.view, self.canvas
        count, wide = self._columns
        room = Room(count, body.h, canvas.px(GAP_MM))
        taken = 0
        if view.call:
            taken = body.h if count > 1 else self._call_height()
        guides = [(block, block.measure(wide)) for block in self.answers.guides()]
        last = [(block, block.measure(wide)) for block in self.answers.last()]
        sized = [self._sized(group) for group in view.groups]
        most = TILE_PAGES if view.show_all else MOST_PAGES
        kept = {0: sum(high + room.gap for _, high in guides)} if view.reads_first else {}
        for more in (0, sum(high + room.gap for _, high in (*guides, *last))):
            kept = {**kept, **({most - 1: more} if more else {})}
            pages = flow(sized, room, most, taken=taken, kept=kept)
            if len(pages) < most:
                pages = self._with_page(pages, [*guides, *last], room)
            if place_blocks(pages, [*guides, *last], room):
                break
        return pages

    @staticmethod
    def _with_page(pages: list[Page], blocks: list[tuple[Block, int]], room: Room) -> list[Page]:
        trial = [[FlowColumn(one.used) for one in page] for page in pages]
        return pages if place_blocks(trial, blocks, room) else [*pages, [FlowColumn()]]

    # --- drawing ----------------------------------------------------------------------------------

    def _draw_call(self, place: Box) -> None:
        call = self.answers.view.call
        if call is None:
            return
        head = self._head_height()
        self._draw_words(place.top(head), call.word, "")
        high = place.h if self._columns[0] > 1 else self._call_height()
        draw_panel(self.answers.page, place.top(high).below(head), call.lines)

    def _call_height(self) -> int:
        """The call block over a single column: two lines stand next to each other."""
        lines = len(self.answers.view.call.lines) if self.answers.view.call else 0
        body = self.canvas.wrap("a", Type.BODY, 999).line_height
        return self.canvas.px(CALL_MM) + (2 * body if lines > 1 else 0)

    def _draw_column(self, column: FlowColumn, place: Box) -> None:
        for run in column.runs:
            self._draw_run(run, place.below(run.y))
        for y, block in column.blocks:
            block.draw(place.below(y).top(block.measure(place.w)))

    def _draw_run(self, run: Run, place: Box) -> None:
        group, gap = self.answers.view.groups[run.group], self.canvas.px(GAP_MM)
        sized, form = self._sized(group), self._form(group)
        self._draw_head(group, run, place.top(sized.head))
        place = place.below(sized.head)
        for card in group.cards[run.first : run.first + run.count]:
            card_block(self.canvas, card, form).draw(place.top(sized.high))
            place = place.below(sized.high + gap)

    def _draw_head(self, group: GroupView, run: Run, place: Box) -> None:
        """The act of a group, how many of it stand here, and what is true of all."""
        language = self.canvas.catalog.language
        few = run.count < len(group.cards)
        # TRANSLATORS: A count in a head: {shown} of {all} cards are here.
        counted = self.canvas.catalog.gettext("{shown} of {all}").format(
            shown=numeral(language, run.count), all=numeral(language, len(group.cards))
        )
        ends = [group.number, counted if few else ""]
        self._draw_words(place, group.head, "  ".join(filter(None, ends)))
        self._draw_sentences(place.below(self._head_height() - self.canvas.px(2)), group.sentences)

    def _draw_words(self, place: Box, head: str, end: str) -> None:
        canvas, line = self.canvas, place.top(self._head_height() - self.canvas.px(1))
        used = canvas.text_width(end, Type.BODY) + canvas.px(4) if end else 0
        wide = {one: canvas.text_width(head, one, bold=True) for one in HEAD_TYPES}
        if wide[Type.BODY] + used > line.w:
            used, end = 0, ""
        kind = next((one for one in HEAD_TYPES if wide[one] + used <= line.w), Type.BODY)
        canvas.text(line.start(line.w - used), head, kind, BOLD, middle=True, heading=True)
        canvas.text(line, end, Type.BODY, SOFT, middle=True, align=Align.END)

    def _draw_sentences(self, place: Box, sentences: tuple[str, ...]) -> None:
        """One line; what does not fit stands on the page of each service."""
        canvas, together = self.canvas, self.answers.page.presenter.formats.together
        for count in range(len(sentences), 0, -1):
            words = together(*sentences[:count])
            if canvas.text_width(words, Type.BODY) <= place.w:
                set_words(canvas, words, Type.BODY, SOFT).draw(canvas, place)
                return
