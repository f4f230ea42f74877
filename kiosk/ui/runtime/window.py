"""The window: one QML engine, one shell. Made here, taken down here in the right order."""

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
    """The window cannot be made; the message says why."""


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
        """Words that a visitor typed are free memory now: QML gives back its own, then all goes."""
        self._engine.collectGarbage()
        overwrite_freed()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What QML complained about so far."""
        return tuple(self._warnings)

    def grab(self) -> QImage:
        """The picture of the page in front."""
        return self.window.grabWindow()

    def stay(self) -> None:
        """From now on only :meth:`close` takes it down: no key, no wish of the compositor."""
        self.window.setProperty("staying", True)  # noqa: FBT003 - Qt's way
        self.window.setCursor(Qt.CursorShape.BlankCursor)

    def close(self) -> None:
        """Takes the window down: the engine goes before the shell it draws."""
        self.window.setProperty("staying", False)  # noqa: FBT003 - Qt's way
        self.window.close()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
