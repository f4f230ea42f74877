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
    frames = (Frame(plain("red", 90, 60), 500), Frame(plain("blue", 20, 10), 250, x=30, y=40))
    file.write_bytes(animated(frames))
    with Image.open(file) as film:
        seen = [(one.info["duration"], one.convert("RGB")) for one in ImageSequence.Iterator(film)]
        assert film.info["loop"] == 0
    assert [duration for duration, _ in seen] == [500, 250]
    assert seen[1][1].size == (90, 60)
    assert seen[1][1].getpixel((30, 40)) == (0, 0, 255)
    assert seen[1][1].getpixel((49, 49)) == (0, 0, 255)
    assert seen[1][1].getpixel((29, 40)) == seen[0][1].getpixel((30, 40)) == (255, 0, 0)


def test_a_ring_in_a_corner_stays_on_the_picture() -> None:
    page = plain("white", 400, 300)
    frame = ringed(page, Box(780, 0, 20, 20))
    assert (frame.x, frame.y) == (400 - 2 * RING, 0)
    assert frame.picture.width() == frame.picture.height() == 2 * RING
    assert frame.picture.pixelColor(RING, 5) != QColor("white")


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
