"""Columns: parts under each other, which give way until they fit a page.

With low reach what is only read stands above the middle of the glass, what is touched under it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Self

from kiosk.ui.kit.blocks import Block, height_of, holds_target, stack
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.scene import Box
from kiosk.ui.kit.split_layout import room_above


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a page in its forms, the fullest first; ``None`` leaves it out.

    ``yields`` says of each form but the last how early it gives way to the next: of the whole page
    the greatest number first. ``pieces`` replace a part that
    fits no page in any form; a piece may have its own.
    """

    forms: Sequence[Block | None]
    yields: Sequence[int] = ()
    pieces: Sequence["PagePart"] = ()

    @property
    def target(self) -> bool:
        """True if it holds something to touch in any form."""
        return holds_target([form for form in self.forms if form is not None])


def parts_of(blocks: Iterable[Block]) -> list[PagePart]:
    """Return blocks as parts that never give way."""
    return [PagePart([block]) for block in blocks]


def concessions(parts: Sequence[PagePart]) -> Iterator[list[Block]]:
    """The blocks of the parts: all in their fullest form, then each step in which one gives way."""
    state = [0] * len(parts)
    steps = ((-when, at) for at, part in enumerate(parts) for when in part.yields)
    for _, step in ((0, -1), *sorted(steps)):
        if step >= 0:
            state[step] += 1
        chosen = (part.forms[form] for part, form in zip(parts, state, strict=True))
        yield [block for block in chosen if block is not None]


@dataclass(frozen=True, slots=True)
class _PartsFit:
    """Parts in the form and with the gap that a height holds, else in their least.

    ``above`` pixels stay free over them if they begin with something to touch.
    """

    blocks: Sequence[Block]
    gap: int
    above: int
    height: int

    @classmethod
    def of(cls, parts: Sequence[PagePart], box: Box, gaps: Sequence[int], clear: int = 0) -> Self:
        for blocks, gap in product(concessions(parts), gaps):
            above = clear if blocks and blocks[0].target else 0
            fit = cls(blocks, gap, above, above + height_of(blocks, box.w, gap))
            if fit.height <= box.h:
                break
        return fit

    def draw(self, box: Box) -> None:
        """Draw the parts."""
        stack(self.blocks, box.below(self.above), self.gap)


@dataclass(frozen=True, slots=True)
class ColumnFit:
    """Parts laid out: with low reach in two columns, ``above`` the middle of the glass and below.

    The words end above the middle; those without room there go on below. Without anything to touch
    the words have both halves.
    """

    above: Sequence[Block]
    place: Box
    gap: int
    below: _PartsFit

    @classmethod
    def of(
        cls,
        canvas: Canvas,
        room: Box,
        parts: Sequence[PagePart],
        gaps: Sequence[int],
        clear: int = 0,
    ) -> Self:
        """Lay the parts out in a room with the first of ``gaps`` that lets it.

        ``clear`` pixels stay free over what can be touched first.
        """
        if not canvas.above:
            return cls((), room, 0, _PartsFit.of(parts, room, gaps, clear))
        place = room_above(canvas)
        place = Box(room.x, place.y, min(room.w, place.w), place.h)
        touched = [part for part in parts if part.target]
        if not touched:
            place = place.top(room.bottom - place.y)
        fit = _PartsFit.of([part for part in parts if not part.target], place, gaps)
        blocks, rest = list(fit.blocks), list[PagePart]()
        while blocks and height_of(blocks, place.w, fit.gap) > place.h:
            rest.insert(0, PagePart([blocks.pop()]))
        return cls(blocks, place, fit.gap, _PartsFit.of([*rest, *touched], room, gaps))

    def holds(self, room: Box) -> bool:
        """True if nothing is too high for the room or has a word too wide for it."""
        blocks = (*self.above, *self.below.blocks)
        return self.below.height <= room.h and all(block.whole(room.w) for block in blocks)

    def draw(self, canvas: Canvas, room: Box, *, middle: bool = False) -> None:
        """Draw the parts; ``middle`` puts them in the middle of a taller room."""
        height = height_of(self.above, self.place.w, self.gap)
        stack(self.above, self.place.foot(height), self.gap)
        fit = self.below
        if middle and not canvas.above:
            room = room.below(max(0, (room.h - fit.height) // 2)).top(fit.height)
        fit.draw(room)


def flexible(parts: Sequence[PagePart], gap: int) -> Block:
    """Parts as one block: in their least form at least, in the fullest form that its box holds."""
    *_, least = concessions(parts)

    def draw(box: Box) -> None:
        fit = _PartsFit.of(parts, box, [gap])
        grows = any(block.grow for block in fit.blocks)
        stack(fit.blocks, box if grows else box.below(max(0, (box.h - fit.height) // 2)), gap)

    return Block(
        lambda width: height_of(least, width, gap),
        draw,
        target=holds_target(least),
        whole=lambda width: all(block.whole(width) for block in least),
    )


def draw_column(
    canvas: Canvas,
    room: Box,
    parts: Sequence[PagePart],
    gaps: Sequence[int],
    *,
    clear: int = 0,
    middle: bool = False,
) -> None:
    """Draws the parts in the first form that fits, with the first of ``gaps`` that lets it.

    ``clear`` pixels stay free over what can be touched first; ``middle`` puts the parts in the
    middle of a taller room. With low reach each half of the glass is a column of its own.
    """
    found = ColumnFit.of(canvas, room, parts, gaps, clear)
    if found.below.height > room.h:
        canvas.problem(f"the parts need {found.below.height} px of {room.h}")
    found.draw(canvas, room, middle=middle)
