"""Whose a number is: entries without an id of their own never share what belongs to one of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.records import Organization
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import folder, json_file, phones, read, services
from tests.editor.typed import FOR_WHOM, Say, published

Numbers = list[tuple[str, str, tuple[str, ...]]]


def meals(number: int) -> dict[str, Any]:
    """Return a service."""
    return {"name": f"Meals {number}", "status": "active"}


def line(number: int) -> dict[str, str]:
    """Return a phone."""
    return {"number": f"916-440-100{number}"}


def one(number: int, **more: object) -> dict[str, Any]:
    """Return a wrapper of an organization with one service and one number."""
    return {
        "organization": {"name": f"House {number}"},
        "services": [meals(number)],
        "phones": [line(number)],
        **more,
    }


def numbers(draft: Draft) -> Numbers:
    """Return each service with the names of it and its organization, and its numbers."""
    owners = {each.id: each.name for each in draft.records if isinstance(each, Organization)}
    return sorted(
        (
            service.name,
            owners.get(service.organization_id, ""),
            tuple(sorted(each.number for each in phones(draft) if each.service_id == service.id)),
        )
        for service in services(draft)
    )


def mine(*some: int, owner: str = "House {}") -> Numbers:
    return [(f"Meals {each}", owner.format(each), (f"+1916440100{each}",)) for each in some]


def owned(**organization: object) -> list[dict[str, Any]]:
    """Return three wrappers whose organizations have the same words."""
    return [one(number, organization=organization) for number in (1, 2, 3)]


HOUSE = {"name": "House"}
TWO = mine(1, 2)
ALL = mine(1, 2, 3)
UNNAMED = "Meals {}"
"""What an organization without a name is called: as its service."""
WRAPPERS: dict[str, tuple[object, Numbers]] = {
    "three": ([one(1), one(2), one(3)], ALL),
    "under a key": ({"data": [one(1), one(2), one(3)]}, ALL),
    "with empty lists": ([one(n, locations=[], contacts=[]) for n in (1, 2, 3)], ALL),
    "same organization name": (owned(name="House"), mine(1, 2, 3, owner="House")),
    "no organization name": (owned(), mine(1, 2, 3, owner=UNNAMED)),
    "null organization": (
        [one(1, organization=None), one(2, organization=None)],
        mine(1, 2, owner=UNNAMED),
    ),
    "blank names": ([one(1, organization={"name": ""}), one(2)], [*mine(1, owner=UNNAMED), TWO[1]]),
    "blank ids": ([one(n, organization={"id": "", "name": f"House {n}"}) for n in (1, 2)], TWO),
    "null ids": ([one(n, organization={"id": None, "name": f"House {n}"}) for n in (1, 2)], TWO),
    "ids inside": (
        [one(n, organization={"id": f"o{n}", "name": f"House {n}"}) for n in (1, 2)],
        TWO,
    ),
    "ids outside": ([one(n, id=f"e{n}") for n in (1, 2)], TWO),
    "ids outside and inside": (
        [one(n, id=f"e{n}", organization={"id": f"o{n}", "name": f"House {n}"}) for n in (1, 2)],
        TWO,
    ),
    "one service without a list": ([one(1, services=meals(1)), one(2)], TWO),
    "a single service": (
        [{"organization": HOUSE, "service": meals(1), "phones": [line(1)]}, one(2)],
        [*mine(1, owner="House"), TWO[1]],
    ),
    "a service and a place": (
        [{"service": meals(n), "location": HOUSE, "phones": [line(n)]} for n in (1, 2, 3)],
        mine(1, 2, 3, owner=UNNAMED),
    ),
    "ids in the services": ([one(1, services=[{"id": "s1", **meals(1)}]), one(2)], TWO),
    "one number for two services": (
        [one(1, services=[meals(1), {"name": "Beds 1", "status": "active"}]), one(2)],
        [("Beds 1", "House 1", TWO[0][2]), *TWO],
    ),
    "twins": ([one(1), one(1)], mine(1)),
    "services of one name": (
        [one(1, services=[meals(5)]), one(2, services=[meals(5)])],
        [("Meals 5", owner, own) for _, owner, own in TWO],
    ),
    "phone singular": ([{**one(1), "phones": None, "phone": "916-440-1001"}, one(2)], TWO),
    "number in the service": (
        [{"organization": HOUSE, "services": [{**meals(1), "phones": [line(1)]}]}, one(2)],
        [*mine(1, owner="House"), TWO[1]],
    ),
    "number in the organization": (
        [
            one(n, organization={"name": f"House {n}", "phones": [line(n)]}, phones=[])
            for n in (1, 2, 3)
        ],
        ALL,
    ),
    "no number": (
        [{"organization": {"name": "A"}, "services": [meals(9)]}, one(2)],
        [TWO[1], ("Meals 9", "A", ())],
    ),
    "locations of one name": ([one(1, locations=[HOUSE]), one(2, locations=[HOUSE])], TWO),
    "nothing but a text in the organization": (
        owned(description="Help."),
        mine(1, 2, 3, owner=UNNAMED),
    ),
    "an empty wrapper": ([{}, one(1), {"organization": {}, "services": [], "phones": []}], mine(1)),
    "swapped order of keys": ([dict(reversed(one(n).items())) for n in (1, 2)], TWO),
    "upper case keys": (
        [
            {
                "Organization": {"Name": "House 1"},
                "Services": [{"Name": "Meals 1", "Status": "active"}],
                "Phones": [{"Number": "916-440-1001"}],
            },
            one(2),
        ],
        TWO,
    ),
    "services with an organization of one name": (
        [{**meals(n), "organization": {**HOUSE, "phones": [line(n)]}} for n in (1, 2, 3)],
        mine(1, 2, 3, owner="House"),
    ),
    "services with an organization without a word": (
        [{**meals(n), "organization": {"phones": [line(n)]}} for n in (1, 2, 3)],
        mine(1, 2, 3, owner=UNNAMED),
    ),
}


@pytest.mark.parametrize(("value", "wanted"), WRAPPERS.values(), ids=WRAPPERS)
def test_each_service_has_its_own_number_and_organization(
    tmp_path: Path, value: object, wanted: Numbers
) -> None:
    assert numbers(read(json_file(tmp_path, value))) == wanted


def test_lines_of_json_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps(one(number)) for number in (1, 2, 3)))
    assert numbers(read(path)) == ALL


def test_what_is_repeated_in_full_is_one_thing(tmp_path: Path) -> None:
    owner = {**HOUSE, "phones": [line(1)]}
    draft = read(json_file(tmp_path, [{**meals(n), "organization": owner} for n in (1, 2)]))
    assert [each.name for each in draft.records if isinstance(each, Organization)] == ["House"]
    assert {phone.number for phone in phones(draft)} == {"+19164401001"}


TABLES: dict[str, tuple[dict[str, str], dict[str, tuple[str, ...]]]] = {
    "services without ids": (
        {
            "services.csv": (
                "name,status,phone\nMeals 1,active,916-440-1001\nMeals 2,active,916-440-1002\n"
            )
        },
        {"Meals 1": ("+19164401001",), "Meals 2": ("+19164401002",)},
    ),
    "locations without ids": (
        {
            "services.csv": "id,name,status,location_id\ns1,Meals 1,active,\ns2,Meals 2,active,\n",
            "locations.csv": "id,name\n,\n,\n",
            "phones.csv": "id,service_id,number\n1,s1,916-440-1001\n2,s2,916-440-1002\n",
        },
        {"Meals 1": ("+19164401001",), "Meals 2": ("+19164401002",)},
    ),
    "organizations without ids": (
        {
            "organizations.csv": "id,name\n,A\n,B\n",
            "services.csv": "id,name,status\ns1,Meals 1,active\ns2,Meals 2,active\n",
            "phones.csv": (
                "id,organization_id,service_id,number\n1,,s1,916-440-1001\n2,,,916-440-1002\n"
            ),
        },
        {"Meals 1": ("+19164401001",), "Meals 2": ()},
    ),
}


@pytest.mark.parametrize(("files", "wanted"), TABLES.values(), ids=TABLES)
def test_a_row_without_an_id_gets_its_own(
    tmp_path: Path, files: dict[str, str], wanted: dict[str, tuple[str, ...]]
) -> None:
    draft = read(folder(tmp_path, files))
    assert {name: some for name, _, some in numbers(draft)} == wanted


def test_a_list_of_wrappers_is_published(say: Say, tmp_path: Path) -> None:
    source = json_file(tmp_path, [one(number) for number in (1, 2, 3)])
    result = published(say, source, "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    assert "3 organizations, 3 services, 3 phone numbers" in result.output
