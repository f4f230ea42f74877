"""A page of paper as a PDF that reveals nothing of its making: equal pages give equal files."""

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

_DATE = re.compile(rb"(?<=Date \(D:)\d{14}")
_PRODUCER = re.compile(rb"(?<=/Producer \(\xfe\xff)[^)]*(?=\))")
NO_DATE = "20000101000000"
_NO_METADATA = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'
_NO_ID = QUuid("{00000000-0000-4000-8000-000000000000}")


def page_pdf(
    size: QSizeF,
    dots_per_inch: int,
    paint: Callable[[QPainter], None],
    *,
    title: str = "",
    date: str = NO_DATE,
) -> bytes:
    """Return a PDF of one page, ``size`` in mm; ``date`` is its date as ``YYYYMMDDhhmmss``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(dots_per_inch)
    writer.setTitle(title)
    writer.setCreator("")
    writer.setDocumentId(_NO_ID)
    writer.setDocumentXmpMetadata(QByteArray(_NO_METADATA))
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    page = QPageSize(size, QPageSize.Unit.Millimeter, "", exact)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    paint(painter)
    painter.end()
    return _without_origin(bytes(buffer.data().data()), date.encode())


def _without_origin(pdf: bytes, date: bytes) -> bytes:
    """Overwrite dates and producer in place, so that offsets stay valid.

    Qt writes them into the first object and has no option to omit them.
    """
    head, end, rest = pdf.partition(b"endobj")
    head = _DATE.sub(date, head)
    head = _PRODUCER.sub(lambda found: b"\0 " * (len(found[0]) // 2), head)
    return head + end + rest
