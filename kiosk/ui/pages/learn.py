"""Learn a number: read it aloud, hide it part by part, try it. No score, nothing to carry."""

from dataclasses import dataclass
from enum import Enum

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page import spread, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import lift, room_above
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, text_block
from kiosk.ui.pages.learn_cards import cards
from kiosk.ui.pages.learn_try import try_it

MARK_MM, MARK_GAP_MM = 14.0, 4.0
"""The round marks of the three steps."""
CARDS_LEAST_MM = 26.0
"""Lower than this a row of parts does not hold its numbers: then the heading goes."""
CARDS_LOW_MM = 40.0
"""Lower than this the parts are rather higher, and an extension stands beside the buttons."""


class LearnKind(Enum):
    """The three steps of learning."""

    LOOK = "look"
    HIDE = "hide"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Step:
    """The visitor's position. ``at`` is the current or hidden part, ``None`` for all of them."""

    kind: LearnKind
    at: int | None = 0
    typed: str = ""


def step_of(detail: str, chunks: tuple[str, ...]) -> Step:
    """The step a page's detail names: ``look2``, ``hide1``, ``hideall``, ``try:916``."""
    if detail.startswith("try:"):
        return Step(LearnKind.TRY, None, detail.removeprefix("try:"))
    if detail == "hideall":
        return Step(LearnKind.HIDE, None)
    kind = LearnKind.HIDE if detail.startswith("hide") else LearnKind.LOOK
    number = detail.removeprefix(kind.value)
    first = next((at for at, chunk in enumerate(chunks) if len(chunk) > 1), 0)
    at = int(number) - 1 if number.isdecimal() else first
    return Step(kind, min(max(0, at), len(chunks) - 1))


def hiding(chunks: tuple[str, ...]) -> tuple[str, ...]:
    """The steps of hiding, in order: each part worth hiding, then all; a single part at once."""
    parts = [f"hide{at + 1}" for at, chunk in enumerate(chunks) if len(chunk) > 1]
    return (*(parts if len(chunks) > 1 else ()), "hideall")


def next_detail(step: Step, chunks: tuple[str, ...]) -> str:
    """Where the main button leads."""
    order = hiding(chunks)
    if step.kind is LearnKind.LOOK:
        return order[0]
    if step.kind is LearnKind.TRY or step.at is None:
        return "try:"
    later = [one for one in order[:-1] if int(one.removeprefix("hide")) - 1 > step.at]
    return later[0] if later else order[-1]


def compose(s: PageContext) -> None:
    """Draws the step."""
    c = s.c
    view = s.desk.service(s.visit.route.subject)
    box = s.frame()
    if view is None or not view.digits:
        room = title(c, box, _heading(s), icon="learn")
        words = s.say.gettext("There is no number here. The people here can help.")
        ask = button(c, "staff", s.say.gettext("Ask the staff here"), "bell", main=True)
        spread(c, s.say, room, [text_block(c, words, Type.LEAD), ask], 0, gap=s.px(6))
        return
    c.in_english(view.in_english)
    step = step_of(s.visit.route.detail, view.digits)
    foot, gap = _foot_height(s, step, view, box.w), s.px(4)
    more = _more(s, step, view)
    under = height_of(more, box.w, gap) + gap if more else 0
    least = s.px(CARDS_LEAST_MM) + foot + gap + under
    room = _head(s, box, step, view, least)
    if step.kind is LearnKind.TRY:
        try_it(s, room, view.digits, step.typed)
        return
    below = room.foot(foot)
    low = room.h - foot - under < s.px(CARDS_LOW_MM)
    beside = low and _fits(s, _beside(s, below, step, view), view.extension)
    more = [block for block in (more[1:] if beside else more) if not lift(c, block)]
    rest = room.h - foot - (height_of(more, box.w, gap) + gap if more else 0)
    cards(s, room.top(rest - gap), view.digits, step.kind.value, step.at)
    stack(more, room.below(rest), gap)
    _foot(s, below, step, view, view.extension if beside else "")


