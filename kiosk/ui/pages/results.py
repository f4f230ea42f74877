"""The answers to a tile, or all services of a need: the best first, choices that sort."""

from dataclasses import replace

from kiosk.ui.kit.blocks import at_start, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT, Canvas
from kiosk.ui.kit.chips import chips_block
from kiosk.ui.kit.column import PagePart, concessions
from kiosk.ui.kit.page import draw_pages
from kiosk.ui.kit.page import title as page_title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager_height
from kiosk.ui.kit.pagination import PAGER_GAP_MM, TOO_LONG
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import Type
from kiosk.ui.kit.widgets import button, button_width, space_block, staff_button, text_block
from kiosk.ui.pages import helper_list
from kiosk.ui.pages.answer_pages import ListedAnswers
from kiosk.ui.pages.list_heads import list_heads, name_block
from kiosk.ui.pages.results_low_reach import draw_low_reach
from kiosk.visit.acts import Route, Screen

SIDE_MM, SIDE_GAP_MM, BADGE_MM, BADGE_GAP_MM = 112.0, 14.0, 22.0, 6.0
PANEL_MM = 250.0
"""Greatest width of a button on an empty list."""
TOP_GAP_MM = 3.0
"""From the Leave tab to what may stand under it."""


def compose(page: PageContext) -> None:
    """Draws a list; a helper sees its rows."""
    if page.visit.helper:
        helper_list.compose(page)
        return
    room, one = page.frame(), ListedAnswers.of(page)
    canvas, view = page.canvas, one.view
    canvas.title = view.title
    if view.empty:
        _empty(one, room)
        return
    if (canvas.above and draw_low_reach(one, room)) or (_is_wide(canvas) and _wide(one, room)):
        return
    _narrow(one, room)


def _is_wide(canvas: Canvas) -> bool:
    return not canvas.glass.portrait and not canvas.glass.compact and not canvas.above


def _empty(answers: ListedAnswers, room: Box) -> None:
    """A directory without any service of a need."""
    page, view = answers.answers.page, answers.view
    room = page_title(page.canvas, room, view.title, icon=view.icon, tint=answers.answers.tint)
    ask = staff_button(page.canvas)
    blocks = [
        text_block(page.canvas, view.empty, Type.LEAD, BOLD),
        at_start(ask, page.px(PANEL_MM)),
    ]
    draw_pages(page.canvas, room, blocks, 0, gap=page.px(4))


# --- wide: side column and cards -----------------------------------------------------------------


def _wide(listed: ListedAnswers, room: Box) -> bool:
    """Side column with the choices, cards beside it; false where they do not fit."""
    page, canvas, view, answers = (
        listed.answers.page,
        listed.answers.page.canvas,
        listed.view,
        listed.answers,
    )
    side = room.start(page.px(SIDE_MM))
    rest = room.after(page.px(SIDE_MM + SIDE_GAP_MM)).below(page.px(TOP_GAP_MM))
    kind, icon, badge = answers.title_kind, view.icon, page.px(BADGE_MM + BADGE_GAP_MM)
    if canvas.wrap(view.title, kind, side.w - badge, bold=True).broken:
        icon, badge = "", 0
    if canvas.wrap(view.title, kind, side.w - badge, bold=True).broken:
        return False
    head = page.px(6) + max(
        page.px(BADGE_MM) if icon else 0,
        canvas.text_height(view.title, kind, side.w - badge, bold=True),
    )
    # Its words may need two lines.
    high = max(pager_height(canvas), answers.clear().measure(side.w))
    list_height = side.h - head - (high + page.px(4) if answers.chosen else 0)
    gap = page.px(1)
    for blocks in concessions(_side_parts(listed)):
        if height_of(blocks, side.w, gap) <= list_height:
            break
    else:
        return False
    dealt = listed.dealt(listed.flow(rest.w), rest, over_pager(canvas, rest, page.px(PAGER_GAP_MM)))
    if dealt is None:
        return False
    stack(
        blocks, page_title(canvas, side, view.title, icon=icon, tint=answers.tint, kind=kind), gap
    )
    if answers.chosen:
        label = page.catalog.gettext("Clear choices")
        wide = min(side.w, button_width(canvas, label, "close"))
        answers.clear().draw(Box(side.x, side.bottom - high, wide, high))
    dealt.draw(page, rest, pager=True)
    return True


def _side_parts(listed: ListedAnswers) -> list[PagePart]:
    """The side column under its title."""
    page, canvas, view, answers = (
        listed.answers.page,
        listed.answers.page.canvas,
        listed.view,
        listed.answers,
    )
    count = text_block(canvas, view.count, Type.BODY, BOLD)
    order = text_block(canvas, view.order, Type.BODY, SOFT)
    sorting = text_block(canvas, view.sorting, Type.BODY, SOFT)
    show = text_block(canvas, page.catalog.gettext("Put first"), Type.BODY, BOLD)
    guides = [block for block, _ in answers.guide_buttons()]
    gap, thin = space_block(page.px(4)), space_block(1)
    return [
        PagePart([count]),
        PagePart([order, None], [3]),
        PagePart([gap, None], [1]),
        PagePart([show]),
        PagePart([thin]),
        PagePart([chips_block(canvas, answers.chips), chips_block(canvas, answers.chips, 3)], [4]),
        *([PagePart([sorting, None], [2])] if view.sorting else []),
        *(PagePart([gap, thin], [1]) for _ in guides[:1]),
        *(PagePart([guide]) for guide in guides),
    ]


# --- narrow: one column ---------------------------------------------------------------------------


def _narrow(answers: ListedAnswers, room: Box) -> None:
    """Title and choices above, cards below."""
    page, canvas = answers.answers.page, answers.answers.page.canvas
    room = room.below(page.px(TOP_GAP_MM))
    gap, best = page.px(PAGER_GAP_MM), None
    # Where it has no room for a card the first page says less; then the list need not be full.
    for bare, enough in ((False, 0), (True, TOO_LONG - 1)):
        if best is not None and best[2].first:
            break
        for head in list_heads(answers.answers, room.w):
            below = room.below(head.height(room.w) + gap)
            flow = answers.flow(room.w, [*head.left_out, *answers.answers.last(room.w)], bare=bare)
            flow = replace(flow, pager=not head.has_pager)
            over = below if head.has_pager else over_pager(canvas, below, gap)
            dealt = answers.dealt(flow, below, over)
            if dealt is not None and (best is None or dealt.rank < best[2].rank):
                best = head, below, dealt
            if best is not None and best[2].first and best[2].missing <= enough:
                break
    if best is None:
        _as_buttons(answers, room)
        return
    head, below, dealt = best
    head.block(dealt.page, dealt.pages).draw(room.top(head.height(room.w)))
    dealt.draw(page, below, pager=not head.has_pager)


def _as_buttons(answers: ListedAnswers, room: Box) -> None:
    """Numbers, and what each service does as one button: where no card fits, no list is empty."""
    page, canvas = answers.answers.page, answers.answers.page.canvas
    cards = [answer.card for answer in answers.view.window]
    blocks = [
        button(canvas, Route(Screen.SERVICE, card.id), card.phrase, kind=Type.BODY)
        for card in cards
    ]
    tools = [*answers.answers.guide_buttons(), answers.answers.put_first()]
    first = [name_block(answers.answers, answers.view.count), *answers.flow(room.w).before]
    blocks = [*first, *blocks, *(block for block, _ in tools), *answers.answers.last(room.w)]
    draw_pages(canvas, room, blocks, page.visit.route.page, gap=page.px(PAGER_GAP_MM))
