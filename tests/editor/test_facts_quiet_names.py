"""Words made for a service: quiet names that give nothing away, short lines that are whole."""

from collections import Counter
from pathlib import Path

import pytest

from kiosk.editor.parsers.quiet_names import LONGEST, fits_quiet
from tests.editor.both_paths import PATHS, Case, Read, read_both

ELK = {"address_1": "2 Oak Street", "city": "Elk Grove", "state_province": "CA"}
TOWN = {"address_1": "1 Oak Street", "city": "Sacramento", "state_province": "CA"}


def case(name: str, owner: str, number: str = "", place: dict[str, str] | None = None) -> Case:
    phones = [{"number": f"916-440-{number}"}] if number else []
    return Case({"name": name}, {"name": owner}, place=place or {}, phones=phones)


NAMES: dict[str, tuple[Case, str]] = {
    # 1: the name itself
    "short": (case("River Meals", "River House", "1001"), "River Meals"),
    "28 letters": (case("A" * 27 + "b", "Oak House", "1002"), "A" * 27 + "b"),
    "with accents": (case("Casa Niño", "Casa", "1003"), "Casa Niño"),
    "capitals": (case("RIVER KITCHEN", "Reed House", "1020"), "River Kitchen"),
    "capitals with small words": (case("HOUSE OF THE REEDS", "Rue", "1021"), "House of the Reeds"),
    "capitals with a saint": (case("ST. MARY'S HALL", "Rye", "1022"), "St. Mary's Hall"),
    "an acronym": (case("WEAVE", "WEAVE", "1023"), "WEAVE"),
    "an acronym in capitals": (case("YMCA OF THE BAY", "YMCA", "1024"), "YMCA of the Bay"),
    "a bare branch": (case("RIVERSIDE", "Oak Clinic", "1025"), "Oak Clinic, Riverside"),
    "another branch": (case("Midtown", "OAK CLINIC", "1026"), "Oak Clinic, Midtown"),
    "a branch office": (
        case("Downtown Office", "Sage Legal", "1027"),
        "Sage Legal, Downtown Office",
    ),
    "a branch of a city": (case("Elk Grove", "Teak Legal", "1028", ELK), "Teak Legal, Elk Grove"),
    "a branch too long": (
        case("Meadowview", "A Community Clinic Of All", "1029"),
        "Meadowview",
    ),
    "a branch of a telling owner": (case("Northgate", "Rape Crisis", "1030"), "Northgate"),
    "a word of its owner": (case("Cypress", "Cypress House", "1031"), "Cypress"),
    # 2: the organization
    "a long name": (
        case("A Very Long Name Of A Very Good Service", "Elm House", "1004"),
        "Elm House",
    ),
    "a telling name": (case("Rape Crisis Center", "Ash House", "1005"), "Ash House"),
    "telling in Spanish": (case("Violencia doméstica", "Fir House", "1006"), "Fir House"),
    "the organization twice": (case("Rape Crisis Line", "Yew House", "1007"), "Yew House 1007"),
    "its other service": (case("Domestic Violence Help", "Yew House", "1008"), "Yew House 1008"),
    "29 letters": (case("C" * 29, "Bay House", "1009"), "Bay House"),
    # 3: the city
    "neither": (case("Rape Crisis Help", "Victims First", "1010", TOWN), "Sacramento 1010"),
    "neither, too": (case("Rape Crisis", "Victims Now", "1011", TOWN), "Sacramento 1011"),
    # 4: the number
    "no place": (case("Domestic Violence Help", "Victims Here", "1012"), "Number 1012"),
    "no place, too": (case("Rape Crisis", "Victims There", "1013"), "Number 1013"),
    "no number": (case("Rape Crisis", "Victims Nowhere"), "Community service"),
    # the same name of two services
    "twins": (case("Oak Pantry", "Oak One", "1014"), "Oak Pantry 1014"),
    "other twin": (case("Oak Pantry", "Oak Two", "1015"), "Oak Pantry 1015"),
    "long twins": (case("D" * 27, "Gum One", "1016"), "Number 1016"),
    "other long twin": (case("D" * 27, "Gum Two", "1017"), "Number 1017"),
    "a twin without a number": (case("Elk Meals", "Elk One"), "Elk Meals"),
    "its twin": (case("Elk Meals", "Elk Two", "1018"), "Elk Meals 1018"),
    "the same digits": (case("Rape Crisis", "Victims Again", "2012"), "Number 2012"),
    "the same digits elsewhere": (
        Case(
            {"name": "Rape Crisis"},
            {"name": "Victims Away"},
            phones=[{"number": "530-440-2012"}],
        ),
        "Number 2012-2",
    ),
}


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
    """Read all rows on both paths."""
    cases = {row: each for row, (each, _) in NAMES.items()}
    phones = [{"number": "916-440-3001"}]
    for raw in LINES:
        own = {"name": NAME, "description": raw, "quiet_name": "Oak"}
        cases[f"line {raw}"] = Case(own, {"name": NAME}, phones=phones, owner="lines")
    return read_both(tmp_path_factory.mktemp("names"), cases)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", NAMES)
def test_a_quiet_name_is_made_the_same_way(both: Read, row: str, path: str) -> None:
    assert both.service(path, row).quiet_name == NAMES[row][1]


@pytest.mark.parametrize("path", PATHS)
def test_quiet_names_are_unique_and_fit(both: Read, path: str) -> None:
    names = [both.service(path, row).quiet_name for row in NAMES]
    assert all(fits_quiet(name) for name in names)
    assert max(map(len, names)) <= LONGEST
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("raw", LINES)
def test_a_short_line_is_whole(both: Read, raw: str, path: str) -> None:
    assert both.service(path, f"line {raw}").phrase == LINES[raw]


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
