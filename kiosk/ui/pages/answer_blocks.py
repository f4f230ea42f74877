"""Parts of a list of answers: call block, dividers, what comes last, choices."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.records import Need
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import AnswersView, AnswerView, DividerView, GuideCardView
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.call_lines import bare_call, call_forms
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.card_forms import icon_side
from kiosk.ui.kit.chips import Chip
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_holds, note, sized_button
from kiosk.visit.acts import AnyAct, Noted, Panel, Route, Screen, TextStep, Variant, Verb

GAP_MM, DIVIDER_UP_MM = 4.0, 2.0
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

    @property
    def tint(self) -> TypeRole:
        """The tint of its need."""
        return TINTS.get(self.view.need, TypeRole.LEAF)

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

    def put_first(self) -> tuple[Block, int]:
        """The button before the choices, with the width it wants."""
        label, icon = self.put_first_label(), "check" if self.chosen else "plus"
        return sized_button(self.page.canvas, Panel.CHIPS, label, icon)

    def guide_buttons(self) -> list[tuple[Block, int]]:
        """The ways to its guides, with the widths they want; none where they stand first."""
        if self.view.reads_first:
            return []
        return [read_button(self.page, guide) for guide in self.view.guides]

    def notice(self) -> list[Block]:
        """What to know before calling; the page of each service says it too."""
        return [note(self.page.canvas, self.view.notice)] if self.view.notice else []

    def guides_first(self) -> list[Block]:
        """The ways to its guides where they stand before the cards."""
        if not (self.view.reads_first and self.view.guides):
            return []
        return [
            self._side_by_side([read_button(self.page, guide)[0] for guide in self.view.guides])
        ]

    def before(self, width: int, *, bare: bool = False) -> list[Block]:
        """What stands before the cards on the first page: the call block and what to read.

        ``bare`` leaves what to read to the end of the list, and the words of the numbers to the
        voice.
        """
        found = [] if bare else self.notice()
        if self.view.call is not None:
            forms = call_forms(self.page.canvas, self.view.call, width)
            if bare or (
                self.page.canvas.glass.compact and self.page.canvas.meter.step is TextStep.XL
            ):
                # The title says what the numbers are for.
                forms.append(bare_call(self.page.canvas, self.view.call, width))
            found.append(min(forms, key=lambda form: form.measure(width)))
        return found if bare else [*found, *self.guides_first()]

    def last(self, width: int) -> list[Block]:
        """What comes last: those that say no, 211 for all else, everything."""
        canvas, view, found = self.page.canvas, self.view, list[tuple[Block, str]]()
        refused = view.refused and self.page.visit.route.detail is not Variant.REFUSING
        if refused:
            found.append((button(canvas, Variant.REFUSING, view.refused, "eye"), view.refused))
        if view.other_help:
            act = Noted(Route(Screen.SERVICE, view.other_help_id), "last")
            found.append((button(canvas, act, view.other_help, "phone"), view.other_help))
        if view.show_all:
            every = Route(Screen.RESULTS, view.need.value)
            found.append((button(canvas, every, view.show_all, "list"), view.show_all))
        blocks, gap = [block for block, _ in found], canvas.px(GAP_MM)
        shares = [3 if text == view.other_help else 2 for _, text in found]
        parts = [round((width - gap * (len(blocks) - 1)) * one / sum(shares)) for one in shares]
        fit = all(
            button_holds(canvas, text, part) for (_, text), part in zip(found, parts, strict=True)
        )
        if len(blocks) > 1 and fit:
            blocks = [row(blocks, gap, shares)]
        return blocks

    def _side_by_side(self, blocks: Sequence[Block]) -> Block:
        one = self.page.canvas.glass.portrait or len(blocks) == 1
        return column(blocks, self.page.px(3)) if one else row(blocks, self.page.px(GAP_MM))

    def dividers(self, window: Sequence[AnswerView]) -> dict[str, Block]:
        """The dividers of some cards, by the id of the card after each."""
        return {
            answer.card.id: self._divider(answer.divider)
            for answer in window
            if answer.divider is not None
        }

    def _divider(self, view: DividerView) -> Block:
        canvas = self.page.canvas
        side, gap, up = icon_side(canvas), canvas.px(3), canvas.px(DIVIDER_UP_MM)
        whole = self.page.presenter.formats.together(view.words, view.detail)

        def two_weights(width: int) -> int:
            """Where the second part begins on the same line; 0 where both need more lines."""
            first = canvas.text_width(view.words, Type.BODY, bold=True) + canvas.px(2)
            fits = first + canvas.text_width(view.detail, Type.BODY) <= width
            return first if fits else 0

        def measure(width: int) -> int:
            room = width - side - gap
            bold = not view.detail
            lines = canvas.text_height(whole, Type.BODY, room, bold=bold)
            if two_weights(room):
                lines = canvas.text_height(view.words, Type.BODY, room, bold=True)
            return max(side, lines) + 2 * up

        def draw(box: Box) -> None:
            thin = max(1, canvas.px(0.5))
            canvas.rect(box.top(thin), TypeRole.HAIR)
            canvas.rect(box.foot(thin), TypeRole.HAIR)
            canvas.icon(box.start(side), view.icon)
            room = box.after(side + gap)
            if at := two_weights(room.w):
                canvas.text(room, view.words, Type.BODY, BOLD, middle=True)
                canvas.text(room.after(at), view.detail, Type.BODY, PLAIN, middle=True)
            else:
                canvas.text(room, whole, Type.BODY, PLAIN if view.detail else BOLD, middle=True)

        return Block(measure, draw)
