"""Tool pages: a title, one drawing and what is said of it; and what can be done, in a column."""

from collections.abc import Sequence

from msgspec.structs import replace

from kiosk.ui.kit.blocks import Block, height_of, in_rows, row, stack
from kiosk.ui.kit.column import PagePart
from kiosk.ui.kit.icons import DRAWN_TABLE, drawn_height
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, Node, NodeKind
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.theme import TypeRole
from kiosk.visit.acts import TextStep

SUBJECT_MM, BETWEEN_MM, GAP_MM, GROW_MM = 290.0, 14.0, 4.0, 8.0
RATIO, LEAST_SHARE = 139 / 290, 0.5
"""Width of the drawing; from it to the acts; between rows, and how much each may grow. Height of a
drawing by its width; the least share of it that is drawn."""


def draw_tool(
    page: PageContext,
    text: str,
    drawing: str,
    words: Sequence[PagePart],
    acts: Sequence[Sequence[Block]],
    *,
    more: Sequence[PagePart] = (),
    icon: str = "",
    still: bool = False,
) -> None:
    """Draw a tool page: the rows of acts in a column at the end, upright under all else.

    ``words`` stand under the ``drawing``, ``more`` of them under the acts. Small screens, the
    largest text and low reach have no drawing, and the acts in two columns, first if they are
    to be ``still`` whatever the words.
    """
    canvas, room = page.canvas, page.frame()
    canvas.title = text
    gap, small = page.px(GAP_MM), canvas.above > 0 or canvas.glass.compact
    rows = [one[0] if len(one) == 1 else row(one, gap) for one in acts]
    said, after = ([one.forms[0] for one in parts if one.forms[0]] for parts in (words, more))
    small = small or canvas.meter.step is TextStep.XL
    if not small and _draw_whole(page, room, drawing, said, [*rows, *after]):
        return
    every = [act for one in acts for act in one]
    odd, lines = len(every) % 2 if len(acts[0]) == 1 else 0, every
    if all(act.whole((room.w - gap) // 2) for act in every):
        lines = [*every[:odd], *in_rows(every[odd:], 2, gap)]
    tall = [_taller(line, 0 if more or still else page.px(GROW_MM)) for line in lines]
    parts = [PagePart([one, line], (1,)) for one, line in zip(tall, lines, strict=True)]
    first = [*parts, *words] if still else [*words, *parts]
    draw_spread(page, text, [Spread(later=[*first, *more])], icon=icon, room=room)


def _taller(block: Block, more_px: int) -> Block:
    return replace(block, measure=lambda width: block.measure(width) + more_px, grow=False)


def _draw_whole(
    page: PageContext, room: Box, drawing: str, words: Sequence[Block], acts: Sequence[Block]
) -> bool:
    """Draw it with its drawing; return False where that does not fit."""
    upright, gap = page.canvas.glass.portrait, page.px(GAP_MM)
    wide = room.w if upright else page.px(SUBJECT_MM)
    column = room if upright else room.after(wide + page.px(BETWEEN_MM)).below(page.px(4))
    need = height_of(acts, column.w, gap)
    if need > column.h or not all(act.whole(column.w) for act in acts):
        return False
    place = room.start(wide).top(room.h - (need + gap if upright else 0))
    if used := _draw_subject(page, place, drawing, words):
        high = min(column.h - (used + gap if upright else 0), need + len(acts) * page.px(GROW_MM))
        box = column.foot(high) if upright else column.top(high)
        stack([replace(act, grow=True) for act in acts], box, gap)
    return used > 0


def _draw_subject(page: PageContext, box: Box, drawing: str, words: Sequence[Block]) -> int:
    """Draw title, drawing and words; return the height, 0 where too little of it would be seen."""
    canvas, gap = page.canvas, page.px(GAP_MM)
    head = title_block(canvas, canvas.title)
    top, foot = head.measure(box.w) + gap, height_of(words, box.w, gap) + gap
    whole = round(box.w * RATIO)
    high = min(whole, box.h - top - foot)
    if high < LEAST_SHARE * whole or not all(block.whole(box.w) for block in words):
        return 0
    head.draw(box)
    art = box.below(top).top(high)
    edge, share = float(canvas.strong), DRAWN_TABLE / drawn_height(art.w, high)
    table = art.foot(round(high * share))
    canvas.rect(art, TypeRole.LEAF, line=TypeRole.LINE, line_mm=edge, radius_mm=6)
    line, low = TypeRole.LINE, (False, False, True, True)
    canvas.rect(table, TypeRole.STONE, line=line, line_mm=edge, radius_mm=6, corners=low)
    canvas.rect(table.top(page.px(3)), TypeRole.HAIR)
    source = canvas.icons.drawing(drawing, art.w, high, canvas.mode)
    canvas.add(Node(NodeKind.IMAGE, art, source=source))
    stack(words, art.below(high + gap), gap)
    return top + high + foot
