"""Heartbeat of the screen: sent from its own thread, only while the directory responds."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.ui.runtime.failure import log_failure

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


class Heartbeat(QObject):
    """Reports with ``notify`` that the screen is up, then every ``every`` seconds that it is alive.

    ``alive`` checks the current directory; it may raise. No beat is sent while the check fails: the
    watchdog then restarts the program, and a start repairs.
    """

    def __init__(
        self,
        notify: Callable[[str], None],
        every: float,
        alive: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notify, self._alive = notify, alive
        self._timer = QTimer(self)
        self._timer.setInterval(max(1, round(every * 1000)))
        self._timer.timeout.connect(self.beat)
        self._beats = every > 0
        self._logged = False

    def begin(self) -> None:
        """Report the first frame and start beating."""
        self._notify(READY)
        if self._beats:
            self._timer.start()

    def beat(self) -> None:
        """Send one beat if the check succeeds."""
        if self._answered():
            self._notify(ALIVE)

    def rest(self) -> None:
        """Pause: another heartbeat takes over."""
        self._timer.stop()

    def stop(self) -> None:
        """Report an intended shutdown."""
        self.rest()
        self._notify(STOPPING)

    def _answered(self) -> bool:
        try:
            answered = self._alive()
        except Exception as error:  # noqa: BLE001 - on any error the directory does not respond
            if not self._logged:
                log_failure(error, "beat")
            self._logged = True
            return False
        if answered:
            self._logged = False
        return answered
