"""Tables that name modules and functions as text, which no type checker follows."""

from importlib import import_module

import pytest

from kiosk.ui import composer
from kiosk.ui.staff import mode

PAGES = {
    *((f"kiosk.ui.pages.{module}", function) for module, function in composer._PAGES.values()),
    *((f"kiosk.ui.staff.{module}", function) for module, function in mode._PAGES.values()),
}


@pytest.mark.parametrize(("module", "name"), sorted(PAGES))
def test_what_a_table_names_is_there(module: str, name: str) -> None:
    assert callable(getattr(import_module(module), name))
