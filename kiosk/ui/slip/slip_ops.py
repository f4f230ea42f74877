"""Painting operations of a slip in millimetres, and the measures of the paper.

A slip is as wide as a roll of 80 or 58 mm and at most 150 mm long; on a sheet it has the wider
width.
"""

from dataclasses import dataclass, replace

from kiosk.devices.qr import QrMatrix
from kiosk.ui.slip.slip_text import SetLine

MAX_HEIGHT_MM = 150.0
MODULE_MM = 1.0
DOTS_PER_MM = 8
"""Thermal printers have 203 dots per inch."""
RULE_MM = 0.5
DIGITS_MM, DIGITS_FLOOR_MM = 7.0, 6.0


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll of ``width`` mm; the head prints the middle ``printed`` mm."""

    width: float
    printed: float

    @property
    def margin(self) -> float:
        """Return the unprinted mm on each side."""
        return (self.width - self.printed) / 2


ROLL_80, ROLL_58 = Roll(80.0, 72.0), Roll(58.0, 48.0)
"""Heads of 576 and 384 dots at 8 per mm, as in receipt printers of these widths."""


@dataclass(frozen=True, slots=True)
class TextOp:
    """A line of text; ``x`` is its left edge, ``baseline`` is measured from the top, both in mm."""

    x: float
    baseline: float
    line: SetLine


@dataclass(frozen=True, slots=True)
class BarOp:
    """A black bar, in mm."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FrameOp:
    """A rounded outline, in mm; the line is inside the given box."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 2.0
    line: float = RULE_MM


@dataclass(frozen=True, slots=True)
class CodeOp:
    """A QR code with its quiet zone, :data:`MODULE_MM` per module."""

    x: float
    y: float
    matrix: QrMatrix


@dataclass(frozen=True, slots=True)
class SketchOp:
    """The sketch of a way by its key, in mm."""

    x: float
    y: float
    width: float
    height: float
    key: str


SlipOp = TextOp | BarOp | FrameOp | CodeOp | SketchOp


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """A slip ready to paint. ``payload`` is the content of its code, ``None`` without a code.

    ``is_asked`` is false if all its questions are left out.
    """

    height: float
    ops: tuple[SlipOp, ...]
    payload: str | None
    roll: Roll = ROLL_80
    has_way: bool = False
    is_asked: bool = True


class SlipTooLong(Exception):  # noqa: N818 - it is an answer, not a fault
    """Raised if a slip exceeds the limit even without its code; ``height`` in mm."""

    def __init__(self, height: float) -> None:
        self.height = height
        super().__init__(
            f"The slip would be {height:.0f} mm long, over {MAX_HEIGHT_MM:.0f} mm. "
            "Put fewer services on it."
        )


def moved(op: SlipOp, down: float) -> SlipOp:
    """Move an operation ``down`` mm."""
    if isinstance(op, TextOp):
        return replace(op, baseline=op.baseline + down)
    return replace(op, y=op.y + down)


def on_dots(length: float) -> float:
    """Round ``length`` in mm to the edge of a printed dot, so that bars and modules stay even."""
    return round(length * DOTS_PER_MM) / DOTS_PER_MM


_END_MM, _GAP_MM, _THICK_MM = 6.0, 3.0, 1.0


def with_edges(sheet: SlipSheet) -> SlipSheet:
    """Add a line with a bar at each end of the printable width above a slip.

    On a narrower roll one bar is missing; on a wider one it is far from the edge.
    """
    roll = sheet.roll
    left, right = roll.margin, roll.margin + roll.printed
    down = _END_MM + _GAP_MM
    ops = [
        BarOp(left, _GAP_MM, _THICK_MM, _END_MM),
        BarOp(left, _GAP_MM + (_END_MM - RULE_MM) / 2, roll.printed, RULE_MM),
        BarOp(right - _THICK_MM, _GAP_MM, _THICK_MM, _END_MM),
    ]
    below = (moved(op, down) for op in sheet.ops)
    return replace(sheet, height=sheet.height + down, ops=(*ops, *below))
