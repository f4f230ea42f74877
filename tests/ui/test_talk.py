"""Talk to someone now: the help line is largest, 988 and 911 come before everything else."""

import re
from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from kiosk.devices.qr import MIN_SCREEN_PX, read_back
from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, Helpline
from kiosk.domain.language import OFFERED
from kiosk.domain.text import unmarked
from kiosk.i18n.messages import N_
from kiosk.presentation.authority import BRIEF_REPORT
from kiosk.presentation.helpline_views import talk
from kiosk.ui.kit.images import code_gray8, code_image
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.kit.theme import CAP_HEIGHT_EM, Glass, Type, TypeRole, cap_mm, color
from kiosk.visit.acts import Mode, TextStep
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
        other = {} if directory is None else {"directory": directory}
        return page_of(presenter(tag, words=words, **other), *acts, **how)

    return make


def number(scene: Scene, digits: str) -> Node | None:
    """The text node of a number."""
    return next((node for node in scene.nodes if node.text == digits), None)


def drawn(scene: Scene, text: str) -> Node:
    """The node that says a text; for lines in brief, the one that is read so."""
    return next(node for node in scene.nodes if node.text == text)


@pytest.mark.rotating(4)
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("size", [*SIZES, (1024, 600)])
@pytest.mark.parametrize("step", ["S", "M", "L", "XL"])
@pytest.mark.parametrize("low", [(), ("low",)])
def test_both_lines_stand_first_with_purpose_number_and_caution(
    page: Page, presenter: PresenterMaker, low: tuple[str, ...], *, step: str, size: Any, tag: str
) -> None:
    """In this order, both numbers in one size, no smaller than their words, 988 and 911 there."""
    view = presenter(tag).talk()
    scene = page(*low, "talk", tag=tag, words="", size=size, step=step)
    assert scene.problems == ()
    texts, sizes = [node.text for node in scene.nodes], set[int]()
    forced, harm = view.first
    for line in (forced, harm):
        cautions = (line.warning, line.brief_caution) if line.warning else (line.say,)
        caution = next((one for one in cautions if one in texts), "")
        assert caution or line is harm, "who must report says so on the first page"
        order = [drawn(scene, one) for one in (line.title, line.number, caution) if one]
        tops = [node.box.y for node in order]
        assert tops == sorted(tops)
        assert all(node.font for node in order)
        sizes.add(order[1].font.pixels)  # type: ignore[union-attr]
        own = Glass(*size).px(cap_mm(Type.NAME, TextStep(step)))
        assert min(sizes) * CAP_HEIGHT_EM >= own - 1
    assert len(sizes) == 1
    assert texts.index(forced.number) < texts.index(harm.number), "as it is read aloud"
    danger, crisis = drawn(scene, "911"), drawn(scene, "988")
    assert danger.fill == color(TypeRole.DANGER, Mode.DEFAULT) != crisis.fill


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("first", [(), ("speak:ase",)])
def test_every_way_is_on_some_page(
    page: Page, first: tuple[str, ...], size: tuple[int, int], step: str
) -> None:
    """The staff, the card, and both ways to take each line along, wherever they had to go."""
    scenes = turned(partial(page, size=size, step=step), *first, "talk")
    assert not [problem for scene in scenes for problem in scene.problems]
    ids = [[touch.id for touch in scene.touches] for scene in scenes]
    assert all(len(one) == len({*one}) for one in ids)
    found = {*chain.from_iterable(ids)}
    wanted = {"staff", "speak", "lines", "service:deaf-hotline-line", "qr:nhth-line/text"}
    wanted |= {f"{way}:{line}" for way in ("learn", "qr") for line in ("nhth-line", "weave-line")}
    assert wanted <= found


def test_at_the_usual_size_all_of_it_is_one_page_with_the_code(page: Page) -> None:
    for tag in ("en", "es", "ru", "ar"):
        for size in SIZES[:2]:
            scene = page("talk", tag=tag, words="", size=size)
            assert "page:1" not in {touch.id for touch in scene.touches}
            assert bool(scene.payloads) is (tag in {"en", "es"}), "texts answer in two languages"


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
    scenes = turned(partial(page, size=SIZES[0]), "speak")
    each = [[one.id for one in scene.touches if one.id.startswith("speak:")] for scene in scenes]
    assert all(len(some) <= 18 for some in each)
    every = [one for some in each for one in some]
    assert {"speak:cmn", "speak:yue", "speak:ase", "speak:mam", "speak:am"} <= {*every}
    assert every[-1] == "speak:mis", "any other language comes last"
    card = page("speak", "speak:mis")
    assert "I speak another language.\nPlease get an interpreter." in card.texts


