"""A list of answers: numbers first, then cards; choices sort, and take nothing away."""

import re
from functools import partial
from typing import Any

import pytest

from kiosk.domain.records import Need
from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.kit.theme import Glass, Type, cap_mm, icon_mm
from kiosk.visit.acts import TextStep
from tests.conftest import PresenterMaker
from tests.matrix.judging import wrong_targets, wrong_texts
from tests.presentation.listings import answered
from tests.ui.pages import PageMaker, turned

SIZES = [(1920, 1080), (1080, 1920), (1280, 800)]
CHILDREN = ("need:safe_place", "tile:safe_place.with_children")
LONGEST = ("need:safe_place", "tile:safe_place.leave_harm")
NUMBER = re.compile(r"(^|: )[\d-]{3,}\. ")
"""Begins the name of a line in a call block."""


def ids(scene: Scene) -> list[str]:
    return [node.id for node in scene.touches]


def cards(scene: Scene) -> list[str]:
    """The cards of a list, without the lines of its call block and the line for all else."""
    found = [node for node in scene.touches if node.id.startswith("service:")]
    return [node.id for node in found if not NUMBER.search(node.name) and " " not in node.id]


def pages(page: PageMaker, *acts: str, **how: Any) -> list[Scene]:
    scenes = turned(partial(page, **how), *acts)
    assert not [problem for scene in scenes for problem in scene.problems]
    return scenes


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
def test_turning_the_pages_of_all_shows_every_service_once(
    page: PageMaker, presenter: PresenterMaker, size: tuple[int, int], step: str
) -> None:
    found = [
        one.removeprefix("service:").partition(" ")[0]
        for scene in pages(page, "need:work", "all:work", size=size, step=step)
        for one in ids(scene)
        if one.startswith("service:") and " " not in one
    ]
    assert len(found) == len(set(found))
    assert set(found) == {*answered(presenter("en"), "work")}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "L", "XL"])
def test_icons_of_a_card_grow_once_with_the_text(
    page: PageMaker, size: tuple[int, int], step: str
) -> None:
    scene = page("need:food", "all:food", size=size, step=step)
    most = Glass(*size).px(icon_mm(Type.LEAD, TextStep(step))) + 1
    icons = [node for node in scene.nodes if node.kind is NodeKind.IMAGE]
    icons = [node for node in icons if node.owner in cards(scene)]
    assert len(icons) > len(cards(scene))
    assert all(min(node.box.w, node.box.h) <= most for node in icons)


@pytest.mark.parametrize(
    ("size", "step", "counts", "most"),
    [
        ((1920, 1080), "M", (4, 4), 3),
        ((1080, 1920), "M", (6, 6), 2),
        ((1280, 800), "M", (3, 4), 3),
        ((1920, 1080), "XL", (3, 3), 3),
    ],
)
def test_the_pages_of_a_tile_hold_as_many_cards_as_they_are_meant_to(
    page: PageMaker, size: tuple[int, int], step: str, counts: tuple[int, int], most: int
) -> None:
    tile = LONGEST if step == "M" else CHILDREN
    scenes = pages(page, *tile, size=size, step=step)
    assert len(scenes) == most
    shown = [len(cards(scene)) for scene in scenes]
    assert shown[0] == counts[0]
    assert all(count <= counts[1] for count in shown[1:])
    assert most == 2 or shown[1] == counts[1]
    assert "all:safe_place" in ids(scenes[-1])


def test_with_a_divider_the_first_page_has_one_card_less(page: PageMaker) -> None:
    scene = page(*CHILDREN, "chip:no_id")
    assert len(cards(scene)) == 3
    assert any(text.startswith("Not known: No ID needed.") for text in scene.texts)


def test_cards_of_one_page_are_equally_high_and_aligned(page: PageMaker) -> None:
    scene = page("need:talk", "tile:talk.too_heavy", "page:1")
    boxes = [node.box for node in scene.touches if node.id in cards(scene)]
    assert len(boxes) == 4
    assert len({(box.x, box.w, box.h) for box in boxes}) == 1


