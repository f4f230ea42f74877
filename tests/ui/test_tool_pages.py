"""Tool pages: one drawing and what can be done; no half of the glass is empty."""

from statistics import mean

import pytest
from msgspec.structs import replace

from kiosk.ui.kit.scene import Box, Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.shell import Shell
from kiosk.ui.runtime.window import KioskWindow
from kiosk.visit.acts import Mode, TextStep
from kiosk.visit.listening import SpeechState
from kiosk.visit.visit import Visit, new_visit
from tests.conftest import ComposerMaker
from tests.matrix.test_pictures import Pixels
from tests.touches import after_touch

PAGES = {
    "listen": ("headphones", ("listen",), SpeechState.READY),
    "unplugged": ("plug", ("listen",), SpeechState.UNPLUGGED),
    "staff": ("bell", ("need:food", "staff"), None),
    "list": ("books", ("list",), None),
    "paper": ("", ("service:weave-line", "print:weave-line"), None),
    "no-paper": ("pocket", ("keep:three-strands-jobs", "list", "print"), None),
}
LEAST_INK = 0.15


def ink(scene: Scene, pixels: Pixels, box: Box) -> float:
    """The share of a part of the page that is not its ground."""
    ground = int(scene.page.removeprefix("#"), 16) | 0xFF000000
    return mean(pixel != ground for row in pixels.rows(box, 120, 120) for pixel in row)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)], ids=str)
def test_each_half_of_a_tool_page_holds_something(
    composer_at: ComposerMaker, size: tuple[int, int], page: str
) -> None:
    drawing, acts, ear = PAGES[page]
    composer, icons = composer_at(size)
    shell = Shell(composer, "en")
    window = KioskWindow(shell, icons)
    for tag in ("en", "ar", "ru"):
        visit: Visit = replace(new_visit("en"), language=tag)
        for act in (f"language:{tag}", *acts):
            visit = after_touch(visit, act)
        scene = composer.compose(visit, state=ear)
        shell.present(visit, scene)
        assert not scene.problems
        drawn = [node.source for node in scene.nodes if node.source.startswith("drawing-")]
        assert [one.split("-")[1] for one in drawn] == [drawing] * bool(
            drawing and not Glass(*size).compact
        )
        frame = [node.box for node in scene.nodes if node.frame]
        top = max(box.bottom for box in frame if box.y < size[1] // 3)
        low = min(box.y for box in frame if box.y > size[1] // 2)
        content, picture = Box(0, top, size[0], low - top), Pixels(window.grab())
        for half in content.columns(2, 0):
            assert ink(scene, picture, half) >= LEAST_INK, tag
        strong = composer.compose(replace(visit, mode=Mode.BLACK_ON_WHITE), state=ear)
        assert not strong.problems
    window.close()
    del window


def test_the_panel_turns_its_pages_in_the_largest_text(composer_at: ComposerMaker) -> None:
    composer, _ = composer_at((1280, 800))
    home = after_touch(replace(new_visit("en"), size=TextStep.XL), "language:en")
    visit = after_touch(home, "listen")
    seen = set[str]()
    for turn in ("page:0", "page:1"):
        seen |= {one.id for one in composer.compose(after_touch(visit, turn)).touches}
    assert {"hear:page", "hear:faster", "hear:hide"} <= seen
