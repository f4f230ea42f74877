"""Composition root of the tour: every page as a picture, without a display."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kiosk.app.context import AppContext, DirectoryUnavailable, open_prepared, prepare_directory
from kiosk.app.screen import ScreenError, make_composer, start_qt
from kiosk.presentation.answers import Picture
from kiosk.presentation.directory_port import Directory
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import scenes, write_index
from kiosk.ui.runtime.window import KioskWindow, WindowError
from kiosk.ui.staff.tour import scenes as staff_scenes


def tour(
    program: AppContext,
    data: Path,
    folder: Path,
    *,
    languages: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    steps: Sequence[str],
    modes: Sequence[str],
    staff: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Renders every page to ``folder``; returns how many pictures there are.

    ``staff`` renders the pages of staff mode instead of a visitor's.

    Raises:
        ScreenError: fonts, icons or the directory are missing.
    """
    start_qt(offscreen=True)
    prepared = prepare_directory(data)
    if isinstance(prepared, DirectoryUnavailable):
        raise ScreenError(prepared.reason)
    folder.mkdir(parents=True, exist_ok=True)
    with closing(open_prepared(prepared)) as directory:
        pictures: list[Picture] = []
        for size in sizes:
            with closing(_Camera(program, directory, size, staff=staff)) as camera:
                for tag in languages:
                    for step in steps:
                        for mode in modes:
                            pictures += camera.pictures(folder, tag, step, mode)
                            progress(f"{tag} {camera.size} {step} {mode}: {len(pictures)} pictures")
    write_index(folder, pictures)
    return len(pictures)


class _Camera:
    """Shows pages on one screen and takes pictures of them."""

    def __init__(
        self, program: AppContext, directory: Directory, size: tuple[int, int], *, staff: bool
    ) -> None:
        self._scenes = staff_scenes if staff else scenes
        self._first, self.size = program.first_language, f"{size[0]}x{size[1]}"
        glass = Glass(*size, program.settings.screen.diagonal)
        self._composer, icons = make_composer(program, glass, directory)
        title = program.settings.site.title
        self._shell = Shell(self._composer, self._first, window_title=title)
        self._shell.stop()
        try:
            self._window = KioskWindow(self._shell, icons)
        except WindowError as error:
            raise ScreenError(str(error)) from error
        self._window.window.show()

    def close(self) -> None:
        """Takes the window down."""
        self._window.close()

    def pictures(self, folder: Path, tag: str, step: str, mode: str) -> list[Picture]:
        """Pictures of every page in one language, size and mode: their rows of ``tour.json``.

        Raises:
            ScreenError: QML complained.
        """
        rows: list[Picture] = []
        for name, visit, scene in self._scenes(self._composer, tag, self._first, step, mode):
            self._shell.present(visit, scene)
            QGuiApplication.processEvents()
            file = f"{tag}-{self.size}-{step}-{mode}-{name}.png"
            self._window.grab().save(str(folder / file))
            rows.append(
                Picture(
                    file=file,
                    screen=name,
                    language=tag,
                    size=self.size,
                    text=step,
                    mode=mode,
                    texts=[text for text in scene.texts if text],
                    qr=list(scene.payloads),
                    problems=list(scene.problems),
                )
            )
        if self._window.warnings:
            raise ScreenError("The screen complained: " + " ".join(self._window.warnings))
        return rows
