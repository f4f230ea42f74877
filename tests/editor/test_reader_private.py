"""What is private, confidential, redacted, hidden or about a person is in no record."""

from pathlib import Path

import pytest

from kiosk.editor.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    codes,
    everything,
    folder,
    found,
    locations,
    read,
    services,
    with_column,
    with_row,
    with_text,
)

STREET = "120 River Street"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("addresses.csv", "PhysicalAddressIsPrivate", "True", id="icarol-address"),
        pytest.param("locations.csv", "PhysicalAddressIsPrivate", "1", id="icarol-place"),
        pytest.param("services.csv", "PhysicalAddressIsPrivate", "yes", id="icarol-service"),
        pytest.param("organizations.csv", "PhysicalAddressIsPrivate", "Y", id="icarol-agency"),
        pytest.param("service_at_location.csv", "address_is_private", "true", id="link"),
        pytest.param("locations.csv", "Physical_ConfidentialAddress_Flag", "true", id="visionlink"),
        pytest.param("locations.csv", "hidden_from_search", "true", id="streetlives"),
        pytest.param("locations.csv", "ExcludeFromWebsite", "true", id="icarol-exclude"),
        pytest.param("addresses.csv", "SHOW_ON_PUBLIC_SITE", "N", id="wellsky-show"),
        pytest.param("locations.csv", "ISACTIVE", "0", id="wellsky-inactive"),
        pytest.param("locations.csv", "visibility", "Private", id="visibility"),
        pytest.param("addresses.csv", "privacy_level", "Staff only", id="privacy"),
        pytest.param("addresses.csv", "publish", "no", id="publish"),
        pytest.param("locations.csv", "status", "Inactive", id="status-of-the-place"),
        pytest.param("addresses.csv", "status", "closed", id="status-of-the-address"),
    ],
)
def test_a_flag_hides_the_address_in_whatever_table_it_stands(
    tmp_path: Path, table: str, column: str, value: str
) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, table, column, value)))
    text = everything(draft.records)
    assert STREET not in text
    assert "38.58" not in text
    assert "45 Oak Avenue" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("loc_1,physical,", "loc_1,redacted,", id="location-type-redacted"),
        pytest.param("loc_1,physical,", "loc_1,physical (Redacted),", id="redacted-among-words"),
        pytest.param("US,physical\nadr_2", "US,redacted\nadr_2", id="address-type-redacted"),
        pytest.param("loc_1,physical,", "loc_1,virtual,", id="location-type-virtual"),
        pytest.param("CA,95814,US,physical", "CA,95814,US,postal", id="postal-address"),
        pytest.param(STREET, "Confidential Address", id="worded-confidential"),
        pytest.param(STREET, "Undisclosed location", id="worded-undisclosed"),
        pytest.param(f"{STREET},,Sacramento", "State: CA,,", id="state-alone"),
        pytest.param(f"{STREET},,Sacramento", ",,Sacramento", id="city-alone"),
        pytest.param(STREET, "PO Box 12", id="post-box"),
        pytest.param("org_1,River House,38", "org_1,Safehouse,38", id="place-named-safehouse"),
    ],
)
def test_words_and_kinds_hide_the_address(tmp_path: Path, old: str, new: str) -> None:
    draft = read(folder(tmp_path, with_text(HSDS3, old, new)))
    text = everything(draft.records)
    assert STREET not in text
    assert "38.58" not in text
    assert "PO Box" not in text


def test_an_address_kept_private_once_is_shown_nowhere(tmp_path: Path) -> None:
    files = with_column(HSDS3, "addresses.csv", "PhysicalAddressIsPrivate", "true")
    files = with_row(files, "locations.csv", "loc_3,physical,org_2,Office,,")
    files = with_row(
        files, "addresses.csv", f"adr_3,loc_3,{STREET.upper()},,Sacramento,CA,95814,US,physical,"
    )
    files = with_row(files, "service_at_location.csv", "sal_3,svc_2,loc_3,")
    says = f"Hot meals at {STREET}. Every day."
    draft = read(folder(tmp_path, with_text(files, "Hot meals for families every day.", says)))
    assert STREET.casefold() not in everything(draft.records).casefold()
    assert len(found(draft, FindingCode.ADDRESS_NOT_SHOWN)) == 2


