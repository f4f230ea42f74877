"""The printed slip: its preview, the button that prints it, and alternatives."""

from collections.abc import Iterator

from kiosk.ui.kit.blocks import Block, in_rows
from kiosk.ui.kit.column import PagePart, parts_of
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.spread import Spread, draw_spread
from kiosk.ui.kit.two_part import option_block
from kiosk.ui.pages.paper_picture import paper_on_table
from kiosk.ui.pages.paper_words import Form, low_way, other_ways, paper_words
from kiosk.ui.pages.tool_page import draw_tool
from kiosk.ui.pages.wanted_paper import WantedPaper

GAP_MM, TIGHT_GAP_MM = 5.0, 3.0
WORDS_MM, WORDS_COMPACT_MM = 254.0, 190.0
"""Where the table begins on which the paper lies."""
COLUMN_MM = 95.0
"""Least width of a column of ways."""


def compose(page: PageContext) -> None:
    """Draws the paper and what can be done with it, or that alone where the paper has no room."""
    wanted = WantedPaper.of(page)
    for view in wanted.views:
        page.canvas.in_english(view.in_english)
    text = page.catalog.gettext("A small paper")
    if wanted.sheet is None:
        words = parts_of(paper_words(page, wanted, option_block))
        ways = [[way] for way in other_ways(page, wanted, option_block)]
        draw_tool(page, text, "pocket", words, ways, icon="print")
        return
    gap_mm, room = TIGHT_GAP_MM if page.canvas.tight else GAP_MM, page.frame()
    forms = _forms(
        page, room, wanted, title_block(page.canvas, text, icon="print"), page.px(gap_mm)
    )
    draw_spread(page, text, forms, icon="print", gap_mm=gap_mm, room=room)


def _forms(
    page: PageContext, room: Box, wanted: WantedPaper, head: Block, gap: int
) -> Iterator[Spread]:
    """The words with the paper next to or under them; then without it, the ways in columns."""
    forms: tuple[Form, ...] = (option_block, low_way)
    words = {form: parts_of(paper_words(page, wanted, form)) for form in forms}
    ways = {form: other_ways(page, wanted, form) for form in words}
    wide = room.w - page.px(WORDS_COMPACT_MM if page.canvas.glass.compact else WORDS_MM)
    paper = parts_of([paper_on_table(page, wanted.sheet)] if wanted.sheet else [])
    for form in forms:
        parts = [PagePart([head]), *words[form], *parts_of(ways[form])]
        yield Spread(
            [(0, [*parts, *paper])] if page.canvas.glass.portrait else [(0, parts), (wide, paper)]
        )
    for columns in range(1, room.w // page.px(COLUMN_MM) + 1):
        # Some next to each other: what works stays on the same page as what does not.
        cell = (room.w - gap * (columns - 1)) // columns
        for form, lines in words.items():
            if columns == 1 or all(block.whole(cell) for block in ways[form]):
                rows = in_rows(ways[form], columns, gap)
                yield Spread(later=[*lines, *parts_of(rows)])
