"""Low reach: all there is to touch stands in the lower half of the glass, on every page.

A seated person reaches about 1.2 m high. What is only read may stand above. Nothing is drawn: the
places of the targets are numbers.
"""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from kiosk.app.settings import ScreenSettings
from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.tour import scenes
from tests.conftest import ComposerMaker
from tests.long_runs import FULL
from tests.matrix.combos import AXES, MODES, SIZES, by_language, covering, some
from tests.matrix.judging import ROUNDING_PX, wrong_owners, wrong_targets, wrong_texts

LANGUAGES = ("en", "ar", "hmn", "zh-Hans")
MOST = 60
"""Pages of a list that are turned: all of them."""
STEPS = ("S", "M", "L", "XL")
UPRIGHT, SMALL = (1080, 1920), (1280, 800)
"""15.6 inches: the lower half is 105 mm high, of which the frame's two or three rows take 62 to 69
in large letters and 80 to 100 in the largest. What is left holds no row of keys, cards or ways, so
a page goes above the middle by as little as it needs, and all pages of a list as far as the one
that needs most: so they are dealt alike."""
TOO_HIGH = {
    ("S", "en"): 18,
    ("M", "en"): 18,
    ("L", "en"): 50,
    ("L", "ar"): 219,
    ("L", "hmn"): 200,
    ("L", "zh-Hans"): 7,
    ("XL", "en"): 497,
    ("XL", "ar"): 574,
    ("XL", "hmn"): 518,
    ("XL", "zh-Hans"): 333,
}
"""The targets of the whole tour, with every page of its lists, that stand above the middle there.
At S and M they are those of Talk in English, whose code of a text line needs 62 mm."""
TOO_HIGH_LARGE = {
    UPRIGHT: {("XL", "ar"): 4, ("XL", "hmn"): 2},
    (1920, 1080): {("XL", "hmn"): 2},
}
"""The same on 21.5 inches: numbers under a guide."""
FEW = {
    "zh-Hans": {"guide", "guide-law", "search-typed"},
    "en": {"guide", "guide-law", "search-typed", "list", "names", "question", "talk"},
}
FEW["hmn"] = FEW["en"] | {"helper", "helper-tile", "lines", "names-unplugged", "question-quiet"}
"""The pages with any in large letters, by language; Arabic letters have more. Talk is there with
and without a voice."""
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
    reached = TOO_HIGH if size == SMALL else TOO_HIGH_LARGE.get(size, {})
    allowed = reached.get((step, tag), 0)
    assert high.total() <= allowed, f"too high: {high.total()}: {dict(+high)}"
    if step == "L" and tag in FEW:
        names = {re.sub(r"(-no-voice)?(-\d+)?$", "", name) for name in +high}
        assert names <= FEW[tag], names - FEW[tag]


def test_a_page_that_fits_nowhere_low_takes_as_little_more_as_it_needs(low: Maker) -> None:
    """Without room for its keys the search page grows upwards; the frame stays where it is."""
    pages = {
        name: scene
        for name, _visit, scene in scenes(low(SMALL), "en", "en", "L", "default")
        if name in {"search-typed", "home"}
    }
    assert too_high(pages["search-typed"])
    frames = [
        [(node.id, node.box) for node in scene.touches if node.frame and node.id == "leave"]
        for scene in pages.values()
    ]
    assert frames[0] == frames[1]
