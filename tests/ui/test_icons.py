"""Icons and pictures by name: those an editor can choose are there, others do no harm."""

from pathlib import Path

import pytest

import kiosk
from kiosk.app import assets
from kiosk.domain.records import AnyRecord, Tile
from kiosk.editor.parsers import vocabulary
from kiosk.ui.kit.icons import ANY_ICON, ANY_PICTURE, IconBook

PACKAGE = Path(kiosk.__file__).parent


def test_what_an_editor_can_choose_is_there(icons: IconBook) -> None:
    assert set(vocabulary.ICONS) <= icons.names()
    folder = assets.resources() / "pictures"
    assert set(vocabulary.PICTURES) == {place.stem for place in folder.glob("*.json")}


def test_every_icon_is_drawn_somewhere(
    icons: IconBook, factory_records: tuple[AnyRecord, ...]
) -> None:
    source = "".join(place.read_text("utf-8") for place in PACKAGE.rglob("*.py"))
    tiles = {one.icon for one in factory_records if isinstance(one, Tile)}
    assert tiles <= icons.names()
    spoken = {"sound", "no_sound"}
    others = icons.names() - tiles - spoken
    assert not {name for name in others if f'"{name}"' not in source}


@pytest.mark.parametrize("name", ["from-a-newer-program", "work"])
def test_a_guide_with_an_unknown_icon_still_has_one(icons: IconBook, name: str) -> None:
    drawn = icons.svg(icons.icon(name, 48, "#000000", "none", flipped=False))
    stand_in = icons.svg(icons.icon(ANY_ICON, 48, "#000000", "none", flipped=False))
    assert (drawn == stand_in) == (name not in icons.names())


@pytest.mark.parametrize("name", ["from-a-newer-program", "river"])
def test_a_card_with_an_unknown_picture_still_has_one(icons: IconBook, name: str) -> None:
    drawn = icons.svg(icons.picture(name, 620, 720))
    stand_in = icons.svg(icons.picture(ANY_PICTURE, 620, 720))
    assert (drawn == stand_in) == (name not in vocabulary.PICTURES)
