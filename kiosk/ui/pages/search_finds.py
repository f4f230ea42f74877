"""What the search page has found: ways to guides and questions, and cards over the keyboard."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from kiosk.presentation.list_views import FoundView
from kiosk.presentation.views import GuideCardView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.card_grid import CardGrid, card_grid
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import Tools, over_pager, pager, pager_height
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type
from kiosk.ui.kit.widgets import sized_button, text_block
from kiosk.ui.pages.answer_blocks import read_label
from kiosk.ui.pages.home import need_rows
from kiosk.ui.pages.search_field import GAP_MM, draw_field_text
from kiosk.visit.acts import AnyAct, Route, Screen, Variant

Guides = Tools
"""The ways to the guides that were found, each with the width it wants."""
LEAST_CARDS, LEAST_MM = 2, 21.0
"""Fewer cards than this over a pager: the list gets pages without the keyboard. A card's height."""


class Finds(msgspec.Struct, frozen=True):
    """What is read above the cards, the cards in columns, and their room."""

    before: list[Block]
    grid: CardGrid
    room: Box


def read_buttons(
    page: PageContext, view: FoundView, guides: Sequence[GuideCardView]
) -> list[tuple[Block, int]]:
    """The ways back to what was typed and to guides, each with the width it wants.

    If nothing is found, the lines that always fit are ways too.
    """
    canvas = page.canvas
    found: list[tuple[AnyAct, str, str, str]] = (
        [(Variant.AS_TYPED, view.as_typed, "search", "")] if view.corrected else []
    )
    for guide in guides:
        canvas.in_english(guide.in_english)
        found.append((Route(Screen.GUIDE, guide.id), read_label(page, guide), "book", ""))
    found += [
        (Route(Screen.SERVICE, card.id), card.phrase, "phone", f"{card.phrase}. {card.name}")
        for card in (view.window if not view.total else ())
    ]
    return [
        sized_button(canvas, act, label, icon, align=Align.START, name=name)
        for act, label, icon, name in found
    ]


def question_buttons(page: PageContext, view: FoundView) -> list[tuple[Block, int]]:
    """The ways to the questions that answer, each with the width it wants."""
    page.canvas.in_english(view.in_english)
    return [
        sized_button(
            page.canvas, Route(Screen.RESULTS, one.id), one.label, one.icon, align=Align.START
        )
        for one in view.questions
    ]


def read_rows(page: PageContext, guides: Guides) -> list[Block]:
    """The ways to guides above the places: beside each other, upright under each other."""
    columns = 1 if page.canvas.glass.portrait else len(guides)
    return in_rows([block for block, _ in guides], columns, page.px(GAP_MM)) if guides else []


def arranged(
    page: PageContext,
    view: FoundView,
    box: Box,
    guides: Guides,
    *,
    most: int = 99,
    all_give_way: bool = False,
) -> Finds | None:
    """What is read above the cards, the cards in columns, and their room; ``None`` if none fits.

    The ways to questions and guides give way to a card; a card stands over every keyboard.
    """
    canvas, gap = page.canvas, page.px(GAP_MM)
    words = [text_block(canvas, view.corrected, Type.BODY, BOLD)] if view.corrected else []
    asked = question_buttons(page, view)
    tries = [[*words, *read_rows(page, [*asked, *guides])], [*words, *read_rows(page, guides)]]
    if all_give_way or most < len(view.window):
        tries += [words, []]
    for before in tries:
        high = height_of(before, box.w, gap) + (gap if before else 0)
        room = box.below(high)
        if room.h <= 0:
            continue
        grid = card_grid(canvas, view.window[:most], room, least_mm=LEAST_MM, named=True)
        if grid is not None:
            return Finds(before, grid, room)
    return None


def listed_cards(
    page: PageContext, view: FoundView, box: Box, guides: Guides, *, turns: bool
) -> Finds | None:
    """The cards over the keyboard with a pager under them, or ``None`` where too few fit.

    Where keys turn the pages no pager takes room, and one card is not too few.
    """
    room = box if turns else over_pager(page.canvas, box, page.px(GAP_MM))
    found = arranged(page, view, room, guides, all_give_way=turns)
    if found is None or turns or found.grid.most >= min(LEAST_CARDS, len(view.window)):
        return found
    return arranged(page, replace(view, questions=()), room, guides)


def draw_finds(page: PageContext, finds: Finds, box: Box, current: int) -> None:
    """Draws a page of what is found from the top of a box."""
    stack(finds.before, box, page.px(GAP_MM))
    finds.grid.draw(page.canvas, finds.room, min(current, finds.grid.pages - 1))


def draw_first_card(page: PageContext, view: FoundView, box: Box, guides: Guides) -> None:
    """As many of the best cards as there is room for, under the best guide if it has some too."""
    ways = [*question_buttons(page, view), *guides]
    for shown in (ways[:2], guides[:1], ()):
        for most in (4, 2, 1):
            found = arranged(page, replace(view, questions=()), box, shown, most=most)
            if found is not None and found.grid.pages == 1:
                draw_finds(page, found, box, 0)
                return


def draw_apart(page: PageContext, view: FoundView, room: Box, field: Box, guides: Guides) -> None:
    """The list on pages of its own; the page before the first is the keyboard."""
    canvas = page.canvas
    gap, foot = page.px(RING_ROOM_MM), pager_height(canvas)
    below = room.below(field.h + gap)
    for box in (below, room):
        body = box.top(box.h - foot - gap)
        found = arranged(page, view, body, guides)
        if found is not None:
            break
    else:
        canvas.problem("no form of card fits what is found")
        return
    if box is below:
        draw_field_text(page, field, view.count if view.total else "")
    draw_after_keyboard(page, found, body, box.foot(foot))


def draw_after_keyboard(page: PageContext, finds: Finds, body: Box, foot: Box) -> None:
    """Draws a page of what is found over a pager; the page before the first is the keyboard."""
    pages = finds.grid.pages
    current = min(max(page.visit.route.page, 1), pages)
    draw_finds(page, finds, body, current - 1)
    pager(page.canvas, foot, current, pages + 1, more=page.catalog.gettext("More places"))


def _ways_there(page: PageContext, view: FoundView | None, guides: Guides) -> Iterator[list[Block]]:
    """Yield the ways under what says that nothing is found, ever fewer; none if there is no way."""
    empty = [text_block(page.canvas, view.empty, Type.LEAD, BOLD)] if view and view.window else []
    for count in range(len(guides), 0, -1):
        rows = read_rows(page, guides[:count])
        yield from ([*empty, *rows], rows)


def draw_instead(page: PageContext, view: FoundView | None, box: Box, guides: Guides) -> None:
    """Before the first letter, or where no place is found: guides, the needs to browse by touch."""
    canvas = page.canvas
    for blocks in _ways_there(page, view, guides):
        high = height_of(blocks, box.w, page.px(GAP_MM))
        if high <= box.h:
            stack(blocks, box.top(high), page.px(GAP_MM))
            box, view = box.below(high + page.px(GAP_MM)), None
            break
    words = view.empty if view else page.catalog.gettext("Or touch what you need.")
    kind, ink = (Type.LEAD, BOLD) if view else (Type.LEAD, PLAIN)
    line = text_block(canvas, words, kind, ink)
    gap, rows = page.px(GAP_MM), need_rows(page, box.w)
    for count in range(len(rows), -1, -1):
        for blocks in ([line, *rows[:count]], rows[:count]):
            if view and line not in blocks:
                continue
            high = height_of(blocks, box.w, gap)
            if blocks and high <= box.h:
                stack(blocks, box, gap)
                return
