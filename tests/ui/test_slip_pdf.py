"""The slip as a PDF: one page of the right size that tells nothing of its making; its lines."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.devices.slip import Pair, SlipCode, SlipContent, SlipEntry
from kiosk.domain.language import language
from kiosk.domain.text import LRI, PDI
from kiosk.ui.slip.slip_document import slip_pdf
from kiosk.ui.slip.slip_ops import DOTS_PER_MM, ROLL_80, BarOp, SlipSheet
from kiosk.ui.slip.slip_painter import prepare, read_image, slip_image
from kiosk.ui.slip.slip_text import SetLine, TextSpan, measured, script_of, wrapped
from tests.ui.slip_samples import load_fonts

PAYLOAD = "tel:+19165550142"
REST = {"en": "Rest", "es": "Descanso", "ar": "راحة", "zh-Hans": "休息"}


@pytest.fixture(autouse=True, scope="module")
def _fonts(qapp: object) -> None:
    del qapp
    load_fonts()


@cache
def sheet(tag: str, count: int) -> SlipSheet:
    found, rest = language(tag), Pair(REST[tag], REST["en"])
    assert found is not None
    entry = SlipEntry("Paper Boat", rest, "916-555-0142", hours=rest)
    return prepare(
        SlipContent(found, rest, (entry,) * count, SlipCode(PAYLOAD, "916-555-0142", rest))
    )


def dark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() < 128


def media_box(pdf: bytes) -> tuple[float, float]:
    (found,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return float(found[0]) / 72 * 25.4, float(found[1]) / 72 * 25.4


@pytest.mark.parametrize(("tag", "count"), [("en", 1), ("es", 3), ("ar", 2), ("zh-Hans", 3)])
def test_the_pdf_is_one_page_as_long_as_the_slip(tag: str, count: int) -> None:
    slip = sheet(tag, count)
    pdf = slip_pdf(slip)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    width, height = media_box(pdf)
    assert width == pytest.approx(ROLL_80.width, abs=0.18)
    assert slip.height - 0.2 <= height <= slip.height + 0.4


def test_the_pdf_tells_neither_when_nor_by_what_it_was_made() -> None:
    pdf = slip_pdf(sheet("es", 2))
    assert re.findall(rb"Date \(D:(\d+)Z\)", pdf) == [b"20000101000000"] * 2
    for word in (b"Qt", b"Q\0t", b"iosk", b"xmp:", b"/Title (\xfe"):
        assert word not in pdf.partition(b"/Type /Page")[0]
    assert slip_pdf(sheet("es", 2)) == pdf


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize(("tag", "count"), [("es", 3), ("ar", 2), ("zh-Hans", 1)])
def test_the_pdf_page_looks_like_the_dots_and_its_code_reads(
    tag: str, count: int, tmp_path: Path
) -> None:
    slip = sheet(tag, count)
    (tmp_path / "slip.pdf").write_bytes(slip_pdf(slip))
    command = ["pdftoppm", "-r", "203.2", "-gray", "-png", "-singlefile", "slip.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = QImage(str(tmp_path / "page.png"))
    assert read_image(page) == PAYLOAD
    dots = slip_image(slip, whole_paper=True)
    assert abs(page.width() - dots.width()) <= 2
    assert abs(page.height() - dots.height()) <= 4
    rule = next(op for op in slip.ops if isinstance(op, BarOp))
    middle = round((rule.y + rule.height / 2) * DOTS_PER_MM)
    assert dark(page, 320, middle)
    assert dark(dots, 320, middle)


@pytest.mark.parametrize(
    ("letter", "slip_script", "font_script"),
    [
        ("5", "Arab", "Latn"),
        ("A", "Hans", "Latn"),
        ("ж", "Hans", "Latn"),
        ("م", "Latn", "Arab"),
        ("食", "Latn", "Hans"),
        ("食", "Hant", "Hant"),
        ("한", "Hans", "Kore"),
        ("ਪ", "Guru", "Guru"),
    ],
)
def test_each_letter_is_drawn_by_the_font_of_its_script(
    letter: str, slip_script: str, font_script: str
) -> None:
    assert script_of(letter, slip_script) == font_script


def test_a_broken_line_keeps_its_isolates_whole() -> None:
    text = f"وجبات ساخنة / {LRI}Hot meals every day of the week for all{PDI}"
    rows = wrapped(SetLine((TextSpan(text),), 3.7, rtl=True, script="Arab"), 40)
    assert len(rows) > 1
    assert all(row.text.count(LRI) == row.text.count(PDI) for row in rows)
    plain = " ".join(row.text for row in rows).replace(LRI, "").replace(PDI, "")
    assert plain == text.replace(LRI, "").replace(PDI, "")
    assert all(row.width == measured(row).width <= 40 for row in rows)


def rows_of(text: str, width: float) -> list[str]:
    return [
        row.text
        for row in wrapped(SetLine((TextSpan(text),), 3.7, rtl=False, script="Latn"), width)
    ]


WORDS = "Call the 24-hour line or the walk-in desk, Mon–Fri, at 916-555-0142, food-help@a-b.org"


@pytest.mark.parametrize("width", range(28, 73, 4))
def test_no_row_ends_behind_a_hyphen(width: int) -> None:
    """A number or an address that ends there looks whole, or as if the hyphen was put there."""
    rows = rows_of(WORDS, width)
    assert not [row for row in rows if row[-1] in "-–"]
    if width >= 40:
        assert " ".join(rows) == WORDS
    assert "916-555-0142," in " ".join(rows).split()


def test_a_number_with_gaps_stays_on_its_row() -> None:
    assert any("916 555 0142" in row for row in rows_of("Rest and hot food, 916 555 0142", 40))


def test_a_word_wider_than_its_row_breaks_at_its_hyphens() -> None:
    rows = rows_of("alpha-beta-gamma-delta-epsilon-zeta, 24-hour", 40)
    assert "".join(rows).replace(" ", "") == "alpha-beta-gamma-delta-epsilon-zeta,24-hour"
    assert rows[0].endswith("-")


def test_an_address_wider_than_its_row_breaks_before_its_marks() -> None:
    text = "https://www.blue-kettle.example.org/food-and-rest"
    rows = rows_of(text, 48)
    assert "".join(rows) == text
    assert len(rows) > 1
    assert not [row for row in rows if row[-1] in "-."]
