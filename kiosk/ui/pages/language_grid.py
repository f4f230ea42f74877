"""The grid of languages, each by its own name: on the attract screen and in the language switch."""

from collections.abc import Iterable, Iterator, Sequence
from math import isqrt

from kiosk.domain.language import Language
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.heading import under_headings
from kiosk.ui.kit.page import pager_height
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, LINE_REST_MM, TextStep, Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, best_grid, draw_tiles

LANGUAGE_LEAST_MM, LANGUAGE_MOST_MM = 20.0, 92.0
"""Height of a language: least as a tile of the home screen; most, so that few do not look lost."""
LANGUAGE_TIGHT_MM, LANGUAGE_TIGHTEST_MM = 15.0, 13.0
"""Least height where that brings all names on one page: who reads none of them turns no page. The
same on a page with low reach that has no height to spare."""
GAP_MM, TIGHT_GAP_MM, AROUND_MM = 4.0, 2.6, 8.0
"""The gap between two names, also on such a page; the room at both sides of a name."""
EDGE_MM = 1.5
"""Least room over and under the letters of a name."""
LARGE_NAME_MM = 34.0
"""From this height on a name is written as large as a title."""
MARK_GAP_MM = 2.0
"""The gap before the mark of a language with a voice."""
MOST_COLUMNS, MOST_COLUMNS_NARROW = 4, 3


def columns_for(count: int, most: int) -> int:
    """Columns of a nearly square grid of ``count`` cells."""
    return max(1, min(most, isqrt(max(0, count - 1)) + 1))


def _gap(s: PageContext) -> int:
    return s.px(TIGHT_GAP_MM if s.c.tight else GAP_MM)


def _row_least(
    s: PageContext, shown: Sequence[Language], least_mm: float = LANGUAGE_LEAST_MM
) -> int:
    """Pixels of a row: the same whichever language the page is in, so that turning moves none."""
    high = s.px(least_mm)
    for one in shown:
        with s.c.written(one.tag, one.script):
            ink = s.c.meter.reach(one.endonym, s.c.meter.font(Type.NAME, bold=True))
            high = max(high, round(2 * max(ink.up, ink.down)) + s.px(2 * EDGE_MM))
    return high


def least_height(s: PageContext) -> int:
    """Pixels for one row of names and the way to the next."""
    return _row_least(s, s.voice.offered) + s.px(GAP_MM) + pager_height(s.c, s.say)


def pages_of(s: PageContext, room: Box) -> int:
    """Pages that the offered languages take in ``room``, if need be in tight rows."""
    forms = _forms(s, room, (), "language")
    return best_grid(forms, _gap(s), pager_height(s.c, s.say), enough=2).pages


def name_grid(s: PageContext, room: Box, verb: str = "language") -> None:
    """The offered languages by their own names; paged where needed.

    A touch is ``verb`` with the tag.
    """
    _draw(s, _forms(s, room, (), verb))


def headed_names(
    s: PageContext,
    room: Box,
    languages: Sequence[Language],
    verb: str,
    *,
    heading: str,
    second: str,
) -> None:
    """The same under a heading, which stays where there are two pages at most."""

    def forms(under: Box) -> Iterator[Tiles]:
        return _forms(s, under, languages, verb)

    _draw(s, under_headings(s.c, room, heading, forms, second=second))


def _draw(s: PageContext, forms: Iterable[Tiles]) -> None:
    """Draws names in the best of their forms."""
    most = s.px(LANGUAGE_MOST_MM)
    draw_tiles(s.c, s.say, forms, s.visit.page, gap=_gap(s), tallest=most, enough=2)


def _forms(s: PageContext, room: Box, languages: Sequence[Language], verb: str) -> Iterator[Tiles]:
    """Rows of the usual least height, else tight ones: for names that fit on one page in them.

    With low reach they may also take more pages than one: there is no height to spare.
    """
    shown = languages or s.voice.offered
    narrow = s.c.glass.portrait or s.c.meter.step is TextStep.XL
    most = columns_for(len(shown), MOST_COLUMNS_NARROW if narrow else MOST_COLUMNS)
    large = max(_name_width(s, one, Type.TITLE) for one in shown)
    tight = LANGUAGE_TIGHTEST_MM if s.c.tight else LANGUAGE_TIGHT_MM
    for least_mm in (LANGUAGE_LEAST_MM, tight):
        least = _row_least(s, shown, least_mm)
        tiles = [_name(s, one, verb, least, large) for one in shown]
        one_page = least_mm == tight and not s.c.above
        yield Tiles(room, tiles, range(most, 0, -1), one_page=one_page)


def _name_width(s: PageContext, language: Language, kind: Type) -> int:
    with s.c.written(language.tag, language.script):
        return s.c.text_width(language.endonym, kind, bold=True)


def _name(s: PageContext, language: Language, verb: str, least: int, large: int) -> Block:
    """A name in its own letters; ``large`` are the pixels of the widest one as a title.

    The language of the page has the chosen line, also on the attract screen, which nobody chose;
    where languages are named, the one that is. There each that has a voice has a mark.
    """
    c, name, around = s.c, language.endonym, s.px(AROUND_MM)
    current = verb == "language" and language.tag == (s.visit.listening.naming or s.visit.language)
    choice = verb == "language" and s.visit.running and not s.visit.has_names
    edges, mark = around, 0
    if s.visit.has_names and language.tag in s.spoken:
        edges, mark = around // 2, c.icon_side(Type.NAME, 0) + s.px(MARK_GAP_MM)

    def draw(box: Box) -> None:
        with c.touch(
            box,
            f"{verb}:{language.tag}",
            name,
            radius_mm=5,
            fill=TypeRole.LEAF if current else TypeRole.CARD,
            line=TypeRole.PRIMARY if current else TypeRole.LINE,
            line_mm=LINE_CHOSEN_MM if current else LINE_REST_MM,
            checked=current if choice else None,
        ):
            roomy = box.h >= s.px(LARGE_NAME_MM) and large + around + mark <= box.w
            kind = Type.TITLE if roomy else Type.NAME
            with c.written(language.tag, language.script):
                spec = c.meter.font(kind, bold=True)
                line = c.meter.wrap(name, spec, box.w, box.h)
                words = box.start(box.w - mark)
                c.lines(words, name, line, spec, c.color(TypeRole.INK), align=Align.CENTER)
            if mark:
                after = box.after((words.w + line.width) // 2 + s.px(MARK_GAP_MM))
                c.icon(after.start(mark - s.px(MARK_GAP_MM)), "sound", spot=current)
            if choice and current:
                side = s.px(9)
                c.icon(Box(box.x + s.px(5), box.y + s.px(5), side, side), "check")

    return Block(
        lambda _: least,
        draw,
        target=True,
        whole=lambda width: _name_width(s, language, Type.NAME) + edges + mark <= width,
    )
