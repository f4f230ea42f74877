import gc
import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.reader import strings as string_reader
from openpyxl.worksheet import _reader as sheet_reader

from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.sources.workbook_reader import is_workbook, read_workbook
from kiosk.editor.workbook import opening
from kiosk.editor.workbook.template import write_template
from tests.editor.workbooks import RECORDS

F = FindingCode


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good workbook."""
    path = tmp_path_factory.mktemp("books") / "whole.xlsx"
    write_template(path, RECORDS, languages=("es",))
    return path.read_bytes()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return {name: container.read(name) for name in container.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return target.getvalue()


def _without(name: str) -> Callable[[bytes], bytes]:
    return lambda whole: _packed({k: v for k, v in _parts(whole).items() if k != name})


def _with(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda whole: _packed(_parts(whole) | {name: content})


def _locked(whole: bytes) -> bytes:
    """The encryption flag set in every directory entry, as zip tools with a password do."""
    marked = bytearray(whole)
    at = marked.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", marked, at + 8, 1)
        at = marked.find(b"PK\x01\x02", at + 4)
    return bytes(marked)


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)
TEXT_99 = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c t="s"><v>99</v></c></row></sheetData></worksheet>'
)
TEXTS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>River</t></r>'
    b"<r><t> House</t></r><rPh><t>?</t></rPh></si></sst>"
)
SERVICES = "xl/worksheets/sheet4.xml"

BROKEN: dict[str, tuple[Callable[[bytes], bytes], F]] = {
    "empty": (lambda _: b"", F.NOT_A_WORKBOOK),
    "csv": (lambda _: b"id,name\n1,River House\n", F.NOT_A_WORKBOOK),
    "web_page": (lambda _: b"<!doctype html><p>Please log in</p>", F.NOT_A_WORKBOOK),
    "old_or_locked": (lambda _: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), F.OLD_OR_LOCKED),
    "locked_zip": (_locked, F.OLD_OR_LOCKED),
    "other_zip": (lambda _: _packed({"organizations.csv": b"id"}), F.NOT_A_WORKBOOK),
    "cut_off": (lambda whole: whole[: len(whole) // 2], F.NOT_A_WORKBOOK),
    "no_types": (_without("[Content_Types].xml"), F.UNREADABLE_FILE),
    "not_xml": (_with(SERVICES, b"\x00\x01 no xml"), F.UNREADABLE_FILE),
    "entities": (_with(SERVICES, ENTITIES), F.UNREADABLE_FILE),
    "styles_broken": (_with("xl/styles.xml", b"<styleSheet"), F.UNREADABLE_FILE),
    "text_number_99": (_with(SERVICES, TEXT_99), F.UNREADABLE_FILE),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_one_plain_finding(name: str, whole: bytes, tmp_path: Path) -> None:
    spoil, code = BROKEN[name]
    path = tmp_path / "directory.xlsx"
    path.write_bytes(spoil(whole))
    (finding,) = read_workbook(path, ReadOptions()).findings
    assert (finding.code, finding.weight, finding.file) == (code, Weight.REFUSED, path.name)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_let_go(name: str, whole: bytes, tmp_path: Path) -> None:
    """A stick can be pulled at once: nothing waits for a collection to close its file."""
    path = tmp_path / "directory.xlsx"
    path.write_bytes(BROKEN[name][0](whole))
    gc.disable()
    try:
        read_workbook(path, ReadOptions())
        still_open = {os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()}
    finally:
        gc.enable()
    assert str(path.resolve()) not in still_open


@pytest.mark.parametrize("name", BROKEN)
def test_recognising_a_file_never_fails(name: str, whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "directory.xlsx"
    path.write_bytes(BROKEN[name][0](whole))
    assert is_workbook(path) in (True, False)
    assert is_workbook(tmp_path) is False
    assert is_workbook(tmp_path / "absent.xlsx") is False


def test_a_sheet_whose_part_is_gone_is_told(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "directory.xlsx"
    path.write_bytes(_without(SERVICES)(whole))
    findings = read_workbook(path, ReadOptions()).findings
    assert ("Services", F.MISSING_SHEET, Weight.REFUSED) in {
        (str(each.file), each.code, each.weight) for each in findings
    }


def test_another_workbook_is_not_ours(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Services"
    book.save(tmp_path / "other.xlsx")
    assert not is_workbook(tmp_path / "other.xlsx")


@pytest.mark.parametrize(("limit", "value"), [("UNPACKED_LIMIT", 1000), ("PARTS_LIMIT", 5)])
def test_what_unpacks_too_large_is_not_unpacked(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(whole)
    monkeypatch.setattr(opening, limit, value)
    (finding,) = read_workbook(path, ReadOptions()).findings
    assert finding.code is F.WORKBOOK_TOO_BIG


def test_a_row_far_below_and_a_false_size_do_no_harm(whole: bytes, tmp_path: Path) -> None:
    sheet = _parts(whole)["xl/worksheets/sheet2.xml"]
    far = sheet.replace(
        b"</sheetData>",
        b'<row r="99999999"><c r="A99999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    ).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    path = tmp_path / "far.xlsx"
    path.write_bytes(_packed(_parts(whole) | {"xl/worksheets/sheet2.xml": far}))
    draft = read_workbook(path, ReadOptions())
    assert len(draft.records) == len(RECORDS)


class _Unused:
    """Stands for a part of the library that nothing may ask for."""

    def __call__(self, *_: object, **__: object) -> object:
        raise AssertionError

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


def _services(path: Path) -> object:
    with opening.open_workbook(path) as book:
        return book.rows("Services")


def _list_of_texts(_: Path) -> object:
    return string_reader.read_string_table(io.BytesIO(TEXTS))


@pytest.mark.parametrize("part", ["iterparse", "Text"])
@pytest.mark.parametrize(
    "reader", [(sheet_reader, _services), (string_reader, _list_of_texts)], ids=["rows", "texts"]
)
def test_the_library_uses_the_parts_that_replace_its_own(
    whole: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    reader: tuple[Any, Callable[[Path], object]],
    part: str,
) -> None:
    """Another version of it might parse cells by other parts, slowly, or read entities."""
    path = tmp_path / "directory.xlsx"
    path.write_bytes(whole)
    module, read = reader
    assert read(path)
    monkeypatch.setattr(module, part, _Unused())
    with pytest.raises((AssertionError, opening.WorkbookError)):
        read(path)


def test_entities_in_the_list_of_texts_are_refused() -> None:
    with pytest.raises(opening.WorkbookError):
        string_reader.read_string_table(io.BytesIO(ENTITIES))
    assert string_reader.read_string_table(io.BytesIO(TEXTS)) == ["River House"]


def test_a_sheet_that_does_not_say_its_size_is_not_read_to_be_opened(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "directory.xlsx"
    path.write_bytes(whole)
    monkeypatch.setattr(sheet_reader, "WorkSheetParser", _Unused())
    monkeypatch.setattr("openpyxl.worksheet._read_only.WorkSheetParser", _Unused())
    with opening.open_workbook(path) as book:
        assert "Services" in book.tables


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_bytes_changed_anywhere_raise_nothing(
    whole: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    spoiled = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(spoiled) - 1))
        spoiled[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "spoiled.xlsx"
    path.write_bytes(spoiled)
    is_workbook(path)
    draft = read_workbook(path, ReadOptions())
    assert draft.findings or len(draft.records) == len(RECORDS)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(range(1, 17)), st.binary(max_size=40), st.integers(0, 100))
def test_a_part_changed_inside_raises_nothing(
    whole: bytes, tmp_path: Path, sheet: int, noise: bytes, where: int
) -> None:
    parts = _parts(whole)
    name = f"xl/worksheets/sheet{sheet}.xml"
    content = parts[name]
    at = len(content) * where // 100
    parts[name] = content[:at] + noise + content[at + len(noise) :]
    path = tmp_path / "spoiled.xlsx"
    path.write_bytes(_packed(parts))
    assert read_workbook(path, ReadOptions()).recognised
