"""A lasting line above every page says that what is shown is not meant for visitors."""

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.app.screen import PRACTICE_NOTICE, make_composer
from kiosk.app.settings import Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.scene import Node, Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.spoken_text import page_lines
from kiosk.visit.visit import Visit, new_visit
from tests.touches import after_touch

PAGES = ((), ("need:food",), ("talk",), ("see",), ("leave",))


def _after(acts: tuple[str, ...], tag: str, step: str, *, low: bool) -> Visit:
    visit = after_touch(new_visit("en"), f"language:{tag}")
    for act in acts:
        visit = after_touch(visit, act)
    return replace(visit, size=step, low_reach=low)


@pytest.mark.parametrize(
    ("size", "look"),
    [
        ((1280, 800), ("en", "M", False)),
        ((1280, 800), ("ar", "L", False)),
        ((800, 1280), ("es", "M", True)),
    ],
)
def test_every_page_stands_under_the_notice(
    qapp: object,
    factory_directory: ServiceDirectory,
    catalogues: object,
    size: tuple[int, int],
    look: tuple[str, str, bool],
) -> None:
    del qapp, catalogues
    tag, step, low = look
    program = AppContext(Settings(), FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(*size), factory_directory)
    for acts in PAGES:
        visit = _after(acts, tag, step, low=low)
        words = program.catalog(visit.language).translate(PRACTICE_NOTICE)
        composer.notice = None
        plain = composer.compose(visit)
        assert words not in plain.texts
        composer.notice = PRACTICE_NOTICE
        scene = composer.compose(visit)
        assert words in scene.texts
        assert (scene.width, scene.height) == size
        assert scene.problems == ()
        strip = [node for node in scene.nodes if node.frame][-2:]
        high = strip[0].box.h
        assert strip[0].box.w == size[0]
        assert all(_is_below(node, high) for node in scene.nodes if node not in strip)
        assert _frame(plain) == _frame(scene), "leaving and the way back stay"
        spoken = {line.text for line in page_lines(scene, program.language(visit.language))}
        assert words not in spoken, "a page is read without its frame"


def _is_below(node: Node, high: int) -> bool:
    """Return True if the strip covers no more of a node than a line that bleeds off the page."""
    return node.box.y >= high - 4 or node.box.h == 0


def _frame(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches if node.frame}