def test_a_card_says_first_what_it_does_then_its_public_name_and_no_quiet_one(
    page: PageMaker, presenter: PresenterMaker
) -> None:
    for need in Need:
        shown = answered(presenter("en"), need)
        texts = {
            text for scene in pages(page, f"need:{need}", f"all:{need}") for text in scene.texts
        }
        for card in shown.values():
            assert card.phrase in texts or any(card.phrase in text for text in texts)
            if card.quiet_name != card.name:
                assert card.quiet_name not in texts


def test_choices_stand_beside_a_wide_list_and_behind_one_button_of_a_small_one(
    page: PageMaker,
) -> None:
    assert "chip:free" in ids(page(*CHILDREN))
    for size in ((1280, 800), (1080, 1920)):
        small = page(*CHILDREN, "chip:free", size=size)
        assert "chip:free" not in ids(small)
        button = next(node for node in small.touches if node.id == "chips")
        assert button.name == "Put first (1)"
        panel = page(*CHILDREN, "chip:free", "chips", size=size)
        assert {"chip:free", "chip:women", "done", "clear"} <= {*ids(panel)}
        checked = {node.id: node.checked for node in panel.touches}
        assert checked["clear"] is None
        assert checked["chip:free"] is True
        assert False in checked.values()


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES)
def test_what_says_no_is_counted_and_one_touch_brings_it_back(
    page: PageMaker, size: tuple[int, int]
) -> None:
    beds = ("need:safe_place", "tile:safe_place.bed_tonight", "chip:men")
    scenes = pages(page, *beds, size=size)
    refused = next(node for node in scenes[-1].touches if node.id == "refusing")
    assert refused.name.endswith(("say no. Show them.", "says no. Show it."))
    number = int(refused.name.split()[0])
    before = {one for scene in scenes for one in cards(scene)}
    shown = pages(page, "need:safe_place", "all:safe_place", "chip:men", size=size)
    found = {one for scene in shown for one in cards(scene)}
    assert before <= found
    for listed in (beds, ("need:safe_place", "all:safe_place", "chip:men")):
        back = pages(page, *listed, "refusing", size=size)
        assert "Not offered: Men." in back[0].texts
        assert "refusing" not in ids(back[-1])
        more = [one for scene in back for one in cards(scene)]
        assert not {*more} & found
        assert "service:volunteers-of-america-women" in more
        if listed == beds:
            assert len(more) == number


@pytest.mark.parametrize(
    ("subject", "guides"),
    [
        ("okay.not_paid", ["rights-at-work", "money-owed"]),
        ("okay.watched_phone", ["phones-and-safety"]),
        ("court.accused", ["my-day-in-court"]),
        ("okay.young_harm", ["under-18", "pictures-of-you"]),
        ("other.child_care", ["your-children#care-and-school"]),
        ("safe_place.bed_tonight", []),
    ],
)
def test_the_guide_of_a_list_is_on_its_first_page(
    page: PageMaker, subject: str, guides: list[str]
) -> None:
    scene = page(f"need:{subject.partition('.')[0]}", f"tile:{subject}")
    assert [one for one in ids(scene) if one.startswith("guide:")] == [
        f"guide:{guide}" for guide in guides
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "acts",
    [
        ("need:okay",),
        ("need:okay", "tile:okay.watched_phone"),
        ("need:safe_place", "tile:safe_place.leave_harm"),
        ("need:talk", "tile:talk.talk_forced"),
        ("need:health", "tile:health.after_sex"),
    ],
)
def test_a_title_that_others_must_not_read_is_no_larger_than_that_of_a_card(
    page: PageMaker, size: tuple[int, int], acts: tuple[str, ...]
) -> None:
    scene = page(*acts, size=size)
    heading = next(node for node in scene.nodes if node.heading)
    name = cap_mm(Type.NAME, TextStep.M) * Glass(*size).px_per_mm / 0.714
    assert heading.kind is NodeKind.TEXT
    assert heading.font is not None
    assert heading.font.pixels == round(name)


@pytest.mark.parametrize("size", [(1680, 1050, 22), (1920, 1200, 24)])
def test_taking_choices_back_keeps_clear_of_the_choices(
    page: PageMaker, size: tuple[int, int, int]
) -> None:
    """In Filipino its words need two lines beside a list."""
    scene = page(*CHILDREN, "chip:free", tag="fil", size=size, step="L")
    assert {*ids(scene)} & {"clear", "chips"}
    assert not [*scene.problems, *wrong_targets(scene, Glass(*size)), *wrong_texts(scene)]
