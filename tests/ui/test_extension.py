"""The extension of a number stands on every page that shows the number, and is read aloud."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import AddressVisibility, Location, Phone, PhoneType, Start
from kiosk.domain.text import isolate, unmarked
from kiosk.presentation.numbers import dial_next, format_call
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.presentation.speech_text import spoken_text
from kiosk.ui.kit.scene import Scene
from tests.conftest import PresenterMaker
from tests.presentation.one_service import with_changes
from tests.ui.pages import PageMaker, turned

LINE = "weave-line"
VOICE = Phone(id="v", service_id=LINE, number="+19165550100", extension="212")
SECOND = msgspec.structs.replace(VOICE, id="w", extension="340")
PLACE = Location(
    id="l",
    organization_id="o",
    address_visibility=AddressVisibility.PUBLIC,
    address_1="120 River Street",
    city="Sacramento",
)
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))
Made = Callable[..., tuple[list[Scene], DirectoryPresenter]]


@pytest.fixture
def made(presenter: PresenterMaker, page_of: PageMaker) -> Made:
    """Composes a page of a service with two lines of one number: ``made("learn:weave-line")``."""

    def make(
        *acts: str,
        tag: str = "en",
        start: tuple[Start, ...] = (Start.WALK_IN,),
        phones: tuple[Phone, ...] = (VOICE, SECOND),
        **how: Any,
    ) -> tuple[list[Scene], DirectoryPresenter]:
        parts = {"phones": phones, "locations": (PLACE,), "schedules": ()}
        here = with_changes(presenter, LINE, tag, helpline=False, start=start, **parts)
        return turned(partial(page_of, here, **how), *acts), here

    return make


def plain(scenes: list[Scene]) -> list[str]:
    """The texts of all pages."""
    texts = (text for scene in scenes for text in scene.texts)
    return [unmarked(text).replace("\u00a0", " ").replace("\u2060", "") for text in texts]


def problems(scenes: list[Scene]) -> list[str]:
    return [problem for scene in scenes for problem in scene.problems]


@pytest.mark.rotating
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", ["en", "es", "ar", "fa", "ko", "zh-Hant"])
def test_a_door_shows_each_line_of_a_number_with_its_extension(
    made: Made, tag: str, size: tuple[int, int]
) -> None:
    scenes, here = made(f"service:{LINE}", tag=tag, size=size)
    told = " ".join(plain(scenes))
    for phone in (VOICE, SECOND):
        assert unmarked(format_call(here.speaker, phone)) in told
    assert problems(scenes) == []


def test_a_line_without_extension_is_another_line(made: Made) -> None:
    bare = msgspec.structs.replace(VOICE, id="b", extension=None)
    scenes, _ = made(f"service:{LINE}", phones=(VOICE, bare), start=(Start.CALL,))
    assert "916-555-0100" in plain(scenes)
    assert sum("916-555-0100" in text for text in plain(scenes)) == 2
    assert sum("Or call" in text for text in plain(scenes)) == 1


def test_the_first_action_is_not_said_again(made: Made) -> None:
    scenes, _ = made(f"service:{LINE}", phones=(VOICE,), start=(Start.CALL,))
    assert not any("Or call" in text for text in plain(scenes))
    assert plain(scenes).count("Extension 212") == 1


def test_a_text_line_of_the_same_number_leaves_the_extension_to_callers(made: Made) -> None:
    text = Phone(id="t", service_id=LINE, number=VOICE.number, type=PhoneType.TEXT)
    scenes, _ = made(f"service:{LINE}", phones=(VOICE, text), start=(Start.TEXT,))
    assert any("916-555-0100, Extension 212" in text for text in plain(scenes))


PAGES = (
    (f"learn:{LINE}",),
    (f"learn:{LINE}", "step:hide1"),
    (f"learn:{LINE}", "step:hideall"),
    (f"qr:{LINE}/call",),
    (f"qr:{LINE}/contact",),
    (f"qr:{LINE}/words",),
    (f"keep:{LINE}", "list"),
    (f"service:{LINE}", "staff"),
)


@pytest.mark.rotating(7)
@pytest.mark.parametrize("acts", PAGES, ids=lambda acts: acts[-1])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("tag", "step"), [("en", "M"), ("ar", "M"), ("ar", "XL")])
def test_every_page_with_the_number_has_it(
    made: Made, acts: tuple[str, ...], size: tuple[int, int], tag: str, step: str
) -> None:
    scenes, here = made(*acts, tag=tag, size=size, step=step)
    assert unmarked(dial_next(here.speaker, VOICE)) in " ".join(plain(scenes))
    assert problems(scenes) == []


@pytest.mark.parametrize("tag", ["en", "ar", "fa"])
def test_the_list_begins_on_its_first_page_in_the_largest_letters(made: Made, tag: str) -> None:
    scenes, _ = made(f"keep:{LINE}", "list", tag=tag, size=(1280, 800), step="XL")
    assert any("916-555-0100" in text for text in plain(scenes[:1]))


@pytest.mark.parametrize("acts", PAGES, ids=lambda acts: acts[-1])
def test_it_stays_when_all_is_low(made: Made, acts: tuple[str, ...]) -> None:
    for size in SIZES:
        scenes, _ = made("low", *acts, size=size)
        assert "Extension 212" in " ".join(plain(scenes))
        assert problems(scenes) == []


@pytest.mark.parametrize("tag", ["en", "ar", "ko"])
def test_number_and_extension_are_read_aloud_digit_by_digit(
    presenter: PresenterMaker, tag: str
) -> None:
    by = presenter(tag).speaker
    said = spoken_text(format_call(by, VOICE), tag)
    assert "9 1 6, 5 5 5, 0 1 0 0" in said
    assert "2 1 2" in said.partition("0 1 0 0")[2]
    assert isolate("212") in format_call(by, VOICE)
