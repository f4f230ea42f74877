"""A pairwise part of the tour as real pictures: contrast and square codes read from the pixels."""

import os
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from kiosk.handoff.qr import read_back
from kiosk.ui.scene import NodeKind, Scene
from kiosk.ui.shell import Shell
from kiosk.ui.theme import Mode
from kiosk.ui.tour import STOPS, scenes
from kiosk.ui.window import KioskWindow
from tests.matrix.combos import ALL, pairwise

FULL = os.environ.get("KIOSK_FULL") == "1"
COMBOS = ALL if FULL else pairwise()
SHARE = 1 if FULL else 3
"""Each combination draws every third page, so that all pages are drawn in under 300 pictures."""
FLOOR = {Mode.DEFAULT: 10.0, Mode.BLACK_ON_WHITE: 21.0, Mode.WHITE_ON_BLACK: 21.0, Mode.SOFT: 4.5}
"""Least contrast of words to their ground (WCAG 2.2 formula; design, colour roles)."""
ROUNDING = 0.15
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


def _ground(image: QImage, box) -> int:
    """The most common colour just outside the letters: the corners and edges of the line box."""
    colors: Counter[int] = Counter()
    for x in range(box.x, min(box.right, image.width()), max(1, box.w // 24)):
        for y in (box.y, box.bottom - 1):
            if 0 <= x < image.width() and 0 <= y < image.height():
                colors[image.pixel(x, y) & 0xFFFFFF] += 1
    return colors.most_common(1)[0][0]


def _faint(scene: Scene, image: QImage, mode: Mode) -> list[str]:
    found = []
    for node in scene.nodes:
        if node.kind is not NodeKind.TEXT or node.owner.startswith(EXEMPT_ACTS):
            continue
        ground = _ground(image, node.box)
        ink = int(node.fill[1:], 16)
        ratio = _contrast(ink, ground)
        if ratio < FLOOR[mode] - ROUNDING:
            found.append(f"{node.display!r} {node.fill} on #{ground:06X} is {ratio:.1f}")
        if not _has_ink(image, node.box, ink):
            found.append(f"{node.display!r} is not drawn")
    return found


def _has_ink(image: QImage, box, ink: int) -> bool:
    wanted = ink | 0xFF000000
    step = max(1, box.h // 40)
    for y in range(max(0, box.y), min(box.bottom, image.height()), step):
        for x in range(max(0, box.x), min(box.right, image.width())):
            if image.pixel(x, y) == wanted:
                return True
    return False


def _codes(scene: Scene, image: QImage) -> list[str]:
    if not scene.payloads:
        return []
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    raw = bytes(grey.constBits())
    width, stride = grey.width(), grey.bytesPerLine()
    rows = b"".join(raw[y * stride : y * stride + width] for y in range(grey.height()))
    read = read_back(rows, width, grey.height())
    return [] if (read,) == scene.payloads else [f"the code reads {read!r}"]


@pytest.mark.parametrize(
    "number", range(len(COMBOS)), ids=lambda n: "-".join(map(str, COMBOS[n])).replace(" ", "")
)
def test_pictures_hold(number: int, composer_for, qapp) -> None:
    tag, size, step, mode = COMBOS[number]
    composer, icons = composer_for(size)
    shell = Shell(composer, "en", window_title="Information")
    window = KioskWindow(shell, icons)
    window.window.show()
    found: list[str] = []
    drawn = 0
    stops = STOPS[number % SHARE :: SHARE]
    for name, visit, scene in scenes(composer, tag, "en", step, mode, stops):
        shell.present(visit, scene)
        QCoreApplication.processEvents()
        image = window.grab()
        assert (image.width(), image.height()) == size
        drawn += 1
        for problem in (*_faint(scene, image, Mode(mode)), *_codes(scene, image)):
            found.append(f"{name}: {problem}")
    assert not window.warnings, window.warnings
    window.close()
    assert drawn >= len(stops)
    assert not found, f"{len(found)} things:\n" + "\n".join(found[:30])
