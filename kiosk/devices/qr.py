"""Make QR codes as plain modules, and read them back.

A code is rows of bytes that the screen and the paper paint module by module, without Qt or the
pictures of a library. ``qrcode`` and ``zxingcpp`` load on first use: both are slow to import, and a
visit may never need them.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Literal

import msgspec

Level = Literal["M", "Q"]
"""ISO/IEC 18004 error correction: M (15 %) on the screen, Q (25 %) on paper, which creases."""

QUIET_ZONE = 4
"""Free modules around a code that ISO/IEC 18004 requires."""
MIN_SCREEN_PX = 8
"""Fewest pixels per module on the screen at which all blurred and rotated pictures can be read."""
CAPACITY: dict[Level, int] = {"M": 2331, "Q": 1663}
"""Bytes of the largest code (version 40) at each level, from ISO/IEC 18004 table 7."""
_ERROR_LEVELS: dict[Level, int] = {"M": 0, "Q": 3}
"""The two-bit values of the levels in ISO/IEC 18004 table 12, which ``qrcode`` takes."""


class QrMatrix(msgspec.Struct, frozen=True):
    """A code: ``modules`` has one ``bytes`` per row, 1 for black, including the quiet zone."""

    modules: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Modules along a side, including the quiet zone."""
        return len(self.modules)

    def bars(self) -> Iterator[tuple[int, int, int]]:
        """Yield the runs of black modules: row, first column, length, all in modules."""
        for row, modules in enumerate(self.modules):
            column = 0
            for black, run in groupby(modules):
                length = len(list(run))
                if black:
                    yield row, column, length
                column += length


class TooLong(msgspec.Struct, frozen=True):
    """The text has ``length`` bytes, but the largest code holds ``limit``."""

    length: int
    limit: int


@lru_cache(maxsize=32)
def matrix(text: str, level: Level, border: int = QUIET_ZONE) -> QrMatrix | TooLong:
    """Return the smallest code for ``text``, with ``border`` free modules around it.

    The last codes are cached for the visit.
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


def module_pixels(available_px: int, modules: int) -> int | None:
    """Return the whole pixels per module when ``modules`` share a side of ``available_px``.

    ``None`` if that is less than :data:`MIN_SCREEN_PX`: such a code is not offered.
    """
    pixels = available_px // modules
    return pixels if pixels >= MIN_SCREEN_PX else None


def read_back(gray8: bytes, width: int, height: int) -> str | None:
    """Read the code in a picture with one byte per pixel; ``None`` if there is none.

    Raises:
        ValueError: ``gray8`` does not have ``width * height`` bytes.
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
    """True if ``read`` is the payload, in any Unicode normalization form."""
    if read is None:
        return False
    return unicodedata.normalize("NFC", read) == unicodedata.normalize("NFC", payload)
