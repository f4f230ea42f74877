"""Text tables as they really are: encodings, line ends, ragged and foreign rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.importers.source_tables import CELL_LIMIT, Tables, read_table
from kiosk.editor.source_files import decode
from kiosk.editor.workbook.grid import CELL_BYTES
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import (
    HSDS3,
    OHANA,
    SERVICE,
    codes,
    folder,
    found,
    json_file,
    locations,
    phones,
    read,
    schedules,
    services,
    with_row,
)

HEADER = "id,organization_id,name,description,status\n"


def rows_of(
    text: str, name: str = "services.csv"
) -> tuple[list[dict[str, str]], list[SourceFinding]]:
    tables = Tables()
    read_table(text, name, tables)
    return [dict(row.cells) for row in tables.of("service")], tables.findings


ACCENTS = "1,o,José’s Café – “niño”,Peña,active\n"


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        pytest.param(ACCENTS.encode(), None, id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + ACCENTS.encode(), None, id="utf-8-with-mark"),
        pytest.param(ACCENTS.encode("utf-16"), None, id="utf-16-with-mark"),
        pytest.param(ACCENTS.encode("utf-16-le"), None, id="utf-16-without-mark"),
        pytest.param(ACCENTS.encode("utf-16-be"), None, id="utf-16-big-endian"),
        pytest.param(ACCENTS.encode("cp1252"), "Read as cp1252.", id="windows"),
        pytest.param(ACCENTS.encode("mac_roman"), "Read as mac_roman.", id="old-mac"),
        pytest.param(
            ACCENTS.encode() + ACCENTS.encode("cp1252"),
            "Read as cp1252, UTF-8 in places.",
            id="mixed-line-by-line",
        ),
        pytest.param(
            b"\xef\xbb\xbf" + ACCENTS.encode("cp1252"), "Read as cp1252.", id="mark-that-lies"
        ),
    ],
)
def test_letters_come_through(data: bytes, guessed: str | None) -> None:
    findings: list[SourceFinding] = []
    text = decode(data, "services.csv", findings)
    assert set(text.splitlines()) == {ACCENTS.rstrip("\n")}
    assert [finding.assumed for finding in findings] == ([guessed] if guessed else [])


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_a_single_accent_is_enough(encoding: str) -> None:
    assert "Peña" in decode("1,Peña\n".encode(encoding), "x.csv", [])


def test_an_apostrophe_of_the_old_console_is_mended(tmp_path: Path) -> None:
    files = with_row(HSDS3, "services.csv", "svc_3,org_1,WomenGÇÖs Meals,Meals.,,active,,,,,,,")
    assert "Women’s Meals" in {service.name for service in services(read(folder(tmp_path, files)))}


def test_damaged_utf_16_and_nul_bytes_are_said() -> None:
    findings: list[SourceFinding] = []
    assert decode(b"\xff\xfea\x00\x00\xd8", "x.csv", findings) == "a\ufffd"
    assert decode(b"a\x00b", "x.csv", findings) == "ab"
    assert [finding.code for finding in findings] == [FindingCode.BROKEN_LETTERS] * 2


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end(end: str) -> None:
    rows, _ = rows_of((HEADER + "1,o,A,x,active\n2,o,B,y,active\n").replace("\n", end))
    assert [row["name"] for row in rows] == ["A", "B"]


def test_line_ends_mixed_in_one_file() -> None:
    rows, _ = rows_of("id,name,organization_id\r1,A,o\n2,B,o\r\n3,C,o")
    assert [row["name"] for row in rows] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'id,name,description\n1, "A, B", "say ""x"""\n',
            {"id": "1", "name": "A, B", "description": 'say "x"'},
            id="blank-before-quote",
        ),
        pytest.param("ID;Name\n1;A\n", {"id": "1", "name": "A"}, id="semicolons"),
        pytest.param("ID\tName\n1\tA\n", {"id": "1", "name": "A"}, id="tabs"),
        pytest.param("bom,id,name\n,1,A\n", {"id": "1", "name": "A"}, id="column-called-bom"),
        pytest.param("\n\nid,name\n\n1,A\n", {"id": "1", "name": "A"}, id="blank-lines"),
        pytest.param("id,,name,\n1,x,A,y\n", {"id": "1", "name": "A"}, id="columns-without-names"),
        pytest.param("id,name\n1,  A  \n", {"id": "1", "name": "A"}, id="padded"),
        pytest.param("id,name,url\n1,A, \t\n", {"id": "1", "name": "A"}, id="white-space-cell"),
        pytest.param("id,name,url\n1,A\n", {"id": "1", "name": "A"}, id="short-row"),
        pytest.param(
            "Service ID,Service Name,name\n1,x,A\n",
            {"id": "1", "service_name": "x", "name": "A"},
            id="key-named-after-table",
        ),
        pytest.param("uuid,name\n7,A\n", {"id": "7", "name": "A"}, id="key-called-uuid"),
        pytest.param(
            "id,ID,name\n,2,A\n", {"id": "2", "name": "A"}, id="both-spellings-first-filled"
        ),
        pytest.param(
            "id,name\n123456789012345678,A\n",
            {"id": "123456789012345678", "name": "A"},
            id="eighteen-digits",
        ),
        pytest.param("id,name\n1,=1+1\n", {"id": "1", "name": "=1+1"}, id="formula-stays-text"),
    ],
)
def test_cells_are_read(text: str, expected: dict[str, str]) -> None:
    rows, _ = rows_of(text)
    assert rows == [expected]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        pytest.param("2,o,B,x,active,shifted", FindingCode.RAGGED_ROW, id="longer-than-header"),
        pytest.param(
            "The id of this,Its owner,Its name,,", FindingCode.HELP_ROW, id="explanations"
        ),
        pytest.param(HEADER.strip(), FindingCode.HELP_ROW, id="header-again"),
        pytest.param("9,o,ZZZ Inactive Old Place,x,active", FindingCode.HELP_ROW, id="zzz"),
    ],
)
def test_rows_that_are_no_data_are_left_out_and_said(row: str, code: FindingCode) -> None:
    rows, findings = rows_of(f"{HEADER}1,o,A,x,active\n{row}\n3,o,C,z,active\n")
    assert [row["name"] for row in rows] == ["A", "C"]
    assert [(finding.code, finding.row) for finding in findings] == [(code, 3)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("id,name\n1,A,x\n2,B,y\n3,C,z\n", "ABC", id="header-shorter-than-every-row"),
        pytest.param("id,name\n1,A,,,\n2,B,,,\n3,C\n", "ABC", id="trailing-commas"),
        pytest.param(
            "id,name\nThe House On River Street,A\nThe Hall On Oak Street,B\n",
            "AB",
            id="ids-that-are-names",
        ),
    ],
)
def test_what_costs_no_rows_and_needs_no_words(text: str, names: str) -> None:
    rows, findings = rows_of(text)
    assert [row["name"] for row in rows] == [*names]
    assert findings == []


