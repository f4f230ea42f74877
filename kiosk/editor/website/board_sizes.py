"""The sizes of electronic boards."""

import re
from typing import Final

WIDEST: Final = 4
"""Greatest ratio of two sides."""
SHORTEST: Final = 200
LONGEST: Final = 8192
"""Bounds of a side in pixels."""
_SIZE: Final = re.compile(r"([0-9]{1,5})x([0-9]{1,5})")


def board_size(text: str) -> tuple[int, int]:
    """Return the size of a board, such as ``1400x400``.

    Raises:
        ValueError: it is no size, or not between 1 : 4 and 4 : 1; the message says so.
    """
    found = _SIZE.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"{text} is no size of a board. Write it as 1400x400.")
    width, height = int(found[1]), int(found[2])
    if not all(SHORTEST <= side <= LONGEST for side in (width, height)):
        raise ValueError(f"{text}: a side has {SHORTEST} to {LONGEST} pixels.")
    if max(width, height) > WIDEST * min(width, height):
        raise ValueError(f"{text}: a board is at most {WIDEST} times as long as its other side.")
    return width, height
