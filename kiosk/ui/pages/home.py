"""Home: nine needs, without scrolling, and a way to everything else."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kiosk.domain.records import Need
from kiosk.presentation.field_words import need_words
from kiosk.ui.kit.blocks import Block, height_of, in_rows, stack
from kiosk.ui.kit.chips import chip_rows, chips_block
from kiosk.ui.kit.heading import under_headings
from kiosk.ui.kit.page import draw_pages, title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.picture_tiles import LYING, LyingForm, PictureTile, lying_tile, upright_tile
from kiosk.ui.kit.scene import Align, Box
from kiosk.ui.kit.theme import UNSPACED, Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, draw_tiles, evenest
from kiosk.ui.kit.widgets import button, sized_button
from kiosk.visit.acts import Route, Screen, TextStep

TILES = (
    Need.SAFE_PLACE,
    Need.TALK,
    Need.FOOD,
    Need.HEALTH,
    Need.WORK,
    Need.PAPERS,
    Need.COURT,
    Need.YOUNG,
    Need.OKAY,
)
TINTS = (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY, TypeRole.LEAF)
"""The tints of each three tiles."""
WAY_MM, ROW_GAP_MM = (3.5, 4.0), 2.8
"""Above and under the way to other help; between rows: a finger's least gap and a little more."""


def compose(page: PageContext) -> None:
    """Draws the home screen: nine tiles at once, on pages only where letters leave no room."""
    gap = page.px(
        3 if page.canvas.tight else 4 if page.canvas.glass.compact or page.canvas.above else 6
    )
    heading, room = page.catalog.gettext("What do you need?"), page.frame()
    page.canvas.title = heading
    if _is_largest(page) and page.canvas.glass.compact:
        _in_rows(page, room, heading)
        return
    draw_tiles(page.canvas, _forms(page, room, heading), page.visit.route.page, gap=gap)


def _is_largest(page: PageContext) -> bool:
    """True if the largest letters stand on a lying glass: ten needs in two columns."""
    return (
        page.canvas.meter.step is TextStep.XL
        and not page.canvas.glass.portrait
        and not page.canvas.above
    )


def _in_rows(page: PageContext, room: Box, heading: str) -> None:
    """Ten buttons in two columns, each row as high as its words; on two pages where it must be."""
    gap, head = page.px(ROW_GAP_MM), title_block(page.canvas, heading)
    buttons = [_button(page, need) for need in needs(page)]
    rows = [replace(row, grow=True) for row in in_rows(buttons, 2, gap, even=True)]
    if not all(block.whole((room.w - gap) // 2) for block in buttons):
        rows = buttons
    for blocks in ([head, *rows], rows):
        if height_of(blocks, room.w, gap) <= room.h:
            stack(blocks, room, gap)
            return
    draw_pages(page.canvas, room, rows, page.visit.route.page, gap=gap)


def needs(page: PageContext) -> tuple[Need, ...]:
    """What can be chosen: the nine tiles, and other help where the directory has any."""
    return (*TILES, Need.OTHER) if page.presenter.has_other_help() else TILES


def need_rows(page: PageContext, width: int) -> list[Block]:
    """The same as small buttons in rows, for a page of something else."""
    chips = [
        (Route(Screen.QUESTION, need.value), need_words(page.catalog, need), None)
        for need in needs(page)
    ]
    return [chips_block(page.canvas, row) for row in chip_rows(page.canvas, chips, width)]


def _forms(page: PageContext, room: Box, heading: str) -> Iterator[Tiles]:
    """Nine tiles under the title, the tenth way at its end; else ten; else without the title.

    The largest text has ten in two columns before it takes further pages.
    """
    canvas, every = page.canvas, needs(page)
    columns = (1, 2) if canvas.glass.portrait else (*evenest(len(every), (3, 4, 5)), 2)
    if Need.OTHER in every and not canvas.above and not _is_largest(page):
        other, label = Need.OTHER.value, need_words(page.catalog, Need.OTHER)
        way, wide = sized_button(canvas, Route(Screen.QUESTION, other), label, other)
        head, first = title_block(canvas, heading), room.start(room.w - wide - page.px(6))
        high = way.measure(wide)
        used = max(head.measure(first.w) + page.px(4), page.px(sum(WAY_MM)) + high)

        def draw() -> None:
            head.draw(first)
            way.draw(room.end(wide).below(page.px(WAY_MM[0])).top(high))

        if canvas.text_width(heading, Type.TITLE, bold=True) <= first.w:
            for form in _in(page, TILES, room.below(used), (3,), one_page=True):
                yield replace(form, head=draw)

    def forms(under: Box) -> Iterator[Tiles]:
        if _is_largest(page):
            yield from _in(page, every, under, (2,), one_page=True)
        if Need.OTHER not in every and not canvas.above:
            yield from _in(page, every, under, (3,), one_page=True)
        yield from _in(page, every, under, columns)

    yield from under_headings(canvas, room, heading, forms)


def _in(
    page: PageContext,
    shown: Sequence[Need],
    room: Box,
    columns: Sequence[int],
    *,
    one_page: bool = False,
) -> Iterator[Tiles]:
    """Tiles in each number of columns, with as large a picture and label as each holds."""
    if one_page and page.canvas.glass.portrait:
        tiles = [_tile(page, need) for need in shown]
        yield Tiles(room, tiles, columns, one_page=True)
        return
    for number in columns:
        for whole in (True, False) if page.canvas.meter.script in UNSPACED else (False,):
            for form in LYING:
                tiles = [_tile(page, need, form, whole=whole) for need in shown]
                yield Tiles(room, tiles, (number,), one_page=one_page)


def _tile(
    page: PageContext, need: Need, form: LyingForm | None = None, *, whole: bool = False
) -> Block:
    tint = TINTS[(*TILES, Need.OTHER).index(need) // 3]
    tile = PictureTile(
        Route(Screen.QUESTION, need.value), need.value, need_words(page.catalog, need), tint
    )
    return (
        upright_tile(page.canvas, tile)
        if form is None
        else lying_tile(page.canvas, tile, form, whole=whole)
    )


def _button(page: PageContext, need: Need) -> Block:
    """A tile without a start block."""
    label = need_words(page.catalog, need)
    act, icon = Route(Screen.QUESTION, need.value), need.value
    block = button(page.canvas, act, label, icon, align=Align.START, tight=True)
    # A line of words has air of its own.
    return replace(block, measure=lambda width: block.measure(width) - page.px(1))
