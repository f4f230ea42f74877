"""Easier to see: text size and colours, applied at once and reset for the next person."""

from collections.abc import Sequence

from kiosk.ui.kit.blocks import Block, at_start, height_of, in_rows, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.display_text import sample
from kiosk.ui.kit.page import draw_pages, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, LINE_REST_MM, Type, TypeRole, cap_mm, color
from kiosk.ui.kit.widgets import button, button_width, space_block, text_block
from kiosk.visit.acts import Mode, TextStep, Verb

SAMPLE = "Aa"
STEPS = (TextStep.M, TextStep.L, TextStep.XL)
GROW_MM = 30.0
LEAST_MM, TIGHT_MM, SWATCH_MM = 22.0, 14.0, 3.0


def compose(page: PageContext) -> None:
    """Draws the panel; the page behind takes on each choice."""
    canvas, catalog = page.canvas, page.catalog
    room = page.frame()
    done = catalog.gettext("Done")
    wide = button_width(canvas, done, "check")
    words = catalog.gettext("Easier to see")
    line = canvas.text_width(words, Type.TITLE, bold=True) + page.px(28)
    one_row = not canvas.above and line + page.px(8) + wide <= room.w
    under = title(canvas, room, words, icon="see")
    if one_row:
        top = room.y + page.px(3.2)
        cell = Box(room.right - wide, top, wide, under.y - page.px(4) - top)
        button(canvas, Verb.DONE, done, "check", height_mm=0).draw(cell)
    end = () if one_row else (at_start(button(canvas, Verb.DONE, done, "check"), wide),)
    _choices(page, under, end)


def _choices(page: PageContext, room: Box, end: Sequence[Block]) -> None:
    """The two groups on one page with all the height there is, or each on a page of its own."""
    canvas, catalog, gap = page.canvas, page.catalog, page.px(3)
    modes = {
        Mode.DEFAULT: catalog.gettext("Normal"),
        Mode.BLACK_ON_WHITE: catalog.gettext("Black on white"),
        Mode.WHITE_ON_BLACK: catalog.gettext("White on black"),
        Mode.SOFT: catalog.pgettext("color", "Soft"),
    }
    tiles = [_mode(page, mode, word) for mode, word in modes.items()]
    offered = tuple(TextStep) if page.presenter.site.small_text else STEPS
    steps = row([_step(page, step) for step in offered], page.px(4))
    letters = text_block(canvas, catalog.gettext("Letters"), Type.LEAD, BOLD)
    heading = text_block(canvas, catalog.gettext("Colors"), Type.LEAD, BOLD)
    back = text_block(
        canvas,
        catalog.gettext("Everything goes back to normal for the next person."),
        Type.BODY,
        SOFT,
    )
    colors = in_rows(tiles, _columns(page, list(modes.values()), room.w), page.px(4))
    space, lower = space_block(page.px(2)), _lower(page)
    if canvas.above:
        if colors[0].measure(room.w) > room.h - pager_height(canvas) - gap:
            colors = in_rows(tiles, 2, page.px(4))
        last = row([*lower, *end], page.px(4)) if lower and end else (*lower, *end)[0]
        blocks = [back, steps, *colors, last]
        draw_pages(canvas, _limited(page, blocks[1:], room, gap), blocks, page.visit.page, gap=gap)
        return
    foot = height_of(lower, room.w, gap)
    above = room.top(room.h - foot - gap) if lower else room
    for blocks in (
        [letters, steps, space, heading, *colors, space, back, *end],
        [letters, steps, heading, *colors, *end],
        [steps, *colors, *end],
    ):
        if height_of(blocks, above.w, gap) <= above.h:
            stack(blocks, _limited(page, blocks, above, gap), gap)
            # Who cannot reach high finds this low on the glass.
            stack(lower, room.foot(foot), gap)
            return
    paired = in_rows(tiles, 2, page.px(4))
    draw_pages(canvas, room, [steps, *paired, *lower, *end], page.visit.page, gap=page.px(4))


def _lower(page: PageContext) -> list[Block]:
    """Say if all there is to touch moves down; not asked where the site wants it so for all."""
    if page.canvas.low_reach and not page.visit.low_reach:
        return []
    words, chosen = page.catalog.gettext("Put everything lower"), page.visit.low_reach
    lower = button(page.canvas, Verb.LOW, words, "check" if chosen else "hand", chosen=chosen)
    return [at_start(lower, button_width(page.canvas, words, "hand"))]


def _limited(page: PageContext, blocks: Sequence[Block], room: Box, gap: int) -> Box:
    """The room that the choices may grow into: they stay buttons, not fields."""
    least = height_of(blocks, room.w, gap)
    growing = sum(block.grow for block in blocks)
    return room.top(min(room.h, least + growing * page.px(GROW_MM)))


def _columns(page: PageContext, words: Sequence[str], width: int) -> int:
    cell = (width - 3 * page.px(4)) // 4 - page.px(10)
    fits = [page.canvas.wrap(word, Type.BODY, cell, bold=True, balance=True) for word in words]
    return 2 if any(fit.broken or len(fit.lines) > 2 for fit in fits) else 4  # noqa: PLR2004


def _step(page: PageContext, step: TextStep) -> Block:
    canvas = page.canvas
    pixels = round(cap_mm(Type.LEAD, step) * canvas.glass.px_per_mm / CAP_HEIGHT_EM)
    chosen = page.visit.size == step.value
    names = {
        TextStep.S: page.catalog.gettext("Small letters"),
        TextStep.M: page.catalog.gettext("Normal letters"),
        TextStep.L: page.catalog.gettext("Large letters"),
        TextStep.XL: page.catalog.gettext("Largest letters"),
    }

    def draw(box: Box) -> None:
        with canvas.touch(
            box,
            step,
            names[step],
            chosen=chosen,
        ):
            sample(canvas, box, SAMPLE, pixels)
            if chosen:
                _check(page, box)

    least = page.px(TIGHT_MM if canvas.tight else LEAST_MM)
    return Block(lambda _: max(least, pixels + page.px(6)), draw, grow=True, target=True)


def _check(page: PageContext, box: Box) -> None:
    side = page.canvas.icon_side(Type.BODY, 8)
    page.canvas.icon(Box(box.x + page.px(4), box.y + (box.h - side) // 2, side, side), "check")


def _mode(page: PageContext, mode: Mode, word: str) -> Block:
    canvas = page.canvas
    chosen = page.visit.mode == mode.value
    edge, pad = page.px(2.5), page.px(1.5)

    def measure(width: int) -> int:
        lines = canvas.wrap(word, Type.BODY, width - 2 * (edge + pad), bold=True, balance=True)
        return max(page.px(TIGHT_MM if canvas.tight else LEAST_MM), lines.height + 2 * edge)

    def draw(box: Box) -> None:
        with canvas.touch(
            box,
            mode,
            word,
            chosen=chosen,
        ):
            # A swatch shows its own colours, whatever the mode: ground with the words on it.
            swatch = box.inset(edge)
            canvas.rect(
                swatch,
                TypeRole.CARD,
                line=TypeRole.LINE,
                line_mm=LINE_REST_MM,
                radius_mm=SWATCH_MM,
                mode=mode,
            )
            canvas.text(
                swatch.inset(pad, 0),
                word,
                Type.BODY,
                BOLD,
                middle=True,
                balance=True,
                align=Align.CENTER,
                over=color(TypeRole.INK, mode),
            )

    return Block(measure, draw, grow=True, target=True)
