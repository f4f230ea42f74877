"""Large text on small glass: ten needs, the first step of a service, the top row, the pager."""

import pytest

from kiosk.ui.kit.scene import NodeKind, Scene
from tests.ui.pages import PageMaker

SMALL = (1280, 800)
NEEDS = 10
MARKS = "\u200e\u200f"
"""Signs of direction around a line."""


def shown(scene: Scene, owner: str) -> str:
    """The words drawn on a target."""
    texts = (node for node in scene.nodes if node.kind is NodeKind.TEXT and node.owner == owner)
    return " ".join(node.display.strip(MARKS) for node in texts)


@pytest.mark.parametrize("tag", ["en", "es", "hi", "hmn", "ko", "pa", "ru", "vi", "zh-Hans"])
def test_ten_needs_stand_on_one_page(page: PageMaker, tag: str) -> None:
    ids = [node.id for node in page(tag=tag, size=SMALL, step="XL").touches]
    assert sum(one.startswith("need:") for one in ids) == NEEDS
    assert "page:1" not in ids


@pytest.mark.parametrize("tag", ["en", "ar", "ru"])
@pytest.mark.parametrize(
    ("service", "number"),
    [("weave-line", "916-920-2952"), ("loaves-and-fishes-dining-room", "916-446-0874")],
)
def test_number_and_ways_stand_on_the_first_page(
    page: PageMaker, service: str, number: str, tag: str
) -> None:
    """Where the words take two lines and a mark, the ways lead the second page."""
    scene = page(f"service:{service}", tag=tag, size=SMALL, step="XL")
    assert any(number in node.display for node in scene.nodes)
    ids = {one.id for one in scene.touches}
    assert "page:1" in ids
    ways = {f"learn:{service}", f"qr:{service}", "staff"}
    if not ids & ways:
        assert tag != "en"
        ids = {
            one.id
            for one in page(f"service:{service}", "page:1", tag=tag, size=SMALL, step="XL").touches
        }
    assert ways <= ids


@pytest.mark.parametrize("tag", ["en", "es"])
def test_search_is_a_picture_with_a_spoken_name(page: PageMaker, tag: str) -> None:
    scene = page("need:food", tag=tag, size=SMALL, step="XL")
    names = {node.id: node.name for node in scene.touches}
    assert names["search"]
    assert not shown(scene, "search")
    for words in ("back", "start", "leave"):
        assert shown(scene, words) == names[words]


@pytest.mark.parametrize(
    ("acts", "tag", "size", "step"),
    [
        (("service:weave-line",), "en", SMALL, "M"),
        (("need:other", "tile:other.phone_ride", "chip:women"), "pa", SMALL, "L"),
        (("need:okay", "guide:is-this-okay", "page:1"), "ru", (1080, 1920), "XL"),
    ],
)
def test_a_number_a_card_and_a_pager_have_their_room(
    page: PageMaker, acts: tuple[str, ...], tag: str, size: tuple[int, int], step: str
) -> None:
    """An icon before a number, icons that grow with the text, two buttons of long words."""
    scene = page(*acts, tag=tag, size=size, step=step)
    assert not scene.problems
    assert all(node.name for node in scene.touches)
