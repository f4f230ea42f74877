"""Composition root of the tour: every page as a picture, without a display."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication

from kiosk.app.context import (
    AppContext,
    DirectoryUnavailable,
    Ready,
    open_prepared,
    prepare_directory,
)
from kiosk.app.screen import ScreenError, make_composer, notice_of, start_qt
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.i18n.messages import Message
from kiosk.presentation.command_answers import Picture
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import HERE, WEB, Stop, scenes, write_index
from kiosk.ui.runtime.window import KioskWindow, WindowError
from kiosk.visit.visit import Visit

Pages: TypeAlias = Callable[[Composer, str, str, str, str], Iterable[tuple[str, Visit, Scene]]]
"""Yields pages of one language, first language, text step and mode: name, visit, scene."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an editor looks at: the tiles as need and id, and the ids of services that change."""

    tiles: tuple[tuple[str, str], ...]
    services: tuple[str, ...]


LIST_SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
LIST_STEPS = ("M", "XL")
"""Screens and text steps for which the pages of a list are counted."""


def tour(
    program: AppContext,
    data: Path,
    folder: Path,
    *,
    languages: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    steps: Sequence[str],
    modes: Sequence[str],
    pages: Pages = scenes,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Render every page to ``folder``; return the number of pictures.

    Raises:
        ScreenError: fonts, icons or the directory are missing.
    """
    program = replace(program, settings=_with_all_pages(program.settings))
    with _directory(data) as directory:
        return _rendered(
            partial(_Camera, program, directory, pages=pages),
            folder,
            [*product(languages, steps, modes)],
            sizes,
            progress,
        )


def preview_pictures(
    program: AppContext,
    ready: Ready,
    folder: Path,
    pages: Preview,
    *,
    languages: Sequence[str],
    sizes: Sequence[tuple[int, int]],
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Render what an editor looks at before signing to ``folder``; return the number of pictures.

    Home, each question, the first page of each list and the services named.

    Raises:
        ScreenError: fonts or icons are missing.
    """
    start_qt(offscreen=True)
    with closing(open_prepared(ready)) as directory:
        shown = partial(scenes, stops=tuple(_preview_stops(pages)), most=1)
        camera = partial(_Camera, program, directory, pages=shown, notice=notice_of(ready))
        looks = [(tag, "M", "default") for tag in languages]
        return _rendered(camera, folder, looks, sizes, progress)


def _preview_stops(pages: Preview) -> Iterator[Stop]:
    yield Stop("home", ())
    for need in dict.fromkeys(need for need, _ in pages.tiles):
        yield Stop(f"question-{need}", (f"need:{need}",))
    for need, tile in pages.tiles:
        yield Stop(f"list-{tile}", (f"need:{need}", f"tile:{tile}"))
    for service in pages.services:
        yield Stop(f"service-{service}", (f"service:{service}",))


def _rendered(
    make_camera: "Callable[[tuple[int, int]], _Camera]",
    folder: Path,
    looks: Sequence[tuple[str, str, str]],
    sizes: Sequence[tuple[int, int]],
    progress: Callable[[str], None],
) -> int:
    """Render pages in each size and look (language, text step, mode); return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures: list[Picture] = []
    for size in sizes:
        with closing(make_camera(size)) as camera:
            for tag, step, mode in looks:
                pictures += camera.pictures(folder, tag, step, mode)
                progress(f"{tag} {camera.size} {step} {mode}: {len(pictures)} pictures")
    write_index(folder, pictures)
    return len(pictures)


def list_pages(
    program: AppContext, data: Path, acts: Sequence[str], language: str
) -> dict[str, int]:
    """Count the pages of the list that some touches lead to, by size and text step.

    Raises:
        ScreenError: fonts, icons or the directory are missing.
    """
    stop, pages = Stop("answers", tuple(acts), pages=True), dict[str, int]()
    with _directory(data) as directory:
        for width, height in LIST_SIZES:
            composer, _ = make_composer(program, Glass(width, height), directory)
            for step in LIST_STEPS:
                turned = scenes(
                    composer, language, language, step, "default", stops=(stop,), most=sys.maxsize
                )
                pages[f"{width}x{height}-{step}"] = sum(1 for _ in turned)
    return pages


def _with_all_pages(settings: Settings) -> Settings:
    """Return settings with the position and the website of the site, else invented ones."""
    site = replace(settings.site, web=settings.site.web or WEB)
    if settings.origin is None:
        site = replace(site, latitude=HERE.latitude, longitude=HERE.longitude)
    return replace(settings, site=site)


@contextmanager
def _directory(data: Path) -> Iterator[ServiceDirectory]:
    """Open the directory to show, with Qt started for pictures."""
    start_qt(offscreen=True)
    prepared = prepare_directory(data)
    if isinstance(prepared, DirectoryUnavailable):
        raise ScreenError(prepared.reason)
    with closing(open_prepared(prepared)) as directory:
        yield directory


class _Camera:
    """Show pages on one screen and take pictures of them."""

    def __init__(
        self,
        program: AppContext,
        directory: ServiceDirectory,
        size: tuple[int, int],
        pages: Pages = scenes,
        notice: Message | None = None,
    ) -> None:
        self._scenes = pages
        self._first, self.size = program.first_language, f"{size[0]}x{size[1]}"
        glass = Glass(*size, program.settings.screen.diagonal)
        self._composer, icons = make_composer(program, glass, directory)
        self._composer.notice = notice
        title = program.settings.site.title
        self._shell = Shell(self._composer, self._first, window_title=title)
        self._shell.stop()
        try:
            self._window = KioskWindow(self._shell, icons)
        except WindowError as error:
            raise ScreenError(str(error)) from error
        self._window.window.show()

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def pictures(self, folder: Path, tag: str, step: str, mode: str) -> list[Picture]:
        """Save every page in one language, size and mode; return the rows of ``tour.json``.

        Raises:
            ScreenError: QML gave a warning.
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
