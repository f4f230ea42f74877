"""The three steps of learning a number, and their marks at the end of the heading."""

from msgspec.structs import replace

from kiosk.i18n.digits import numeral
from kiosk.ui.kit.blocks import Block, centred, column, next_to, shortest
from kiosk.ui.kit.canvas import BOLD, Ink
from kiosk.ui.kit.display_text import draw_number
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type, TypeRole
from kiosk.ui.kit.widgets import space_block, text_block
from kiosk.visit.acts import LearnStep, StepKind


def step_of(detail: object, chunks: tuple[str, ...]) -> LearnStep:
    """The step that a page's detail names; at first the first part worth learning is in front."""
    step = detail if isinstance(detail, LearnStep) else LearnStep()
    if step.kind is StepKind.LOOK and step.at is None:
        step = replace(step, at=next((at for at, chunk in enumerate(chunks) if len(chunk) > 1), 0))
    return step if step.at is None else replace(step, at=min(step.at, len(chunks) - 1))


def hiding(chunks: tuple[str, ...]) -> list[LearnStep]:
    """The steps of hiding, in order: each part worth hiding, then all; a single part at once."""
    parts = [at for at, chunk in enumerate(chunks) if len(chunk) > 1 and len(chunks) > 1]
    return [LearnStep(StepKind.HIDE, at) for at in (*parts, None)]


def next_step(step: LearnStep, chunks: tuple[str, ...]) -> LearnStep:
    """Where the main button leads."""
    if step.kind is StepKind.TRY or (step.kind is StepKind.HIDE and step.at is None):
        return LearnStep(StepKind.TRY)
    after = -1 if step.kind is StepKind.LOOK or step.at is None else step.at
    return next(one for one in hiding(chunks) if one.at is None or one.at > after)


MARK_MM, MARK_GAP_MM = 14.0, 4.0
"""The round marks of the three steps."""


def heading_with_marks(page: PageContext, heading: str, step: LearnStep) -> Block:
    """The heading with the marks of the steps at its end, with as many words as have room."""
    canvas, gap = page.canvas, page.px(8)
    words = centred(text_block(canvas, heading, Type.TITLE, BOLD, heading=True))
    forms = [
        next_to(_marks(page, step, n), _marks_width(page, step, n), words, gap, at_end=True)
        for n in (3, 1, 0)
    ]
    above = 0 if canvas.above else page.px(RING_ROOM_MM)
    return column([space_block(above), shortest([*forms, words])], 0)


def _steps(page: PageContext) -> list[tuple[StepKind, str]]:
    catalog = page.catalog
    return [
        (StepKind.LOOK, catalog.gettext("Look and say")),
        (StepKind.HIDE, catalog.gettext("Hide it")),
        (StepKind.TRY, catalog.gettext("Try it")),
    ]


def _labelled(step: LearnStep, kind: StepKind, labels: int) -> bool:
    return labels == 3 or (labels == 1 and step.kind is kind)  # noqa: PLR2004 - the three steps


def _marks_width(page: PageContext, step: LearnStep, labels: int) -> int:
    steps = _steps(page)
    words = [
        page.canvas.text_width(label, Type.BODY, bold=kind is step.kind) + page.px(3)
        for kind, label in steps
        if _labelled(step, kind, labels)
    ]
    return (
        len(steps) * page.px(MARK_MM) + (len(steps) - 1) * page.px(2 * MARK_GAP_MM + 8) + sum(words)
    )


def _marks(page: PageContext, step: LearnStep, labels: int) -> Block:
    """1 · 2 · 3 with their words: where the visitor is. To read, so without a border."""
    line = page.canvas.text_height("1", Type.BODY, page.canvas.glass.width, bold=True)
    high = max(page.px(MARK_MM), line)
    return Block(lambda _: high, lambda box: _draw_marks(page, box, step, labels))


def _draw_marks(page: PageContext, box: Box, step: LearnStep, labels: int) -> None:
    canvas, side, x, cap = page.canvas, page.px(MARK_MM), box.x, page.px(5)
    for number, (kind, label) in enumerate(_steps(page), start=1):
        now = kind is step.kind
        if number > 1:
            line = Box(
                x + page.px(MARK_GAP_MM), box.y + box.h // 2, page.px(8), max(2, page.px(0.7))
            )
            canvas.rect(line, TypeRole.LINE)
            x = line.right + page.px(MARK_GAP_MM)
        mark = Box(x, box.y + (box.h - side) // 2, side, side)
        canvas.rect(mark, TypeRole.PRIMARY if now else TypeRole.STONE, radius_mm=MARK_MM / 2)
        digit = Box(mark.x, mark.y + (side - cap) // 2, side, cap)
        ink = TypeRole.ON_PRIMARY if now else TypeRole.INK
        digits = numeral(page.presenter.language, number)
        draw_number(canvas, digit, digits, ink, least=0, align=Align.CENTER)
        x += side
        if _labelled(step, kind, labels):
            words = canvas.text_width(label, Type.BODY, bold=now)
            place = Box(x + page.px(3), box.y, words, box.h)
            canvas.text(place, label, Type.BODY, Ink(TypeRole.INK, bold=now), middle=True)
            x = place.right
