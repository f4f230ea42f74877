"""Danger has an answer whatever the directory holds: the lines that the program came with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from kiosk.directory.builder import build
from kiosk.directory.repository import ServiceDirectory, open_directory
from kiosk.domain.helplines import ANCHORS, Anchor
from kiosk.domain.records import (
    AnyRecord,
    Need,
    Organization,
    Phone,
    Schedule,
    Service,
    Situation,
    Tile,
    Weekday,
)
from kiosk.presentation.command_answers import search_answer
from kiosk.presentation.presenter import DirectoryPresenter
from tests.conftest import PresenterMaker
from tests.sync.toolkit import revised

TYPED = [
    ("suicide", "en", Anchor.CRISIS),
    ("suicidio", "es", Anchor.CRISIS),
    ("988", "ru", Anchor.CRISIS),
    ("911", "en", Anchor.EMERGENCY),
    ("1-888-373-7888", "en", Anchor.HELP_LINE),
    ("my husband hits me", "en", Anchor.HOME),
    ("mi esposo me pega", "es", Anchor.HOME),
    ("trafficked", "en", Anchor.HELP_LINE),
]
HARM = "talk.talk_harm"
OFFICE: list[AnyRecord] = [
    Organization(id="o", name="Old Mill Office"),
    Service(
        id="office",
        organization_id="o",
        name="Old Mill Office",
        quiet_name="Office",
        phrase="Somebody to talk with",
        categories=(Need.TALK,),
        helpline=True,
        situations=(Situation(code="talk_harm", fit=1),),
    ),
    Phone(id="office.1", service_id="office", number="+19165550100"),
    Schedule(
        id="office.h",
        service_id="office",
        phone_id="office.1",
        byday=(Weekday.MO,),
        opens_at="09:00",
        closes_at="17:00",
    ),
    Tile(id=HARM, need=Need.TALK, order=1, label="Hurt", icon="talk", codes=("talk_harm",)),
]
"""One line that answers in one of the situations of danger, on Monday mornings."""
ALWAYS = {"byday": tuple(Weekday), "opens_at": "00:00", "closes_at": "24:00"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[ServiceDirectory]:
    build(OFFICE, tmp_path / "office.db")
    with open_directory(tmp_path / "office.db") as directory:
        yield directory


def ids(desk: DirectoryPresenter, typed: str) -> list[str]:
    return [card.id for card in desk.found(typed).window]


@pytest.mark.parametrize(("typed", "tag", "line"), TYPED)
def test_a_search_in_danger_shows_its_line_first(
    presenter: PresenterMaker, office: ServiceDirectory, typed: str, tag: str, line: str
) -> None:
    for directory in (office, None):
        desk = presenter(tag, directory=directory)
        found = desk.found(typed)
        assert found.window[0].id == line
        assert found.total == len(found.window) > 0
        assert desk.service(line).digits


def test_what_the_directory_has_follows_its_line(
    presenter: PresenterMaker, office: ServiceDirectory
) -> None:
    assert ids(presenter(directory=office), "my husband hits me") == ["ndvh-line", "office"]


def test_where_nothing_is_found_the_lines_are_ways(
    presenter: PresenterMaker, office: ServiceDirectory
) -> None:
    answer = search_answer(presenter(directory=office), "zzzz")
    assert answer["results"] == []
    assert answer["lines"] == ["nhth-line", "line-988", "ndvh-line"]


def test_a_list_without_a_number_for_day_and_night_begins_with_one(
    presenter: PresenterMaker, office: ServiceDirectory
) -> None:
    desk = presenter(directory=office)
    for limit in (1, 20):
        assert [line.id for line in desk.answers(HARM, limit=limit).call.lines] == ["ndvh-line"]
    assert desk.helper_rows(HARM, frozenset(), 0, 5, refusing=False)[0].id == "ndvh-line"
    assert desk.answers(Need.FOOD).call is None


def test_a_line_of_the_directory_is_enough(presenter: PresenterMaker, tmp_path: Path) -> None:
    build(revised(OFFICE, Schedule, **ALWAYS), tmp_path / "own.db")
    with open_directory(tmp_path / "own.db") as directory:
        desk = presenter(directory=directory)
        assert ids(desk, "my husband hits me") == ["office"]
        assert desk.answers(HARM).call is None


def test_a_line_out_of_service_gives_way(presenter: PresenterMaker, tmp_path: Path) -> None:
    lines = [replace(one, out_of_service=one.id == Anchor.HOME) for one in ANCHORS]
    build(OFFICE, tmp_path / "out.db", lines)
    with open_directory(tmp_path / "out.db") as directory:
        desk = presenter(directory=directory)
        assert ids(desk, "my husband hits me") == ["nhth-line", "office"]


@pytest.mark.parametrize(("typed", "tag", "line"), TYPED)
def test_the_factory_directory_answers_by_itself(
    presenter: PresenterMaker, typed: str, tag: str, line: str
) -> None:
    desk = presenter(tag)
    found = ids(desk, typed)
    assert line in found[:3]
    assert {*found} <= {*desk.directory.service_ids}
