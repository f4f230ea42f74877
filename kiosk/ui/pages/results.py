"""Services for a need: open ones first, one line of reason, filters that narrow the list."""

from kiosk.domain.records import Need
from kiosk.ui.kit.blocks import Block, height_of, row, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.chips import chip_rows, chips_block
from kiosk.ui.kit.footer import fits_in_pager
from kiosk.ui.kit.page import draw_pages, pager_height
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pagination import CardFlow, Pagination, best_pagination, draw_page
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.split_layout import move_up
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, space_block, text_block
from kiosk.ui.pages.list_head import List, head_name, head_tools, list_head

MOST_LISTED = 120
"""Cards one list turns through; the factory directory's longest list has 56."""
SIDE_MM, SIDE_GAP_MM, BADGE_MM, BADGE_GAP_MM = 112.0, 14.0, 22.0, 6.0
WIDEN_MM = 250.0
TALL = 1.7
"""So much taller than the pager may a button be that stands with it."""
TOP_GAP_MM = 3.0
"""From the Leave tab to what may stand under it."""
MOST_WIDE, MOST_COMPACT, MOST_PORTRAIT = 4, 3, 6
TINTS = {
    **dict.fromkeys((Need.SAFE_PLACE, Need.TALK, Need.FOOD), TypeRole.LEAF),
    **dict.fromkeys((Need.HEALTH, Need.WORK, Need.PAPERS), TypeRole.SUN),
    **dict.fromkeys((Need.COURT, Need.YOUNG, Need.OKAY), TypeRole.SKY),
}
"""The tint of a need is that of its row on the home screen."""


def _list(s: PageContext) -> List:
    need = Need(s.visit.route.subject.partition(".")[0])
    view = s.desk.results(need, s.visit.chips, limit=MOST_LISTED)
    s.c.title = view.title
    return List(s, view, TINTS.get(need, TypeRole.LEAF))


def compose(s: PageContext) -> None:
    """Draws the list of a need."""
    one = _list(s)
    room = s.frame()
    c = s.c
    wide = not c.glass.portrait and not c.glass.compact
    if (c.above and _low(one, room)) or (wide and _wide(one, room)):
        return
    if one.view.empty:
        room = room.below(s.px(TOP_GAP_MM))
        head = list_head(one, room.w)
        high = head.block(s.px(4)).measure(room.w)
        below = room.below(high + s.px(5))
        low = below.h - pager_height(c, s.say) - s.px(4)
        if any(block.measure(_widen_width(one, room)) > low for block in _widen_blocks(one)):
            _widen(one, room, list(head.rows))
            return
        head.block(s.px(4)).draw(room.top(high))
        _widen(one, below, [])
        return
    _narrow(one, room)


# --- low: the title above, cards and all else there is to touch below ---------------------------


def _low(one: List, room: Box) -> bool:
    """Cards beside each other, the choices with the pager; false where they do not fit."""
    s, c = one.s, one.s.c
    more = s.say.gettext("More places")
    every = head_tools(one)
    tools = next(
        (
            some
            for some in every
            if fits_in_pager(c, s.say, room.w, some, more)
            and all(block.measure(wide) <= TALL * pager_height(c, s.say) for block, wide in some)
        ),
        every[-1] if c.tight else every[0],
    )
    after = (one.guide(),) if len(tools) == 1 and one.view.guide_id else ()
    if one.view.empty:
        move_up(c, head_name(one))
        show = [block for block, _ in tools[-1:]]
        _widen(one, room, [_narrowed(block, tools[-1][1]) for block in show])
        return True
    flow = CardFlow(one.view.window, (), after, MOST_PORTRAIT, tools)
    dealt = best_pagination(c, s.say, flow, room) or best_pagination(
        c, s.say, flow, room, brief=True
    )
    if dealt is None:
        return False
    for block in (head_name(one), *one.before()):
        move_up(c, block)
    draw_page(s, dealt, room)
    return True


# --- wide: side column and cards -----------------------------------------------------------------


def _wide(one: List, room: Box) -> bool:
    """Side column with the choices, cards beside it; false where they do not fit."""
    s, c, view = one.s, one.s.c, one.view
    side = room.start(s.px(SIDE_MM))
    rest = room.after(s.px(SIDE_MM + SIDE_GAP_MM)).below(s.px(TOP_GAP_MM))
    foot = pager_height(c, s.say)
    badge = s.px(BADGE_MM + BADGE_GAP_MM)
    icon = view.icon
    if c.wrap(view.title, Type.TITLE, side.w - badge, bold=True).broken:
        icon, badge = "", 0
    if c.wrap(view.title, Type.TITLE, side.w - badge, bold=True).broken:
        return False
    head = s.px(6) + max(
        s.px(BADGE_MM) if icon else 0,
        c.text_height(view.title, Type.TITLE, side.w - badge, bold=True),
    )
    # Its words may need two lines.
    high = max(foot, one.clear().measure(side.w))
    low = side.h - head - (high + s.px(4) if one.chosen else 0)
    blocks, guide_inside = _side_blocks(one, side.w, low)
    if height_of(blocks, side.w, s.px(1)) > low:
        return False
    dealt: Pagination | None = None
    if not view.empty:
        after = () if guide_inside or not view.guide_id else (one.guide(),)
        flow = CardFlow(view.window, one.before(), after, MOST_WIDE)
        dealt = best_pagination(c, s.say, flow, rest)
        if dealt is None:
            return False
    stack(blocks, page_title(c, side, view.title, icon=icon, tint=one.tint), s.px(1))
    if one.chosen:
        label = s.say.gettext("Clear choices")
        wide = min(side.w, button_width(c, label, "close"))
        one.clear().draw(Box(side.x, side.bottom - high, wide, high))
    if dealt is None:
        _widen(one, rest, [])
    else:
        draw_page(s, dealt, rest)
    return True


