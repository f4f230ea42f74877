"""Ids that a spreadsheet rounded: nothing is matched by them, and nothing is published."""

from pathlib import Path

import pytest

from kiosk.editor.parsers.ids import is_ruined, most_are_rounded
from kiosk.editor.publish.findings import FindingCode, Weight
from tests.editor.sources import (
    HSDS3,
    Files,
    folder,
    found,
    json_file,
    phones,
    read,
    without,
)
from tests.editor.typed import FOR_WHOM, Say, published

RUINED = [
    *("5.43130E+14", "5.4313E+14", "5.43130e+14", "5E+17", "1,23457E+17", "-1.2E+15", " 7.20E+17 "),
    *("5.43130E14", "5.43130 E+14"),
]
WHOLE = [
    *("", "543130000000001", "svc_1", "1e5", "12E3", "5e14", "a5.43E+14", "5.4313", "E+14", "3E-5"),
    *("f47ac10b-58cc-4372-a567-0e02b2c3d479", "1.5", "100.0"),
]


@pytest.mark.parametrize("key", RUINED)
def test_a_key_that_lost_its_digits(key: str) -> None:
    assert is_ruined(key)


@pytest.mark.parametrize("key", WHOLE)
def test_a_key_that_has_them_all(key: str) -> None:
    assert not is_ruined(key)


COLUMNS = {
    "rounded": (["720411000000000000", "720411000000123000", "720411000000456000"], True),
    "one of two": (["720411000000000000", "720411000000123456"], False),
    "two of three": (["720411000000000000", "720411000000123000", "720411000000123456"], True),
    "one alone": (["720411000000000000"], False),
    "whole": (["720411000000000001", "720411000000123456"], False),
    "short": (["1000", "2000", "3000"], False),
    "words": (["a000", "b000", "svc-720411000000000000"], False),
    "none": ([], False),
}


@pytest.mark.parametrize(("keys", "rounded"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_that_was_rounded(keys: list[str], *, rounded: bool) -> None:
    assert most_are_rounded(keys) is rounded


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
