"""Low reach: all there is to touch stands in the lower half of the glass, on every page.

A seated person reaches about 1.2 m high. What is only read may stand above. Nothing is drawn: the
places of the targets are numbers.
"""

from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk.app.settings import ScreenSettings
from kiosk.ui.composer import Composer
from kiosk.ui.kit.canvas import Canvas
from kiosk.ui.kit.reach_fit import ReachFit
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import LOWER_SHARES, Glass
from kiosk.ui.runtime.tour import STOPS, scenes
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker
from tests.long_runs import FULL
from tests.matrix.combos import AXES, MODES, SIZES, by_language, covering, some
from tests.matrix.judging import ROUNDING_PX, wrong_owners, wrong_targets, wrong_texts

LANGUAGES = ("en", "ar", "hmn", "zh-Hans")
MOST = 60
"""Pages of a list that are turned: all of them."""
STEPS = ("S", "M", "L", "XL")
SMALL, LEAVE = (1280, 800), "leave"
TOO_HIGH = dict[tuple[str, str], int]()
"""The targets of the whole tour on 15.6 inches, with every page of its lists, that stand above the
middle there, by size and language: a figure may become smaller, never larger."""
Maker = Callable[[tuple[int, int]], Composer]


@pytest.fixture(scope="module")
def low(composer_at: ComposerMaker) -> Maker:
    """Composers of a site that keeps everything low."""
    return lambda size: composer_at(size, screen=ScreenSettings(low_reach=True))[0]


def too_high(scene: Scene) -> list[str]:
    """The targets whose rectangle begins above the middle; the cover is the same for everyone."""
    if scene.screen == "cover":
        return []
    middle = scene.height // 2 - ROUNDING_PX
    return [node.id for node in scene.touches if node.box.y < middle]


COUNTED = [(tag, size, step, MODES[0]) for size, step, tag in some(SIZES, STEPS, LANGUAGES)]
LOOKS = covering(*AXES) if FULL else by_language()
"""Looks in which what stands too high is counted, and others in which pages are whole."""


@pytest.mark.rotating(16)
@pytest.mark.parametrize(
    ("tag", "size", "step", "mode"),
    list(dict.fromkeys((*COUNTED, *LOOKS))),
    ids=lambda part: "x".join(map(str, part)) if isinstance(part, tuple) else part,
)
def test_all_there_is_to_touch_is_in_the_lower_half(
    low: Maker, tag: str, size: tuple[int, int], step: str, mode: str
) -> None:
    composer, glass = low(size), Glass(*size)
    high, wrong = Counter[str](), list[str]()
    for name, _visit, scene in scenes(composer, tag, "en", step, mode, most=MOST):
        high[name] += len(too_high(scene))
        assert (scene.width, scene.height) == size
        ill = (*scene.problems, *wrong_targets(scene, glass), *wrong_texts(scene))
        wrong += [f"{name}: {what}" for what in (*ill, *wrong_owners(scene))]
    assert not wrong, f"{len(wrong)} things do not hold:\n" + "\n".join(wrong[:40])
    if (tag, size, step, mode) not in COUNTED:
        return
    allowed = TOO_HIGH.get((step, tag), 0) if size == SMALL else 0
    assert high.total() <= allowed, f"too high: {high.total()}: {dict(+high)}"


def test_leave_keeps_its_place_whatever_a_page_needs(low: Maker) -> None:
    stops = [stop for stop in STOPS if stop.name in {"search-typed", "results", "home"}]
    pages = scenes(low(SMALL), "en", "en", "L", "default", stops=stops)
    places = {
        node.box
        for _, _, scene in pages
        for node in scene.touches
        if node.frame and node.id == LEAVE
    }
    assert len(places) == 1


def test_a_page_that_fits_nowhere_low_takes_as_little_more_as_it_needs() -> None:
    tried = list[int]()

    def draw(_: object, glass: Glass) -> Canvas:
        tried.append(glass.height)
        problems = ("too little room",) if glass.height < SMALL[1] * 0.6 else ()
        return cast("Canvas", SimpleNamespace(problems=problems, judged=True))

    ReachFit().drawn(new_visit("en"), "page", Glass(*SMALL).lowered(), draw)
    assert tried == [round(SMALL[1] * share) for share in LOWER_SHARES[:4]]
