"""A visit in the real program: runs in its process, and touches where a visitor would.

Whoever started it reads where the visit stands from its output, and lets it go on by a line.
"""

import os
import select
import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.app import main_loop
from kiosk.cli import main
from kiosk.visit.paper import Job
from tests.journeys.visitor import Visitor
from tests.residue.words import NAME, SERVICE, TYPED

BEGINS, ENDS = "/visit-begins", "/visit-is-over"
"""Asked for in vain: marks in a list of system calls."""
PATIENCE_MS, STEP_MS = 60_000, 20
_run_until_quit = main_loop.run_until_quit


class Driven(main_loop.ScreenApp):
    """The kiosk as it is, known to the visit."""

    made: "list[Driven]" = []  # noqa: RUF012 - one process, one kiosk

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.made.append(self)


def wait(true: Callable[[], object], what: str) -> None:
    """Lets the program work until something is so."""
    for _ in range(PATIENCE_MS // STEP_MS):
        if true():
            return
        QTest.qWait(STEP_MS)
    raise AssertionError(f"waited in vain until {what}")


def say(where: str) -> None:
    """Says where the visit stands."""
    sys.stdout.write(f"{where}\n")
    sys.stdout.flush()


def stand(where: str) -> None:
    """The same, and waits to be let go on; the program works meanwhile."""
    say(where)
    wait(lambda: select.select([sys.stdin], [], [], 0)[0], "told to go on")
    sys.stdin.readline()


def visit(kiosk: main_loop.ScreenApp) -> None:
    """Everything that a visit can be about."""
    wait(lambda: kiosk.settled, "the directory is ready")
    visitor, shell = Visitor(kiosk), kiosk.shell
    shell.idle.timer.start()
    stand("came")
    os.access(BEGINS, os.F_OK)
    visitor.touch("English").touch("search")
    for letter in TYPED:
        visitor.touch(f"key:{letter}")
    visitor.sees(TYPED).touch("clear")
    for letter in NAME.split()[0].lower():
        visitor.touch(f"key:{letter}")
    visitor.touch(f"service:{SERVICE}").sees(NAME)
    # Its answer renews the page: a touch at that moment meets another one.
    wait(lambda: shell._paper.state.ready, "the printer is ready")
    visitor.touch(f"keep:{SERVICE}")
    visitor.touch(f"qr:{SERVICE}").is_on("qr").touch("back")
    visitor.touch(f"learn:{SERVICE}").is_on("learn").touch("back")
    visitor.touch(f"print:{SERVICE}").touch("paper")
    assert shell._paper.state.job is Job.RUNNING
    # Voices are looked for beside the start; until then the page says that there is none yet.
    wait(lambda: shell._listener.hearing._speech.can_speak("en"), "a voice was found")
    visitor.touch("listen").touch("hear:page")
    wait(lambda: shell._listener.hearing.speaking, "it speaks")
    stand("speaks and prints")
    wait(lambda: shell._paper.state.job is Job.DONE, "the paper is out")
    visitor.touch("leave").is_on("cover")
    os.access(ENDS, os.F_OK)


def driven(app: QGuiApplication) -> int:
    """A visit, then the program as it is."""
    visit(Driven.made[0])
    QTimer.singleShot(0, lambda: say("left"))
    return _run_until_quit(app)


if __name__ == "__main__":
    main_loop.ScreenApp = Driven  # type: ignore[misc]
    main_loop.run_until_quit = driven
    main()
