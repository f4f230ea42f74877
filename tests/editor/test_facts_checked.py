"""Whose number it is that everybody has, and when a row was checked: never guessed."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.publish.source import MOST
from tests.editor.both_paths import PATHS, Case, read_both

CHECKED = [
    *("assured_date", "last_assured_date", "verified_at", "last_verified", "last_verified_on"),
    *(
        "LastVerifiedOn",
        "DateOfLastCompleteUpdate",
        "Last Verified",
        "LAST_VERIFIED_ON",
        "last_verified_on",
    ),
    *("Date Of Last Complete Update", "verified_on"),
]
EDITED = [
    *("updated_at", "last_modified", "DATE_UPDATED", "EditStamp", "UpdatedOn", "modified"),
    *("last_updated", "created_at", "date_entered", "LastUpdate", "DateAdded", "changed"),
]


@pytest.mark.parametrize("column", [*CHECKED, *EDITED])
def test_only_a_column_of_checking_dates_a_row(tmp_path: Path, column: str) -> None:
    cases = {"one": Case({column: "2026-03-01"})}
    service = read_both(tmp_path, cases).service("export", "one")
    assert service.assured_date == (dt.date(2026, 3, 1) if column in CHECKED else None)


LINE = {"number": "916-440-1234"}
HELD: dict[str, tuple[int, dict[str, str], dict[str, str], bool]] = {
    # organizations, the phone, the services -> is it held
    "one": (1, LINE, {}, False),
    "as many as may be": (MOST, LINE, {}, False),
    "one more": (MOST + 1, LINE, {}, True),
    "many": (30, LINE, {}, True),
    "a short code": (30, {"number": "211"}, {}, False),
    "a lifeline": (30, {"number": "988"}, {}, False),
    "written in other ways": (MOST + 1, {"number": "(916) 440.1234"}, {}, True),
    "with an extension": (MOST + 1, {"number": "916-440-1234 x5"}, {}, True),
    "toll-free": (MOST + 1, {"number": "1-800-555-0199"}, {}, True),
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("row", HELD)
def test_a_number_of_too_many_organizations_is_held(tmp_path: Path, row: str, path: str) -> None:
    count, phone, own, held = HELD[row]
    cases = {f"{number}": Case(own, phones=[phone]) for number in range(count)}
    cases["other"] = Case(phones=[{"number": "916-440-9999"}])
    read = read_both(tmp_path, cases)
    assert {bool(read.of(path, f"{number}").phones) for number in range(count)} == {not held}
    assert len(read.of(path, "other").phones) == 1
    assert (FindingCode.SHARED_NUMBER in read.codes(path)) is held


@pytest.mark.parametrize("own", [{"helpline": "Yes"}, {"confirmed": "Yes"}])
def test_a_line_that_somebody_knows_is_kept(tmp_path: Path, own: dict[str, str]) -> None:
    cases = {f"{number}": Case(own, phones=[LINE]) for number in range(MOST + 5)}
    read = read_both(tmp_path, cases)
    assert all(read.of("workbook", case).phones for case in cases)
