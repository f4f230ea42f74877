from functools import cache
from pathlib import Path

import pytest

from kiosk.application import make_composer
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.program import Program
from kiosk.settings import Settings
from kiosk.ui.composer import Composer
from kiosk.ui.theme import Glass
from tests.ui.pages import PageMaker, page_maker

NOW = "2026-11-24T10:30"


@pytest.fixture(scope="session")
def page(qapp: object, factory_directory: ServiceDirectory, catalogues: Path) -> PageMaker:
    """Scenes after touches; see :func:`tests.ui.pages.page_maker`."""
    del qapp, catalogues

    @cache
    def composer(size: tuple[int, int]) -> Composer:
        program = Program(Settings(), FixedClock.at(NOW, "America/Los_Angeles"))
        return make_composer(program, Glass(*size), factory_directory)[0]

    return page_maker(composer)
