"""Search while typing: the text, the results, and the keyboard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kiosk.presentation.views import FoundView, GuideCardView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN, SOFT
from kiosk.ui.kit.card_forms import twins
from kiosk.ui.kit.keyboard import Keyboard
from kiosk.ui.kit.keyboards import PINYIN_SCRIPTS, layout_named, layouts_for
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.pagination import CardFlow, Pagination, any_pagination, best_pagination, draw_page
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.widgets import button, button_width, sized_button, text_block
from kiosk.ui.pages.answer_blocks import read_label
from kiosk.ui.pages.home import need_rows
from kiosk.ui.pages.search_low_reach import NONE_FITS, Guides, draw_after_keyboard, low_search

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


def compose(page: PageContext) -> None:
    """Draws the search page."""
    canvas, catalog = page.canvas, page.catalog
    canvas.title = catalog.gettext("Search")
    frame = page.frame()
    typed = page.visit.typed.strip()
    mend = page.visit.route.detail != AS_TYPED
    view = page.presenter.found(page.visit.typed, mend=mend) if typed else None
    guides = read_buttons(page, view, page.presenter.guides_found(page.visit.typed)) if view else []
    offered = layouts_for(page.presenter.language.tag, page.presenter.language.script)
    layout = layout_named(page.visit.layer, offered)
    keyboard = Keyboard(canvas, layout, tuple(one for one in offered if one is not layout))
    if canvas.above:
        low_search(page, frame, keyboard, view, _field_block(page, view), guides=guides)
        return
    turns = canvas.meter.step is TextStep.XL and not canvas.glass.portrait
    if turns:
        keyboard = replace(keyboard, pages=(0, 1))
    plan = _plan(page, frame, keyboard)
    if view is None or not view.total:
        _field(page, plan.field, view, more=False)
        _instead(page, view, plan.above, guides)
    else:
        dealt = _listed(page, view, plan.above, guides, turns=turns)
        if dealt is None:
            plan = plan.lowered(page, frame)
        if dealt is None and page.visit.route.page > 0:
            _found_apart(page, view, plan, guides)
            return
        _field(page, plan.field, view, more=dealt is None)
        if dealt is None:
            _first_card(page, view, plan.above, guides)
        else:
            draw_page(page, dealt, plan.above, pager=not turns)
            current, pages = min(page.visit.route.page, len(dealt.pages) - 1), len(dealt.pages)
            keyboard = replace(keyboard, pages=(current, pages) if turns else None)
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
    field = _field_height(page, frame.w)
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
    # Above a list that fits nothing touchable stands by the Leave tab; else the way to it does.
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


# --- what was typed -------------------------------------------------------------------------------


def _hint(page: PageContext) -> str:
    if page.presenter.language.script in PINYIN_SCRIPTS:
        return page.catalog.gettext("Type pinyin, or only its first letters.")
    return page.catalog.gettext("Type a name or a word.")


def _field_height(page: PageContext, width: int) -> int:
    canvas = page.canvas
    line = canvas.wrap("a", Type.NAME, width, bold=True).line_height
    taken = (
        2 * page.px(INSET_MM)
        + canvas.icon_side(Type.NAME)
        + page.px(ICON_GAP_MM)
        + page.px(HINT_GAP_MM)
    )
    hint = canvas.text_height(_hint(page), Type.LEAD, width - taken)
    return max(page.px(FIELD_LEAST_MM), max(line, hint) + 2 * page.px(FIELD_PAD_MM))


def _field(page: PageContext, box: Box, view: FoundView | None, *, more: bool) -> None:
    """The typed letters with a mark where the next one goes, and how many places there are."""
    canvas = page.canvas
    count = view.count if view and view.total else ""
    if more:
        wide = button_width(canvas, count, "chevron_next")
        way = button(canvas, "page:1", count, "chevron_next", icon_end=True, height_mm=0)
        way.draw(box.end(wide))
        box, count = box.start(box.w - wide - page.px(GAP_MM)), ""
    _field_text(page, box, count)


def _field_block(page: PageContext, view: FoundView | None) -> Block:
    count = view.count if view and view.total and page.visit.route.page else ""
    return Block(
        lambda width: _field_height(page, width), lambda box: _field_text(page, box, count)
    )


def _field_text(page: PageContext, box: Box, count: str) -> None:
    canvas = page.canvas
    if canvas.strong:
        canvas.rect(box.foot(page.px(1)), TypeRole.HAIR)
        inner = box
    else:
        canvas.rect(box, TypeRole.CARD, radius_mm=5)
        inner = box.inset(page.px(INSET_MM), 0)
    side = canvas.icon_side(Type.NAME)
    canvas.icon(inner.start(side), "search", spot=True)
    room = inner.after(side + page.px(ICON_GAP_MM))
    if count:
        wide = canvas.text_width(count, Type.BODY)
        if wide <= room.w // 2:
            canvas.text(room.end(wide), count, Type.BODY, SOFT, middle=True)
            room = room.start(room.w - wide - page.px(6))
    typed = page.visit.typed
    if not typed:
        _caret(page, room)
        canvas.text(room.after(page.px(HINT_GAP_MM)), _hint(page), Type.LEAD, SOFT, middle=True)
        return
    shown = fitting_end(page, typed, room.w - page.px(3))
    used = canvas.text_width(shown, Type.NAME, bold=True)
    if shown.endswith(" "):
        used += canvas.text_width("a a", Type.NAME, bold=True) - canvas.text_width(
            "aa", Type.NAME, bold=True
        )
    # Latin letters on a right-to-left page grow away from the reading start.
    back = canvas.rtl and shown.isascii() and any(letter.isalnum() for letter in shown)
    words = room.after(page.px(2)) if back else room
    canvas.text(words, shown, Type.NAME, BOLD, middle=True)
    _caret(page, room if back else room.after(used + page.px(0.7)))


def _caret(page: PageContext, box: Box) -> None:
    high = round(page.canvas.wrap("a", Type.NAME, 10**6, bold=True).line_height * 0.8)
    top = box.y + (box.h - high) // 2
    page.canvas.rect(Box(box.x, top, max(2, page.px(CARET_MM)), high), TypeRole.PRIMARY)


def fitting_end(page: PageContext, typed: str, width: int) -> str:
    """The end of a text that fits a width in pixels: what was typed last is what matters."""
    shown = typed
    while len(shown) > 1 and page.canvas.text_width(shown, Type.NAME, bold=True) > width:
        shown = shown[1:]
    return shown


# --- guides --------------------------------------------------------------------------------------


def read_buttons(
    page: PageContext, view: FoundView, guides: Sequence[GuideCardView]
) -> list[tuple[Block, int]]:
    """The ways back to what was typed and to guides, each with the width it wants.

    If nothing is found, the lines that always fit are ways too.
    """
    canvas = page.canvas
    found = [(f"step:{AS_TYPED}", view.as_typed, "search", "")] if view.corrected else []
    for guide in guides:
        canvas.in_english(guide.in_english)
        found.append((f"guide:{guide.id}", read_label(page, guide), "book", ""))
    found += [
        (f"service:{card.id}", card.phrase, "phone", f"{card.phrase}. {card.name}")
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
        sized_button(page.canvas, f"tile:{one.id}", one.label, one.icon, align=Align.START)
        for one in view.questions
    ]


def read_rows(page: PageContext, guides: Guides) -> list[Block]:
    """The ways to guides above the places: beside each other, upright under each other."""
    columns = 1 if page.canvas.glass.portrait else len(guides)
    return in_rows([block for block, _ in guides], columns, page.px(GAP_MM)) if guides else []


# --- what is found --------------------------------------------------------------------------------


def _flow(page: PageContext, view: FoundView, guides: Guides) -> CardFlow:
    before = [text_block(page.canvas, view.corrected, Type.BODY, BOLD)] if view.corrected else []
    before += read_rows(page, guides)
    most = MOST_UPRIGHT if page.canvas.glass.portrait else MOST_LYING
    return CardFlow(view.window, before, (), most)


def _listed(
    page: PageContext, view: FoundView, box: Box, guides: Guides, *, turns: bool
) -> Pagination | None:
    """The cards over the keyboard, or ``None`` where too few of them fit at a time.

    Where keys turn the pages, one is not too few.
    """
    if box.h <= 0:
        return None
    if view.questions and not turns:
        flow = _flow(page, view, [*question_buttons(page, view), *guides])
        dealt = best_pagination(page.canvas, flow, box)
        if dealt is not None and dealt.counts[0] >= min(LEAST_CARDS, len(view.window)):
            return dealt
    flow = replace(_flow(page, view, guides), pager=not turns)
    for brief in (False, True) if guides or turns else (False,):
        dealt = best_pagination(page.canvas, flow, box, brief=brief)
        if dealt is not None and (len(dealt.pages) == 1 or turns or dealt.most >= LEAST_CARDS):
            return dealt
    return _one_by_one(page, flow, box) if turns else None


def _one_by_one(page: PageContext, flow: CardFlow, box: Box) -> Pagination | None:
    """Each card on a page of its own, in the fullest form it fits; ``None`` if one fits in none."""
    found, same = list[Pagination](), twins(flow.cards)
    for card in flow.cards:
        one = CardFlow([card], most=1, pager=False, twins=same)
        form = any_pagination(page.canvas, one, box)
        if form is None:
            return None
        found.append(form)
    if not all(block.measure(box.w) <= box.h for block in flow.before):
        return None
    first = tuple((block, False) for block in flow.before)
    pages = [(one,) for one in first] + [form.pages[0] for form in found]
    together = (*first, *found[0].pages[0])
    if height_of([block for block, _ in together], box.w, page.px(RING_ROOM_MM)) <= box.h:
        pages[: len(first) + 1] = [together]
    counts = [sum(is_card for _, is_card in current) for current in pages]
    return replace(found[0], pages=tuple(pages), counts=tuple(counts))


def _first_card(page: PageContext, view: FoundView, box: Box, guides: Guides) -> None:
    """The best guide and the best card, or the one that there is room for."""
    for block, wide in guides[:1]:
        high = block.measure(min(wide, box.w))
        if high <= box.h:
            block.draw(box.top(high).start(min(wide, box.w)))
            box = box.below(high + page.px(GAP_MM))
    one = CardFlow(view.window[:1], (), (), 1)
    dealt = any_pagination(page.canvas, one, box) if box.h > 0 else None
    if dealt is not None:
        high = dealt.pages[0][0][0].measure(box.w)
        draw_page(page, dealt, box.top(high))


def _found_apart(page: PageContext, view: FoundView, plan: Plan, guides: Guides) -> None:
    """The list on pages of its own; the page before the first is the keyboard."""
    canvas = page.canvas
    gap, foot, room = page.px(RING_ROOM_MM), pager_height(canvas), plan.room
    below = room.below(plan.field.h + gap)
    for box, brief in ((below, False), (room, False), (below, True), (room, True)):
        body = box.top(box.h - foot - gap)
        flow = _flow(page, view, guides)
        dealt = best_pagination(canvas, flow, box, brief=brief)
        if dealt is not None and all(
            height_of([block for block, _ in current], body.w, gap) <= body.h
            for current in dealt.pages
        ):
            break
    else:
        canvas.problem(NONE_FITS)
        return
    if box is below:
        _field_text(page, plan.field, view.count if view.total else "")
    draw_after_keyboard(page, dealt, body, box.foot(foot))


# --- what stands there instead --------------------------------------------------------------------


def _ways_there(page: PageContext, view: FoundView | None, ways: Guides) -> Iterator[list[Block]]:
    """Yield the ways under what says that nothing is found, ever fewer; none if there is no way."""
    empty = [text_block(page.canvas, view.empty, Type.LEAD, BOLD)] if view and view.window else []
    for count in range(len(ways), 0, -1):
        rows = read_rows(page, ways[:count])
        yield from ([*empty, *rows], rows)


def _instead(page: PageContext, view: FoundView | None, box: Box, guides: Guides) -> None:
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
