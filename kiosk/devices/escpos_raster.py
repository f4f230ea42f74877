"""A slip as dots, and as the bytes of a receipt printer (Epson's ESC/POS, which others follow).

Only ``GS v 0`` draws; the printer's own fonts are not used. Decision 0022 says why no library
writes these bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

BAND = 24
"""Rows of dots in one command: at most this many are left half sent."""
_START, _CUT = b"\x1b@", b"\x1dVB\x00"
"""Reset the printer; feed to the cutter and cut (no effect without a cutter)."""
CUT_OFF = _START + _CUT
"""Cuts off what is on paper when nothing follows."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture with one bit per dot: ``width`` is a multiple of 8, a set bit is black.

    Raises:
        ValueError: ``rows`` does not consist of whole rows.
    """

    width: int
    rows: bytes

    def __post_init__(self) -> None:
        if self.width % 8 or not self.rows or len(self.rows) % (self.width // 8):
            raise ValueError(f"{len(self.rows)} bytes are no rows of {self.width} dots.")

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows) * 8 // self.width


def encode(dots: Dots) -> bytes:
    """Return the commands that print the picture and cut the paper."""
    return b"".join((_START, *_bands(dots), _CUT))


def _bands(dots: Dots) -> Iterator[bytes]:
    across = dots.width // 8
    for top in range(0, dots.height, BAND):
        rows = dots.rows[top * across : (top + BAND) * across]
        high = len(rows) // across
        yield b"\x1dv0\x00" + across.to_bytes(2, "little") + high.to_bytes(2, "little") + rows
