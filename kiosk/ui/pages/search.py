"""Search while typing: the text, the results, and the keyboard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kiosk.presentation.views import FoundView, GuideCardView
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.card_forms import twins
from kiosk.ui.kit.chips import chip_rows, chips_block
from kiosk.ui.kit.keyboard import Keyboard
from kiosk.ui.kit.keyboards import PINYIN_SCRIPTS, layout_named, layouts_for
from kiosk.ui.kit.page import pager, pager_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pagination import CardFlow, Pagination, any_pagination, best_pagination, draw_page
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, sized_button, text_block
from kiosk.ui.pages.home import needs
from kiosk.ui.pages.list_parts import read_label
from kiosk.ui.pages.search_low import Guides, low_search

GAP_MM, COMPACT_GAP_MM, CARD_LYING_MM = 4.0, 3.0, 26.0
FIELD_LEAST_MM, FIELD_PAD_MM, CARET_MM = 14.0, 1.5, 0.8
INSET_MM, ICON_GAP_MM, HINT_GAP_MM = 5.0, 4.0, 3.0
"""In the field: from its edges, the icon, from the icon to the letters, from there to the hint."""
NEAR_MM = 1.0
"""From the Leave tab to what is read below it."""
CARDS_WIDE, CARDS_COMPACT, CARDS_UPRIGHT = 3, 2, 5
"""Cards for which the keyboard leaves room before its keys grow."""
MOST_LYING, MOST_UPRIGHT = 3, 6
"""Most cards above the keyboard."""
AS_TYPED = "typed"
"""Detail of a route whose text is searched without correction."""
LEAST_CARDS = 2
"""Fewer cards than this on a page with a pager: the list gets pages without the keyboard."""


def compose(s: PageContext) -> None:
    """Draws the search page."""
    c, say = s.c, s.say
    c.title = say.gettext("Search")
    frame = s.frame()
    typed = s.visit.typed.strip()
    mend = s.visit.route.detail != AS_TYPED
    view = s.desk.found(s.visit.typed, mend=mend) if typed else None
    guides = read_buttons(s, view, s.desk.guides_found(s.visit.typed)) if view else []
    offered = layouts_for(s.desk.language.tag, s.desk.language.script)
    layout = layout_named(s.visit.layer, offered)
    keyboard = Keyboard(c, say, layout, tuple(one for one in offered if one is not layout))
    if c.above:
        low_search(s, frame, keyboard, view, _field_block(s, view), guides=guides)
        return
    turns = c.meter.step is TextStep.XL and not c.glass.portrait
    if turns:
        keyboard = replace(keyboard, pages=(0, 1))
    plan = _plan(s, frame, keyboard)
    if view is None or not view.total:
        _field(s, plan.field, view, more=False)
        _instead(s, view, plan.above, guides)
    else:
        dealt = _listed(s, view, plan.above, guides, turns=turns)
        if dealt is None:
            plan = plan.lowered(s, frame)
        if dealt is None and s.visit.route.page > 0:
            _found_apart(s, view, plan, guides)
            return
        _field(s, plan.field, view, more=dealt is None)
        if dealt is None:
            _first_card(s, view, plan.above, guides)
        else:
            draw_page(s, dealt, plan.above, pager=not turns)
            page, pages = min(s.visit.route.page, len(dealt.pages) - 1), len(dealt.pages)
            keyboard = replace(keyboard, pages=(page, pages) if turns else None)
    with c.read_after():
        keyboard.draw(plan.keys)


@dataclass(frozen=True, slots=True)
class Plan:
    """Layout that is the same for every text, so that no key moves while typing."""

    room: Box
    field: Box
    above: Box
    keys: Box

    def lowered(self, s: PageContext, frame: Box) -> Self:
        """The same keys, and above them all that can be touched clear of the Leave tab."""
        room = frame.below(s.px(RING_ROOM_MM))
        down = room.y - self.room.y
        field = Box(self.field.x, self.field.y + down, self.field.w, self.field.h)
        return replace(self, room=room, field=field, above=self.above.below(down))


def _plan(s: PageContext, frame: Box, keyboard: Keyboard) -> Plan:
    """Field above, keyboard below, between them the room for what is found."""
    c = s.c
    gap = s.px(COMPACT_GAP_MM if c.glass.compact else GAP_MM)
    field = _field_height(s, frame.w)
    name, body = (
        c.wrap("a", kind, frame.w, bold=True).line_height for kind in (Type.NAME, Type.BODY)
    )
    card = max(s.px(CARD_LYING_MM), name + body + s.px(6))
    if c.glass.portrait:
        card = name + 3 * body + s.px(9)
    cards = CARDS_UPRIGHT if c.glass.portrait else CARDS_COMPACT if c.glass.compact else CARDS_WIDE
    listed = cards * (card + s.px(RING_ROOM_MM)) + pager_height(c, s.say)
    rest = frame.h - field - 2 * gap
    # Above a list that fits nothing touchable stands by the Leave tab; else the way to it does.
    roomy = rest - s.px(NEAR_MM) - keyboard.wanted >= listed
    room = frame.below(s.px(NEAR_MM if roomy and c.glass.compact else RING_ROOM_MM))
    rest = room.h - field - 2 * gap
    keys = max(keyboard.least, min(keyboard.wanted, rest), min(keyboard.most, rest - listed))
    if keyboard.pages is not None:
        # The largest text leaves half of the page, or more, to what is found.
        keys = max(keyboard.least, min(keys, rest // 2 if not c.glass.compact else 0))
    if rest < keys:
        c.problem(f"the keyboard needs {keys} px of {rest}")
    above = room.below(field + gap).top(max(0, rest - keys))
    return Plan(room, room.top(field), above, room.foot(keys))


# --- what was typed -------------------------------------------------------------------------------


def _hint(s: PageContext) -> str:
    if s.desk.language.script in PINYIN_SCRIPTS:
        return s.say.gettext("Type pinyin, or only its first letters.")
    return s.say.gettext("Type a name or a word.")


def _field_height(s: PageContext, width: int) -> int:
    c = s.c
    line = c.wrap("a", Type.NAME, width, bold=True).line_height
    taken = 2 * s.px(INSET_MM) + c.icon_side(Type.NAME) + s.px(ICON_GAP_MM) + s.px(HINT_GAP_MM)
    hint = c.text_height(_hint(s), Type.LEAD, width - taken)
    return max(s.px(FIELD_LEAST_MM), max(line, hint) + 2 * s.px(FIELD_PAD_MM))


def _field(s: PageContext, box: Box, view: FoundView | None, *, more: bool) -> None:
    """The typed letters with a mark where the next one goes, and how many places there are."""
    c = s.c
    count = view.count if view and view.total else ""
    if more:
        wide = button_width(c, count, "chevron_next")
        way = button(c, "page:1", count, "chevron_next", icon_end=True, height_mm=0)
        way.draw(box.end(wide))
        box, count = box.start(box.w - wide - s.px(GAP_MM)), ""
    _field_text(s, box, count)


def _field_block(s: PageContext, view: FoundView | None) -> Block:
    count = view.count if view and view.total and s.visit.route.page else ""
    return Block(lambda width: _field_height(s, width), lambda box: _field_text(s, box, count))


def _field_text(s: PageContext, box: Box, count: str) -> None:
    c = s.c
    if c.strong:
        c.rect(box.foot(s.px(1)), TypeRole.HAIR)
        inner = box
    else:
        c.rect(box, TypeRole.CARD, radius_mm=5)
        inner = box.inset(s.px(INSET_MM), 0)
    side = c.icon_side(Type.NAME)
    c.icon(inner.start(side), "search", spot=True)
    room = inner.after(side + s.px(ICON_GAP_MM))
    if count:
        wide = c.text_width(count, Type.BODY)
        if wide <= room.w // 2:
            c.text(room.end(wide), count, Type.BODY, SOFT, middle=True)
            room = room.start(room.w - wide - s.px(6))
    typed = s.visit.typed
    if not typed:
        _caret(s, room)
        c.text(room.after(s.px(HINT_GAP_MM)), _hint(s), Type.LEAD, SOFT, middle=True)
        return
    shown = fitting_end(s, typed, room.w - s.px(3))
    used = c.text_width(shown, Type.NAME, bold=True)
    if shown.endswith(" "):
        used += c.text_width("a a", Type.NAME, bold=True) - c.text_width("aa", Type.NAME, bold=True)
    # Latin letters on a right-to-left page grow away from the reading start.
    back = c.rtl and shown.isascii() and any(letter.isalnum() for letter in shown)
    words = room.after(s.px(2)) if back else room
    c.text(words, shown, Type.NAME, BOLD, middle=True)
    _caret(s, room if back else room.after(used + s.px(0.7)))


def _caret(s: PageContext, box: Box) -> None:
    high = round(s.c.wrap("a", Type.NAME, 10**6, bold=True).line_height * 0.8)
    top = box.y + (box.h - high) // 2
    s.c.rect(Box(box.x, top, max(2, s.px(CARET_MM)), high), TypeRole.PRIMARY)


def fitting_end(s: PageContext, typed: str, width: int) -> str:
    """The end of a text that fits a width in pixels: what was typed last is what matters."""
    shown = typed
    while len(shown) > 1 and s.c.text_width(shown, Type.NAME, bold=True) > width:
        shown = shown[1:]
    return shown


# --- guides --------------------------------------------------------------------------------------


def read_buttons(
    s: PageContext, view: FoundView, guides: Sequence[GuideCardView]
) -> list[tuple[Block, int]]:
    """The ways back to what was typed and to guides, each with the width it wants.

    If nothing is found, the lines that always fit are ways too.
    """
    c = s.c
    found = [(f"step:{AS_TYPED}", view.as_typed, "search", "")] if view.corrected else []
    for guide in guides:
        c.in_english(guide.in_english)
        found.append((f"guide:{guide.id}", read_label(s, guide), "book", ""))
    found += [
        (f"service:{card.id}", card.phrase, "phone", f"{card.phrase}. {card.name}")
        for card in (view.window if not view.total else ())
    ]
    return [
        sized_button(c, act, label, icon, align=Align.START, name=name)
        for act, label, icon, name in found
    ]


def question_buttons(s: PageContext, view: FoundView) -> list[tuple[Block, int]]:
    """The ways to the questions that answer, each with the width it wants."""
    s.c.in_english(view.in_english)
    return [
        sized_button(s.c, f"tile:{one.id}", one.label, one.icon, align=Align.START)
        for one in view.questions
    ]


def read_rows(s: PageContext, guides: Guides) -> list[Block]:
    """The ways to guides above the places: beside each other, upright under each other."""
    columns = 1 if s.c.glass.portrait else len(guides)
    return in_rows([block for block, _ in guides], columns, s.px(GAP_MM)) if guides else []


# --- what is found --------------------------------------------------------------------------------


def _flow(s: PageContext, view: FoundView, guides: Guides) -> CardFlow:
    before = [text_block(s.c, view.corrected, Type.BODY, BOLD)] if view.corrected else []
    before += read_rows(s, guides)
    most = MOST_UPRIGHT if s.c.glass.portrait else MOST_LYING
    return CardFlow(view.window, before, (), most)


def _listed(
    s: PageContext, view: FoundView, box: Box, guides: Guides, *, turns: bool
) -> Pagination | None:
    """The cards over the keyboard, or ``None`` where too few of them fit at a time.

    Where keys turn the pages, one is not too few.
    """
    if box.h <= 0:
        return None
    if view.questions and not turns:
        flow = _flow(s, view, [*question_buttons(s, view), *guides])
        dealt = best_pagination(s.c, s.say, flow, box)
        if dealt is not None and dealt.counts[0] >= min(LEAST_CARDS, len(view.window)):
            return dealt
    flow = replace(_flow(s, view, guides), pager=not turns)
    for brief in (False, True) if guides or turns else (False,):
        dealt = best_pagination(s.c, s.say, flow, box, brief=brief)
        if dealt is not None and (len(dealt.pages) == 1 or turns or dealt.most >= LEAST_CARDS):
            return dealt
    return _one_by_one(s, flow, box) if turns else None


def _one_by_one(s: PageContext, flow: CardFlow, box: Box) -> Pagination | None:
    """Each card on a page of its own, in the fullest form it fits; ``None`` if one fits in none."""
    found, same = list[Pagination](), twins(flow.cards)
    for card in flow.cards:
        one = CardFlow([card], most=1, pager=False, twins=same)
        form = any_pagination(s.c, s.say, one, box)
        if form is None:
            return None
        found.append(form)
    if not all(block.measure(box.w) <= box.h for block in flow.before):
        return None
    first = tuple((block, False) for block in flow.before)
    pages = [(one,) for one in first] + [form.pages[0] for form in found]
    together = (*first, *found[0].pages[0])
    if height_of([block for block, _ in together], box.w, s.px(RING_ROOM_MM)) <= box.h:
        pages[: len(first) + 1] = [together]
    counts = [sum(is_card for _, is_card in page) for page in pages]
    return replace(found[0], pages=tuple(pages), counts=tuple(counts))


def _first_card(s: PageContext, view: FoundView, box: Box, guides: Guides) -> None:
    """The best guide and the best card, or the one that there is room for."""
    for block, wide in guides[:1]:
        high = block.measure(min(wide, box.w))
        if high <= box.h:
            block.draw(box.top(high).start(min(wide, box.w)))
            box = box.below(high + s.px(GAP_MM))
    one = CardFlow(view.window[:1], (), (), 1)
    dealt = any_pagination(s.c, s.say, one, box) if box.h > 0 else None
    if dealt is not None:
        high = dealt.pages[0][0][0].measure(box.w)
        draw_page(s, dealt, box.top(high))


def _found_apart(s: PageContext, view: FoundView, plan: Plan, guides: Guides) -> None:
    """The list on pages of its own; the page before the first is the keyboard."""
    c, say = s.c, s.say
    gap, foot, room = s.px(RING_ROOM_MM), pager_height(c, say), plan.room
    below = room.below(plan.field.h + gap)
    for box, brief in ((below, False), (room, False), (below, True), (room, True)):
        body = box.top(box.h - foot - gap)
        flow = _flow(s, view, guides)
        dealt = best_pagination(c, say, flow, box, brief=brief)
        if dealt is not None and all(
            height_of([block for block, _ in page], body.w, gap) <= body.h for page in dealt.pages
        ):
            break
    else:
        c.problem("no form of card fits what is found")
        return
    if box is below:
        _field_text(s, plan.field, view.count if view.total else "")
    page = min(s.visit.route.page, len(dealt.pages))
    draw_page(s, replace(dealt, pages=(dealt.pages[page - 1],)), body)
    pager(c, say, box.foot(foot), page, len(dealt.pages) + 1, more=say.gettext("More places"))


# --- what stands there instead --------------------------------------------------------------------


def _ways_there(s: PageContext, view: FoundView | None, ways: Guides) -> Iterator[list[Block]]:
    """Yield the ways under what says that nothing is found, ever fewer; none if there is no way."""
    empty = [text_block(s.c, view.empty, Type.LEAD, BOLD)] if view and view.window else []
    for count in range(len(ways), 0, -1):
        rows = read_rows(s, ways[:count])
        yield from ([*empty, *rows], rows)


def _instead(s: PageContext, view: FoundView | None, box: Box, guides: Guides) -> None:
    """Before the first letter, or where no place is found: guides, the needs to browse by touch."""
    c = s.c
    for blocks in _ways_there(s, view, guides):
        high = height_of(blocks, box.w, s.px(GAP_MM))
        if high <= box.h:
            stack(blocks, box.top(high), s.px(GAP_MM))
            box, view = box.below(high + s.px(GAP_MM)), None
            break
    words = view.empty if view else s.say.gettext("Or touch what you need.")
    kind, ink = (Type.LEAD, BOLD) if view else (Type.LEAD, PLAIN)
    line = text_block(c, words, kind, ink)
    chips = [(f"need:{need.value}", need_words(s.say, need), None) for need in needs(s)]
    gap = s.px(GAP_MM)
    rows = [chips_block(c, row) for row in chip_rows(c, chips, box.w)]
    for count in range(len(rows), -1, -1):
        for blocks in ([line, *rows[:count]], rows[:count]):
            if view and line not in blocks:
                continue
            high = height_of(blocks, box.w, gap)
            if blocks and high <= box.h:
                stack(blocks, box, gap)
                return
