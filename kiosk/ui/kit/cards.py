"""Cards of a list of services, in one form for the whole list so that they align."""

from kiosk.presentation.views import ResultView, StateTone, StateView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.card_forms import CHEVRON_MM, CardForm, Shape, icon_side
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


def card_block(c: Canvas, card: ResultView, form: CardForm) -> Block:
    """Return a card that opens the page of its service."""
    act = f"service:{card.id}"
    state = f"{card.state.word} {card.state.detail}".strip()
    spoken = ". ".join(
        part for part in (card.name, card.why, state, card.action_word, card.where) if part
    )
    c.in_english(card.in_english)
    if form.shape is Shape.NAME:
        icon = card.state.icon
        return button(c, act, card.name, icon, align=Align.START, name=spoken)
    if form.shape is Shape.STACKED:
        return _stacked(c, card, act, spoken, state)
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
                Box(box.x, box.y + (box.h - icon_side(c)) // 2, box.w, icon_side(c)),
                card.state.icon,
            ),
            body=_brief_body(c, card, state),
            least_mm=LOW_MM,
            end=chevron,
            end_mm=CHEVRON_MM,
        )
    low = form.shape is Shape.LOW
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
    return width - c.px(10) - (icon_side(c, 3) if low else 0)


def _state_height(c: Canvas, state: StateView, width: int, *, low: bool) -> int:
    room = _state_room(c, width, low=low)
    high = c.text_height(state.word, Type.BODY, room, bold=True)
    high += c.text_height(state.detail, Type.BODY, room)
    return high + (0 if low else icon_side(c))


def _state(c: Canvas, state: StateView, box: Box, *, low: bool) -> None:
    side = icon_side(c)
    high = _state_height(c, state, box.w, low=low)
    y = box.y + max(0, (box.h - high) // 2)
    x = box.x + c.px(5)
    c.icon(Box(x, box.y if low else y, side, box.h if low else side), state.icon)
    words = Box(x + (icon_side(c, 3) if low else 0), y + (0 if low else side), 0, box.h)
    words = Box(words.x, words.y, _state_room(c, box.w, low=low), box.bottom - words.y)
    used = c.text(words, state.word, Type.BODY, BOLD)
    c.text(words.below(used), state.detail)


def _state_line(c: Canvas, state: StateView, box: Box, whole: str, *, middle: bool = False) -> None:
    """Draw state and closing time on one line in two weights; else ``whole`` on its lines."""
    first = c.text_width(state.word, Type.BODY, bold=True) + c.px(2)
    if first + c.text_width(state.detail, Type.BODY) > box.w:
        c.text(box, whole, Type.BODY, PLAIN, middle=middle)
        return
    c.text(box, state.word, Type.BODY, BOLD, middle=middle)
    c.text(box.after(first), state.detail, Type.BODY, PLAIN, middle=middle)


def _brief_body(c: Canvas, card: ResultView, state: str) -> Block:
    """Return name and state, for a card without room for more."""
    words = words_block(c, card.name, state, kind=Type.NAME)

    def draw(box: Box) -> None:
        used = c.text(box, card.name, Type.NAME, BOLD)
        _state_line(c, card.state, box.below(used), state)

    return Block(words.measure, draw)


def _body(c: Canvas, card: ResultView, action: int) -> Block:
    words = words_block(c, card.name, card.why, kind=Type.NAME)
    side, gap = icon_side(c, 1), c.px(2)

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
    """Return name and reason, the first action as an icon: its words are on the next page."""
    words = words_block(c, card.name, card.why, kind=Type.NAME)

    def draw(box: Box) -> None:
        words.draw(box.start(box.w - action - c.px(6)))
        c.icon(box.end(action).inset(c.px(0.5), 0), card.action_icon)

    return Block(lambda width: words.measure(width - action - c.px(6)), draw)


def _stacked(c: Canvas, card: ResultView, act: str, spoken: str, state: str) -> Block:
    pad, up, side = c.px(PAD_MM), c.px(2.5), icon_side(c)
    words = words_block(c, card.name, card.why, kind=Type.NAME)
    action = f"{card.action_word} · {card.where}" if card.where else card.action_word
    low = icon_line(c, card.action_icon, action, icon_mm=icon_side(c) / c.glass.px_per_mm)

    def room(width: int) -> int:
        return width - 2 * pad - c.px(CHEVRON_MM)

    def band(width: int) -> int:
        return max(side, c.text_height(state, Type.BODY, width - 2 * pad - side - c.px(3))) + up

    def foot(width: int) -> int:
        return c.px(1) + low.measure(room(width))

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
            line_high = low.measure(room(box.w))
            low.draw(Box(box.x + pad, y + tall + c.px(1), room(box.w), line_high))
            c.icon(
                Box(box.right - pad - side, box.y + high, side, box.h - high),
                "chevron_next",
                TypeRole.INK_SOFT,
            )

    return Block(measure, draw, target=True)
