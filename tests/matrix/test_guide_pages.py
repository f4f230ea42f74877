"""A guide is read to its end: over its pages every thought stands exactly once, none is lost."""

from collections import Counter
from itertools import product

import pytest

from kiosk.domain.language import OFFERED
from kiosk.ui.composer import Composer
from kiosk.ui.kit.scene import Scene
from kiosk.visit.visit import new_visit
from tests.conftest import PresenterMaker
from tests.matrix.combos import SIZES, STEPS, ComposerMaker, some
from tests.touches import after_touch

MOST_PAGES = 30
"""Where a guide that is turned over and over is taken to have no end."""
GUIDES = ("is-this-okay", "papers-and-police", "under-18", "health")
BUDGET = {"M": 5, "XL": 8}
IN_ENGLISH = 3
"""Pages of a guide in the language it is written in, at M on a large screen."""
SMALL = (1280, 800)
SMALL_BUDGET = {("M", "es"): 7, ("M", "vi"): 6}
"""15.6 inches, where the bar takes two rows in these languages."""
SMALL_LARGEST = 22
"""The largest letters there: 4 lines are left between top row, pager and bar. A guide has up to 60
lines, so eight pages need nine lines each; a bar of one row leaves seven."""


def _read(composer: Composer, tag: str, step: str, guide: str) -> Counter[str]:
    visit = after_touch(new_visit("en"), f"language:{tag}")
    for act in (f"size:{step}", "need:okay", f"guide:{guide}"):
        visit = after_touch(visit, act)
    seen: Counter[str] = Counter()
    for number in range(MOST_PAGES):
        scene = composer.compose(visit)
        seen.update(text for text in scene.texts if text)
        following = f"page:{number + 1}"
        if following not in {node.id for node in scene.touches}:
            return seen
        visit = after_touch(visit, following)
    raise AssertionError("a guide without an end")


@pytest.mark.rotating(16)
@pytest.mark.parametrize(("tag", "step", "size"), some(OFFERED, STEPS, SIZES), ids=str)
def test_every_thought_stands_exactly_once(
    composer_for: ComposerMaker,
    presenter: PresenterMaker,
    tag: str,
    step: str,
    size: tuple[int, int],
) -> None:
    composer, _ = composer_for(size)
    for guide in GUIDES:
        view = presenter(tag).guide(guide)
        seen = _read(composer, tag, step, guide)
        for _kind, text in view.blocks:
            if text in seen:
                assert seen[text] == 1, (guide, text)
            else:
                # A thought taller than a page is read in parts, sentence by sentence.
                parts = [part for part in seen if part in text]
                assert sum(map(len, parts)) >= 0.9 * len(text.replace(" ", "")), (guide, text)


def _last(composer: Composer, tag: str, step: str, guide: str) -> tuple[int, Scene]:
    """The number of pages of a guide, and the last of them."""
    visit = after_touch(new_visit("en"), f"language:{tag}")
    for act in (f"size:{step}", "need:okay", f"guide:{guide}", "page:999"):
        visit = after_touch(visit, act)
    scene = composer.compose(visit)
    before = [node.id for node in scene.touches if node.id.startswith("page:")]
    return (int(before[0].partition(":")[2]) + 2 if before else 1), scene


@pytest.mark.rotating(16)
@pytest.mark.parametrize(("tag", "step", "size"), list(product(OFFERED, BUDGET, SIZES)), ids=str)
def test_a_guide_is_short_and_its_last_page_leads_to_help(
    composer_for: ComposerMaker, tag: str, step: str, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    presenter = composer._voice(
        tag
    ).presenter  # helpers stand in the order of distance from its position
    most = BUDGET[step]
    if size == SMALL:
        most = SMALL_LARGEST if step == "XL" else SMALL_BUDGET.get((step, tag), most)
    for card in presenter.guides():
        pages, scene = _last(composer, tag, step, card.id)
        assert pages <= most, card.id
        numbers = [line.number for line in presenter.guide(card.id).helpers]
        assert set(numbers) & set(scene.texts), card.id
        assert scene.problems == ()


@pytest.mark.parametrize("size", [size for size in SIZES if size != SMALL], ids=str)
def test_an_english_guide_is_read_on_three_pages(
    composer_for: ComposerMaker, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    guides = composer._voice("en").presenter.guides()
    pages = {card.id: _last(composer, "en", "M", card.id)[0] for card in guides}
    assert {guide for guide, number in pages.items() if number > IN_ENGLISH} == set()
    assert pages


def test_the_neck_and_911_stand_on_the_first_page_of_leaving(composer_for: ComposerMaker) -> None:
    for size in SIZES:
        composer, _ = composer_for(size)
        visit = after_touch(after_touch(new_visit("en"), "language:en"), "guide:leaving-safely")
        told = " ".join(composer.compose(visit).texts)
        assert "In danger now? Call 911." in told
        assert "press on your neck" in told
        assert "hard to breathe or swallow" in told


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_numbers_stand_beside_every_page_of_a_guide(
    composer_for: ComposerMaker, presenter: PresenterMaker, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    visit = after_touch(new_visit("en"), "language:en")
    visit = after_touch(visit, "guide:phones-and-safety")
    lines = presenter("en").guide("phones-and-safety").helpers
    for page in range(_last(composer, "en", "M", "phones-and-safety")[0]):
        scene = composer.compose(after_touch(visit, f"page:{page}"))
        shown = [line for line in lines if f"service:{line.id}" in {n.id for n in scene.touches}]
        assert len(shown) >= 2
        assert {line.number for line in shown} <= set(scene.texts)
