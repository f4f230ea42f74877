"""The composition root of the screen: directory → desks → composer → shell → window."""

import os
import sys
from collections.abc import Callable, Sequence
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
            "No display: neither WAYLAND_DISPLAY nor DISPLAY is set. Start the kiosk on a desktop"
            " or under a kiosk compositor such as cage; pictures need none: main.py tour DIR."
        )
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Qt warns for each bundled font without tables of scripts it never draws.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    return QGuiApplication(sys.argv[:1])


def _has_display() -> bool:
    return any(
        os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    ) or not sys.platform.startswith("linux")


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
            self.composer.speak(voices(self.program, open_prepared(outcome)))
            self.shell.renew()
        elif isinstance(outcome, NotReady):
            self.problem = outcome.reason
            sys.stderr.write(f"{outcome.reason}\n")


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
    kiosk.window.close()
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
    app = start_qt(offscreen=True)
    prepared = prepare_directory(data)
    if isinstance(prepared, NotReady):
        raise ScreenProblem(prepared.reason)
    directory = open_prepared(prepared)
    folder.mkdir(parents=True, exist_ok=True)
    pictures: list[dict[str, object]] = []
    for width, height in sizes:
        glass = Glass(width, height, program.settings.screen.diagonal)
        composer, icons = make_composer(program, glass, directory)
        shell = Shell(composer, program.first_language, window_title=program.settings.site.title)
        window = KioskWindow(shell, icons)
        window.window.show()
        for tag in languages:
            for step in steps:
                for mode in modes:
                    first = program.first_language
                    for name, visit, scene in scenes(composer, tag, first, step, mode, STOPS):
                        shell.present(visit, scene)
                        app.processEvents()
                        file = f"{tag}-{width}x{height}-{step}-{mode}-{name}.png"
                        window.grab().save(str(folder / file))
                        pictures.append(
                            {
                                "file": file,
                                "screen": name,
                                "language": tag,
                                "size": f"{width}x{height}",
                                "text": step,
                                "mode": mode,
                                "texts": [text for text in scene.texts if text],
                                "qr": list(scene.payloads),
                                "problems": list(scene.problems),
                            }
                        )
                    progress(f"{tag} {width}x{height} {step} {mode}: {len(pictures)} pictures")
        if window.warnings:
            raise ScreenProblem("The screen complained: " + " ".join(window.warnings))
        window.close()
    write_index(folder, pictures)
    return len(pictures)
