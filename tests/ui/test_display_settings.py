"""Easier to see: the smallest letters only where the site wants them."""

import pytest

from kiosk.app.settings import ScreenSettings
from kiosk.visit.visit import new_visit
from tests.conftest import ComposerMaker
from tests.touches import after_touch


@pytest.mark.parametrize(("small", "sizes"), [(False, ["M", "L", "XL"]), (True, [*"SML", "XL"])])
def test_the_sizes_that_are_offered(
    composer_at: ComposerMaker, *, small: bool, sizes: list[str]
) -> None:
    composer, _ = composer_at((1280, 800), screen=ScreenSettings(small_text=small))
    scene = composer.compose(after_touch(after_touch(new_visit("en"), "language:en"), "see"))
    offered = [node.id.split(":")[1] for node in scene.touches if node.id.startswith("size:")]
    assert offered == sizes
    assert scene.problems == ()
