"""Search on a low-reach page: the text above, keys and results below."""

from msgspec.structs import replace

from kiosk.i18n.digits import numeral
from kiosk.presentation.list_views import FoundView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.keyboard import Keyboard
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import TARGET_MM, Type
from kiosk.ui.kit.widgets import button, button_width, sized_button, text_block
from kiosk.ui.pages.home import need_rows
from kiosk.ui.pages.search_finds import Guides, arranged, draw_after_keyboard, draw_finds
from kiosk.visit.acts import Route, Screen, TurnPage

GAP_MM, LEAST_GAP_MM = 4.0, 2.6


def low_search(
    page: PageContext,
    frame: Box,
    keyboard: Keyboard,
    view: FoundView | None,
    field: Block,
    *,
    guides: Guides,
) -> None:
    """Draws the page; ``field`` shows what was typed, ``guides`` are the ways to guides."""
    canvas = page.canvas
    found = view if view is not None and view.total else None
    move_up(canvas, field)
    if found is not None and page.visit.route.page > 0:
        _apart(page, frame, found, guides)
        return
    gap = page.px(LEAST_GAP_MM if canvas.tight else GAP_MM)
    keys = max(keyboard.least, min(keyboard.wanted, frame.h - gap - _card_height(page)))
    if frame.h < keys:
        canvas.problem(f"the keyboard needs {keys} px of {frame.h}")
    above = frame.top(max(0, frame.h - keys - gap))
    if found is None:
        _needs(page, above, view, guides)
    else:
        _finds(page, above, found, guides)
    with canvas.read_after():
        keyboard.draw(frame.foot(keys))


def _card_height(page: PageContext) -> int:
    lines = (
        page.canvas.wrap("a", kind, 10**6, bold=True).line_height for kind in (Type.NAME, Type.BODY)
    )
    return sum(lines) + page.px(6)


def _needs(page: PageContext, box: Box, view: FoundView | None, guides: Guides) -> None:
    """Before the first letter, or where nothing is found: ways, and the needs to touch."""
    canvas, gap = page.canvas, page.px(LEAST_GAP_MM if page.canvas.tight else GAP_MM)
    words = view.empty if view else page.catalog.gettext("Or touch what you need.")
    move_up(canvas, text_block(canvas, words, Type.LEAD, BOLD if view else PLAIN))
    rows = list[Block]()
    for count in range(len(guides), 0, -1):
        rows = in_rows(
            [way for way, _ in guides[:count]], 1 if canvas.glass.portrait else count, gap
        )
        if height_of(rows, box.w, gap) <= box.h:
            break
    rows += need_rows(page, box.w)
    while rows and height_of(rows, box.w, gap) > box.h:
        rows.pop()
    if rows:
        high = height_of(rows, box.w, gap)
        stack(rows, box.foot(high), gap)


def _finds(page: PageContext, box: Box, view: FoundView, guides: Guides) -> None:
    """The best of them, as cards where there is room, else by their names; and the way to all."""
    canvas, gap = page.canvas, page.px(GAP_MM)
    words, place = view.count, canvas.pager_row
    if place and button_width(canvas, words, "chevron_next") > place.w:
        words = numeral(page.catalog.language, view.total)
    wide = button_width(canvas, words, "chevron_next")
    way = button(
        canvas,
        TurnPage(1),
        words,
        "chevron_next",
        icon_end=True,
        height_mm=TARGET_MM,
        name=view.count,
    )
    if place and wide <= place.w:
        way.draw(place.end(wide))
        room, tall = box, 0
    else:
        tall = way.measure(wide)
        if tall > box.h:
            canvas.problem(f"the way to what is found needs {tall} px of {box.h}")
        room = box.start(box.w - wide - gap)
    for sentence in filter(None, (view.corrected, view.empty)):
        move_up(canvas, text_block(canvas, sentence, Type.BODY, BOLD))
    found = None
    for count in (2, 1) if not guides else ():
        found = found or arranged(page, replace(view, questions=()), room, (), most=count)
    if found is not None and found.grid.pages == 1:
        draw_finds(page, found, room, 0)
    else:
        named = _named(page, view, guides)
        room = room.foot(max(tall, min(box.h, named[0][0].measure(room.w) if named else 0)))
        _names(
            page, room, [(block, wide) for block, wide in named if block.measure(wide) <= room.h]
        )
    if tall:
        way.draw(Box(box.right - wide, room.y + (room.h - tall) // 2, wide, tall))


def _named(page: PageContext, view: FoundView, guides: Guides) -> Guides:
    """The guides and what is found by name, each a button with the width it wants."""
    canvas = page.canvas
    named = [
        sized_button(canvas, Route(Screen.SERVICE, card.id), card.phrase, card.icon)
        for card in view.window
    ]
    for card in view.window:
        canvas.in_english(card.in_english)
    return [*guides, *named]


def _names(page: PageContext, box: Box, guides: Guides) -> None:
    """As many of them as stand next to each other; the first may take two lines."""
    x = box.x
    for number, (block, wide) in enumerate(guides):
        most = wide if number else min(wide, box.w)
        if x + most > box.right:
            return
        block.draw(Box(x, box.y, most, box.h))
        x += most + page.px(GAP_MM)


def _apart(page: PageContext, box: Box, view: FoundView, guides: Guides) -> None:
    """The list on pages of its own; the page before the first is the keyboard."""
    low_box = over_pager(page.canvas, box, page.px(GAP_MM))
    found = arranged(page, replace(view, questions=()), low_box, guides)
    if found is None:
        page.canvas.problem("no form of card fits what is found")
        return
    draw_after_keyboard(page, found, low_box, box.foot(pager_height(page.canvas)))
