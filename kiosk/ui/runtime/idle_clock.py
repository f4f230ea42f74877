"""Time without a touch: the only time that the shell knows."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

TICK_MS = 1000
"""The countdown of the idle question loses one square a second."""


class IdleClock(QObject):
    """Counts the seconds since the last sign of life.

    It calls ``tick`` once a second, and more rarely while the first screen rests.
    """

    def __init__(
        self,
        tick: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.clock = clock
        self._since = clock()
        self.timer = QTimer(self)
        self.timer.setInterval(TICK_MS)
        self.timer.timeout.connect(tick)
        self.timer.start()

    @property
    def quiet(self) -> float:
        """Seconds since the last sign of life."""
        return self.clock() - self._since

    def restart(self) -> None:
        """Someone is there: the seconds begin again."""
        self._since = self.clock()
        self.rest(0)

    def rest(self, seconds: float) -> None:
        """Call ``tick`` after so many seconds, at least one, until someone is there."""
        self.timer.setInterval(max(TICK_MS, round(seconds * 1000)))
