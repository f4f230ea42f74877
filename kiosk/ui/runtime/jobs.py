"""Run work off the screen's thread and deliver its answer on it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal


class Jobs(Protocol):
    """Runs work one after another; ``done`` is called on the screen's thread with the answer."""

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Queue ``work``. It must not raise: expected errors are values."""
        ...


class ThreadJobs(QObject):
    """Runs jobs on one thread of its own."""

    _answered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Queue work.

        As a function: the pool sometimes keeps a QRunnable of Python for ever, and with it what was
        to be printed.
        """
        self._pool.start(lambda: self._answered.emit(done, work()))

    def wait(self) -> None:
        """Wait until all work is done (shutdown)."""
        self._pool.waitForDone()

    @staticmethod
    def _deliver(done: Callable[[object], None], answer: object) -> None:
        done(answer)
