"""Paint a laid-out slip on any painter, or into one-bit dots."""

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextOption
from PySide6.QtSvg import QSvgRenderer

from kiosk.devices import qr
from kiosk.devices.slip import SlipContent
from kiosk.ui.kit.typography import rows_of
from kiosk.ui.kit.way_sketch import way_svg
from kiosk.ui.slip.slip_layout import lay_out
from kiosk.ui.slip.slip_ops import (
    DOTS_PER_MM,
    MODULE_MM,
    ROLL_80,
    BarOp,
    CodeOp,
    FrameOp,
    Roll,
    SketchOp,
    SlipSheet,
    TextOp,
)
from kiosk.ui.slip.slip_text import UNITS, text_layout

_INK_BELOW = 150
"""Grey below which a dot is black: a little over the middle, so that thin strokes stay whole."""


def prepare(content: SlipContent, roll: Roll = ROLL_80) -> SlipSheet:
    """Return the slip to offer, with its code only if the painted code reads back equal.

    Raises:
        SlipRefused: a text does not pass the discretion gate.
        SlipTooLong: the slip is too long even without its code.
    """
    sheet = lay_out(content, roll)
    return sheet if reads_back(sheet) else lay_out(content.without_code(), roll)


def reads_back(sheet: SlipSheet) -> bool:
    """Return True if the printed code reads back as its payload, or there is no code."""
    return sheet.payload is None or qr.same_content(sheet.payload, read_image(slip_image(sheet)))


def read_image(image: QImage) -> str | None:
    """Return what a camera would read in a painted picture."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    # Rows are padded to four bytes, which reads as a slightly wider margin.
    return qr.read_back(bytes(gray.constBits()), gray.bytesPerLine(), gray.height())


def paint(sheet: SlipSheet, painter: QPainter, dots_per_mm: float) -> None:
    """Paint the slip in black with its top left corner at the painter's origin."""
    black = QColor(0, 0, 0)
    painter.save()
    painter.scale(dots_per_mm / UNITS, dots_per_mm / UNITS)
    for op in sheet.ops:
        if isinstance(op, TextOp):
            _paint_text(op, painter, black)
        elif isinstance(op, BarOp):
            painter.fillRect(_box(op.x, op.y, op.width, op.height), black)
        elif isinstance(op, FrameOp):
            _paint_frame(op, painter, black)
        elif isinstance(op, SketchOp):
            box = _box(op.x, op.y, op.width, op.height)
            QSvgRenderer(QByteArray(way_svg(op.key).encode())).render(painter, box)
        else:
            _paint_code(op, painter, black)
    painter.restore()


def _box(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * UNITS, y * UNITS, width * UNITS, height * UNITS)


def _paint_text(op: TextOp, painter: QPainter, black: QColor) -> None:
    layout = text_layout(op.line, QTextOption.WrapMode.NoWrap)
    (row,) = rows_of(layout, op.line.width / op.line.squeeze * UNITS + 1)
    painter.setPen(black)
    painter.save()
    painter.translate(op.x * UNITS, op.baseline * UNITS)
    painter.scale(op.line.squeeze, 1)
    layout.draw(painter, QPointF(0, -row.ascent()))
    painter.restore()


def _paint_frame(op: FrameOp, painter: QPainter, black: QColor) -> None:
    half = op.line / 2
    box = _box(op.x + half, op.y + half, op.width - op.line, op.height - op.line)
    painter.setPen(QPen(black, op.line * UNITS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, op.radius * UNITS, op.radius * UNITS)


def _paint_code(op: CodeOp, painter: QPainter, black: QColor) -> None:
    """Paint runs of black modules as bars: a picture would become a blurred JPEG in a PDF."""
    for row, column, length in op.matrix.bars():
        x, y = op.x + column * MODULE_MM, op.y + row * MODULE_MM
        painter.fillRect(_box(x, y, length * MODULE_MM, MODULE_MM), black)


def slip_image(sheet: SlipSheet, *, whole_paper: bool = False) -> QImage:
    """Return the slip in black and white dots, 8 per mm, without or with its margins."""
    width = sheet.roll.width if whole_paper else sheet.roll.printed
    image = QImage(
        round(width * DOTS_PER_MM),
        int(sheet.height * DOTS_PER_MM + 0.999),
        QImage.Format.Format_Grayscale8,
    )
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if not whole_paper:
        painter.translate(-sheet.roll.margin * DOTS_PER_MM, 0)
    paint(sheet, painter, DOTS_PER_MM)
    painter.end()
    return _two_tone(image)


def _two_tone(image: QImage) -> QImage:
    table = bytes(0 if grey < _INK_BELOW else 255 for grey in range(256))
    rows, height = image.bytesPerLine(), image.height()
    dots = bytes(image.constBits()).translate(table)
    sharp = QImage(dots, image.width(), height, rows, QImage.Format.Format_Grayscale8)
    return sharp.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
