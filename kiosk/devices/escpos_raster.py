"""A slip as dots, and as the bytes of a receipt printer: Epson's ESC/POS, which others follow.

Only ``GS v 0`` draws: no printer's own letters are used. Decision 0022 says why no library writes
these bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

BAND = 24
"""Rows of dots in one command: what a job leaves half sent is at most this."""
_START, _CUT = b"\x1b@", b"\x1dVB\x00"
"""Begin from a clean state; feed to the knife and cut (no effect without one)."""
CUT_OFF = _START + _CUT
"""What is on paper so far, when nothing follows."""


@dataclass(frozen=True, slots=True)
class Dots:
    """A picture of one bit a dot: ``width`` is a multiple of 8, a set bit is black.

    Raises:
        ValueError: ``rows`` is not as many bytes as whole rows need.
    """

    width: int
    rows: bytes

    def __post_init__(self) -> None:
        if self.width % 8 or not self.rows or len(self.rows) % (self.width // 8):
            raise ValueError(f"{len(self.rows)} bytes are no rows of {self.width} dots.")

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.rows) * 8 // self.width


def encode(dots: Dots) -> bytes:
    """The picture as a receipt printer takes it, cut off behind it."""
    return b"".join((_START, *_bands(dots), _CUT))


def _bands(dots: Dots) -> Iterator[bytes]:
    across = dots.width // 8
    for top in range(0, dots.height, BAND):
        rows = dots.rows[top * across : (top + BAND) * across]
        high = len(rows) // across
        yield b"\x1dv0\x00" + across.to_bytes(2, "little") + high.to_bytes(2, "little") + rows
