"""Search: keys stay where they are while typing, and no answer leaves an empty page."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.language import offered_languages
from kiosk.ui.kit.keyboards import layouts_for
from kiosk.ui.kit.page_context import PageContext
from kiosk.ui.kit.scene import Scene
from kiosk.ui.kit.theme import Glass
from kiosk.ui.pages.search_field import fitting_end
from tests.conftest import PresenterMaker
from tests.matrix.judging import wrong_targets, wrong_texts
from tests.ui.pages import PageMaker

Compose = Callable[[tuple[int, int], str, str, str], Scene]
SIZES = ((1920, 1080), (1080, 1920), (1280, 800))


@pytest.fixture
def compose(presenter: PresenterMaker, page_of: PageMaker) -> Compose:
    """Composes the search page: ``compose(size, step, tag, acts)``."""

    def make(size: tuple[int, int], step: str, tag: str, acts: str) -> Scene:
        return page_of(presenter(tag, words="en"), "search", *acts.split(), size=size, step=step)

    return make


def keys(scene: Scene) -> dict[str, tuple[int, int]]:
    """Where each key stands."""
    return {
        touch.id: (touch.box.x, touch.box.y)
        for touch in scene.touches
        if touch.id.startswith(("key:", "erase", "clear", "layer:"))
    }


@pytest.mark.parametrize("acts", ["", "key:q key:x key:z key:q"])
@pytest.mark.parametrize("low", ["", "low "])
def test_the_needs_are_ways_and_no_choices(compose: Compose, acts: str, low: str) -> None:
    """A reader of screens calls them buttons: nothing about them is on or off."""
    scene = compose((1080, 1920), "M", "en", low + acts)
    needs = [node for node in scene.touches if node.id.startswith("need:")]
    assert needs
    assert {node.checked for node in needs} == {None}


@pytest.mark.rotating
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_no_key_moves_while_typing(
    compose: Compose, size: tuple[int, int], step: str, tag: str
) -> None:
    """Empty, found, nothing found: one keyboard."""
    scenes = [
        compose(size, step, tag, acts)
        for acts in ("", "key:f", "key:f key:o key:o", "key:q key:x key:z key:q")
    ]
    for scene in scenes:
        assert not [*scene.problems, *wrong_targets(scene, Glass(*size)), *wrong_texts(scene)]
    assert len({tuple(sorted(keys(scene).items())) for scene in scenes}) == 1


def test_before_the_first_letter_the_needs_can_be_touched(compose: Compose) -> None:
    """Search is never required: the needs stand above the keyboard."""
    scene = compose((1920, 1080), "M", "en", "")
    assert sum(touch.id.startswith("need:") for touch in scene.touches) == 10


def test_with_the_largest_text_on_the_smallest_screen_cards_turn_over_the_keys(
    compose: Compose,
) -> None:
    """A way leads to the next cards and back; the keys stay where they are."""
    typing = compose((1280, 800), "XL", "fa", "key:f")
    assert "page:1" in {touch.id for touch in typing.touches}
    listed = compose((1280, 800), "XL", "fa", "key:f page:1")
    ids = {touch.id for touch in listed.touches}
    assert "page:0" in ids
    assert any(one.startswith("service:") for one in ids)
    assert keys(listed) == keys(typing)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("tag", ["en", "hmn"])
def test_with_the_largest_text_keys_turn_the_pages_and_half_is_left_to_what_is_found(
    compose: Compose, size: tuple[int, int], tag: str
) -> None:
    """Three rows of keys; the list stays over them on every page."""
    first = compose(size, "XL", tag, "key:f")
    second = compose(size, "XL", tag, "key:f page:1")
    for scene, turns in ((first, {"page:1"}), (second, {"page:0", "page:2"})):
        boxes = {touch.id: touch.box for touch in scene.touches}
        assert {one for one in boxes if one.startswith("page:")} == turns
        assert any(one.startswith("service:") for one in boxes)
        tops = {y for _, y in keys(scene).values()}
        assert len(tops) == 3
        top = boxes["back"].bottom
        assert min(tops) - top >= (boxes["talk"].y - top) / 2
    assert keys(first) == keys(second)


@pytest.mark.rotating
@pytest.mark.parametrize(
    "cell", list(product([(800, 1280), (768, 1366, 15.6)], ["S", "M", "L", "XL"])), ids=str
)
@pytest.mark.parametrize("tag", [each.tag for each in offered_languages()])
def test_the_page_holds_on_the_narrowest_upright_glass(
    presenter: PresenterMaker,
    page_of: PageMaker,
    cell: tuple[tuple[int, int] | tuple[int, int, float], str],
    tag: str,
) -> None:
    """The words of the row above, the hint and every key, in each language and text size."""
    size, step = cell
    answers, glass = presenter(tag), Glass(*size)
    for layer in layouts_for(tag, answers.language.script):
        scene = page_of(answers, "search", f"layer:{layer.name}", size=size, step=step)
        assert not [*scene.problems, *wrong_targets(scene, glass), *wrong_texts(scene)]


@pytest.mark.parametrize("tag", ["hmn", "fil"])
def test_the_way_to_the_list_keeps_clear_of_the_way_out(
    presenter: PresenterMaker, page_of: PageMaker, tag: str
) -> None:
    """Names so long that fewer cards fit above the keyboard than two lines each would."""
    page, glass = partial(page_of, presenter(tag), "search", size=(1280, 800)), Glass(1280, 800)
    typed = [f"key:{letter}" for letter in "legal"]
    empty, scene = page(), page(*typed)
    assert "page:1" in {touch.id for touch in scene.touches}
    assert keys(scene) == keys(empty)
    assert not [*scene.problems, *wrong_targets(scene, glass), *wrong_texts(scene)]
    listed = page(*typed, "page:1")
    assert not [*listed.problems, *wrong_targets(listed, glass), *wrong_texts(listed)]


@pytest.mark.rotating(6)
@pytest.mark.parametrize("low", ["", "low "])
@pytest.mark.parametrize("step", ["M", "XL"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("words", ["gps", "tracked phone"])
def test_who_is_watched_finds_the_guide_first(
    compose: Compose, words: str, size: tuple[int, int], step: str, low: str
) -> None:
    """Among the first three of what is found, with the keys where they are.

    Where one card fills a page, its question may be first and the guide next.
    """
    typed = " ".join(f"key:{'space' if letter == ' ' else letter}" for letter in words)
    scene = compose(size, step, "en", low + typed)
    pages = [scene]
    while f"page:{len(pages)}" in {one.id for one in pages[-1].touches} and len(pages) <= 3:
        pages.append(compose(size, step, "en", f"{low}{typed} page:{len(pages)}"))
    ways = ("tile:", "guide:", "service:")
    found = [one.id for page in pages for one in page.touches if one.id.startswith(ways)]
    assert "guide:phones-and-safety" in found[:3]
    assert keys(scene) == keys(compose(size, step, "en", low))
    assert not [*scene.problems, *wrong_targets(scene, Glass(*size)), *wrong_texts(scene)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_questions_and_guides_leave_room_for_places(
    compose: Compose, size: tuple[int, int]
) -> None:
    scene = compose(size, "M", "en", " ".join(f"key:{letter}" for letter in "passport"))
    found = [one.id.partition(":")[0] for one in scene.touches]
    assert 2 <= found.count("guide") + found.count("tile") <= 3
    assert "service" in found
    assert not [*scene.problems, *wrong_targets(scene, Glass(*size)), *wrong_texts(scene)]


def test_a_guide_alone_is_no_answer_where_a_place_fits_under_it(compose: Compose) -> None:
    scene = compose((1280, 800), "M", "ar", "key:ن key:و key:م")
    ids = [touch.id for touch in scene.touches]
    assert not scene.problems
    assert "page:1" in ids, "the list has pages of its own"
    assert [one for one in ids if one.startswith("guide:")]
    assert [one for one in ids if one.startswith("service:")]


def test_the_end_of_a_long_text_stays_in_sight(compose: Compose) -> None:
    """What was typed last is what the field shows when it is full."""
    acts = " ".join(f"key:{letter}" for letter in ("abcdefghij" * 8)[:-3] + "end")
    scene = compose((1080, 1920), "XL", "en", acts)
    assert scene.problems == ()
    assert any(text.endswith("gend") and len(text) > 5 for text in scene.texts)


@given(st.text("ab ", min_size=1, max_size=80).filter(str.strip), st.integers(10, 900))
def test_a_text_that_is_cut_begins_with_a_letter(typed: str, width: int) -> None:
    """A blank would take room and show nothing: the mark would stand away from the text."""
    page = SimpleNamespace(canvas=SimpleNamespace(text_width=lambda text, *_, **__: len(text) * 10))
    shown = fitting_end(cast("PageContext", page), typed, width)
    assert typed.endswith(shown)
    assert len(shown) * 10 <= width
    assert shown == typed or shown[0] != " " or shown == " "


@pytest.mark.rotating(2)
@pytest.mark.parametrize("low", ["", "low "])
def test_in_the_largest_text_no_card_reads_like_the_one_before(compose: Compose, low: str) -> None:
    """Three public defenders do the same: their names come back."""
    read, page = list[tuple[str, ...]](), 0
    while True:
        turns = f" page:{page}" if page else ""
        scene = compose((1280, 800), "XL", "zh-Hans", f"{low}key:s key:a{turns}")
        for touch in scene.touches:
            if touch.id.startswith("service:"):
                own = [node.text for node in scene.nodes if node.owner == touch.id and node.text]
                read.append(tuple(own))
        page += 1
        if not any(touch.id == f"page:{page}" for touch in scene.touches):
            break
    assert len(read) > 10
    assert all(one != other for one, other in pairwise(read))
