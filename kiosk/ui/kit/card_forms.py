"""Layouts of a card in a list, and the widths that all cards of a list share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import pairwise

from kiosk.presentation.views import ResultView, StateView
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import ICON_GAP_MM, PAD_MM
from kiosk.visit.acts import TextStep

CHEVRON_MM = 10.0
STATE_MM = (38.0, 58.0)
"""Usual room for the words of a start block on an upright and on a lying glass, which grows with
the text size; the first is the least width of the block as well."""
STEP_SHARE = 0.3
"""Usual part of a card's width for the first step."""
LEAST_LETTERS = 40
"""Letters of a phrase and a name that have no room in any form."""
WORDS_MM = 60.0
"""Least width of the words of a card."""
HEAD_LINES = 2
"""Most lines of a headline in the forms to choose first."""


class Shape(Enum):
    """Layouts of a card.

    State at the side, the first step at the end · the same, with the first step under the words ·
    the first step as an icon · state on top · only phrase and state · only the phrase, on a
    low-reach page without height.
    """

    SIDE = "side"
    UNDER = "under"
    LOW = "low"
    STACKED = "stacked"
    BRIEF = "brief"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class CardForm:
    """A shape, and the widths in pixels that all cards of the list share.

    ``named`` shows the public name under the phrase; ``icon_first`` puts the icon of a state before
    its words. ``twins`` are the cards whose names it shows all the same. ``cut`` shortens both: the
    page of the service has them whole.
    """

    shape: Shape
    state: int = 0
    action: int = 0
    named: bool = True
    icon_first: bool = False
    twins: frozenset[str] = frozenset()
    cut: bool = False

    def shows_name(self, result: ResultView) -> bool:
        """Return True if a card shows its public name."""
        return self.named or result.id in self.twins


def twins(cards: Sequence[ResultView]) -> frozenset[str]:
    """Return the ids of cards that do the same as a neighbour: only names tell them apart."""
    pairs = ((one, other) for one, other in pairwise(cards) if one.phrase == other.phrase)
    return frozenset(card.id for pair in pairs for card in pair)


def shows_details(canvas: Canvas) -> bool:
    """Return True if cards show public names and the second words of a state: not at XL."""
    return canvas.meter.step is not TextStep.XL


def state_word(canvas: Canvas, state: StateView) -> str:
    """Return the words of a state on a card: one word at XL."""
    return state.word if shows_details(canvas) else state.brief or state.word


def has_state_line(canvas: Canvas) -> bool:
    """Return True if the icon of a state stands before its word: where height is scarce."""
    return canvas.glass.compact and shows_details(canvas)


def card_forms(canvas: Canvas, cards: Sequence[ResultView], width: int) -> tuple[CardForm, ...]:
    """Return the forms that fit a list of this width, fullest first. The last ones always exist."""
    detailed = shows_details(canvas)
    sides = [Shape.SIDE, Shape.UNDER] if detailed else [Shape.UNDER]
    low = [Shape.LOW] if canvas.above else []
    found = [
        form
        for named in ((True, False) if detailed else (False,))
        for shape in (*sides, *low)
        if (form := _form(canvas, cards, width, shape, named=named, lines=HEAD_LINES))
    ]
    if not found and (grown := _form(canvas, cards, width, Shape.UNDER, named=False, lines=99)):
        found.append(grown)
    names = (CardForm(Shape.NAME, named=False),) if canvas.above else ()
    brief = (CardForm(Shape.BRIEF), CardForm(Shape.BRIEF, cut=True))
    return (*found, CardForm(Shape.STACKED, named=detailed), *brief, *names)


def _form(
    canvas: Canvas,
    cards: Sequence[ResultView],
    width: int,
    shape: Shape,
    *,
    named: bool,
    lines: int,
) -> CardForm | None:
    """Return a form with its widths, or ``None`` where its words do not fit."""
    largest = not shows_details(canvas)
    wish = canvas.px(STATE_MM[not (canvas.glass.portrait or largest)] * _scale(canvas))
    icon_first = shape is Shape.LOW
    pad = canvas.px(10) + (icon_side(canvas, 3) if icon_first else 0)
    extent = _extent(canvas, cards, partial(_state_words, canvas))
    state = max(canvas.px(STATE_MM[0]), _between(extent, wish) + pad)
    rest = width - state - canvas.px(2 * PAD_MM + CHEVRON_MM)
    action = 0
    if shape is Shape.SIDE:
        words = min(canvas.text_width(card.action_word, Type.LEAD, bold=True) for card in cards)
        short = min(words + icon_side(canvas, 3), width // 3)
        action = _between(
            _extent(canvas, cards, _action_words), max(round(rest * STEP_SHARE), short)
        )
    elif shape is Shape.LOW:
        action = icon_side(canvas, 2)
    room = rest - (action + canvas.px(6) if action else 0)
    form = CardForm(shape, state, action, named, icon_first)
    return form if _whole(canvas, cards, state - pad, room, lines) else None


_Words = tuple[tuple[str, Type, bool, bool], ...]
"""Texts of a column: text, type, bold or not, with an icon or not."""


def _state_words(canvas: Canvas, result: ResultView) -> _Words:
    word = (state_word(canvas, result.state), Type.BODY, True, has_state_line(canvas))
    detail = (result.state.detail, Type.BODY, False, False)
    return (word, detail) if shows_details(canvas) else (word,)


def _action_words(result: ResultView) -> _Words:
    return (
        (result.action_word, Type.LEAD, True, True),
        (result.where, Type.BODY, False, True),
    )


def _scale(canvas: Canvas) -> float:
    """Return the size of the text relative to the middle step, at least 1."""
    return max(1.0, canvas.meter.font(Type.BODY).pixels / canvas.px(7.0))


def icon_side(canvas: Canvas, more_mm: float = 0) -> int:
    """Return the side of an icon next to words in pixels, which grows with them, plus a margin."""
    return canvas.icon_side() + canvas.px(more_mm)


def _extent(
    canvas: Canvas, cards: Sequence[ResultView], words: Callable[[ResultView], _Words]
) -> tuple[int, int]:
    """Return the widths of the widest word and of the widest text of a column, in pixels."""
    least = most = 0
    for text, kind, bold, icon in {one for card in cards for one in words(card)}:
        before = canvas.icon_side(kind) + canvas.px(ICON_GAP_MM) if icon else 0
        most = max(most, canvas.text_width(text, kind, bold=bold) + before)
        for word in text.split(" "):
            least = max(least, canvas.text_width(word, kind, bold=bold) + before)
    return least, most


def _between(extent: tuple[int, int], wish: int) -> int:
    """Return ``wish``, within the widths of the widest word and the widest text."""
    least, most = extent
    return min(most, max(wish, least)) + 1


def _whole(canvas: Canvas, cards: Sequence[ResultView], state: int, words: int, lines: int) -> bool:
    """Return True if every word fits its column, no column is narrow and no headline too long."""
    if words < canvas.px(WORDS_MM):
        return False
    for card in cards:
        head = canvas.wrap(card.phrase, Type.NAME, words, bold=True)
        if (
            head.broken
            or len(head.lines) > lines
            or canvas.wrap(state_word(canvas, card.state), Type.BODY, state, bold=True).broken
            or canvas.wrap(card.name, Type.BODY, words).broken
            or canvas.wrap(card.where, Type.BODY, words - icon_side(canvas, 3)).broken
        ):
            return False
    return True
