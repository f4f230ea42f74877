"""Composition root of a preview: a directory before it is signed, as pictures or in a window."""

from PySide6.QtGui import QWindow

from kiosk.app.context import AppContext, Ready
from kiosk.app.main_loop import WINDOW, run_until_quit
from kiosk.app.screen import ScreenApp, ScreenError, start_qt
from kiosk.app.tour_pictures import Preview, preview_pictures
from kiosk.ui.kit.theme import Glass
from kiosk.ui.thread_jobs import ThreadJobs

__all__ = ["Preview", "ScreenError", "preview_pictures", "preview_window"]


def preview_window(program: AppContext, ready: Ready, size: tuple[int, int] | None) -> int:
    """Show a directory in a window until it is closed; return the exit code.

    It has no staff mode, prints nothing and watches no folder.

    Raises:
        ScreenError: there is no display, or fonts or icons are missing.
    """
    app, jobs = start_qt(), ThreadJobs()
    glass = Glass(*(size or WINDOW), program.settings.screen.diagonal)
    kiosk = ScreenApp(program, lambda: ready, glass, jobs)
    kiosk.window.window.setVisibility(QWindow.Visibility.Windowed)
    code = run_until_quit(app)
    jobs.wait()
    kiosk.close()
    return code
