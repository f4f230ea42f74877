"""Tiles: equal cells in columns and rows, in the first form that takes the fewest pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from kiosk.ui.kit.blocks import Block
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.pager import over_pager, pager, pager_height
from kiosk.ui.kit.scene import Box


class Tiles(msgspec.Struct, frozen=True):
    """One form of a page of tiles.

    ``columns`` are the numbers of columns it may have, the best first. ``loss`` counts what a
    visitor misses in this form. ``one_page`` rules the form out where it takes more pages.
    ``head`` draws what stands over the tiles; ``room`` is what it leaves.
    """

    room: Box
    blocks: Sequence[Block]
    columns: Sequence[int]
    loss: int = 0
    one_page: bool = False
    head: Callable[[], object] = lambda: None


class Grid(msgspec.Struct, frozen=True):
    """A form in the columns and rows of one page; ``height`` is the least one of a tile."""

    form: Tiles
    columns: int
    rows: int
    pages: int
    height: int

    @property
    def empty(self) -> int:
        """Cells without a tile."""
        return self.pages * self.rows * self.columns - len(self.form.blocks)


def evenest(count: int, columns: Iterable[int]) -> list[int]:
    """Numbers of columns in the order of the cells that ``count`` tiles leave empty in them."""
    return sorted(columns, key=lambda number: -count % number)


def grids(form: Tiles, gap: int, foot: int) -> Iterator[Grid]:
    """The grids of a form that hold every tile; ``foot`` are the pixels of a pager."""
    room, count = form.room, len(form.blocks)
    for columns in form.columns:
        width = (room.w - gap * (columns - 1)) // columns
        if width <= 0 or not all(block.whole(width) for block in form.blocks):
            continue
        height = max(block.measure(width) for block in form.blocks)
        need = -(-count // columns)
        rows = min(need, (room.h + gap) // (height + gap))
        if rows < need:
            rows = (room.h - foot + (0 if foot else gap)) // (height + gap)
        if rows > 0 and (rows == need or not form.one_page):
            yield Grid(form, columns, rows, -(-need // rows), height)


def best_grid(forms: Iterable[Tiles], gap: int, foot: int, *, enough: int = 1) -> Grid:
    """The grid with the fewest pages, then the fewest empty cells on several, in the first form.

    A form that loses nothing is preferred on up to ``enough`` pages. Where no form fits, each page
    has one tile of the last form and no least height.
    """
    best = None
    for form in forms:
        for grid in grids(form, gap, foot):
            if grid.pages == 1 and not form.loss:
                return grid
            empty = grid.empty if grid.pages > 1 else 0
            rank = (max(grid.pages, enough), form.loss, grid.pages, empty)
            if best is None or rank < best[0]:
                best = rank, grid
    return best[1] if best else Grid(form, 1, 1, len(form.blocks), 0)


def draw_tiles(
    canvas: Canvas,
    forms: Iterable[Tiles],
    page: int,
    *,
    gap: int,
    tallest: int = 0,
    enough: int = 1,
) -> None:
    """Draws a page of the best grid; its tiles grow to ``tallest`` pixels, at 0 without limit."""
    foot = pager_height(canvas)
    grid = best_grid(forms, gap, foot, enough=enough)
    if not grid.height:
        canvas.problem("no form of the tiles fits")
    form, room, page = grid.form, grid.form.room, min(page, grid.pages - 1)
    form.head()
    if grid.pages > 1:
        pager(canvas, room.foot(foot), page, grid.pages)
        room = over_pager(canvas, room, gap)
    draw_grid(grid, gap, room, page, tallest=tallest)


def draw_grid(
    grid: Grid, gap: int, room: Box | None = None, page: int = 0, *, tallest: int = 0
) -> None:
    """Draws the tiles of a page of a grid in ``room``, by default in that of its form."""
    room = room or grid.form.room
    share = (room.h - gap * (grid.rows - 1)) // grid.rows
    height = max(grid.height, min(share, tallest or share))
    count = grid.rows * grid.columns
    cells = room.top(grid.rows * (height + gap) - gap).grid(grid.columns, grid.rows, gap)
    shown = grid.form.blocks[page * count : (page + 1) * count]
    for cell, block in zip(cells, shown, strict=False):
        block.draw(cell)
