"""The ring of keys and switches, read from the pixels: wide enough, clear on both sides, whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QColor, QImage

from kiosk.ui.runtime.tour import STOPS, visit_to
from tests.matrix.combos import MODES
from tests.showing import show
from tests.touches import act_of, activate
from tests.ui.conftest import Front, FrontMaker
from tests.ui.test_theme import contrast_of

LEAST_PX, LEAST_CONTRAST = 3, 3.0
PAGES = ("attract", "home", "results", "service-line", "learn-try", "search", "see", "talk", "idle")


@pytest.fixture
def front(front_at: FrontMaker) -> Front:
    return front_at((1280, 800))


def _sides(ring: QRect) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The middle of each side of the ring, and the way from there to the target."""
    x, y = ring.x() + ring.width() // 2, ring.y() + ring.height() // 2
    yield (x, ring.top()), (0, 1)
    yield (x, ring.bottom()), (0, -1)
    yield (ring.left(), y), (1, 0)
    yield (ring.right(), y), (-1, 0)


def _wrong(image: QImage, ring: QRect, color: str) -> Iterator[str]:
    inside = QRect(0, 0, image.width(), image.height())
    for (x, y), (right, down) in _sides(ring):
        wide = 0
        while image.pixelColor(x + wide * right, y + wide * down) == QColor(color):
            wide += 1
        if wide < LEAST_PX:
            yield f"{wide} px wide at {x}, {y}"
        outer, inner = (x - right, y - down), (x + wide * right, y + wide * down)
        for at in (outer, inner):
            if inside.contains(*at):
                ratio = contrast_of(color, image.pixelColor(*at).name())
                if ratio < LEAST_CONTRAST:
                    yield f"contrast {ratio:.1f} at {at}"


@pytest.mark.rotating
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_ring_is_seen_around_every_target(front: Front, tag: str, mode: str) -> None:
    shell, window = front
    found, seen = [], 0
    for stop in (stop for stop in STOPS if stop.name in PAGES):
        show(shell, visit_to(stop, tag, "en", "M", mode))
        if stop.seconds:
            shell.after_quiet(300)
        for _ in range(len(shell.scene.touches)):
            shell.keys._move(1)
            QCoreApplication.processEvents()
            ring, color = shell.view.property("ringBox"), shell.view.property("ringColor")
            seen += 1
            found += [
                f"{stop.name}, {shell.view.focus}: {wrong}"
                for wrong in _wrong(window.grab(), ring, color)
            ]
    assert seen > 80
    assert not found, f"{len(found)} things:\n" + "\n".join(found[:30])


def test_nothing_on_the_glass_moves_by_itself() -> None:
    """Screens replace each other at once; a badge alone fades, and not where motion is reduced."""
    qml = Path(__file__).parents[2] / "kiosk" / "ui" / "runtime" / "qml"
    moving = ("Animat", "Behavior on", "Transition", "Timer", "Flickable", "ListView", "FrameAnim")
    fade = "motionPreference === Qt.ReducedMotion ? 0 : 120"
    for file in qml.glob("*.qml"):
        words = file.read_text(encoding="utf-8")
        if file.name == "Main.qml":
            assert words.count(fade) == words.count("duration:") == 1
            words = words.replace("NumberAnimation on arrival", "")
        assert not [word for word in moving if word in words], file.name


def test_a_press_and_a_new_page_are_whole_in_the_first_picture(front: Front) -> None:
    shell, window = front
    activate(shell, "language:en")
    for act in (
        lambda: shell.touch.press("need:food", at_once=False, at=QPoint()),
        lambda: shell.obey(act_of("need:food")),
    ):
        act()
        first = window.grab()
        for _ in range(5):
            QCoreApplication.processEvents()
        assert window.grab() == first
