"""Where words stand on the sketch of a way, so that none covers a mark or another word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kiosk.ui.kit.way_sketch import DOT, PIN_HIGH, PIN_WIDE, TICK, Point, WaySketch


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A rectangle on the sketch, in its lengths."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: "LabelBox") -> bool:
        """Return True if the two overlap."""
        across = self.x < other.x + other.w and other.x < self.x + self.w
        return across and self.y < other.y + other.h and other.y < self.y + self.h


def _around(at: Point, side: float, up: float, down: float) -> LabelBox:
    """Return the box of a mark by its reach from a point."""
    return LabelBox(at[0] - side, at[1] - up, 2 * side, up + down)


@dataclass(slots=True)
class WayLabels:
    """Finds a free place for each word, the most needed asked for first.

    ``near`` is the distance from a mark to its words.
    """

    sketch: WaySketch
    near: float
    taken: list[LabelBox] = field(default_factory=list)

    def __post_init__(self) -> None:
        sketch, unit = self.sketch, self.sketch.unit
        (left, low), (right, _) = sketch.bar
        (_, top), (_, end) = sketch.arrow
        self.taken += [
            self._dot,
            self._pin,
            *(_around(spot, unit, unit, unit) for spot in sketch.spots()),
            LabelBox(left, low - TICK * unit, right - left, 2 * TICK * unit),
            _around(sketch.arrow[0], 4 * unit, 0, end - top),
        ]

    @property
    def _dot(self) -> LabelBox:
        radius = DOT * self.sketch.unit
        return _around(self.sketch.here, radius, radius, radius)

    @property
    def _pin(self) -> LabelBox:
        unit = self.sketch.unit
        return _around(self.sketch.place, PIN_WIDE * unit / 2, PIN_HIGH * unit, 0)

    def half_mile(self, size: Point) -> LabelBox | None:
        """Return the place over the bar, or before it."""
        (left, low), (right, _) = self.sketch.bar
        x = min((left + right - size[0]) / 2, self.sketch.width - self.near - size[0])
        over, before = low - TICK * self.sketch.unit - size[1], left - 2 * self.near - size[0]
        return self._first(size, [(x, over), (before, self._inside(low - size[1] / 2, size[1]))])

    def north(self, size: Point) -> LabelBox | None:
        """Return the place under the arrow, or before it."""
        unit = self.sketch.unit
        (x, top), (_, end) = self.sketch.arrow
        left = min(x - size[0] / 2, self.sketch.width - self.near - size[0])
        before = (
            x - 5 * unit - self.near - size[0],
            self._inside((top + end - size[1]) / 2, size[1]),
        )
        return self._first(size, [(left, end + 2 * unit), before])

    def here(self, size: Point) -> LabelBox | None:
        """Return the place next to the dot."""
        return self._first(size, self._next_to(self._dot, size, away=-1))

    def street(self, size: Point) -> LabelBox | None:
        """Return the place next to the pin."""
        return self._first(size, self._next_to(self._pin, size, away=1))

    def ring(self, minutes: int, size: Point) -> LabelBox | None:
        """Return the place in the line of a ring."""
        return self._first(size, self._on_ring(minutes, size))

    def _next_to(self, mark: LabelBox, size: Point, *, away: int) -> Iterator[Point]:
        """Yield the places beside a mark, under it and over it; ``away`` from the line first."""
        wide, high = size
        middle = self._inside(mark.y + (mark.h - high) / 2, high)
        before, after = (mark.x - self.near - wide, middle), (mark.x + mark.w + self.near, middle)
        is_east = (self.sketch.place[0] - self.sketch.here[0]) * away >= 0
        yield from (after, before) if is_east else (before, after)
        most = self.sketch.width - self.near - wide
        for x in (mark.x + (mark.w - wide) / 2, mark.x, mark.x + mark.w - wide):
            across = max(self.near, min(x, most))
            yield across, mark.y + mark.h + self.near
            yield across, mark.y - self.near - high

    def _inside(self, y: float, high: float) -> float:
        """Return the top of words, moved inside the margins above and below."""
        return max(self.near, min(y, self.sketch.height - self.near - high))

    def _on_ring(self, minutes: int, size: Point) -> Iterator[Point]:
        """Yield the places at the sides of a ring, below and above, that cover no other ring."""
        (x, y), radius, (wide, high) = self.sketch.here, self.sketch.ring(minutes), size
        apart = self.sketch.ring(10)
        for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            if (wide if right else high) + self.near <= apart:
                yield x + right * radius - wide / 2, y + down * radius - high / 2

    def _first(self, size: Point, places: Iterable[Point]) -> LabelBox | None:
        """Take the first place that is free and inside; ``None`` leaves the words out."""
        for x, y in places:
            where = LabelBox(x - self.near / 2, y, size[0] + self.near, size[1])
            inside = (
                where.x >= self.near / 2
                and where.x + where.w <= self.sketch.width - self.near / 2
                and y >= self.near
                and y + size[1] <= self.sketch.height - self.near
            )
            if inside and not any(where.meets(other) for other in self.taken):
                self.taken.append(where)
                return LabelBox(x, y, *size)
        return None
