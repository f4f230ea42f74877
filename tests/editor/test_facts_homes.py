"""A home keeps its street, whatever calls it one; only Show in the workbook opens it."""

from pathlib import Path

import pytest

from kiosk.domain.records import AddressVisibility
from kiosk.editor.publish.findings import FindingCode
from tests.editor.both_paths import Case, Read, read_both

STREET = {"address_1": "4711 Secret Lane", "city": "Sacramento", "state_province": "CA"}
SHOWN, HIDDEN = AddressVisibility.PUBLIC, AddressVisibility.HIDDEN

Row = tuple[str, str, tuple[str, ...], dict[str, str], AddressVisibility]
HOMES: dict[str, Row] = {
    # name, description, terms, more columns -> the street
    "a term": ("Willow Lodge", "", ("Youth shelter",), {}, HIDDEN),
    "a pantry": ("Oak Pantry", "Food boxes.", ("Food pantry",), {}, SHOWN),
    "its name": ("Willow Shelter", "", (), {}, HIDDEN),
    "a safe house": ("Willow", "A safe house for women.", (), {}, HIDDEN),
    "a refuge": ("River Refuge", "", (), {}, HIDDEN),
    "its other name": ("Willow", "", (), {"alternate_name": "Willow Shelter"}, HIDDEN),
    "its description": ("Willow", "Beds after domestic violence.", (), {}, HIDDEN),
    "trafficking": ("Willow", "", ("Human trafficking",), {}, HIDDEN),
    "in Spanish": ("Casa Rosa", "Albergue para mujeres.", (), {}, HIDDEN),
    "a column": ("Willow", "", (), {"IS_SHELTER": "Y"}, HIDDEN),
    "a column with words": ("Willow", "", (), {"SHELTER_REQUIREMENTS": "Women only"}, HIDDEN),
    "a column that says no": ("Willow", "", (), {"IS_SHELTER": "N"}, SHOWN),
    "a situation and a lodge": ("Willow Lodge", "", ("young_bed",), {}, HIDDEN),
    "a situation and transitional": (
        "Willow",
        "Transitional housing for youth.",
        ("young_bed",),
        {},
        HIDDEN,
    ),
    "leaving harm and a cottage": ("Rose Cottage", "A place to stay.", ("leave_harm",), {}, HIDDEN),
    "with children and a residence": ("Rose Residence", "", ("with_children",), {}, HIDDEN),
    "with children and rooms": ("Rose", "Transitional rooms.", ("with_children",), {}, HIDDEN),
    "a lodge without a situation": ("Elks Lodge", "Bingo.", (), {}, SHOWN),
    "a situation and an office": ("Rose Legal", "Help with papers.", ("leave_harm",), {}, SHOWN),
    "another situation and a lodge": ("Elks Lodge", "Lunch.", ("eat_today",), {}, SHOWN),
    "an animal shelter": ("County Animal Shelter", "", (), {}, SHOWN),
    "a term for animals": ("County Pets", "", ("Animal shelters",), {}, SHOWN),
    "a bus shelter": ("Oak Office", "Behind the bus shelter.", (), {}, SHOWN),
    "a tax shelter": ("Oak Tax", "Tax shelter advice.", (), {}, SHOWN),
    "a wildlife refuge": ("Creek Wildlife Refuge", "", (), {}, SHOWN),
    "a shade shelter": ("Oak Park", "A shade shelter with tables.", (), {}, SHOWN),
    "a clinic": ("Oak Clinic", "Doctors.", ("Health care",), {}, SHOWN),
    "a sub category": ("Willow", "", (), {"sub_categories": "Food; Refuge"}, HIDDEN),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read all rows on both paths; each has a street of its own."""
    cases = {}
    for number, (row, (name, text, terms, more, _)) in enumerate(HOMES.items()):
        own = {"name": name, "description": text, **more}
        street = {**STREET, "address_1": f"{4711 + number} Secret Lane"}
        cases[row] = Case(own, place=street, terms=terms)
    return read_both(tmp_path_factory.mktemp("homes"), cases)


@pytest.mark.parametrize("row", HOMES)
def test_a_home_of_an_export_is_hidden_although_all_may_be_shown(both: Read, row: str) -> None:
    (place,) = both.of("export", row).places
    assert place.address_visibility is HOMES[row][4]
    assert bool(place.address_1) is (HOMES[row][4] is SHOWN)


@pytest.mark.parametrize("row", HOMES)
def test_show_in_the_workbook_opens_a_place(both: Read, row: str) -> None:
    (place,) = both.of("workbook", row).places
    assert place.address_visibility is SHOWN


def test_each_hidden_home_is_listed(both: Read) -> None:
    listed = {
        one.value for one in both.drafts["export"].findings if one.code is FindingCode.HOME_HIDDEN
    }
    assert listed == {name for name, _, _, _, street in HOMES.values() if street is HIDDEN}


def test_a_place_in_the_workbook_without_show_is_hidden(tmp_path: Path) -> None:
    case = Case(place=STREET | {"address_visibility": ""})
    (place,) = read_both(tmp_path, {"one": case}).of("workbook", "one").places
    assert (place.address_visibility, place.address_1) == (HIDDEN, None)
