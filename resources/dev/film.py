"""Make one visit as a moving picture: an animated PNG, half as large as the screen."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import click
from PIL.ImageQt import fromqimage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kiosk.app.context import (  # noqa: E402 - the path is set just before
    AppContext,
    DirectoryUnavailable,
    clock_of,
    open_prepared,
    prepare_directory,
)
from kiosk.app.screen import make_composer, start_qt  # noqa: E402 - the same
from kiosk.app.settings import Settings  # noqa: E402 - the same
from kiosk.cli.base import default_data, language_of, size_of  # noqa: E402 - the same
from kiosk.cli.request_options import callback_of  # noqa: E402 - the same
from kiosk.directory.repository import ServiceDirectory  # noqa: E402 - the same
from kiosk.ui.composer import Composer  # noqa: E402 - the same
from kiosk.ui.kit.scene import Box, Scene  # noqa: E402 - the same
from kiosk.ui.kit.theme import Glass  # noqa: E402 - the same
from kiosk.ui.runtime.act_text import parse_act  # noqa: E402 - the same
from kiosk.ui.runtime.shell import Shell  # noqa: E402 - the same
from kiosk.ui.runtime.window import KioskWindow  # noqa: E402 - the same
from kiosk.visit.visit import Visit, new_visit, reduce_visit  # noqa: E402 - the same

ACTS = ("need:talk", "tile:talk.talk_harm", "service:weave-line", "qr:weave-line", "leave")
"""What the visitor touches, after the choice of a language."""
RING = 28
"""Pixels from the middle of the ring to its edge."""


class Frame(NamedTuple):
    """A picture, and for how long it is shown."""

    picture: QImage
    milliseconds: int


def visit_scenes(
    composer: Composer, language: str, first: str
) -> Iterator[tuple[Visit, Scene, Box | None]]:
    """Each page of the visit, with the target that is touched next."""
    visit = new_visit(first)
    for act in (f"language:{language}", *ACTS, None):
        scene = composer.compose(visit)
        found = next((node for node in scene.touches if node.id == act), None)
        yield visit, scene, found.box if found else None
        visit = reduce_visit(visit, parse_act(act)) if act else visit


def ringed(page: QImage, target: Box) -> Frame:
    """``page``, half the size of the screen, with a ring on the target."""
    x = min(max(RING, (2 * target.x + target.w) // 4), page.width() - RING)
    y = min(max(RING, (2 * target.y + target.h) // 4), page.height() - RING)
    picture = page.copy()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#b3261e"), 5))
    painter.drawEllipse(QPoint(x, y), RING - 4, RING - 4)
    painter.end()
    return Frame(picture, 800)


def animated(frames: Iterable[Frame]) -> bytes:
    """The bytes of an animated PNG that repeats for ever; each frame holds what has changed."""
    pictures, times = zip(*frames, strict=True)
    first, *more = map(fromqimage, pictures)
    film = BytesIO()
    first.save(film, "PNG", save_all=True, append_images=more, duration=times, loop=0)
    return film.getvalue()


def visit_frames(
    program: AppContext, directory: ServiceDirectory, language: str, size: tuple[int, int]
) -> Iterator[Frame]:
    """Each page of a visit on a screen of ``size`` pixels, and a ring on the next target."""
    composer, icons = make_composer(program, Glass(*size), directory)
    shell = Shell(composer, program.first_language, window_title=program.settings.site.title)
    shell.stop()
    with closing(KioskWindow(shell, icons)) as window:
        window.window.show()
        for visit, scene, touched in visit_scenes(composer, language, program.first_language):
            shell.present(visit, scene)
            QGuiApplication.processEvents()
            page = window.grab()
            half = page.scaledToWidth(page.width() // 2, Qt.TransformationMode.SmoothTransformation)
            yield Frame(half, 1500)
            if touched is not None:
                yield ringed(half, touched)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), default=default_data)
@click.option("--lang", default="en", callback=callback_of(language_of))
@click.option("--size", default="1920x1080", callback=callback_of(size_of))
@click.option("--now", help="Local time of the visit (ISO 8601).")
def draw(*, file: Path, data: Path, lang: str, size: tuple[int, int], now: str | None) -> None:
    """Write one visit to FILE."""
    start_qt(offscreen=True)
    prepared = prepare_directory(data)
    if isinstance(prepared, DirectoryUnavailable):
        raise click.ClickException(prepared.reason)
    program = AppContext(Settings(), clock_of(Settings(), now))
    with closing(open_prepared(prepared)) as directory:
        file.write_bytes(animated(visit_frames(program, directory, lang, size)))
    click.echo(file)


if __name__ == "__main__":
    draw()