def _side_blocks(one: List, width: int, most: int) -> tuple[list[Block], bool]:
    """The side column under its title, and whether the guide found room in it."""
    s, c, view = one.s, one.s.c, one.view
    count = text_block(c, view.count, Type.BODY, BOLD)
    order = text_block(c, view.order, Type.BODY, SOFT)
    show = text_block(c, s.say.gettext("Show only"), Type.BODY, BOLD)
    chips = chips_block(c, one.chips)
    guide = [space_block(s.px(5)), one.guide()] if view.guide_id else []
    gap = space_block(s.px(4))
    if view.empty:
        return [gap, show, space_block(1), chips], not view.guide_id
    full = [count, order, gap, show, space_block(1), chips]
    for blocks, inside in (
        ([*full, *guide], True),
        (full, False),
        ([count, show, chips], False),
    ):
        if height_of(blocks, width, s.px(1)) <= most:
            return blocks, inside
    return [count, show, chips], False


# --- narrow: one column ---------------------------------------------------------------------------


def _narrow(one: List, room: Box) -> None:
    """Title and choices above, cards below; the head stays on the first page where it must."""
    s, c, view = one.s, one.s.c, one.view
    room = room.below(s.px(TOP_GAP_MM))
    head = list_head(one, room.w)
    block = head.block(s.px(4))
    high = block.measure(room.w)
    most = MOST_PORTRAIT if c.glass.portrait else MOST_COMPACT
    after = () if head.with_guide else (one.guide(),)
    standing = CardFlow(view.window, one.before(), after, most)
    flowing = CardFlow(view.window, (*head.rows, *one.before()), after, most)
    short = list_head(one, room.w, lean=True)
    last = () if short.with_guide else (one.guide(),)
    lean = CardFlow(view.window, (*short.rows, *one.before()), last, most)
    below = room.below(high + s.px(4))
    # Whole cards before brief ones, a head that stays before one that goes, a card on page one.
    for brief, box, flow, first in (
        (False, below, standing, True),
        (False, room, flowing, True),
        (True, below, standing, True),
        (True, room, flowing, True),
        (True, room, lean, True),
        (True, room, lean, False),
        (False, room, flowing, False),
        (True, room, flowing, False),
    ):
        dealt = best_pagination(c, s.say, flow, box, brief=brief)
        if dealt is not None and (not first or any(card for _, card in dealt.pages[0])):
            if flow is standing:
                block.draw(room.top(high))
            draw_page(s, dealt, box)
            return
    c.problem("no form of card fits the list")


# --- nothing fits all choices --------------------------------------------------------------------


def _widen(one: List, room: Box, before: list[Block]) -> None:
    """Never an empty page: what to say, which choice to drop, whom to ask."""
    s = one.s
    box = room.start(_widen_width(one, room))
    blocks = [*before, *_widen_blocks(one)]
    draw_pages(s.c, s.say, box, blocks, s.visit.route.page, gap=s.px(4), across=room)


def _widen_width(one: List, room: Box) -> int:
    return min(room.w, one.s.px(WIDEN_MM))


def _widen_blocks(one: List) -> list[Block]:
    s, view = one.s, one.view
    blocks = [text_block(s.c, view.empty, Type.TILE, BOLD)]
    blocks += [_row_button(s, f"drop:{chip.chip.value}", chip.text, "minus") for chip in view.widen]
    if one.chosen and not (view.widen and one.chosen == 1):
        blocks.append(_row_button(s, "clear list", s.say.gettext("Show all places"), "repeat"))
    return [*blocks, _row_button(s, "staff", s.say.gettext("Ask the staff here"), "bell")]


def _row_button(s: PageContext, act: str, label: str, icon: str) -> Block:
    return button(s.c, act, label, icon, align=Align.START)


def _narrowed(block: Block, most: int) -> Block:
    """A block no wider than ``most`` pixels, at the start."""
    return Block(
        lambda width: block.measure(min(width, most)),
        lambda box: block.draw(box.start(min(box.w, most))),
        target=block.target,
    )


# --- the choices on their own --------------------------------------------------------------------


def compose_chips(s: PageContext) -> None:
    """Draws the choices where they stand behind one button; each acts at once."""
    one = _list(s)
    c, say = s.c, s.say
    room = page_title(c, s.frame(), say.gettext("Show only"), icon="check_circle", tint=one.tint)
    c.title = say.gettext("Show only")
    found = one.view.count if one.view.total else one.view.empty
    last = [button(c, "done", say.gettext("Done"), "check", main=True)]
    if one.chosen:
        last.append(one.clear())
    blocks = [
        *(chips_block(c, line) for line in chip_rows(c, one.chips, room.w)),
        text_block(c, found, Type.LEAD, BOLD),
        _narrowed(row(last, s.px(4)), s.px(WIDEN_MM)),
    ]
    draw_pages(c, say, room, blocks, s.visit.page, gap=s.px(4))
