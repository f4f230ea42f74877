"""Home: nine needs, without scrolling, and a way to everything else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kiosk.domain.records import Need
from kiosk.presentation.words import need_words
from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.heading import under_headings
from kiosk.ui.kit.page import title_block
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.picture_tiles import LYING, LyingForm, PictureTile, lying_tile, upright_tile
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import UNSPACED, Type, TypeRole
from kiosk.ui.kit.tiles import Tiles, draw_tiles, evenest
from kiosk.ui.kit.widgets import button, button_width

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
WAY_MM = (3.5, 4.0)
"""Above and under the way to other help: a finger's least gap and a little more."""


def compose(s: PageContext) -> None:
    """Draws the home screen: nine tiles at once, on pages only where letters leave no room."""
    gap = s.px(3 if s.c.tight else 4 if s.c.glass.compact or s.c.above else 6)
    heading = s.c.title = s.say.gettext("What do you need?")
    draw_tiles(s.c, s.say, _forms(s, s.frame(), heading), s.visit.route.page, gap=gap)


def needs(s: PageContext) -> tuple[Need, ...]:
    """What can be chosen: the nine tiles, and other help where the directory has any."""
    return (*TILES, Need.OTHER) if s.desk.has_other_help() else TILES


def _forms(s: PageContext, room: Box, heading: str) -> Iterator[Tiles]:
    """Nine tiles under the title, the tenth way at its end; else ten; else without the title."""
    c, every = s.c, needs(s)
    columns = (1, 2) if c.glass.portrait else (*evenest(len(every), (3, 4, 5)), 2)
    if Need.OTHER in every and not c.above:
        other, label = Need.OTHER.value, need_words(s.say, Need.OTHER)
        way, wide = button(c, f"need:{other}", label, other), button_width(c, label, other)
        head, first = title_block(c, heading), room.start(room.w - wide - s.px(6))
        high = way.measure(wide)
        used = max(head.measure(first.w) + s.px(4), s.px(sum(WAY_MM)) + high)

        def draw() -> None:
            head.draw(first)
            way.draw(room.end(wide).below(s.px(WAY_MM[0])).top(high))

        if c.text_width(heading, Type.TITLE, bold=True) <= first.w:
            for form in _in(s, TILES, room.below(used), (3,), one_page=True):
                yield replace(form, head=draw)

    def forms(under: Box) -> Iterator[Tiles]:
        if Need.OTHER not in every and not c.above:
            yield from _in(s, every, under, (3,), one_page=True)
        yield from _in(s, every, under, columns)

    yield from under_headings(c, room, heading, forms)


def _in(
    s: PageContext,
    shown: Sequence[Need],
    room: Box,
    columns: Sequence[int],
    *,
    one_page: bool = False,
) -> Iterator[Tiles]:
    """Tiles in each number of columns, with as large a picture and label as each holds."""
    if one_page and s.c.glass.portrait:
        tiles = [_tile(s, need) for need in shown]
        yield Tiles(room, tiles, columns, one_page=True)
        return
    for number in columns:
        for whole in (True, False) if s.c.meter.script in UNSPACED else (False,):
            for form in LYING:
                tiles = [_tile(s, need, form, whole=whole) for need in shown]
                yield Tiles(room, tiles, (number,), one_page=one_page)


def _tile(
    s: PageContext, need: Need, form: LyingForm | None = None, *, whole: bool = False
) -> Block:
    tint = TINTS[(*TILES, Need.OTHER).index(need) // 3]
    tile = PictureTile(f"need:{need.value}", need.value, need_words(s.say, need), tint)
    return upright_tile(s.c, tile) if form is None else lying_tile(s.c, tile, form, whole=whole)
