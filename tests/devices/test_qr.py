"""A code says exactly its payload, in whole modules, and nothing of it stays."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices import qr
from kiosk.devices.qr import Level, QrMatrix, TooLong

TEL = "tel:+19165550142"
PAYLOADS = (
    TEL,
    "sms:+19165550142",
    "SMSTO:+19165550142:HELLO",
    "https://www.example.org/food",
    "geo:38.58160,-121.49440",
    "MECARD:N:Paper Boat;TEL:+19165550142;;",
)


def code(text: str, level: Level = "M", border: int = 4) -> QrMatrix:
    found = qr.matrix(text, level, border)
    assert isinstance(found, QrMatrix)
    return found


def seen(made: QrMatrix, scale: int) -> str | None:
    """What is read back from a picture with ``scale`` pixels a module."""
    rows = (
        b"".join((b"\x00" if module else b"\xff") * scale for module in row) for row in made.modules
    )
    side = made.size * scale
    return qr.read_back(b"".join(row * scale for row in rows), side, side)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("level", ["M", "Q"])
def test_every_kind_of_payload_reads_back(payload: str, level: Level) -> None:
    assert qr.same_content(payload, seen(code(payload, level), 8))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=80))
def test_any_plain_text_reads_back_exactly(text: str) -> None:
    assert seen(code(text), 4) == text


def test_a_phone_number_on_paper_is_33_modules_with_its_quiet_zone() -> None:
    made = code(TEL, "Q")
    assert made.size == 33
    assert {len(row) for row in made.modules} == {33}
    rim = [made.modules[i] for i in (0, 1, 2, 3, -1, -2, -3, -4)]
    assert not any(any(row) for row in rim)
    assert not any(any(row[:4]) or any(row[-4:]) for row in made.modules)


def test_the_border_is_as_asked() -> None:
    assert code(TEL, "M", 0).size == code(TEL, "M", 4).size - 8


@pytest.mark.parametrize(
    ("text", "level", "limit"), [("a" * 2332, "M", 2331), ("é" * 900, "Q", 1663)]
)
def test_too_long_is_an_answer(text: str, level: Level, limit: int) -> None:
    assert qr.matrix(text, level) == TooLong(len(text.encode()), limit)


def test_the_longest_text_still_makes_a_code() -> None:
    assert code("a" * 1663, "Q").size == 177 + 8


@pytest.mark.parametrize(
    ("available", "modules", "pixels"),
    [(625, 33, 18), (264, 33, 8), (263, 33, None), (0, 33, None), (1000, 125, 8)],
)
def test_a_module_is_whole_pixels_and_at_least_eight(
    available: int, modules: int, pixels: int | None
) -> None:
    assert qr.module_pixels(available, modules) == pixels


def test_nothing_is_read_from_an_empty_page() -> None:
    assert qr.read_back(b"\xff" * 10_000, 100, 100) is None
    assert not qr.same_content(TEL, None)


@pytest.mark.parametrize("size", [(100, 99), (0, 0)])
def test_a_picture_of_another_size_is_named(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="has not"):
        qr.read_back(b"\xff" * 10_000 if any(size) else b"", *size)


@pytest.mark.parametrize(
    ("payload", "read", "same"),
    [
        (TEL, TEL, True),
        (TEL, "tel:+19165550143", False),
        (TEL, TEL + " ", False),
        ("Pe\u0301", "P\u00e9", True),
    ],
)
def test_contents_are_the_same_or_not(payload: str, read: str, *, same: bool) -> None:
    assert qr.same_content(payload, read) is same


def test_importing_loads_neither_encoder_nor_decoder() -> None:
    program = (
        "import sys, kiosk.devices.qr, kiosk.devices.slip\n"
        "print(*{'qrcode', 'zxingcpp', 'PIL', 'numpy', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""
