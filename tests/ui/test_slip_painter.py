"""Slips as people get them: measured in the dots and read back with a camera's eyes."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from kiosk.ui.slip.slip_layout import lay_out
from kiosk.ui.slip.slip_ops import DOTS_PER_MM, ROLL_80, BarOp, CodeOp, SlipSheet
from kiosk.ui.slip.slip_painter import prepare, read_image, reads_back, slip_image
from tests.ui.slip_samples import (
    ENTRIES,
    EVERY,
    PAYLOAD,
    content,
    lines,
    load_fonts,
    sheet,
    with_payload,
)


@pytest.fixture(autouse=True, scope="module")
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


def dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


def ink_rows(image: QImage, left: int, right: int, top: int, bottom: int) -> list[int]:
    return [y for y in range(top, bottom) if any(dark(image, x, y) for x in range(left, right))]


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_the_code_reads_back_from_the_dots(tag: str, count: int) -> None:
    assert read_image(slip_image(sheet(tag, count))) == PAYLOAD


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_all_ink_is_inside_the_printed_width(tag: str, count: int) -> None:
    image = slip_image(sheet(tag, count), whole_paper=True)
    assert (image.width(), image.format()) == (640, QImage.Format.Format_Mono)
    margin = round(ROLL_80.margin * DOTS_PER_MM)
    height = image.height()
    assert not ink_rows(image, 0, margin - 2, 0, height)
    assert not ink_rows(image, 640 - margin + 2, 640, 0, height)
    assert not ink_rows(image, 0, 640, 0, 2 * DOTS_PER_MM)
    assert not ink_rows(image, 0, 640, height - 2 * DOTS_PER_MM, height)


@pytest.mark.parametrize(("tag", "count"), EVERY)
def test_digits_are_at_least_6_mm_in_the_dots(tag: str, count: int) -> None:
    slip = sheet(tag, count)
    image = slip_image(slip, whole_paper=True)
    numbers = {number for _, number in ENTRIES[:count]}
    big = [op for op in lines(slip) if op.line.text in numbers and op.line.em > 8]
    assert len(big) == count
    for op in big:
        left, right = (round(x * DOTS_PER_MM) for x in (op.x, op.x + op.line.width))
        bottom = round(op.baseline * DOTS_PER_MM) + 2
        rows = ink_rows(image, left, right, bottom - 8 * DOTS_PER_MM, bottom)
        digits = [y for y in rows if y > bottom - 7.4 * DOTS_PER_MM]
        assert (digits[-1] - digits[0] + 1) / DOTS_PER_MM >= 6


def test_a_large_code_has_its_words_below() -> None:
    payload = "https://www.example.org/" + "food/" * 16
    slip = prepare(with_payload(payload))
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    letters = next(op for op in lines(slip) if op.baseline > code.y)
    assert letters.baseline > code.y + code.matrix.size
    assert read_image(slip_image(slip)) == payload == slip.payload


def covered(slip: SlipSheet) -> SlipSheet:
    """The same slip with a black bar over the middle of its code."""
    code = next(op for op in slip.ops if isinstance(op, CodeOp))
    middle = code.y + code.matrix.size / 2
    return replace(slip, ops=(*slip.ops, BarOp(code.x, middle - 6, code.matrix.size, 12)))


def test_a_code_that_does_not_say_the_payload_is_noticed() -> None:
    slip = sheet("es", 1)
    assert reads_back(slip)
    assert not reads_back(replace(slip, payload="tel:+19165550143"))
    assert not reads_back(covered(slip))
    assert reads_back(lay_out(content("es", 1).without_code()))
