"""A picture in the making: shapes and letters with their boxes, painted as PNG or PDF.

Boxes count from the reading start, as on the screen (:class:`kiosk.ui.kit.scene.Box`).
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer

from kiosk.devices.qr import QrMatrix
from kiosk.domain.text import unmarked
from kiosk.presentation.card_faces import NUMBER_KEY
from kiosk.ui.cards.lettering import Lettering
from kiosk.ui.kit.page_pdf import page_pdf
from kiosk.ui.kit.scene import Align, Box

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class PaintedShape:
    """A filled box with round corners; with ``line`` only its edge, ``line`` units wide."""

    box: Box
    fill: str
    radius: int = 0
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class PaintedSvg:
    """A drawing that covers a box."""

    box: Box
    svg: str


@dataclass(frozen=True, slots=True)
class PaintedCode:
    """A square code in a box of whole modules."""

    box: Box
    matrix: QrMatrix


@dataclass(frozen=True, slots=True)
class CutLine:
    """A dashed line down the left edge of a box, where paper is cut."""

    box: Box


@dataclass(frozen=True, slots=True)
class PaintedWords:
    """Letters in a box: ``fill`` on ``ground``. ``turned``: they read upwards.

    ``is_number``: the text is a telephone number.
    """

    box: Box
    letters: Lettering
    fill: str
    ground: str
    align: Align = Align.START
    is_number: bool = False
    turned: bool = False

    def __post_init__(self) -> None:
        if self.align is Align.CENTER:
            object.__setattr__(self, "letters", replace(self.letters, centered=True))

    @property
    def text(self) -> str:
        """Return the text as it reads."""
        return unmarked(" ".join(self.letters.lines)).replace(NO_BREAK, " ")


Item = PaintedShape | PaintedSvg | PaintedCode | CutLine | PaintedWords


class Drawing:
    """Items on a sheet of ``width`` × ``height`` units; letters stay in the ``safe`` part."""

    def __init__(self, width: int, height: int, safe: Box, *, rtl: bool = False) -> None:
        self.width, self.height, self.safe, self.rtl = width, height, safe, rtl
        self.items: list[Item] = []

    @property
    def box(self) -> Box:
        """Return the whole sheet."""
        return Box(0, 0, self.width, self.height)

    @property
    def words(self) -> tuple[PaintedWords, ...]:
        """Return all letters."""
        return tuple(item for item in self.items if isinstance(item, PaintedWords))

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the texts as they read."""
        return tuple(one.text for one in self.words)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers as they read, each once."""
        return tuple(dict.fromkeys(one.text for one in self.words if one.is_number))

    def placed(self, box: Box) -> QRectF:
        """Return where a box is on the sheet."""
        x = self.width - box.right if self.rtl else box.x
        return QRectF(x, box.y, box.w, box.h)

    def ink_of(self, words: PaintedWords) -> QRectF:
        """Return what the letters cover on the sheet."""
        ink, at = words.letters.ink, self._origin(words)
        if words.turned:
            return QRectF(at[0] + ink.top(), at[1] - ink.right(), ink.height(), ink.width())
        return ink.translated(*at)

    def outside(self) -> tuple[str, ...]:
        """Return the texts that leave the safe part."""
        safe = self.placed(self.safe).adjusted(-0.5, -0.5, 0.5, 0.5)
        return tuple(one.letters.text for one in self.words if not safe.contains(self.ink_of(one)))

    def _origin(self, words: PaintedWords) -> tuple[float, float]:
        """Return the point of the sheet at which the outlines have their origin.

        The ink stands in the middle of its box from top to bottom.
        """
        box, ink = self.placed(words.box), words.letters.ink
        if words.turned:
            x = box.center().x() - ink.center().y()
            return x, box.center().y() + ink.center().x()
        y = box.center().y() - ink.center().y()
        if words.align is Align.CENTER:
            return box.center().x() - ink.center().x(), y
        if self.rtl is (words.align is Align.START):
            return box.right() - ink.right(), y
        return box.left() - ink.left(), y

    def paint(self, painter: QPainter) -> None:
        """Paint every item, in their order."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in self.items:
            painter.setPen(Qt.PenStyle.NoPen)
            if isinstance(item, PaintedWords):
                self._paint_words(item, painter)
            elif isinstance(item, PaintedShape):
                self._paint_shape(item, painter)
            elif isinstance(item, PaintedSvg):
                painter.save()
                painter.setClipRect(self.placed(item.box))
                QSvgRenderer(QByteArray(item.svg.encode())).render(painter, self.placed(item.box))
                painter.restore()
            elif isinstance(item, CutLine):
                at = self.placed(item.box)
                pen = QPen(QColor(0, 0, 0), self.width / 900, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([6, 6])
                painter.setPen(pen)
                painter.drawLine(at.topLeft(), at.bottomLeft())
            else:
                self._paint_code(item, painter)

    def _paint_words(self, words: PaintedWords, painter: QPainter) -> None:
        painter.save()
        painter.translate(*self._origin(words))
        if words.turned:
            painter.rotate(-90)
        painter.fillPath(words.letters.path, QColor(words.fill))
        painter.restore()

    def _paint_shape(self, shape: PaintedShape, painter: QPainter) -> None:
        at = self.placed(shape.box)
        if shape.line:
            half = shape.line / 2
            painter.setPen(QPen(QColor(shape.fill), shape.line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(at.adjusted(half, half, -half, -half), *(shape.radius,) * 2)
        elif shape.radius:
            painter.setBrush(QColor(shape.fill))
            painter.drawRoundedRect(at, shape.radius, shape.radius)
        else:
            painter.fillRect(at, QColor(shape.fill))

    def _paint_code(self, code: PaintedCode, painter: QPainter) -> None:
        at, module = self.placed(code.box), code.box.w / code.matrix.size
        for row, column, length in code.matrix.bars():
            x, y = at.x() + column * module, at.y() + row * module
            painter.fillRect(QRectF(x, y, length * module, module), QColor(0, 0, 0))

    def image(self, scale: float = 1.0) -> QImage:
        """Return the picture, ``scale`` pixels a unit."""
        size = QSizeF(self.width * scale, self.height * scale).toSize()
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(scale, scale)
        self.paint(painter)
        painter.end()
        return image

    def png(self) -> bytes:
        """Return the picture as PNG, one pixel a unit; its numbers stand in a text of the file."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, b"png")
        writer.setCompression(30)
        writer.setText(NUMBER_KEY, ", ".join(self.numbers))
        writer.write(self.image())
        return bytes(buffer.data().data())

    def pdf(self, units_per_mm: float, date: str) -> bytes:
        """Return a PDF of one page; ``date`` is its date as ``YYYYMMDDhhmmss``."""
        dots = round(units_per_mm * 25.4)

        def draw(painter: QPainter) -> None:
            painter.scale(*(dots / (units_per_mm * 25.4),) * 2)
            self.paint(painter)

        size = QSizeF(self.width / units_per_mm, self.height / units_per_mm)
        return page_pdf(size, dots, draw, title=", ".join(self.numbers), date=date)
