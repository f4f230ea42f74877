"""Images for QML by key: icons and pictures from SVG, codes and slips from their dots."""

import base64
import zlib

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.keypad_path import FINGER, finger_size, finger_svg
from kiosk.ui.kit.way_sketch import WAY, way_svg

CODE = "code-"
SLIP = "slip-"
BLACK, WHITE = 0xFF000000, 0xFFFFFFFF
_AS_DIGITS = b"0" + b"1" * 255
"""Maps a module of a code to a digit: black is 1."""
_AS_GREYS = bytes(0 if byte == ord("1") else 255 for byte in range(256))
"""Maps a digit of a key to a grey value: 1 is black."""


def code_key(rows: tuple[bytes, ...]) -> str:
    """Return the key of a QR code: its own modules, so that nothing is stored elsewhere."""
    bits = b"".join(rows).translate(_AS_DIGITS)
    return f"{CODE}{len(rows)}-{int(bits, 2):x}"


def code_image(key: str) -> QImage:
    """Return a code with one pixel per module, black on white."""
    _, side_text, bits = key.split("-")
    side = int(side_text)
    squares = f"{int(bits, 16):b}".zfill(side * side).encode().translate(_AS_GREYS)
    # QImage only borrows the bytes; the copy owns its own.
    return QImage(squares, side, side, side, QImage.Format.Format_Grayscale8).copy()


def code_gray8(key: str, pixels: int) -> bytes:
    """Render a code as on the screen, ``pixels`` per module: one grey byte per pixel.

    Used to read the code back before anyone sees it.
    """
    small = code_image(key)
    side = small.width() * pixels
    image = small.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio)
    stride, data = image.bytesPerLine(), bytes(image.constBits())
    return b"".join(data[row * stride : row * stride + side] for row in range(side))


def slip_key(image: QImage) -> str:
    """Return the key of a painted slip: its own dots, so that nothing is stored elsewhere."""
    dots = image.convertToFormat(QImage.Format.Format_Mono)
    packed = base64.urlsafe_b64encode(zlib.compress(bytes(dots.constBits()))).decode()
    black = int(dots.color(0) == BLACK)
    return f"{SLIP}{dots.width()}x{dots.height()}x{black}-{packed}"


def slip_picture(key: str, size: QSize) -> QImage:
    """Return a slip smoothly scaled to a size."""
    measures, packed = key.removeprefix(SLIP).split("-", 1)
    width, height, black = map(int, measures.split("x"))
    data = zlib.decompress(base64.urlsafe_b64decode(packed))
    dots = QImage(data, width, height, len(data) // height, QImage.Format.Format_Mono)
    dots.setColorTable([BLACK, WHITE] if black else [WHITE, BLACK])
    return dots.convertToFormat(QImage.Format.Format_RGB32).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _drawn(svg: str, size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(
        painter, QRectF(0, 0, size.width(), size.height())
    )
    painter.end()
    return image


class KioskImages(QQuickImageProvider):
    """Serves ``image://kiosk/<key>`` synchronously, on the screen's thread."""

    def __init__(self, icons: IconBook) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._icons = icons

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        """Return the image of a key in the requested size."""
        if id.startswith(CODE):
            image = code_image(id)
        elif id.startswith(SLIP):
            image = slip_picture(id, requestedSize)
        elif id.startswith(FINGER):
            image = _drawn(finger_svg(id), QSize(*finger_size(id)))
        elif id.startswith(WAY):
            image = _drawn(way_svg(id), requestedSize)
        else:
            image = _drawn(self._icons.svg(id), requestedSize)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
