"""Take up new data between visits, and poll the watched folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kiosk.sync.folder_watch import FolderWatch, StateStamp, polls_until_retry, state_stamp
from kiosk.sync.sync_answers import SyncOutcome
from kiosk.ui.thread_jobs import ThreadJobs

DATA_S, FOLDER_S, AGAIN_S, NOTE_S = 5, 60, 300, 600
"""Seconds between checks of the data state (one stat) and of the watched folder (one listing; it
receives a file a week), between retries of a failed build, and between records of how long a locked
PIN has waited."""


class DataWatcher(QObject):
    """Calls ``renew`` when the data is new and nobody uses the screen.

    ``seen`` is the state of the data shown now; any other is new. ``quiet`` returns True if no
    visit or staff session is active; ``import_`` tries the watched folder in the background.
    ``wanting`` returns True if the directory could not be built: it is retried regularly, since
    disk space and memory return without notice. ``note_waiting`` records the wait of a locked PIN.
    """

    def __init__(
        self,
        data: Path,
        seen: StateStamp | None,
        *,
        quiet: Callable[[], bool],
        renew: Callable[[], None],
        watch: FolderWatch | None,
        import_: Callable[[], SyncOutcome | None],
        jobs: ThreadJobs,
        wanting: Callable[[], bool] = lambda: False,
        note_waiting: Callable[[], None] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._data, self._quiet, self._renew = data, quiet, renew
        self._watched, self._import, self._jobs = watch, import_, jobs
        self._stamp = seen
        self._asking = False
        self._wanting = wanting
        self._timers = [
            self._every(DATA_S, self.look_at_data),
            self._every(AGAIN_S, self.try_again),
            self._every(NOTE_S, note_waiting),
        ]
        if watch is not None:
            self._timers.append(self._every(FOLDER_S, self.look_at_folder))

    def _every(self, seconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(seconds * 1000)
        timer.timeout.connect(do)
        timer.start()
        return timer

    def look_at_data(self) -> None:
        """Take up new data when nobody uses the screen."""
        now = state_stamp(self._data)
        if now is None or now == self._stamp or not self._quiet():
            return
        self._stamp = now
        self._renew()

    def try_again(self) -> None:
        """Retry a failed build when nobody uses the screen."""
        if self._wanting() and self._quiet():
            self._renew()

    def look_at_folder(self) -> None:
        """Try the watched folder in the background when its files changed and are complete."""
        if self._watched is None or self._asking:
            return
        self._asking = True
        watched = self._watched

        def work() -> None:
            if watched.due():
                watched.retry_after(polls_until_retry(self._import()))

        self._jobs.run(work, self._asked)

    def _asked(self, _: object) -> None:
        self._asking = False

    def stop(self) -> None:
        """Stop all checks (shutdown)."""
        for timer in self._timers:
            timer.stop()

    def forget(self) -> None:
        """Treat the data as new: it was not taken up after all."""
        self._stamp = None
