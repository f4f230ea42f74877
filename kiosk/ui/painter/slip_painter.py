"""Painting a laid-out slip: on any painter, into a PDF file, into dots of one bit."""

import os
import re
import tempfile
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QUuid,
)
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextOption,
)

from kiosk.handoff import qr
from kiosk.handoff.slip import SlipContent
from kiosk.ui.painter.slip_layout import lay_out
from kiosk.ui.painter.slip_ops import (
    DOTS_PER_MM,
    MARGIN_MM,
    MODULE_MM,
    PAPER_MM,
    PRINTED_MM,
    BarOp,
    CodeOp,
    FrameOp,
    SlipSheet,
    TextOp,
)
from kiosk.ui.painter.slip_text import UNITS, text_layout

_INK_BELOW = 150
"""Grey under which a dot is black: a little over the middle, so thin strokes stay whole."""
_POINT_MM = 25.4 / 72
_DATE = re.compile(rb"(?<=Date \(D:)\d{14}")
_PRODUCER = re.compile(rb"(?<=/Producer \(\xfe\xff)[^)]*(?=\))")
_NO_DATE = b"20000101000000"
_NO_METADATA = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
_NO_ID = QUuid("{00000000-0000-4000-8000-000000000000}")


def prepare(content: SlipContent) -> SlipSheet:
    """The slip to offer: its code was painted, read back and found equal, or is not on it.

    Raises:
        SlipRefused: a text does not pass the discretion gate.
        SlipTooLong: the slip is too long even without its code.
    """
    sheet = lay_out(content)
    return sheet if reads_back(sheet) else lay_out(content.without_code())


def reads_back(sheet: SlipSheet) -> bool:
    """Whether the code of a slip, as its printed dots, says the payload; true without a code."""
    return sheet.payload is None or qr.same_content(sheet.payload, read_image(slip_image(sheet)))


def read_image(image: QImage) -> str | None:
    """What a camera would read in a painted picture."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    # Rows are padded to four bytes: the padding is read as a little more of the margin.
    return qr.read_back(bytes(gray.constBits()), gray.bytesPerLine(), gray.height())


def paint(sheet: SlipSheet, painter: QPainter, dots_per_mm: float) -> None:
    """Paints the slip with its top left corner at the painter's origin, black on what is there."""
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
        else:
            _paint_code(op, painter, black)
    painter.restore()


def _box(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * UNITS, y * UNITS, width * UNITS, height * UNITS)


def _paint_text(op: TextOp, painter: QPainter, black: QColor) -> None:
    layout = text_layout(op.line, QTextOption.WrapMode.NoWrap)
    layout.beginLayout()
    row = layout.createLine()
    row.setLineWidth(op.line.width * UNITS + 1)
    row.setPosition(QPointF(0, 0))
    layout.endLayout()
    painter.setPen(black)
    layout.draw(painter, QPointF(op.x * UNITS, op.baseline * UNITS - row.ascent()))


def _paint_frame(op: FrameOp, painter: QPainter, black: QColor) -> None:
    half = op.line / 2
    box = _box(op.x + half, op.y + half, op.width - op.line, op.height - op.line)
    painter.setPen(QPen(black, op.line * UNITS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, op.radius * UNITS, op.radius * UNITS)


def _paint_code(op: CodeOp, painter: QPainter, black: QColor) -> None:
    """Bar by bar, a run of black modules each: a picture would go into a PDF as JPEG and blur."""
    for row, modules in enumerate(op.matrix.modules):
        y, column = op.y + row * MODULE_MM, 0
        for module, run in groupby(modules):
            length = len(list(run))
            if module:
                x = op.x + column * MODULE_MM
                painter.fillRect(_box(x, y, length * MODULE_MM, MODULE_MM), black)
            column += length


def slip_image(sheet: SlipSheet, *, whole_paper: bool = False) -> QImage:
    """The slip in black and white dots, 8 a mm: the 576 that are printed, or 640 with margins."""
    width = PAPER_MM if whole_paper else PRINTED_MM
    image = QImage(
        round(width * DOTS_PER_MM),
        int(sheet.height * DOTS_PER_MM + 0.999),
        QImage.Format.Format_Grayscale8,
    )
    image.fill(255)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    if not whole_paper:
        painter.translate(-MARGIN_MM * DOTS_PER_MM, 0)
    paint(sheet, painter, DOTS_PER_MM)
    painter.end()
    return _two_tone(image)


def _two_tone(image: QImage) -> QImage:
    table = bytes(0 if grey < _INK_BELOW else 255 for grey in range(256))
    rows, height = image.bytesPerLine(), image.height()
    dots = bytes(image.constBits()).translate(table)
    sharp = QImage(dots, image.width(), height, rows, QImage.Format.Format_Grayscale8)
    return sharp.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)


def slip_pdf(sheet: SlipSheet) -> bytes:
    """The slip as a PDF of one 80 mm wide page, cut to its length (to a whole point, upwards).

    Nothing in it tells when, by what or where it was made: two of the same slip are equal.
    """
    height = -(-sheet.height // _POINT_MM) * _POINT_MM
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(round(UNITS * 25.4))
    writer.setTitle("")
    writer.setCreator("")
    writer.setDocumentId(_NO_ID)
    writer.setDocumentXmpMetadata(QByteArray(_NO_METADATA))
    size, exact = QSizeF(PAPER_MM, height), QPageSize.SizeMatchPolicy.ExactMatch
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", exact)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    paint(sheet, painter, UNITS)
    painter.end()
    return _without_origin(bytes(buffer.data().data()))


def _without_origin(pdf: bytes) -> bytes:
    """The same bytes with dates and producer overwritten in place, so that offsets stay true.

    Qt writes them into the first object and has no way to leave them out.
    """
    head, end, rest = pdf.partition(b"endobj")
    head = _DATE.sub(_NO_DATE, head)
    head = _PRODUCER.sub(lambda found: b"\0 " * (len(found[0]) // 2), head)
    return head + end + rest


def write_pdf(sheet: SlipSheet, path: Path) -> None:
    """Writes the slip to ``path``, whole or not at all; readable by its owner only.

    Raises:
        OSError: the folder does not exist or cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(slip_pdf(sheet))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
