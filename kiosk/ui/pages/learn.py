"""Learn a number: read it aloud, hide it part by part, try it. No score, nothing to carry."""

from kiosk.domain.text import isolate
from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, centred, next_to, row, shortest
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.column import PagePart, draw_column
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.spread import draw_nothing
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import sized_button, space_block, text_block
from kiosk.ui.pages.learn_cards import number_parts
from kiosk.ui.pages.learn_steps import heading_with_marks, next_step, step_of
from kiosk.ui.pages.learn_try import try_parts
from kiosk.visit.acts import LearnStep, StepKind

PARTS_MM = (66.0, 40.0, 26.0, 0.0)
"""Heights of the number: with the name of the place over it, with an extension under it, with a
heading; the least."""


def compose(page: PageContext) -> None:
    """Draws the step."""
    canvas, catalog = page.canvas, page.catalog
    view, box = page.presenter.service(page.visit.route.subject), page.frame()
    heading = catalog.gettext("Learn the number")
    if view is None or not view.digits:
        words = catalog.gettext("There is no number here. The people here can help.")
        draw_nothing(page, box, heading, "learn", words)
        return
    canvas.title = heading
    canvas.in_english(view.in_english)
    step = step_of(page.visit.route.detail, view.digits)
    # TRANSLATORS: {name} is a short name of a place or line. The number is learned by heart.
    name = catalog.gettext("{name}. Nothing to carry.").format(name=isolate(view.quiet_name))
    named = canvas.above or not canvas.glass.compact
    parts = [
        PagePart([heading_with_marks(page, heading, step), space_block(0)], [2]),
        PagePart([text_block(canvas, name, Type.BODY, SOFT) if named else None, None], [7]),
    ]
    if step.kind is StepKind.TRY:
        parts += try_parts(page, view.digits, step.typed)
    else:
        parts += _parts(page, view, step, box.w)
    draw_column(canvas, box, parts, [page.px(4)])


def _parts(page: PageContext, view: ServiceView, step: LearnStep, width: int) -> list[PagePart]:
    """The number in its parts, the extension and who answers, the buttons.

    Where the number is low the extension goes between the buttons, then the heading goes.
    """
    canvas = page.canvas
    numbers = [number_parts(page, view.digits, step.kind, step.at, least) for least in PARTS_MM]
    foot = [_foot(page, view, step, text_block(canvas, _prompt(page, step), Type.LEAD, SOFT))]
    parts = [PagePart(numbers, [6, 3, 1])]
    if view.extension:
        extension = text_block(canvas, view.extension, Type.LEAD, BOLD)
        between = _foot(page, view, step, extension, alone=False)
        if not canvas.above and between.whole(width):
            foot.append(between)
        parts.append(PagePart([extension, None], [4]) if len(foot) > 1 else PagePart([extension]))
    if view.authorities:
        who = page.presenter.formats.together(*view.authorities)
        parts.append(PagePart([text_block(canvas, who, Type.BODY)]))
    return [*parts, PagePart(foot, [5] * (len(foot) - 1))]


def _buttons(
    page: PageContext, step: LearnStep, view: ServiceView
) -> tuple[tuple[Block, int] | None, tuple[Block, int]]:
    """Back to the number, and on: the blocks with the widths they want."""
    canvas, catalog = page.canvas, page.catalog
    following = next_step(step, view.digits)
    if step.kind is StepKind.LOOK:
        label, icon = catalog.gettext("Hide the number"), "eye_off"
    elif following.kind is StepKind.TRY:
        label, icon = catalog.gettext("Try it"), "hand"
    elif following.at is None:
        label, icon = catalog.gettext("Hide all of it"), "eye_off"
    else:
        label, icon = catalog.gettext("Hide the next part"), "eye_off"
    on = sized_button(canvas, following, label, icon, main=True)
    if step.kind is StepKind.LOOK:
        return None, on
    return sized_button(canvas, LearnStep(), catalog.gettext("Show it"), "eye"), on


def _prompt(page: PageContext, step: LearnStep) -> str:
    """What to do now."""
    if step.kind is StepKind.LOOK:
        return page.catalog.gettext("Say each part three times.")
    if step.at is None:
        return page.catalog.gettext("Say the whole number.")
    return page.catalog.gettext("Say the part that is hidden.")


def _foot(
    page: PageContext, view: ServiceView, step: LearnStep, words: Block, *, alone: bool = True
) -> Block:
    """The buttons with words between them, or ``alone`` where those would make it taller."""
    back, on = _buttons(page, step, view)

    def between(middle: Block) -> Block:
        start = middle if back is None else next_to(*back, middle, page.px(8))
        return next_to(*on, start, page.px(8), at_end=True)

    both = [on[0]] if back is None else [back[0], on[0]]
    forms = [between(centred(words)), between(space_block(0)), row(both, page.px(4))]
    return shortest(forms) if alone else forms[0]
