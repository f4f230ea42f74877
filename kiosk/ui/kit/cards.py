"""Cards of a list of services, in one form for the whole list so that they align."""

from msgspec.structs import replace

from kiosk.domain.text import shorten_text
from kiosk.presentation.views import ResultView, StateTone, StateView
from kiosk.ui.kit.blocks import Block, centred, column, next_to
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.card_forms import (
    CHEVRON_MM,
    LEAST_LETTERS,
    CardForm,
    Shape,
    has_state_line,
    icon_side,
    shows_details,
    state_word,
)
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import chevron, middle_icon, two_part, words_block
from kiosk.ui.kit.widgets import PAD_MM, button, icon_line
from kiosk.visit.acts import AnyAct, Route, Screen

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


def card_block(canvas: Canvas, result: ResultView, form: CardForm) -> Block:
    """Return a card that opens the page of its service."""
    act = Route(Screen.SERVICE, result.id)
    state = f"{result.state.word} {result.state.detail}".strip()
    spoken = ". ".join(
        part.rstrip(".")
        for part in (
            result.phrase,
            result.name,
            result.note,
            state,
            result.action_word,
            result.where,
        )
        if part
    )
    canvas.in_english(result.in_english)
    if form.cut:
        phrase, name = (shorten_text(text, LEAST_LETTERS) for text in (result.phrase, result.name))
        result = replace(result, phrase=phrase, name=name)
    if form.shape is Shape.NAME:
        icon = result.state.icon
        label = result.phrase
        if form.shows_name(result):
            label = f"{result.phrase} · {result.name}"
        return button(canvas, act, label, icon, align=Align.START, name=spoken)
    if form.shape is Shape.STACKED:
        return _stacked(canvas, result, act, spoken, state, named=form.shows_name(result))
    if form.shape is Shape.BRIEF:
        return two_part(
            canvas,
            act,
            spoken,
            start_mm=BRIEF_START_MM,
            tint=TINT[result.state.tone],
            start=middle_icon(canvas, result.state.icon, icon_side(canvas), tint=False),
            body=_brief_body(canvas, result, state, named=result.id in form.twins),
            least_mm=LOW_MM,
            end=chevron(canvas),
            end_mm=CHEVRON_MM,
        )
    icon_first = form.icon_first
    bodies = {Shape.SIDE: _body, Shape.UNDER: _under_body, Shape.LOW: _low_body}
    return two_part(
        canvas,
        act,
        spoken,
        start_mm=form.state / canvas.glass.px_per_mm,
        tint=TINT[result.state.tone],
        start=lambda box: _state(canvas, result.state, box, icon_first=icon_first),
        body=bodies[form.shape](canvas, result, form),
        least_mm=LOW_MM,
        up_mm=UP_MM,
        start_measure=lambda width: _state_height(
            canvas, result.state, width, icon_first=icon_first
        ),
        end=chevron(canvas),
        end_mm=CHEVRON_MM,
    )


def _words(canvas: Canvas, result: ResultView, *, named: bool) -> Block:
    """Return the headline, and under it the public name and who answers."""
    second = " · ".join(part for part in (result.name if named else "", result.note) if part)
    return words_block(canvas, result.phrase, second, kind=Type.NAME)


# --- the state --------------------------------------------------------------------------------


def _state_room(canvas: Canvas, width: int, *, icon_first: bool) -> int:
    return width - canvas.px(10) - (icon_side(canvas, 3) if icon_first else 0)


def _detail(canvas: Canvas, state: StateView) -> str:
    return state.detail if shows_details(canvas) else ""


def _word_room(canvas: Canvas, room: int, *, icon_first: bool) -> int:
    return room - (icon_side(canvas, 2) if has_state_line(canvas) and not icon_first else 0)


def _state_height(canvas: Canvas, state: StateView, width: int, *, icon_first: bool) -> int:
    room = _state_room(canvas, width, icon_first=icon_first)
    word = canvas.text_height(
        state_word(canvas, state),
        Type.BODY,
        _word_room(canvas, room, icon_first=icon_first),
        bold=True,
    )
    if has_state_line(canvas) and not icon_first:
        word = max(word, icon_side(canvas))
    elif not icon_first:
        word += icon_side(canvas)
    return word + canvas.text_height(_detail(canvas, state), Type.BODY, room)


