"""Low reach: what hands find that reach no higher than the middle of the glass."""

import pytest
from msgspec.structs import replace

from kiosk.app.settings import ScreenSettings
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Node, Scene
from kiosk.visit.visit import Visit, new_visit
from tests.conftest import ComposerMaker
from tests.touches import after_touch

ROUNDING_PX = 1


@pytest.fixture(scope="module")
def low(composer_at: ComposerMaker) -> Composer:
    """The composer of a site that keeps everything low."""
    return composer_at((1080, 1920), screen=ScreenSettings(low_reach=True))[0]


@pytest.fixture(scope="module")
def usual(composer_at: ComposerMaker) -> Composer:
    return composer_at((1080, 1920))[0]


def _too_high(scene: Scene, line: float) -> list[str]:
    return [node.id for node in scene.touches if _centre(node) < line - ROUNDING_PX]


def _centre(node: Node) -> float:
    return node.box.y + node.box.h / 2


def test_standing_upright_the_card_fills_the_half_above_the_languages(low: Composer) -> None:
    scene = low.compose(new_visit("en"))
    words = [node for node in scene.nodes if node.text and not node.owner and not node.frame]
    assert min(node.box.y for node in words) < 960 / 2
    assert all(_centre(node) >= 960 for node in scene.touches)


def _at_home(*acts: str) -> Visit:
    visit = after_touch(new_visit("en"), "language:en")
    for act in acts:
        visit = after_touch(visit, act)
    return visit


def test_a_visitor_puts_everything_lower_and_higher_again(usual: Composer) -> None:
    high = usual.compose(_at_home())
    low = usual.compose(_at_home("see", "low", "done"))
    assert _too_high(high, 960)
    assert not _too_high(low, 960)
    assert usual.compose(_at_home("see", "low", "low", "done")) == high


@pytest.mark.parametrize("step", ["M", "L", "XL"])
def test_the_way_to_it_is_within_reach(usual: Composer, step: str) -> None:
    """From the first page on: the tool in the bar, and then the choice itself."""
    for visit, act in ((new_visit("en"), "see"), (_at_home("see"), "low")):
        scene = usual.compose(replace(visit, size=step))
        assert next(_centre(node) for node in scene.touches if node.id == act) > 960


def test_the_next_person_finds_everything_where_it_was(usual: Composer) -> None:
    visit = _at_home("see", "low", "leave")
    assert not visit.low_reach
    assert usual.compose(visit) == usual.compose(_at_home("leave"))
    assert after_touch(visit, "return") == new_visit("en")


def test_what_was_chosen_says_so_and_is_not_asked_where_the_site_decided(
    usual: Composer, low: Composer
) -> None:
    def asked(scene: Scene) -> list[bool | None]:
        return [node.checked for node in scene.touches if node.id == "low"]

    assert asked(usual.compose(_at_home("see"))) == [False]
    assert asked(usual.compose(_at_home("see", "low"))) == [True]
    assert asked(low.compose(_at_home("see"))) == []


def test_the_cover_is_the_same_for_everyone(usual: Composer, low: Composer) -> None:
    covered = _at_home("leave")
    assert low.compose(covered) == usual.compose(covered)
    assert usual.compose(replace(covered, low_reach=True)) == usual.compose(covered)


@pytest.mark.parametrize("step", ["M", "L", "XL"])
@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_on_a_small_glass_a_pager_takes_no_row_of_its_own(
    composer_at: ComposerMaker, step: str, tag: str
) -> None:
    """It stands with the choices, and says how many pages there are."""
    composer = composer_at((1280, 800), screen=ScreenSettings(low_reach=True))[0]
    visit = replace(new_visit("en"), size=step)
    for act in (f"language:{tag}", "need:safe_place", "tile:safe_place.bed_tonight", "page:1"):
        visit = after_touch(visit, act)
    scene = composer.compose(visit)
    ways = {touch.id: touch.box for touch in scene.touches}
    before = ways["page:0"]
    assert before.y + before.h < ways["talk"].y
    row = [node.text for node in scene.nodes if before.y <= node.box.y < before.y + before.h]
    assert any(" / " in text for text in row)


@pytest.mark.parametrize("tag", ["en", "ar", "fa", "hmn"])
def test_a_list_in_the_largest_text_begins_with_its_title_and_its_numbers(
    composer_at: ComposerMaker, tag: str
) -> None:
    composer = composer_at((1280, 800), screen=ScreenSettings(low_reach=True))[0]
    visit = replace(new_visit("en"), size="XL")
    for act in (f"language:{tag}", "need:safe_place", "tile:safe_place.bed_tonight"):
        visit = after_touch(visit, act)
    scene = composer.compose(visit)
    assert scene.title in scene.texts
    assert "service:line-211" in [touch.id for touch in scene.touches]
    assert not scene.problems
