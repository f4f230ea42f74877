"""Easier to see: the smallest letters only where the site wants them."""

import pytest
from msgspec.structs import replace

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import ScreenSettings, Settings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.theme import Glass
from kiosk.visit.visit import new_visit, reduce_visit


@pytest.mark.parametrize(("small", "sizes"), [(False, ["M", "L", "XL"]), (True, [*"SML", "XL"])])
def test_the_sizes_that_are_offered(
    qapp: object, factory_directory: ServiceDirectory, *, small: bool, sizes: list[str]
) -> None:
    del qapp
    settings = replace(Settings(), screen=ScreenSettings(small_text=small))
    program = AppContext(settings, FixedClock.at("2026-11-24T10:30", "America/Los_Angeles"))
    composer, _ = make_composer(program, Glass(1280, 800), factory_directory)
    scene = composer.compose(reduce_visit(reduce_visit(new_visit("en"), "language:en"), "see"))
    offered = [node.id.split(":")[1] for node in scene.touches if node.id.startswith("size:")]
    assert offered == sizes
    assert scene.problems == ()
