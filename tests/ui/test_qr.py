"""Scan with a phone: what is shown was read back, stands in letters too, and never mirrored."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.devices.qr import MIN_SCREEN_PX, matrix, read_back
from kiosk.presentation.views import CodeView
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.images import code_gray8, code_image
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Box, NodeKind, Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.pages.code import NUMBER_MM, breakable, code_square, number_in, read_code, readable
from kiosk.visit.acts import Mode, TextStep
from kiosk.visit.visit import new_visit
from tests.conftest import MeterMaker, PresenterMaker
from tests.ui.pages import PageMaker, session

SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
Scan = Callable[..., Scene]


@pytest.fixture
def scan(presenter: PresenterMaker, page_of: PageMaker) -> Scan:
    """Composes the page: ``scan("weave-line/call", size=..., mode=..., step=..., tag=...)``."""

    def make(what: str, *, mode: str = "default", tag: str = "en", **how: Any) -> Scene:
        return page_of(presenter(tag, words="en"), f"mode:{mode}", f"qr:{what}", **how)

    return make


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "L", "XL"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_code_is_whole_and_says_its_payload(
    scan: Scan, size: tuple[int, int], step: str, tag: str
) -> None:
    """Whole pixels a square, at least eight, and a reader gets exactly what the node says."""
    scene = scan("weave-line/call", size=size, step=step, tag=tag)
    (node,) = [node for node in scene.nodes if node.payload]
    assert node.payload == "tel:+19169202952"
    assert node.crisp
    squares = code_image(node.source).width()
    assert node.box.w == node.box.h
    assert node.box.w % squares == 0
    pixels = node.box.w // squares
    assert pixels >= MIN_SCREEN_PX
    assert read_back(code_gray8(node.source, pixels), node.box.w, node.box.h) == node.payload
    assert any("916-920-2952" in text for text in scene.texts)


def test_the_code_of_a_wide_page_is_large_enough(scan: Scan) -> None:
    """110 mm with its quiet zone, for a phone held at arm's length."""
    scene = scan("weave-line/call")
    (node,) = [node for node in scene.nodes if node.payload]
    assert node.box.w >= Glass(1920, 1080).px(110)


@pytest.mark.parametrize("mode", list(Mode))
def test_the_code_stands_on_white_in_every_mode(scan: Scan, mode: Mode) -> None:
    scene = scan("weave-line/call", mode=mode.value)
    (node,) = [node for node in scene.nodes if node.payload]
    ground = [
        other
        for other in scene.nodes
        if other.kind is NodeKind.RECT and other.box == node.box and other.fill == "#FFFFFF"
    ]
    assert ground


@pytest.mark.parametrize("step", list(TextStep))
def test_without_a_readable_code_the_letters_stand_alone(
    presenter: PresenterMaker, meter: MeterMaker, icons: IconBook, step: TextStep
) -> None:
    """Where no code holds the payload the number is there as large as it can be, with why."""
    glass = Glass(1920, 1080)
    voice = session(presenter(words="en"))
    measure = meter(step=step.value)
    canvas = Canvas("qr", glass, Mode.DEFAULT, measure, icons, catalog=voice.catalog)
    stage = PageContext(canvas, new_visit("en"), voice)
    code = CodeView("call", "phone", "Call", "916-920-2952", "x" * 3000)
    assert not readable(code.payload)
    code_square(stage, code).draw(Box(100, 100, 700, 800))
    scene = canvas.scene()
    assert scene.payloads == ()
    assert scene.problems == ()
    number = next(node for node in scene.nodes if node.text == "916-920-2952")
    assert number.font is not None
    assert number.font.pixels > canvas.meter.latin(NUMBER_MM).pixels
    assert "There is no square this time. You can write this down." in scene.texts


def test_options_are_the_codes_there_are(scan: Scan) -> None:
    scene = scan("weave-line/contact")
    options = {t.id: t.checked for t in scene.touches if t.id.startswith("qr:")}
    assert options["qr:weave-line/contact"] is True
    assert options["qr:weave-line/call"] is False
    assert "learn:weave-line" in {touch.id for touch in scene.touches}


def test_a_place_without_codes_leads_to_people(scan: Scan) -> None:
    scene = scan("no-such-place")
    assert scene.payloads == ()
    assert "staff" in {touch.id for touch in scene.touches}


def test_no_code_where_its_squares_would_be_too_small() -> None:
    code = matrix("tel:+19169202952", "M")
    assert hasattr(code, "size")
    least = code.size * MIN_SCREEN_PX
    assert read_code("tel:+19169202952", least - 1) is None
    found = read_code("tel:+19169202952", least)
    assert found is not None
    assert found.side == least


@pytest.mark.parametrize(
    ("letters", "number"),
    [
        ("916-920-2952", "916-920-2952"),
        ("\u2066233733\u2069", "233733"),
        ("START to 88788", ""),
        ("weaveinc.org", ""),
        ("", ""),
    ],
)
def test_a_number_is_told_from_words(letters: str, number: str) -> None:
    assert number_in(letters) == number


def test_an_address_may_break_after_a_dot() -> None:
    assert breakable("cityofsacramento.gov") == "cityofsacramento.\u200bgov"
    assert breakable("1351 N. C Street") == "1351 N. C Street"


@pytest.mark.parametrize("size", SIZES)
def test_a_place_without_a_point_offers_no_map_and_nothing_in_its_place(
    scan: Scan, size: tuple[int, int]
) -> None:
    """Also where a visit still names it: the first code there is is shown."""
    scene = scan("loaves-and-fishes-dining-room/map", size=size)
    assert not any(touch.id.endswith("/map") for touch in scene.touches)
    assert "Map" not in scene.texts
    assert scene.payloads == ("tel:+19164460874",)
    assert scene.problems == ()
