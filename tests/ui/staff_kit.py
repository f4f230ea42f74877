"""What the tests of staff mode on the screen share: jobs that wait, work that answers, typing."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from kiosk.domain.language import WRITTEN, Language
from kiosk.services.staff_state import Answer, Task, Work
from kiosk.services.staff_views import Machine, Progress
from kiosk.staff.tries import Door, Standing, Try
from kiosk.ui.shell import Shell

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
        self.standing = Standing(Door.OPEN, left=15)

    def __call__(self, task: Task, tell: Callable[[Progress], None]) -> Answer:
        self.tasks.append(task)
        tell(Progress("verify", 0.25))
        match task.work:
            case Work.DOOR:
                return self.standing
            case Work.TRY:
                return Try.RIGHT if task.text == PIN else Try.WRONG
            case Work.MACHINE:
                return Machine(services=3)
            case _:
                return ()


def languages() -> list[Language]:
    return [one for one in WRITTEN if one.tag in {"en", "es"}]


def let_in(shell: Shell) -> None:
    shell._knock.heard.emit()


def type_in(shell: Shell, pin: str = PIN) -> None:
    for digit in pin:
        shell.keyPressed(Qt.Key(Qt.Key.Key_0 + int(digit)))
    shell.activate("enter")
