"""The sketch of a way: rings of minutes, a dotted straight line, a bar, north at the top.

It is computed and drawn from its key alone, so that nothing of it is stored elsewhere. Screen and
slip draw the same sketch.
"""

import math
from typing import Self

import msgspec

from kiosk.domain.straight_line import MILE_M, StraightLine, metres_of_walk

WAY = "way-"
DOT, PIN_WIDE, PIN_HIGH, EDGE, NORTH_HIGH = 5.0, 10.5, 14.0, 6.0, 20.0
"""Sizes in units: radius of the dot here, the pin, the margin, the length of the arrow."""
TICK, RIM, RING, SPOT, STEP = 3.0, 1.1, 0.6, 1.0, 4.2
"""Height of a bar's end, widths of lines, radius of a dot of the line and from one to the next."""
_WIDEST_RING = 0.62
"""The ring of ten minutes in the shorter side: a near place is not drawn any farther off."""
_SHRINK, _SMALLEST = 0.94, 0.05
Point = tuple[float, float]


class SketchRoom(msgspec.Struct, frozen=True):
    """The room for words: ``aside`` at the right for arrow and bar, ``foot`` over the bar.

    ``here`` is the width of the words next to the dot. ``unit`` sets the sizes of marks.
    """

    unit: float
    aside: float
    foot: float
    here: float


class WaySketch(msgspec.Struct, frozen=True):
    """Where everything is, from the top left corner; north is up and the map is never mirrored."""

    line: StraightLine
    width: float
    height: float
    room: SketchRoom
    scale: float
    """Length of a metre."""

    @classmethod
    def of(cls, line: StraightLine, size: Point, room: SketchRoom) -> Self:
        """Return the largest sketch that fits."""
        (width, height), unit = size, room.unit
        free_across = width - room.aside - (2 * EDGE + PIN_WIDE) * unit
        free_down = height - (EDGE * 2 + PIN_HIGH + DOT) * unit
        turn = math.radians(line.bearing)
        scale = _WIDEST_RING * min(size) / metres_of_walk(10)
        for length, free in (
            (abs(math.sin(turn)) * line.metres, free_across),
            (abs(math.cos(turn)) * line.metres, free_down),
        ):
            if length * scale > free:
                scale = free / length
        while True:
            found = cls(line, width, height, room, scale)
            if found._is_clear() or scale * metres_of_walk(30) < _SMALLEST * width:
                return found
            scale *= _SHRINK

    @property
    def unit(self) -> float:
        """The length that sets the sizes of marks."""
        return self.room.unit

    @property
    def _middle(self) -> Point:
        top, bottom = (EDGE + PIN_HIGH) * self.unit, (EDGE + DOT) * self.unit
        return (self.width - self.room.aside) / 2, (top + self.height - bottom) / 2

    def _point(self, share: float) -> Point:
        """Return the point of a share of the way, counted from its middle."""
        long = self.line.metres * self.scale * share
        x, y = self._middle
        turn = math.radians(self.line.bearing)
        return x + long * math.sin(turn), y - long * math.cos(turn)

    @property
    def here(self) -> Point:
        """The position of the kiosk."""
        return self._point(-0.5)

    @property
    def place(self) -> Point:
        """The position of the place: the tip of the pin."""
        return self._point(0.5)

    def ring(self, minutes: float) -> float:
        """Return the radius of a ring."""
        return metres_of_walk(minutes) * self.scale

    @property
    def bar(self) -> tuple[Point, Point]:
        """The ends of half a mile, low at the right."""
        right, y = self.width - EDGE * self.unit, self.height - EDGE * self.unit
        return (right - self.scale * MILE_M / 2, y), (right, y)

    @property
    def arrow(self) -> tuple[Point, Point]:
        """Tip and end of the arrow, high at the right."""
        x, y = self.width - self.room.aside / 2 - EDGE * self.unit / 2, EDGE * self.unit
        return (x, y), (x, y + NORTH_HIGH * self.unit)

    def spots(self) -> list[Point]:
        """Return the dots of the line, clear of both ends."""
        (x, y), (u, v) = self.here, self.place
        long = math.hypot(u - x, v - y)
        first, last = (DOT + 1.5) * self.unit, long - 1.5 * self.unit
        if last <= first:
            return []
        steps = max(1, round((last - first) / (STEP * self.unit)))
        shares = [(first + (last - first) * step / steps) / long for step in range(steps + 1)]
        return [(x + (u - x) * share, y + (v - y) * share) for share in shares]

    def _is_clear(self) -> bool:
        """Return True if nothing of the way lies in the bar and its words."""
        (left, low), (right, _) = self.bar
        if left < EDGE * self.unit:
            return False
        top, near = low - self.room.foot - TICK * self.unit, (DOT + 1) * self.unit
        x, y = self.here
        reach, under = (DOT + 3) * self.unit + self.room.here, y + (DOT + 3) * self.unit
        is_named = x >= reach or x + reach <= left or under + self.room.foot <= top
        points = [self.here, self.place, *self.spots()]
        points.append((self.place[0], self.place[1] - PIN_HIGH * self.unit))
        return is_named and not any(
            left - near < x < right + near and y > top - near for x, y in points
        )


