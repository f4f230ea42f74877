"""Run work off the screen's thread and deliver its answer on it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal


class ThreadJobs(QObject):
    """Runs work one after another on a thread of its own; answers come on the screen's thread."""

    _answered = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        """Queue ``work``, which must not raise; ``done`` is called with its answer.

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
