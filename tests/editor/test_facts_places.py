"""A street is shown, hidden for safety, withheld until somebody says, or not known: never mixed."""

import pytest

from kiosk.domain.records import AddressVisibility, Location, PlaceShow
from tests.editor.both_paths import PATHS, Case, Read, read_both

STREET = {"address_1": "120 River Street", "city": "Sacramento", "state_province": "CA"}
STREET_OF_HOMES = STREET | {"address_1": "77 Willow Way"}
"""Another one: a street that is hidden once is hidden for all at it."""
SHOWN, ASK, HIDDEN = "shown", "ask", "hidden"
Row = tuple[dict[str, str], dict[str, str], str, str]
PLACES: dict[str, Row] = {
    # the service, the place, what becomes of it where streets may be shown, and where nobody said
    "an office": ({"name": "Oak Office"}, {}, SHOWN, ASK),
    "a pantry": ({"name": "Oak Pantry"}, {"address_2": "Suite 2"}, SHOWN, ASK),
    "a clinic": ({"name": "Oak Clinic"}, {"postal_code": "95814"}, SHOWN, ASK),
    "a church": ({"name": "St. Mary's Church"}, {"address_1": "9 Main St"}, SHOWN, ASK),
    "a school": ({"name": "Oak School"}, {"address_1": "4500 Broadway"}, SHOWN, ASK),
    "a food bank": ({"description": "Boxes of food."}, {}, SHOWN, ASK),
    "a lodge": ({"name": "Elks Lodge"}, {}, SHOWN, ASK),
    "an animal shelter": ({"name": "County Animal Shelter"}, {}, SHOWN, ASK),
    "a bus shelter": ({"description": "Behind the bus shelter."}, {}, SHOWN, ASK),
    "a library": ({"name": "Oak Library"}, {"city": "Elk Grove"}, SHOWN, ASK),
    "a street without a number": ({}, {"address_1": "Main Street"}, SHOWN, ASK),
    "no street": ({"name": "Oak Office"}, {"address_1": ""}, HIDDEN, HIDDEN),
    "a town alone": ({"name": "Oak Legal"}, {"address_1": "", "city": "Galt"}, HIDDEN, HIDDEN),
    "nothing": ({"name": "Oak Help"}, dict.fromkeys(STREET, ""), HIDDEN, HIDDEN),
    "a place alone": ({}, {"address_1": "", "latitude": "38.58157"}, HIDDEN, HIDDEN),
    "a mailbox": ({"name": "Oak Mail"}, {"address_1": ""}, HIDDEN, HIDDEN),
}
HOMES: dict[str, Row] = {
    "a shelter": ({"name": "Willow Shelter"}, {}, HIDDEN, HIDDEN),
    "a safe house": ({"description": "A safe house for women."}, {}, HIDDEN, HIDDEN),
    "a refuge": ({"name": "River Refuge"}, {}, HIDDEN, HIDDEN),
    "in Spanish": ({"name": "Casa Rosa", "description": "Albergue."}, {}, HIDDEN, HIDDEN),
    "trafficking": ({"description": "For victims of trafficking."}, {}, HIDDEN, HIDDEN),
    "a shelter without a street": ({"name": "Willow Shelter"}, {"address_1": ""}, HIDDEN, HIDDEN),
}


@pytest.fixture(scope="module", params=[True, False], ids=["may be shown", "nobody said"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows, with leave to show streets or without a word about it."""
    said = {"address_visibility": "Show" if request.param else ""}
    cases = {
        row: Case(service={"name": "Oak", **service}, place=street | place | said)
        for rows, street in ((PLACES, STREET), (HOMES, STREET_OF_HOMES))
        for row, (service, place, *_) in rows.items()
    }
    folder = tmp_path_factory.mktemp("places")
    return read_both(folder, cases, public_addresses=request.param)


@pytest.mark.parametrize("row", PLACES)
@pytest.mark.parametrize("path", PATHS)
def test_a_street_is_shown_withheld_or_not_known(
    read: Read, row: str, path: str, request: pytest.FixtureRequest
) -> None:
    _, _, said, unsaid = PLACES[row]
    [place] = read.of(path, row).places
    assert _state(place) == (said if "may be shown" in request.node.callspec.id else unsaid)


@pytest.mark.parametrize("row", HOMES)
def test_a_home_is_hidden_and_nobody_is_told_to_call_for_its_street(read: Read, row: str) -> None:
    [place] = read.of("export", row).places
    assert _state(place) == HIDDEN


def _state(place: Location) -> str:
    if place.address_visibility is AddressVisibility.PUBLIC and place.address_1:
        return SHOWN
    if place.address_visibility is AddressVisibility.PUBLIC:
        return HIDDEN  # nothing is known that could be shown
    assert (place.address_1, place.city, place.latitude) == (None, None, None)
    return ASK if place.show is PlaceShow.ASK else HIDDEN
