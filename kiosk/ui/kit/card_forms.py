"""Layouts of a card in a list, and the widths that all cards of a list share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.presentation.views import ResultView
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import PAD_MM

ICON_MM, CHEVRON_MM = 8.0, 10.0
STATE_MM = (44.0, 48.0)
"""Narrowest start block, and the usual room for its words, which grows with the text size."""


class Shape(Enum):
    """Layouts of a card, fullest first.

    State at the side · the same, with the first action as an icon · state on top · only name and
    state · only the name, on a low-reach page without height.
    """

    SIDE = "side"
    LOW = "low"
    STACKED = "stacked"
    BRIEF = "brief"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class CardForm:
    """A shape, and the widths in pixels that all cards of the list share."""

    shape: Shape
    state: int = 0
    action: int = 0


def card_forms(c: Canvas, cards: Sequence[ResultView], width: int) -> tuple[CardForm, ...]:
    """Return the forms that fit a list of this width, fullest first. The last two always exist."""
    found = []
    scale = _scale(c)
    states = _extent(c, cards, _state_words)
    actions = _extent(c, cards, _action_words)
    words = min(c.text_width(card.action_word, Type.LEAD, bold=True) for card in cards)
    short = min(words + icon_side(c, 3), width // 3)
    for shape in (Shape.SIDE, Shape.LOW):
        icon = 0 if shape is Shape.SIDE else icon_side(c, 3)
        pad = c.px(10) + icon
        state = max(c.px(STATE_MM[0]), _between(states, c.px(STATE_MM[1] * scale)) + pad)
        rest = width - state - c.px(2 * PAD_MM + CHEVRON_MM)
        action = icon_side(c, 2) if icon else _between(actions, max(rest // 4, short))
        if _whole(c, cards, state - pad, rest - action - c.px(6)):
            found.append(CardForm(shape, state, action))
    named = (CardForm(Shape.NAME),) if c.above else ()
    return (*found, CardForm(Shape.STACKED), CardForm(Shape.BRIEF), *named)


_Words = tuple[tuple[str, Type, bool, bool], ...]
"""Texts of a column: text, type, bold or not, with an icon or not."""


def _state_words(card: ResultView) -> _Words:
    return (
        (card.state.word, Type.BODY, True, False),
        (card.state.detail, Type.BODY, False, False),
    )


def _action_words(card: ResultView) -> _Words:
    return (
        (card.action_word, Type.LEAD, True, True),
        (card.where, Type.BODY, False, False),
    )


def _scale(c: Canvas) -> float:
    """Return the size of the text relative to the middle step, at least 1."""
    return max(1.0, c.meter.font(Type.BODY).pixels / c.px(7.0))


def icon_side(c: Canvas, more_mm: float = 0) -> int:
    """Return the side of an icon next to words in pixels, which grows with them, plus a margin."""
    return c.px(ICON_MM * min(1.4, _scale(c)) + more_mm)


def _extent(
    c: Canvas, cards: Sequence[ResultView], words: Callable[[ResultView], _Words]
) -> tuple[int, int]:
    """Return the widths of the widest word and of the widest text of a column, in pixels."""
    least = most = 0
    for text, kind, bold, icon in {one for card in cards for one in words(card)}:
        before = icon_side(c, 3) if icon else 0
        most = max(most, c.text_width(text, kind, bold=bold) + before)
        for word in text.split(" "):
            least = max(
                least, c.text_width(word, kind, bold=bold) + (icon_side(c, 3) if icon else 0)
            )
    return least, most


def _between(extent: tuple[int, int], wish: int) -> int:
    """Return ``wish``, within the widths of the widest word and the widest text."""
    least, most = extent
    return min(most, max(wish, least)) + 1


def _whole(c: Canvas, cards: Sequence[ResultView], state: int, words: int) -> bool:
    """Return True if every word fits its column and no column is one word wide."""
    if words < c.px(60):
        return False
    return not any(
        c.wrap(card.state.word, Type.BODY, state, bold=True).broken
        or c.wrap(card.name, Type.NAME, words, bold=True).broken
        or c.wrap(card.why, Type.BODY, words).broken
        for card in cards
    )
