"""A slip as a document: a PDF without metadata, or dots for a receipt printer."""

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from kiosk.devices.escpos_raster import Dots, encode
from kiosk.devices.printers import Paper
from kiosk.ui.slip.slip_ops import ROLL_58, ROLL_80, Roll, SlipSheet
from kiosk.ui.slip.slip_painter import paint, slip_image
from kiosk.ui.slip.slip_text import UNITS

CORNER_MM = 10.0
"""Distance from the corner of a sheet to the slip, beyond the unprintable 4.2 to 6.4 mm of office
printers."""
_SHEETS = {Paper.LETTER: QSizeF(215.9, 279.4), Paper.A4: QSizeF(210.0, 297.0)}
_TURNED = bytes(255 - byte for byte in range(256))
_POINT_MM = 25.4 / 72
_DATE = re.compile(rb"(?<=Date \(D:)\d{14}")
_PRODUCER = re.compile(rb"(?<=/Producer \(\xfe\xff)[^)]*(?=\))")
_NO_DATE = b"20000101000000"
_NO_METADATA = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
_NO_ID = QUuid("{00000000-0000-4000-8000-000000000000}")


def slip_pdf(sheet: SlipSheet, paper: Paper = Paper.ROLL_80) -> bytes:
    """Return the slip as a PDF of one page: a sheet, or cut to its length in whole points.

    Nothing in it reveals when, with what or where it was made: equal slips give equal files.
    """
    height = -(-sheet.height // _POINT_MM) * _POINT_MM
    size = _SHEETS.get(paper, QSizeF(sheet.roll.width, height))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(round(UNITS * 25.4))
    writer.setTitle("")
    writer.setCreator("")
    writer.setDocumentId(_NO_ID)
    writer.setDocumentXmpMetadata(QByteArray(_NO_METADATA))
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", exact)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    if paper in _SHEETS:
        painter.translate(CORNER_MM * UNITS, CORNER_MM * UNITS)
    paint(sheet, painter, UNITS)
    painter.end()
    return _without_origin(bytes(buffer.data().data()))


def _without_origin(pdf: bytes) -> bytes:
    """Overwrite dates and producer in place, so that offsets stay valid.

    Qt writes them into the first object and has no option to omit them.
    """
    head, end, rest = pdf.partition(b"endobj")
    head = _DATE.sub(_NO_DATE, head)
    head = _PRODUCER.sub(lambda found: b"\0 " * (len(found[0]) // 2), head)
    return head + end + rest


def dots_of(image: QImage) -> Dots:
    """Return the dots of a slip in the format of receipt printers: a set bit is black."""
    across, stride = image.width() // 8, image.bytesPerLine()
    data, black = bytes(image.constBits()), QColor(image.color(1)).lightness() == 0
    rows = b"".join(data[y * stride : y * stride + across] for y in range(image.height()))
    return Dots(image.width(), rows if black else rows.translate(_TURNED))


def receipt(sheet: SlipSheet) -> bytes:
    """Return the slip as the bytes of a receipt printer."""
    return encode(dots_of(slip_image(sheet)))


def document(sheet: SlipSheet, paper: Paper) -> bytes:
    """Return what a printer with this paper receives: dots for a roll, a PDF for a sheet."""
    return receipt(sheet) if paper.roll else slip_pdf(sheet, paper)


def roll_of(paper: Paper) -> Roll:
    """Return the roll width of a slip on a paper; on a sheet that of the wider roll."""
    return ROLL_58 if paper is Paper.ROLL_58 else ROLL_80
