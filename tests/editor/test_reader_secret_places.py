"""A service or organization whose words say that its place is secret shows no address."""

from pathlib import Path

import pytest

from kiosk.editor.publish.findings import FindingCode
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

STREET = "120 River Street"
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


@pytest.mark.parametrize("files", CASES.values(), ids=CASES)
def test_words_of_a_service_or_its_owner_hide_all_its_places(tmp_path: Path, files: Files) -> None:
    draft = read(folder(tmp_path, files), PUBLIC)
    text = everything(draft.records)
    assert STREET not in text
    assert "38.58" not in text
    assert "45 Oak Avenue" in text
    told = found(draft, FindingCode.ADDRESS_NOT_SHOWN)
    assert {"addresses.csv"} < {each.file for each in told} or len(told) == 1
    assert told


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
