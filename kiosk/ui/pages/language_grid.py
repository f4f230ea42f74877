"""The grid of languages, each by its own name: on the attract screen and in the language switch."""

from collections.abc import Sequence
from math import isqrt

from kiosk.domain.language import Language
from kiosk.ui.kit.canvas import BOLD
from kiosk.ui.kit.page import pager, pager_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, LINE_REST_MM, TextStep, Type, TypeRole

LANGUAGE_LEAST_MM, LANGUAGE_MOST_MM = 20.0, 92.0
"""Height of a language: least as a tile of the home screen; most, so that few do not look lost."""
LANGUAGE_TIGHT_MM = 15.0
"""Least height where that brings all names on one page: who reads none of them turns no page."""
LOW_MM, GAP_MM, LOW_GAP_MM = 13.0, 4.0, 2.6
"""The same and the gap between two names on a page that stays low; the usual gap."""
LARGE_NAME_MM = 34.0
"""From this height on a name is written as large as a title."""
MOST_COLUMNS, MOST_COLUMNS_NARROW = 4, 3


def columns_for(count: int, most: int) -> int:
    """Columns of a nearly square grid of ``count`` cells."""
    return max(1, min(most, isqrt(max(0, count - 1)) + 1))


def _gap(s: PageContext) -> int:
    return s.px(LOW_GAP_MM if s.c.tight else GAP_MM)


def _tight(s: PageContext) -> float:
    return LOW_MM if s.c.tight else LANGUAGE_TIGHT_MM


def _row_least(s: PageContext, least_mm: float = LANGUAGE_LEAST_MM) -> int:
    line = s.c.wrap("A", Type.NAME, 10**6, bold=True).line_height
    return max(s.px(least_mm), line + s.px(1))


def on_one_page(s: PageContext, room: Box, languages: Sequence[Language] = ()) -> bool:
    """Whether all names stand on one page of ``room``, at least in tight rows."""
    offered = languages or s.voice.offered
    rows = -(-len(offered) // _columns(s, room, offered))
    return rows * (_row_least(s, _tight(s)) + _gap(s)) <= room.h + _gap(s)


def _columns(s: PageContext, room: Box, offered: Sequence[Language]) -> int:
    narrow = s.c.glass.portrait or s.c.meter.step is TextStep.XL
    columns = columns_for(len(offered), MOST_COLUMNS_NARROW if narrow else MOST_COLUMNS)
    widest = max(s.c.text_width(language.endonym, Type.NAME, bold=True) for language in offered)
    while columns > 1 and (room.w - s.px(4) * (columns - 1)) // columns < widest + s.px(8):
        columns -= 1
    return columns


def least_height(s: PageContext) -> int:
    """Pixels for one row of names and the way to the next."""
    return _row_least(s) + s.px(4) + pager_height(s.c, s.say)


def name_grid(
    s: PageContext, room: Box, languages: Sequence[Language] = (), verb: str = "language"
) -> None:
    """Languages by their own names, all offered ones if none are given; paged where needed.

    A touch is ``verb`` with the tag.
    """
    c, gap = s.c, _gap(s)
    offered = languages or s.voice.offered
    columns = _columns(s, room, offered)
    least = _row_least(s, _tight(s) if on_one_page(s, room, offered) else LANGUAGE_LEAST_MM)
    rows = -(-len(offered) // columns)
    fit = max(1, (room.h + gap) // (least + gap))
    shown = offered
    if rows > fit:
        foot = pager_height(c, s.say)
        room, low = room.top(room.h - foot - gap), room.foot(foot)
        fit = max(1, (room.h + gap) // (least + gap))
        pages = -(-len(offered) // (fit * columns))
        while columns > 1 and -(-len(offered) // (fit * (columns - 1))) == pages:
            columns -= 1  # wider names on no more pages: the last is not left with one
        page = min(s.visit.route.page, pages - 1)
        shown = offered[page * fit * columns : (page + 1) * fit * columns]
        rows = min(fit, rows)
        pager(c, s.say, low, page, pages)
    high = min((room.h - gap * (rows - 1)) // rows, s.px(LANGUAGE_MOST_MM))
    grid = room.top(high * rows + gap * (rows - 1))
    large = max(c.text_width(one.endonym, Type.TITLE, bold=True) for one in offered)
    cells = grid.grid(columns, rows, gap)
    kind = Type.NAME
    if high >= s.px(LARGE_NAME_MM) and large + s.px(8) <= cells[0].w:
        kind = Type.TITLE
    for cell, language in zip(cells, shown, strict=False):
        choice = verb == "language" and s.visit.running
        chosen = choice and language.tag == s.visit.language
        with c.touch(
            cell,
            f"{verb}:{language.tag}",
            language.endonym,
            radius_mm=5,
            line=TypeRole.PRIMARY if chosen else TypeRole.LINE,
            line_mm=LINE_CHOSEN_MM if chosen else LINE_REST_MM,
            checked=chosen if choice else None,
        ):
            c.text(cell, language.endonym, kind, BOLD, middle=True, align=Align.CENTER)
            if chosen:
                side = s.px(9)
                c.icon(Box(cell.x + s.px(5), cell.y + s.px(5), side, side), "check")
