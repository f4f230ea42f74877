"""The composition root of the screen: directory → desks → composer → shell → window."""

import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from kiosk import assets
from kiosk.program import NotReady, Program, Ready, open_prepared, prepare_directory
from kiosk.services.desk import Directory
from kiosk.ui.composer import Composer, Voice
from kiosk.ui.fonts import FontProblem, FontShelf
from kiosk.ui.icons import IconBook
from kiosk.ui.jobs import Jobs, ThreadJobs
from kiosk.ui.shell import Shell
from kiosk.ui.theme import Glass
from kiosk.ui.tour import STOPS, scenes, write_index
from kiosk.ui.window import KioskWindow, WindowProblem

WINDOW = (1280, 800)
"""The window on a desktop: the smallest screen of the design."""
FREE_HEIGHT = 0.9
"""Part of a desktop's height that a window may take."""


class ScreenProblem(Exception):
    """The screen cannot be shown; the message says why and what to do."""


def start_qt(*, offscreen: bool = False) -> QGuiApplication:
    """The Qt application, drawn by the processor unless the environment chooses otherwise.

    Raises:
        ScreenProblem: there is no display to show a window on.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif not _has_display():
        raise ScreenProblem(
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
    """Whether a window can be shown; Qt ends the whole process where the named display is gone."""
    if os.environ.get("QT_QPA_PLATFORM") or not sys.platform.startswith("linux"):
        return True
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and (Path(os.environ.get("XDG_RUNTIME_DIR", "")) / wayland).exists():
        return True
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", x11 or "")
    if local is None:
        return bool(x11)
    place = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108 - where X servers listen
    return Path(place).exists() or f"@{place}\n" in _local_sockets()


def _local_sockets() -> str:
    """What the kernel lists: a server may listen without a file."""
    try:
        return Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def voices(program: Program, directory: Directory | None) -> Callable[[str], Voice]:
    """Desks by language, each made when it is first asked for."""

    @cache
    def voice(tag: str) -> Voice:
        desk = program.desk(tag, directory)
        return Voice(desk.say, desk)

    return voice


def make_composer(
    program: Program, glass: Glass, directory: Directory | None
) -> tuple[Composer, IconBook]:
    """A composer with the program's fonts and icons.

    Raises:
        ScreenProblem: fonts or icons are missing.
    """
    folder = assets.resources()
    try:
        icons = IconBook(folder / "icons" / "icons.json", folder / "pictures")
        fonts = FontShelf(folder / "fonts")
        return Composer(glass, fonts, icons, voices(program, directory)), icons
    except FontProblem as error:
        raise ScreenProblem(str(error)) from error
    except (OSError, ValueError, KeyError) as error:
        raise ScreenProblem(
            f"No icons: {folder / 'icons'} cannot be read. Install the program again."
        ) from error


class Kiosk:
    """A running kiosk: first the compiled-in helplines, the directory once it passed its checks."""

    def __init__(
        self, program: Program, prepare: Callable[[], Ready | NotReady], glass: Glass, jobs: Jobs
    ) -> None:
        self.program = program
        self.problem = ""
        self._directory: Directory | None = None
        self.composer, icons = make_composer(program, glass, None)
        self.shell = Shell(
            self.composer,
            program.first_language,
            idle=program.idle(),
            window_title=program.settings.site.title,
        )
        try:
            self.window = KioskWindow(self.shell, icons)
        except WindowProblem as error:
            raise ScreenProblem(str(error)) from error
        # The first frame comes before any work on the directory.
        QTimer.singleShot(0, lambda: jobs.run(prepare, self._prepared))

    def _prepared(self, outcome: object) -> None:
        if isinstance(outcome, Ready):
            self._directory = open_prepared(outcome)
            self.composer.speak(voices(self.program, self._directory))
            self.shell.renew()
        elif isinstance(outcome, NotReady):
            self.problem = outcome.reason
            sys.stderr.write(f"{outcome.reason}\n")

    def close(self) -> None:
        """Takes the window down and lets go of the directory."""
        self.window.close()
        if self._directory is not None:
            self._directory.close()


def run(program: Program, data: Path, *, full_screen: bool, size: tuple[int, int] | None) -> int:
    """Shows the kiosk until its window is closed; returns the exit code."""
    app = start_qt()
    screen = app.primaryScreen().geometry()
    width, height = size or WINDOW
    if full_screen:
        width, height = screen.width(), screen.height()
        if not program.settings.screen.diagonal:
            raise ScreenProblem(
                "--kiosk needs the real size of the screen: measure its diagonal in inches and"
                " give it as --diagonal, or as diagonal in [screen] of the settings file."
            )
    glass = Glass(width, height, program.settings.screen.diagonal)
    jobs = ThreadJobs()
    kiosk = Kiosk(program, lambda: prepare_directory(data), glass, jobs)
    window = kiosk.window.window
    window.setVisibility(
        QWindow.Visibility.FullScreen if full_screen else QWindow.Visibility.Windowed
    )
    code = app.exec()
    jobs.wait()
    kiosk.close()
    return code


def tour(
    program: Program,
    data: Path,
    folder: Path,
    *,
    languages: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    steps: Sequence[str],
    modes: Sequence[str],
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Renders every page to ``folder``; returns how many pictures there are.

    Raises:
        ScreenProblem: fonts, icons or the directory are missing.
    """
    start_qt(offscreen=True)
    prepared = prepare_directory(data)
    if isinstance(prepared, NotReady):
        raise ScreenProblem(prepared.reason)
    folder.mkdir(parents=True, exist_ok=True)
    with closing(open_prepared(prepared)) as directory:
        pictures: list[dict[str, object]] = []
        for size in sizes:
            with closing(_Camera(program, directory, size)) as camera:
                for tag in languages:
                    for step in steps:
                        for mode in modes:
                            pictures += camera.pictures(folder, tag, step, mode)
                            progress(f"{tag} {camera.size} {step} {mode}: {len(pictures)} pictures")
    write_index(folder, pictures)
    return len(pictures)


