"""Learn the number: the steps lead on, hide what they say, and never score."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.ui.kit.keypad_path import finger_key, finger_size, finger_svg, point, runs
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.pages.learn_steps import hiding, next_step, step_of
from kiosk.visit.acts import LearnStep, StepKind
from tests.conftest import PresenterMaker
from tests.ui.pages import PageMaker

TEN = ("916", "920", "2952")
TOLL_FREE = ("1", "888", "373", "7888")
Learn = Callable[..., Scene]


@pytest.fixture
def learn(presenter: PresenterMaker, page_of: PageMaker) -> Learn:
    """Composes the page: ``learn(id, *acts, tag=..., size=...)``."""

    def make(service: str, *acts: str, tag: str = "en", **how: Any) -> Scene:
        return page_of(presenter(tag, words="en"), f"learn:{service}", *acts, **how)

    return make


def test_steps_are_counted_as_the_language_counts_and_the_number_is_a_telephones(
    learn: Learn,
) -> None:
    scene = learn("weave-line", tag="fa")
    marks = [text.strip("\u200f\u200e") for text in scene.texts]
    assert [mark for mark in marks if mark in {"۱", "۲", "۳", "1", "2", "3"}] == ["۱", "۲", "۳"]
    assert all(chunk in marks for chunk in TEN)


@pytest.mark.parametrize(
    ("detail", "chunks", "step"),
    [
        (None, TEN, LearnStep(StepKind.LOOK, 0)),
        (LearnStep(), TOLL_FREE, LearnStep(StepKind.LOOK, 1)),
        (LearnStep(StepKind.LOOK, 2), TEN, LearnStep(StepKind.LOOK, 2)),
        (LearnStep(StepKind.LOOK, 8), TEN, LearnStep(StepKind.LOOK, 2)),
        (LearnStep(StepKind.HIDE, 1), TEN, LearnStep(StepKind.HIDE, 1)),
        (LearnStep(StepKind.HIDE), TEN, LearnStep(StepKind.HIDE, None)),
        (LearnStep(StepKind.TRY), TEN, LearnStep(StepKind.TRY, None, "")),
        (LearnStep(StepKind.TRY, None, "916"), TEN, LearnStep(StepKind.TRY, None, "916")),
    ],
)
def test_a_detail_names_a_step(
    detail: LearnStep | None, chunks: tuple[str, ...], step: LearnStep
) -> None:
    assert step_of(detail, chunks) == step


@pytest.mark.parametrize(
    ("chunks", "order"),
    [
        (TEN, ("hide1", "hide2", "hide3", "hideall")),
        (TOLL_FREE, ("hide2", "hide3", "hide4", "hideall")),
        (("988",), ("hideall",)),
    ],
)
def test_parts_are_hidden_one_by_one_then_all(
    chunks: tuple[str, ...], order: tuple[str, ...]
) -> None:
    assert [str(step) for step in hiding(chunks)] == [f"step:{one}" for one in order]
    walked, step = [], LearnStep()
    while step.kind is not StepKind.TRY:
        step = next_step(step_of(step, chunks), chunks)
        walked.append(step)
    assert walked == [*hiding(chunks), LearnStep(StepKind.TRY)]


def test_a_hidden_part_is_neither_shown_nor_read_aloud(learn: Learn) -> None:
    scene = learn("weave-line", "step:hide2")
    said = " ".join((*scene.texts, *(touch.name for touch in scene.touches)))
    assert "920" not in said
    assert "9 2 0" not in said
    assert "916" in scene.texts
    sources = [node.source for node in scene.nodes if node.kind is NodeKind.IMAGE]
    assert not any(source.startswith("finger-920-") for source in sources)
    assert any(source.startswith("finger-916-") for source in sources)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("91", "Type the number."),
        ("9169202952", "That is it."),
        ("9169202925", "Look once more?"),
    ],
)
def test_trying_answers_calmly(learn: Learn, typed: str, words: str) -> None:
    scene = learn("weave-line", "step:try:", *(f"key:{digit}" for digit in typed))
    assert words in scene.texts
    # A full number has nothing more to type: only erasing is left of the keys.
    keys = {touch.id for touch in scene.touches if touch.id.startswith("key:")}
    assert bool(keys) is (len(typed) < 10)
    assert "erase" in {touch.id for touch in scene.touches}


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 800)])
def test_keys_and_parts_run_left_to_right_in_arabic(learn: Learn, size: tuple[int, int]) -> None:
    """A telephone is the same everywhere: 1 is left of 3, and 916 before 2952 where they lie."""
    scene = learn("weave-line", "step:try:", tag="ar", size=size)
    where = {touch.id: touch.box for touch in scene.touches}
    assert where["key:1"].x < where["key:2"].x < where["key:3"].x
    parts = learn("weave-line", tag="ar", size=size)
    boxes = {touch.id: touch.box for touch in parts.touches}
    if size[0] > size[1]:
        assert boxes["step:look1"].x < boxes["step:look2"].x < boxes["step:look3"].x
    else:
        assert boxes["step:look1"].y < boxes["step:look2"].y < boxes["step:look3"].y


def test_a_place_without_a_number_says_so(learn: Learn) -> None:
    scene = learn("no-such-place")
    assert "There is no number here. The people here can help." in scene.texts
    assert scene.problems == ()


def test_the_finger_goes_over_the_keys_of_a_telephone() -> None:
    assert runs("5553") == [("5", 3), ("3", 1)]
    assert point("0")[0] == point("2")[0] == point("8")[0]
    assert point("0")[1] > point("8")[1]
    key = finger_key("916", 200, ("#7A7566", "#0F3F34", "#F5C85C", "#FFFFFF"))
    svg = finger_svg(key)
    assert svg.count("<polyline") == 1
    assert svg.count('fill="#7A7566"') == 10
    assert finger_size(key)[0] == 200


def test_one_key_pressed_again_is_rings_without_a_line() -> None:
    svg = finger_svg(finger_key("555", 200, ("#7A7566", "#0F3F34", "#F5C85C", "#FFFFFF")))
    assert "<polyline" not in svg
    assert svg.count('fill="none"') == 2
