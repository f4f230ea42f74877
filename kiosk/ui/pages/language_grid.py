"""The grid of languages, each by its own name: on the attract screen and in the language switch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isqrt

from kiosk.domain.language import Language
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.heading import under_headings
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.pager import pager_height
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import LINE_CHOSEN_MM, LINE_REST_MM, Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, best_grid, draw_tiles
from kiosk.visit.acts import AnyAct, ChooseLanguage, TextStep

Choose = Callable[[str], AnyAct]
"""Makes the act of a name from the tag of its language."""
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
MOST_COLUMNS, MOST_COLUMNS_NARROW, MOST_ROWS, TALL_ROWS = 4, 3, 6, 9
"""Columns of names; under a heading eighteen names a page: more are a wall of letters."""


def columns_for(count: int, most: int) -> int:
    """Columns of a nearly square grid of ``count`` cells."""
    return max(1, min(most, isqrt(max(0, count - 1)) + 1))


def _gap(page: PageContext) -> int:
    return page.px(TIGHT_GAP_MM if page.canvas.tight else GAP_MM)


def _row_least(
    page: PageContext, shown: Sequence[Language], least_mm: float = LANGUAGE_LEAST_MM
) -> int:
    """Pixels of a row: the same whichever language the page is in, so that turning moves none."""
    high = page.px(least_mm)
    for one in shown:
        with page.canvas.written(one.tag, one.script):
            ink = page.canvas.meter.reach(one.endonym, page.canvas.meter.font(Type.NAME, bold=True))
            high = max(high, round(2 * max(ink.up, ink.down)) + page.px(2 * EDGE_MM))
    return high


def least_height(page: PageContext) -> int:
    """Pixels for one row of names and the way to the next."""
    return _row_least(page, page.voice.offered) + page.px(GAP_MM) + pager_height(page.canvas)


def pages_of(page: PageContext, room: Box) -> int:
    """Pages that the offered languages take in ``room``, if need be in tight rows."""
    forms = _forms(page, room, (), ChooseLanguage)
    return best_grid(forms, _gap(page), pager_height(page.canvas), enough=2).pages


def name_grid(page: PageContext, room: Box, choose: Choose = ChooseLanguage) -> None:
    """The offered languages by their own names; paged where needed.

    A touch is what ``choose`` makes of the tag.
    """
    _draw(page, _forms(page, room, (), choose))


def headed_names(
    page: PageContext,
    room: Box,
    languages: Sequence[Language],
    choose: Choose,
    *,
    heading: str,
    second: str,
) -> None:
    """The same under a heading, which stays where there are two pages at most."""

    def forms(under: Box) -> Iterator[Tiles]:
        return _forms(
            page,
            under,
            languages,
            choose,
            rows=TALL_ROWS if page.canvas.glass.portrait else MOST_ROWS,
        )

    _draw(page, under_headings(page.canvas, room, heading, forms, second=second))


def _draw(page: PageContext, forms: Iterable[Tiles]) -> None:
    """Draws names in the best of their forms."""
    most = page.px(LANGUAGE_MOST_MM)
    draw_tiles(page.canvas, forms, page.visit.page, gap=_gap(page), tallest=most, enough=2)


def _forms(
    page: PageContext, room: Box, languages: Sequence[Language], choose: Choose, *, rows: int = 0
) -> Iterator[Tiles]:
    """Rows of the usual least height, else tight ones: for names that fit on one page in them.

    With low reach they may also take more pages than one: there is no height to spare.
    """
    shown = languages or page.voice.offered
    narrow = bool(rows) or page.canvas.glass.portrait or page.canvas.meter.step is TextStep.XL
    share = (room.h - pager_height(page.canvas)) // rows - _gap(page) if rows else 0
    most = columns_for(len(shown), MOST_COLUMNS_NARROW if narrow else MOST_COLUMNS)
    large = max(_name_width(page, one, Type.TITLE) for one in shown)
    tight = LANGUAGE_TIGHTEST_MM if page.canvas.tight else LANGUAGE_TIGHT_MM
    for least_mm in (LANGUAGE_LEAST_MM, tight):
        least = max(share, _row_least(page, shown, least_mm))
        tiles = [_name(page, one, choose, least, large) for one in shown]
        one_page = least_mm == tight and not page.canvas.above
        yield Tiles(room, tiles, range(most, 0, -1), one_page=one_page)


def _name_width(page: PageContext, language: Language, kind: Type) -> int:
    with page.canvas.written(language.tag, language.script):
        return page.canvas.text_width(language.endonym, kind, bold=True)


def _name(page: PageContext, language: Language, choose: Choose, least: int, large: int) -> Block:
    """A name in its own letters; ``large`` are the pixels of the widest one as a title.

    The language of the page has the chosen line, also on the attract screen, which nobody chose;
    where languages are named, the one that is. There each that has a voice has a mark.
    """
    canvas, name, around = page.canvas, language.endonym, page.px(AROUND_MM)
    current = choose is ChooseLanguage and language.tag == (
        page.visit.listening.naming or page.visit.language
    )
    choice = choose is ChooseLanguage and page.visit.running and not page.visit.has_names
    edges, mark = around, 0
    if page.visit.has_names and language.tag in page.spoken:
        edges, mark = around // 2, canvas.icon_side(Type.NAME, 0) + page.px(MARK_GAP_MM)

    def draw(box: Box) -> None:
        with canvas.touch(
            box,
            choose(language.tag),
            name,
            radius_mm=5,
            fill=TypeRole.LEAF if current else TypeRole.CARD,
            line=TypeRole.PRIMARY if current else TypeRole.LINE,
            line_mm=LINE_CHOSEN_MM if current else LINE_REST_MM,
            checked=current if choice else None,
        ):
            roomy = box.h >= page.px(LARGE_NAME_MM) and large + around + mark <= box.w
            kind = Type.TITLE if roomy else Type.NAME
            with canvas.written(language.tag, language.script):
                spec = canvas.meter.font(kind, bold=True)
                line = canvas.meter.wrap(name, spec, box.w, box.h)
                words = box.start(box.w - mark)
                canvas.lines(
                    words, name, line, spec, canvas.color(TypeRole.INK), align=Align.CENTER
                )
            if mark:
                after = box.after((words.w + line.width) // 2 + page.px(MARK_GAP_MM))
                canvas.icon(after.start(mark - page.px(MARK_GAP_MM)), "sound", spot=current)
            if choice and current:
                side = page.px(9)
                canvas.icon(Box(box.x + page.px(5), box.y + page.px(5), side, side), "check")

    return Block(
        lambda _: least,
        draw,
        target=True,
        whole=lambda width: _name_width(page, language, Type.NAME) + edges + mark <= width,
    )
