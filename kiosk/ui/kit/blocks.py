"""Blocks, which know their height for a width: stacks, rows and pages of them."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from kiosk.ui.kit.scene import Box


class Block(msgspec.Struct, frozen=True):
    """A part of a page: ``measure`` returns its height in pixels for a width, ``draw`` draws it.

    ``keep`` ties it to the next block (a heading never ends a page). ``grow`` lets it take leftover
    height. ``target`` is True if it holds something to touch. ``whole`` returns True for a width
    that no word exceeds. ``split`` cuts a text after a sentence, so that its first part takes at
    most a height in that width; ``None`` where it cannot. With True it may cut a sentence.
    """

    measure: Callable[[int], int]
    draw: Callable[[Box], None]
    keep: bool = False
    grow: bool = False
    target: bool = False
    whole: Callable[[int], bool] = lambda _: True
    split: "Callable[[int, int, bool], tuple[Block, Block] | None]" = lambda *_: None


def once(block: Block) -> Block:
    """Return the same block, which measures each width once: for pages that try several forms."""
    return replace(block, measure=cache(block.measure), whole=cache(block.whole))


def height_of(blocks: Sequence[Block], width: int, gap: int) -> int:
    """Return the height of a stack."""
    return sum(block.measure(width) for block in blocks) + gap * max(0, len(blocks) - 1)


def holds_target(blocks: Sequence[Block]) -> bool:
    """True if any of the blocks holds something to touch."""
    return any(block.target for block in blocks)


def stack(blocks: Sequence[Block], box: Box, gap: int) -> int:
    """Draw blocks from top to bottom; growing ones share the leftover height.

    Returns the height used, which may exceed the box if the caller gave too many.
    """
    leftover = max(0, box.h - height_of(blocks, box.w, gap))
    growing = sum(block.grow for block in blocks)
    y = box.y
    for block in blocks:
        height = block.measure(box.w)
        if block.grow:
            share = leftover // growing
            height, leftover, growing = height + share, leftover - share, growing - 1
        block.draw(Box(box.x, y, box.w, height))
        y += height + gap
    return y - gap - box.y if blocks else 0


def row(blocks: Sequence[Block], gap: int, shares: Sequence[int] = ()) -> Block:
    """Combine blocks into one row, of equal widths or by ``shares``."""
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

    def whole(width: int) -> bool:
        cells = zip(blocks, widths(width), strict=True)
        return all(part > 0 and block.whole(part) for block, part in cells)

    grow, target = any(block.grow for block in blocks), holds_target(blocks)
    return Block(measure, draw, grow=grow, target=target, whole=whole)


def by_width(choose: Callable[[int], Block], *, grow: bool = False, target: bool = False) -> Block:
    """Return the block that is chosen for a width, once for each."""
    chosen = cache(choose)
    return Block(
        cache(lambda width: chosen(width).measure(width)),
        lambda box: chosen(box.w).draw(box),
        grow=grow,
        target=target,
        whole=cache(lambda width: chosen(width).whole(width)),
    )


def shortest(blocks: Sequence[Block]) -> Block:
    """Return the arrangement that takes least height in a width, if it breaks no word."""

    def best(width: int) -> Block:
        whole = [block for block in blocks if block.whole(width)]
        return min(whole or blocks[-1:], key=lambda block: block.measure(width))

    grow = any(block.grow for block in blocks)
    return by_width(best, grow=grow, target=holds_target(blocks))


def next_to(fixed: Block, width: int, rest: Block, gap: int, *, at_end: bool = False) -> Block:
    """Combine a block of fixed width with one that takes the rest of the row."""

    def room(total: int) -> int:
        return total - width - gap

    def draw(box: Box) -> None:
        high = fixed.measure(width)
        cell = box.end(width) if at_end else box.start(width)
        if at_end:
            rest.draw(box.start(room(box.w)))
        fixed.draw(Box(cell.x, box.y + (box.h - high) // 2, width, high))
        if not at_end:
            rest.draw(box.after(width + gap))

    return Block(
        lambda total: max(fixed.measure(width), rest.measure(room(total))),
        draw,
        grow=rest.grow,
        target=fixed.target or rest.target,
        whole=lambda total: room(total) > 0 and fixed.whole(width) and rest.whole(room(total)),
    )


def at_start(block: Block, width: int) -> Block:
    """Draw a block no wider than ``width``, at the reading start of its row."""
    return Block(
        lambda total: block.measure(min(total, width)),
        lambda box: block.draw(box.start(min(box.w, width))),
        target=block.target,
        whole=lambda total: block.whole(min(total, width)),
    )


def in_rows(blocks: Sequence[Block], columns: int, gap: int, *, even: bool = False) -> list[Block]:
    """Arrange blocks in rows of ``columns``; ``even`` pads the last row with empty cells."""
    cells = [*blocks]
    if even:
        cells += [Block(lambda _: 0, lambda _: None)] * (-len(cells) % columns)
    return [row(cells[at : at + columns], gap) for at in range(0, len(cells), columns)]


def centred(block: Block) -> Block:
    """Centre a block of its own height in its row."""

    def draw(box: Box) -> None:
        high = block.measure(box.w)
        block.draw(box.middle(high))

    return Block(block.measure, draw, target=block.target, whole=block.whole)


def column(blocks: Sequence[Block], gap: int) -> Block:
    """Combine blocks into one column that is never split between pages."""

    def draw(box: Box) -> None:
        stack(blocks, box, gap)

    return Block(
        lambda width: height_of(blocks, width, gap),
        draw,
        keep=blocks[-1].keep,
        grow=any(block.grow for block in blocks),
        target=holds_target(blocks),
        whole=lambda width: all(block.whole(width) for block in blocks),
    )


def unbroken(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Return runs of blocks that stay on one page."""
    runs: list[list[Block]] = [[]]
    for block in blocks:
        runs[-1].append(block)
        if not block.keep:
            runs.append([])
    return tuple(tuple(run) for run in runs if run)


