"""The tiles of a question: in the columns of the glass, with as large a picture as each holds."""

from collections.abc import Iterator

from msgspec.structs import replace

from kiosk.presentation.views import QuestionView
from kiosk.ui.kit.blocks import Block, height_of, in_rows
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.picture_tiles import LYING, PictureTile, lying_tile, upright_tile
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.theme import UNSPACED, Type, TypeRole
from kiosk.ui.kit.tiles import Grid, Tiles, grids
from kiosk.visit.acts import Route, Screen, TextStep

UPRIGHT_MM = (34.0, 26.0, 20.0, 15.0)
"""Heights of the picture of an upright tile."""
FORMS = ((36, 6, Type.TILE), (30, 5, Type.TILE), *LYING[2:], (14, 3, Type.BODY))
"""Forms of lying tiles: a start block for a picture of 28 mm first."""


def tile_grid(page: PageContext, view: QuestionView, room: Box, gap: int) -> Grid | None:
    """The tiles on one page of a room, or ``None``."""
    if room.h <= 0:
        return None
    every = (grid for form in tile_forms(page, view, room) for grid in grids(form, gap, 0))
    return next((grid for grid in every if grid.pages == 1), None)


def tile_rows(page: PageContext, view: QuestionView, room: Box, gap: int) -> list[Block]:
    """The tiles in rows, each as high as it must be; none where they do not fit a room."""
    for form in tile_forms(page, view, room):
        number = form.columns[0]
        width = (room.w - gap * (number - 1)) // number
        rows = in_rows(form.blocks, number, gap, even=True)
        whole = all(block.whole(width) for block in form.blocks)
        if whole and height_of(rows, room.w, gap) <= room.h:
            return [replace(row, grow=True) for row in rows]
    return []


def tile_forms(page: PageContext, view: QuestionView, room: Box) -> Iterator[Tiles]:
    """The tiles in the columns of the glass, with as large a picture as each holds."""
    canvas, tints = page.canvas, (TypeRole.LEAF, TypeRole.SUN, TypeRole.SKY)
    canvas.in_english(view.in_english)
    for number in (1, 2) if canvas.glass.portrait else (3, 2):
        row = max(number, 2)
        tiles = [
            PictureTile(Route(Screen.RESULTS, tile.id), tile.icon, tile.label, tints[at // row % 3])
            for at, tile in enumerate(view.tiles)
        ]
        if canvas.meter.step is TextStep.XL and not canvas.glass.portrait:
            for least in UPRIGHT_MM:
                yield Tiles(
                    room, [upright_tile(canvas, t, least_mm=least) for t in tiles], (number,)
                )
        for whole in (True, False) if canvas.meter.script in UNSPACED else (False,):
            for form in FORMS:
                blocks = [lying_tile(canvas, tile, form, whole=whole) for tile in tiles]
                yield Tiles(room, blocks, (number,))
