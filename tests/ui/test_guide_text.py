"""Guides: thoughts stay whole where they fit, pages are few and even."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.presentation.views import GuideCardView
from kiosk.ui.kit.blocks import Block, height_of
from kiosk.ui.pages.guide_text import deal_evenly, deal_text, halves, sentences
from kiosk.ui.pages.guides import ordered


def block(height: int, *, keep: bool = False) -> Block:
    """A block of a fixed height."""
    return Block(lambda _: height, lambda _: None, keep=keep)


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


@given(
    st.lists(st.tuples(st.integers(10, 90), st.booleans()), min_size=1, max_size=30),
    st.integers(100, 300),
    st.integers(0, 300),
)
def test_dealing_loses_nothing_and_keeps_the_order(
    heights: list[tuple[int, bool]], most: int, first: int
) -> None:
    """Every block is on exactly one page; evenly dealt there are as many pages."""
    blocks = [block(high, keep=keep) for high, keep in heights]
    limits = (min(first, most), most)
    full = deal_text(blocks, 100, limits, 4)
    even = deal_evenly(blocks, 100, limits, 4)
    assert [one for page in full for one in page] == blocks
    assert [one for page in even for one in page] == blocks
    assert len(even) == len(full)


@given(st.lists(st.integers(10, 90), min_size=1, max_size=30), st.integers(100, 300))
def test_no_page_is_fuller_than_it_may_be(heights: list[int], most: int) -> None:
    """Blocks that fit a page never make one overflow."""
    blocks = [block(high) for high in heights]
    for page in deal_evenly(blocks, 100, (most // 2, most), 4)[1:]:
        assert height_of(page, 100, 4) <= most


def test_a_heading_never_ends_a_page() -> None:
    """What keeps its successor moves to the next page with it."""
    heading, line = block(20, keep=True), block(60)
    assert deal_text([line, heading, line], 100, (100, 100), 4) == ((line,), (heading, line))


def test_guides_of_the_need_stand_first_and_none_twice() -> None:
    """The other guides follow in their order."""
    one, two, three = (GuideCardView(name, "okay", name, "") for name in "abc")
    assert ordered((two,), (one, two, three)) == (two, one, three)
