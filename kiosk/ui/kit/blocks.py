"""Blocks: they know how tall they are in a width; stacked, set in rows, spread over pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.ui.kit.scene import Box


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: ``measure`` gives its height in pixels for a width, ``draw`` places it.

    ``keep`` binds it to the block after it (a heading never ends a page). ``grow`` lets it take
    room that is left over. ``target`` says that it holds something to touch. ``whole`` says of a
    width whether no word is wider than it.
    """

    measure: Callable[[int], int]
    draw: Callable[[Box], None]
    keep: bool = False
    grow: bool = False
    target: bool = False
    whole: Callable[[int], bool] = lambda _: True


def height_of(blocks: Sequence[Block], width: int, gap: int) -> int:
    """Height of a stack."""
    return sum(block.measure(width) for block in blocks) + gap * max(0, len(blocks) - 1)


def holds_target(blocks: Sequence[Block]) -> bool:
    """True if any of the blocks holds something to touch."""
    return any(block.target for block in blocks)


def stack(blocks: Sequence[Block], box: Box, gap: int) -> int:
    """Draws blocks one under the other from the top; growing ones share what is left.

    Returns the height used, which may be more than the box has: the caller asked for it.
    """
    spare = max(0, box.h - height_of(blocks, box.w, gap))
    growing = sum(block.grow for block in blocks)
    y = box.y
    for block in blocks:
        height = block.measure(box.w)
        if block.grow:
            share = spare // growing
            height, spare, growing = height + share, spare - share, growing - 1
        block.draw(Box(box.x, y, box.w, height))
        y += height + gap
    return y - gap - box.y if blocks else 0


def row(blocks: Sequence[Block], gap: int, shares: Sequence[int] = ()) -> Block:
    """Blocks beside each other as one block; equal widths, or by ``shares``."""
    parts = tuple(shares) or (1,) * len(blocks)

    def widths(width: int) -> list[int]:
        room = width - gap * (len(blocks) - 1)
        edges = [round(room * sum(parts[:i]) / sum(parts)) for i in range(len(parts) + 1)]
        return [edges[i + 1] - edges[i] for i in range(len(parts))]

    def measure(width: int) -> int:
        return max(block.measure(part) for block, part in zip(blocks, widths(width), strict=True))

    def draw(box: Box) -> None:
        x = box.x
        for block, part in zip(blocks, widths(box.w), strict=True):
            block.draw(Box(x, box.y, part, box.h))
            x += part + gap

    grow, target = any(block.grow for block in blocks), holds_target(blocks)
    return Block(measure, draw, grow=grow, target=target)


def in_rows(blocks: Sequence[Block], columns: int, gap: int, *, even: bool = False) -> list[Block]:
    """Blocks in rows of so many; ``even`` leaves room in the last one for those it lacks."""
    cells = [*blocks]
    if even:
        cells += [Block(lambda _: 0, lambda _: None)] * (-len(cells) % columns)
    return [row(cells[at : at + columns], gap) for at in range(0, len(cells), columns)]


def in_middle(block: Block) -> Block:
    """A block of its own height in the middle of its row."""

    def draw(box: Box) -> None:
        high = block.measure(box.w)
        block.draw(Box(box.x, box.y + (box.h - high) // 2, box.w, high))

    return Block(block.measure, draw, target=block.target)


def column(blocks: Sequence[Block], gap: int) -> Block:
    """Blocks under each other as one block, which no page parts."""

    def draw(box: Box) -> None:
        stack(blocks, box, gap)

    return Block(
        lambda width: height_of(blocks, width, gap),
        draw,
        keep=blocks[-1].keep,
        target=holds_target(blocks),
        whole=lambda width: all(block.whole(width) for block in blocks),
    )


def unbroken(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Runs of blocks that no page may part."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if not block.keep:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def paged(
    blocks: Sequence[Block], width: int, height: int, gap: int, most: int = 0
) -> tuple[tuple[Block, ...], ...]:
    """Blocks dealt to pages of a height; a block that keeps its successor moves with it.

    At ``most`` so many pages are dealt, and what is behind them is not even measured; 0 is all.
    A block taller than a page stands alone on one, where its own drawing notes the problem.
    """
    pages: list[list[Block]] = [[]]
    for group in unbroken(blocks):
        if pages[-1] and height_of([*pages[-1], *group], width, gap) > height:
            if len(pages) == most:
                break
            pages.append([])
        pages[-1].extend(group)
    return tuple(tuple(page) for page in pages if page) or ((),)


LONELY = 0.3
"""A last page filled less than this looks forgotten."""


def settled(
    pages: Sequence[Sequence[Block]], width: int, height: int, gap: int
) -> tuple[tuple[Block, ...], ...]:
    """Pages whose last one has company: runs move to it from the page before, while that is fuller.

    ``height`` is that of a page in pixels. The page before always keeps a run.
    """
    if len(pages) < 2:  # noqa: PLR2004 - it takes a page before the last
        return tuple(tuple(page) for page in pages)
    runs, last = list(unbroken(pages[-2])), tuple(pages[-1])
    while len(runs) > 1 and height_of(last, width, gap) < height * LONELY:
        left = [block for run in runs[:-1] for block in run]
        more = (*runs[-1], *last)
        if height_of(more, width, gap) > height_of(left, width, gap):
            break
        runs.pop()
        last = more
    before = tuple(block for run in runs for block in run)
    return (*(tuple(page) for page in pages[:-2]), before, last)
