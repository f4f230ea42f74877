"""The rows of the helper's view: each service once, all that is known, nothing that is hidden."""

from collections.abc import Callable
from functools import reduce

import pytest

from kiosk.presentation.open_questions import MOST_QUESTIONS
from kiosk.ui.kit.scene import Scene
from kiosk.ui.pages.helper_list import MOST_ROWS
from kiosk.visit.acts import Screen
from kiosk.visit.idle import HELPER_S, IdleRule
from kiosk.visit.visit import helper_visit
from tests.conftest import ComposerMaker, PresenterMaker
from tests.touches import after_touch

Rows = Callable[..., Scene]
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))


@pytest.fixture
def rows(composer_at: ComposerMaker) -> Rows:
    """Makes ``rows("all:health", "page:4", size=...)``: the scene of a helper after the touches."""

    def scene(*acts: str, size: tuple[int, int] = (1920, 1080), step: str = "M") -> Scene:
        composer, _ = composer_at(size, now="2026-11-30T14:00")
        return composer.compose(reduce(after_touch, acts, helper_visit("en", "en", step)))

    return scene


def taken(scene: Scene) -> list[str]:
    return [node.id.removeprefix("keep:") for node in scene.touches if node.id[:5] == "keep:"]


def turns(scene: Scene) -> list[int]:
    return sorted(int(node.id[5:]) for node in scene.touches if node.id.startswith("page:"))


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES)
def test_pages_show_each_service_once_and_lead_back(
    rows: Rows, presenter: PresenterMaker, size: tuple[int, int]
) -> None:
    seen, at, starts = list[str](), 0, [0]
    while True:
        scene = rows("all:health", f"page:{at}", size=size)
        assert not scene.problems
        assert 0 < len(taken(scene)) <= MOST_ROWS
        seen += taken(scene)
        onward = [one for one in turns(scene) if one > at]
        if not onward:
            break
        at = onward[0]
        starts.append(at)
    view = presenter("en").answers("health", frozenset(), 99)
    called = [line.id for line in view.call.lines] if view.call else []
    assert seen == [
        *called,
        *presenter("en")._questions.answer_ids("health", frozenset(), 0, 99, refusing=False),
    ]
    while at:
        back = [one for one in turns(rows("all:health", f"page:{at}", size=size)) if one < at]
        assert back
        assert at - MOST_ROWS <= back[0] < at
        at = back[0]


def test_the_widest_screen_shows_ten_rows_and_larger_letters_fewer(rows: Rows) -> None:
    assert len(taken(rows("all:young"))) >= len(taken(rows("all:young", step="XL"))) > 0
    assert len(taken(rows())) == MOST_ROWS


def test_a_row_says_what_is_known_and_what_is_not(presenter: PresenterMaker) -> None:
    english = presenter("en")
    found = english.helper_rows("food.eat_today", frozenset(), 0, MOST_ROWS, refusing=False)
    row = next(one for one in found if one.id == "loaves-and-fishes-dining-room")
    assert (row.phrase, row.name) == ("A hot lunch", "Loaves & Fishes Dining Room")
    assert row.number == "916-446-0874"
    for part in ("Walk in", "1351 North C St", "(2024): ask first", "Free"):
        assert part in row.known
    asked = english.service(row.id, "food.eat_today")
    assert asked is not None
    assert 0 < len(asked.questions) <= MOST_QUESTIONS
    assert row.unknown == f"Not known: {' '.join(one.own for one in asked.questions)}"


def test_a_hidden_street_is_said_to_be_hidden(presenter: PresenterMaker) -> None:
    found = presenter("en").helper_rows("safe_place.leave_harm", frozenset(), 0, 99, refusing=False)
    row = next(one for one in found if one.id == "weave-safehouse")
    assert row.known.startswith("Answers day and night · Address not shown")


def test_a_visit_is_in_the_language_of_the_person_only_behind_its_choice() -> None:
    visit = reduce(
        after_touch, ("keep:line-211", "person", "person:pa"), helper_visit("en", "es", "M")
    )
    assert (visit.route.screen, visit.language, visit.saved) == (Screen.KEPT, "pa", ("line-211",))
    assert after_touch(visit, "language:ar").language == "ar"
    for act in ("start", "back"):
        assert after_touch(visit, act).language == "es"
    other = reduce(after_touch, ("languages", "language:ru"), helper_visit("en", "es", "M"))
    assert (other.language, other.helper) == ("ru", "ru")
    assert not after_touch(visit, "leave").helper


def test_a_helper_is_not_asked_before_the_visit_ends() -> None:
    visit = helper_visit("en", "en", "M")
    assert IdleRule().seconds_left(visit, HELPER_S - 1) is None
    assert IdleRule().seconds_left(visit, HELPER_S) == 0