SHIFTED = "s1,o1,Food, Clothes,Help,N,"
"""A name with a comma and no quotation marks; the last cell is empty."""


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        pytest.param([SHIFTED], [], id="alone"),
        pytest.param([SHIFTED, "s2,o1,Meals,Help,Y,"], ["s2"], id="beside-another"),
        pytest.param(
            [f"{SHIFTED},", "s2,o1,Meals,Help,Y,,", "s3,o1,Rent,Help,Y,,"],
            ["s2", "s3"],
            id="trailing-commas-on-every-row",
        ),
    ],
)
def test_a_row_shifted_by_a_comma_is_left_out_and_said(rows: list[str], left: list[str]) -> None:
    header = "id,organization_id,name,description,ISACTIVE,notes\n"
    read_rows, findings = rows_of(header + "".join(f"{row}\n" for row in rows))
    assert [row["id"] for row in read_rows] == left
    assert [(each.code, each.row) for each in findings] == [(FindingCode.RAGGED_ROW, 2)]


def test_a_repeated_column_is_said() -> None:
    _, findings = rows_of("id,name,Name\n1,A,B\n")
    assert [finding.code for finding in findings] == [FindingCode.DUPLICATE_COLUMN]


def test_an_open_quotation_refuses_the_file() -> None:
    rows, findings = rows_of(f'{HEADER}1,o,A,x,active\n2,o,"B,y,active\n3,o,C,z,active\n')
    assert [(finding.code, finding.weight) for finding in findings][:1] == [
        (FindingCode.BROKEN_TABLE, "refused")
    ]
    assert len(rows) <= 2


