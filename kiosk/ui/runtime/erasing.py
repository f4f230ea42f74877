"""Writes over memory that was given back, so that words a visitor typed stay in none of it.

Neither Python nor Qt clears a text that nobody needs any more: its letters stand where they stood
until something else of its size takes the place. So the places are taken, filled with noughts and
given back. That reaches what is free in the sizes of short texts, of Python and of C; it cannot
reach what the allocator has not given back to anybody yet, the registers, or the graphics card.
"""

import gc
from typing import Final

from PySide6.QtCore import QByteArray

SIZES: Final = (*range(16, 257, 16), 512, 1024, 4096, 16384)
"""Bytes of a short text with what stands before it (the longest search has 40 letters), and of the
larger pieces that several free ones become."""
PIECES: Final = 3000
WHOLE: Final = 1 << 21
"""Of each size at most, and the bytes of all of one size: more than a page gives back as it goes.
"""


def overwrite_freed() -> None:
    """Fill the free places of short texts; takes some hundredths of a second."""
    gc.collect()
    for size in SIZES:
        pieces = range(min(PIECES, WHOLE // size))
        taken: list[object] = [QByteArray(size - 8, 0) for _ in pieces]
        taken += [bytes(size - 8) for _ in pieces]
        del taken
