"""The short line of a service: its first sentence or clause, never a heading, never cut off."""

from pathlib import Path

import pytest

from tests.editor.both_paths import PATHS, Case, Read, read_both

NAME = "Oak Pantry"
LONG = "a box of dry food with rice and beans and oil and flour for each family of the county"
LINES: dict[str, str] = {
    "DELIVERY: Yes, for people over 60": "Delivery, for people over 60",
    "SUMMARY: Hot meals at noon. Come early.": "Hot meals at noon",
    "Summary: hot meals at noon.": "Hot meals at noon",
    "What we do - Hot meals at noon.": "Hot meals at noon",
    "What we do: we give food.": "We give food",
    "DESCRIPTION: SUMMARY: Hot meals.": "Hot meals",
    "About us: Hot meals.": "Hot meals",
    "PROGRAM DESCRIPTION: Hot meals.": "Hot meals",
    "Overview \u2013 Hot meals.": "Hot meals",
    "HOT MEALS: every day at noon.": "Every day at noon",
    "Hot meals.": "Hot meals",
    "Hot meals at noon. And more.": "Hot meals at noon",
    "Meals for St. Mary's Hall. Come.": "Meals for St. Mary's Hall",
    f"{LONG}, and more for those who need more.": f"A{LONG[1:]}",
    f"Food for all; {LONG} and the next county too.": "Food for all",
    f"We give food to everybody, {LONG} and the next county too.": "We give food to everybody",
    f"Food, {LONG} and the next county and all who come from elsewhere": NAME,
    f"{LONG} and the next county and all who come from elsewhere": NAME,
    "word " * 40: NAME,
    "": NAME,
    "N/A": NAME,
    "See notes.": NAME,
    "Free!": "Free!",
    "Is food low? Come.": "Is food low?",
    "hot meals": "Hot meals",
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all texts on both paths."""
    cases = {raw: Case({"name": NAME, "description": raw}) for raw in LINES}
    return read_both(tmp_path_factory.mktemp("lines"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", LINES)
def test_a_short_line_is_whole(both: Read, raw: str, path: str) -> None:
    assert both.service(path, raw).phrase == LINES[raw]


LABELS = {"": "Eat today", "word " * 40: "Eat today", "N/A": "Eat today", "Soup.": "Soup"}


def test_without_a_line_the_first_situation_names_the_service(tmp_path: Path) -> None:
    cases = {
        raw: Case(
            {
                "name": NAME,
                "description": raw,
                "made_for": "Eat today",
                "does_too": "A doctor or dentist",
            },
            terms=("eat_today",),
        )
        for raw in LABELS
    }
    both = read_both(tmp_path, cases)
    for path in PATHS:
        assert {raw: both.service(path, raw).phrase for raw in LABELS} == LABELS
