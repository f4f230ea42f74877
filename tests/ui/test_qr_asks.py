"""A square that would tell is not there before the visitor has read what it tells and says so."""

from collections.abc import Callable

import pytest

from kiosk.devices import qr
from kiosk.domain.contact import MAX_BYTES
from kiosk.domain.override import Revealing
from kiosk.domain.records import AddressVisibility, Location
from kiosk.presentation.presenter import DirectoryPresenter
from kiosk.ui.kit import images
from kiosk.ui.kit.scene import Scene
from kiosk.ui.pages import code
from kiosk.ui.pages.code import read_code, readable
from tests.conftest import PresenterMaker
from tests.presentation.one_service import override, with_changes
from tests.ui.pages import PageMaker

LINE, PAGE, NAME = "weave-line", "https://weaveinc.org/crisis", "Crisis Desk"
SIZES = ((1920, 1080), (1080, 1920), (1280, 800), (1024, 600))
SHOW = f"qr:{LINE}/website/shown"


def telling_page(presenter: PresenterMaker, tag: str = "en") -> DirectoryPresenter:
    return with_changes(presenter, LINE, tag, url=PAGE, overrides=override(Revealing.WEBSITE, PAGE))


def touches(scene: Scene) -> set[str]:
    return {touch.id for touch in scene.touches}


@pytest.mark.rotating
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("tag", ["en", "ar", "hmn", "pa", "zh-Hant"])
def test_the_page_is_named_before_the_square_is_there(
    presenter: PresenterMaker, page_of: PageMaker, size: tuple[int, int], step: str, tag: str
) -> None:
    asked = telling_page(presenter, tag)
    before = page_of(asked, f"qr:{LINE}/website", size=size, step=step)
    assert before.payloads == ()
    assert before.problems == ()
    assert SHOW in touches(before)
    said = "".join(before.texts).replace("\u200b", "")
    assert asked.catalog.gettext("The page this opens shows its name:") in said
    assert "weaveinc.org/crisis" in said
    shown = page_of(asked, f"qr:{LINE}/website", SHOW, size=size, step=step)
    assert shown.payloads == (PAGE,)
    assert shown.problems == ()
    assert SHOW not in touches(shown)


def test_going_back_and_coming_again_asks_again(
    presenter: PresenterMaker, page_of: PageMaker
) -> None:
    asked = telling_page(presenter)
    again = page_of(
        asked, f"service:{LINE}", f"qr:{LINE}/website", SHOW, "back", f"qr:{LINE}/website"
    )
    assert again.payloads == ()
    assert SHOW in touches(again)


def test_the_other_ways_are_there_and_ask_nothing(
    presenter: PresenterMaker, page_of: PageMaker
) -> None:
    asked = telling_page(presenter)
    scene = page_of(asked, f"qr:{LINE}/website")
    assert {f"qr:{LINE}/call", f"learn:{LINE}"} <= touches(scene)
    chosen = {touch.id for touch in scene.touches if touch.checked}
    assert f"qr:{LINE}/website" in chosen
    assert page_of(asked, f"qr:{LINE}/call").payloads == ("tel:+19169202952",)


@pytest.mark.parametrize("kind", ["contact", "words"])
def test_a_name_that_tells_is_named_too(
    presenter: PresenterMaker, page_of: PageMaker, kind: str
) -> None:
    name = override(Revealing.QUIET_NAME, NAME)
    asked = with_changes(presenter, LINE, quiet_name=NAME, overrides=name)
    scene = page_of(asked, f"qr:{LINE}/{kind}")
    assert scene.payloads == ()
    assert "Your phone will show this:" in scene.texts
    (payload,) = page_of(asked, f"qr:{LINE}/{kind}", f"qr:{LINE}/{kind}/shown").payloads
    assert NAME in payload


# --- the largest square -------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "L", "XL"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_longest_words_still_make_a_square_on_the_smallest_glass(
    presenter: PresenterMaker, page_of: PageMaker, size: tuple[int, int], step: str, tag: str
) -> None:
    place = Location(
        id="l",
        organization_id="o",
        address_visibility=AddressVisibility.PUBLIC,
        address_1="12345 Stone Bridge Avenue, 3rd floor",
        city="Rancho Cordova",
    )
    name = "Paper Boat and Kettle Office"
    asked = with_changes(presenter, LINE, tag, quiet_name=name, locations=(place,), schedules=())
    scene = page_of(asked, f"qr:{LINE}/words", size=size, step=step)
    (payload,) = scene.payloads
    assert 90 <= len(payload.encode()) <= MAX_BYTES
    assert scene.problems == ()


# --- a rendering that went wrong ----------------------------------------------------------------


def _inverted(dots: bytes) -> bytes:
    return bytes(255 - dot for dot in dots)


def _without_finder(dots: bytes) -> bytes:
    """The picture with its first third whitened: a corner is gone."""
    return b"\xff" * (len(dots) // 3) + dots[len(dots) // 3 :]


def _grey(dots: bytes) -> bytes:
    return b"\x80" * len(dots)


@pytest.mark.parametrize("broken", [_inverted, _without_finder, _grey])
def test_a_square_that_was_drawn_wrong_is_never_shown(
    presenter: PresenterMaker,
    page_of: PageMaker,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[bytes], bytes],
) -> None:
    whole = images.code_gray8
    monkeypatch.setattr(code, "code_gray8", lambda key, pixels: broken(whole(key, pixels)))
    assert not readable("tel:+19169202952")
    for size in SIZES:
        scene = page_of(presenter("en"), f"qr:{LINE}/call", size=size)
        assert scene.payloads == ()
        assert "916-920-2952" in scene.texts
        assert "There is no square this time. You can write this down." in scene.texts


def test_a_square_that_says_another_number_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    other = qr.matrix("tel:+19169202953", "M")
    assert isinstance(other, qr.QrMatrix)
    key = images.code_key(other.modules)
    assert read_code("tel:+19169202952", 400) is not None
    monkeypatch.setattr(code, "code_key", lambda _: key)
    assert read_code("tel:+19169202952", 400) is None
