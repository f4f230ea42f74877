import pytest

from kiosk.directory import vocabulary
from kiosk.directory.vocabulary import (
    MANY,
    common_prefixes,
    deletions,
    neighbours,
    prefix_distance,
    slip_distance,
)


@pytest.mark.parametrize(
    ("typed", "word", "distance"),
    [
        ("food", "food", 0),
        ("fod", "food", 1),
        ("foood", "food", 1),
        ("fuod", "food", 1),
        ("fodo", "food", 1),
        ("ofod", "food", 1),
        ("foo", "food", 1),
        ("", "a", 1),
        ("fdoo", "food", 2),
        ("abcd", "badc", 2),
        ("fo", "food", 2),
        ("doof", "food", 2),
    ],
)
def test_slips(typed: str, word: str, distance: int) -> None:
    assert slip_distance(typed, word) == slip_distance(word, typed) == distance


def test_a_word_that_is_still_being_typed_is_compared_with_beginnings() -> None:
    assert prefix_distance("sheltr", "shelters") == 1
    assert prefix_distance("shletre", "shelters") == 2


def test_a_slip_and_its_word_share_a_deletion() -> None:
    for slip in ("helth", "haelth", "healtth", "xealth"):
        assert deletions(slip) & deletions("health")


def test_short_words_digits_and_pairs_of_characters_are_never_offered() -> None:
    assert {term for _, term in neighbours(["bed", "食物", "2026", "house"])} == {"house"}


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        pytest.param([], {}, id="no term"),
        pytest.param([("a", 2)], {"a": 2}, id="one letter"),
        pytest.param(
            [("ab", 1), ("abc", 2), ("abd", 4), ("b", 8)],
            {"a": 7, "ab": 7, "abc": 2, "abd": 4, "b": 8},
            id="a word that begins others",
        ),
        pytest.param(
            [("shelter", 3), ("shelters", 4)],
            {"s": 7, "sh": 7, "she": 7, "shel": 7, "shelt": 7},
            id="longer than the longest beginning",
        ),
        pytest.param([("食", 1), ("食物", 2)], {"食": 3, "食物": 2}, id="han"),
    ],
)
def test_beginnings_count_all_terms_that_begin_so(
    counted: list[tuple[str, int]], found: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "MANY", 0)
    rows = list(common_prefixes(counted))
    assert dict(rows) == found
    assert len(rows) == len(found)


def test_beginnings_of_few_terms_are_not_written() -> None:
    counted = [(f"ab{number:02}", 2) for number in range(MANY + 1)]
    assert dict(common_prefixes([*counted, ("ac", 1)])) == {
        "a": 2 * len(counted) + 1,
        "ab": 2 * len(counted),
    }
