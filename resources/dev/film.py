"""Make one visit as a moving picture: an animated PNG, half as large as the screen."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from struct import pack, unpack_from
from zlib import crc32

import click
from PySide6.QtCore import QBuffer, QIODevice, Qt
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


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture, where it covers the frames before it, and for how long."""

    picture: QImage
    milliseconds: int
    x: int = 0
    y: int = 0


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
    """The piece of ``page``, half the size of the screen, with a ring on the target."""
    side = 2 * RING
    x = min(max(0, (2 * target.x + target.w) // 4 - RING), page.width() - side)
    y = min(max(0, (2 * target.y + target.h) // 4 - RING), page.height() - side)
    piece = page.copy(x, y, side, side)
    painter = QPainter(piece)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#b3261e"), 5))
    painter.drawEllipse(4, 4, side - 8, side - 8)
    painter.end()
    return Frame(piece, 800, x, y)


def animated(frames: Iterable[Frame]) -> bytes:
    """The bytes of an animated PNG that repeats for ever; the first frame covers all others."""
    frames, number = tuple(frames), count()
    out = [b"\x89PNG\r\n\x1a\n"]
    for index, frame in enumerate(frames):
        for kind, body in _chunks(frame.picture):
            if kind == b"IHDR":
                if index == 0:
                    out += _chunk(kind, body), _chunk(b"acTL", pack(">II", len(frames), 0))
                size = frame.picture.width(), frame.picture.height()
                place = pack(">IIIII", next(number), *size, frame.x, frame.y)
                out.append(_chunk(b"fcTL", place + pack(">HHBB", frame.milliseconds, 1000, 0, 0)))
            elif kind == b"IDAT":
                late = _chunk(b"fdAT", pack(">I", next(number)) + body) if index else b""
                out.append(late or _chunk(kind, body))
    return b"".join((*out, _chunk(b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", crc32(kind + body))


def _chunks(picture: QImage) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a still PNG; all frames have one format, or they cannot follow each other."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    plain.save(buffer, "PNG", 0)  # type: ignore[call-overload] # the stub asks for bytes
    data, at = bytes(buffer.data().data()), 8
    while at < len(data):
        (length,) = unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


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
