"""The call block: lines with their numbers in one row, or under each other."""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.presentation.views import CallLineView, CallView
from kiosk.ui.kit.blocks import Block, column, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, Canvas, Ink
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.two_part import chevron, two_part
from kiosk.ui.kit.widgets import PAD_MM
from kiosk.visit.acts import Route, Screen

LEAST_MM, LOW_MM, UP_MM, GAP_MM, LINE_GAP_MM = 18.0, 15.0, 0.5, 4.0, 2.6
PHRASE_LINES, CHEVRON_MM = 2, 10.0
NUMBER = Ink(TypeRole.PRIMARY, bold=True)


def call_forms(canvas: Canvas, call: CallView, width: int) -> list[Block]:
    """Return the block in the forms that fit a width, the fullest first."""
    headed = _line(canvas, call, call.lines[0], head=True)
    plain = [_line(canvas, call, line, head=False) for line in call.lines]
    rest = plain[1:]
    gap = canvas.px(GAP_MM)
    if not rest:
        return [form for form in (headed, plain[0]) if form.whole(width)] or [plain[0]]
    head, room = _head_width(canvas, call), width - gap
    extra = head - canvas.px(icon_mm(canvas))
    shares = ((room + extra) // 2, (room - extra) // 2)
    rows = [
        (row([headed, *rest], gap, shares), headed.whole(shares[0]) and rest[0].whole(shares[1])),
        (row(plain, gap), all(one.whole(room // 2) for one in plain)),
    ]
    under = canvas.px(LINE_GAP_MM)
    columns = [(column([headed, *rest], under), headed.whole(width)), (column(plain, under), True)]
    return [form for form, whole in (*rows, *columns) if whole]


def bare_call(canvas: Canvas, call: CallView, width: int, *, named: bool = False) -> Block:
    """Return the numbers alone, ``named`` with the words of a tile; the rest is only spoken."""
    short = [line.purpose if named else "" for line in call.lines]
    lines = [
        _line(canvas, call, line, head=False, shown=replace(line, phrase=words))
        for line, words in zip(call.lines, short, strict=True)
    ]
    gap = canvas.px(GAP_MM)
    in_row = all(one.whole((width - gap * (len(lines) - 1)) // len(lines)) for one in lines)
    return row(lines, gap) if in_row else column(lines, canvas.px(LINE_GAP_MM))


def call_rows(canvas: Canvas, call: CallView) -> list[Block]:
    """Return the lines as blocks of their own, for a page without room for all of them."""
    return [_line(canvas, call, line, head=False) for line in call.lines]


def icon_mm(canvas: Canvas) -> float:
    """Return the width in millimetres of a start block with an icon alone."""
    return canvas.icon_side() / canvas.glass.px_per_mm + 12


def _head_words(call: CallView) -> Sequence[tuple[str, Ink]]:
    return [(call.word, BOLD), *([(call.detail, PLAIN)] if call.detail else [])]


def _head_width(canvas: Canvas, call: CallView) -> int:
    words = (canvas.text_width(text, Type.BODY, bold=ink.bold) for text, ink in _head_words(call))
    return max(words) + canvas.icon_side() + canvas.px(3 + 2 * 5)


def _line(
    canvas: Canvas,
    call: CallView,
    line: CallLineView,
    *,
    head: bool,
    shown: CallLineView | None = None,
) -> Block:
    """Return one line, or what is ``shown`` of it; with ``head`` its start says when to call."""
    side, pad = canvas.icon_side(), canvas.px(5)
    start = _head_width(canvas, call) if head else canvas.px(icon_mm(canvas))
    icon = "phone" if line.number else "walk"
    body = _body(canvas, shown or line)

    def draw_start(box: Box) -> None:
        if not head:
            canvas.icon(box.middle(side), icon)
            return
        canvas.icon(Box(box.x + pad, box.y, side, box.h), icon)
        words = _head_words(call)
        room = box.after(pad + side + canvas.px(3))
        high = sum(canvas.text_height(t, Type.BODY, room.w, bold=ink.bold) for t, ink in words)
        room = room.below(max(0, (box.h - high) // 2))
        for text, ink in words:
            room = room.below(canvas.text(room, text, Type.BODY, ink))

    def start_height(width: int) -> int:
        del width
        words = _head_words(call) if head else ()
        return sum(canvas.wrap(t, Type.BODY, 10**6, bold=ink.bold).height for t, ink in words)

    name = ". ".join(part for part in (line.number or line.title, line.phrase) if part)
    canvas.in_english(line.in_english)
    return two_part(
        canvas,
        Route(Screen.SERVICE, line.id),
        f"{call.word}: {name}" if head else name,
        start_mm=start / canvas.glass.px_per_mm,
        tint=TypeRole.LEAF,
        start=draw_start,
        body=body,
        least_mm=LOW_MM if canvas.above else LEAST_MM,
        pad_mm=PAD_MM - 1,
        up_mm=UP_MM,
        start_measure=start_height,
        end=chevron(canvas),
        end_mm=CHEVRON_MM,
    )


def _body(canvas: Canvas, line: CallLineView) -> Block:
    """Return the number with what it is for beside it, else under it."""
    kind = Type.TILE if line.number else Type.NAME
    first, gap = line.number or line.title, canvas.px(5)
    ink = NUMBER if line.number else BOLD

    def phrase_room(width: int) -> int:
        """Return the width of the phrase beside the number; 0 where it stands under it."""
        room = width - canvas.text_width(first, kind, bold=True) - gap
        if room < canvas.px(30):
            return 0
        phrase = canvas.wrap(line.phrase, Type.BODY, room)
        return 0 if phrase.broken or len(phrase.lines) > PHRASE_LINES else room

    def measure(width: int) -> int:
        number = canvas.text_height(first, kind, width, bold=True)
        if room := phrase_room(width):
            return max(number, canvas.text_height(line.phrase, Type.BODY, room))
        return number + canvas.text_height(line.phrase, Type.BODY, width)

    def draw(box: Box) -> None:
        if room := phrase_room(box.w):
            canvas.text(box, first, kind, ink, middle=True)
            canvas.text(box.end(room), line.phrase, Type.BODY, middle=True, balance=True)
            return
        used = canvas.text(box, first, kind, ink)
        canvas.text(box.below(used), line.phrase)

    def whole(width: int) -> bool:
        broken = canvas.wrap(first, kind, width, bold=True)
        phrase = canvas.wrap(line.phrase, Type.BODY, width)
        return not broken.broken and len(broken.lines) == 1 and len(phrase.lines) <= PHRASE_LINES

    return Block(measure, draw, whole=whole)
