from functools import cache
from pathlib import Path

import pytest

from kiosk.app.context import AppContext
from kiosk.app.screen import make_composer
from kiosk.app.settings import Settings, SiteSettings
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.clock import FixedClock
from kiosk.ui.kit.composer import Composer
from kiosk.ui.kit.icons import IconBook
from kiosk.ui.kit.theme import Glass
from kiosk.ui.runtime.tour import HERE, WEB
from tests.matrix.combos import ComposerMaker

NOW = "2026-11-24T10:30"


@pytest.fixture(scope="session")
def program() -> AppContext:
    site = SiteSettings(latitude=HERE.latitude, longitude=HERE.longitude, web=WEB)
    return AppContext(Settings(site=site), FixedClock.at(NOW, "America/Los_Angeles"))


@pytest.fixture(scope="session")
def composer_for(
    qapp: object, program: AppContext, factory_directory: ServiceDirectory, catalogues: Path
) -> ComposerMaker:
    del qapp, catalogues

    @cache
    def make(size: tuple[int, int]) -> tuple[Composer, IconBook]:
        return make_composer(program, Glass(*size), factory_directory)

    return make
