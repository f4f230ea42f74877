"""A guide to read: its text in parts of whole thoughts, then its services."""

from dataclasses import dataclass, replace

from kiosk.domain.language import WRITTEN
from kiosk.presentation.views import GuideView
from kiosk.ui.kit.blocks import Block, height_of, stack
from kiosk.ui.kit.canvas import BOLD, SOFT
from kiosk.ui.kit.footer import Tools, draw_foot, foot_height
from kiosk.ui.kit.page import draw_pages, pager_height, title
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pagination import CARD_GAP_MM, CardFlow, Pagination, best_pagination, draw_page
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import free_height, move_up, room_above
from kiosk.ui.kit.theme import Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, icon_line, note, space_block, text_block
from kiosk.ui.pages.guide_text import deal_evenly, thoughts

ENGLISH = WRITTEN[0].endonym
"""The way to the source text is called by its own name, like every language."""
SIDE_MM, SIDE_GAP_MM, BADGE_MM, BADGE_GAP_MM = 112.0, 14.0, 22.0, 6.0
MOST_WIDE, MOST_COMPACT, MOST_UPRIGHT = 4, 3, 6
"""Most cards of services a page, as in the lists."""


@dataclass(frozen=True, slots=True)
class GuideHead:
    """The reading area on the first page and on the others, and what comes first in it.

    ``across`` is the area of the pager and, on a low-reach page, of the services; ``tools`` are
    next to the pager there.
    """

    first: Box
    rest: Box
    notes: tuple[Block, ...] = ()
    across: Box | None = None
    tools: Tools = ()


def compose(s: PageContext) -> None:
    """Draws a page of a guide."""
    c, say = s.c, s.say
    english = s.visit.route.detail == "english"
    view = s.desk.guide(s.visit.route.subject, english=english)
    room = s.frame()
    if view is None:
        room = title(c, room, say.gettext("This guide is not here now."))
        words = say.gettext("Talk to someone now, or ask the staff.")
        draw_pages(c, say, room, [text_block(c, words, Type.LEAD)], 0, gap=s.px(4))
        return
    c.title = view.title
    c.in_english(view.in_english)
    wide = not c.glass.portrait and not c.glass.compact
    head = _low(s, view, room) if c.above else _side(s, view, room) if wide else None
    head = head or _above(s, view, room)
    _pages(s, view, head)


def _low(s: PageContext, view: GuideView, room: Box) -> GuideHead:
    """The title on top of the glass, the text under it as far as the pager, which is low."""
    c, offered = s.c, _language_button(s, view)
    title(c, room, view.title, icon=view.icon, tint=TypeRole.SKY)
    above = room_above(c)
    # No more than the title stands there: the text begins right under it.
    top = above.bottom - free_height(c) if c.lifted else above.y
    text = Box(room.x, top, above.w, room.bottom - top)
    tools = (offered,) if offered else ()
    return GuideHead(text, text, tuple(_notes(s, view)), room, tools)


def _language_button(s: PageContext, view: GuideView) -> tuple[Block, int] | None:
    """To the English text and back again, with the width it wants."""
    if not view.english_offered:
        return None
    act, label = "english:english", ENGLISH
    s.c.in_english([ENGLISH])
    if view.english:
        act, label = "english:", s.desk.language.endonym
    return button(s.c, act, label, "globe"), button_width(s.c, label, "globe")


def _notes(s: PageContext, view: GuideView) -> list[Block]:
    """What must be seen before reading: who may have to report, what was not reviewed."""
    notes = [note(s.c, text, "ask", TypeRole.STONE) for text in view.notes]
    if view.young:
        notes.insert(0, note(s.c, s.desk.reporting, "young", TypeRole.SUN))
    return notes


def _side(s: PageContext, view: GuideView, room: Box) -> GuideHead | None:
    """Title and notes in the side column; ``None`` where they do not fit there."""
    c = s.c
    side = room.start(s.px(SIDE_MM))
    badge = s.px(BADGE_MM + BADGE_GAP_MM)
    broken = c.wrap(view.title, Type.TITLE, side.w - badge, bold=True).broken
    icon = "" if broken else view.icon
    words = side.w - (badge if icon else 0)
    if c.wrap(view.title, Type.TITLE, words, bold=True).broken:
        return None
    high = max(s.px(BADGE_MM), c.text_height(view.title, Type.TITLE, words, bold=True))
    blocks = _notes(s, view)
    offered = _language_button(s, view)
    if offered:
        blocks.append(offered[0])
    if high + s.px(6) + height_of(blocks, side.w, s.px(4)) > side.h:
        return None
    stack(blocks, title(c, side, view.title, icon=icon, tint=TypeRole.SKY), s.px(4))
    rest = room.after(s.px(SIDE_MM + SIDE_GAP_MM)).below(s.px(3))
    return GuideHead(rest, rest)


