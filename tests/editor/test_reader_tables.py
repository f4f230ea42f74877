"""Text tables as they really are: encodings, line ends, ragged and foreign rows."""

import datetime as dt
from pathlib import Path

import pytest

from kiosk.editor.importers.files import decode
from kiosk.editor.importers.grid import CELL_BYTES
from kiosk.editor.importers.tables import CELL_LIMIT, Tables, read_table
from kiosk.editor.publish.findings import FindingCode, SourceFinding
from tests.editor.sources import (
    HSDS3,
    codes,
    folder,
    found,
    locations,
    read,
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
            "The unique id of this,Its owner,Its name,,", FindingCode.HELP_ROW, id="explanations"
        ),
        pytest.param(HEADER.strip(), FindingCode.HELP_ROW, id="header-again"),
        pytest.param("9,o,ZZZ Inactive Old Place,x,active", FindingCode.HELP_ROW, id="zzz"),
    ],
)
def test_rows_that_are_no_data_are_left_out_and_said(row: str, code: FindingCode) -> None:
    rows, findings = rows_of(f"{HEADER}1,o,A,x,active\n{row}\n3,o,C,z,active\n")
    assert [row["name"] for row in rows] == ["A", "C"]
    assert [(finding.code, finding.row) for finding in findings] == [(code, 3)]


def test_a_header_shorter_than_every_row_costs_no_rows() -> None:
    rows, findings = rows_of("id,name\n1,A,x\n2,B,y\n3,C,z\n")
    assert [row["name"] for row in rows] == ["A", "B", "C"]
    assert findings == []


def test_trailing_commas_on_every_row_are_harmless() -> None:
    rows, findings = rows_of("id,name\n1,A,,,\n2,B,,,\n3,C\n")
    assert [row["name"] for row in rows] == ["A", "B", "C"]
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


def test_ids_that_are_names_are_no_explanations() -> None:
    rows, findings = rows_of("id,name\nThe House On River Street,A\nThe Hall On Oak Street,B\n")
    assert [row["name"] for row in rows] == ["A", "B"]
    assert findings == []


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


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        pytest.param("verified_at", dt.date(2026, 3, 1), id="verified"),
        pytest.param("last_verified_on", dt.date(2026, 3, 1), id="last-verified"),
        pytest.param("updated_at", None, id="updated-is-not-verified"),
        pytest.param("last_modified", None, id="modified-is-not-verified"),
    ],
)
def test_only_a_date_of_checking_counts_as_checked(
    tmp_path: Path, name: str, checked: dt.date | None
) -> None:
    text = HSDS3["services.csv"].replace("assured_date", name)
    draft = read(folder(tmp_path, {**HSDS3, "services.csv": text}))
    assert services(draft)[0].assured_date == checked


def test_what_many_rows_say_is_kept_once() -> None:
    rows, _ = rows_of(HEADER + "".join(f"s{row},o,Name {row},Texts,active\n" for row in range(9)))
    assert len({id(row["status"]) for row in rows}) == 1
    assert len({row["name"] for row in rows}) == 9
