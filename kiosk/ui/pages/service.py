"""One service: the first step, what to know, and four ways to take it along."""

from collections.abc import Sequence
from itertools import product

from kiosk.presentation.views import ServiceView
from kiosk.ui.kit.blocks import Block, balance_last_page, height_of, paginate, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.page import draw_pages, pager_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import GAP_MM as UPPER_GAP_MM
from kiosk.ui.kit.split_layout import free_height, room_above
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import PAD_MM, button, icon_line, text_block
from kiosk.ui.pages import service_parts as parts
from kiosk.ui.pages import take_away

MAIN_MM, GAP_MM, TOP_MM = 290.0, 14.0, 3.0
WAY_MOST_MM, KEEP_ROW_MM = 40.0, 230.0
NUMBERS_MM = (30.0, 25.0, 20.0, 16.0)
"""Heights a number may have, greatest first; it gives way so that more stands on one page."""


def compose(s: PageContext) -> None:
    """Draws the page of a service."""
    room = s.frame()
    room = room if s.c.above else room.below(s.px(TOP_MM))
    view = s.desk.service(s.visit.route.subject)
    if view is None:
        _gone(s, room)
        return
    s.c.title = view.name
    s.c.in_english(view.in_english)
    wide = not s.c.glass.portrait and not s.c.glass.compact
    if s.c.above:
        _low(s, view, room)
    elif not (wide and _wide(s, view, room)):
        _narrow(s, view, room)


def _gone(s: PageContext, room: Box) -> None:
    """The directory changed under the visit: say so, and where to go."""
    s.c.title = s.say.gettext("This place is not on the list now.")
    blocks = [
        text_block(s.c, s.c.title, Type.TITLE, BOLD, heading=True),
        button(s.c, "start again", s.say.gettext("Start"), "start"),
        button(s.c, "staff", s.say.gettext("Ask the staff here"), "bell"),
    ]
    draw_pages(s.c, s.say, room, blocks, s.visit.route.page, gap=s.px(5))


def _details(s: PageContext, view: ServiceView, width: int, most: int) -> list[Block]:
    """What to know, after the first action and the notes; no block taller than ``most`` pixels."""
    c = s.c
    found = [*parts.other_numbers(s, view), *parts.fact_rows(s, view, width, most)]
    found += parts.description(s, view, width, most)
    if view.organization != view.name:
        found.append(
            icon_line(c, "people", view.organization, ink=SOFT, icon_mm=parts.LINE_ICON_MM)
        )
    return found


# --- wide: one thing, and what to do with it -----------------------------------------------------


def _wide(s: PageContext, view: ServiceView, room: Box) -> bool:
    """The page in two columns; false where they do not fit."""
    c, gap = s.c, s.px(4)
    main, side = room.start(s.px(MAIN_MM)), room.after(s.px(MAIN_MM + GAP_MM))
    if c.wrap(view.name, Type.TITLE, main.w, bold=True).broken:
        return False
    title = text_block(c, view.name, Type.TITLE, BOLD, heading=True)
    intro = [title, parts.phrase_block(s, view), parts.state_line(s, view)]
    head = height_of(intro, main.w, s.px(1)) + gap
    below = main.below(head)
    most = below.h - pager_height(c, s.say) - gap
    notes, rest = parts.note_blocks(s, view), _details(s, view, main.w, most)
    first = [parts.action_panel(s, view), *notes]
    for number in (*NUMBERS_MM, NUMBERS_MM[0]):
        # The number gives way before facts go to another page; if they must, it keeps its size.
        first = [parts.action_panel(s, view, most=number), *notes]
        if height_of([*first, *rest], main.w, gap) <= below.h:
            break
    pages: tuple[list[Block], ...] = ([*first, *rest],)
    if height_of(pages[0], main.w, gap) > below.h:
        dealt = balance_last_page(paginate([*first, *rest], main.w, most, gap), main.w, most, gap)
        pages = tuple(list(page) for page in dealt)
    whole = all(height_of(page, main.w, gap) <= below.h for page in pages)
    if not whole or height_of(first, main.w, gap) > most:
        return False
    with c.read_after():
        beside = _side(s, view, side, head)
    if not beside:
        return False
    page = min(s.visit.route.page, len(pages) - 1)
    stack(intro, main, s.px(1))
    shown, spare = pages[page], 0
    if len(pages) == 1 and len(shown) > 1:
        spare = (below.h - height_of(shown, main.w, gap)) // (len(shown) - 1)
    stack(shown, below, gap + min(spare, s.px(4)))
    if len(pages) > 1:
        _turn(s, main, page, len(pages))
    return True


