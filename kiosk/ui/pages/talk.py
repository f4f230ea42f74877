"""Talk to someone now: numbers to call, ways without a voice, the people here, all lines."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.filters import Filter
from kiosk.i18n.digits import numeral
from kiosk.presentation.views import TalkView
from kiosk.ui.kit.blocks import Block, centred, column, in_rows, next_to, row, shortest
from kiosk.ui.kit.canvas import SOFT
from kiosk.ui.kit.column import ColumnFit, PagePart, draw_column, parts_of
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import GAP_MM, Type
from kiosk.ui.kit.widgets import button, text_block
from kiosk.ui.pages.no_voice import ways_part
from kiosk.ui.pages.talk_numbers import BARE, call_block, call_forms, call_rows, take_rows
from kiosk.visit.acts import Route, Screen

GAPS_MM = (5.0, 4.0, 3.0, GAP_MM)


def compose(page: PageContext) -> None:
    """Draws the page; the ways without a voice come first for who chose them."""
    canvas, view, room = page.canvas, page.presenter.talk(), page.frame()
    canvas.title = page.catalog.gettext("Talk to someone now")
    title, ways = _title(page, view), ways_part(page, view)
    calls = _parted(call_forms(page, view, room.w))
    people = PagePart([_people(page, view, tight=tight) for tight in (False, True)], (9,))
    silent = Filter.NO_VOICE in page.visit.chips
    every = [title, ways, calls, people] if silent else [title, calls, ways, people]
    if _holds(page, every, room):
        _draw(page, every, room)
        return
    forms = call_forms(page, view, room.w, paged=True, onward=not silent)
    bare = [call_block(page, view, replace(form, onward=not silent)) for form in BARE]
    apart = parts_of(call_rows(page, view, BARE[-1]))
    pieces = [replace(_parted(bare), pieces=apart), *parts_of(take_rows(page, view))]
    calls = replace(_parted(forms), pieces=pieces)
    if silent:
        _draw_turned(page, [], [title, ways, calls, people], room)
    elif any(form.measure(room.w) <= room.h for form in forms):
        _draw_turned(page, [title, calls], [ways, people], room)
    else:
        _draw_turned(page, [title, pieces[0]], [*pieces[1:], ways, people], room)


def _parted(forms: Sequence[Block]) -> PagePart:
    return PagePart(forms, [7] * (len(forms) - 1))


def _holds(page: PageContext, parts: Sequence[PagePart], room: Box) -> bool:
    gaps = [page.px(gap) for gap in GAPS_MM]
    return ColumnFit.of(page.canvas, room, parts, gaps, page.px(GAP_MM)).holds(room)


def _draw(page: PageContext, parts: Sequence[PagePart], room: Box) -> None:
    gaps = [page.px(gap) for gap in GAPS_MM]
    draw_column(page.canvas, room, parts, gaps, clear=page.px(GAP_MM))


def _draw_turned(
    page: PageContext, first: Sequence[PagePart], rest: Sequence[PagePart], room: Box
) -> None:
    """Draws a page of several: the ``first`` leads on itself, the others have a pager."""
    over = over_pager(page.canvas, room, page.px(4))
    dealt = [list[PagePart]()]

    def pieces(part: PagePart) -> list[PagePart]:
        if not part.pieces or _holds(page, [part], over):
            return [part]
        return [one for piece in part.pieces for one in pieces(piece)]

    for piece in (one for part in rest for one in pieces(part)):
        if dealt[-1] and not _holds(page, [*dealt[-1], piece], over):
            dealt.append([])
        dealt[-1].append(piece)
    pages = [first, *dealt] if first else dealt
    at = min(page.visit.route.page, len(pages) - 1)
    if first and not at:
        _draw(page, first, room)
        return
    pager(page.canvas, room.foot(pager_height(page.canvas)), at, len(pages))
    _draw(page, pages[at], over)


def _title(page: PageContext, view: TalkView) -> PagePart:
    """The heading and what all these lines keep; the bar says both, so they give way."""
    canvas = page.canvas
    lines = [line for line in (*view.first, view.crisis, view.emergency) if line is not None]
    heading = title_block(canvas, canvas.title)
    if not all(line.free_always for line in lines):
        return PagePart([heading, None], (8,))
    promise = text_block(canvas, page.catalog.gettext("Free. Day and night."), Type.BODY, SOFT)
    wide, gap = canvas.text_width(canvas.title, Type.TITLE, bold=True) + 1, page.px(12)
    both = next_to(heading, wide, centred(promise), gap)
    return PagePart([shortest([both, column([heading, promise], 0)]), heading, None], (8, 8))


def _people(page: PageContext, view: TalkView, *, tight: bool) -> Block:
    """Someone here, the card that asks for an interpreter, and all lines."""
    canvas, catalog, staff = page.canvas, page.catalog, page.presenter.staff()
    here = catalog.gettext("Someone here")
    # TRANSLATORS: Opens a card to show: "I speak Spanish. Please get an interpreter."
    card = "\u00a0".join(catalog.gettext("“I speak …”").rsplit(" ", 1))
    named = page.presenter.formats.together(f"{here}.", staff.who, staff.line)
    ways = [
        button(canvas, act, label, icon, name=name, tight=tight)
        for act, label, icon, name in (
            (Route(Screen.STAFF_HERE), here, "bell", named),
            (Route(Screen.SPEAK), card, "card", ""),
            (Route(Screen.LINES), every_line(page, view.count), "list", ""),
        )
    ]
    gap = page.px(4)
    return shortest([row(ways, gap), column(in_rows(ways, 2, gap), gap), column(ways, gap)])


def every_line(page: PageContext, count: int) -> str:
    """The name of the page of all lines."""
    # TRANSLATORS: {count} is a number of telephone lines that answer day and night.
    words = page.catalog.ngettext(
        "{count} line, day and night", "All {count} lines, day and night", count
    )
    return words.format(count=numeral(page.catalog.language, count))
