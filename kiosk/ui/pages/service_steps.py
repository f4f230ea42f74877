"""What happens at a service in three steps, and all else that is known of it."""

from msgspec.structs import replace

from kiosk.presentation.step_views import StepView
from kiosk.presentation.views import FactView, ServiceView
from kiosk.ui.kit.blocks import Block, by_width, column, in_rows, next_to, once, row
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT, Canvas
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import (
    FACT_GAP_MM,
    button,
    button_width,
    fact,
    icon_line,
    text_block,
    with_icon,
)
from kiosk.ui.pages.guide_text import parted
from kiosk.ui.pages.service_blocks import STEP_GAP_MM, way_blocks
from kiosk.visit.acts import TextStep, TurnPage

CIRCLE_MM, STEP_ICON_MM, LEAST_WIDE_MM = 26.0, 14.0, 180.0
ALSO_LINES, FACT_LINES, LEAST_FACT_MM = 2, 3, 84.0
NUMBERED = frozenset(("phone", "sms", "videophone", "chat"))
"""Icons of further numbers, which need the word before them."""

# --- steps ----------------------------------------------------------------------------------------


def steps_head(page: PageContext, view: ServiceView) -> Block:
    """The head of the steps."""
    return text_block(page.canvas, view.steps.head, Type.NAME, BOLD, heading=True, keep=True)


def steps(page: PageContext, view: ServiceView, *, pictured: bool, english: bool = True) -> Block:
    """The three steps next to each other; under each other where a word would break."""
    page.canvas.in_english([one.english for one in view.steps.steps if one.english])
    gap = page.px(STEP_GAP_MM)
    wide = row([_step(page, one, pictured=pictured) for one in view.steps.steps], gap)
    low = column(step_rows(page, view), page.px(3))
    lines = _step_lines(page, view, english=english)

    def form(width: int) -> Block:
        if width < page.px(LEAST_WIDE_MM) or not wide.whole(width):
            return lines if lines.whole(width) and width >= page.px(LEAST_WIDE_MM) else low
        flat = not pictured and lines.whole(width)
        return lines if flat and lines.measure(width) < wide.measure(width) else wide

    return by_width(form)


def _step_lines(page: PageContext, view: ServiceView, *, english: bool) -> Block:
    """The steps as lines of a table: head, words; the English words where they fit the line."""
    canvas, gap = page.canvas, page.px(STEP_GAP_MM) // 2
    first, heads = view.steps.steps[0], [one.head for one in view.steps.steps]
    wide = max(canvas.text_width(head, Type.BODY, bold=True) for head in heads) + gap

    def in_line(step: StepView) -> Block:
        quotes = (step.english or step.words,) if step is first else (step.words,)
        shown = "  ".join(filter(None, (step.words, step.english) if english else quotes))
        head = text_block(canvas, step.head, Type.BODY, BOLD)
        row_of = next_to(head, wide, text_block(canvas, shown), 0)
        return with_icon(canvas, step.icon, row_of, canvas.icon_side(), page.px(FACT_GAP_MM))

    return column([in_line(one) for one in view.steps.steps], page.px(1))


def step_rows(page: PageContext, view: ServiceView) -> list[Block]:
    """The steps one by one."""
    return [_step(page, one, pictured=False) for one in view.steps.steps]


def _step(page: PageContext, step: StepView, *, pictured: bool) -> Block:
    canvas, kind = page.canvas, Type.LEAD
    words = [text_block(canvas, step.head, kind, BOLD)]
    words += [text_block(canvas, one, Type.BODY, ink) for one, ink in
              ((step.words, PLAIN), (step.english, SOFT)) if one]  # fmt: skip
    text = column(words, page.px(0.5))
    if not pictured:
        side = canvas.icon_side()
        return with_icon(canvas, step.icon, text, side, page.px(FACT_GAP_MM))
    return column([_circle(page, step.icon), text], page.px(3))


def _circle(page: PageContext, icon: str) -> Block:
    canvas, side = page.canvas, page.px(CIRCLE_MM)

    def draw(box: Box) -> None:
        place = box.start(side).top(side)
        if not canvas.strong:
            canvas.rect(place, TypeRole.SUN, radius_mm=CIRCLE_MM / 2)
        pad = (side - page.px(STEP_ICON_MM)) // 2
        canvas.icon(place.inset(pad, pad), icon, tint=True)

    return Block(lambda _: side, draw)


# --- all else -------------------------------------------------------------------------------------


def also_line(page: PageContext, view: ServiceView, width: int) -> list[Block] | None:
    """All else in two lines of running words; nothing where they do not hold it."""
    if not view.also:
        return []
    parts = [
        f"{one.label} {line}" if one.icon in NUMBERED else line.rstrip(".。।۔")
        for one in view.also
        for line in one.lines
    ]
    block = icon_line(page.canvas, "plus", " · ".join(parts))
    high = page.canvas.meter.line_height(Type.BODY, page.canvas.meter.font(Type.BODY))
    if block.measure(width) > ALSO_LINES * high:
        return None
    return [*_marked(page, view), block]


def also_blocks(
    page: PageContext, view: ServiceView, width: int, *, every: bool, brief: bool = False
) -> list[Block]:
    """All else one by one, in columns; ``every`` fact of the panel with it.

    A ``brief`` fact has no word over it, nor has any in the largest letters.
    """
    canvas, gap = page.canvas, page.px(STEP_GAP_MM)
    shown = [part for one in (*(view.top if every else ()), *view.also) for part in _short(one)]
    long = {one.lines[0] for one in shown if len(one.lines[0]) > 3 * 34}
    largest = canvas.meter.step is TextStep.XL
    make = _in_a_line if largest or brief else fact
    blocks = [once(make(canvas, one)) for one in shown if one.lines[0] not in long]
    most = max(1, width // page.px(LEAST_FACT_MM))
    columns = next(
        many
        for many in range(min(3, most), 0, -1)
        if many == 1 or all(one.whole((width - gap) // many - gap) for one in blocks)
    )
    texts = [parted(one, lambda text: text_block(canvas, text, ink=SOFT)) for one in sorted(long)]
    rows = in_rows(blocks, columns, gap, even=True)
    return [*rows, *(way_blocks(page, view) if every else ()), *_marked(page, view), *texts]


def _in_a_line(canvas: Canvas, view: FactView) -> Block:
    """A fact in running words, which its icon names; the largest letters have no room for more."""
    words = " · ".join(line.rstrip(".。।۔") for line in view.lines)
    words = f"{view.label} {words}" if view.icon in NUMBERED else words
    return icon_line(canvas, view.icon, words, aloud=f"{view.label}. {words}")


def _short(view: FactView) -> list[FactView]:
    """A fact in parts of a few lines, so that a page holds each."""
    cuts = range(0, len(view.lines), FACT_LINES)
    return [replace(view, lines=view.lines[at : at + FACT_LINES]) for at in cuts]


def _marked(page: PageContext, view: ServiceView) -> list[Block]:
    """The language of a longer text, if it is not the title's."""
    if view.description_mark in {"", view.phrase_mark, view.lead_mark}:
        return []
    mark = icon_line(page.canvas, "globe", view.description_mark, ink=SOFT)
    return [replace(mark, keep=True)]


def turn_button(page: PageContext, words: str) -> tuple[Block, int]:
    """The way to the next page, with its width."""
    canvas, icon = page.canvas, "chevron_next"
    block = button(canvas, TurnPage(1), words, icon, icon_end=True, height_mm=14)
    return block, button_width(canvas, words, icon)