def test_a_quotation_mark_inside_a_name_is_no_trouble() -> None:
    rows, findings = rows_of(f'{HEADER}1,o,"The "Den" House",x,active\n')
    assert len(rows) == 1
    assert findings == []


def test_a_cell_beyond_all_measure_refuses_the_file() -> None:
    _, findings = rows_of(f'{HEADER}1,o,"{"x" * (CELL_BYTES + 1)}",y,active\n')
    assert [finding.weight for finding in findings] == ["refused"]


def test_of_a_long_cell_the_beginning_is_read() -> None:
    (row,), findings = rows_of(f'{HEADER}1,o,"{"x" * 200_000}",y,active\n')
    assert (len(row.get("name")), findings) == (CELL_LIMIT, [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("rows.csv", "link_id,taxonomy_term_id\n1,2\n", id="attribute"),
        pytest.param("rows.csv", "service_id,location_id\n1,2\n", id="service_at_location"),
        pytest.param("rows.csv", "number,service_id\n1,2\n", id="phone"),
        pytest.param("Service-Locations.csv", "service_id,location_id\n1,2\n", id="odd-name"),
    ],
)
def test_tables_are_known_by_columns_where_the_name_is_strange(name: str, text: str) -> None:
    assert read_table(text, name, Tables())


def test_foreign_and_useless_files_are_said(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "funding.csv": "id,source\n1,x\n",
        "notes.csv": "a,b\n1,2\n",
        "logo.png": "x",
    }
    draft = read(folder(tmp_path, files))
    assert [finding.file for finding in found(draft, FindingCode.UNREAD_TABLE)] == ["funding.csv"]
    assert {finding.file for finding in found(draft, FindingCode.FOREIGN_FILE)} == {
        "notes.csv",
        "logo.png",
    }


def test_two_files_of_one_table_are_both_read_and_said(tmp_path: Path) -> None:
    more = "id,organization_id,name,status\nsvc_7,org_1,More,active\n"
    draft = read(folder(tmp_path, {**HSDS3, "service.csv": more}))
    assert "svc_7" in {service.id for service in services(draft)}
    assert FindingCode.SEVERAL_TABLES in codes(draft)


@pytest.mark.parametrize(
    "name",
    [
        *("address", "street", "street_address", "address_line_1", "PhysicalAddress1"),
        *("Street Line 1", "addr1", "line1"),
    ],
)
def test_the_first_line_of_an_address_has_many_names(tmp_path: Path, name: str) -> None:
    text = HSDS3["addresses.csv"].replace("address_1", name)
    draft = read(folder(tmp_path, {**HSDS3, "addresses.csv": text}))
    assert [place.address_1 for place in locations(draft)] == ["120 River Street", "45 Oak Avenue"]


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
    assert mended.assumed == "Only +19167151950; the rest of the cell is not a certain number."


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


def test_what_many_rows_say_is_kept_once() -> None:
    rows, _ = rows_of(HEADER + "".join(f"s{row},o,Name {row},Texts,active\n" for row in range(9)))
    assert len({id(row["status"]) for row in rows}) == 1
    assert len({row["name"] for row in rows}) == 9
