"""A street is shown, hidden for safety, withheld until somebody says, or not known: never mixed.

A home keeps its street, whatever calls it one; only Show in the workbook opens it.
"""

from pathlib import Path

import pytest

from kiosk.domain.records import AddressVisibility, Location, PlaceShow
from kiosk.editor.findings import FindingCode
from tests.editor.both_paths import PATHS, Case, Read, read_both

STREET = {"address_1": "120 River Street", "city": "Sacramento", "state_province": "CA"}
SHOWN, ASK, HIDDEN = "shown", "ask", "hidden"
PLACES: dict[str, tuple[dict[str, str], dict[str, str], bool]] = {
    # the service, the place, and whether its street is known
    "an office": ({"name": "Oak Office"}, {}, True),
    "a pantry": ({"name": "Oak Pantry"}, {"address_2": "Suite 2"}, True),
    "a clinic": ({"name": "Oak Clinic"}, {"postal_code": "95814"}, True),
    "a church": ({"name": "St. Mary's Church"}, {"address_1": "9 Main St"}, True),
    "a school": ({"name": "Oak School"}, {"address_1": "4500 Broadway"}, True),
    "a food bank": ({"description": "Boxes of food."}, {}, True),
    "a library": ({"name": "Oak Library"}, {"city": "Elk Grove"}, True),
    "a street without a number": ({}, {"address_1": "Main Street"}, True),
    "no street": ({"name": "Oak Office"}, {"address_1": ""}, False),
    "a town alone": ({"name": "Oak Legal"}, {"address_1": "", "city": "Galt"}, False),
    "nothing": ({"name": "Oak Help"}, dict.fromkeys(STREET, ""), False),
    "a place alone": ({}, {"address_1": "", "latitude": "38.58157"}, False),
    "a shelter without a street": ({"name": "Willow Shelter"}, {"address_1": ""}, False),
}
HOME, NO_HOME = True, False
HOMES: dict[str, tuple[dict[str, str], tuple[str, ...], bool]] = {
    # the service, its terms
    "a term": ({"name": "Willow Lodge"}, ("Youth shelter",), HOME),
    "its name": ({"name": "Willow Shelter"}, (), HOME),
    "a safe house": ({"description": "A safe house for women."}, (), HOME),
    "a refuge": ({"name": "River Refuge"}, (), HOME),
    "its other name": ({"alternate_name": "Willow Shelter"}, (), HOME),
    "its description": ({"description": "Beds after domestic violence."}, (), HOME),
    "a term of trafficking": ({}, ("Human trafficking",), HOME),
    "trafficking": ({"description": "For victims of trafficking."}, (), HOME),
    "in Spanish": ({"name": "Casa Rosa", "description": "Albergue para mujeres."}, (), HOME),
    "a column": ({"IS_SHELTER": "Y"}, (), HOME),
    "a column with words": ({"SHELTER_REQUIREMENTS": "Women only"}, (), HOME),
    "a sub category": ({"sub_categories": "Food; Refuge"}, (), HOME),
    "a situation and a lodge": ({"name": "Willow Lodge"}, ("young_bed",), HOME),
    "a situation and transitional": (
        {"description": "Transitional housing for youth."},
        ("young_bed",),
        HOME,
    ),
    "leaving harm and a cottage": (
        {"name": "Rose Cottage", "description": "A place to stay."},
        ("leave_harm",),
        HOME,
    ),
    "with children and a residence": ({"name": "Rose Residence"}, ("with_children",), HOME),
    "with children and rooms": (
        {"description": "Transitional rooms."},
        ("with_children",),
        HOME,
    ),
    "a pantry": (
        {"name": "Oak Pantry", "description": "Food boxes."},
        ("Food pantry",),
        NO_HOME,
    ),
    "a column that says no": ({"IS_SHELTER": "N"}, (), NO_HOME),
    "a lodge without a situation": ({"name": "Elks Lodge", "description": "Bingo."}, (), NO_HOME),
    "a situation and an office": (
        {"name": "Rose Legal", "description": "Help with papers."},
        ("leave_harm",),
        NO_HOME,
    ),
    "another situation and a lodge": (
        {"name": "Elks Lodge", "description": "Lunch."},
        ("eat_today",),
        NO_HOME,
    ),
    "an animal shelter": ({"name": "County Animal Shelter"}, (), NO_HOME),
    "a term for animals": ({"name": "County Pets"}, ("Animal shelters",), NO_HOME),
    "a bus shelter": ({"description": "Behind the bus shelter."}, (), NO_HOME),
    "a tax shelter": ({"description": "Tax shelter advice."}, (), NO_HOME),
    "a wildlife refuge": ({"name": "Creek Wildlife Refuge"}, (), NO_HOME),
    "a shade shelter": ({"description": "A shade shelter with tables."}, (), NO_HOME),
    "a clinic": ({"name": "Oak Clinic", "description": "Doctors."}, ("Health care",), NO_HOME),
}


