"""Last resort: the compiled-in numbers as one picture, without data, settings or QML."""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QRasterWindow

from kiosk.domain.contact import format_phone
from kiosk.domain.helplines import ANCHORS

PAPER, INK = QColor("#ffffff"), QColor("#000000")
TICK_MS = 1000


def bare_lines() -> tuple[tuple[str, str], ...]:
    """Return when to call and the number, for each helpline built into the program."""
    return tuple((line.phrase, format_phone(line.number)) for line in ANCHORS)


class BareWindow(QRasterWindow):
    """A full-screen window without controls that nothing closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(lambda: None)
        self._tick.start()

    def event(self, event: QEvent) -> bool:
        """Refuse to close."""
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802
        """Paint one row per number, as large as the screen allows."""
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), self.height()), PAPER)
        painter.setPen(INK)
        lines = bare_lines()
        row = self.height() // (len(lines) + 1)
        for at, (phrase, number) in enumerate(lines):
            top = row // 2 + at * row
            self._write(painter, QRect(0, top, self.width(), row // 3), phrase)
            self._write(painter, QRect(0, top + row // 3, self.width(), row // 2), number)
        painter.end()

    @staticmethod
    def _write(painter: QPainter, box: QRect, text: str) -> None:
        font = QFont()
        font.setBold(True)
        font.setPixelSize(max(1, min(box.height() * 4 // 5, 2 * box.width() // (len(text) + 4))))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
