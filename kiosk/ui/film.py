"""A visit as a moving picture: an animated PNG, put together from still ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from struct import pack, unpack_from
from zlib import crc32

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Box, Scene
from kiosk.visit.visit import Visit, new_visit, reduce_visit

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
        visit = reduce_visit(visit, act) if act else visit


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
