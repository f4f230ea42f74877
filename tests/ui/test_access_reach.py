"""Low reach: what hands find that reach no higher than the middle of the glass."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import ScreenSettings, Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.kit.theme import GAP_MM, TARGET_MM, Glass
from kiosk.ui.runtime.tour import scenes
from kiosk.visit.visit import Visit, new_visit, reduce_visit
from tests.long_runs import FULL
from tests.matrix.combos import by_language, pairwise

FRAME = {"back", "start", "search", "leave", "talk", "listen", "see", "languages"}
ROUNDING_PX = 1
Maker = Callable[[tuple[int, int]], Composer]


@pytest.fixture(scope="module")
def low(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> Maker:
    """Composers of a site that keeps everything low."""
    del qapp, catalogues
    program = AppContext(
        Settings(screen=ScreenSettings(low_reach=True)),
        FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"),
    )

    @cache
    def make(size: tuple[int, int]) -> Composer:
        return make_composer(program, Glass(*size), factory_directory)[0]

    return make


def _pages(composer: Composer, tag: str, step: str, mode: str) -> Iterator[tuple[str, Scene]]:
    for name, visit, scene in scenes(composer, tag, "en", step, mode):
        if scene.screen != "cover":
            yield name, scene
        del visit


def _too_high(scene: Scene, line: float) -> list[str]:
    return [node.id for node in scene.touches if _centre(node) < line - ROUNDING_PX]


def _centre(node: Node) -> float:
    return node.box.y + node.box.h / 2


@pytest.mark.rotating
@pytest.mark.parametrize(
    "combo",
    pairwise() if FULL else by_language(),
    ids=lambda c: f"{c[0]}-{c[1][0]}x{c[1][1]}-{c[2]}",
)
def test_every_page_stays_low_and_whole(
    low: Maker, combo: tuple[str, tuple[int, int], str, str]
) -> None:
    tag, size, step, mode = combo
    glass = Glass(*size)
    found = []
    for name, scene in _pages(low(size), tag, step, mode):
        assert (scene.width, scene.height) == size
        found += [f"{name}: {problem}" for problem in (*scene.problems, *_ill(scene, glass))]
    assert not found, f"{len(found)} things:\n" + "\n".join(found[:30])


def _ill(scene: Scene, glass: Glass) -> Iterator[str]:
    """What is too small, too near or outside; the tab that leaves may be flush with the edge."""
    least, gap = glass.px(TARGET_MM) - ROUNDING_PX, glass.px(GAP_MM) - ROUNDING_PX
    for node in scene.touches:
        box = node.box
        if min(box.w, box.h) < least:
            yield f"{node.id} is {box.w} × {box.h} px"
        if node.id != "leave" and (
            box.x < 0 or box.y < 0 or box.right > scene.width or box.bottom > scene.height
        ):
            yield f"{node.id} reaches out of the glass"
    for one, other in combinations(scene.touches, 2):
        a, b = one.box, other.box
        if max(b.x - a.right, a.x - b.right, b.y - a.bottom, a.y - b.bottom) < gap:
            yield f"{one.id} and {other.id} are too near"


def test_standing_upright_the_card_fills_the_half_above_the_languages(low: Maker) -> None:
    scene = low((1080, 1920)).compose(new_visit("en"))
    words = [node for node in scene.nodes if node.text and not node.owner and not node.frame]
    assert min(node.box.y for node in words) < 960 / 2
    assert all(_centre(node) >= 960 for node in scene.touches)


# --- a visitor's own choice ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def usual(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> Composer:
    del qapp, catalogues
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    return make_composer(program, Glass(1080, 1920), factory_directory)[0]


def _at_home(*acts: str) -> Visit:
    visit = reduce_visit(new_visit("en"), "language:en")
    for act in acts:
        visit = reduce_visit(visit, act)
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
    assert reduce_visit(visit, "return") == new_visit("en")


def test_what_was_chosen_says_so_and_is_not_asked_where_the_site_decided(
    usual: Composer, low: Maker
) -> None:
    def asked(scene: Scene) -> list[bool | None]:
        return [node.checked for node in scene.touches if node.id == "low"]

    assert asked(usual.compose(_at_home("see"))) == [False]
    assert asked(usual.compose(_at_home("see", "low"))) == [True]
    assert asked(low((1080, 1920)).compose(_at_home("see"))) == []


def test_the_cover_is_the_same_for_everyone(usual: Composer, low: Maker) -> None:
    covered = _at_home("leave")
    assert low((1080, 1920)).compose(covered) == usual.compose(covered)
    assert usual.compose(replace(covered, low_reach=True)) == usual.compose(covered)
