"""Run the screen: the window until its end, the heartbeat, the service level of the start."""

import gc
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk.app import assets
from kiosk.app.background import BackgroundServices
from kiosk.app.compositor import Compositor
from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, prepare_directory
from kiosk.app.degradation import RESTART, Promoter, await_display
from kiosk.app.screen import ScreenApp, start_qt
from kiosk.app.settings import SettingsError
from kiosk.app.watchdog import Supervisor, supervisor
from kiosk.sync.restarts import ContentLevel, ServiceLevel, StartLog
from kiosk.sync.state import is_practice
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.heartbeat import Heartbeat
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.thread_jobs import ThreadJobs

WINDOW = (1280, 800)
"""Size of the window on a desktop: the smallest screen of the design."""
FAILED = "The kiosk failed to start several times in a row."
_BEFORE = "It shows the data that was in use earlier."
_ONCE_MORE = "There is no earlier data, so the data in use is shown once more."


@dataclass(slots=True)
class DirectoryLoader:
    """Open the directory at the service level of this start; later use new data.

    ``shown`` is the part of it that visitors see.
    """

    data: Path
    footing: ServiceLevel
    shown: ContentLevel = field(default=ContentLevel.ALL, init=False)

    def __call__(self) -> Ready | DirectoryUnavailable:
        """Return the directory, or why there is none. Never raises, so the caller gets an answer.

        An unexpected error is one more reason, and worth another try.
        """
        footing, self.footing = self.footing, ServiceLevel.NORMAL
        try:
            return self._made(footing)
        except Exception as error:  # noqa: BLE001 - the page stays, and the kiosk tries again
            place = extract_tb(error.__traceback__)[-1]
            if footing is not ServiceLevel.NORMAL:
                self.shown = ContentLevel.HELPLINES
            return DirectoryUnavailable(
                f"The directory could not be made ready: {type(error).__name__} in {place.name}:"
                f"{place.lineno}. Check the disk."
            )

    def _made(self, level: ServiceLevel) -> Ready | DirectoryUnavailable:
        if level is ServiceLevel.NORMAL:
            outcome = prepare_directory(self.data)
            if isinstance(outcome, Ready):
                self.shown = _shown(outcome)
            return outcome
        if level is ServiceLevel.PREVIOUS:
            return self._previous()
        self.shown = ContentLevel.HELPLINES
        return DirectoryUnavailable(
            f"{FAILED} It shows the helplines alone until newer data comes.", meant=True
        )

    def _previous(self) -> Ready | DirectoryUnavailable:
        from kiosk.sync.startup import StartError, start_on_previous

        try:
            started = start_on_previous(self.data, assets.factory())
        except StartError as error:
            self.shown = ContentLevel.HELPLINES
            return DirectoryUnavailable(f"{FAILED} {error}")
        outcome = Ready(
            started.database,
            started.reason.value,
            practice=is_practice(self.data, started.database),
        )
        self.shown = _shown(outcome)
        message = _BEFORE if self.shown is ContentLevel.BEFORE else _ONCE_MORE
        sys.stderr.write(f"{FAILED} {message}\n")
        return outcome


def _shown(ready: Ready) -> ContentLevel:
    from kiosk.sync.data_folder import StartReason

    return ContentLevel.BEFORE if ready.event == StartReason.PREVIOUS_USED else ContentLevel.ALL


