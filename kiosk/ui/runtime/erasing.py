"""Overwrite freed memory, so that no text typed by a visitor remains in it.

Neither Python nor Qt clears a text that is no longer used: its letters remain until something of
the same size replaces them. So this allocates such blocks, fills them with zeros and frees them. It
reaches free blocks in the sizes of short texts, of Python and of C; it cannot reach memory that the
allocator still holds back, registers, or the graphics card.
"""

import gc
from typing import Final

from PySide6.QtCore import QByteArray

SIZES: Final = (*range(16, 257, 16), 512, 1024, 4096, 16384)
"""Bytes of a short text with its header (the longest search has 40 letters), and of the larger
blocks that several free ones form."""
PIECES: Final = 3000
WHOLE: Final = 1 << 21
"""Most blocks of each size, and most bytes of one size: more than a page frees."""


def overwrite_freed() -> None:
    """Overwrite the free blocks of short texts; takes some hundredths of a second."""
    gc.collect()
    for size in SIZES:
        pieces = range(min(PIECES, WHOLE // size))
        taken: list[object] = [QByteArray(size - 8, 0) for _ in pieces]
        taken += [bytes(size - 8) for _ in pieces]
        del taken
