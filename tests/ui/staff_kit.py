"""What the tests of staff mode on the screen share: jobs that wait, work that answers, typing."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.domain.language import WRITTEN, Language
from kiosk.staff.pin_lockout import AttemptResult, LockState, LockStatus
from kiosk.staff.staff_state import Answer, Task, TaskFailed, TaskKind
from kiosk.staff.staff_views import Machine, Progress
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.staff.mode import StaffMode
from tests.immediate_jobs import ImmediateJobs
from tests.staff.staff_touches import known
from tests.touches import activate

PIN = "270918"


class LaterJobs:
    """Jobs that wait until the test lets them go on."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], object], Callable[[object], None]]] = []

    def run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self.waiting.append((work, done))

    def go_on(self) -> None:
        waiting, self.waiting = self.waiting, []
        for work, done in waiting:
            done(work())


class Worker:
    """Answers as a kiosk with one PIN would."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.standing = LockStatus(LockState.OPEN, left=15)
        self.machine = Machine(known())

    def __call__(self, task: Task, tell: Callable[[Progress], None]) -> Answer:
        self.tasks.append(task)
        tell(Progress("verify", 0.25))
        match task.work:
            case TaskKind.READ_LOCK:
                return self.standing
            case TaskKind.TRY_PIN:
                return AttemptResult.RIGHT if task.text == PIN else AttemptResult.WRONG
            case TaskKind.READ_MACHINE:
                return self.machine
            case TaskKind.CHECK_READINESS:
                return TaskFailed()
            case _:
                return ()


def staffed(directory: ServiceDirectory, worker: Worker, later: LaterJobs) -> Shell:
    """The attract screen of a provisioned kiosk; what takes long waits for ``later``."""
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(1280, 800), directory)

    def make() -> StaffMode:
        return StaffMode(worker, ImmediateJobs(), later, languages(), provisioned=lambda: True)

    return Shell(composer, "en", staff=make)


def languages() -> list[Language]:
    return [one for one in WRITTEN if one.tag in {"en", "es"}]


def let_in(shell: Shell) -> None:
    shell._knock.heard.emit()


def type_in(shell: Shell, pin: str = PIN) -> None:
    for digit in pin:
        shell.keys.pressed(Qt.Key(Qt.Key.Key_0 + int(digit)))
    activate(shell, "enter")
