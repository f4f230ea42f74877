"""The judged sayings of danger can be read, name what exists, and each stands in one file."""

import pytest

from kiosk.app import assets
from kiosk.domain.language import OFFERED
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Guide, Service, Tile
from tests.directory.judging import requests

FILES = {"fresh_danger": 320, "strangled": 30, "fear_of_police": 32, "danger_control": 60}
"""How many sayings each file holds at least."""


def known() -> set[str]:
    records = [*read_records(assets.factory())]
    return {
        *(one.id for one in records if isinstance(one, Service)),
        *(f"guide:{one.id}" for one in records if isinstance(one, Guide)),
        *(f"question:{one.id}" for one in records if isinstance(one, Tile)),
    }


@pytest.mark.parametrize(("name", "least"), FILES.items())
def test_judged_sayings_name_what_exists(name: str, least: int) -> None:
    asked = [*requests(name)]
    assert len(asked) >= least
    assert {one.language for one in asked} == {*OFFERED}
    assert all(one.answers and one.harmful for one in asked)
    assert not [one for one in asked if one.answers & one.harmful]
    assert not frozenset().union(*(one.answers | one.harmful for one in asked)) - known()


def test_a_judged_saying_stands_in_one_file() -> None:
    names = [*FILES, "tuning", "set_aside"]
    asked = [(one.language, one.text) for name in names for one in requests(name)]
    assert len(asked) == len({*asked})


def test_911_never_leads_where_the_police_are_feared() -> None:
    assert all("line-911" in one.harmful for one in requests("fear_of_police"))
