"""Dealing cards to pages: the rules of room, and heights that are equal where they can be."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.kit.pagination import even_heights

naturals = st.lists(st.integers(100, 400), min_size=1, max_size=6)


@given(naturals, st.integers(0, 500))
def test_heights_stay_in_the_room_and_hold_their_words(natural: list[int], spare: int) -> None:
    found = even_heights(natural, spare, most=len(natural), tallest=160, gap=16)
    assert sum(found) <= sum(natural) + spare
    assert all(high >= least for high, least in zip(found, natural, strict=True))


def test_equal_where_there_is_room() -> None:
    assert even_heights([100, 120, 110, 100], 200, most=4, tallest=300, gap=16) == [157] * 4


def test_the_last_page_keeps_the_height_of_the_full_ones() -> None:
    full = even_heights([100] * 4, 168, most=4, tallest=300, gap=16)
    last = even_heights([100], 168 + 3 * 116, most=4, tallest=300, gap=16)
    assert full[0] == last[0]


def test_not_taller_than_a_card_should_be() -> None:
    assert even_heights([100], 900, most=1, tallest=160, gap=16) == [160]
