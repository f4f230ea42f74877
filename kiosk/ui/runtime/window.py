"""The window: one QML engine, one shell, created and destroyed here in the right order."""

import gc
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.images import KioskImages
from kiosk.ui.runtime.shell import Shell

QML = Path(__file__).parent / "qml"


class WindowError(Exception):
    """Raised if the window cannot be created; the message says why."""


class KioskWindow:
    """The engine with its window."""

    def __init__(self, shell: Shell, icons: IconBook) -> None:
        self.shell = shell
        self._warnings: list[str] = []
        self._engine = QQmlApplicationEngine()
        self._engine.warnings.connect(
            lambda found: self._warnings.extend(warning.toString() for warning in found)
        )
        self._images = KioskImages(icons)
        self._engine.addImageProvider("kiosk", self._images)
        self._engine.setInitialProperties(
            {"view": shell.view, "keys": shell.keys, "touch": shell.touch}
        )
        self._engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowError("The screen cannot be drawn: " + " ".join(self._warnings))
        self.window: QQuickWindow = roots[0]
        self.window.frameSwapped.connect(shell.touch.frame_shown)
        self.window.installEventFilter(shell.touch)
        shell.freed.connect(self._overwrite)

    def _overwrite(self) -> None:
        """Overwrite freed words of a visitor, after QML has released its own."""
        self._engine.collectGarbage()
        overwrite_freed()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return the warnings of QML so far."""
        return tuple(self._warnings)

    def grab(self) -> QImage:
        """Return a picture of the current page."""
        return self.window.grabWindow()

    def stay(self) -> None:
        """Ignore keys and the compositor from now on; only :meth:`close` closes the window."""
        self.window.setProperty("staying", True)  # noqa: FBT003 - Qt's way
        self.window.setCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        """Close the window; the engine is deleted before the shell it draws."""
        self.window.setProperty("staying", False)  # noqa: FBT003 - Qt's way
        self.window.close()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


SIZES: Final = (*range(16, 257, 16), 512, 1024, 4096, 16384)
"""Bytes of a short text with its header (the longest search has 40 letters), and of the larger
blocks that several free ones form."""
PIECES: Final = 3000
WHOLE: Final = 1 << 21
"""Most blocks of each size, and most bytes of one size: more than a page frees."""


def overwrite_freed() -> None:
    """Overwrite the free blocks of short texts; takes some hundredths of a second.

    Neither Python nor Qt clears a text that is no longer used: its letters remain until something
    of the same size replaces them. This fills such blocks with zeros, of Python and of C. It cannot
    reach memory that the allocator still holds back, registers, or the graphics card.
    """
    gc.collect()
    for size in SIZES:
        pieces = range(min(PIECES, WHOLE // size))
        taken: list[object] = [QByteArray(size - 8, 0) for _ in pieces]
        taken += [bytes(size - 8) for _ in pieces]
        del taken
