"""Search while typing: the text, the results, and the keyboard."""

from dataclasses import dataclass, replace
from typing import Self

from kiosk.ui.kit.keyboard import Keyboard
from kiosk.ui.kit.keyboards import layout_named, layouts_for
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type
from kiosk.ui.pages.search_field import GAP_MM, draw_field, field_block, field_height
from kiosk.ui.pages.search_finds import (
    draw_apart,
    draw_finds,
    draw_first_card,
    draw_instead,
    listed_cards,
    read_buttons,
)
from kiosk.ui.pages.search_low_reach import low_search
from kiosk.visit.acts import TextStep, Variant

COMPACT_GAP_MM, CARD_LYING_MM = 3.0, 26.0
NEAR_MM = 1.0
"""From the Leave tab to what is read below it."""
CARDS_WIDE, CARDS_COMPACT, CARDS_UPRIGHT = 3, 2, 5
"""Cards for which the keyboard leaves room before its keys grow."""


def compose(page: PageContext) -> None:
    """Draws the search page."""
    canvas, catalog = page.canvas, page.catalog
    canvas.title = catalog.gettext("Search")
    frame = page.frame()
    typed = page.visit.typed.strip()
    mend = page.visit.route.detail is not Variant.AS_TYPED
    view = page.presenter.found(page.visit.typed, mend=mend) if typed else None
    guides = read_buttons(page, view, page.presenter.guides_found(page.visit.typed)) if view else []
    offered = layouts_for(page.presenter.language.tag, page.presenter.language.script)
    layout = layout_named(page.visit.layer, offered)
    keyboard = Keyboard(canvas, layout, tuple(one for one in offered if one is not layout))
    if canvas.above:
        low_search(page, frame, keyboard, view, field_block(page, view), guides=guides)
        return
    turns = canvas.meter.step is TextStep.XL and not canvas.glass.portrait
    if turns:
        keyboard = replace(keyboard, pages=(0, 1))
    plan = _plan(page, frame, keyboard)
    if view is None or not view.total:
        draw_field(page, plan.field, view, more=False)
        draw_instead(page, view, plan.above, guides)
    else:
        found = listed_cards(page, view, plan.above, guides, turns=turns)
        if found is None:
            plan = plan.lowered(page, frame)
        if found is None and page.visit.route.page > 0:
            draw_apart(page, view, plan.room, plan.field, guides)
            return
        draw_field(page, plan.field, view, more=found is None)
        if found is None:
            draw_first_card(page, view, plan.above, guides)
        else:
            pages = found.grid.pages
            current = min(page.visit.route.page, pages - 1)
            draw_finds(page, found, plan.above, current)
            if turns:
                keyboard = replace(keyboard, pages=(current, pages))
            elif pages > 1:
                foot = plan.above.foot(pager_height(canvas))
                pager(canvas, foot, current, pages, more=catalog.gettext("More places"))
    with canvas.read_after():
        keyboard.draw(plan.keys)


@dataclass(frozen=True, slots=True)
class Plan:
    """Layout that is the same for every text, so that no key moves while typing."""

    room: Box
    field: Box
    above: Box
    keys: Box

    def lowered(self, page: PageContext, frame: Box) -> Self:
        """The same keys, and above them all that can be touched clear of the Leave tab."""
        room = frame.below(page.px(RING_ROOM_MM))
        down = room.y - self.room.y
        field = Box(self.field.x, self.field.y + down, self.field.w, self.field.h)
        return replace(self, room=room, field=field, above=self.above.below(down))


def _plan(page: PageContext, frame: Box, keyboard: Keyboard) -> Plan:
    """Field above, keyboard below, between them the room for what is found."""
    canvas = page.canvas
    gap = page.px(COMPACT_GAP_MM if canvas.glass.compact else GAP_MM)
    field = field_height(page, frame.w)
    name, body = (
        canvas.wrap("a", kind, frame.w, bold=True).line_height for kind in (Type.NAME, Type.BODY)
    )
    card = max(page.px(CARD_LYING_MM), name + body + page.px(6))
    if canvas.glass.portrait:
        card = name + 3 * body + page.px(9)
    cards = (
        CARDS_UPRIGHT
        if canvas.glass.portrait
        else CARDS_COMPACT
        if canvas.glass.compact
        else CARDS_WIDE
    )
    listed = cards * (card + page.px(RING_ROOM_MM)) + pager_height(canvas)
    rest = frame.h - field - 2 * gap
    # Nothing to touch is near the Leave tab above a list that fits; else the way to it is.
    roomy = rest - page.px(NEAR_MM) - keyboard.wanted >= listed
    room = frame.below(page.px(NEAR_MM if roomy and canvas.glass.compact else RING_ROOM_MM))
    rest = room.h - field - 2 * gap
    keys = max(keyboard.least, min(keyboard.wanted, rest), min(keyboard.most, rest - listed))
    if keyboard.pages is not None:
        # The largest text leaves half of the page, or more, to what is found.
        keys = max(keyboard.least, min(keys, rest // 2 if not canvas.glass.compact else 0))
    if rest < keys:
        canvas.problem(f"the keyboard needs {keys} px of {rest}")
    above = room.below(field + gap).top(max(0, rest - keys))
    return Plan(room, room.top(field), above, room.foot(keys))
