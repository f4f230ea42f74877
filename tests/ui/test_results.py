"""A list of answers: numbers first, then cards; choices sort, and take nothing away."""

from functools import partial
from typing import Any

import pytest

from kiosk.ui.kit.scene import NodeKind, Scene
from kiosk.ui.kit.theme import Glass, Type, cap_mm
from kiosk.visit.acts import TextStep
from tests.conftest import PresenterMaker
from tests.presentation.listings import answered
from tests.ui.pages import PageMaker, turned

SIZES = [(1920, 1080), (1080, 1920), (1280, 800)]
BEDS = ("need:safe_place", "tile:safe_place.bed_tonight")
CHILDREN = ("need:safe_place", "tile:safe_place.with_children")
LONGEST = ("need:safe_place", "tile:safe_place.leave_harm")


def ids(scene: Scene) -> list[str]:
    return [node.id for node in scene.touches]


def cards(scene: Scene) -> list[str]:
    """The cards of a list, without the lines of its call block and the line for all else."""
    found = [node for node in scene.touches if node.id.startswith("service:")]
    return [node.id for node in found if node.name != "More" and " " not in node.id]


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
    scenes = pages(page, "need:work", "all:work", size=size, step=step)
    found = [
        one.removeprefix("service:").partition(" ")[0]
        for scene in scenes
        for one in ids(scene)
        if one.startswith("service:") and " " not in one
    ]
    every = {*answered(presenter("en"), "work")}
    assert len(found) == len(set(found))
    assert len(scenes) <= 10
    assert set(found) == every or (len(scenes) == 10 and set(found) < every)


@pytest.mark.parametrize(
    ("size", "step", "least"),
    [
        ((1920, 1080), "M", 6),
        ((1080, 1920), "M", 6),
        ((1280, 800), "M", 6),
        ((1920, 1080), "XL", 4),
        ((1280, 800), "XL", 3),
    ],
)
def test_a_tile_has_three_pages_at_most_and_then_all_of_its_need(
    page: PageMaker, size: tuple[int, int], step: str, least: int
) -> None:
    scenes = pages(page, *LONGEST, size=size, step=step)
    assert len(scenes) <= 3
    lines = sum("qr:" in one or one.startswith("learn:") for one in ids(scenes[0]))
    assert len(cards(scenes[0])) + lines >= least
    assert "all:safe_place" in ids(scenes[-1])
    assert "all:safe_place" not in ids(scenes[0])


@pytest.mark.rotating(2)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("tag", ["en", "ru", "ar", "hmn"])
def test_cards_of_a_group_are_equally_high_and_their_number_is_the_largest_word(
    page: PageMaker, presenter: PresenterMaker, size: tuple[int, int], step: str, tag: str
) -> None:
    view = presenter(tag).answers("health.doctor", limit=500)
    for scene in pages(page, "need:health", "tile:health.doctor", size=size, step=step, tag=tag):
        boxes = {node.id: node.box for node in scene.touches}
        for group in view.groups:
            mine = [boxes[one] for card in group.cards if (one := f"service:{card.id}") in boxes]
            assert len({box.h for box in mine}) <= 1
        body = round(cap_mm(Type.BODY, TextStep(step)) * Glass(*size).px_per_mm / 0.714)
        for card in view.cards:
            own = [node for node in scene.nodes if node.owner == f"service:{card.id}"]
            texts = {node.text: node.font.pixels for node in own if node.font and node.text}
            if card.number in texts:
                assert texts[card.number] >= max(body, texts.get(card.phrase, 0))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tag", ["en", "ar", "ru", "hmn", "zh-Hans"])
def test_no_choice_moves_after_a_touch(page: PageMaker, size: tuple[int, int], tag: str) -> None:
    def chips(*acts: str) -> dict[str, object]:
        scene = page(*BEDS, *acts, size=size, tag=tag)
        named = [one for one in scene.touches if one.id.startswith("chip")]
        return {one.id: (one.box, one.name if one.id != "chips" else "") for one in named}

    for panel in ((), ("chips",)):
        still = chips(*panel)
        assert still
        for one in still:
            if one != "chips":
                assert chips(one, *panel) == still
                assert chips(*panel, one) == still


def test_a_choice_is_checked_first_in_its_group_and_said_beside_the_title(page: PageMaker) -> None:
    scene = page(*BEDS, "chip:men")
    assert "Men first. Where it is not written down: ask." in scene.texts
    assert {node.id: node.checked for node in scene.touches}["chip:men"] is True
    panel = page(*BEDS, "chip:men", "chips", size=(1280, 800))
    assert {"chip:men", "chip:free", "done", "clear"} <= {*ids(panel)}


def test_a_call_block_is_the_first_group_with_all_ways_to_take_its_number(page: PageMaker) -> None:
    for size in ((1920, 1080), (1080, 1920)):
        scene = page(*BEDS, size=size)
        assert {"learn:line-211", "qr:line-211", "service:line-211"} <= {*ids(scene)}
        digits = next(node for node in scene.nodes if node.text == "211" and not node.owner)
        assert digits.font is not None
        assert digits.font.pixels >= Glass(*size).px(16 / 0.714)
    assert ids(page(*BEDS, size=(1280, 800))).count("service:line-211") == 1


@pytest.mark.rotating(3)
@pytest.mark.parametrize("size", SIZES)
def test_what_says_no_is_counted_and_one_touch_brings_it_back(
    page: PageMaker, size: tuple[int, int]
) -> None:
    beds = (*BEDS, "chip:men")
    scenes = pages(page, *beds, size=size)
    refused = next(node for node in scenes[-1].touches if node.id == "refusing")
    assert refused.name.endswith(("say no. Show them.", "says no. Show it."))
    number = int(refused.name.split()[0])
    called = {"service:line-211", "service:weave-line"}
    before = {one for scene in scenes for one in cards(scene)}
    shown = pages(page, "need:safe_place", "all:safe_place", "chip:men", size=size)
    found = {one for scene in shown for one in cards(scene)}
    assert before <= found
    for listed in (beds, ("need:safe_place", "all:safe_place", "chip:men")):
        back = pages(page, *listed, "refusing", size=size)
        assert back[0].title == "Not offered: Men."
        assert "refusing" not in ids(back[-1])
        more = [one for scene in back for one in cards(scene) if one not in called]
        assert not {*more} & found
        assert "service:volunteers-of-america-women" in more
        if listed == beds:
            assert len(more) == number


@pytest.mark.parametrize(
    ("subject", "guides"),
    [
        ("okay.not_paid", ["rights-at-work", "money-owed"]),
        ("okay.watched_phone", ["phones-and-safety"]),
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
