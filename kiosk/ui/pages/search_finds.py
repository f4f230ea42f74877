"""What the search page has found: ways to guides and questions, and cards over the keyboard."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.presentation.views import FoundView, GuideCardView
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.canvas import BOLD, PLAIN
from kiosk.ui.kit.card_forms import twins
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.pagination import CardFlow, Pagination, any_pagination, best_pagination, draw_page
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import RING_ROOM_MM, Type
from kiosk.ui.kit.widgets import sized_button, text_block
from kiosk.ui.pages.answer_blocks import read_label
from kiosk.ui.pages.home import need_rows
from kiosk.ui.pages.search_field import GAP_MM, draw_field_text
from kiosk.ui.pages.search_low_reach import Guides, draw_after_keyboard
from kiosk.visit.acts import AnyAct, Route, Screen, Variant

MOST_LYING, MOST_UPRIGHT = 3, 6
"""Most cards above the keyboard."""
"""Detail of a route whose text is searched without correction."""
LEAST_CARDS = 2
"""Fewer cards than this on a page with a pager: the list gets pages without the keyboard."""


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


def _flow(page: PageContext, view: FoundView, guides: Guides) -> CardFlow:
    before = [text_block(page.canvas, view.corrected, Type.BODY, BOLD)] if view.corrected else []
    before += read_rows(page, guides)
    most = MOST_UPRIGHT if page.canvas.glass.portrait else MOST_LYING
    return CardFlow(view.window, before, (), most)


def listed_cards(
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


def draw_first_card(page: PageContext, view: FoundView, box: Box, guides: Guides) -> None:
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


def draw_apart(page: PageContext, view: FoundView, room: Box, field: Box, guides: Guides) -> None:
    """The list on pages of its own; the page before the first is the keyboard."""
    canvas = page.canvas
    gap, foot = page.px(RING_ROOM_MM), pager_height(canvas)
    below = room.below(field.h + gap)
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
        canvas.problem("no form of card fits what is found")
        return
    if box is below:
        draw_field_text(page, field, view.count if view.total else "")
    draw_after_keyboard(page, dealt, body, box.foot(foot))


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
