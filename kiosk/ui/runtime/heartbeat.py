"""The heartbeat of the screen: from its own thread, and only while the directory answers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.ui.runtime.failure import log_failure

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


class Heartbeat(QObject):
    """Tells with ``say`` that the screen stands, then every ``every`` seconds that it lives.

    ``alive`` asks the directory in front; it may raise. No beat is sent while it does not answer:
    what watches then starts the program anew, and a start mends.
    """

    def __init__(
        self,
        say: Callable[[str], None],
        every: float,
        alive: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._say, self._alive = say, alive
        self._timer = QTimer(self)
        self._timer.setInterval(max(1, round(every * 1000)))
        self._timer.timeout.connect(self.beat)
        self._beats = every > 0
        self._told = False

    def begin(self) -> None:
        """The first frame stands."""
        self._say(READY)
        if self._beats:
            self._timer.start()

    def beat(self) -> None:
        """One beat, if there is life."""
        if self._answered():
            self._say(ALIVE)

    def rest(self) -> None:
        """Beats no more: another one does."""
        self._timer.stop()

    def stop(self) -> None:
        """The end is meant."""
        self.rest()
        self._say(STOPPING)

    def _answered(self) -> bool:
        try:
            answered = self._alive()
        except Exception as error:  # noqa: BLE001 - whatever it is, the directory does not answer
            if not self._told:
                log_failure(error, "beat")
            self._told = True
            return False
        if answered:
            self._told = False
        return answered