def _more(s: PageContext, step: Step, view: ServiceView) -> list[Block]:
    """The extension and who answers, under the parts, until the number is tried."""
    if step.kind is LearnKind.TRY:
        return []
    found = [text_block(s.c, view.extension, Type.LEAD, BOLD)] if view.extension else []
    if view.authorities:
        found.append(text_block(s.c, s.desk.formats.together(*view.authorities), Type.BODY))
    return found


def _heading(s: PageContext) -> str:
    return s.say.gettext("Learn the number")


# --- above --------------------------------------------------------------------------------------


def _head(s: PageContext, box: Box, step: Step, view: ServiceView, least: int) -> Box:
    """Title and marks beside each other; in a low page only the marks stay, or nothing."""
    c, heading = s.c, _heading(s)
    c.title = heading
    if c.above and _lifted_head(s, step, view):
        return box
    words = c.text_width(heading, Type.TITLE, bold=True)
    high = max(c.text_height(heading, Type.TITLE, box.w, bold=True), s.px(MARK_MM)) + s.px(5)
    # TRANSLATORS: {name} is a short name of a place or line. The number is learned by heart.
    second = s.say.gettext("{name}. Nothing to carry.").format(name=isolate(view.quiet_name))
    low = c.text_height(second, Type.BODY, box.w)
    named = not c.glass.compact and box.h - high - low >= least + s.px(40)
    for labels in (3, 1, 0):
        marks = _marks_width(s, step, labels)
        if words + s.px(8) + marks <= box.w:
            break
    else:
        return title(c, box, heading) if box.h - high >= least else box.below(s.px(3))
    if box.h - high < least:
        return box.below(s.px(3))
    row = Box(box.x, box.y + s.px(2), box.w, high - s.px(5))
    c.text(row, heading, Type.TITLE, BOLD, middle=True, heading=True)
    _marks(s, row.end(marks), step, labels)
    if named:
        used = c.text(Box(box.x, row.bottom, box.w, low), second, Type.BODY, SOFT)
        return box.below(high + used + s.px(1))
    return box.below(high)


def _lifted_head(s: PageContext, step: Step, view: ServiceView) -> bool:
    """Title, marks and whose number it is in the half above; false where they have no room."""
    c, heading, wide = s.c, _heading(s), room_above(s.c).w
    words = c.text_width(heading, Type.TITLE, bold=True)
    widths = {labels: _marks_width(s, step, labels) for labels in (3, 1, 0)}
    labels = next((n for n, marks in widths.items() if words + s.px(8) + marks <= wide), None)
    high = max(c.text_height(heading, Type.TITLE, wide, bold=True), s.px(MARK_MM))

    def draw(box: Box) -> None:
        c.text(box, heading, Type.TITLE, BOLD, middle=True, heading=True)
        if labels is not None:
            _marks(s, box.end(widths[labels]), step, labels)

    second = s.say.gettext("{name}. Nothing to carry.").format(name=isolate(view.quiet_name))
    return lift(c, Block(lambda _: high, draw)) and (
        lift(c, text_block(c, second, Type.BODY, SOFT)) or True
    )


def _steps(s: PageContext) -> list[tuple[LearnKind, str]]:
    say = s.say
    return [
        (LearnKind.LOOK, say.gettext("Look and say")),
        (LearnKind.HIDE, say.gettext("Hide it")),
        (LearnKind.TRY, say.gettext("Try it")),
    ]


def _labelled(step: Step, kind: LearnKind, labels: int) -> bool:
    return labels == 3 or (labels == 1 and step.kind is kind)  # noqa: PLR2004 - the three steps


def _marks_width(s: PageContext, step: Step, labels: int) -> int:
    steps = _steps(s)
    words = [
        s.c.text_width(label, Type.BODY, bold=kind is step.kind) + s.px(3)
        for kind, label in steps
        if _labelled(step, kind, labels)
    ]
    return len(steps) * s.px(MARK_MM) + (len(steps) - 1) * s.px(2 * MARK_GAP_MM + 8) + sum(words)