def _above(s: PageContext, view: GuideView, room: Box) -> GuideHead:
    """The title above, English at its end where there is room; notes come before the text.

    On a low screen the title stands on the first page only.
    """
    c, notes = s.c, _notes(s, view)
    offered = _language_button(s, view)
    wide = offered[1] + s.px(6) if offered else 0
    badge = s.px(BADGE_MM + BADGE_GAP_MM)
    line = c.text_width(view.title, Type.TITLE, bold=True)
    icon = view.icon if line + badge + wide <= room.w else ""
    beside = line + wide <= room.w
    if offered and not beside:
        notes.append(offered[0])
    later = room.below(s.px(3))
    if offered and c.glass.compact:
        # The English stands on one touch from every page of a text nobody has read over yet.
        later = later.below(offered[0].measure(offered[1]) + s.px(3))
    if c.glass.compact and s.visit.route.page > 0:
        if offered:
            top = Box(room.right - offered[1], room.y + s.px(3), offered[1], later.y - room.y)
            top = top.top(offered[0].measure(offered[1]))
            offered[0].draw(top)
            words = Box(room.x, top.y, room.w - wide, top.h)
            if c.text_width(view.title, Type.NAME, bold=True) <= words.w:
                # The row is there for the English: the name of the guide keeps it company.
                c.text(words, view.title, Type.NAME, BOLD, middle=True)
        used = max(s.px(BADGE_MM), c.text_height(view.title, Type.TITLE, room.w, bold=True))
        return GuideHead(room.below(used + s.px(6)), later, tuple(notes))
    under = title(c, room, view.title, icon=icon, tint=TypeRole.SKY)
    if offered and beside:
        top_y = room.y + s.px(3.2)
        high = max(under.y - s.px(4) - top_y, offered[0].measure(offered[1]) - s.px(2))
        offered[0].draw(Box(room.right - offered[1], top_y, offered[1], high))
        under = room.below(max(under.y, top_y + high + s.px(4)) - room.y)
    return GuideHead(under, later if c.glass.compact else under, tuple(notes))


def _pages(s: PageContext, view: GuideView, head: GuideHead) -> None:
    """The text in parts of whole thoughts, then the services."""
    c, say = s.c, s.say
    gap, onward, across = s.px(CARD_GAP_MM), say.gettext("Read on"), head.across or head.rest
    foot = foot_height(c, say, across.w, head.tools, onward)
    first, rest = (box.top(box.h - foot - gap) for box in (head.first, head.rest))
    pad_x, pad_y = (0, s.px(2)) if c.strong else (s.px(7.5), s.px(5))
    if c.glass.compact:
        pad_x, pad_y = 0 if c.strong else s.px(6), s.px(2.5)
    width, most = rest.w - 2 * pad_x, rest.h - 2 * pad_y
    between = s.px(4)
    blocks = [*head.notes, *thoughts(c, view.blocks, (width, most), between)]
    texts = deal_evenly(blocks, width, (first.h - 2 * pad_y, most), between)
    cards = across.top(across.h - foot - gap) if c.above else rest
    dealt = _services(s, view, cards)
    pages = len(texts) + (len(dealt.pages) if dealt else 0)
    page = min(s.visit.route.page, pages - 1)
    draw_foot(c, say, across.foot(foot), (page, pages), tools=head.tools, more=onward)
    if page >= len(texts) and dealt:
        alone = replace(dealt, pages=(dealt.pages[page - len(texts)],))
        if c.above:
            _lift_words(s)
        draw_page(s, alone, cards)
        return
    body = first if page == 0 else rest
    if c.above and c.lifted:
        # Keeps the title on top of the glass.
        move_up(c, space_block(free_height(c)))
    if not texts[page]:
        return
    if not c.strong:
        c.rect(body, TypeRole.CARD, radius_mm=6)
    inner = body.inset(pad_x, pad_y)
    used = stack(texts[page], inner, between)
    if used > inner.h:
        c.problem(f"a thought needs {used} px of {inner.h}")


def _services(s: PageContext, view: GuideView, box: Box) -> Pagination | None:
    """Who can help with this, as cards; the last word is that one can simply talk."""
    c, say = s.c, s.say
    if not view.services:
        return None
    heading, talk = _service_words(s)
    most = MOST_UPRIGHT if c.glass.portrait else MOST_COMPACT if c.glass.compact else MOST_WIDE
    # The pager is drawn by the guide: a list of several pages would keep room for its own.
    tall = Box(box.x, box.y, box.w, box.h + pager_height(c, say) + s.px(CARD_GAP_MM))
    after = () if c.above else (talk,)
    for before in ((heading,), ()) if not c.above else ((),):
        for brief in (False, True):
            dealt = _dealt(
                s, CardFlow(view.services, before, after, most), (box, tall), brief=brief
            )
            if dealt is not None:
                return dealt
    c.problem("no form of card fits the services of the guide")
    return None


def _service_words(s: PageContext) -> tuple[Block, Block]:
    """What is said before the services and after them."""
    c, say = s.c, s.say
    words = say.gettext("Or just talk to someone now.")
    return (
        text_block(c, say.gettext("They can help with this"), Type.NAME, BOLD, heading=True),
        icon_line(c, "phone", words, Type.LEAD, SOFT, spot=True),
    )


def _lift_words(s: PageContext) -> None:
    for block in reversed(_service_words(s)):
        move_up(s.c, block)


def _dealt(
    s: PageContext, flow: CardFlow, boxes: tuple[Box, Box], *, brief: bool
) -> Pagination | None:
    """The cards on one page of the first box, or evenly on several of it."""
    box, tall = boxes
    one = best_pagination(s.c, s.say, flow, box, brief=brief)
    if one is not None and len(one.pages) == 1:
        return one
    many = best_pagination(s.c, s.say, flow, tall, brief=brief)
    if many is None:
        return one
    count = len(flow.cards)
    even = CardFlow(flow.cards, flow.before, flow.after, -(-count // len(many.pages)))
    again = best_pagination(s.c, s.say, even, tall, brief=brief)
    best = again if again and len(again.pages) == len(many.pages) else many
    gap = s.px(CARD_GAP_MM)
    if len(best.pages) > 1 or height_of([b for b, _ in best.pages[0]], box.w, gap) <= box.h:
        return best
    return one
