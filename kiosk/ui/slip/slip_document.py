"""A slip as a document: a PDF without metadata, or dots for a receipt printer."""

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.devices.escpos_raster import Dots, encode
from kiosk.devices.printers import Paper
from kiosk.ui.kit.page_pdf import page_pdf
from kiosk.ui.slip.slip_ops import ROLL_58, ROLL_80, Roll, SlipSheet
from kiosk.ui.slip.slip_painter import paint, slip_image
from kiosk.ui.slip.slip_text import UNITS

CORNER_MM = 10.0
"""Distance from the corner of a sheet to the slip, beyond the unprintable 4.2 to 6.4 mm of office
printers."""
_SHEETS = {Paper.LETTER: QSizeF(215.9, 279.4), Paper.A4: QSizeF(210.0, 297.0)}
_TURNED = bytes(255 - byte for byte in range(256))
_POINT_MM = 25.4 / 72


def slip_pdf(sheet: SlipSheet, paper: Paper = Paper.ROLL_80) -> bytes:
    """Return the slip as a PDF of one page: a sheet, or cut to its length in whole points.

    Nothing in it reveals when, with what or where it was made: equal slips give equal files.
    """
    height = -(-sheet.height // _POINT_MM) * _POINT_MM
    size = _SHEETS.get(paper, QSizeF(sheet.roll.width, height))

    def draw(painter: QPainter) -> None:
        if paper in _SHEETS:
            painter.translate(CORNER_MM * UNITS, CORNER_MM * UNITS)
        paint(sheet, painter, UNITS)

    return page_pdf(size, round(UNITS * 25.4), draw)


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