def _marks(s: PageContext, box: Box, step: Step, labels: int) -> None:
    """1 · 2 · 3 with their words: where the visitor is. To read, so without a border."""
    c, side, x, cap = s.c, s.px(MARK_MM), box.x, s.px(5)
    for number, (kind, label) in enumerate(_steps(s), start=1):
        now = kind is step.kind
        if number > 1:
            line = Box(x + s.px(MARK_GAP_MM), box.y + box.h // 2, s.px(8), max(2, s.px(0.7)))
            c.rect(line, TypeRole.LINE)
            x = line.right + s.px(MARK_GAP_MM)
        mark = Box(x, box.y + (box.h - side) // 2, side, side)
        c.rect(mark, TypeRole.PRIMARY if now else TypeRole.STONE, radius_mm=MARK_MM / 2)
        digit = Box(mark.x, mark.y + (side - cap) // 2, side, cap)
        ink = TypeRole.ON_PRIMARY if now else TypeRole.INK
        digits = numeral(s.desk.language, number)
        draw_number(c, digit, digits, ink, least=0, align=Align.CENTER)
        x += side
        if _labelled(step, kind, labels):
            words = c.text_width(label, Type.BODY, bold=now)
            place = Box(x + s.px(3), box.y, words, box.h)
            c.text(place, label, Type.BODY, Ink(TypeRole.INK, bold=now), middle=True)
            x = place.right


# --- below --------------------------------------------------------------------------------------


def _buttons(s: PageContext, step: Step, view: ServiceView) -> tuple[Block | None, Block, int, int]:
    """Back to the number, and on: the blocks and the widths they want."""
    c, say = s.c, s.say
    following = next_detail(step, view.digits)
    if step.kind is LearnKind.LOOK:
        label, icon = say.gettext("Hide the number"), "eye_off"
    elif following == "try:":
        label, icon = say.gettext("Try it"), "hand"
    elif following == "hideall":
        label, icon = say.gettext("Hide all of it"), "eye_off"
    else:
        label, icon = say.gettext("Hide the next part"), "eye_off"
    on = button(c, f"step:{following}", label, icon, main=True)
    if step.kind is LearnKind.LOOK:
        return None, on, 0, button_width(c, label, icon)
    show = say.gettext("Show it")
    return (
        button(c, "step:look", show, "eye"),
        on,
        button_width(c, show, "eye"),
        button_width(c, label, icon),
    )


def _foot_height(s: PageContext, step: Step, view: ServiceView, width: int) -> int:
    back, on, first, last = _buttons(s, step, view)
    if first + last + s.px(4) <= width:
        return max(on.measure(last), back.measure(first) if back else 0)
    half = (width - s.px(4)) // 2
    return max(on.measure(half), back.measure(half) if back else 0)


def _halves(s: PageContext, box: Box, step: Step, view: ServiceView) -> tuple[int, int]:
    """Widths of the two buttons."""
    _, _, first, last = _buttons(s, step, view)
    if first + last + s.px(4) > box.w:
        first = last = (box.w - s.px(4)) // 2
    return first, last


def _beside(s: PageContext, box: Box, step: Step, view: ServiceView) -> Box:
    """What is left between the buttons."""
    first, last = _halves(s, box, step, view)
    start = first + s.px(8) if first else 0
    return Box(box.x + start, box.y, box.w - start - last - s.px(8), box.h)


def _fits(s: PageContext, room: Box, words: str) -> bool:
    fit = s.c.wrap(words, Type.LEAD, room.w) if room.w > 0 else None
    return bool(words) and fit is not None and not fit.broken and fit.height <= room.h


def _foot(s: PageContext, box: Box, step: Step, view: ServiceView, more: str) -> None:
    """The buttons, and between them what to do, or ``more`` where that has no other place."""
    c, say = s.c, s.say
    back, on, _, _ = _buttons(s, step, view)
    first, last = _halves(s, box, step, view)
    if back is not None:
        back.draw(box.start(first))
    on.draw(box.end(last))
    if more:
        words = more
    elif step.kind is LearnKind.LOOK:
        words = say.gettext("Say each part three times.")
    elif step.at is None:
        words = say.gettext("Say the whole number.")
    else:
        words = say.gettext("Say the part that is hidden.")
    room = _beside(s, box, step, view)
    if _fits(s, room, words):
        c.text(room, words, Type.LEAD, BOLD if more else SOFT, middle=True, balance=True)
