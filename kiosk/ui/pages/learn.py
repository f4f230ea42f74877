"""Learn a number: read it aloud, hide it part by part, try it. No score, nothing to carry."""

from dataclasses import dataclass
from enum import Enum

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, centred, column, next_to, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.spread import draw_nothing
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import sized_button, space_block, text_block
from kiosk.ui.pages.learn_cards import number_parts
from kiosk.ui.pages.learn_try import try_parts


class StepKind(Enum):
    """The three steps."""

    LOOK = "look"
    HIDE = "hide"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Step:
    """Where the visitor is. ``at`` is the part in front or hidden, ``None`` for all of them."""

    kind: StepKind
    at: int | None = 0
    typed: str = ""


def step_of(detail: str, chunks: tuple[str, ...]) -> Step:
    """The step a page's detail names: ``look2``, ``hide1``, ``hideall``, ``try:916``."""
    if detail.startswith("try:"):
        return Step(StepKind.TRY, None, detail.removeprefix("try:"))
    if detail == "hideall":
        return Step(StepKind.HIDE, None)
    kind = StepKind.HIDE if detail.startswith("hide") else StepKind.LOOK
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
    if step.kind is StepKind.LOOK:
        return order[0]
    if step.kind is StepKind.TRY or step.at is None:
        return "try:"
    later = [one for one in order[:-1] if int(one.removeprefix("hide")) - 1 > step.at]
    return later[0] if later else order[-1]


MARK_MM, MARK_GAP_MM = 14.0, 4.0
"""The round marks of the three steps."""
PARTS_MM = (66.0, 40.0, 26.0, 0.0)
"""Heights of the number: with the name of the place over it, with an extension under it, with a
heading; the least."""


def compose(s: PageContext) -> None:
    """Draws the step."""
    c, say = s.c, s.say
    view, box = s.desk.service(s.visit.route.subject), s.frame()
    heading = say.gettext("Learn the number")
    if view is None or not view.digits:
        words = say.gettext("There is no number here. The people here can help.")
        draw_nothing(s, box, heading, "learn", words)
        return
    c.title = heading
    c.in_english(view.in_english)
    step = step_of(s.visit.route.detail, view.digits)
    # TRANSLATORS: {name} is a short name of a place or line. The number is learned by heart.
    name = say.gettext("{name}. Nothing to carry.").format(name=isolate(view.quiet_name))
    named = c.above or not c.glass.compact
    parts = [
        PagePart([_head(s, heading, step), space_block(0)], [2]),
        PagePart([text_block(c, name, Type.BODY, SOFT) if named else None, None], [7]),
    ]
    if step.kind is StepKind.TRY:
        parts += try_parts(s, view.digits, step.typed)
    else:
        parts += _parts(s, view, step, box.w)
    draw_column(c, box, parts, [s.px(4)])


def _parts(s: PageContext, view: ServiceView, step: Step, width: int) -> list[PagePart]:
    """The number in its parts, the extension and who answers, the buttons.

    Where the number is low the extension goes between the buttons, then the heading goes.
    """
    c = s.c
    numbers = [number_parts(s, view.digits, step.kind.value, step.at, least) for least in PARTS_MM]
    foot = [_foot(s, view, step, text_block(c, _prompt(s, step), Type.LEAD, SOFT))]
    parts = [PagePart(numbers, [6, 3, 1])]
    if view.extension:
        extension = text_block(c, view.extension, Type.LEAD, BOLD)
        between = _foot(s, view, step, extension, alone=False)
        if not c.above and between.whole(width):
            foot.append(between)
        parts.append(PagePart([extension, None], [4]) if len(foot) > 1 else PagePart([extension]))
    if view.authorities:
        who = s.desk.formats.together(*view.authorities)
        parts.append(PagePart([text_block(c, who, Type.BODY)]))
    return [*parts, PagePart(foot, [5] * (len(foot) - 1))]


# --- above --------------------------------------------------------------------------------------


def _head(s: PageContext, heading: str, step: Step) -> Block:
    """The heading with the marks of the steps at its end, with as many words as have room."""
    c, gap = s.c, s.px(8)
    words = centred(text_block(c, heading, Type.TITLE, BOLD, heading=True))
    forms = [
        next_to(_marks(s, step, n), _marks_width(s, step, n), words, gap, at_end=True)
        for n in (3, 1, 0)
    ]
    above = 0 if c.above else s.px(RING_ROOM_MM)
    return column([space_block(above), shortest([*forms, words])], 0)


def _steps(s: PageContext) -> list[tuple[StepKind, str]]:
    say = s.say
    return [
        (StepKind.LOOK, say.gettext("Look and say")),
        (StepKind.HIDE, say.gettext("Hide it")),
        (StepKind.TRY, say.gettext("Try it")),
    ]


def _labelled(step: Step, kind: StepKind, labels: int) -> bool:
    return labels == 3 or (labels == 1 and step.kind is kind)  # noqa: PLR2004 - the three steps


def _marks_width(s: PageContext, step: Step, labels: int) -> int:
    steps = _steps(s)
    words = [
        s.c.text_width(label, Type.BODY, bold=kind is step.kind) + s.px(3)
        for kind, label in steps
        if _labelled(step, kind, labels)
    ]
    return len(steps) * s.px(MARK_MM) + (len(steps) - 1) * s.px(2 * MARK_GAP_MM + 8) + sum(words)


def _marks(s: PageContext, step: Step, labels: int) -> Block:
    """1 · 2 · 3 with their words: where the visitor is. To read, so without a border."""
    line = s.c.text_height("1", Type.BODY, s.c.glass.width, bold=True)
    high = max(s.px(MARK_MM), line)
    return Block(lambda _: high, lambda box: _draw_marks(s, box, step, labels))


def _draw_marks(s: PageContext, box: Box, step: Step, labels: int) -> None:
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


def _buttons(
    s: PageContext, step: Step, view: ServiceView
) -> tuple[tuple[Block, int] | None, tuple[Block, int]]:
    """Back to the number, and on: the blocks with the widths they want."""
    c, say = s.c, s.say
    following = next_detail(step, view.digits)
    if step.kind is StepKind.LOOK:
        label, icon = say.gettext("Hide the number"), "eye_off"
    elif following == "try:":
        label, icon = say.gettext("Try it"), "hand"
    elif following == "hideall":
        label, icon = say.gettext("Hide all of it"), "eye_off"
    else:
        label, icon = say.gettext("Hide the next part"), "eye_off"
    on = sized_button(c, f"step:{following}", label, icon, main=True)
    if step.kind is StepKind.LOOK:
        return None, on
    return sized_button(c, "step:look", say.gettext("Show it"), "eye"), on


def _prompt(s: PageContext, step: Step) -> str:
    """What to do now."""
    if step.kind is StepKind.LOOK:
        return s.say.gettext("Say each part three times.")
    if step.at is None:
        return s.say.gettext("Say the whole number.")
    return s.say.gettext("Say the part that is hidden.")


def _foot(
    s: PageContext, view: ServiceView, step: Step, words: Block, *, alone: bool = True
) -> Block:
    """The buttons with words between them, or ``alone`` where those would make it taller."""
    back, on = _buttons(s, step, view)

    def between(middle: Block) -> Block:
        start = middle if back is None else next_to(*back, middle, s.px(8))
        return next_to(*on, start, s.px(8), at_end=True)

    both = [on[0]] if back is None else [back[0], on[0]]
    forms = [between(centred(words)), between(space_block(0)), row(both, s.px(4))]
    return shortest(forms) if alone else forms[0]
