"""The window: one QML engine, one shell, created and destroyed here in the right order."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.images import KioskImages
from kiosk.ui.runtime.erasing import overwrite_freed
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
