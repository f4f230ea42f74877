import pytest

from kiosk.directory.wordlist import deletions, may_be_meant, prefix_distance, slip_distance


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
    assert [*filter(may_be_meant, ["food", "the", "95814", "食物", "еда", "приют"])] == [
        "food",
        "приют",
    ]