def paginate(
    blocks: Sequence[Block], width: int, height: int, gap: int, most: int = 0
) -> tuple[tuple[Block, ...], ...]:
    """Distribute blocks to pages of a height; a block moves with the one it is tied to.

    Stops after ``most`` pages without measuring the rest; 0 means all. A block taller than a page
    is split; one that cannot be gets a page of its own, where drawing it reports the problem.
    """
    pages: list[list[Block]] = [[]]
    for group in (part for run in unbroken(blocks) for part in _parts(run, width, height)):
        if pages[-1] and height_of([*pages[-1], *group], width, gap) > height:
            if len(pages) == most:
                break
            pages.append([])
        pages[-1].extend(group)
    return tuple(tuple(page) for page in pages if page) or ((),)


def _parts(run: Sequence[Block], width: int, height: int) -> Iterator[Sequence[Block]]:
    """Yield a run of blocks; in parts that fit a height, if it is one block that can be split."""
    while len(run) == 1 and run[0].measure(width) > height:
        if (parts := run[0].split(width, height, True)) is None:  # noqa: FBT003
            break
        yield parts[:1]
        run = parts[1:]
    yield run


LONELY = 0.3
"""A last page filled less than this looks empty."""


def balance_last_page(
    pages: Sequence[Sequence[Block]], width: int, height: int, gap: int
) -> tuple[tuple[Block, ...], ...]:
    """Fill a nearly empty last page with runs from the page before, while that is fuller.

    ``height`` is that of a page in pixels. The page before always keeps a run.
    """
    if len(pages) < 2:  # noqa: PLR2004 - needs a page before the last
        return tuple(tuple(page) for page in pages)
    runs, last = list(unbroken(pages[-2])), tuple(pages[-1])
    while len(runs) > 1 and height_of(last, width, gap) < height * LONELY:
        remaining = [block for run in runs[:-1] for block in run]
        more = (*runs[-1], *last)
        if height_of(more, width, gap) > height_of(remaining, width, gap):
            break
        runs.pop()
        last = more
    before = tuple(block for run in runs for block in run)
    return (*(tuple(page) for page in pages[:-2]), before, last)


MOST_PARTS = 8
"""Parts of the text on a page at most, headings apart; a page of more is a wall of words."""
BREATH = Block(lambda _: 1, lambda _: None, keep=True)
"""More room above a heading, except at the top of a page."""
Heights = tuple[int, int]
"""The height in pixels of the first page, and of all others."""


def pour(
    blocks: Sequence[Block],
    width: int,
    heights: Heights,
    gap: int,
    *,
    tall: int,
    low: int,
    cut: bool = False,
) -> tuple[tuple[Block, ...], ...]:
    """Distribute a text to pages; what keeps its successor moves with it.

    A block taller than ``tall``, the greatest height of a page, is split; with ``cut`` every block
    that can be. What can be touched takes no more than ``low``. The first page may remain empty.
    """
    pages: list[list[Block]] = [[]]
    for run in unbroken(blocks):
        rest = list(run)
        while rest:
            page, most = pages[-1], heights[len(pages) > 1]
            shown = rest[1:] if rest[0] is BREATH and not page else rest
            few = sum(not block.keep for block in (*page, *shown)) <= MOST_PARTS
            touched = [block for block in (*page, *shown) if block.target]
            few = few and height_of(touched, width, gap) <= low
            if few and height_of([*page, *shown], width, gap) <= most:
                page.extend(shown)
                break
            before = [*page, *shown[:-1]]
            free = most - height_of(before, width, gap) - (gap if before else 0)
            parts = None
            if few and (cut or height_of(shown, width, gap) > tall):
                parts = shown[-1].split(width, free, not page)
            if parts is not None:
                page.extend([*shown[:-1], parts[0]])
                pages.append([])
                rest = [parts[1]]
            elif page or (len(pages) == 1 and heights[0] < heights[1]):
                pages.append([])
            else:
                page.extend(shown)
                break
    return tuple(tuple(page) for page in pages)
