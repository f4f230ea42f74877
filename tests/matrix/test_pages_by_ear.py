"""Listen and Pictures only in every language: names on one page, pictures without a word."""

import pytest

from kiosk.domain.language import OFFERED
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.runtime.tour import STOPS, scenes
from kiosk.visit.listening import SpeechState
from tests.matrix.combos import SIZES, ComposerMaker, some

NAMES = [stop for stop in STOPS if stop.name == "names"]
PICTURES = [stop for stop in STOPS if stop.name.startswith("pictures")]
SMALL_LARGEST = 4
"""Pages of names at the largest letters on 15.6 inches, where two rows are left above the bar."""


def words(scene: Scene) -> list[str]:
    """Words that are drawn on the page, outside its frame."""
    return [
        node.display
        for node in scene.nodes
        if node.kind is NodeKind.TEXT and not node.frame and any(map(str.isalpha, node.display))
    ]


@pytest.mark.rotating
@pytest.mark.parametrize(("tag", "step", "size"), some(OFFERED, ("M", "XL"), SIZES), ids=str)
def test_names_turn_no_page_and_pictures_have_no_word(
    composer_for: ComposerMaker, tag: str, step: str, size: tuple[int, int]
) -> None:
    composer, _ = composer_for(size)
    pages = [*scenes(composer, tag, tag, step, "default", stops=NAMES)]
    assert len(pages) <= (SMALL_LARGEST if (step, size) == ("XL", (1280, 800)) else 1)
    for stop, (name, visit, scene) in zip(
        PICTURES, scenes(composer, tag, tag, step, "default", stops=PICTURES), strict=True
    ):
        turns = [node.id for node in scene.touches if node.id.startswith("page:")]
        assert (visit.is_pictured, turns) == (True, []), name
        assert bool(words(scene)) is (stop.ear is SpeechState.FAILED), name
        assert {"staff", "learn:line-211"} <= {node.id for node in scene.touches}, name
        assert all(node.name.strip() for node in scene.touches), name
