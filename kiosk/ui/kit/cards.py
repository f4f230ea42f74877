"""Cards of a list of services, in one form for the whole list so that they align."""

from kiosk.presentation.views import ResultView, StateTone, StateView
from kiosk.ui.kit.blocks import Block, column
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.card_forms import (
    CHEVRON_MM,
    CardForm,
    Shape,
    has_state_line,
    icon_side,
    shows_details,
    state_word,
)
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import two_part, words_block
from kiosk.ui.kit.widgets import PAD_MM, button, icon_line

TINT = {
    StateTone.OPEN: TypeRole.LEAF,
    StateTone.LATER: TypeRole.SUN,
    StateTone.CLOSED: TypeRole.STONE,
    StateTone.UNKNOWN: TypeRole.STONE,
}
BRIEF_START_MM = 26.0
LOW_MM = 26.0
"""Least height of a card whose state takes two lines next to its icon."""
UP_MM = 1.0
"""Least room above and below the words of a card."""


def card_block(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return a card that opens the page of its service."""
    act = f"service:{card.id}"
    state = f"{card.state.word} {card.state.detail}".strip()
    spoken = ". ".join(
        part.rstrip(".")
        for part in (card.phrase, card.name, card.note, state, card.action_word, card.where)
        if part
    )
    c.in_english(card.in_english)
    if form.shape is Shape.NAME:
        icon = card.state.icon
        label = card.phrase
        if form.shows_name(card):
            label = f"{card.phrase} · {card.name}"
        return button(c, act, label, icon, align=Align.START, name=spoken)
    if form.shape is Shape.STACKED:
        return _stacked(c, card, act, spoken, state, named=form.shows_name(card))
    chevron = Block(
        lambda _: 0, lambda box: c.icon(box.end(c.px(8)), "chevron_next", TypeRole.INK_SOFT)
    )
    if form.shape is Shape.BRIEF:
        return two_part(
            c,
            act,
            spoken,
            start_mm=BRIEF_START_MM,
            tint=TINT[card.state.tone],
            start=lambda box: c.icon(
                box.middle(icon_side(c)),
                card.state.icon,
            ),
            body=_brief_body(c, card, state, named=card.id in form.twins),
            least_mm=LOW_MM,
            end=chevron,
            end_mm=CHEVRON_MM,
        )
    icon_first = form.icon_first
    bodies = {Shape.SIDE: _body, Shape.UNDER: _under_body, Shape.LOW: _low_body}
    return two_part(
        c,
        act,
        spoken,
        start_mm=form.state / c.glass.px_per_mm,
        tint=TINT[card.state.tone],
        start=lambda box: _state(c, card.state, box, icon_first=icon_first),
        body=bodies[form.shape](c, card, form),
        least_mm=LOW_MM,
        up_mm=UP_MM,
        start_measure=lambda width: _state_height(c, card.state, width, icon_first=icon_first),
        end=chevron,
        end_mm=CHEVRON_MM,
    )


def _words(c: Canvas, card: ResultView, *, named: bool) -> Block:
    """Return the headline, and under it the public name and who answers."""
    second = " · ".join(part for part in (card.name if named else "", card.note) if part)
    return words_block(c, card.phrase, second, kind=Type.NAME)


# --- the state --------------------------------------------------------------------------------


def _state_room(c: Canvas, width: int, *, icon_first: bool) -> int:
    return width - c.px(10) - (icon_side(c, 3) if icon_first else 0)


def _detail(c: Canvas, state: StateView) -> str:
    return state.detail if shows_details(c) else ""


def _word_room(c: Canvas, room: int, *, icon_first: bool) -> int:
    return room - (icon_side(c, 2) if has_state_line(c) and not icon_first else 0)


def _state_height(c: Canvas, state: StateView, width: int, *, icon_first: bool) -> int:
    room = _state_room(c, width, icon_first=icon_first)
    word = c.text_height(
        state_word(c, state), Type.BODY, _word_room(c, room, icon_first=icon_first), bold=True
    )
    if has_state_line(c) and not icon_first:
        word = max(word, icon_side(c))
    elif not icon_first:
        word += icon_side(c)
    return word + c.text_height(_detail(c, state), Type.BODY, room)


def _state(c: Canvas, state: StateView, box: Box, *, icon_first: bool) -> None:
    """Draw the icon over its word; before it where height is scarce or the icon comes first."""
    side, room = icon_side(c), _state_room(c, box.w, icon_first=icon_first)
    high = _state_height(c, state, box.w, icon_first=icon_first)
    y, x = box.y + max(0, (box.h - high) // 2), box.x + c.px(5)
    if has_state_line(c) and not icon_first:
        words = Box(
            x + icon_side(c, 2), y, _word_room(c, room, icon_first=icon_first), box.bottom - y
        )
        first = max(side, c.text_height(state.word, Type.BODY, words.w, bold=True))
        c.icon(Box(x, y, side, min(first, c.wrap("0", Type.BODY, words.w).line_height)), state.icon)
        c.text(words.top(first), state.word, Type.BODY, BOLD, middle=True)
        c.text(Box(x, y + first, room, box.bottom - y - first), _detail(c, state))
        return
    middle = not (icon_first or shows_details(c))
    at = box.x + (box.w - side) // 2 if middle else x
    c.icon(Box(at, box.y if icon_first else y, side, box.h if icon_first else side), state.icon)
    words = Box(
        x + (icon_side(c, 3) if icon_first else 0), y + (0 if icon_first else side), room, box.h
    )
    words = words.top(box.bottom - words.y)
    align = Align.CENTER if middle else Align.START
    used = c.text(words, state_word(c, state), Type.BODY, BOLD, align=align)
    c.text(words.below(used), _detail(c, state))


def _state_line(c: Canvas, state: StateView, box: Box, whole: str, *, middle: bool = False) -> None:
    """Draw state and closing time on one line in two weights; else ``whole`` on its lines."""
    first = c.text_width(state.word, Type.BODY, bold=True) + c.px(2)
    if first + c.text_width(state.detail, Type.BODY) > box.w:
        c.text(box, whole, Type.BODY, PLAIN, middle=middle)
        return
    c.text(box, state.word, Type.BODY, BOLD, middle=middle)
    c.text(box.after(first), state.detail, Type.BODY, PLAIN, middle=middle)


# --- the words --------------------------------------------------------------------------------


def _brief_body(c: Canvas, card: ResultView, state: str, *, named: bool) -> Block:
    """Return phrase and state, for a card without room for more; ``named``, phrase and name."""
    words = words_block(c, card.phrase, card.name if named else state, kind=Type.NAME)
    if named:
        return words

    def draw(box: Box) -> None:
        used = c.text(box, card.phrase, Type.NAME, BOLD)
        _state_line(c, card.state, box.below(used), state)

    return Block(words.measure, draw)


def _body(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return the words, and at their end the first step over where it is."""
    words, action, gap = _words(c, card, named=form.shows_name(card)), form.action, c.px(6)
    step = icon_line(c, card.action_icon, card.action_word, Type.LEAD, BOLD)
    where = icon_line(c, card.where_icon, card.where, ink=SOFT)
    ends = [step, where] if card.where else [step]

    def end_height() -> int:
        return sum(block.measure(action) for block in ends)

    def measure(width: int) -> int:
        return max(words.measure(width - action - gap), end_height())

    def draw(box: Box) -> None:
        left = box.start(box.w - action - gap)
        high = words.measure(left.w)
        words.draw(Box(left.x, box.y + (box.h - high) // 2, left.w, high))
        y = box.y + (box.h - end_height()) // 2
        for block in ends:
            high = block.measure(action)
            block.draw(Box(box.right - action, y, action, high))
            y += high

    return Block(measure, draw)


def _step_line(c: Canvas, card: ResultView) -> Block:
    """Return the first step and where it is on one line; at XL only where, if that is known."""
    icon, text = card.action_icon, " · ".join(filter(None, (card.action_word, card.where)))
    if card.where and not shows_details(c):
        icon, text = card.where_icon, card.where
    return icon_line(c, icon, text)


def _under_body(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return the words, and under them the first step and where it is."""
    return column([_words(c, card, named=form.shows_name(card)), _step_line(c, card)], 0)


def _low_body(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return the words, the first step as an icon: its words are on the next page."""
    words, action = _words(c, card, named=form.shows_name(card)), form.action

    def draw(box: Box) -> None:
        words.draw(box.start(box.w - action - c.px(6)))
        c.icon(box.end(action).inset(c.px(0.5), 0), card.action_icon)

    return Block(lambda width: words.measure(width - action - c.px(6)), draw)


def _stacked(
    c: Canvas, card: ResultView, act: str, spoken: str, state: str, *, named: bool
) -> Block:
    pad, up, side = c.px(PAD_MM), c.px(2.5), icon_side(c)
    words, step_line = _words(c, card, named=named), _step_line(c, card)

    def room(width: int) -> int:
        return width - 2 * pad - c.px(CHEVRON_MM)

    def band(width: int) -> int:
        return max(side, c.text_height(state, Type.BODY, width - 2 * pad - side - c.px(3))) + up

    def foot(width: int) -> int:
        return c.px(1) + step_line.measure(room(width))

    def measure(width: int) -> int:
        return band(width) + words.measure(room(width)) + foot(width) + 2 * up

    def draw(box: Box) -> None:
        with c.touch(box, act, spoken, radius_mm=5):
            edge, high = c.edge, band(box.w)
            head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, high - edge)
            if c.strong:
                c.rect(Box(box.x, box.y + high - edge, box.w, edge), TypeRole.LINE)
            else:
                c.rect(
                    head, TINT[card.state.tone], radius_mm=4.5, corners=(True, True, False, False)
                )
            c.icon(Box(box.x + pad, head.y, side, head.h), card.state.icon)
            at = pad + side + c.px(3)
            line = Box(box.x + at, box.y, box.w - at - pad, high)
            _state_line(c, card.state, line, state, middle=True)
            tall, more = words.measure(room(box.w)), foot(box.w)
            y = box.y + high + (box.h - high - tall - more) // 2
            words.draw(Box(box.x + pad, y, room(box.w), tall))
            line_high = step_line.measure(room(box.w))
            step_line.draw(Box(box.x + pad, y + tall + c.px(1), room(box.w), line_high))
            c.icon(
                Box(box.right - pad - side, box.y + high, side, box.h - high),
                "chevron_next",
                TypeRole.INK_SOFT,
            )

    return Block(measure, draw, target=True)
