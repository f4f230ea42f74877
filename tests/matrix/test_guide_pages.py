"""A guide is read to its end: over its pages every thought stands exactly once, none is lost."""

from collections import Counter

import pytest

from kiosk.domain.language import OFFERED
from kiosk.ui.kit.composer import Composer
from kiosk.visit.visit import new_visit, reduce_visit
from tests.conftest import DeskMaker
from tests.matrix.combos import SIZES, STEPS, ComposerMaker, some

MOST_PAGES = 100
"""Where a guide that is turned over and over is taken to have no end: the longest has 68 pages, in
Russian, in the largest letters on the lowest glass."""
GUIDES = ("is-this-okay", "papers-and-police", "under-18", "health")


def _read(composer: Composer, tag: str, step: str, guide: str) -> Counter[str]:
    visit = reduce_visit(new_visit("en"), f"language:{tag}")
    for act in (f"size:{step}", "need:okay", f"guide:{guide}"):
        visit = reduce_visit(visit, act)
    seen: Counter[str] = Counter()
    for number in range(MOST_PAGES):
        scene = composer.compose(visit)
        seen.update(text for text in scene.texts if text)
        following = f"page:{number + 1}"
        if following not in {node.id for node in scene.touches}:
            return seen
        visit = reduce_visit(visit, following)
    raise AssertionError("a guide without an end")


@pytest.mark.rotating
@pytest.mark.parametrize(("tag", "step", "size"), some(OFFERED, STEPS, SIZES), ids=str)
def test_every_thought_stands_exactly_once(
    composer_for: ComposerMaker, desk: DeskMaker, tag: str, step: str, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    for guide in GUIDES:
        view = desk(tag).guide(guide)
        seen = _read(composer, tag, step, guide)
        for _kind, text in view.blocks:
            if text in seen:
                assert seen[text] == 1, (guide, text)
            else:
                # A thought taller than a page is read in parts, sentence by sentence.
                parts = [part for part in seen if part in text]
                assert sum(map(len, parts)) >= 0.9 * len(text.replace(" ", "")), (guide, text)
