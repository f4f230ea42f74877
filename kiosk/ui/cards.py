"""The cards of a list of services: four forms, one chosen for the whole list so that it aligns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.services.views import ResultView, StateTone, StateView
from kiosk.ui.blocks import Block
from kiosk.ui.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.parts import icon_line, two_part, words_block
from kiosk.ui.scene import Box
from kiosk.ui.theme import Role, Type

TINT = {
    StateTone.OPEN: Role.LEAF,
    StateTone.LATER: Role.SUN,
    StateTone.CLOSED: Role.STONE,
    StateTone.UNKNOWN: Role.STONE,
}
ICON_MM, PAD_MM, CHEVRON_MM = 8.0, 6.0, 10.0
STATE_MM = (44.0, 48.0)
"""Narrowest start block, and the usual room for its words; that grows with the letters."""
LOW_MM = 26.0
"""Least height of a card whose state stands on two lines, its icon beside them."""


class Shape(Enum):
    """How a card gives way.

    State beside · lower, with the first action as an icon · state on top · only what it is.
    """

    SIDE = "side"
    LOW = "low"
    STACKED = "stacked"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class CardForm:
    """A shape with the widths in pixels that all cards of the list share."""

    shape: Shape
    state: int = 0
    action: int = 0


def card_forms(c: Canvas, cards: Sequence[ResultView], width: int) -> tuple[CardForm, ...]:
    """The forms that fit a list of this width, fullest first. The last two always exist."""
    found = []
    scale = _scale(c)
    states = _extent(c, cards, _state_words)
    actions = _extent(c, cards, _action_words)
    words = min(c.text_width(card.action_word, Type.LEAD, bold=True) for card in cards)
    short = min(words + _icon(c, 3), width // 3)
    for shape in (Shape.SIDE, Shape.LOW):
        icon = 0 if shape is Shape.SIDE else _icon(c, 3)
        pad = c.px(10) + icon
        state = max(c.px(STATE_MM[0]), _between(states, c.px(STATE_MM[1] * scale)) + pad)
        rest = width - state - c.px(2 * PAD_MM + CHEVRON_MM)
        action = _icon(c, 2) if icon else _between(actions, max(rest // 4, short))
        if _whole(c, cards, state - pad, rest - action - c.px(6)):
            found.append(CardForm(shape, state, action))
    return (*found, CardForm(Shape.STACKED), CardForm(Shape.BRIEF))


_Words = tuple[tuple[str, Type, bool, bool], ...]
"""Texts of a column: the text, its type, whether bold, whether an icon stands before it."""


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
    """How much larger than at the middle step the letters are."""
    return max(1.0, c.meter.font(Type.BODY).pixels / c.px(7.0))


def _icon(c: Canvas, more_mm: float = 0) -> int:
    """Side of an icon beside words in pixels, growing with them, and some room."""
    return c.px(ICON_MM * min(1.4, _scale(c)) + more_mm)


def _extent(
    c: Canvas, cards: Sequence[ResultView], words: Callable[[ResultView], _Words]
) -> tuple[int, int]:
    """The width of the widest word and of the widest text of a column, in pixels."""
    least = most = 0
    for text, kind, bold, icon in (one for card in cards for one in words(card)):
        most = max(most, c.text_width(text, kind, bold=bold) + (_icon(c, 3) if icon else 0))
        for word in text.split(" "):
            least = max(least, c.text_width(word, kind, bold=bold) + (_icon(c, 3) if icon else 0))
    return least, most


def _between(extent: tuple[int, int], wish: int) -> int:
    """``wish``, but never so narrow that a word breaks nor wider than the texts."""
    least, most = extent
    return min(most, max(wish, least)) + 1


def _whole(c: Canvas, cards: Sequence[ResultView], state: int, words: int) -> bool:
    """Whether no word is wider than its column and no column is a thread of single words."""
    if words < c.px(60):
        return False
    return not any(
        c.wrap(card.state.word, Type.BODY, state, bold=True).broken
        or c.wrap(card.name, Type.NAME, words, bold=True).broken
        or c.wrap(card.why, Type.BODY, words).broken
        for card in cards
    )


def card_block(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """One card. It opens the page of its service."""
    act = f"service:{card.id}"
    state = f"{card.state.word} {card.state.detail}".strip()
    spoken = ". ".join(
        part for part in (card.name, card.why, state, card.action_word, card.where) if part
    )
    if form.shape in {Shape.STACKED, Shape.BRIEF}:
        return _stacked(c, card, act, spoken, state, brief=form.shape is Shape.BRIEF)
    low = form.shape is Shape.LOW
    chevron = Block(
        lambda _: 0, lambda box: c.icon(box.end(c.px(8)), "chevron_next", Role.INK_SOFT)
    )
    return two_part(
        c,
        act,
        spoken,
        start_mm=form.state / c.glass.px_per_mm,
        tint=TINT[card.state.tone],
        start=lambda box: _state(c, card.state, box, low=low),
        body=_low_body(c, card, form.action) if low else _body(c, card, form.action),
        least_mm=LOW_MM,
        start_measure=lambda width: _state_height(c, card.state, width, low=low),
        end=chevron,
        end_mm=CHEVRON_MM,
    )


def _state_room(c: Canvas, width: int, *, low: bool) -> int:
    return width - c.px(10) - (_icon(c, 3) if low else 0)


def _state_height(c: Canvas, state: StateView, width: int, *, low: bool) -> int:
    room = _state_room(c, width, low=low)
    high = c.text_height(state.word, Type.BODY, room, bold=True)
    high += c.text_height(state.detail, Type.BODY, room)
    return high + (0 if low else _icon(c))


def _state(c: Canvas, state: StateView, box: Box, *, low: bool) -> None:
    side = _icon(c)
    high = _state_height(c, state, box.w, low=low)
    y = box.y + max(0, (box.h - high) // 2)
    x = box.x + c.px(5)
    c.icon(Box(x, box.y if low else y, side, box.h if low else side), state.icon)
    words = Box(x + (_icon(c, 3) if low else 0), y + (0 if low else side), 0, box.h)
    words = Box(words.x, words.y, _state_room(c, box.w, low=low), box.bottom - words.y)
    used = c.text(words, state.word, Type.BODY, BOLD)
    c.text(words.below(used), state.detail)


def _body(c: Canvas, card: ResultView, action: int) -> Block:
    words = words_block(c, card.name, card.why, kind=Type.NAME)
    side, gap = _icon(c, 1), c.px(2)

    def head(width: int) -> int:
        word = c.text_height(card.action_word, Type.LEAD, width - side - gap, bold=True)
        return max(side, word)

    def measure(width: int) -> int:
        low = head(action) + c.text_height(card.where, Type.BODY, action)
        return max(words.measure(width - action - c.px(6)), low)

    def draw(box: Box) -> None:
        left = Box(box.x, box.y, box.w - action - c.px(6), box.h)
        high = words.measure(left.w)
        words.draw(Box(left.x, box.y + (box.h - high) // 2, left.w, high))
        where = c.text_height(card.where, Type.BODY, action)
        first = head(action)
        line = Box(box.right - action, box.y + (box.h - first - where) // 2, action, first)
        c.icon(line.start(side), card.action_icon)
        c.text(line.after(side + gap), card.action_word, Type.LEAD, BOLD, middle=True)
        c.text(Box(line.x, line.bottom, action, where), card.where, Type.BODY, SOFT)

    return Block(measure, draw)


def _low_body(c: Canvas, card: ResultView, action: int) -> Block:
    """Name and why, the first action as an icon: its words are on the next page."""
    words = words_block(c, card.name, card.why, kind=Type.NAME)

    def draw(box: Box) -> None:
        words.draw(box.start(box.w - action - c.px(6)))
        c.icon(box.end(action).inset(c.px(0.5), 0), card.action_icon)

    return Block(lambda width: words.measure(width - action - c.px(6)), draw)


def _stacked(
    c: Canvas, card: ResultView, act: str, spoken: str, state: str, *, brief: bool
) -> Block:
    pad, up, side = c.px(PAD_MM), c.px(2.5), _icon(c)
    words = words_block(c, card.name, "" if brief else card.why, kind=Type.NAME)
    action = f"{card.action_word} · {card.where}" if card.where else card.action_word
    low = icon_line(c, card.action_icon, action, icon_mm=_icon(c) / c.glass.px_per_mm)

    def room(width: int) -> int:
        return width - 2 * pad - c.px(CHEVRON_MM)

    def band(width: int) -> int:
        return max(side, c.text_height(state, Type.BODY, width - 2 * pad - side - c.px(3))) + up

    def foot(width: int) -> int:
        return 0 if brief else c.px(1) + low.measure(room(width))

    def measure(width: int) -> int:
        return band(width) + words.measure(room(width)) + foot(width) + 2 * up

    def draw(box: Box) -> None:
        with c.touch(box, act, spoken, radius_mm=5):
            edge, high = c.px(1.0 if c.strong else 0.5), band(box.w)
            head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, high - edge)
            if c.strong:
                c.rect(Box(box.x, box.y + high - edge, box.w, edge), Role.LINE)
            else:
                c.rect(
                    head, TINT[card.state.tone], radius_mm=4.5, corners=(True, True, False, False)
                )
            c.icon(Box(box.x + pad, head.y, side, head.h), card.state.icon)
            at = pad + side + c.px(3)
            line = Box(box.x + at, box.y, box.w - at - pad, high)
            c.text(line, state, Type.BODY, PLAIN, middle=True)
            tall, more = words.measure(room(box.w)), foot(box.w)
            y = box.y + high + (box.h - high - tall - more) // 2
            words.draw(Box(box.x + pad, y, room(box.w), tall))
            if more:
                line_high = low.measure(room(box.w))
                low.draw(Box(box.x + pad, y + tall + c.px(1), room(box.w), line_high))
            c.icon(
                Box(box.right - pad - side, box.y + high, side, box.h - high),
                "chevron_next",
                Role.INK_SOFT,
            )

    return Block(measure, draw)
