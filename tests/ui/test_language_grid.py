"""The grid of languages: nearly square for few, four columns for sixteen."""

import pytest

from kiosk.ui.pages.language_grid import columns_for


@pytest.mark.parametrize(
    ("count", "most", "columns"),
    [(1, 4, 1), (2, 4, 2), (4, 4, 2), (5, 4, 3), (9, 4, 3), (10, 4, 4), (16, 4, 4), (16, 3, 3)],
)
def test_columns_follow_the_number_of_languages(count: int, most: int, columns: int) -> None:
    """Two by two for four languages, four by four for sixteen, three upright."""
    assert columns_for(count, most) == columns
