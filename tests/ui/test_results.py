"""A list of services: every place on some page, nothing lost, choices in reach, never empty."""

import pytest

from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from tests.matrix.judging import wrong_targets
from tests.ui.pages import PageMaker

SIZES = [(1920, 1080), (1080, 1920), (1280, 800)]
EMPTY = ("need:food", "chip:under_18", "chip:no_id", "chip:my_language", "chip:open_now")


def services(scene: Scene) -> list[str]:
    return [node.id for node in scene.touches if node.id.startswith("service:")]


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.touches}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
def test_turning_the_pages_shows_every_place_once(
    page: PageMaker, size: tuple[int, int], step: str
) -> None:
    found: list[str] = []
    number = 0
    while True:
        scene = page("need:work", f"page:{number}", size=size, step=step)
        assert not scene.problems
        found += services(scene)
        number += 1
        if f"page:{number}" not in ids(scene):
            break
    total = next(text for text in page("need:work").texts if text.endswith(" places"))
    assert len(found) == len(set(found)) == int(total.split()[0])


@pytest.mark.parametrize(
    ("size", "counts"), [((1920, 1080), {4}), ((1280, 800), {3}), ((1080, 1920), {5, 6})]
)
def test_the_first_page_holds_as_many_cards_as_the_screen_is_meant_to(
    page: PageMaker, size: tuple[int, int], counts: set[int]
) -> None:
    assert len(services(page("need:talk", size=size))) in counts


def test_cards_of_one_page_are_equally_high_and_aligned(page: PageMaker) -> None:
    scene = page("need:talk")
    boxes = [node.box for node in scene.touches if node.id.startswith("service:")]
    assert len({(box.x, box.w, box.h) for box in boxes}) == 1


def test_what_takes_the_choices_back_is_no_choice(page: PageMaker) -> None:
    scene = page("need:work", "chip:free", size=(1080, 1920))
    checked = {node.id: node.checked for node in scene.touches}
    assert checked["clear"] is None
    assert checked["chip:free"] is True
    assert False in checked.values()


def test_choices_stand_beside_a_wide_list_and_behind_one_button_of_a_small_one(
    page: PageMaker,
) -> None:
    assert "chip:free" in ids(page("need:work"))
    small = page("need:work", "chip:free", size=(1280, 800))
    assert "chip:free" not in ids(small)
    button = next(node for node in small.touches if node.id == "chips")
    assert button.name == "Show only (1)"
    panel = page("need:work", "chip:free", "chips", size=(1280, 800))
    assert {"chip:free", "chip:women", "done", "clear"} <= ids(panel)


@pytest.mark.parametrize("size", SIZES)
def test_where_nothing_fits_it_says_what_to_widen(page: PageMaker, size: tuple[int, int]) -> None:
    scene = page(*EMPTY, size=size)
    assert "No place fits all of these." in scene.texts
    assert not services(scene)
    assert {"talk", "staff"} <= ids(scene)
    assert any(act.startswith(("drop:", "clear")) for act in ids(scene))
    assert "0 places" not in scene.texts


def test_the_guide_of_a_need_and_the_sentence_for_young_people_are_on_the_first_page(
    page: PageMaker,
) -> None:
    scene = page("need:young")
    assert "guide:under-18" in ids(scene)
    assert any(text.startswith("Some people must report") for text in scene.texts)


@pytest.mark.parametrize(
    ("size", "acts"),
    [((1680, 1050, 22), ("need:work", "chip:free")), ((1920, 1200, 24), EMPTY)],
)
def test_taking_choices_back_keeps_clear_of_the_choices(
    page: PageMaker, size: tuple[int, int, int], acts: tuple[str, ...]
) -> None:
    """In Filipino its words need two lines beside a list."""
    scene = page(*acts, tag="fil", size=size, step="L")
    assert ids(scene) & {"clear", "chips"}
    assert not [*scene.problems, *wrong_targets(scene, Glass(*size))]
