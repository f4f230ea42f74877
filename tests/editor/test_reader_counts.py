"""Every row that came to nothing is told of, under the names that the file itself uses."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.editor.publish.findings import Draft, FindingCode, Weight
from tests.editor.sources import (
    HSDS3,
    OHANA,
    SERVICE,
    folder,
    found,
    json_file,
    phones,
    read,
    schedules,
    with_row,
)


def told(draft: Draft, code: FindingCode) -> list[tuple[str, int | None, str, str]]:
    return [(each.file, each.row, each.column, each.value) for each in found(draft, code)]


def rows(draft: Draft) -> Iterator[tuple[str, int, dict[str, int]]]:
    return ((count.table, count.rows, count.records) for count in draft.counts)


def test_faxes_are_counted(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, OHANA))
    assert told(draft, FindingCode.FAX_LEFT_OUT) == [("phones.csv", None, "", "1 row")]


def test_numbers_and_hours_that_nobody_needs_are_counted(tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "ph_3,loc_1,,,,,916-440-4444,,voice,")
    files = with_row(files, "schedules.csv", "sch_2,,loc_1,,,,WEEKLY,SA,10:00:00,12:00:00")
    draft = read(folder(tmp_path, files))
    assert told(draft, FindingCode.NOT_USED) == [
        ("phones.csv", None, "", "1 row"),
        ("schedules.csv", None, "", "1 row"),
    ]


def test_a_source_that_is_used_whole_has_nothing_to_count(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3))
    assert told(draft, FindingCode.NOT_USED) == told(draft, FindingCode.FAX_LEFT_OUT) == []


def test_a_closing_day_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    holidays = (
        "id,location_id,service_id,start_date,end_date,closed,opens_at,closes_at\n"
        '1,,1,"January 01, 0001","January 01, 0001",true,,\n'
        "2,,1,12/24/2026,12/24/26,false,10:00,16:00\n"
    )
    draft = read(folder(tmp_path, {**OHANA, "holiday_schedules.csv": holidays}))
    assert told(draft, FindingCode.UNREAD_CELL) == [
        ("holiday_schedules.csv", 2, "start_date", "January 01, 0001 January 01, 0001")
    ]
    assert ("holiday_schedules.csv", 2, {"schedule": 1}) in rows(draft)
    assert ("regular_schedules.csv", 1, {"schedule": 1}) in rows(draft)


def test_a_finding_names_the_column_as_the_file_does(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3))
    columns = {
        (each.file, each.column) for each in draft.findings if each.code is FindingCode.CELL_MENDED
    }
    assert columns == {("organizations.csv", "website")}


def test_an_address_for_mail_alone_is_called_that(tmp_path: Path) -> None:
    files = {**HSDS3, "addresses.csv": HSDS3["addresses.csv"].replace("US,physical", "US,postal")}
    draft = read(folder(tmp_path, files))
    shown = [
        (each.file, each.row, each.value, each.assumed)
        for each in found(draft, FindingCode.NO_ADDRESS)
    ]
    words = "No address: one for mail alone cannot be visited."
    assert shown == [
        ("addresses.csv", 2, "", words),
        ("addresses.csv", 3, "", words),
    ]


def test_wrong_coordinates_are_named_as_such(tmp_path: Path) -> None:
    files = {**HSDS3, "locations.csv": HSDS3["locations.csv"].replace("38.58,-121.49", "0,0")}
    draft = read(folder(tmp_path, files))
    (mended,) = [each for each in found(draft, FindingCode.CELL_MENDED) if each.column != "website"]
    assert mended.file == "locations.csv"
    assert (mended.column, mended.value, mended.weight) == ("latitude", "0", Weight.ASSUMED)
    assert mended.assumed.startswith("No point on the map")


def test_rows_of_json_are_counted_as_well(tmp_path: Path) -> None:
    value = {**SERVICE, "phones": [*SERVICE["phones"], {"number": "916-440-5555", "type": "fax"}]}
    draft = read(json_file(tmp_path, value))
    assert told(draft, FindingCode.FAX_LEFT_OUT) == [("source.json", None, "", "1 row")]


def test_a_cell_with_one_number_and_more_says_what_was_taken(tmp_path: Path) -> None:
    text = "id,service_id,number\np,svc_1,916-715-1950/2\n"
    draft = read(folder(tmp_path, {**HSDS3, "phones.csv": text}))
    assert [each.number for each in phones(draft)] == ["+19167151950"]
    assert told(draft, FindingCode.UNREAD_CELL) == []
    (mended,) = [each for each in found(draft, FindingCode.CELL_MENDED) if each.column == "number"]
    assert mended.assumed == "Only +19167151950; the rest of the cell is no certain number."


def test_hours_past_midnight_are_told(tmp_path: Path) -> None:
    text = "id,service_id,freq,byday,opens_at,closes_at\n1,svc_1,WEEKLY,MO,21:00,07:00\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert [(row.opens_at, row.closes_at) for row in schedules(draft)] == [("21:00", "07:00")]
    (mended,) = [e for e in found(draft, FindingCode.CELL_MENDED) if e.file == "schedules.csv"]
    assert (mended.file, mended.assumed) == (
        "schedules.csv",
        "Open past midnight, until the next day.",
    )


def test_each_cell_of_one_json_entry_is_told(tmp_path: Path) -> None:
    numbers = [{"number": "555-0101"}, {"number": "555-0102"}]
    times = [{"freq": "MONTHLY", "byday": day, "opens_at": "09:00"} for day in ("MO", "TU")]
    draft = read(json_file(tmp_path, {**SERVICE, "phones": numbers, "schedules": times}))
    values = [each.value for each in found(draft, FindingCode.UNREAD_CELL)]
    assert values == ["555-0101", "555-0102", "MO 09:00", "TU 09:00"]
