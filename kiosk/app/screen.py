"""Composition root of the screen: directory → presenters → composer → shell → window."""

import os
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QLoggingCategory, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.app import assets
from kiosk.app.background import BackgroundServices
from kiosk.app.context import AppContext, DirectoryUnavailable, Ready, open_prepared
from kiosk.directory.errors import DirectoryError
from kiosk.i18n.messages import N_, Message
from kiosk.ui.composer import Composer, load_all
from kiosk.ui.kit.fonts import FontError, FontShelf
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.page_context import LanguageSession
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.speech_output import SpeechOutput
from kiosk.ui.runtime.window import KioskWindow, WindowError
from kiosk.ui.thread_jobs import ThreadJobs
from kiosk.visit.paper import PaperDesk

if TYPE_CHECKING:
    from kiosk.directory.repository import ServiceDirectory
    from kiosk.sync.folder_watch import StateStamp
    from kiosk.ui.runtime.data_watcher import DataWatcher

# TRANSLATORS: A lasting line above every page while a file for practice is in use.
PRACTICE_NOTICE = N_("Practice. Not for visitors.")
# TRANSLATORS: A lasting line above every page while an editor looks at a directory before it is
# signed.
PREVIEW_NOTICE = N_("Preview")


class ScreenError(Exception):
    """The screen cannot be shown; the message says why and what to do."""


def start_qt(*, offscreen: bool = False) -> QGuiApplication:
    """Return the Qt application, drawn by the processor unless the environment says otherwise.

    Raises:
        ScreenError: there is no display to show a window on.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        raise ScreenError(
            "No display: WAYLAND_DISPLAY and DISPLAY name none that is there. Start the kiosk on a"
            " desktop or under a kiosk compositor such as cage; pictures need none:"
            " main.py tour DIR."
        )
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Qt warns for each bundled font without tables of scripts it never draws.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    return QGuiApplication(sys.argv[:1])


def _has_display() -> bool:
    """True if a window can be shown; without the named display, Qt would end the process."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and _is_there(Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland):
        return True
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", x11 or "")
    if local is None:
        return bool(x11)
    place = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X servers listen
    return _is_there(Path(place)) or f"@{place}\n" in _local_sockets()


def _is_there(socket: Path) -> bool:
    try:
        socket.stat()
    except OSError:
        return False
    return True


def _local_sockets() -> str:
    """True if the kernel lists the socket: a server may listen without a file."""
    try:
        return Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def voices(
    program: AppContext, directory: "ServiceDirectory | None"
) -> Callable[[str], LanguageSession]:
    """Presenters by language, each made at its first use."""

    @cache
    def voice(tag: str) -> LanguageSession:
        spoken = program.language(tag)
        return LanguageSession(
            spoken,
            program.catalog(tag),
            program.offered(),
            lambda: program.presenter(tag, directory),
            ready=directory is not None,
        )

    return voice


def make_composer(
    program: AppContext, glass: Glass, directory: "ServiceDirectory | None"
) -> tuple[Composer, IconBook]:
    """Return a composer with the program's fonts and icons.

    Raises:
        ScreenError: fonts or icons are missing.
    """
    folder = assets.resources()
    try:
        icons = IconBook(folder / "icons" / "icons.json", folder / "pictures")
        fonts = FontShelf(folder / "fonts")
        fonts.load_names(frozenset(spoken.script for spoken in program.offered()))
        low_reach = program.settings.screen.low_reach
        return Composer(glass, fonts, icons, voices(program, directory), low_reach=low_reach), icons
    except FontError as error:
        raise ScreenError(str(error)) from error
    except (OSError, ValueError, KeyError) as error:
        raise ScreenError(
            f"No icons: {folder / 'icons'} cannot be read. Install the program again."
        ) from error


def notice_of(ready: Ready) -> Message | None:
    """Return the lasting line above what is not meant for visitors, ``None`` for what is."""
    if ready.preview:
        return PREVIEW_NOTICE
    return PRACTICE_NOTICE if ready.practice else None


