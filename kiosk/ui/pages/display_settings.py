"""Easier to see: text size and colours, applied at once and reset for the next person."""

from collections.abc import Sequence

from kiosk.ui.kit.blocks import Block, at_start, height_of, in_rows, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.display_text import sample
from kiosk.ui.kit.page import draw_pages, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import (
    CAP_HEIGHT_EM,
    LINE_REST_MM,
    Mode,
    TextStep,
    Type,
    TypeRole,
    cap_mm,
    color,
)
from kiosk.ui.kit.widgets import button, button_width, space_block, text_block

SAMPLE = "Aa"
STEPS = (TextStep.M, TextStep.L, TextStep.XL)
GROW_MM = 30.0
LEAST_MM, TIGHT_MM, SWATCH_MM = 22.0, 14.0, 3.0


def compose(s: PageContext) -> None:
    """Draws the panel; the page behind takes on each choice."""
    c, say = s.c, s.say
    room = s.frame()
    done = say.gettext("Done")
    wide = button_width(c, done, "check")
    words = say.gettext("Easier to see")
    line = c.text_width(words, Type.TITLE, bold=True) + s.px(28)
    one_row = not c.above and line + s.px(8) + wide <= room.w
    under = title(c, room, words, icon="see")
    if one_row:
        top = room.y + s.px(3.2)
        cell = Box(room.right - wide, top, wide, under.y - s.px(4) - top)
        button(c, "done", done, "check", height_mm=0).draw(cell)
    end = () if one_row else (at_start(button(c, "done", done, "check"), wide),)
    _choices(s, under, end)


def _choices(s: PageContext, room: Box, end: Sequence[Block]) -> None:
    """The two groups on one page with all the height there is, or each on a page of its own."""
    c, say, gap = s.c, s.say, s.px(3)
    modes = {
        Mode.DEFAULT: say.gettext("Normal"),
        Mode.BLACK_ON_WHITE: say.gettext("Black on white"),
        Mode.WHITE_ON_BLACK: say.gettext("White on black"),
        Mode.SOFT: say.pgettext("color", "Soft"),
    }
    tiles = [_mode(s, mode, word) for mode, word in modes.items()]
    offered = tuple(TextStep) if s.desk.site.small_text else STEPS
    steps = row([_step(s, step) for step in offered], s.px(4))
    letters = text_block(c, say.gettext("Letters"), Type.LEAD, BOLD)
    heading = text_block(c, say.gettext("Colors"), Type.LEAD, BOLD)
    back = text_block(
        c, say.gettext("Everything goes back to normal for the next person."), Type.BODY, SOFT
    )
    colors = in_rows(tiles, _columns(s, list(modes.values()), room.w), s.px(4))
    space, lower = space_block(s.px(2)), _lower(s)
    if c.above:
        if colors[0].measure(room.w) > room.h - pager_height(c, say) - gap:
            colors = in_rows(tiles, 2, s.px(4))
        last = row([*lower, *end], s.px(4)) if lower and end else (*lower, *end)[0]
        blocks = [back, steps, *colors, last]
        draw_pages(c, say, _limited(s, blocks[1:], room, gap), blocks, s.visit.page, gap=gap)
        return
    foot = height_of(lower, room.w, gap)
    above = room.top(room.h - foot - gap) if lower else room
    for blocks in (
        [letters, steps, space, heading, *colors, space, back, *end],
        [letters, steps, heading, *colors, *end],
        [steps, *colors, *end],
    ):
        if height_of(blocks, above.w, gap) <= above.h:
            stack(blocks, _limited(s, blocks, above, gap), gap)
            # Who cannot reach high finds this low on the glass.
            stack(lower, room.foot(foot), gap)
            return
    paired = in_rows(tiles, 2, s.px(4))
    draw_pages(c, say, room, [steps, *paired, *lower, *end], s.visit.page, gap=s.px(4))


def _lower(s: PageContext) -> list[Block]:
    """Whether all there is to touch moves down; not asked where the site wants it so for all."""
    if s.c.low_reach and not s.visit.low_reach:
        return []
    words, chosen = s.say.gettext("Put everything lower"), s.visit.low_reach
    lower = button(s.c, "low", words, "check" if chosen else "hand", chosen=chosen)
    return [at_start(lower, button_width(s.c, words, "hand"))]


def _limited(s: PageContext, blocks: Sequence[Block], room: Box, gap: int) -> Box:
    """The room that the choices may grow into: they stay buttons, not fields."""
    least = height_of(blocks, room.w, gap)
    growing = sum(block.grow for block in blocks)
    return room.top(min(room.h, least + growing * s.px(GROW_MM)))


def _columns(s: PageContext, words: Sequence[str], width: int) -> int:
    cell = (width - 3 * s.px(4)) // 4 - s.px(10)
    fits = [s.c.wrap(word, Type.BODY, cell, bold=True, balance=True) for word in words]
    return 2 if any(fit.broken or len(fit.lines) > 2 for fit in fits) else 4  # noqa: PLR2004


def _step(s: PageContext, step: TextStep) -> Block:
    c = s.c
    pixels = round(cap_mm(Type.LEAD, step) * c.glass.px_per_mm / CAP_HEIGHT_EM)
    chosen = s.visit.size == step.value
    names = {
        TextStep.S: s.say.gettext("Small letters"),
        TextStep.M: s.say.gettext("Normal letters"),
        TextStep.L: s.say.gettext("Large letters"),
        TextStep.XL: s.say.gettext("Largest letters"),
    }

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"size:{step.value}",
            names[step],
            chosen=chosen,
        ):
            sample(c, box, SAMPLE, pixels)
            if chosen:
                _check(s, box)

    least = s.px(TIGHT_MM if c.tight else LEAST_MM)
    return Block(lambda _: max(least, pixels + s.px(6)), draw, grow=True, target=True)


def _check(s: PageContext, box: Box) -> None:
    side = s.c.icon_side(Type.BODY, 8)
    s.c.icon(Box(box.x + s.px(4), box.y + (box.h - side) // 2, side, side), "check")


def _mode(s: PageContext, mode: Mode, word: str) -> Block:
    c = s.c
    chosen = s.visit.mode == mode.value
    edge, pad = s.px(2.5), s.px(1.5)

    def measure(width: int) -> int:
        lines = c.wrap(word, Type.BODY, width - 2 * (edge + pad), bold=True, balance=True)
        return max(s.px(TIGHT_MM if c.tight else LEAST_MM), lines.height + 2 * edge)

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"mode:{mode.value}",
            word,
            chosen=chosen,
        ):
            # A swatch shows its own colours, whatever the mode: ground with the words on it.
            swatch = box.inset(edge)
            c.rect(
                swatch,
                TypeRole.CARD,
                line=TypeRole.LINE,
                line_mm=LINE_REST_MM,
                radius_mm=SWATCH_MM,
                mode=mode,
            )
            c.text(
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