def _turn(s: PageContext, main: Box, page: int, pages: int) -> None:
    """The way between the pages of the facts, always in the same place."""
    cells = main.foot(pager_height(s.c, s.say)).columns(2, s.px(4))
    if page > 0:
        button(s.c, f"page:{page - 1}", s.say.gettext("Before"), "chevron_before").draw(cells[0])
    if page + 1 < pages:
        label = s.say.gettext("More about it")
        button(s.c, f"page:{page + 1}", label, "chevron_next", icon_end=True).draw(cells[1])


def _side(s: PageContext, view: ServiceView, side: Box, head: int) -> bool:
    """The ways beside the panel; false, with nothing drawn, where they do not fit.

    They begin in line with the panel; where they need more room they begin higher, then lose
    their second lines.
    """
    c, gap = s.c, s.px(4)
    title = parts.heading(s, s.say.gettext("Take it with you"))
    line = text_block(c, s.say.gettext("You choose."), Type.BODY, SOFT)
    high = title.measure(side.w)
    middle = c.wrap(view.name, Type.TITLE, s.px(MAIN_MM), bold=True).line_height
    down = max(0, (middle - high) // 2)
    chosen = max(high + down, middle + s.px(1))
    foot = row(take_away.shortlist_blocks(s, view), gap)
    foot_high = foot.measure(side.w)
    inner = side.w - s.px(take_away.START_MM + 2 * PAD_MM)
    words = [one.words for one in take_away.ways(s, view)]
    if any(c.wrap(text, Type.LEAD, inner, bold=True).broken for text in words):
        return False
    lined = chosen + line.measure(side.w) + gap
    for top, brief in ((max(head, lined), False), (down + high + gap, False), (lined, True)):
        blocks = take_away.way_blocks(s, view, brief=brief)
        room = side.h - top - foot_high - gap * len(blocks)
        natural = max(block.measure(side.w) for block in blocks)
        if natural * len(blocks) > room:
            continue
        title.draw(side.below(down).top(high))
        if top >= lined:
            # In the line of the phrase, as the heading is in that of the title.
            line.draw(side.below(chosen))
        even = min(room // len(blocks), max(natural, s.px(WAY_MOST_MM)))
        y = side.y + top
        for block in blocks:
            block.draw(Box(side.x, y, side.w, even))
            y += even + gap
        foot.draw(Box(side.x, side.bottom - foot_high, side.w, foot_high))
        return True
    return False


# --- low: what is read above the middle, what is touched below -----------------------------------


def _low(s: PageContext, view: ServiceView, room: Box) -> None:
    """Name, number and notes above, the ways below; the facts where there is room."""
    c, wide = s.c, room_above(s.c).w
    gap = s.px(TOP_MM if c.tight else 4)
    kind = Type.NAME if c.wrap(view.name, Type.TITLE, wide, bold=True).broken else Type.TITLE
    title = text_block(c, view.name, kind, BOLD, heading=True)
    phrase, state = parts.phrase_block(s, view), parts.state_line(s, view)
    notes, most = parts.note_blocks(s, view), free_height(c)
    first, told = [title], list[Block]()
    for head, tight, number in product(
        ([title, phrase, state], [title, state], [title]), (False, True), NUMBERS_MM
    ):
        first = [*head, parts.action_panel(s, view, most=number, tight=tight), *notes]
        told = [block for block in (phrase, state) if block not in head]
        told = [*(parts.action_lines(s, view) if tight else ()), *told]
        if height_of(first, wide, s.px(UPPER_GAP_MM)) <= most:
            break
    keep = row(take_away.shortlist_blocks(s, view), gap)
    low = room.h - pager_height(c, s.say) - 2 * gap - keep.measure(room.w)
    taking = take_away.taking(s, view, room.w, low)
    blocks = [*first, *taking, keep, *told, *_details(s, view, wide, most)]
    draw_pages(c, s.say, room, blocks, s.visit.route.page, gap=gap)


# --- narrow: one column on pages -----------------------------------------------------------------


def _narrow(s: PageContext, view: ServiceView, room: Box) -> None:
    """Name, number and ways first; facts below or on the next pages."""
    c, gap = s.c, s.px(4)
    low = room.h - pager_height(c, s.say) - gap
    phrase, state = parts.phrase_block(s, view), parts.state_line(s, view)
    keep = take_away.shortlist_blocks(s, view)
    keeping = [row(keep, gap)] if len(keep) == 1 or room.w >= s.px(KEEP_ROW_MM) else keep
    taking = take_away.taking(s, view, room.w, low)
    last = [*keeping, *_details(s, view, room.w, low)]
    notes = parts.note_blocks(s, view)
    title = text_block(c, view.name, Type.TITLE, BOLD, heading=True)
    named = [parts.heading(s, s.say.gettext("Take it with you")), *taking]
    if height_of(named[:2], room.w, gap) > low:
        named = taking
    for number in NUMBERS_MM:
        # Everything on one page, or as much of it as leads out of the door.
        first = [title, phrase, state, parts.action_panel(s, view, most=number), *notes, *named]
        if height_of([*first, *last], room.w, gap) <= room.h or (
            c.glass.portrait and height_of(first, room.w, gap) <= low
        ):
            _spread(s, room, [*first, *last])
            return
    heads = ([title, phrase, state], [title, state], [title])
    lines = parts.action_lines(s, view)
    for numbers in (NUMBERS_MM[:2], NUMBERS_MM[2:]):
        for head, number in product(heads, numbers):
            first = [*head, parts.action_panel(s, view, most=number), *notes, *taking]
            if height_of(first, room.w, gap) <= low:
                more = [block for block in (phrase, state) if block not in head]
                _spread(s, room, [*first, *more, *last])
                return
    for number in NUMBERS_MM:
        first = [title, parts.action_panel(s, view, most=number, tight=True), *notes, *taking]
        if height_of(first, room.w, gap) <= low:
            _spread(s, room, [*first, *lines, phrase, state, *last])
            return
    first = _first_page(s, view, notes, room.w, low)
    _spread(s, room, [*_told(first, notes, (phrase, state, named), (room.w, low), gap), *last])


def _told(
    first: Sequence[Block],
    notes: Sequence[Block],
    more: tuple[Block, Block, Sequence[Block]],
    size: tuple[int, int],
    gap: int,
) -> list[Block]:
    """What comes before the facts, in its order, on pages of a width and height in pixels.

    ``more`` are what the place does, its state and the ways. A note with no room under the
    number or over the ways does not stand alone: what the place does, or its state, joins it.
    """
    phrase, state, named = more
    told, later = [phrase, state], list[Block]()
    if not notes or any(
        height_of([*page, *notes], size[0], gap) <= size[1] for page in (first, named[:2])
    ):
        told, later = later, told
    elif height_of([*notes, *told], size[0], gap) > size[1]:
        told, later = [state], [phrase]
    return [*first, *notes, *told, *named, *later]


def _first_page(
    s: PageContext, view: ServiceView, notes: Sequence[Block], width: int, low: int
) -> list[Block]:
    """Name and number where the ways go to the next page: the name gives way, then the lines.

    The notes stand under the number if a smaller one makes room: who must report is read before
    anybody calls.
    """
    first = list[Block]()
    kinds = ((Type.TITLE, False), (Type.NAME, False), (Type.NAME, True))
    for under, (kind, tight), number in product((notes, ()), kinds, NUMBERS_MM):
        title = text_block(s.c, view.name, kind, BOLD, heading=True)
        panel = parts.action_panel(s, view, most=number, tight=tight)
        first = [title, panel, *(parts.action_lines(s, view) if tight and not under else ())]
        if height_of([title, panel, *under], width, s.px(4)) <= low:
            return first
    return first


def _spread(s: PageContext, room: Box, blocks: Sequence[Block]) -> None:
    """Blocks on pages; on a single page the room left over goes between them."""
    gap = s.px(4)
    spare = room.h - height_of(blocks, room.w, gap)
    if spare > 0:
        gap += min(s.px(4), spare // max(1, len(blocks) - 1))
    draw_pages(s.c, s.say, room, blocks, s.visit.route.page, gap=gap)
