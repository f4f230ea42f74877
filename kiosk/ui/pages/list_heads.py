"""The head of a list in one column: its name, its choices, on a compact page its pager."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.ui.kit.blocks import Block, centred
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import BADGE_MM, draw_badge
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import SmallPager, Tools, draw_row
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, space_block
from kiosk.ui.pages.answer_blocks import AnswerBlocks
from kiosk.visit.acts import Panel

BADGE_GAP_MM, GAP_MM = 5.0, 4.0
MOST_LINES = 2
"""Most lines of a title beside buttons."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a list. ``left_out`` are buttons without room in it: they come last."""

    answers: AnswerBlocks
    name: Block
    tools: Tools
    left_out: tuple[Block, ...] = ()
    has_pager: bool = False

    def height(self, width: int) -> int:
        """The pixels it takes, with or without a pager."""
        return self.block(0, 2).measure(width)

    def block(self, current: int, pages: int) -> Block:
        """The head of a page: ``current`` from 0."""
        pager = [_pager(self.answers.page).tool(current, pages)] if self.has_pager else []
        tools = [*self.tools, *pager]
        return _name_with_tools(self.answers, self.name, tools) if tools else self.name


def list_heads(answers: AnswerBlocks, width: int) -> Iterator[Head]:
    """The heads that fit a width, the fullest first."""
    page, canvas, count = answers.page, answers.page.canvas, answers.view.count
    guides, show = answers.guide_buttons(), answers.put_first()
    has_pager = canvas.glass.compact
    icon = "check" if answers.chosen else "plus"
    small = (button(canvas, Panel.CHIPS, "", icon, name=answers.put_first_label()), canvas.px(20))
    pager = [(show[0], _pager(page).width)] if has_pager else []
    every: tuple[Tools, ...] = ([*guides, show], [show], [small], [])
    tried = [(tools, lines) for lines in range(1, MOST_LINES + 1) for tools in every]
    for words in (count, ""):
        for tools, lines in tried:
            if _holds(answers, width, [*tools, *pager], lines):
                out = [block for block, _ in guides if len(tools) <= 1]
                if not tools:
                    out.append(show[0])
                name = name_block(answers, words)
                yield Head(answers, name, tools, left_out=tuple(out), has_pager=has_pager)
                break
    left = (*(block for block, _ in guides), show[0])
    yield Head(answers, name_block(answers, ""), [], left_out=left)
    # Cards come before the title, which is still read aloud.
    yield Head(answers, space_block(0), [], left_out=left)


def _pager(page: PageContext) -> SmallPager:
    return SmallPager(page.canvas, page.catalog.gettext("More"))


def _holds(answers: AnswerBlocks, width: int, tools: Tools, lines: int) -> bool:
    """True if the whole title fits on few lines next to the buttons."""
    canvas = answers.page.canvas
    rest = (
        width
        - sum(wide + canvas.px(GAP_MM) for _, wide in tools)
        - canvas.px(BADGE_MM + BADGE_GAP_MM + 2)
    )
    if rest <= 0:
        return False
    title = canvas.wrap(answers.view.title, answers.title_kind, rest, bold=True)
    return len(title.lines) <= lines and not title.broken


def name_block(answers: AnswerBlocks, count: str) -> Block:
    """The badge with title and count; without the badge where the words need its room."""
    page, canvas, view, kind = answers.page, answers.page.canvas, answers.view, answers.title_kind

    def badge(width: int) -> int:
        room = width - page.px(BADGE_MM + BADGE_GAP_MM)
        lines = canvas.wrap(view.title, kind, room, bold=True)
        return (
            0 if lines.broken or len(lines.lines) > MOST_LINES else page.px(BADGE_MM + BADGE_GAP_MM)
        )

    def measure(width: int) -> int:
        room = width - badge(width)
        words = canvas.text_height(view.title, kind, room, bold=True)
        words += canvas.text_height(count, Type.BODY, room)
        return max(words, page.px(BADGE_MM) if badge(width) and count else 0)

    def draw(box: Box) -> None:
        at = badge(box.w)
        if at:
            side = min(page.px(BADGE_MM), box.h)
            mark = box.start(side).middle(side)
            draw_badge(canvas, mark, view.icon, answers.tint, kind)
        words = box.after(at)
        high = canvas.text_height(view.title, kind, words.w, bold=True)
        high += canvas.text_height(count, Type.BODY, words.w)
        words = words.below(max(0, (box.h - high) // 2))
        used = canvas.text(words, view.title, kind, BOLD, heading=True)
        canvas.text(words.below(used), count, Type.BODY, SOFT)

    return Block(measure, draw)


def _name_with_tools(answers: AnswerBlocks, name: Block, tools: Tools) -> Block:
    gap = answers.page.px(GAP_MM)
    used = sum(wide for _, wide in tools) + gap * len(tools)

    def measure(width: int) -> int:
        return max(name.measure(width - used), *(block.measure(wide) for block, wide in tools))

    def draw(box: Box) -> None:
        name.draw(Box(box.x, box.y, box.w - used, box.h))
        draw_row([(centred(block), wide) for block, wide in tools], box.end(used - gap), gap)

    return Block(measure, draw, target=True)
