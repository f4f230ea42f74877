"""A pairwise part of the tour as real pictures: contrast and square codes read from the pixels."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage

from kiosk.devices.qr import read_back
from kiosk.ui.kit.scene import Box, NodeKind, Scene
from kiosk.ui.kit.theme import TypeRole, color
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.tour import STOPS, scenes
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.acts import Mode
from tests.long_runs import FULL, add_figure
from tests.matrix.combos import ComposerMaker, all_looks

COMBOS = all_looks()
SHARE = 1 if FULL else 8
"""Each of the 64 combinations draws every eighth page: each page is drawn in 8 and in all modes."""
FLOOR = {Mode.DEFAULT: 10.0, Mode.BLACK_ON_WHITE: 21.0, Mode.WHITE_ON_BLACK: 21.0, Mode.SOFT: 4.5}
"""Least contrast of words to their ground (WCAG 2.2 formula): what the colours were chosen for."""
ROUNDING = 0.15
BESIDE_PX, UNREADABLE = 4, 0.8
"""Pixels looked at beside a line; more ink than this share of a line is no writing."""
OPAQUE = 0xFF000000
EXEMPT_ACTS = ("mode:",)
"""The swatches of "Easier to see" show the colours of other modes."""


def _luminance(color: int) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (color >> 16) & 255, (color >> 8) & 255, color & 255
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)


def _contrast(one: int, other: int) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Pixels:
    """The colours of a picture, 0xFFRRGGBB."""

    def __init__(self, image: QImage) -> None:
        rgb = image.convertToFormat(QImage.Format.Format_RGB32)  # no bytes between its rows
        self._width, self._height = rgb.width(), rgb.height()
        self._colors = memoryview(bytes(rgb.constBits())).cast("I")

    def rows(
        self, box: Box, count: int, across: int | None = None, margin: int = 0
    ) -> Iterator[list[int]]:
        """The colours of about ``count`` rows of a box, of each row all or about ``across``."""
        left, right = max(0, box.x - margin), min(box.right + margin, self._width)
        step = 1 if across is None else max(1, (right - left) // across)
        for y in range(max(0, box.y), min(box.bottom, self._height), max(1, box.h // count)):
            row = y * self._width
            yield self._colors[row + left : row + right : step].tolist()


def _ground(pixels: Pixels, box: Box, ink: int) -> int:
    """The colour behind the letters: the most common one in and beside the line, ink left out.

    Where nearly everything has the colour of the ink there is nothing to read: then it is the ink.
    """
    colors = Counter(chain.from_iterable(pixels.rows(box, 12, 60, BESIDE_PX)))
    total, inked = colors.total(), colors.pop(ink, 0)
    return ink if not colors or inked > UNREADABLE * total else colors.most_common(1)[0][0]


def _faint(scene: Scene, image: QImage, mode: Mode) -> list[str]:
    found, pixels = [], Pixels(image)
    off = color(TypeRole.OFF_INK, mode)  # what does nothing now has no floor (look, 2)
    for node in scene.nodes:
        exempt = node.owner.startswith(EXEMPT_ACTS) or node.fill == off
        if node.kind is not NodeKind.TEXT or exempt:
            continue
        ink = OPAQUE | int(node.fill[1:], 16)
        ground = _ground(pixels, node.box, ink)
        ratio = _contrast(ink, ground)
        if ratio < FLOOR[mode] - ROUNDING:
            found.append(f"{node.display!r} {node.fill} on #{ground ^ OPAQUE:06X} is {ratio:.1f}")
        if not any(ink in row for row in pixels.rows(node.box, 40)):
            found.append(f"{node.display!r} is not drawn")
    return found


def _codes(scene: Scene, image: QImage) -> list[str]:
    if not scene.payloads:
        return []
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    raw = bytes(grey.constBits())
    width, stride = grey.width(), grey.bytesPerLine()
    rows = b"".join(raw[y * stride : y * stride + width] for y in range(grey.height()))
    read = read_back(rows, width, grey.height())
    return [] if (read,) == scene.payloads else [f"the code reads {read!r}"]


@pytest.mark.rotating(16)
@pytest.mark.parametrize(
    "number", range(len(COMBOS)), ids=lambda n: "-".join(map(str, COMBOS[n])).replace(" ", "")
)
def test_pictures_hold(number: int, composer_for: ComposerMaker) -> None:
    tag, size, step, mode = COMBOS[number]
    composer, icons = composer_for(size)
    shell = Shell(composer, "en", window_title="Information")
    shell.stop()
    window = KioskWindow(shell, icons)
    window.window.show()
    found: list[str] = []
    drawn = 0
    stops = STOPS[number % SHARE :: SHARE]
    for name, visit, scene in scenes(composer, tag, "en", step, mode, stops=stops):
        shell.present(visit, scene)
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        image = window.grab()
        assert (image.width(), image.height()) == size
        drawn += 1
        problems = (*_faint(scene, image, Mode(mode)), *_codes(scene, image))
        found.extend(f"{name}: {problem}" for problem in problems)
    assert not window.warnings, window.warnings
    window.close()
    assert drawn >= len(stops)
    assert not found, f"{len(found)} things:\n" + "\n".join(found[:30])
    add_figure("pictures, contrast and codes read from the pixels", drawn)
