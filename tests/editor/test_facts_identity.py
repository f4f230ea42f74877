"""What belongs to what: nothing without an id shares one, and ids that were destroyed stop all."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.records import Organization, Phone, Service
from kiosk.editor.parsers.ids import lost_keys
from kiosk.editor.publish.findings import Draft, FindingCode, Weight
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.source import read_source
from kiosk.editor.workbook.reader import read_workbook
from tests.editor.both_paths import Case, export, workbook
from tests.editor.sources import folder, json_file

Numbers = dict[str, tuple[str, ...]]


def one(number: int, **more: object) -> dict[str, Any]:
    """Return an envelope of an organization with one service and one number."""
    return {
        "organization": {"name": f"House {number}"},
        "services": [{"name": f"Meals {number}", "status": "active"}],
        "phones": [{"number": f"916-440-100{number}"}],
        **more,
    }


def numbers(draft: Draft) -> Numbers:
    """Return the numbers of each service by its name."""
    owned: dict[str, list[str]] = {}
    for phone in draft.records:
        if isinstance(phone, Phone):
            owned.setdefault(phone.service_id, []).append(phone.number)
    return {
        service.name: tuple(sorted(owned.get(service.id, ())))
        for service in draft.records
        if isinstance(service, Service)
    }


def mine(*some: int) -> Numbers:
    return {f"Meals {number}": (f"+1916440100{number}",) for number in some}


THREE = mine(1, 2, 3)
ENVELOPES: dict[str, tuple[object, Numbers]] = {
    "three": ([one(1), one(2), one(3)], THREE),
    "under a key": ({"data": [one(1), one(2), one(3)]}, THREE),
    "same organization name": (
        [one(1, organization={"name": "House"}), one(2, organization={"name": "House"})],
        mine(1, 2),
    ),
    "no organization name": (
        [one(1, organization={}), one(2, organization={}), one(3, organization={})],
        THREE,
    ),
    "null organization": ([one(1, organization=None), one(2, organization=None)], mine(1, 2)),
    "blank names": ([one(1, organization={"name": ""}), one(2)], mine(1, 2)),
    "blank ids": (
        [
            one(1, organization={"id": "", "name": "A"}),
            one(2, organization={"id": "", "name": "B"}),
        ],
        mine(1, 2),
    ),
    "null ids": (
        [
            one(1, organization={"id": None, "name": "A"}),
            one(2, organization={"id": None, "name": "B"}),
        ],
        mine(1, 2),
    ),
    "the envelope has an id": ([one(1, id="e1"), one(2, id="e2")], mine(1, 2)),
    "one service without a list": (
        [one(1, services={"name": "Meals 1", "status": "active"}), one(2)],
        mine(1, 2),
    ),
    "a single service": (
        [
            {
                "organization": {"name": "House"},
                "service": {"name": "Meals 1", "status": "active"},
                "phones": [{"number": "916-440-1001"}],
            },
            one(2),
        ],
        mine(1, 2),
    ),
    "ids in the services": (
        [one(1, services=[{"id": "s1", "name": "Meals 1", "status": "active"}]), one(2)],
        mine(1, 2),
    ),
    "one number for two services": (
        [
            one(
                1,
                services=[
                    {"name": "Meals 1", "status": "active"},
                    {"name": "Beds 1", "status": "active"},
                ],
            ),
            one(2),
        ],
        {**mine(1, 2), "Beds 1": ("+19164401001",)},
    ),
    "twins": ([one(1), one(1)], mine(1)),
    "phone singular": (
        [{**one(1), "phones": None, "phone": "916-440-1001"}, one(2)],
        mine(1, 2),
    ),
    "number in the service": (
        [
            {
                "organization": {"name": "House"},
                "services": [
                    {
                        "name": "Meals 1",
                        "status": "active",
                        "phones": [{"number": "916-440-1001"}],
                    }
                ],
            },
            one(2),
        ],
        mine(1, 2),
    ),
    "no number": (
        [
            {"organization": {"name": "A"}, "services": [{"name": "Meals 9", "status": "active"}]},
            one(2),
        ],
        {"Meals 9": (), **mine(2)},
    ),
    "locations beside": (
        [one(1, locations=[{"name": "Hall"}]), one(2, locations=[{"name": "Hall"}])],
        mine(1, 2),
    ),
    "nothing but a number in the organization": (
        [
            one(1, organization={"description": "Help."}),
            one(2, organization={"description": "Help."}),
            one(3, organization={"description": "Help."}),
        ],
        THREE,
    ),
    "an empty wrapper": ([{}, one(1), {"organization": {}, "services": [], "phones": []}], mine(1)),
    "swapped order of keys": (
        [dict(reversed(one(1).items())), dict(reversed(one(2).items()))],
        mine(1, 2),
    ),
    "upper case keys": (
        [
            {
                "Organization": {"Name": "House"},
                "Services": [{"Name": "Meals 1", "Status": "active"}],
                "Phones": [{"Number": "916-440-1001"}],
            },
            one(2),
        ],
        mine(1, 2),
    ),
}


@pytest.mark.parametrize(("value", "wanted"), ENVELOPES.values(), ids=ENVELOPES)
def test_an_envelope_keeps_its_numbers(tmp_path: Path, value: object, wanted: Numbers) -> None:
    draft = read_source(json_file(tmp_path, value), ReadOptions())
    assert numbers(draft) == wanted


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_names_of_organizations_in_envelopes_are_kept(tmp_path: Path, ending: str) -> None:
    every = [one(number) for number in (1, 2, 3)]
    text = json.dumps(every) if ending == "json" else "\n".join(map(json.dumps, every))
    path = tmp_path / f"a.{ending}"
    path.write_text(text)
    records = read_source(path, ReadOptions()).records
    houses = {each.name for each in records if isinstance(each, Organization)}
    assert houses == {"House 1", "House 2", "House 3"}


ROWS: dict[str, tuple[dict[str, str], Numbers]] = {
    "services without ids": (
        {
            "services.csv": (
                "name,status,phone\nMeals 1,active,916-440-1001\nMeals 2,active,916-440-1002\n"
            )
        },
        mine(1, 2),
    ),
    "locations without ids": (
        {
            "services.csv": "id,name,status,location_id\ns1,Meals 1,active,\ns2,Meals 2,active,\n",
            "locations.csv": "id,name\n,\n,\n",
            "phones.csv": "id,service_id,number\n1,s1,916-440-1001\n2,s2,916-440-1002\n",
        },
        mine(1, 2),
    ),
    "organizations without ids": (
        {
            "organizations.csv": "id,name\n,A\n,B\n",
            "services.csv": "id,name,status\ns1,Meals 1,active\ns2,Meals 2,active\n",
            "phones.csv": (
                "id,organization_id,service_id,number\n1,,s1,916-440-1001\n2,,,916-440-1002\n"
            ),
        },
        {**mine(1), "Meals 2": ()},
    ),
}


@pytest.mark.parametrize(("files", "wanted"), ROWS.values(), ids=ROWS)
def test_a_row_without_an_id_gets_its_own(
    tmp_path: Path, files: dict[str, str], wanted: Numbers
) -> None:
    draft = read_source(folder(tmp_path, files), ReadOptions())
    assert numbers(draft) | wanted == numbers(draft)


BIG = 720411000000000000
COLUMNS: dict[str, tuple[list[str], set[str]]] = {
    "science": (["7.20411E+17", "s2"], {"7.20411E+17"}),
    "science in small letters": (["7.20411e+17"], {"7.20411e+17"}),
    "science with a comma": (["1,23457E+17"], {"1,23457E+17"}),
    "short science": (["5E+17", "6E+17"], {"5E+17", "6E+17"}),
    "science without a sign": (["5.43130E14"], {"5.43130E14"}),
    "science with blanks": ([" 7.20E+17 "], {" 7.20E+17 "}),
    "below nothing": (["-1.2E+15"], {"-1.2E+15"}),
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
    "uuid": (["f47ac10b-58cc-4372-a567-0e02b2c3d479"], set()),
    "a hash that looks like it": (["1e5", "12E3", "5e14", "720411e17"], set()),
    "part of a word": (["a5.43E+14", "E+14", "3E-5"], set()),
    "decimals": (["1.5", "100.0"], set()),
    "blank": (["", "", ""], set()),
    "none": ([], set()),
}


@pytest.mark.parametrize(("keys", "lost"), COLUMNS.values(), ids=COLUMNS)
def test_destroyed_keys_of_a_column(keys: list[str], lost: set[str]) -> None:
    assert lost_keys([keys]) == lost


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
