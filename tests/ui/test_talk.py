"""Talk to someone now: the help line is largest, 988 and 911 come before everything else."""

import re
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.devices.qr import read_back
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.language import OFFERED
from kiosk.domain.text import unmarked
from kiosk.i18n.messages import N_
from kiosk.presentation.authority import MUST_REPORT
from kiosk.presentation.helpline_views import talk
from kiosk.ui.kit.images import code_gray8, code_image
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.kit.theme import Glass, TypeRole, color
from kiosk.visit.acts import Mode
from tests.conftest import PresenterMaker
from tests.ui.pages import PageMaker, turned

PROMISE = "Free. Day and night."
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
Page = Callable[..., Scene]


@pytest.fixture
def page(presenter: PresenterMaker, page_of: PageMaker) -> Page:
    """Composes a page after acts: ``page("talk", "page:1", size=..., step=..., tag=...)``."""

    def make(
        *acts: str,
        tag: str = "en",
        words: str = "en",
        directory: ServiceDirectory | None = None,
        **how: Any,
    ) -> Scene:
        return page_of(presenter(tag, words=words, directory=directory), *acts, **how)

    return make


def number(scene: Scene, digits: str) -> Node | None:
    """The text node of a number."""
    return next((node for node in scene.nodes if node.text == digits), None)


def promised(scene: Scene) -> bool:
    """Whether the title promises it; the bar promises it of the help line, at its own place."""
    title = next(node for node in scene.nodes if node.text == "Talk to someone now")
    near = title.box.y + 2 * title.box.h
    return any(node.text == PROMISE and node.box.y < near for node in scene.nodes)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "L", "XL"])
def test_the_help_line_is_first_and_at_least_16_mm(
    page: Page, size: tuple[int, int], step: str
) -> None:
    scene = page("talk", size=size, step=step)
    main = number(scene, "1-888-373-7888")
    assert main is not None
    assert main.font is not None
    assert main.font.pixels * 0.714 >= Glass(*size).px(16) - 1
    assert scene.problems == ()


@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("step", ["S", "M", "L", "XL"])
def test_a_small_screen_keeps_purpose_number_and_duty_in_that_order(
    page: Page, presenter: PresenterMaker, tag: str, step: str
) -> None:
    line = presenter(tag).talk().main
    assert line is not None
    assert line.warning
    scene = page("talk", tag=tag, words="", size=(1280, 800), step=step)
    texts = [node.text for node in scene.nodes]
    places = [texts.index(text) for text in (line.title, line.number, line.warning)]
    assert places == sorted(places), "as it is read aloud"
    purpose, digits, duty = (scene.nodes[place].box for place in places)
    assert purpose.y < digits.bottom <= duty.y + 1
    before = purpose.x >= digits.right if scene.rtl else purpose.right <= digits.x
    assert before or purpose.bottom <= digits.y + 1
    assert scene.problems == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "L", "XL"])
def test_988_and_911_come_on_the_first_two_pages(
    page: Page, size: tuple[int, int], step: str
) -> None:
    """On a page that holds them they stand beside the help line, else on the next."""
    scenes = [page("talk", size=size, step=step), page("talk", "page:1", size=size, step=step)]
    first = next(scene for scene in scenes if number(scene, "988") is not None)
    emergency = number(first, "911")
    assert emergency is not None
    assert emergency.fill == color(TypeRole.DANGER, Mode.DEFAULT)
    crisis = number(first, "988")
    assert crisis is not None
    assert crisis.fill != emergency.fill


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
def test_every_way_is_on_some_page(page: Page, size: tuple[int, int], step: str) -> None:
    """The staff, the card, and both ways to take each line along, wherever they had to go."""
    scenes = turned(partial(page, size=size, step=step), "talk")
    assert not [problem for scene in scenes for problem in scene.problems]
    ids = [[touch.id for touch in scene.touches] for scene in scenes]
    assert all(len(one) == len({*one}) for one in ids)
    found = {*chain.from_iterable(ids)}
    wanted = {"staff", "speak", "lines", "chip:no_voice", "service:deaf-hotline-line"}
    wanted |= {"learn:nhth-line", "qr:nhth-line", "qr:nhth-line/text", "qr:nhth-line/text code"}
    assert wanted <= found


def test_the_card_speaks_english_to_the_desk_and_their_own_language_to_the_visitor(
    page: Page,
) -> None:
    scene = page("talk", "speak", "speak:yue", tag="zh-Hans")
    assert "I speak Cantonese.\nPlease get an interpreter." in scene.texts
    assert "廣東話" in scene.texts
    assert "Please get me an interpreter." in scene.texts


def test_sign_language_is_used_not_spoken(page: Page) -> None:
    scene = page("speak:ase")
    assert "I use American Sign Language.\nPlease get an interpreter." in scene.texts


def test_their_own_language_comes_first(page: Page) -> None:
    scene = page("speak", tag="ar")
    tags = [touch.id for touch in scene.touches if touch.id.startswith("speak:")]
    assert tags[0] == "speak:ar"
    assert {"speak:cmn", "speak:yue", "speak:ase"} <= set(tags)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