class _Camera:
    """One glass that shows and pictures page after page."""

    def __init__(self, program: Program, directory: Directory, size: tuple[int, int]) -> None:
        self._first, self.size = program.first_language, f"{size[0]}x{size[1]}"
        glass = Glass(*size, program.settings.screen.diagonal)
        self._composer, icons = make_composer(program, glass, directory)
        title = program.settings.site.title
        self._shell = Shell(self._composer, self._first, window_title=title)
        try:
            self._window = KioskWindow(self._shell, icons)
        except WindowProblem as error:
            raise ScreenProblem(str(error)) from error
        self._window.window.show()

    def close(self) -> None:
        """Takes the window down."""
        self._window.close()

    def pictures(self, folder: Path, tag: str, step: str, mode: str) -> list[dict[str, object]]:
        """Pictures of every page in one language, size and mode: their rows of ``tour.json``.

        Raises:
            ScreenProblem: QML complained.
        """
        rows: list[dict[str, object]] = []
        for name, visit, scene in scenes(self._composer, tag, self._first, step, mode, STOPS):
            self._shell.present(visit, scene)
            QGuiApplication.processEvents()
            file = f"{tag}-{self.size}-{step}-{mode}-{name}.png"
            self._window.grab().save(str(folder / file))
            rows.append(
                {
                    "file": file,
                    "screen": name,
                    "language": tag,
                    "size": self.size,
                    "text": step,
                    "mode": mode,
                    "texts": [text for text in scene.texts if text],
                    "qr": list(scene.payloads),
                    "problems": list(scene.problems),
                }
            )
        if self._window.warnings:
            raise ScreenProblem("The screen complained: " + " ".join(self._window.warnings))
        return rows
