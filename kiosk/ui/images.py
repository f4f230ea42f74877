"""Pictures for QML by key: icons and pictures drawn from SVG, square codes from their squares."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

from kiosk.ui.icons import IconBook

CODE = "code-"


def code_key(rows: tuple[bytes, ...]) -> str:
    """The key of a square code: its own squares, so that nothing has to be kept beside it."""
    bits = "".join(str(int(bool(square))) for row in rows for square in row)
    return f"{CODE}{len(rows)}-{int(bits, 2):x}"


def code_image(key: str) -> QImage:
    """A code with one pixel a square, black on white."""
    _, side_text, bits = key.split("-")
    side = int(side_text)
    squares = bin(int(bits, 16))[2:].zfill(side * side)
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    for at, square in enumerate(squares):
        if square == "1":
            image.setPixel(at % side, at // side, 0xFF000000)
    return image


class KioskImages(QQuickImageProvider):
    """Answers ``image://kiosk/<key>`` at once, on the thread of the screen."""

    def __init__(self, icons: IconBook) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._icons = icons

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, N802, N803
        """The picture of a key in the size asked for."""
        if id.startswith(CODE):
            image = code_image(id)
        else:
            image = QImage(requestedSize, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            QSvgRenderer(QByteArray(self._icons.svg(id).encode())).render(
                painter, QRectF(0, 0, requestedSize.width(), requestedSize.height())
            )
            painter.end()
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image