@pytest.mark.rotating(4)
@pytest.mark.parametrize("tag", OFFERED)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("low", [(), ("low",)])
def test_all_lines_stand_under_heads_with_numbers_of_one_size(
    page: Page, presenter: PresenterMaker, low: tuple[str, ...], *, step: str, size: Any, tag: str
) -> None:
    """No number is smaller than its words, and none stands without its caution."""
    groups = presenter(tag).lines()
    scenes = turned(partial(page, tag=tag, words="", size=size, step=step), *low, "lines")
    assert not [problem for scene in scenes for problem in scene.problems]
    shown = [touch.id for scene in scenes for touch in scene.touches]
    for group in groups:
        assert any(group.title in scene.texts for scene in scenes)
        assert all(shown.count(f"service:{line.id}") == 1 for line in group.lines)
    sizes = set[int]()
    for scene in scenes:
        own = [(node, node.owner) for node in scene.nodes if node.font and node.text]
        for line in (line for group in groups for line in group.lines):
            said = {node.text: node for node, owner in own if owner == f"service:{line.id}"}
            if line.number in said:
                assert not line.warning or line.warning in said
                sizes.add(said[line.number].font.pixels)  # type: ignore[union-attr]
    least = Glass(*size).px(cap_mm(Type.BODY, TextStep(step)))
    assert len(sizes) == 1
    assert min(sizes) * CAP_HEIGHT_EM >= least - 1


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
    numbers += [f"916-555-120{n}" for n in range(3)]
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
    assert page("talk", size=SIZES[1]).texts.count(PROMISE) == 2, "the bar promises it too"


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
@pytest.mark.parametrize("size", [*SIZES, (1024, 600)])
@pytest.mark.parametrize("low", [(), ("low",), ("speak:ase",)])
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("en", "XL"), ("ar", "XL"), ("ps", "XL")])
def test_a_long_warning_is_on_the_first_page_at_least_in_brief(
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    low: tuple[str, ...],
    *,
    tag: str,
    step: str,
) -> None:
    monkeypatch.setattr(f"{talk.__module__}.MUST_REPORT", N_(LONG))
    scenes = turned(partial(page, size=size, step=step, tag=tag), *low, "talk")
    assert not [problem for scene in scenes for problem in scene.problems]
    assert {LONG, BRIEF_REPORT.text} & {
        *"\n".join(scenes[0].texts).replace(" · ", "\n").split("\n")
    }


@pytest.mark.parametrize("size", SIZES[:2])
@pytest.mark.parametrize("mode", list(Mode))
def test_the_code_reads_as_a_text_to_the_line(
    page: Page, size: tuple[int, int], mode: Mode
) -> None:
    """Read from the dots that the screen shows, as small as a camera reads it."""
    scene = page(f"mode:{mode.value}", "talk", size=size)
    code = next(node for node in scene.nodes if node.payload)
    side = code_image(code.source).width()
    pixels, rest = divmod(code.box.w, side)
    assert (rest, code.box.w) == (0, code.box.h)
    read = read_back(code_gray8(code.source, pixels), code.box.w, code.box.h)
    assert read == code.payload == "sms:233733"
    assert pixels >= MIN_SCREEN_PX


@pytest.mark.parametrize("size", SIZES)
def test_who_uses_no_voice_finds_these_ways_first(page: Page, size: tuple[int, int]) -> None:
    first, second = (page(*acts, "talk", size=size, step="XL") for acts in ((), ("speak:ase",)))
    ways = ("1-888-373-7888", "233733")
    for scene, expected in zip((first, second), ways, strict=True):
        shown = [node for node in scene.nodes if unmarked(node.text) in ways]
        assert unmarked(shown[0].text) == expected, "as it is read aloud"
