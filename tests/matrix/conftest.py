import pytest

from kiosk.app.context import AppContext
from kiosk.app.settings import Settings, SiteSettings
from kiosk.domain.clock import FixedClock
from kiosk.ui.runtime.tour import HERE, WEB
from tests.matrix.combos import ComposerMaker

NOW = "2026-11-24T10:30"


@pytest.fixture(scope="session")
def program() -> AppContext:
    site = SiteSettings(latitude=HERE.latitude, longitude=HERE.longitude, web=WEB)
    return AppContext(Settings(site=site), FixedClock.at(NOW, "America/Los_Angeles"))


@pytest.fixture(scope="session")
def composer_for(program: AppContext, composer_at: ComposerMaker) -> ComposerMaker:
    """Composers with a position and a website, for the pages that need them."""
    return lambda size: composer_at(size, site=program.settings.site)
