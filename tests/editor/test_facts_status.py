"""Facts of a whole source, never guessed: does it run, when was it checked, whose number is it."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.domain.records import Status
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.parsers.status import read_status
from kiosk.editor.sources.source_reader import MOST
from tests.editor.both_paths import PATHS, Case, read_both

F = FindingCode
STATUS: dict[str, Status | None] = {
    "active": Status.ACTIVE,
    "Active": Status.ACTIVE,
    "ACTIVE ": Status.ACTIVE,
    "open": Status.ACTIVE,
    "OPEN": Status.ACTIVE,
    "Current": Status.ACTIVE,
    "operational": Status.ACTIVE,
    "inactive": Status.INACTIVE,
    "Inactive": Status.INACTIVE,
    "not active": Status.INACTIVE,
    "suspended": Status.INACTIVE,
    "on hold": Status.INACTIVE,
    "defunct": Status.DEFUNCT,
    "closed": Status.DEFUNCT,
    "Permanently closed": Status.DEFUNCT,
    "deleted": Status.DEFUNCT,
    "temporarily closed": Status.TEMPORARILY_CLOSED,
    "Temporarily-closed": Status.TEMPORARILY_CLOSED,
    "temporarily_closed": Status.TEMPORARILY_CLOSED,
    "verified": None,
    "Vetted": None,
    "1": None,
    "true": None,
    "yes": None,
    "pending": None,
    "": None,
}


@pytest.mark.parametrize("raw", STATUS)
def test_a_status_is_one_of_its_words(raw: str) -> None:
    assert read_status(raw) is STATUS[raw]


COLUMNS: dict[str, tuple[list[str], list[int], set[FindingCode]]] = {
    # the column -> which rows are shown, and what is said
    "all blank": (["", "", ""], [0, 1, 2], {F.UNKNOWN_STATUS}),
    "partly blank": (["active", "", "active"], [0, 2], {F.UNKNOWN_STATUS}),
    "all active": (["active", "Active"], [0, 1], set()),
    "some inactive": (["active", "inactive"], [0], {F.NOT_ACTIVE}),
    "some defunct": (["active", "defunct"], [0], {F.NOT_ACTIVE}),
    "some closed for now": (["active", "temporarily closed"], [0], {F.NOT_ACTIVE}),
    "all inactive": (
        ["inactive", "Inactive", "closed"],
        [],
        {F.ALL_INACTIVE, F.NOT_ACTIVE, F.EMPTY_SOURCE},
    ),
    "all unknown": (["vetted", "verified"], [0, 1], {F.UNKNOWN_STATUS}),
}


@pytest.mark.parametrize(("words", "shown", "said"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_of_an_export(
    tmp_path: Path, words: list[str], shown: list[int], said: set[FindingCode]
) -> None:
    cases = {f"{number}": Case({"status": word}) for number, word in enumerate(words)}
    read = read_both(tmp_path, cases)
    found = [number for number in range(len(words)) if read.of("export", f"{number}").service]
    assert found == shown
    about = {F.UNKNOWN_STATUS, F.NOT_ACTIVE, F.ALL_INACTIVE, F.EMPTY_SOURCE}
    assert read.codes("export") & about == said


@pytest.mark.parametrize("words", [["inactive", "closed"], ["active", "inactive"], ["", "closed"]])
def test_a_column_that_is_no_status_is_ignored_once_somebody_says_so(
    tmp_path: Path, words: list[str]
) -> None:
    cases = {f"{number}": Case({"status": word}) for number, word in enumerate(words)}
    read = read_both(tmp_path, cases, ignore_status=True)
    assert all(read.of("export", key).service for key in cases)
    assert read.codes("export") & {F.NOT_ACTIVE, F.ALL_INACTIVE} == set()


WORKBOOK: dict[str, bool | None] = {
    # what the sheet Services says -> is it shown; none: nothing is published
    "Active": True,
    "active": True,
    "": True,
    "Inactive": False,
    "Gone for good": False,
    "Closed for now": False,
    "vetted": None,
    "1": None,
}


@pytest.mark.parametrize("word", WORKBOOK)
def test_a_status_in_the_workbook(tmp_path: Path, word: str) -> None:
    read = read_both(tmp_path, {"one": Case({"status": word})})
    refused = [one for one in read.drafts["workbook"].findings if one.weight is Weight.REFUSED]
    service = read.of("workbook", "one").service
    shown = service is not None and service.status is Status.ACTIVE
    assert (None if refused else shown) == WORKBOOK[word]


def test_a_missing_status_is_said_once(tmp_path: Path) -> None:
    cases = {f"{number}": Case({"status": ""}) for number in range(9)}
    findings = read_both(tmp_path, cases).drafts["export"].findings
    (one,) = [each for each in findings if each.code is F.UNKNOWN_STATUS]
    assert one.value == "9 services"


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