def run(
    program: AppContext,
    data: Path,
    *,
    full_screen: bool,
    size: tuple[int, int] | None,
    settings: Path | None = None,
    level: ServiceLevel = ServiceLevel.NORMAL,
    starts: StartLog | None = None,
) -> int:
    """Show the kiosk until its window is closed; return the exit code.

    ``settings`` is the file that was named for them, if one was; ``starts`` the list on which
    ``level`` was found.
    """
    watching = supervisor()
    app = start_qt()
    diagonal = _diagonal(program, full_screen=full_screen, strict=level is ServiceLevel.NORMAL)
    listed = starts or StartLog(None)
    if full_screen:
        code = await_display(app, watching, listed, lambda: run_until_quit(app))
        if code is not None:
            return code
    compositor = Compositor.of_screen(app.platformName())
    if level is ServiceLevel.BARE:
        return _run_bare(app, watching, listed, compositor)
    jobs, prepare = ThreadJobs(), DirectoryLoader(data, level)
    services = BackgroundServices(program, data, settings, level, lambda: prepare.shown)
    glass = _glass(app, size, diagonal, full_screen=full_screen)
    speech = program.settings.speech
    hearing = SpeechOutput(speech.player(), speech.jack())
    kiosk = ScreenApp(
        program, prepare, glass, jobs, services, paper=services.paper(), output=hearing
    )
    heartbeat = _heartbeat(kiosk, watching, compositor)
    if full_screen:
        kiosk.window.stay()
        _follow(kiosk, diagonal)
    if watching is not None:
        Promoter(
            listed,
            level,
            lambda: app.exit(RESTART),
            deserted=lambda: kiosk.deserted,
            whole=lambda: kiosk.whole,
            parent=kiosk.shell,
        )
    kiosk.window.window.setVisibility(
        QWindow.Visibility.FullScreen if full_screen else QWindow.Visibility.Windowed
    )
    code = run_until_quit(app)
    if heartbeat is not None:
        heartbeat.stop()
    jobs.wait()
    kiosk.close()
    return code


def _diagonal(program: AppContext, *, full_screen: bool, strict: bool) -> float:
    diagonal = program.settings.screen.diagonal
    if full_screen and strict and not diagonal:
        raise SettingsError(
            "--kiosk needs the real size of the screen: measure its diagonal in inches and"
            " give it as --diagonal, or as diagonal in [screen] of the settings file."
        )
    return diagonal


def _glass(
    app: QGuiApplication, size: tuple[int, int] | None, diagonal: float, *, full_screen: bool
) -> Glass:
    if not full_screen:
        return Glass(*(size or WINDOW), diagonal)
    screen = app.primaryScreen().geometry()
    return Glass(screen.width(), screen.height(), diagonal)


def _follow(app: ScreenApp, diagonal: float) -> None:
    """Fit the page to each size of the window: another mode, another display."""
    window = app.window.window
    settled = QTimer(app.shell)
    settled.setSingleShot(True)
    settled.setInterval(0)
    settled.timeout.connect(lambda: app.refit(Glass(window.width(), window.height(), diagonal)))
    window.widthChanged.connect(lambda _: settled.start())
    window.heightChanged.connect(lambda _: settled.start())


def _heartbeat(
    app: ScreenApp, supervisor: Supervisor | None, compositor: Compositor
) -> Heartbeat | None:
    if supervisor is None:
        return None
    heartbeat = Heartbeat(
        supervisor.say, supervisor.every, lambda: compositor.lives() and app.answers()
    )
    app.stands = heartbeat.begin
    return heartbeat


def _run_bare(
    app: QGuiApplication, supervisor: Supervisor | None, starts: StartLog, compositor: Compositor
) -> int:
    """Show the numbers as one picture. The journal has the reason."""
    from kiosk.ui.runtime.emergency_screen import BareWindow

    sys.stderr.write(f"{FAILED} It shows numbers alone, and tries more by itself later.\n")
    window = BareWindow()
    if supervisor is not None:
        Heartbeat(supervisor.say, supervisor.every, compositor.lives, window).begin()
        Promoter(starts, ServiceLevel.BARE, lambda: app.exit(RESTART), parent=window)
    window.showFullScreen()
    return run_until_quit(app)


def run_until_quit(app: QGuiApplication) -> int:
    """Run until a signal ends the program; a window that stays would refuse a plain "quit"."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.exit(0))
    waiting, signalled = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(signalled)  # Qt, which no signal of Python wakes, waits for this pipe
    waking = QSocketNotifier(waiting, QSocketNotifier.Type.Read, app)
    waking.activated.connect(lambda: os.read(waiting, 1))
    gc.freeze()  # no collection looks at what was made for the first frame
    gc.enable()
    try:
        return app.exec()
    finally:
        signal.set_wakeup_fd(-1)
        waking.setEnabled(False)
        os.close(waiting)
        os.close(signalled)
