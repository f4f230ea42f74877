from pathlib import Path

import pytest

from kiosk.ui.kit.fonts import FontShelf
from kiosk.ui.kit.icons import IconBook
from tests.strange.strange_visits import Shelves


@pytest.fixture(scope="session")
def shelves(fonts: FontShelf, icons: IconBook, catalogues: Path) -> Shelves:
    """Fonts and icons for the pages of all directories."""
    del catalogues
    return Shelves(fonts, icons)