class SketchColors(msgspec.Struct, frozen=True):
    """Colours as ``#RRGGBB``: rings, dots of the line, lines, dot, middle of the dot, pin."""

    ring: str
    way: str
    ink: str
    here: str
    middle: str
    pin: str


ON_PAPER = SketchColors("", "#000000", "#000000", "#000000", "#000000", "#FFFFFF")
"""Black on white paper, without rings."""


def way_key(sketch: WaySketch, colors: SketchColors) -> str:
    """Return the key of a sketch."""
    numbers = (
        *(sketch.line.bearing, sketch.line.metres, sketch.width, sketch.height),
        *(sketch.unit, sketch.room.aside, sketch.room.foot, sketch.room.here),
    )
    shades = (colors.ring, colors.way, colors.ink, colors.here, colors.middle, colors.pin)
    return WAY + "-".join(
        (*(f"{number:.4f}" for number in numbers), *(one.lstrip("#") for one in shades))
    )


def way_svg(key: str) -> str:
    """Draw the sketch of a key."""
    parts = key.removeprefix(WAY).split("-")
    bearing, metres, width, height, unit, *room = map(float, parts[:8])
    colors = SketchColors(*(f"#{one}" if one else "" for one in parts[8:]))
    rings = _RINGS if colors.ring else ()
    line = StraightLine(metres, bearing)
    sketch = WaySketch.of(line, (width, height), SketchRoom(unit, *room))
    body = [
        *(_circle(sketch.here, sketch.ring(at), "none", colors.ring, RING * unit) for at in rings),
        *(_circle(spot, SPOT * unit, colors.way) for spot in sketch.spots()),
        *_bar(sketch, colors.ink),
        *_arrow(sketch, colors.ink),
        _pin(sketch, colors),
        _circle(sketch.here, DOT * unit, colors.here, colors.ink, RIM * unit),
        _circle(sketch.here, DOT * unit * 0.28, colors.middle),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}">{"".join(body)}</svg>'
    )


_RINGS = (10, 20, 30)


def _circle(at: Point, radius: float, fill: str, line: str = "", wide: float = 0) -> str:
    edge = f' stroke="{line}" stroke-width="{wide:.3f}"' if line else ""
    return f'<circle cx="{at[0]:.3f}" cy="{at[1]:.3f}" r="{radius:.3f}" fill="{fill}"{edge}/>'


def _stroke(points: str, ink: str, wide: float) -> str:
    return (
        f'<path d="{points}" fill="none" stroke="{ink}" stroke-width="{wide:.3f}"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _bar(sketch: WaySketch, ink: str) -> tuple[str, ...]:
    (left, y), (right, _) = sketch.bar
    up = TICK * sketch.unit / 2
    ends = (f"M{x:.3f} {y - up:.3f}V{y + up:.3f}" for x in (left, right))
    path = f"M{left:.3f} {y:.3f}H{right:.3f}{''.join(ends)}"
    return (_stroke(path, ink, RIM * sketch.unit),)


def _arrow(sketch: WaySketch, ink: str) -> tuple[str, ...]:
    (x, y), (_, end) = sketch.arrow
    wing = 4 * sketch.unit
    path = f"M{x:.3f} {end:.3f}V{y:.3f}M{x - wing:.3f} {y + wing:.3f}L{x:.3f} {y:.3f}"
    return (_stroke(f"{path}L{x + wing:.3f} {y + wing:.3f}", ink, RIM * sketch.unit),)


def _pin(sketch: WaySketch, colors: SketchColors) -> str:
    """Draw a pin whose tip is the place."""
    (x, y), unit = sketch.place, sketch.unit
    half, head = PIN_WIDE * unit / 2, y - (PIN_HIGH - PIN_WIDE / 2) * unit
    path = (
        f"M{x:.3f} {y:.3f}C{x - half * 0.4:.3f} {y - half * 0.8:.3f} {x - half:.3f}"
        f" {head + half * 0.7:.3f} {x - half:.3f} {head:.3f}"
        f"A{half:.3f} {half:.3f} 0 0 1 {x + half:.3f} {head:.3f}"
        f"C{x + half:.3f} {head + half * 0.7:.3f} {x + half * 0.4:.3f} {y - half * 0.8:.3f}"
        f" {x:.3f} {y:.3f}Z"
    )
    wide = RIM * unit
    shape = (
        f'<path d="{path}" fill="{colors.pin}" stroke="{colors.ink}" stroke-width="{wide:.3f}"'
        ' stroke-linejoin="round"/>'
    )
    return shape + _circle((x, head), half * 0.3, colors.ink)
