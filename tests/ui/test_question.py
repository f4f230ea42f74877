"""The question before a list: its pictures, its numbers, the ways on."""

from functools import partial
from pathlib import Path

import msgspec
import pytest

from kiosk.directory.builder import build
from kiosk.directory.repository import open_directory
from kiosk.domain.helplines import Anchor
from kiosk.domain.records import AnyRecord, Need, Service, Status
from kiosk.presentation.call_block import NEED_LINES
from kiosk.ui.kit.scene import Scene
from tests.conftest import PresenterMaker
from tests.sync.toolkit import in_english
from tests.ui.pages import PageMaker, turned

SIZES = [(1920, 1080), (1080, 1920), (1280, 800)]


def ids(scene: Scene) -> list[str]:
    return [node.id for node in scene.touches]


@pytest.mark.parametrize("need", list(Need))
def test_a_question_shows_its_tiles_its_lines_and_the_ways_on(
    page: PageMaker, presenter: PresenterMaker, need: Need
) -> None:
    scene = page(f"need:{need}")
    question = presenter("en").question(need)
    assert question is not None
    shown = ids(scene)
    assert [one for one in shown if one.startswith("tile:")] == [
        f"tile:{tile.id}" for tile in question.tiles
    ]
    assert [one for one in shown if one.startswith("service:")] == [
        f"service:{line}" for line in NEED_LINES.get(need, ())
    ]
    assert f"all:{need}" in shown
    for line in question.call.lines if question.call else ():
        assert line.number in scene.texts


def test_papers_do_not_promise_day_and_night(page: PageMaker) -> None:
    assert "day and night" in page("need:safe_place").texts
    assert "day and night" not in page("need:papers").texts


def test_this_is_okay_leads_to_every_guide(page: PageMaker, presenter: PresenterMaker) -> None:
    scene = page("need:okay")
    assert "guides" in ids(scene)
    every = turned(partial(page, size=(1080, 1920)), "need:okay", "guides")
    found = {one for scene in every for one in ids(scene)}
    assert {f"guide:{guide.id}" for guide in presenter("en").guides()} <= found


def test_another_coalition_has_its_own_lines_above_its_list(
    presenter: PresenterMaker, factory_records: tuple[AnyRecord, ...], tmp_path: Path
) -> None:
    """The lines of the factory directory are retired: those of most tiles take their place."""
    retired = {line for lines in NEED_LINES.values() for line in lines}
    build(
        [
            msgspec.structs.replace(one, status=Status.INACTIVE)
            if isinstance(one, Service) and one.id in retired
            else one
            for one in in_english(factory_records)
        ],
        tmp_path / "other.db",
    )
    with open_directory(tmp_path / "other.db") as directory:
        other = presenter("en", directory=directory)
        with_lines = set[Need]()
        for need in NEED_LINES:
            question = other.question(need)
            assert question is not None
            calls = [other.answers(tile.id).call for tile in question.tiles]
            lines = {line.id for call in calls if call for line in call.lines}
            assert question.call is not None or not lines
            if question.call:
                with_lines |= {need} if lines else set()
                # Where no line of its lists answers at night, those that the program came with do.
                assert {line.id for line in question.call.lines} <= lines | {*Anchor}
                alone = [line.id for line in question.call.lines] == [Anchor.EMERGENCY]
                assert question.call.word == ("Very sick or hurt now" if alone else "Call now")
        assert with_lines > {Need.SAFE_PLACE, Need.HEALTH, Need.OKAY}
        talk = other.question(Need.TALK)
        assert talk is not None
        assert talk.call is None
