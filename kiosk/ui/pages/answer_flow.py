"""The groups of a list in columns, one after the other: what stands where, on which page."""

from collections.abc import Mapping, Sequence

import msgspec

from kiosk.ui.kit.blocks import Block

TWO = 2
"""Cards that a group begins with in a column, if it has so many."""


class Sized(msgspec.Struct, frozen=True):
    """A group to place, in pixels: under a head, ``count`` cards that are ``high`` each."""

    head: int
    high: int
    count: int


class Run(msgspec.Struct, frozen=True):
    """Cards of a group in a column: ``count`` of them from ``first`` on, at a height ``y``."""

    group: int
    y: int
    first: int
    count: int


class FlowColumn(msgspec.Struct):
    """A column: runs of cards, then blocks of their own; ``used`` of it are taken."""

    used: int = 0
    runs: list[Run] = msgspec.field(default_factory=list)
    blocks: list[tuple[int, Block]] = msgspec.field(default_factory=list)


class Room(msgspec.Struct, frozen=True):
    """The room of a page in pixels: ``columns`` of a height, and the gap between two things."""

    columns: int
    height: int
    gap: int


Page = list[FlowColumn]
_Rest = list[tuple[int, int]]
"""Groups with the first of their cards that has no place yet."""


def flow(
    groups: Sequence[Sized],
    room: Room,
    most: int,
    *,
    taken: int = 0,
    kept: Mapping[int, int] | None = None,
) -> list[Page]:
    """Place groups on at most some pages.

    The first page begins ``taken`` pixels down its first column: below all of it, if that is taken.
    ``kept`` are pixels at the end of the last column of some pages that stay free.
    """
    rest, pages = [(at, 0) for at in range(len(groups))], list[Page]()
    while (rest or not pages) and len(pages) < most:
        last = room.height - (kept or {}).get(len(pages), 0)
        limits = [*[room.height] * (room.columns - 1), last]
        page = [FlowColumn(0 if pages else taken)]
        rest = _fill(page, groups, rest, room, limits)
        pages.append(page)
    return pages


def _fill(
    page: Page, groups: Sequence[Sized], rest: _Rest, room: Room, limits: Sequence[int]
) -> _Rest:
    """Place what a page holds: each group in one column, then what is left of them in free ones."""
    left = _Rest()
    while rest:
        (group, first), *waiting = rest
        limit = limits[len(page) - 1]
        count = _holds(page[-1].used, groups[group], first, room, limit)
        if not count and len(page) == room.columns:
            return [*left, *rest]
        if not count:
            page.append(FlowColumn())
            continue
        _place(page[-1], groups[group], (group, first, count), room)
        if first + count < groups[group].count:
            left.append((group, first + count))
        rest = waiting
        if not rest and left and len(page) < room.columns:
            page.append(FlowColumn())
            rest, left = left, _Rest()
    return left


def _holds(used: int, group: Sized, first: int, room: Room, limit: int) -> int:
    """Return how many cards of a group go below what is used; 0 if it begins elsewhere."""
    free = limit - used - (room.gap if used else 0) - group.head
    rest = group.count - first
    count = min(rest, max(0, free + room.gap) // (group.high + room.gap))
    if count >= min(TWO, rest):
        return count
    # A card that no column holds is drawn all the same: the page says that it does not fit.
    return 0 if used or limit < room.height else max(1, count)


def _place(column: FlowColumn, sized: Sized, run: tuple[int, int, int], room: Room) -> None:
    y = column.used + (room.gap if column.used else 0)
    column.runs.append(Run(run[0], y, run[1], run[2]))
    column.used = y + sized.head + run[2] * (sized.high + room.gap) - room.gap


def place_blocks(pages: Sequence[Page], blocks: Sequence[tuple[Block, int]], room: Room) -> bool:
    """Give each block (with its height) the first free place of page 1, else of the last page.

    False if one has none.
    """
    for block, high in blocks:
        column = _free(pages[0], high, room) or _free(pages[-1], high, room)
        if column is None:
            return False
        y = column.used + (room.gap if column.used else 0)
        column.blocks.append((y, block))
        column.used = y + high
    return True


def _free(page: Page, high: int, room: Room) -> FlowColumn | None:
    """Return the first column of a page with so many pixels left."""
    gaps = ((column, room.gap if column.used else 0) for column in page)
    found = next((one for one, gap in gaps if one.used + gap + high <= room.height), None)
    if found is None and len(page) < room.columns:
        page.append(found := FlowColumn())
    return found