def _state(canvas: Canvas, state: StateView, box: Box, *, icon_first: bool) -> None:
    """Draw the icon over its word; before it where height is scarce or the icon comes first."""
    side, room = icon_side(canvas), _state_room(canvas, box.w, icon_first=icon_first)
    high = _state_height(canvas, state, box.w, icon_first=icon_first)
    y, x = box.y + max(0, (box.h - high) // 2), box.x + canvas.px(5)
    if has_state_line(canvas) and not icon_first:
        words = Box(
            x + icon_side(canvas, 2),
            y,
            _word_room(canvas, room, icon_first=icon_first),
            box.bottom - y,
        )
        first = max(side, canvas.text_height(state.word, Type.BODY, words.w, bold=True))
        canvas.icon(
            Box(x, y, side, min(first, canvas.wrap("0", Type.BODY, words.w).line_height)),
            state.icon,
        )
        canvas.text(words.top(first), state.word, Type.BODY, BOLD, middle=True)
        canvas.text(Box(x, y + first, room, box.bottom - y - first), _detail(canvas, state))
        return
    middle = not (icon_first or shows_details(canvas))
    at = box.x + (box.w - side) // 2 if middle else x
    canvas.icon(
        Box(at, box.y if icon_first else y, side, box.h if icon_first else side), state.icon
    )
    words = Box(
        x + (icon_side(canvas, 3) if icon_first else 0),
        y + (0 if icon_first else side),
        room,
        box.h,
    )
    words = words.top(box.bottom - words.y)
    align = Align.CENTER if middle else Align.START
    used = canvas.text(words, state_word(canvas, state), Type.BODY, BOLD, align=align)
    canvas.text(words.below(used), _detail(canvas, state))


def _state_line(
    canvas: Canvas, state: StateView, box: Box, whole: str, *, middle: bool = False
) -> None:
    """Draw state and closing time on one line in two weights; else ``whole`` on its lines."""
    first = canvas.text_width(state.word, Type.BODY, bold=True) + canvas.px(2)
    if first + canvas.text_width(state.detail, Type.BODY) > box.w:
        canvas.text(box, whole, Type.BODY, PLAIN, middle=middle)
        return
    canvas.text(box, state.word, Type.BODY, BOLD, middle=middle)
    canvas.text(box.after(first), state.detail, Type.BODY, PLAIN, middle=middle)


# --- the words --------------------------------------------------------------------------------


def _brief_body(canvas: Canvas, result: ResultView, state: str, *, named: bool) -> Block:
    """Return phrase and state, for a card without room for more; ``named``, phrase and name."""
    words = words_block(canvas, result.phrase, result.name if named else state, kind=Type.NAME)
    if named:
        return words

    def draw(box: Box) -> None:
        used = canvas.text(box, result.phrase, Type.NAME, BOLD)
        _state_line(canvas, result.state, box.below(used), state)

    return Block(words.measure, draw)


def _body(canvas: Canvas, result: ResultView, form: CardForm) -> Block:
    """Return the words, and at their end the first step over where it is."""
    words = centred(_words(canvas, result, named=form.shows_name(result)))
    step = icon_line(canvas, result.action_icon, result.action_word, Type.LEAD, BOLD)
    where = icon_line(canvas, result.where_icon, result.where, ink=SOFT)
    ends = column([step, where] if result.where else [step], 0)
    return next_to(ends, form.action, words, canvas.px(6), at_end=True)


def _step_line(canvas: Canvas, result: ResultView) -> Block:
    """Return the first step and where it is on one line; at XL only where, if that is known."""
    icon, text = result.action_icon, " · ".join(filter(None, (result.action_word, result.where)))
    if result.where and not shows_details(canvas):
        icon, text = result.where_icon, result.where
    return icon_line(canvas, icon, text)


def _under_body(canvas: Canvas, result: ResultView, form: CardForm) -> Block:
    """Return the words, and under them the first step and where it is."""
    return column(
        [_words(canvas, result, named=form.shows_name(result)), _step_line(canvas, result)], 0
    )


def _low_body(canvas: Canvas, result: ResultView, form: CardForm) -> Block:
    """Return the words, the first step as an icon: its words are on the next page."""
    words, action = _words(canvas, result, named=form.shows_name(result)), form.action

    def draw(box: Box) -> None:
        words.draw(box.start(box.w - action - canvas.px(6)))
        canvas.icon(box.end(action).inset(canvas.px(0.5), 0), result.action_icon)

    return Block(lambda width: words.measure(width - action - canvas.px(6)), draw)


def _stacked(
    canvas: Canvas, result: ResultView, act: AnyAct, spoken: str, state: str, *, named: bool
) -> Block:
    pad, up, side = canvas.px(PAD_MM), canvas.px(2.5), icon_side(canvas)
    words, step_line = _words(canvas, result, named=named), _step_line(canvas, result)

    def room(width: int) -> int:
        return width - 2 * pad - canvas.px(CHEVRON_MM)

    def band(width: int) -> int:
        return (
            max(side, canvas.text_height(state, Type.BODY, width - 2 * pad - side - canvas.px(3)))
            + up
        )

    def foot(width: int) -> int:
        return canvas.px(1) + step_line.measure(room(width))

    def measure(width: int) -> int:
        return band(width) + words.measure(room(width)) + foot(width) + 2 * up

    def draw(box: Box) -> None:
        with canvas.touch(box, act, spoken, radius_mm=5):
            edge, high = canvas.edge, band(box.w)
            head = Box(box.x + edge, box.y + edge, box.w - 2 * edge, high - edge)
            if canvas.strong:
                canvas.rect(Box(box.x, box.y + high - edge, box.w, edge), TypeRole.LINE)
            else:
                canvas.rect(
                    head, TINT[result.state.tone], radius_mm=4.5, corners=(True, True, False, False)
                )
            canvas.icon(Box(box.x + pad, head.y, side, head.h), result.state.icon)
            at = pad + side + canvas.px(3)
            line = Box(box.x + at, box.y, box.w - at - pad, high)
            _state_line(canvas, result.state, line, state, middle=True)
            tall, more = words.measure(room(box.w)), foot(box.w)
            y = box.y + high + (box.h - high - tall - more) // 2
            words.draw(Box(box.x + pad, y, room(box.w), tall))
            line_high = step_line.measure(room(box.w))
            step_line.draw(Box(box.x + pad, y + tall + canvas.px(1), room(box.w), line_high))
            canvas.icon(
                Box(box.right - pad - side, box.y + high, side, box.h - high),
                "chevron_next",
                TypeRole.INK_SOFT,
            )

    return Block(measure, draw, target=True)
