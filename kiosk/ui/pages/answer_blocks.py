"""Parts of a list of answers: call block, dividers, what comes last, choices."""

from dataclasses import dataclass
from typing import Self

from kiosk.domain.records import Need
from kiosk.i18n.digits import numeral
from kiosk.presentation.list_views import AnswersView
from kiosk.presentation.views import GuideCardView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.cards import icon_card
from kiosk.ui.kit.chips import Chip
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, sized_button
from kiosk.visit.acts import AnyAct, Noted, Route, Screen, Variant, Verb

TINTS = {
    **dict.fromkeys((Need.SAFE_PLACE, Need.TALK, Need.FOOD), TypeRole.LEAF),
    **dict.fromkeys((Need.HEALTH, Need.WORK, Need.PAPERS), TypeRole.SUN),
    **dict.fromkeys((Need.COURT, Need.YOUNG, Need.OKAY), TypeRole.SKY),
}
"""The tint of a need is that of its row on the home screen."""


def read_label(page: PageContext, guide: GuideCardView) -> str:
    """The words of the way to a guide."""
    # TRANSLATORS: A button to a short guide; {title} is its title, such as Rights at work.
    return page.catalog.gettext("Read: {title}").format(title=guide.title)


def read_button(
    page: PageContext, guide: GuideCardView, act: AnyAct | None = None
) -> tuple[Block, int]:
    """The way to a guide, with the width it wants."""
    page.canvas.in_english(guide.in_english)
    return sized_button(
        page.canvas, act or Route(Screen.GUIDE, guide.id), read_label(page, guide), "book"
    )


@dataclass(frozen=True, slots=True)
class AnswerBlocks:
    """The parts of one list as blocks."""

    page: PageContext
    view: AnswersView

    @classmethod
    def of(cls, page: PageContext, most: int) -> Self:
        """Asks for the list of the visit with its first cards, at most so many."""
        visit = page.visit
        refusing = visit.route.detail is Variant.REFUSING
        return cls(
            page,
            page.presenter.answers(visit.route.subject, visit.chips, most, refusing=refusing),
        )

    @property
    def tint(self) -> TypeRole:
        """The tint of its need."""
        return TINTS.get(self.view.need, TypeRole.LEAF)

    @property
    def title(self) -> str:
        """Its title; of those that say no to a choice, that they do."""
        refusing = self.page.visit.route.detail is Variant.REFUSING
        return self.view.note if refusing and self.view.note else self.view.title

    @property
    def title_kind(self) -> Type:
        """The size of its title: that of a card where it must not be read from afar."""
        return Type.NAME if self.view.is_quiet else Type.TITLE

    @property
    def chips(self) -> list[Chip]:
        """The choices."""
        return [(chip.chip, chip.word, chip.chosen) for chip in self.view.chips]

    @property
    def chosen(self) -> int:
        """How many choices are on."""
        return sum(chip.chosen for chip in self.view.chips)

    def clear(self) -> Block:
        """Takes all choices back."""
        return button(
            self.page.canvas, Verb.CLEAR, self.page.catalog.gettext("Clear choices"), "close"
        )

    def put_first_label(self) -> str:
        """The words of the button before the choices."""
        if not self.chosen:
            return self.page.catalog.gettext("Put first")
        count = numeral(self.page.catalog.language, self.chosen)
        # TRANSLATORS: A button before choices that sort a list; {count} of them are on.
        return self.page.catalog.gettext("Put first ({count})").format(count=count)

    def guides(self) -> list[Block]:
        """The ways to its guides, as cards."""
        canvas = self.page.canvas
        canvas.in_english(text for guide in self.view.guides for text in guide.in_english)
        return [
            icon_card(canvas, Route(Screen.GUIDE, one.id), "book", read_label(self.page, one))
            for one in self.view.guides
        ]

    def last(self) -> list[Block]:
        """What comes last: 211 for all else, those that say no."""
        canvas, view, found = self.page.canvas, self.view, list[Block]()
        if view.other_help:
            act = Noted(Route(Screen.SERVICE, view.other_help_id), "last")
            found.append(icon_card(canvas, act, "phone", view.other_help, TypeRole.LEAF))
        if view.refused and self.page.visit.route.detail is not Variant.REFUSING:
            found.append(icon_card(canvas, Variant.REFUSING, "eye", view.refused))
        return found