def test_one_secret_address_of_a_place_hides_all_of_it(tmp_path: Path) -> None:
    row = "adr_3,loc_1,Confidential,,Sacramento,CA,95814,US,physical"
    draft = read(folder(tmp_path, with_row(HSDS3, "addresses.csv", row)))
    assert STREET not in everything(draft.records)


@pytest.mark.parametrize(
    ("table", "column", "value", "left"),
    [
        pytest.param("services.csv", "ExcludeFromWebsite", "true", ["svc_2"], id="service"),
        pytest.param("services.csv", "hidden_from_search", "1", ["svc_2"], id="hidden"),
        pytest.param("services.csv", "ISACTIVE", "N", ["svc_2"], id="inactive"),
        pytest.param("services.csv", "SHOW_ON_PUBLIC_SITE", "false", ["svc_2"], id="not-public"),
        pytest.param("organizations.csv", "ExcludeFromWebsite", "true", ["svc_2"], id="owner"),
        pytest.param("organizations.csv", "status", "Closed", ["svc_2"], id="owner-closed"),
        pytest.param("services.csv", "visibility", "hidden", ["svc_2"], id="visibility"),
        pytest.param("services.csv", "approved", "no", ["svc_2"], id="not-approved"),
    ],
)
def test_hidden_records_and_all_that_is_theirs_are_left_out(
    tmp_path: Path, table: str, column: str, value: str, left: list[str]
) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, table, column, value)))
    assert [service.id for service in services(draft)] == left
    assert "Family Meals" not in everything(draft.records)
    assert [place.id for place in locations(draft)] == ["loc_2"]


def test_the_stricter_flag_of_a_doubled_key_counts(tmp_path: Path) -> None:
    files = with_column(HSDS3, "services.csv", "ExcludeFromWebsite", "false", "false")
    last = files["services.csv"].splitlines()[1].removesuffix("false") + "true"
    draft = read(folder(tmp_path, with_row(files, "services.csv", last)))
    assert [service.id for service in services(draft)] == ["svc_2"]


@pytest.mark.parametrize("order", [("yes", "no"), ("no", "yes")])
def test_the_stricter_flag_for_the_address_of_a_doubled_key_counts(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    files = with_column(HSDS3, "locations.csv", "PhysicalAddressIsPrivate", order[0])
    first = files["locations.csv"].splitlines()[1].removesuffix(order[0])
    draft = read(folder(tmp_path, with_row(files, "locations.csv", first + order[1])))
    assert STREET not in everything(draft.records)


def test_people_and_their_lines_are_in_no_record(tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "ph_8,,svc_1,,c_1,,916-440-1288,,voice,Ann Persona")
    files["contacts.csv"] = "id,service_id,name,email\nc_1,svc_1,Ann Persona,ann@example.org\n"
    files["services.csv"] = files["services.csv"].replace(
        "Hot meals for families every day.",
        "Hot meals every day. Ask for Ann Persona at 916-440-1277 or ann@example.org.",
    )
    draft = read(folder(tmp_path, files))
    text = everything(draft.records)
    for secret in ("Persona", "1288", "1277", "example.org"):
        assert secret not in text
    assert "Hot meals every day" in text
    assert FindingCode.PEOPLE_LEFT_OUT in codes(draft)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("120 River Street", id="as-written"),
        pytest.param("120 River St.", id="abbreviated"),
        pytest.param("120 N. River", id="with-direction"),
        pytest.param("120 RIVER", id="capitals"),
    ],
)
def test_a_hidden_address_is_not_told_by_a_name_or_text(tmp_path: Path, told: str) -> None:
    files = with_column(HSDS3, "addresses.csv", "PhysicalAddressIsPrivate", "true")
    for old, new in (
        ("Family Meals", f"Family Meals at {told}"),
        ("Hot meals for families every day.", f"Hot meals. We are near {told}. Every day."),
        ("Families with children", f"Families around {told}"),
        ("org_1,River House,Help", f"org_1,House at {told},Help"),
    ):
        files = with_text(files, old, new)
    draft = read(folder(tmp_path, files))
    text = everything(draft.records)
    assert "120" not in text
    assert "Every day" in text
    assert {service.name for service in services(draft)} == {"Community service", "Work Law Clinic"}
    assert FindingCode.NAME_TELLS in codes(draft)
