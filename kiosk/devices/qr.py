"""Square codes as plain modules, and reading them back.

Nothing here knows pictures of a library or Qt: a code is rows of bytes that the screen and the
paper paint module by module. ``qrcode`` and ``zxingcpp`` load on first use; both are slow to import
and a visit may never need them.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Level = Literal["M", "Q"]
"""ISO/IEC 18004 correction: M (15 %) on the screen, Q (25 %) on paper, which creases."""

QUIET_ZONE = 4
"""Free modules around a code, as ISO/IEC 18004 asks."""
MIN_SCREEN_PX = 8
"""Pixels a module on the screen: the least at which blurred, turned pictures all read."""
CAPACITY: dict[Level, int] = {"M": 2331, "Q": 1663}
"""Bytes of the largest code (version 40) at each level, from ISO/IEC 18004 table 7."""
_REMEMBERED = 32
_ERROR_LEVELS: dict[Level, int] = {"M": 0, "Q": 3}
"""The two-bit names of the levels in ISO/IEC 18004 table 12, which ``qrcode`` takes as they are."""


@dataclass(frozen=True, slots=True)
class QrMatrix:
    """A code: ``modules`` is one ``bytes`` per row, 1 for black, the quiet zone included."""

    modules: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules along a side, the quiet zone included."""
        return len(self.modules)


@dataclass(frozen=True, slots=True)
class TooLong:
    """No code holds this text: it has ``length`` bytes, the largest code ``limit``."""

    length: int
    limit: int


@lru_cache(maxsize=_REMEMBERED)
def matrix(text: str, level: Level, border: int = QUIET_ZONE) -> QrMatrix | TooLong:
    """The smallest code that says ``text``, with ``border`` free modules around it.

    The last codes are remembered until :func:`clear_cache`.
    """
    from qrcode.exceptions import DataOverflowError  # noqa: PLC0415 - slow to import
    from qrcode.main import QRCode  # noqa: PLC0415 - slow to import

    length = len(text.encode())
    if length > CAPACITY[level]:
        return TooLong(length, CAPACITY[level])
    code = QRCode(error_correction=_ERROR_LEVELS[level], border=border)
    code.add_data(text)
    try:
        code.make(fit=True)
    except DataOverflowError:
        return TooLong(length, CAPACITY[level])
    return QrMatrix(tuple(bytes(row) for row in code.get_matrix()))


def clear_cache() -> None:
    """Drops every remembered code: nothing of a visit stays."""
    matrix.cache_clear()


def module_pixels(available_px: int, modules: int) -> int | None:
    """Whole pixels for each of ``modules`` along a side of ``available_px``.

    ``None`` when that is under :data:`MIN_SCREEN_PX`: such a code is not offered.
    """
    pixels = available_px // modules
    return pixels if pixels >= MIN_SCREEN_PX else None


def read_back(gray8: bytes, width: int, height: int) -> str | None:
    """What a camera would read in a picture of one byte a pixel, or ``None`` for nothing.

    Raises:
        ValueError: ``gray8`` is not ``width * height`` bytes.
    """
    if len(gray8) != width * height or not gray8:
        raise ValueError(f"A picture of {width} x {height} has not {len(gray8)} bytes.")
    import zxingcpp  # noqa: PLC0415 - slow to import

    found = zxingcpp.read_barcode(
        memoryview(gray8).cast("B", (height, width)),
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode),
        text_mode=zxingcpp.TextMode.Plain,
        try_rotate=False,
        try_invert=False,
    )
    return None if found is None else str(found.text)


def same_content(payload: str, read: str | None) -> bool:
    """Whether what was read is the payload: the same letters, in whichever Unicode form."""
    if read is None:
        return False
    return unicodedata.normalize("NFC", read) == unicodedata.normalize("NFC", payload)