class ScreenApp:
    """A running kiosk: first the built-in helplines, then the directory once it is verified."""

    _alone: AppContext

    def __init__(
        self,
        program: AppContext,
        prepare: Callable[[], Ready | DirectoryUnavailable],
        glass: Glass,
        jobs: ThreadJobs,
        services: BackgroundServices | None = None,
        *,
        paper: PaperDesk | None = None,
        output: SpeechOutput | None = None,
    ) -> None:
        self._services, self._paper = services, paper
        self.program = program = replace(program, on_glass=True)
        self.problem = ""
        self.settled = self._closed = self._wanting = False
        self._directory: ServiceDirectory | None = None
        self._taken: Ready | None = None
        self.composer, icons = make_composer(program, glass, None)
        self.shell = Shell(
            self.composer,
            program.first_language,
            idle=program.settings.idle,
            window_title=program.settings.site.title,
            staff=None if services is None else services.staff,
            paper=paper,
            output=output,
            keys=program.settings.keys,
        )
        try:
            self.window = KioskWindow(self.shell, icons)
        except WindowError as error:
            raise ScreenError(str(error)) from error
        if services is not None:
            services.printer_chosen = self._take_printer
        self.arrivals: DataWatcher | None = None
        self._seen: StateStamp | None = None
        self.stands: Callable[[], None] | None = None
        self._take_up: Callable[[], None] = lambda: jobs.run(prepare, self._prepared)
        self._after_frame: Callable[[], None] | None = self._begin
        self.window.window.frameSwapped.connect(self._frame, Qt.ConnectionType.QueuedConnection)

    @property
    def program(self) -> AppContext:
        """Return the settings and the clock, which staff mode and the watched folder share."""
        return self._alone if self._services is None else self._services.program

    @program.setter
    def program(self, program: AppContext) -> None:
        if self._services is None:
            self._alone = program
        else:
            self._services.program = program

    def _frame(self) -> None:
        """Start the work that waited for the first frame."""
        if self._after_frame is not None:
            begin, self._after_frame = self._after_frame, None
            begin()

    def _begin(self) -> None:
        """Show the first frame before any work on the directory."""
        if self.stands is not None:
            self.stands()
        self._look_first()
        self._take_up()

    def _look_first(self) -> None:
        """Start to watch before anything is read, so that data that comes meanwhile is new too."""
        if self._services is not None:
            from kiosk.sync.folder_watch import state_stamp

            self._seen = state_stamp(self._services.data)

    def _prepared(self, outcome: object) -> None:
        if self._closed:
            return
        first, self.settled = not self.settled, True
        if first:
            QTimer.singleShot(0, self._watch)
        elif self.arrivals is not None and not self.shell.visit.untouched:
            self.arrivals.forget()  # someone came while it was prepared: later
            return
        if isinstance(outcome, Ready):
            self._wanting = outcome.unmended
            if outcome != self._taken:
                self._take(outcome)
        elif isinstance(outcome, DirectoryUnavailable):
            self._wanting = not outcome.meant
            self._trouble(outcome.reason)

    def _take(self, ready: Ready) -> None:
        """Show the new directory; keep the previous one if it cannot be opened."""
        try:
            opened = open_prepared(ready)
        except DirectoryError as error:
            self._trouble(str(error))
            self._wanting = True
            if self.arrivals is not None:
                self.arrivals.forget()  # it was replaced meanwhile: the next look finds its heir
            return
        before, self._directory = self._directory, opened
        self.problem, self._taken = "", ready
        self.program = self.program.not_before(ready.floor)
        self.composer.notice = notice_of(ready)
        self.composer.speak(voices(self.program, opened))
        self.shell.renew()
        if before is not None:
            before.close()
        self._after_frame = lambda: QTimer.singleShot(0, load_all)

    def _take_printer(self) -> None:
        """Offer visitors the paper of the printer that staff chose."""
        if self._closed or self._services is None or self._paper is None:
            return
        self._services.take_printer(self._paper)
        self.composer.speak(voices(self.program, self._directory))

    def _trouble(self, reason: str) -> None:
        if reason != self.problem:  # print each reason once: the kiosk may try for days
            sys.stderr.write(f"{reason}\n")
        self.problem = reason

    def _watch(self) -> None:
        """Use new data between visits from now on."""
        if self._services is None or self._closed:
            return
        from kiosk.ui.runtime.data_watcher import DataWatcher

        self.arrivals = DataWatcher(
            self._services.data,
            self._seen,
            quiet=lambda: self.shell.visit.untouched,
            renew=self._take_up,
            watch=self._services.watched(),
            import_=self._services.importer(),
            jobs=self._services.folder_jobs,
            wanting=lambda: self._wanting,
            note_waiting=self._services.note_waiting,
            parent=self.shell,
        )

    def answers(self) -> bool:
        """True if the directory on the screen can be read; the helplines alone always can."""
        return self._directory is None or self._directory.answers()

    @property
    def deserted(self) -> bool:
        """True if no visit, staff session or import is active."""
        at_work = self._services is not None and self._services.busy
        return self.shell.visit.untouched and self.shell.staff is None and not at_work

    @property
    def whole(self) -> bool:
        """True if it shows a directory, and no better one is waiting to be built.

        That is the data in use, or the previous data after failed starts.
        """
        return self._taken is not None and not self._taken.unmended

    def refit(self, glass: Glass) -> None:
        """Compose the page again for a glass of another size; ignore one without a size."""
        if glass.width > 0 < glass.height and glass != self.composer.glass:
            self.composer.refit(glass)
            self.shell.renew()

    def close(self) -> None:
        """Close the window and the directory, and stop all timers."""
        self._closed, self._after_frame = True, None
        self.shell.stop()
        if self.arrivals is not None:
            self.arrivals.stop()
        if self._services is not None:
            self._services.close()
        self.window.close()
        if self._directory is not None:
            self._directory.close()
