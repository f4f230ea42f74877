"""Learn a number: read it aloud, hide it part by part, try it. No score, nothing to carry."""

from kiosk.domain.text import isolate
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import BOLD, SOFT, Ink
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, space_block, text_block
from kiosk.ui.pages.learn_cards import number_parts
from kiosk.ui.pages.learn_steps import Step, StepKind, next_detail, step_of
from kiosk.ui.pages.learn_try import try_parts

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
        room = title(c, box, heading, icon="learn")
        words = say.gettext("There is no number here. The people here can help.")
        ask = button(c, "staff", say.gettext("Ask the staff here"), "bell", main=True)
        draw_pages(c, say, room, [text_block(c, words, Type.LEAD), ask], 0, gap=s.px(6))
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
    foot = [_foot(s, view, step)]
    parts = [PagePart(numbers, [6, 3, 1])]
    if view.extension:
        extension = text_block(c, view.extension, Type.LEAD, BOLD)
        beside = _foot(s, view, step, view.extension)
        if not c.above and beside.whole(width):
            foot.append(beside)
        parts.append(PagePart([extension, None], [4]) if len(foot) > 1 else PagePart([extension]))
    if view.authorities:
        who = s.desk.formats.together(*view.authorities)
        parts.append(PagePart([text_block(c, who, Type.BODY)]))
    return [*parts, PagePart(foot, [5] * (len(foot) - 1))]


# --- above --------------------------------------------------------------------------------------


def _head(s: PageContext, heading: str, step: Step) -> Block:
    """The heading with the marks of the steps at its end, with as many words as have room."""
    c = s.c
    words = text_block(c, heading, Type.TITLE, BOLD, heading=True)
    used = c.text_width(heading, Type.TITLE, bold=True) + s.px(8)
    widths = {labels: used + _marks_width(s, step, labels) for labels in (3, 1, 0)}
    above = 0 if c.above else s.px(RING_ROOM_MM)

    def draw(box: Box) -> None:
        box = box.below(above)
        c.text(box, heading, Type.TITLE, BOLD, middle=True, heading=True)
        labels = next((n for n, wide in widths.items() if wide <= box.w), None)
        if labels is not None:
            _marks(s, box.end(widths[labels] - used), step, labels)

    return Block(lambda width: max(words.measure(width), s.px(MARK_MM)) + above, draw)


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
    if step.kind is StepKind.LOOK:
        label, icon = say.gettext("Hide the number"), "eye_off"
    elif following == "try:":
        label, icon = say.gettext("Try it"), "hand"
    elif following == "hideall":
        label, icon = say.gettext("Hide all of it"), "eye_off"
    else:
        label, icon = say.gettext("Hide the next part"), "eye_off"
    on = button(c, f"step:{following}", label, icon, main=True)
    if step.kind is StepKind.LOOK:
        return None, on, 0, button_width(c, label, icon)
    show = say.gettext("Show it")
    return (
        button(c, "step:look", show, "eye"),
        on,
        button_width(c, show, "eye"),
        button_width(c, label, icon),
    )


def _prompt(s: PageContext, step: Step) -> str:
    """What to do now."""
    if step.kind is StepKind.LOOK:
        return s.say.gettext("Say each part three times.")
    if step.at is None:
        return s.say.gettext("Say the whole number.")
    return s.say.gettext("Say the part that is hidden.")


def _foot(s: PageContext, view: ServiceView, step: Step, more: str = "") -> Block:
    """The buttons, and between them what to do, or ``more`` where that has no other place."""
    c, words = s.c, more or _prompt(s, step)
    back, on, first, last = _buttons(s, step, view)

    def widths(width: int) -> tuple[int, int]:
        half = (width - s.px(4)) // 2
        return (first, last) if first + last + s.px(4) <= width else (half, half)

    def measure(width: int) -> int:
        start, end = widths(width)
        return max(on.measure(end), back.measure(start) if back else 0)

    def between(box: Box) -> Box:
        start, end = widths(box.w)
        room = box.after(start + s.px(8) if back else 0)
        return room.start(room.w - end - s.px(8))

    def whole(width: int) -> bool:
        room = between(Box(0, 0, width, measure(width)))
        fit = c.wrap(words, Type.LEAD, room.w) if room.w > 0 else None
        return fit is not None and not fit.broken and fit.height <= room.h

    def draw(box: Box) -> None:
        start, end = widths(box.w)
        if back is not None:
            back.draw(box.start(start))
        on.draw(box.end(end))
        if whole(box.w):
            ink = BOLD if more else SOFT
            c.text(between(box), words, Type.LEAD, ink, middle=True, balance=True)

    return Block(measure, draw, target=True, whole=whole)
