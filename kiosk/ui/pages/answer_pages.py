"""The cards of a list on their pages: how many a page has, and which are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kiosk.presentation.views import AnswersView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pagination import CardFlow, Pagination, best_pagination, draw_part
from kiosk.ui.kit.scene import Box
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.visit.acts import TextStep, Variant

LEAST_WITH_DIVIDER = 3
"""More cards than this on a first page give one of them to a divider."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Cards on the first page and on the others, and pages after which a tile's list ends."""

    first: int
    most: int
    ends: int

    @classmethod
    def of(cls, canvas: Canvas) -> Self:
        """The budget of a glass and a text size."""
        largest = canvas.meter.step is TextStep.XL
        if canvas.above:
            return cls(2, 2, 0)
        if canvas.glass.portrait:
            return cls(6, 6, 2)
        if canvas.glass.compact:
            return cls(2, 3, 3) if largest else cls(3, 4, 3)
        return cls(3, 3, 3) if largest else cls(4, 4, 3)

    @property
    def cards(self) -> int:
        """The most cards of a tile's list."""
        return self.first + self.most * (max(self.ends, 3) - 1)


@dataclass(frozen=True, slots=True)
class DealtAnswers:
    """The pages of a list: ``part`` is drawn, as ``page`` (from 0) of ``pages``.

    ``missing`` counts the rows of cards that the list lacks of what its pages are meant to show,
    ``first`` the cards of its first page.
    """

    dealt: Pagination
    part: int
    page: int
    pages: int
    missing: int
    first: int

    @property
    def rank(self) -> tuple[bool, int]:
        """Smaller is better: a card on the first page, then the most rows."""
        return not self.first, self.missing

    def draw(self, page: PageContext, room: Box, *, pager: bool) -> None:
        """Draws the page."""
        draw_part(page, self.dealt, self.part, (self.page, self.pages), room, pager=pager)
        page.canvas.judged = True


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """The list of a tile, or the first cards of a need, which decide how many a page has."""

    answers: AnswerBlocks
    budget: Budget

    @classmethod
    def of(cls, page: PageContext) -> Self:
        """Asks for the first cards."""
        budget = Budget.of(page.canvas)
        subject, chips = page.visit.route.subject, page.visit.chips
        view = page.presenter.answers(subject, chips, budget.cards, refusing=_is_refusing(page))
        return cls(AnswerBlocks(page, view), budget)

    @property
    def view(self) -> AnswersView:
        """The list in finished words."""
        return self.answers.view

    def flow(
        self, width: int, last: Sequence[Block] | None = None, *, bare: bool = False
    ) -> CardFlow:
        """The list as it goes over pages; ``last`` replaces what comes last.

        ``bare`` makes room for a card.
        """
        answers, budget, view = self.answers, self.budget, self.view
        left = [*answers.guides_first(), *answers.notice()] if bare else []
        dividers = answers.dividers(view.window)
        among_first = any(answer.card.id in dividers for answer in view.window[: budget.first])
        return CardFlow(
            [answer.card for answer in view.window],
            before=answers.before(width, bare=bare),
            after=[*left, *(answers.last(width) if last is None else last)],
            most=budget.most,
            first=budget.first - (among_first and budget.first > LEAST_WITH_DIVIDER),
            dividers=dividers,
            ends=budget.ends if view.show_all else 0,
        )

    def dealt(self, flow: CardFlow, room: Box, over: Box) -> DealtAnswers | None:
        """The best pages for a room, several in that ``over`` a pager; ``None`` without any."""
        page, current = self.answers.page, self.answers.page.visit.route.page
        if self.view.show_all or len(self.view.window) == self.view.total:
            dealt = _best(page, flow, room)
            if dealt is None:
                return None
            part = min(current, len(dealt.pages) - 1)
            return DealtAnswers(dealt, part, part, len(dealt.pages), dealt.missing, dealt.counts[0])
        sampled = _best(page, replace(flow, after=()), room)
        if sampled is None or not sampled.counts[0]:
            return None
        first, most = sampled.counts[0], min(sampled.counts[1:-1] or sampled.counts[-1:])
        if self.answers.chosen:
            most = max(1, most - 1)  # any page may have a divider
        pages = 1 + max(0, -(-(self.view.total - first) // most))
        number = min(current, pages - 1)
        start, count = (first + (number - 1) * most, most) if number else (0, first)
        window = self.view.window[start : start + count]
        if number and len(window) < count:
            window = page.presenter.more_answers(
                page.visit.route.subject,
                page.visit.chips,
                start,
                count,
                refusing=_is_refusing(page),
            )
        one = replace(
            flow,
            cards=[answer.card for answer in window],
            before=() if number else flow.before,
            after=flow.after if number == pages - 1 else (),
            most=len(window),
            first=0,
            dividers=self.answers.dividers(window),
            pager=False,
        )
        dealt = _best(page, one, over, one_page=number < pages - 1)
        if dealt is None:
            return None
        part = min(current - number, len(dealt.pages) - 1)
        pages = max(pages, number + len(dealt.pages))
        return DealtAnswers(dealt, part, number + part, pages, sampled.missing, first)


def _best(
    page: PageContext, flow: CardFlow, room: Box, *, one_page: bool = False
) -> Pagination | None:
    """The pages that lack the fewest rows, of full cards if they lack no more."""
    best = None
    for brief in (False, True):
        dealt = best_pagination(page.canvas, flow, room, brief=brief)
        if dealt is None or (one_page and len(dealt.pages) > 1):
            continue
        if best is None or dealt.missing < best.missing:
            best = dealt
        if not best.missing:
            break
    return best


def _is_refusing(page: PageContext) -> bool:
    return page.visit.route.detail is Variant.REFUSING