def test_lines_of_the_directory_stand_on_the_page_of_all_lines(
    page: Page, tmp_path: Path, size: tuple[int, int], step: str
) -> None:
    path = tmp_path / "directory.db"
    more = [
        Helpline(
            id=f"more-{n}",
            name=f"Line {n}",
            quiet_name=f"Line {n}",
            phrase="Someone to talk to",
            number=f"+1916555120{n}",
            law_enforcement=n == 1,
        )
        for n in range(3)
    ]
    build([], path, (*ANCHORS, *more))
    with open_directory(path) as directory:
        scenes = turned(partial(page, size=size, step=step, directory=directory), "lines")
    assert not [problem for scene in scenes for problem in scene.problems]
    texts = {node.text for scene in scenes for node in scene.nodes}
    numbers = ["1-888-373-7888", "988", "911", "1-800-799-7233"]
    # In the largest text on 15.6 inches a number with a warning stands on the page of its line.
    numbers += [f"916-555-120{n}" for n in range(3)]
    if (size, step) == (SIZES[2], "XL"):
        numbers = ["988", "1-800-799-7233", "916-555-1200", "916-555-1202"]
    assert set(numbers) <= texts
    shown = "916-555-1201" in texts
    assert shown == ("Police answer here. Police may come." in texts)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
def test_lines_that_are_switched_off_leave_988_and_911(
    page: Page, tmp_path: Path, size: tuple[int, int], step: str
) -> None:
    path = tmp_path / "directory.db"
    build([], path, [replace(one, out_of_service=True) for one in ANCHORS])
    with open_directory(path) as directory:
        for low in ((), ("low",)):
            one = partial(page, size=size, step=step, directory=directory)
            scenes = turned(one, *low, "talk")
            assert not [problem for scene in scenes for problem in scene.problems]
            texts = {text for scene in scenes for text in scene.texts}
            assert {"988", "911"} <= texts
            assert not {"1-888-373-7888", "1-800-799-7233"} & texts


def test_what_all_lines_keep_is_promised_over_them(page: Page) -> None:
    assert promised(page("talk", size=SIZES[1]))
    assert not [text for text in page("talk").texts if "your name" in text]


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_no_latin_space_stands_between_chinese_sentences(
    presenter: PresenterMaker, page_of: PageMaker, tag: str
) -> None:
    told = "\n".join(page_of(presenter(tag), "talk").texts)
    assert not re.search("[。！？：”」] ", told), told


LONG = (
    "They may have to report harm to someone under 18 years of age, or very great danger to "
    "anyone in the house, at once."
)
"""Longer than any translation of the warning."""


@pytest.mark.rotating
@pytest.mark.parametrize("warning", ["", LONG])
@pytest.mark.parametrize("size", [*SIZES, (1024, 600)])
@pytest.mark.parametrize("low", [(), ("low",)])
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("en", "XL"), ("ar", "XL"), ("ps", "XL")])
def test_that_the_help_line_must_report_is_read_with_its_number(
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
    warning: str,
    size: tuple[int, int],
    low: tuple[str, ...],
    *,
    tag: str,
    step: str,
) -> None:
    if warning:
        monkeypatch.setattr(f"{talk.__module__}.MUST_REPORT", N_(warning))
    scenes = turned(partial(page, size=size, step=step, tag=tag), *low, "talk")
    assert number(scenes[0], "1-888-373-7888") is not None
    assert not [problem for scene in scenes for problem in scene.problems]
    said = warning or MUST_REPORT.text
    at = next(i for i, scene in enumerate(scenes) if any(said == text for text in scene.texts))
    assert at == 0 or warning or (low, step) == (("low",), "XL"), "it gives way to numbers alone"
    assert at <= 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", list(Mode))
def test_the_code_reads_as_a_text_to_the_line(
    page: Page, size: tuple[int, int], mode: Mode
) -> None:
    """Read from the dots that the screen shows, 60 mm wide with its quiet zone."""
    scene = page(f"mode:{mode.value}", "talk", size=size)
    code = next(node for node in scene.nodes if node.payload)
    side = code_image(code.source).width()
    pixels, rest = divmod(code.box.w, side)
    assert (rest, code.box.w) == (0, code.box.h)
    read = read_back(code_gray8(code.source, pixels), code.box.w, code.box.h)
    assert read == code.payload == "sms:233733"
    assert 57 <= code.box.w / Glass(*size).px_per_mm <= 66


@pytest.mark.parametrize("size", SIZES)
def test_who_uses_no_voice_finds_these_ways_first(page: Page, size: tuple[int, int]) -> None:
    first, second = (page(*acts, "talk", size=size, step="XL") for acts in ((), ("speak:ase",)))
    ways = ("1-888-373-7888", "No voice needed")
    for scene, expected in zip((first, second), ways, strict=True):
        shown = [node for node in scene.nodes if node.text in ways]
        assert shown[0].text == expected, "as it is read aloud"
        assert min(shown, key=lambda node: node.box.y).text == expected
    chosen = next(node for node in second.touches if node.id == "chip:no_voice")
    assert chosen.checked


@pytest.mark.rotating(4)
@pytest.mark.parametrize("tag", ["en", "es", "fa", "ps", "hmn", "zh-Hans"])
@pytest.mark.parametrize("chosen", [(), ("chip:no_voice",)])
def test_what_takes_a_number_along_shares_its_page_in_the_largest_text(
    page: Page, chosen: tuple[str, ...], tag: str
) -> None:
    """A button under 988 would take 988 along; so a heading stands over the first of its ways."""
    how = {"tag": tag, "words": "", "size": (1280, 800), "step": "XL"}
    scenes = turned(partial(page, **how), "talk", *chosen)
    pages = [{node.id for node in one.touches} for one in scenes]
    (taken,) = (at for at, found in enumerate(pages) if "learn:nhth-line" in found)
    assert number(scenes[taken], "1-888-373-7888")
    assert "qr:nhth-line" in pages[taken]
    (heading,) = (at for at, found in enumerate(pages) if "chip:no_voice" in found)
    assert "233733" in map(unmarked, scenes[heading].texts)
