"""Run the tasks of staff mode and return typed answers, outside the screen's thread."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import astuple

from kiosk import atomic_files
from kiosk.devices.printer_choice import PrintersAnswer
from kiosk.devices.printers import PrinterProblem
from kiosk.domain.syncfile import RefusalCode
from kiosk.readiness.codes import StaffAnswers
from kiosk.readiness.staff_answers import DoctorAnswer
from kiosk.staff import pin as pins
from kiosk.staff.pin_lockout import PinGuard
from kiosk.staff.staff_state import Answer, Notice, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine, Progress
from kiosk.staff.sticks import FOLDERS, Sticks, mounted
from kiosk.staff.worker import Worker
from kiosk.staff.worker_answers import DateAnswer, FilesAnswer, RootAnswer, StateAnswer
from kiosk.sync.history import read_history
from kiosk.sync.provisioned import PinOwner
from kiosk.sync.restarts import ContentLevel, ServiceLevel
from kiosk.sync.sync_answers import SyncOutcome

EVENTS: Final = 100
"""Entries of the history that are shown: two years of weekly files."""
OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class StaffWork:
    """Runs tasks. ``media`` are the folders where sticks are mounted, ``folder`` the watched one.

    ``gate`` tries the PIN of the staff, ``helper_gate`` that of helpers. ``child`` reads files;
    ``near`` checks devices at the screen, printer and headphones, which the importer of a machine
    cannot see. ``languages`` are the offered ones, by endonym; the time is that of
    ``zone``. ``printer`` returns why the site's printer cannot print; it may take seconds.
    """

    data: Path
    child: Worker
    gate: PinGuard
    zone: ZoneInfo
    media: Sequence[Path] = ()
    folder: Path | None = None
    languages: tuple[str, ...] = ()
    footing: ServiceLevel = ServiceLevel.NORMAL
    shown: Callable[[], ContentLevel] = lambda: ContentLevel.ALL
    printer: Callable[[], PrinterProblem | None] = lambda: None
    near: Worker | None = None
    marker: Path | None = None
    helper_gate: PinGuard | None = None
    sticks: Sticks = field(default_factory=Sticks)

    def __call__(self, task: Task, on_progress: OnProgress) -> Answer:
        """Return the answer to a task. Never raises: an unknown error is :class:`TaskFailed`."""
        try:
            return self._do(task, on_progress)
        except (OSError, ValueError, pins.PinUnreadable):
            return TaskFailed()

    def _do(self, task: Task, on_progress: OnProgress) -> Answer:  # noqa: C901, PLR0911, PLR0912 - one table
        match task.work:
            case TaskKind.READ_LOCK:
                return self._gate(task).status()
            case TaskKind.TRY_PIN:
                return self._gate(task).attempt(task.text)
            case TaskKind.UNLOCK:
                return self._unlock(self._gate(task))
            case TaskKind.SET_PIN:
                return self._set_pin(task.text)
            case TaskKind.SET_DATE:
                set_ = self.child.ask(("staff", "date", "--", task.text), DateAnswer)
                return TaskFailed() if set_ is None else set_.code
            case TaskKind.CARE:
                return self._close()
            case TaskKind.READ_MACHINE:
                return self._machine()
            case TaskKind.READ_HISTORY:
                return tuple(islice(reversed(read_history(self.data)), EVENTS))
            case TaskKind.FIND_FILES:
                return self._files()
            case TaskKind.CLOSE_STICKS:
                self.sticks.close()
                return None
            case TaskKind.READ_FINGERPRINT:
                return self._fingerprint(task.path)
            case TaskKind.TRUST_KEYS:
                answer = self.child.ask(("staff", "trust", "--", task.path, task.text), RootAnswer)
                return TaskFailed() if answer is None else answer.code
            case TaskKind.INSPECT:
                return self._outcome(("sync", task.path), on_progress)
            case TaskKind.IMPORT:
                return self._outcome(
                    ("sync", task.path, "--yes", "--expect", task.text), on_progress
                )
            case TaskKind.UNDO:
                return self._outcome(("undo",), on_progress)
            case TaskKind.CHECK_READINESS | TaskKind.SAVE_READINESS:
                return self._ready(task)
            case _:
                return self._printers(task)

    def _gate(self, task: Task) -> PinGuard:
        if task.owner is PinOwner.STAFF:
            return self.gate
        if self.helper_gate is None:
            raise pins.PinUnreadable(task.owner.pin_file)
        return self.helper_gate

    def _set_pin(self, pin: str) -> Answer:
        if pins.is_taken(self.data, pin, PinOwner.STAFF):
            return Notice.PIN_TAKEN
        pins.save_pin(self.data, pin)
        return None

    def _unlock(self, guard: PinGuard) -> Answer:
        """Unlock more PIN attempts for a stick with a file that this kiosk accepts."""
        self.sticks.mount(self.media)
        folders = [str(path) for path in self._sticks()]
        answer = (
            self.child.ask(("staff", "files", "--", *folders), FilesAnswer) if folders else None
        )
        good = [] if answer is None else [one.file.versions for one in answer.files if one.file]
        if good and guard.open_with(astuple(max(good))):
            return guard.status()
        return Notice.NO_SIGNED_FILE

    def _close(self) -> Answer:
        if self.marker is None:
            return Notice.CARE_NOT_BEGUN
        try:
            # The machine under the kiosk shows a login where this file is (``resources/deploy``).
            # Staff who log in remove it with ``resource-kiosk care off``.
            atomic_files.replace_file(self.marker, b"")
        except OSError:
            return Notice.CARE_NOT_BEGUN
        return Notice.CARE_BEGUN

    def _ready(self, task: Task) -> Answer:
        keep = (
            ("--save", *_answers(task.staff_answers))
            if task.work is TaskKind.SAVE_READINESS
            else ()
        )
        near = self.near or self.child
        return near.ask(("doctor", "--json", *keep), DoctorAnswer) or TaskFailed()

    def _printers(self, task: Task) -> Answer:
        asked: dict[TaskKind, tuple[str, ...]] = {
            TaskKind.CHOOSE_PRINTER: ("--choose", task.path, "--paper", task.text),
            TaskKind.TEST_PAGE: ("--test",),
        }
        near = self.near or self.child
        arguments = ("staff", "printers", *asked.get(task.work, ()))
        return near.ask(arguments, PrintersAnswer) or TaskFailed()

    def _machine(self) -> Answer:
        """Return the state of data and machine."""
        try:
            free: int | None = shutil.disk_usage(self.data).free
        except OSError:
            free = None
        return Machine(
            data=self.child.ask(("staff", "state"), StateAnswer),
            now=dt.datetime.now(self.zone),
            can_close=self.marker is not None,
            footing=self.footing,
            shown=self.shown(),
            languages=self.languages,
            disk_free=free,
            printer=self.printer(),
        )

    def _files(self) -> Answer:
        self.sticks.mount(self.media)
        folders = [str(path) for path in self.places()]
        if not folders:
            return ()
        answer = self.child.ask(("staff", "files", "--", *folders), FilesAnswer)
        return TaskFailed() if answer is None else answer.code or answer.files

    def places(self) -> tuple[Path, ...]:
        """Return the folders to search: the watched one, each stick, and one level below."""
        own = () if self.folder is None else (self.folder,)
        return tuple(islice(dict.fromkeys((*own, *self._sticks())), FOLDERS))

    def _sticks(self) -> Iterator[Path]:
        """Yield mounted sticks except the watched folder."""
        return islice((one for one in mounted(self.media) if one != self.folder), FOLDERS)

    def _fingerprint(self, path: str) -> Answer:
        answer = self.child.ask(("staff", "fingerprint", "--", path), RootAnswer)
        if answer is None:
            return TaskFailed()
        return answer.root or answer.code or RefusalCode.UNREADABLE

    def _outcome(self, arguments: Sequence[str], on_progress: OnProgress) -> Answer:
        asked = (*arguments, "--json", "--progress")
        return self.child.ask(asked, SyncOutcome, on_progress) or TaskFailed()


def _answers(answers: StaffAnswers) -> Iterator[str]:
    """Yield a person's answers as options."""
    for name, answer in (("--sightline", answers.sightline), ("--earshot", answers.earshot)):
        if answer is not None:
            yield from (name, "yes" if answer else "no")
