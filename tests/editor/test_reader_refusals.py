"""What cannot be read is refused in plain words, or left out and said; never a traceback."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from kiosk.editor import source_files
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.source_files import FOREIGN, FileForm, form_of
from kiosk.editor.sources.source_reader import SourceError, read_source
from kiosk.editor.workbook import grid
from tests.editor.sources import (
    HSDS3,
    PUBLIC,
    SERVICE,
    codes,
    folder,
    found,
    json_file,
    read,
    services,
    with_row,
    written,
    zipped,
)


def encrypted(data: bytes) -> bytes:
    """A zip whose entries say that they are encrypted."""
    raw = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(magic)
        while place >= 0:
            raw[place + offset] |= 1
            place = raw.find(magic, place + 4)
    return bytes(raw)


def zip_of(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), data)
    return buffer.getvalue()


def lying(data: bytes) -> bytes:
    """A zip whose directory promises another length."""
    raw = bytearray(data)
    place = raw.find(b"PK\x01\x02")
    raw[place + 24 : place + 28] = struct.pack("<I", 5)
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.csv", b"", "is empty", id="nothing"),
        pytest.param("a.csv", b" \r\n\t", "is empty", id="white-space"),
        pytest.param("a.csv", b"<!DOCTYPE html><html>", "web page", id="page-named-csv"),
        pytest.param("a.json", b"\xef\xbb\xbf <html>", "web page", id="page-named-json"),
        pytest.param("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "password", id="locked-office"),
        pytest.param("a.csv", b"%PDF-1.7", "is a PDF", id="pdf"),
        pytest.param("a.csv", b"\x01\x02\x03\x04" * 99, "not a directory in a form", id="binary"),
        pytest.param("a.zip", b"PK\x03\x04broken", "damaged zip", id="broken-zip"),
        pytest.param("a.zip", encrypted(zip_of(services_csv=b"id\n1\n")), "password", id="locked"),
        pytest.param("a.zip", zip_of(targets__x=b"1") + b"", None, id="zip-of-nothing"),
        pytest.param("a.xlsx", zip_of(**{"xl__workbook.xml": b"<x/>"}), "spreadsheet", id="xlsx"),
        pytest.param("a.zip", zip_of(**{"targets.json": b"{}"}), "sync file", id="sync-file"),
    ],
)
def test_a_file_that_is_something_else(
    tmp_path: Path, name: str, data: bytes, words: str | None
) -> None:
    path = written(tmp_path, data, name)
    if words is None:
        assert {FindingCode.NOT_RECOGNISED, FindingCode.EMPTY_SOURCE} <= codes(read(path))
        return
    with pytest.raises(SourceError) as refused:
        read_source(path, PUBLIC)
    assert words in str(refused.value)
    assert str(refused.value).startswith(path.name)


def test_a_missing_path_and_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "none.csv", tmp_path / "pipe.csv"):
        with pytest.raises(SourceError):
            read_source(path, PUBLIC)


def test_limits_on_size_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path, HSDS3)
    monkeypatch.setattr(source_files, "TOTAL_LIMIT", 100)
    with pytest.raises(SourceError, match="unpacks to more than"):
        read_source(path, PUBLIC)
    monkeypatch.setattr(source_files, "MEMBERS_LIMIT", 3)
    with pytest.raises(SourceError, match="more than 3 files"):
        read_source(path, PUBLIC)
    with pytest.raises(SourceError, match="more than 3 files"):
        read_source(folder(tmp_path, HSDS3, "many"), PUBLIC)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("ROWS_LIMIT", "services.csv has more than 1 rows. "),
        ("COLUMNS_LIMIT", "services.csv, row 1, has more than 1 columns. "),
    ],
)
def test_limits_of_a_table_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    monkeypatch.setattr(grid, name, 1)
    with pytest.raises(SourceError) as refused:
        read_source(folder(tmp_path, HSDS3), PUBLIC)
    assert str(refused.value).startswith(says)


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_files, "FILE_LIMIT", 1000)
    path = written(tmp_path, lying(zip_of(services_csv=b"0" * 100_000)), "bomb.zip")
    (unreadable,) = found(read(path), FindingCode.UNREADABLE_FILE)
    assert unreadable.weight is Weight.REFUSED


def test_a_damaged_member_is_said(tmp_path: Path) -> None:
    data = bytearray(zip_of(services_csv=b"id,name\n" + os.urandom(2000)))
    data[100:120] = bytes(20)
    draft = read(written(tmp_path, bytes(data), "damaged.zip"))
    assert FindingCode.UNREADABLE_FILE in codes(draft)


@pytest.mark.parametrize(
    "name", ["../services.csv", "/services.csv", "C:services.csv", "..\\services.csv", "a//b.csv"]
)
def test_names_that_lead_outside_are_left_out(tmp_path: Path, name: str) -> None:
    draft = read(zipped(tmp_path, {**HSDS3, name: "id,name\n9,Evil\n"}))
    assert len(services(draft)) == 2
    assert FindingCode.UNSAFE_NAME in codes(draft)


def test_files_of_the_desktop_are_passed_over(tmp_path: Path) -> None:
    extra = {"__MACOSX/services.csv": "x", ".hidden.csv": "x", "~lock.csv": "x", "a/b/c.csv": "x"}
    plain = read(folder(tmp_path, HSDS3, "plain"))
    assert read(zipped(tmp_path, {**HSDS3, **extra})).records == plain.records
    assert read(folder(tmp_path, {**HSDS3, **extra})).records == plain.records


def test_what_a_file_is_counts_and_not_its_name(tmp_path: Path) -> None:
    drafts = [
        read(zipped(tmp_path, HSDS3, "export.csv")),
        read(json_file(tmp_path, [SERVICE], "export.csv")),
        read(written(tmp_path, HSDS3["services.csv"], "services.json")),
        read(written(tmp_path, HSDS3["services.csv"], "services.xlsx")),
    ]
    for draft in drafts:
        assert services(draft)
        assert FindingCode.OTHER_FORM in codes(draft)


def test_a_page_among_the_tables_is_left_out(tmp_path: Path) -> None:
    files = {**HSDS3, "phones.csv": "<html>Please log in</html>"}
    (other,) = found(read(folder(tmp_path, files)), FindingCode.OTHER_FORM)
    assert (other.file, other.weight) == ("phones.csv", Weight.LEFT_OUT)


def test_tables_one_folder_down_are_chosen_by_how_many_there_are(tmp_path: Path) -> None:
    files = {f"export/{name}": text for name, text in HSDS3.items()}
    files["about/notes.csv"] = "a,b\n1,2\n"
    draft = read(zipped(tmp_path, files))
    assert len(services(draft)) == 2
    assert [finding.file for finding in found(draft, FindingCode.FOREIGN_FILE)] == [
        "about/notes.csv"
    ]


@pytest.mark.parametrize(("magic", "words"), FOREIGN)
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.json"])
def test_what_holds_no_directory_is_named_under_any_name(
    tmp_path: Path, magic: bytes, words: str, name: str
) -> None:
    path = written(tmp_path, magic + bytes(600), name)
    with pytest.raises(SourceError) as refused:
        read_source(path, PUBLIC)
    assert f"{name} is {words}, whatever its name says. Save the list itself" in str(refused.value)


def test_json_files_in_a_folder_are_read(tmp_path: Path) -> None:
    import json  # noqa: PLC0415 - one test

    files = {"a.json": json.dumps([SERVICE]), "b.json": json.dumps([{**SERVICE, "id": "svc-2"}])}
    draft = read(folder(tmp_path, {**files, "bad.json": "not json"}))
    assert draft.recognised == "HSDS 3.x JSON, 2 files in a folder"
    assert len(services(draft)) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("id,organization_id,name,status\n", id="header-alone"),
        pytest.param(
            "id,organization_id,name,status\n1,org_1,,active\n2,org_1,N/A,active\n", id="no-names"
        ),
    ],
)
def test_a_source_without_services_is_refused(tmp_path: Path, text: str) -> None:
    draft = read(folder(tmp_path, {**HSDS3, "services.csv": text}))
    (empty,) = found(draft, FindingCode.EMPTY_SOURCE)
    assert empty.weight is Weight.REFUSED


def test_prose_in_number_cells_is_said(tmp_path: Path) -> None:
    row = "svc_3,org_1,Advice,Advice.,,active,,,,,eighteen and over,none,soon"
    draft = read(folder(tmp_path, with_row(HSDS3, "services.csv", row)))
    columns = {finding.column for finding in found(draft, FindingCode.UNREAD_CELL)}
    assert {"minimum_age", "assured_date"} <= columns


def test_the_first_bytes_tell_the_form() -> None:
    assert form_of('{"a":1}'.encode("utf-16")) is FileForm.JSON
    assert form_of("id,name".encode("utf-16-le")) is FileForm.TABLE
    assert form_of(b"PK\x05\x06" + bytes(18)) is FileForm.ZIP
