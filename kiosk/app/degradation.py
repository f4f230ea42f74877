"""Recover a kiosk: wait for a display, and promote a degraded start."""

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app.compositor import Compositor
from kiosk.app.watchdog import Supervisor
from kiosk.sync.restarts import ServiceLevel, StartLog
from kiosk.ui.runtime.heartbeat import Heartbeat

LOOK_MS: Final = 1000
"""Milliseconds between two checks for a display."""
RESTART_S: Final = 60
"""Seconds until a start without a display is repeated: a compositor in a network of its own notices
a new display only when it starts."""
RISE_LOOK_MS: Final = 30_000
"""Milliseconds between two checks whether a higher service level may be tried."""
RESTART: Final = 0
"""Exit code after which systemd starts the program again."""


def has_display(app: QGuiApplication) -> bool:
    """True if a display is connected; without one, Qt invents a screen of no size."""
    return any(not screen.geometry().isEmpty() for screen in app.screens())


def await_display(
    app: QGuiApplication,
    supervisor: Supervisor | None,
    starts: StartLog,
    run: Callable[[], int],
    *,
    restart_after: float = RESTART_S,
) -> int | None:
    """Wait for a display, with a heartbeat; return an exit code if the program ends first.

    ``run`` is the loop of ``app`` until it ends. Such a start does not count as failed: it counts
    from the moment when a display is there.
    """
    if has_display(app):
        return None
    sys.stderr.write("No display is connected, or it is switched off. The kiosk waits for one.\n")
    starts.withdraw()
    compositor = Compositor.of_screen(app.platformName())
    heartbeat: Heartbeat | None = None
    if supervisor is not None:
        heartbeat = Heartbeat(supervisor.say, supervisor.every, compositor.lives)
        heartbeat.begin()
    begun, found = time.monotonic(), False

    def poll() -> None:
        nonlocal found
        found = has_display(app)
        if found or (heartbeat is not None and time.monotonic() - begun > restart_after):
            app.exit(RESTART)

    timer = QTimer()
    timer.setInterval(LOOK_MS)
    timer.timeout.connect(poll)
    timer.start()
    code = run()
    timer.stop()
    compositor.leave()
    if heartbeat is not None:
        heartbeat.rest()
    if found:
        starts.begin()
        return None
    return code


class Promoter(QObject):
    """Restarts a degraded kiosk at a higher service level, once it is stable and unused.

    ``whole`` returns True if the data in use is shown after all; full service is tried at once
    then.
    """

    def __init__(
        self,
        starts: StartLog,
        level: ServiceLevel,
        restart: Callable[[], None],
        *,
        deserted: Callable[[], bool] = lambda: True,
        whole: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._starts, self._footing, self._restart = starts, level, restart
        self._deserted, self._whole, self._clock = deserted, whole, clock
        self._since = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(RISE_LOOK_MS)
        self._timer.timeout.connect(self.poll)
        if level is not ServiceLevel.NORMAL:
            self._timer.start()

    def poll(self) -> None:
        """True if it is time and the kiosk is unused."""
        stood = self._clock() - self._since
        if stood < self._starts.wait(self._footing) or not self._deserted():
            return
        better = ServiceLevel.NORMAL if self._whole() else ServiceLevel(self._footing - 1)
        if self._starts.rise(better):
            self._timer.stop()
            self._restart()
