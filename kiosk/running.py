"""Running the screen: the window until its end, the heartbeat, what a start stands on."""

import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QWindow

from kiosk import assets
from kiosk.application import Kiosk, ScreenError, start_qt
from kiosk.program import NotReady, Program, Ready, prepare_directory
from kiosk.services.restarts import Footing
from kiosk.staffing import Beside
from kiosk.supervisor import Supervisor, supervisor
from kiosk.ui.hearing import Hearing
from kiosk.ui.heartbeat import Heartbeat
from kiosk.ui.jobs import ThreadJobs
from kiosk.ui.theme import Glass

WINDOW = (1280, 800)
"""The window on a desktop: the smallest screen of the design."""
FAILED = "The kiosk did not start several times in a row."


@dataclass(slots=True)
class Preparing:
    """Makes the directory ready on the footing of this start; data that comes later is taken."""

    data: Path
    footing: Footing

    def __call__(self) -> Ready | NotReady:
        """The directory, or why there is none."""
        footing, self.footing = self.footing, Footing.NORMAL
        if footing is Footing.NORMAL:
            return prepare_directory(self.data)
        if footing is Footing.PREVIOUS:
            return self._previous()
        return NotReady(f"{FAILED} It shows the helplines alone until newer data comes.")

    def _previous(self) -> Ready | NotReady:
        from kiosk.services.starting import (  # noqa: PLC0415 - after the first frame
            StartError,
            start_on_previous,
        )

        try:
            started = start_on_previous(self.data, assets.factory())
        except StartError as error:
            return NotReady(f"{FAILED} {error}")
        sys.stderr.write(f"{FAILED} It shows the data before the one in use.\n")
        return Ready(started.database, started.reason.value)


def run(
    program: Program,
    data: Path,
    *,
    full_screen: bool,
    size: tuple[int, int] | None,
    settings: Path | None = None,
    footing: Footing = Footing.NORMAL,
) -> int:
    """Shows the kiosk until its window is closed; returns the exit code.

    ``settings`` is the file that was named for them, if one was.
    """
    watching = supervisor()
    app = start_qt()
    if footing is Footing.BARE:
        return _run_bare(app, watching)
    jobs = ThreadJobs()
    beside = Beside(program, data, settings, footing)
    glass = _glass(app, program, size, full_screen=full_screen, strict=footing is Footing.NORMAL)
    speech = program.settings.speech
    hearing = Hearing(speech.player(), speech.jack())
    prepare = Preparing(data, footing)
    kiosk = Kiosk(program, prepare, glass, jobs, beside, paper=beside.paper(), hearing=hearing)
    heartbeat = _heartbeat(kiosk, watching)
    if full_screen:
        kiosk.window.stay()
    kiosk.window.window.setVisibility(
        QWindow.Visibility.FullScreen if full_screen else QWindow.Visibility.Windowed
    )
    code = _until_told(app)
    if heartbeat is not None:
        heartbeat.stop()
    jobs.wait()
    kiosk.close()
    return code


def _glass(
    app: QGuiApplication,
    program: Program,
    size: tuple[int, int] | None,
    *,
    full_screen: bool,
    strict: bool,
) -> Glass:
    diagonal = program.settings.screen.diagonal
    if not full_screen:
        return Glass(*(size or WINDOW), diagonal)
    if strict and not diagonal:
        raise ScreenError(
            "--kiosk needs the real size of the screen: measure its diagonal in inches and"
            " give it as --diagonal, or as diagonal in [screen] of the settings file."
        )
    screen = app.primaryScreen().geometry()
    return Glass(screen.width(), screen.height(), diagonal)


def _heartbeat(kiosk: Kiosk, watching: Supervisor | None) -> Heartbeat | None:
    if watching is None:
        return None
    heartbeat = Heartbeat(watching.say, watching.every, kiosk.answers)
    kiosk.stands = heartbeat.begin
    return heartbeat


def _run_bare(app: QGuiApplication, watching: Supervisor | None) -> int:
    """The numbers as one picture. Whoever looks after the machine reads why in its journal."""
    from kiosk.ui.bare import BareWindow  # noqa: PLC0415 - the last resort

    sys.stderr.write(f"{FAILED} It shows numbers alone. Install the program again.\n")
    window = BareWindow()
    if watching is not None:
        Heartbeat(watching.say, watching.every, lambda: True, window).begin()
    window.showFullScreen()
    return _until_told(app)


def _until_told(app: QGuiApplication) -> int:
    """Runs until a signal tells it to end; a window that stays would refuse a mere "quit"."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Heard at the next tick of a timer; the shell's comes every second.
        signal.signal(number, lambda *_: app.exit(0))
    return app.exec()