@pytest.fixture(scope="module", params=[SHOWN, ASK], ids=["may be shown", "nobody said"])
def read(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Read, str]:
    """Read all rows, and what becomes of a known street: with leave to show it, or without."""
    said = {"address_visibility": "Show" if request.param == SHOWN else ""}
    cases = {
        f"place {row}": Case({"name": "Oak", **service}, place=STREET | place | said)
        for row, (service, place, _) in PLACES.items()
    }
    for number, (row, (service, terms, _)) in enumerate(HOMES.items()):
        # A street that is hidden once is hidden for all at it, so each row has its own.
        place = STREET | {"address_1": f"{4711 + number} Secret Lane"} | said
        cases[f"home {row}"] = Case({"name": "Willow", **service}, place=place, terms=terms)
    folder = tmp_path_factory.mktemp("places")
    return read_both(folder, cases, public_addresses=request.param == SHOWN), request.param


@pytest.mark.parametrize("row", PLACES)
@pytest.mark.parametrize("path", PATHS)
def test_a_street_is_shown_withheld_or_not_known(
    read: tuple[Read, str], row: str, path: str
) -> None:
    [place] = read[0].of(path, f"place {row}").places
    assert _state(place) == (read[1] if PLACES[row][2] else HIDDEN)


@pytest.mark.parametrize("row", HOMES)
def test_a_home_of_an_export_is_hidden_although_all_may_be_shown(
    read: tuple[Read, str], row: str
) -> None:
    [place] = read[0].of("export", f"home {row}").places
    assert _state(place) == (HIDDEN if HOMES[row][2] else read[1])
    assert not (HOMES[row][2] and place.address_visibility is AddressVisibility.PUBLIC)


@pytest.mark.parametrize("row", HOMES)
def test_only_show_in_the_workbook_opens_a_home(read: tuple[Read, str], row: str) -> None:
    [place] = read[0].of("workbook", f"home {row}").places
    assert (place.address_visibility is AddressVisibility.PUBLIC) is (read[1] == SHOWN)


def test_each_hidden_home_is_listed(read: tuple[Read, str]) -> None:
    listed = {
        one.row for one in read[0].drafts["export"].findings if one.code is FindingCode.HOME_HIDDEN
    }
    last = 1 + len(PLACES)  # the shelter without a street
    homes = {at for at, (_, _, home) in enumerate(HOMES.values(), last + 1) if home}
    assert listed == {last} | homes


def test_a_place_in_the_workbook_without_show_is_hidden(tmp_path: Path) -> None:
    case = Case(place=STREET | {"address_visibility": ""})
    [place] = read_both(tmp_path, {"one": case}).of("workbook", "one").places
    assert (place.address_visibility, place.address_1) == (AddressVisibility.HIDDEN, None)


def _state(place: Location) -> str:
    if place.address_visibility is AddressVisibility.PUBLIC and place.address_1:
        return SHOWN
    if place.address_visibility is AddressVisibility.PUBLIC:
        return HIDDEN  # nothing is known that could be shown
    assert (place.address_1, place.city, place.latitude) == (None, None, None)
    return ASK if place.show is PlaceShow.ASK else HIDDEN
