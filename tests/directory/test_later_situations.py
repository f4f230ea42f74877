"""A signed file of a later program: situations that this one does not know are ignored."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.queries import AnswersQuery
from kiosk.domain.records import Need, Organization, Service, Situation, Tile
from tests.directory.answering import page

LATER = Situation(code="from-a-later-program", fit=1)
KNOWN = Situation(code="eat_today", fit=1)


def _service(name: str, *situations: Situation) -> Service:
    return Service(id=name, organization_id="o", name=name, quiet_name=name, phrase=name,
                   categories=(Need.FOOD,), situations=situations)  # fmt: skip


def _tile(name: str, *codes: str) -> Tile:
    return Tile(id=name, need=Need.FOOD, order=1, label=name, icon="food", codes=codes)


@pytest.fixture
def directory(tmp_path: Path) -> Iterator[ServiceDirectory]:
    records = [
        Organization(id="o", name="O"),
        _service("later", LATER),
        _service("both", LATER, KNOWN),
        _service("known", KNOWN),
        _tile("only-later", LATER.code),
        _tile("with-later", LATER.code, KNOWN.code),
    ]
    build(records, tmp_path / "later.db")
    with open_directory(tmp_path / "later.db") as opened:
        yield opened


def test_a_question_about_nothing_known_is_not_asked(directory: ServiceDirectory) -> None:
    tiles = directory.tiles(Need.FOOD, "en")
    assert [(tile.id, tile.codes) for tile in tiles] == [("with-later", (KNOWN.code,))]


def test_a_service_with_nothing_known_is_listed_as_not_sorted(directory: ServiceDirectory) -> None:
    found = page(directory, AnswersQuery("en", Need.FOOD, "with-later")).answers
    assert {one.id: one.fit for one in found}.keys() == {"both", "known", "later"}
    assert found[-1].id == "later"
