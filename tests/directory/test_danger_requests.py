"""The judged sayings of danger can be read, name what exists, and each stands in one file."""

import pytest

from kiosk.app import assets
from kiosk.directory.repository import ServiceDirectory
from kiosk.domain.language import OFFERED
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Guide, Service, Tile
from tests.directory.judging import first_is_right, requests, shown_by

FILES = {"fresh_danger": 320, "strangled": 30, "fear_of_police": 32, "danger_control": 60}
"""How many sayings each file holds at least."""
RIGHT_FIRST, EVERYDAY_RIGHT = 97, 85
"""Percent of fresh sayings of danger, and of everyday ones, whose first answer is right.

Before the tables were widened 71 and 88 were; of 43 sayings of strangling and of 43 of fear, 0 and
22.
"""
LINES = {"weave-line", "ndvh-line", "my-sisters-house-line"}


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


def test_what_is_right_comes_first_in_danger(factory_directory: ServiceDirectory) -> None:
    asked = [*requests("fresh_danger")]
    wrong = [one for one in asked if not first_is_right(one, shown_by(factory_directory, one))]
    assert 100 * (len(asked) - len(wrong)) >= RIGHT_FIRST * len(asked), wrong


def test_who_was_strangled_sees_the_guide_the_hospital_911_and_a_line(
    factory_directory: ServiceDirectory,
) -> None:
    for asked in requests("strangled"):
        shown = shown_by(factory_directory, asked)
        assert shown.cards[0] == "guide:health", asked.text
        assert shown.services[:2] == ("hospital-emergency-rooms-care", "line-911"), asked.text
        assert LINES & {*shown.services[2:4]}, asked.text


def test_fear_of_the_police_finds_papers_and_lawyers_never_911_first(
    factory_directory: ServiceDirectory,
) -> None:
    for asked in requests("fear_of_police"):
        assert first_is_right(asked, shown_by(factory_directory, asked)), asked.text


def test_what_only_looks_like_danger_brings_no_line_of_danger_first(
    factory_directory: ServiceDirectory,
) -> None:
    asked = [*requests("danger_control")]
    shown = [(one, shown_by(factory_directory, one)) for one in asked]
    frightened = [
        one.text for one, page in shown if page.services[:1] and page.services[0] in one.harmful
    ]
    assert not frightened
    right = sum(first_is_right(one, page) for one, page in shown)
    assert 100 * right >= EVERYDAY_RIGHT * len(asked)
