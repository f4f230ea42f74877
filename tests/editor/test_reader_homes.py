"""A home, or a place that words call secret, keeps its street, whoever may show all others."""

import zipfile
from pathlib import Path

import pytest

from kiosk.editor.findings import FindingCode
from kiosk.editor.parsers.homes import home_column
from kiosk.editor.sources.source_reader import ReadOptions
from tests.editor.sources import (
    HSDS3,
    PUBLIC,
    SERVICE,
    Files,
    everything,
    folder,
    found,
    json_file,
    read,
    with_column,
    with_row,
    with_text,
)
from tests.editor.typed import FOR_WHOM, Say, published

CELLS: dict[str, tuple[dict[str, str], str]] = {
    "name": ({"name": "Willow Shelter"}, "name"),
    "other name": ({"name": "Willow", "alternate_name": "Willow Safe House"}, "alternate_name"),
    "description": ({"description": "Rooms for women after domestic violence."}, "description"),
    "in spanish": ({"description": "Albergue para mujeres y sus hijos."}, "description"),
    "category": ({"category": "Emergency Shelter"}, "category"),
    "sub category": ({"sub_categories": "Food; Human Trafficking"}, "sub_categories"),
    "keywords": ({"keywords": "food, refuge"}, "keywords"),
    "type": ({"program_type": "Youth shelter"}, "program_type"),
    "shelter column": ({"is_shelter": "Y"}, "is_shelter"),
    "shelter column of its own": ({"shelter": "1"}, "shelter"),
    "shelter requirements": ({"shelter_requirements": "Women only"}, "shelter_requirements"),
    "written together": ({"isshelter": "TRUE"}, "isshelter"),
    "shelter column no": ({"is_shelter": "No"}, ""),
    "shelter column zero": ({"is_shelter": "0"}, ""),
    "shelter column blank": ({"is_shelter": ""}, ""),
    "animal shelter column": ({"animal_shelter": "yes"}, ""),
    "animals": ({"name": "County Animal Shelter"}, ""),
    "wildlife": ({"name": "Creek Wildlife Refuge"}, ""),
    "bus": ({"description": "The office is behind the bus shelter."}, ""),
    "tax": ({"category": "Tax shelter advice"}, ""),
    "shade": ({"description": "A shade shelter with tables."}, ""),
    "pantry": ({"name": "Oak Pantry", "category": "Food"}, ""),
    "another column": ({"name": "Oak Pantry", "notes": "next to the shelter"}, ""),
}


@pytest.mark.parametrize(("cells", "column"), CELLS.values(), ids=CELLS)
def test_cells_of_a_home(cells: dict[str, str], column: str) -> None:
    assert home_column(cells) == column


TERMS = {
    "shelter": (["Housing > Emergency Shelter", "Food"], True),
    "violence": (["Domestic Violence Survivors"], True),
    "trafficking": (["Human Trafficking"], True),
    "animals": (["Animal Shelters"], False),
    "food": (["Food > Meals"], False),
    "none": ([], False),
}


@pytest.mark.parametrize(("terms", "home"), TERMS.values(), ids=TERMS)
def test_terms_of_a_home(terms: list[str], *, home: bool) -> None:
    assert bool(home_column({"name": "Willow"}, terms)) is home


STREET = "120 River Street"


SOURCES = {
    "name": with_text(HSDS3, "Family Meals", "Willow Shelter"),
    "description": with_text(
        HSDS3, "Hot meals for families every day.", "Beds after family violence."
    ),
    "place": with_text(HSDS3, "org_1,River House,38", "org_1,Women's Shelter,38"),
    "organization": with_text(HSDS3, "org_1,River House,Help", "org_1,River Refuge,Help"),
    "term": with_text(HSDS3, "t_2,,Meals", "t_2,,Emergency Shelters"),
    "parent of the term": with_text(HSDS3, "t_1,,Food", "t_1,,Domestic Violence"),
    "link": with_column(HSDS3, "service_at_location.csv", "description", "Our shelter"),
    "column of the service": with_column(HSDS3, "services.csv", "IS_SHELTER", "Y"),
    "column of the place": with_column(HSDS3, "locations.csv", "shelter", "yes"),
    "category column": with_column(HSDS3, "services.csv", "Category Name", "Youth shelter"),
}


def test_a_home_hides_its_street_from_all_who_share_it(tmp_path: Path) -> None:
    files = with_row(
        with_text(HSDS3, "Family Meals", "Willow Shelter"), "locations.csv", "l3,,org_2,Hall,,"
    )
    files = with_row(files, "addresses.csv", f"a3,l3,{STREET},,Sacramento,CA,95814,US,physical")
    files = with_row(files, "service_at_location.csv", "s3,svc_2,l3,")
    assert STREET not in everything(read(folder(tmp_path, files), PUBLIC).records)


