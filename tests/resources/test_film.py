"""The moving picture of a visit: read by another program, frame by frame."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageSequence
from PySide6.QtGui import QColor, QImage

from kiosk.app import assets
from kiosk.ui.kit.scene import Box
from resources.dev.film import ACTS, RING, Frame, animated, draw, ringed

MOST_BYTES = 700_000
FRAMES = 2 * len(ACTS) + 3


def plain(colour: str, width: int, height: int) -> QImage:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return picture


def test_frames_follow_each_other_where_and_for_as_long_as_they_say(tmp_path: Path) -> None:
    file = tmp_path / "film.png"
    marked = ringed(plain("red", 90, 60), Box(100, 60, 20, 20))
    file.write_bytes(animated((Frame(plain("red", 90, 60), 500), marked)))
    with Image.open(file) as film:
        seen = [(one.info["duration"], one.convert("RGB")) for one in ImageSequence.Iterator(film)]
        assert film.info["loop"] == 0
    assert [duration for duration, _ in seen] == [500, marked.milliseconds]
    assert seen[1][1].size == (90, 60)
    assert seen[1][1].getpixel((55, 60 - 2 * RING + 4)) != (255, 0, 0)
    assert seen[1][1].getpixel((55, 35)) == seen[1][1].getpixel((2, 2)) == (255, 0, 0)


def test_a_ring_in_a_corner_stays_on_the_picture() -> None:
    frame = ringed(plain("white", 400, 300), Box(780, 0, 20, 20))
    assert frame.picture.pixelColor(400 - RING, 4) != QColor("white")
    assert frame.picture.pixelColor(396, RING) != QColor("white")
    assert frame.picture.pixelColor(200, 150) == QColor("white")


def test_the_film_of_readme_is_a_whole_visit_and_small() -> None:
    file = assets.resources() / "readme" / "visit.png"
    assert file.stat().st_size <= MOST_BYTES
    with Image.open(file) as film:
        assert film.size == (960, 540)
        assert getattr(film, "n_frames", 1) == FRAMES


@pytest.mark.usefixtures("qapp", "catalogues")
def test_a_film_shows_one_visit_half_as_large_as_the_screen(
    prepared_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "visit.png"
    words = (str(file), "--data", str(prepared_data), "--now", "2026-11-30T10:00")
    result = CliRunner().invoke(draw, words)
    assert result.exit_code == 0, result.output
    with Image.open(file) as film:
        assert film.size == (960, 540)
        assert getattr(film, "n_frames", 1) == FRAMES
    assert list(tmp_path.iterdir()) == [file]
