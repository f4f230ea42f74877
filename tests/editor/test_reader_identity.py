"""Whose a number is: entries without an id of their own never share what belongs to one of them."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.records import Organization
from tests.editor.sources import folder, json_file, phones, read, services
from tests.editor.typed import FOR_WHOM, Say, published

NAMES = ("Willow Meals", "Birch Law", "Alder Clinic")
NUMBERS = ("+19164401234", "+19164405678", "+19164409012")


def entries(**more: Any) -> list[dict[str, Any]]:
    """Three wrappers without a word of their own, each around an organization and its parts."""
    return [
        {
            "organization": {"name": f"{name.split()[0]} Hall"},
            "services": [{"name": name, "status": "active"}],
            "phones": [{"number": number}],
            **more,
        }
        for name, number in zip(NAMES, NUMBERS, strict=True)
    ]


def nested(key: str, *, named: bool) -> list[dict[str, Any]]:
    """Three services with an organization of the same words or of none, whose numbers differ."""
    owner = {"name": "The Hall"} if named else {}
    return [
        {"name": name, "status": "active", "organization": {**owner, key: [{"number": number}]}}
        for name, number in zip(NAMES, NUMBERS, strict=True)
    ]


SOURCES: dict[str, Any] = {
    "wrappers": entries(),
    "wrappers with empty lists": entries(locations=[], contacts=[]),
    "wrappers with ids inside": [
        {**one, "organization": {**one["organization"], "id": f"o{place}"}}
        for place, one in enumerate(entries())
    ],
    "wrappers with numbers inside": [
        {
            "organization": {**one["organization"], "phones": one["phones"]},
            "services": one["services"],
            "phones": [],
        }
        for one in entries()
    ],
    "a wrapper each for service and place": [
        {
            "service": {"name": name, "status": "active"},
            "location": {"name": "The Hall"},
            "phones": [{"number": number}],
        }
        for name, number in zip(NAMES, NUMBERS, strict=True)
    ],
    "organizations without a word": nested("phones", named=False),
    "organizations of one name": nested("phones", named=True),
    "services of one name": [
        {
            "name": "Meals",
            "status": "active",
            "organization": {"name": name},
            "phones": [{"number": number}],
        }
        for name, number in zip(NAMES, NUMBERS, strict=True)
    ],
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_each_service_has_its_own_number_alone(tmp_path: Path, source: object) -> None:
    draft = read(json_file(tmp_path, source))
    found = {service.id: service.name for service in services(draft)}
    assert len(found) == 3
    assert sorted(phone.number for phone in phones(draft)) == sorted(NUMBERS)
    assert {phone.service_id for phone in phones(draft)} == found.keys()


@pytest.mark.parametrize("source", [key for key in SOURCES if key.startswith("wrappers")])
def test_a_service_is_of_the_organization_it_stands_with(tmp_path: Path, source: str) -> None:
    draft = read(json_file(tmp_path, SOURCES[source]))
    owners = {each.id: each.name for each in draft.records if isinstance(each, Organization)}
    told = {service.name: owners[service.organization_id] for service in services(draft)}
    assert told == {name: f"{name.split()[0]} Hall" for name in NAMES}
    at = {service.id: service.name for service in services(draft)}
    numbers = {at[phone.service_id]: phone.number for phone in phones(draft)}
    assert numbers == dict(zip(NAMES, NUMBERS, strict=True))


def test_what_is_repeated_in_full_is_one_thing(tmp_path: Path) -> None:
    owner = {"name": "The Hall", "phones": [{"number": NUMBERS[0]}]}
    source = [{"name": name, "status": "active", "organization": owner} for name in NAMES]
    draft = read(json_file(tmp_path, source))
    assert [each.name for each in draft.records if isinstance(each, Organization)] == ["The Hall"]
    assert {phone.number for phone in phones(draft)} == {NUMBERS[0]}


def test_rows_of_a_table_without_ids_stay_apart(tmp_path: Path) -> None:
    rows = (f"{name},active,{number}" for name, number in zip(NAMES, NUMBERS, strict=True))
    files = {"services.csv": "name,status,phone\n" + "".join(f"{row}\n" for row in rows)}
    draft = read(folder(tmp_path, files))
    at = {service.id: service.name for service in services(draft)}
    numbers = {at[phone.service_id]: phone.number for phone in phones(draft)}
    assert numbers == dict(zip(NAMES, NUMBERS, strict=True))


def test_a_list_of_wrappers_is_published(say: Say, tmp_path: Path) -> None:
    result = published(say, json_file(tmp_path, entries()), "x.kiosksync", *FOR_WHOM)
    assert result.exit_code == 0, result.output
    assert "3 organizations, 3 services, 3 phone numbers" in result.output