@pytest.mark.parametrize("options", [PUBLIC, ReadOptions()], ids=["said", "not-said"])
def test_what_may_be_a_home_is_listed_to_be_looked_at(tmp_path: Path, options: ReadOptions) -> None:
    """A housing office is shown; whether it is a home only a person can say."""
    draft = read(
        folder(tmp_path, with_text(HSDS3, "t_2,,Meals", "t_2,,Short-Term Housing")), options
    )
    assert (STREET in everything(draft.records)) is options.public_addresses
    (told,) = found(draft, FindingCode.MAYBE_HOME)
    assert (told.row, told.value) == (2, "Family Meals")
    assert not found(draft, FindingCode.HOME_HIDDEN)


def test_a_plain_source_lists_no_home(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3), PUBLIC)
    assert not found(draft, FindingCode.HOME_HIDDEN)
    assert not found(draft, FindingCode.MAYBE_HOME)


def test_no_byte_of_a_published_file_has_the_street_of_a_home(say: Say, tmp_path: Path) -> None:
    source = folder(tmp_path, SOURCES["term"])
    result = published(say, source, "x.kiosksync", *FOR_WHOM, "--public-addresses")
    assert result.exit_code == 0, result.output
    assert "Look at these before you say it" in result.output
    with zipfile.ZipFile(tmp_path / "x.kiosksync") as archive:
        inside = [archive.read(name) for name in archive.namelist()]
    reports = [(tmp_path / f"x.report.{kind}").read_bytes() for kind in ("html", "json")]
    assert any(b"Oak Avenue" in each for each in inside)
    assert not any(b"River Street" in each for each in (*inside, *reports))


SAYS = "Emergency shelter at a confidential location for women."


CASES = {
    "service-name": with_text(HSDS3, "Family Meals", "Domestic Violence Shelter"),
    "service-description": with_text(HSDS3, "Hot meals for families every day.", SAYS),
    "service-application": with_text(HSDS3, "Walk in.", "Call for the location."),
    "service-eligibility": with_text(
        HSDS3, "Families with children", "Residents of our safe house"
    ),
    "service-alert": with_column(HSDS3, "services.csv", "alert", SAYS),
    "service-alternate-name": with_column(HSDS3, "services.csv", "alternate_name", "Safehouse"),
    "organization-name": with_text(HSDS3, "org_1,River House,Help", "org_1,River Safe House,Help"),
    "organization-description": with_text(HSDS3, "Help for families.", SAYS),
    "link": with_column(HSDS3, "service_at_location.csv", "description", "Confidential location"),
    "place-description": with_column(HSDS3, "locations.csv", "description", "Women’s DV shelter"),
    "program": {
        **with_column(HSDS3, "services.csv", "program_id", "p1"),
        "programs.csv": f"id,organization_id,name,description\np1,org_1,House,{SAYS}\n",
    },
}


HOME, SECRET = FindingCode.HOME_HIDDEN, FindingCode.ADDRESS_NOT_SHOWN
HIDDEN = [
    *(pytest.param(files, HOME, id=f"home, {where}") for where, files in SOURCES.items()),
    *(pytest.param(files, SECRET, id=f"secret, {where}") for where, files in CASES.items()),
]


@pytest.mark.parametrize(("files", "code"), HIDDEN)
def test_it_is_hidden_although_all_may_be_shown(
    tmp_path: Path, files: Files, code: FindingCode
) -> None:
    draft = read(folder(tmp_path, files), PUBLIC)
    text = everything(draft.records)
    assert STREET not in text
    assert "38.58" not in text
    assert "45 Oak Avenue" in text
    told = found(draft, code)
    if code is HOME:
        assert [(each.file, each.row) for each in told] == [("services.csv", 2)]
    else:
        assert told
        assert {"addresses.csv"} < {each.file for each in told} or len(told) == 1


def test_every_place_of_the_organization_is_hidden(tmp_path: Path) -> None:
    files = with_row(CASES["organization-description"], "locations.csv", "loc_3,physical,org_1,B,,")
    row = "adr_3,loc_3,77 Elm Road,,Sacramento,CA,95814,US,physical"
    files = with_row(files, "addresses.csv", row)
    files = with_row(files, "service_at_location.csv", "sal_3,svc_2,loc_3,")
    text = everything(read(folder(tmp_path, files), PUBLIC).records)
    assert "77 Elm" not in text
    assert "45 Oak Avenue" in text


def test_a_confidential_test_hides_no_clinic(tmp_path: Path) -> None:
    files = with_text(
        HSDS3, "Hot meals for families every day.", "Free confidential testing at this clinic."
    )
    draft = read(folder(tmp_path, files), PUBLIC)
    assert STREET in everything(draft.records)
    assert found(draft, FindingCode.ADDRESS_NOT_SHOWN) == []


def test_the_finding_names_the_column_and_repeats_no_words(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, CASES["service-description"]), PUBLIC)
    (said,) = (each for each in found(draft, FindingCode.ADDRESS_NOT_SHOWN) if each.assumed)
    assert (said.file, said.row, said.column) == ("services.csv", 2, "description")
    assert not said.value


def test_a_nested_service_that_says_so_shows_no_address(tmp_path: Path) -> None:
    draft = read(json_file(tmp_path, {**SERVICE, "description": SAYS}), PUBLIC)
    assert STREET not in everything(draft.records)
