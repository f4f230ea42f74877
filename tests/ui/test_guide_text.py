"""Guides: thoughts stay whole where they fit, pages are few and even."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.domain.text import sentences
from kiosk.presentation.views import GuideCardView
from kiosk.ui.kit.blocks import BREATH, MOST_PARTS, Block, height_of, paginate, pour
from kiosk.ui.pages.guide_text import cuts, halves
from kiosk.ui.pages.guides import ordered


def block(height: int, *, keep: bool = False) -> Block:
    """A block of a fixed height."""
    return Block(lambda _: height, lambda _: None, keep=keep)


def lines(count: int) -> Block:
    """A text of lines of 10 that splits after each of them."""

    def split(_width: int, height: int, _anywhere: bool) -> tuple[Block, Block] | None:  # noqa: FBT001
        fit = min(height // 10, count - 1)
        return (lines(fit), lines(count - fit)) if fit > 0 else None

    return Block(lambda _: 10 * count, lambda _: None, split=split)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("You may leave. You may come back.", ["You may leave.", "You may come back."]),
        ("The floor is $16.90 an hour.", ["The floor is $16.90 an hour."]),
        ("هل أنت بخير؟ نعم.", ["هل أنت بخير؟", "نعم."]),
        ("护照是你的。没人可以拿走。", ["护照是你的。", "没人可以拿走。"]),
        ("No stop", ["No stop"]),
        ("ਤੁਸੀਂ ਜਾਓ। ਬੱਸ ਲਵੋ।", ["ਤੁਸੀਂ ਜਾਓ।", "ਬੱਸ ਲਵੋ।"]),
    ],
)
def test_sentences_end_at_stops_not_inside_numbers(text: str, parts: list[str]) -> None:
    """An amount is not cut at its point."""
    assert sentences(text) == parts


def test_a_long_sentence_is_cut_at_its_pause() -> None:
    """At the comma nearest the middle, else at a space; one word stays whole."""
    assert halves("With no home, you can go to school at once, for free") == [
        "With no home,",
        "you can go to school at once, for free",
    ]
    assert halves("one two") == ["one", "two"]
    assert halves("word") == ["word"]
    assert halves("one\ntwo") == ["one", "two"]
    assert halves("w" * 40) == ["w" * 20] * 2, "no word is as long"


def test_a_text_higher_than_a_page_goes_on_on_the_next() -> None:
    pages = paginate([block(40), lines(25), block(10)], 100, 100, 0)
    assert [sum(one.measure(100) for one in page) for page in pages] == [40, 100, 100, 60]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One, two. Three.", [("One, two.", "Three.")]),
        ("One, two, three", []),
        (
            "護照是你的。沒人可以拿走。走吧。",
            [("護照是你的。沒人可以拿走。", "走吧。"), ("護照是你的。", "沒人可以拿走。走吧。")],
        ),
    ],
)
def test_a_thought_splits_after_a_sentence_and_as_late_as_it_can(
    text: str, parts: list[tuple[str, str]]
) -> None:
    assert list(cuts(text, anywhere=False)) == parts


def test_a_sentence_taller_than_a_page_splits_at_its_pauses() -> None:
    found = list(cuts("With no home, you can go to school", anywhere=True))
    assert found[0] == ("With no home,", "you can go to school")
    assert found[-1] == ("With", "no home, you can go to school")


@given(
    st.lists(st.tuples(st.integers(10, 90), st.booleans()), min_size=1, max_size=30),
    st.integers(100, 300),
    st.integers(0, 300),
)
def test_pouring_loses_nothing_and_keeps_the_order(
    heights: list[tuple[int, bool]], most: int, first: int
) -> None:
    """Every block is on exactly one page."""
    blocks = [block(high, keep=keep) for high, keep in heights]
    pages = pour(blocks, 100, (min(first, most), most), 4, tall=most, low=most)
    assert [one for page in pages for one in page] == blocks
    assert all(sum(not one.keep for one in page) <= MOST_PARTS == 8 for page in pages)


@given(st.lists(st.integers(10, 90), min_size=1, max_size=30), st.integers(100, 300))
def test_no_page_is_fuller_than_it_may_be(heights: list[int], most: int) -> None:
    """Blocks that fit a page never make one overflow."""
    blocks = [block(high) for high in heights]
    for page in pour(blocks, 100, (most // 2, most), 4, tall=most, low=most)[1:]:
        assert height_of(page, 100, 4) <= most


@given(st.lists(st.integers(1, 30), min_size=1, max_size=20), st.integers(50, 200), st.booleans())
def test_text_that_splits_loses_no_line_and_never_overflows(
    counts: list[int],
    most: int,
    cut: bool,  # noqa: FBT001
) -> None:
    """What is taller than a page is split; with ``cut`` no page but the last has room for more."""
    pages = pour(
        [lines(count) for count in counts], 100, (most, most), 4, tall=most, low=most, cut=cut
    )
    found = [height_of(page, 100, 0) for page in pages]
    assert sum(found) == 10 * sum(counts)
    assert all(height_of(page, 100, 4) <= most for page in pages)
    if cut:
        full = [height_of(page, 100, 4) > most - 14 for page in pages[:-1]]
        assert all(at or len(page) == MOST_PARTS for at, page in zip(full, pages, strict=False))


def test_a_heading_never_ends_a_page() -> None:
    """What keeps its successor moves to the next page with it."""
    heading, line = block(20, keep=True), block(60)
    found = pour([line, heading, line], 100, (100, 100), 4, tall=100, low=100)
    assert found == ((line,), (heading, line))


def test_no_page_begins_with_the_room_above_a_heading() -> None:
    heading, line = block(20, keep=True), block(60)
    found = pour([line, BREATH, heading, line], 100, (100, 100), 4, tall=100, low=100)
    assert found == ((line,), (heading, line))


def test_guides_of_the_need_stand_first_and_none_twice() -> None:
    """The other guides follow in their order."""
    one, two, three = (GuideCardView(name, "okay", name, "") for name in "abc")
    assert ordered((two,), (one, two, three)) == (two, one, three)


def test_numbers_that_a_hand_cannot_reach_go_to_the_next_page() -> None:
    """Two are together only where both fit the lower half of the glass; words take all of it."""
    line, number = block(40), replace(block(40), target=True)
    found = pour([line, number, number], 100, (200, 200), 4, tall=200, low=80)
    assert found == ((line, number), (number,))
    assert pour([line, number, number], 100, (200, 200), 4, tall=200, low=84) == (
        (line, number, number),
    )
