"""Numbers that a flag, a word or an owner keeps back are in no record."""

from pathlib import Path

import pytest

from kiosk.editor.publish.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    codes,
    everything,
    folder,
    phones,
    read,
    services,
    with_column,
    with_row,
)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        pytest.param("phones.csv", "Phone1IsPrivate", "true", id="icarol-number"),
        pytest.param("phones.csv", "PhoneIsPrivate", "true", id="phone-is-private"),
        pytest.param("phones.csv", "private", "1", id="private"),
        pytest.param("phones.csv", "exclude_from_website", "yes", id="excluded"),
        pytest.param("phones.csv", "confidential", "yes", id="confidential"),
        pytest.param("phones.csv", "Unlisted", "x", id="unlisted"),
        pytest.param("phones.csv", "display", "N", id="display"),
        pytest.param("phones.csv", "access", "internal use only", id="access"),
        pytest.param("services.csv", "Phone1IsPrivate", "true", id="flag-at-the-service"),
    ],
)
def test_private_numbers_are_left_out(tmp_path: Path, table: str, column: str, value: str) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, table, column, value)))
    assert "+19164401234" not in everything(draft.records)
    assert [phone.number for phone in phones(draft)] == ["+19164425678"]
    assert FindingCode.MARKED_PRIVATE in codes(draft)


def test_a_number_whose_row_is_no_longer_active_is_left_out(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, with_column(HSDS3, "phones.csv", "status", "inactive")))
    assert [phone.number for phone in phones(draft)] == ["+19164425678"]
    assert FindingCode.NOT_ACTIVE in codes(draft)


def test_a_number_private_in_one_row_is_not_shown_from_another(tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "ph_3,,svc_1,,,,9164401234,,voice,")
    files = with_column(files, "phones.csv", "is_private", "true")
    draft = read(folder(tmp_path, files))
    assert "+19164401234" not in everything(draft.records)


@pytest.mark.parametrize(
    ("table", "flag", "row"),
    [
        pytest.param(
            "services.csv",
            "hidden_from_search",
            "p,,svc_1,org_1,,,916-440-1234,,voice,",
            id="service",
        ),
        pytest.param(
            "locations.csv",
            "ExcludeFromWebsite",
            "p,loc_1,,org_1,,,916-440-1234,,voice,",
            id="place",
        ),
        pytest.param(
            "locations.csv",
            "ExcludeFromWebsite",
            "p,loc_1,svc_3,,,,916-440-1234,,voice,",
            id="both",
        ),
    ],
)
def test_a_number_of_something_hidden_goes_to_no_one_else(
    tmp_path: Path, table: str, flag: str, row: str
) -> None:
    """The number is also said to be one of the organization, or of a service that is shown."""
    header = HSDS3["phones.csv"].splitlines()[0]
    files = with_column(HSDS3, table, flag, "yes")
    line = "svc_3,org_1,Night Meals,Meals.,,active,,,,,,,"
    extra = "," if table == "services.csv" else ""
    files = with_row({**files, "phones.csv": f"{header}\n{row}\n"}, "services.csv", line + extra)
    draft = read(folder(tmp_path, files))
    assert "Night Meals" in {service.name for service in services(draft)}
    assert phones(draft) == []
