"""What a service's page is made of, and what a smaller page gives up of it, in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, column, height_of, once, row
from kiosk.ui.kit.canvas import SOFT
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import icon_line, text_block
from kiosk.ui.pages import service_head
from kiosk.ui.pages.ask_them import ask_block, question_blocks
from kiosk.ui.pages.fact_blocks import fact_blocks, fact_grid, has_many_places, place_blocks
from kiosk.ui.pages.guide_text import parted
from kiosk.ui.pages.service_forms import EVEN_SHARE, GAP_MM, PAIR_MM, SIZES, ServiceForm
from kiosk.ui.pages.service_step import action_panel
from kiosk.ui.pages.take_away import shortlist_blocks


@dataclass(frozen=True, slots=True)
class ServiceBlocks:
    """The blocks of one page, each made and measured once however many forms are tried."""

    page: PageContext
    view: ServiceView
    _made: dict[object, list[Block]] = field(default_factory=dict)

    def _once(self, key: object, make: Callable[[], Sequence[Block]]) -> list[Block]:
        if key not in self._made:
            self._made[key] = [once(block) for block in make()]
        return self._made[key]

    @property
    def in_title(self) -> bool:
        """Return True if small glass has the buttons of the page in the row of its title.

        With low reach they stand at the foot, where a person in a wheelchair reaches them.
        """
        return self.page.canvas.glass.compact and not self.page.canvas.low_reach

    def head(self, form: ServiceForm) -> list[Block]:
        """What it does, its name, its state."""
        return self._once(
            ("head", form.kind), lambda: [service_head.head(self.page, self.view, form.kind)]
        )

    def head_with_buttons(self, form: ServiceForm, *, more: bool = False) -> list[Block]:
        """The same, with buttons at the end of the title: the short list, and more about it.

        The short list has its own place where the page is not compact. ``more`` means that there is
        a further page whatever the form.
        """
        more = more or self.has_more(form)
        if not (more or self.in_title):
            return self.head(form)
        return self._once(("buttons", form.kind, more), lambda: [self.top(form.kind, more=more)])

    def top(
        self,
        kind: Type,
        *,
        named: bool = True,
        aged: bool = True,
        more: bool = True,
        under: bool = False,
    ) -> Block:
        """Title and state, with buttons at the end of the title: the short list, the next page."""
        buttons = shortlist_blocks(self.page, self.view, icons=True) if self.in_title else []
        if more:
            buttons.append(service_head.more_button(self.page))
        return service_head.title_and_buttons(
            self.page,
            self.view,
            kind,
            buttons,
            named=named,
            aged=aged,
            under=under,
        )

    def has_more(self, form: ServiceForm) -> bool:
        """True if the longer text, all questions, or most places are left for a further page."""
        unasked = not form.questions and bool(self.view.questions)
        left = unasked or has_many_places(self.view) or bool(self.tail(ServiceForm()))
        left = left or (not form.owned and bool(self.owner())) or not form.facts
        return form.more and not form.tail and left

    def places(self, within: Box) -> list[Block]:
        """The places that a page only counts, in parts that a page holds."""
        return self._once(
            ("places", within.w, within.h),
            lambda: place_blocks(self.page, self.view, within),
        )

    def rest(self, form: ServiceForm, page: Box) -> list[Block]:
        """What a page in this form leaves for a further page, under its head if that has room."""
        if not self.has_more(form):
            return []
        gap = self.page.px(GAP_MM)
        ask = [] if form.questions else self.ask(ServiceForm(SIZES[-1]))
        tail = [*self.tail(ServiceForm()), *([] if form.owned else self.owner())]
        facts = [] if form.facts else self.facts_within(page, owned=False)
        both = pair(self.page, page.w, ask, tail, EVEN_SHARE) if ask and tail else None
        if both is not None and both.measure(page.w) <= page.h:
            text = [both]
        elif height_of(ask, page.w, gap) <= page.h:
            text = [*tail, *ask]  # the page of the ways has room for the short ones
        else:
            text = [*tail, *question_blocks(self.page, self.view)]
        left = [*facts, *self.places(page), *text]
        headed = [*self.head(form), *left]
        return headed if height_of(headed, page.w, gap) <= page.h else left

    def panel(self, form: ServiceForm, *, bare: bool = False) -> list[Block]:
        """The first step; ``bare`` leaves out all but what to call, or where to go."""
        if bare:
            return [action_panel(self.page, self.view, most=form.number, bare=True)]
        first = not form.labels
        return self._once(
            ("panel", form.number, first),
            lambda: [
                action_panel(
                    self.page, self.view, most=form.number, number_first=first, lean=form.lean
                )
            ],
        )

    def each_fact(self, form: ServiceForm) -> list[Block]:
        """The known facts one by one."""
        if not form.facts:
            return []
        return self._once(
            ("fact", form.labels, form.tail, form.owned),
            lambda: [
                *fact_blocks(self.page, self.view, labels=form.labels, brief=not form.tail),
                *(self.owner() if form.owned else ()),
            ],
        )

    def owner(self) -> list[Block]:
        """Who runs the place as the last of the facts, where there is no longer text to follow."""
        return [] if self.view.description else _owner_blocks(self.page, self.view)

    def facts(
        self, form: ServiceForm, columns: int, part: Sequence[int] | None = None
    ) -> list[Block]:
        """The known facts, or a part of them, in up to ``columns``."""
        every = self.each_fact(form)
        blocks = every if part is None else [every[at] for at in part]
        if not blocks:
            return []
        key = ("facts", form.labels, form.lean, form.tail, form.owned, columns, part)
        return self._once(key, lambda: [fact_grid(self.page, blocks, columns, lean=form.lean)])

    def facts_within(self, page: Box, *, owned: bool) -> list[Block]:
        """The facts for a further page: labelled, by icons alone, or one by one, as it holds."""
        for labels in (True, False):
            facts = self.facts(ServiceForm(labels=labels, tail=False, owned=owned), 3)
            if height_of(facts, page.w, 0) <= page.h:
                return facts
        each = fact_blocks(self.page, self.view, within=page, brief=True)
        return [*each, *(self.owner() if owned else ())]

    def ask(self, form: ServiceForm) -> list[Block]:
        """The questions."""
        if not self.view.questions or not form.questions:
            return []
        return self._once(
            ("ask", form.questions, form.close),
            lambda: [ask_block(self.page, self.view, form.questions, close=form.close)],
        )

    def tail(self, form: ServiceForm) -> list[Block]:
        """A longer text, and who runs the place."""
        if not (form.tail and self.view.description):
            return []
        return self._once("tail", lambda: _tail_blocks(self.page, self.view))


def pair(
    page: PageContext,
    width: int,
    first: Sequence[Block],
    second: Sequence[Block],
    shares: tuple[int, int],
    *,
    gap_mm: float = GAP_MM,
) -> Block | None:
    """Returns two columns next to each other, or nothing where a word would be broken."""
    gap = page.px(PAIR_MM)
    wide = [(width - gap) * share // sum(shares) for share in shares]
    if not all(
        block.whole(room)
        for blocks, room in zip((first, second), wide, strict=True)
        for block in blocks
    ):
        return None
    columns = [column(blocks, page.px(gap_mm)) for blocks in (first, second)]
    return row(columns, gap, shares)


def _tail_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    """A longer text with its mark, and who runs the place."""
    mark = list[Block]()
    if view.description_mark and view.description_mark != view.phrase_mark:
        mark = [icon_line(page.canvas, "globe", view.description_mark, ink=SOFT)]

    def described(text: str) -> Block:
        return column([text_block(page.canvas, text, Type.BODY, SOFT), *mark], page.px(1))

    return [parted(view.description, described), *_owner_blocks(page, view)]


def _owner_blocks(page: PageContext, view: ServiceView) -> list[Block]:
    if view.organization == view.name:
        return []
    return [icon_line(page.canvas, "people", view.organization, ink=SOFT)]
