"""Ids that a spreadsheet rounded: nothing is matched by them, and nothing is published."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.importers.identity import id_from_content, id_of_part
from kiosk.editor.parsers.rounded_ids import lost_keys
from kiosk.editor.sources.source_reader import read_source
from kiosk.editor.sources.workbook_reader import read_workbook
from tests.editor.both_paths import Case, export, workbook
from tests.editor.sources import (
    HSDS3,
    Files,
    codes,
    folder,
    found,
    json_file,
    phones,
    read,
    services,
    without,
)
from tests.editor.typed import FOR_WHOM, Say, published

BIG = 720411000000000000
COLUMNS: dict[str, tuple[list[str], set[str]]] = {
    "science": (["7.20411E+17", "s2"], {"7.20411E+17"}),
    "all rounded": ([f"{BIG}", f"{BIG + 123000}"], {f"{BIG}", f"{BIG + 123000}"}),
    "two of three": ([f"{BIG}", f"{BIG + 123000}", f"{BIG + 7}"], {f"{BIG}", f"{BIG + 123000}"}),
    "half of them": ([f"{BIG}", f"{BIG + 123456}"], set()),
    "one alone": ([f"{BIG}"], set()),
    "one rounded among short keys": ([f"{BIG}", "1", "2", "3"], set()),
    "fifteen digits": (
        ["123456789012000", "123456789013000"],
        {"123456789012000", "123456789013000"},
    ),
    "fourteen digits": (["12345678901000", "12345678902000"], set()),
    "whole": ([f"{BIG + 1}", f"{BIG + 123456}"], set()),
    "short": (["1000", "2000", "3000"], set()),
    "words": (["a000", "b000", f"svc-{BIG}"], set()),
    "blank": (["", "", ""], set()),
    "none": ([], set()),
}


RUINED = [
    *("5.43130E+14", "5.4313E+14", "5.43130e+14", "5E+17", "1,23457E+17", "-1.2E+15", " 7.20E+17 "),
    *("5.43130E14", "5.43130 E+14"),
]
WHOLE = [
    *("", "543130000000001", "svc_1", "1e5", "12E3", "5e14", "a5.43E+14", "5.4313", "E+14", "3E-5"),
    *("f47ac10b-58cc-4372-a567-0e02b2c3d479", "1.5", "100.0", "720411e17"),
]


@pytest.mark.parametrize("key", [*RUINED, *WHOLE])
def test_a_key_that_lost_its_digits(key: str) -> None:
    assert lost_keys([[key]]) == ({key} if key in RUINED else set())


@given(st.integers(0, 10**12).map(str) | st.sampled_from(["4", "7.2e5"]), st.integers(0, 2**32))
@example("4", 0x6550E016)
@example("4", 0x6550E160)
def test_a_made_id_is_never_judged(owner: str, content: int) -> None:
    """Hours and numbers of service 4 have ids such as 4.6550e016."""
    keys = [id_of_part(owner, f"{content}"), id_from_content(owner, f"{content}")]
    keys.append(f"{owner}.{content:08x}")
    assert lost_keys([keys]) == set()


def test_a_workbook_with_a_made_id_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, [Case(service={"id": "4.6550e016"})])
    draft = read_workbook(path, ReadOptions())
    assert FindingCode.RUINED_ID not in codes(draft)
    assert [one.id for one in services(draft)] == ["4.6550e016"]


@pytest.mark.parametrize(("keys", "lost"), COLUMNS.values(), ids=COLUMNS)
def test_destroyed_keys_of_a_column(keys: list[str], lost: set[str]) -> None:
    assert lost_keys([keys]) == lost


def spoiled(files: Files, *changes: tuple[str, str]) -> Files:
    for old, new in changes:
        files = {name: text.replace(old, new) for name, text in files.items()}
    return files


EXPORTS = {
    "the ids of services": (
        spoiled(HSDS3, ("svc_1", "5.43130E+14"), ("svc_2", "5.43131E+14")),
        {("services.csv", 2, "id"), ("phones.csv", 2, "service_id")},
    ),
    "only where they are named": (
        {
            **without(HSDS3, "phones.csv"),
            "phones.csv": "id,service_id,number\n1,5.43130E+14,916-440-1234\n",
        },
        {("phones.csv", 2, "service_id")},
    ),
    "one of several in a cell": (
        {
            **without(HSDS3, "phones.csv"),
            "phones.csv": 'id,service_id,number\n1,"svc_1; 5.43130E+14",916-440-1234\n',
        },
        {("phones.csv", 2, "service_id")},
    ),
    "rounded to three zeros": (
        spoiled(HSDS3, ("svc_1", "720411000000000000"), ("svc_2", "720411000000123000")),
        {("services.csv", 2, "id"), ("phones.csv", 2, "service_id")},
    ),
}


@pytest.mark.parametrize(("files", "places"), EXPORTS.values(), ids=EXPORTS)
def test_ruined_ids_stop_it_and_match_nothing(
    tmp_path: Path, files: Files, places: set[tuple[str, int, str]]
) -> None:
    draft = read(folder(tmp_path, files))
    told = found(draft, FindingCode.RUINED_ID)
    assert {each.weight for each in told} == {Weight.REFUSED}
    assert places <= {(each.file, each.row, each.column) for each in told}
    assert "+19164401234" not in {phone.number for phone in phones(draft)}


def test_one_finding_names_a_column_however_many_rows_it_has(tmp_path: Path) -> None:
    rows = "".join(f"p{n},5.4313{n}E+14,916-440-12{n:02}\n" for n in range(30))
    files = {**HSDS3, "phones.csv": f"id,service_id,number\n{rows}"}
    (told,) = found(read(folder(tmp_path, files)), FindingCode.RUINED_ID)
    assert (told.file, told.row, told.column) == ("phones.csv", 2, "service_id")
    assert "30" in told.value


def test_a_json_source_is_looked_at_too(tmp_path: Path) -> None:
    source = [
        {"id": key, "name": f"Meals {key[-1]}", "status": "active", "phones": [{"number": number}]}
        for key, number in (("5.43130E+14", "916-440-1234"), ("s2", "916-440-5678"))
    ]
    draft = read(json_file(tmp_path, source))
    assert {each.column for each in found(draft, FindingCode.RUINED_ID)} == {"id", "service_id"}
    assert {phone.number for phone in phones(draft)} == {"+19164405678"}


def test_a_ruined_source_is_not_published(say: Say, tmp_path: Path) -> None:
    files, _ = EXPORTS["the ids of services"]
    source = folder(tmp_path, files)
    result = published(say, source, "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 1
    assert not (tmp_path / "x.kiosksync").exists()
    assert "A spreadsheet has destroyed the ids" in result.output
    assert "Export again" in result.output


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("7.20411E+17", "7.20411E+17"), id="science"),
        pytest.param((f"{BIG}", f"{BIG + 123000}"), id="rounded"),
    ],
)
@pytest.mark.parametrize("path", ["workbook", "export"])
def test_destroyed_ids_stop_all(tmp_path: Path, path: str, keys: tuple[str, str]) -> None:
    cases = [Case(service={"id": key}) for key in keys]
    if path == "workbook":
        draft = read_workbook(workbook(tmp_path, cases), ReadOptions())
    else:
        draft = read_source(export(tmp_path, cases), ReadOptions())
    (found,) = [each for each in draft.findings if each.code is FindingCode.RUINED_ID]
    assert (found.weight, found.row) == (Weight.REFUSED, 2)
    assert found.column.casefold() == "id"


def test_a_number_typed_as_an_id_has_lost_digits(tmp_path: Path) -> None:
    path = workbook(tmp_path, [Case(service={"id": float(BIG)}), Case(service={"id": 4711})])
    draft = read_workbook(path, ReadOptions())
    found = [each.row for each in draft.findings if each.code is FindingCode.RUINED_ID]
    assert found == [2]
