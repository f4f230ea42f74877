"""Ids of places: the same whether the address is shown or not, and never made of it."""

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import AddressVisibility, AnyRecord, Location, ServiceAtLocation
from kiosk.editor.findings import FindingCode
from kiosk.editor.importers.address_leaks import secret_streets
from kiosk.editor.importers.identity import id_from_content, id_from_key, keep_published_ids
from kiosk.editor.sources.source_reader import ReadOptions
from kiosk.editor.workbook.source_draft import Draft
from kiosk.sync.address_visibility import newly_hidden
from tests.editor.sources import (
    HSDS3,
    PUBLIC,
    SERVICE,
    Files,
    everything,
    folder,
    found,
    json_file,
    locations,
    read,
    with_column,
)

HIDDEN = ReadOptions()
ADDRESS = {"address_1": "120 River Street", "city": "Sacramento", "postal_code": "95814"}


def at(**cells: object) -> dict[str, Any]:
    """A nested service at a place without an id."""
    value = copy.deepcopy(SERVICE)
    value["service_at_locations"] = [{"location": {**ADDRESS, **cells}}]
    return value


def ids(draft: Draft) -> list[str]:
    return sorted(place.id for place in locations(draft))


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({}, id="no-name"),
        pytest.param({"name": "120 River Street"}, id="named-by-the-address"),
        pytest.param({"name": "River Street"}, id="named-by-the-street"),
        pytest.param({"name": "House at 120 River"}, id="named-with-the-number"),
        pytest.param({"id": "120 River St"}, id="the-address-as-its-id"),
        pytest.param({"id": "120-river-st"}, id="the-address-as-its-short-id"),
        pytest.param({"id": "river-street"}, id="the-street-as-its-id"),
    ],
)
def test_an_id_says_nothing_of_the_street(tmp_path: Path, cells: dict[str, str]) -> None:
    draft = read(json_file(tmp_path, at(**cells)), HIDDEN)
    (wanted,) = ids(draft)
    assert "120" not in wanted.rpartition("-")[0]
    assert "river" not in wanted
    assert bool(found(draft, FindingCode.ID_TELLS)) is ("id" in cells)
    if not cells:
        other = read(json_file(tmp_path, at(address_1="9 Elm Road"), "other.json"), HIDDEN)
        assert ids(other) == [wanted]
    assert ids(read(json_file(tmp_path, at(**cells)), PUBLIC)) == [wanted]


def test_a_key_that_only_looks_like_a_number_and_a_word_stays(tmp_path: Path) -> None:
    for key in ("33-food-bank", "loc_1", "441c9679-4410-4abc-9679-408f346de14b", "2024-site"):
        assert ids(read(json_file(tmp_path, at(id=key)), HIDDEN)) == [key]


def test_a_place_that_becomes_hidden_keeps_its_id(tmp_path: Path) -> None:
    first = read(json_file(tmp_path, at(name="River House"), "1.json"), PUBLIC)
    value = at(name="River House", is_confidential=True)
    second = read(json_file(tmp_path, value, "2.json"), PUBLIC)
    assert ids(first) == ids(second)
    assert newly_hidden(first.records, (), second.records) == frozenset(ids(first))
    assert secret_streets(first.records, second.records, ()) == {"120 River Street"}


def test_an_address_as_id_in_a_table_keeps_its_place_through_hiding(tmp_path: Path) -> None:
    files = {name: text.replace("loc_1", "120 River St") for name, text in HSDS3.items()}
    shown = read(folder(tmp_path, files, "a"), PUBLIC)
    flagged = with_column(files, "addresses.csv", "PhysicalAddressIsPrivate", "yes")
    hidden = read(folder(tmp_path, flagged, "b"), PUBLIC)
    assert ids(shown) == ids(hidden)
    assert "river-st" not in " ".join(ids(hidden))
    assert "120-river" not in everything(hidden.records)
    assert newly_hidden(shown.records, (), hidden.records)


def tables(*rows: str) -> Files:
    """Places without ids, named by their services."""
    services = "".join(f"{row}\n" for row in rows)
    return {
        "organizations.csv": "id,name\no1,River House\n",
        "services.csv": "id,organization_id,name,location_id,status\n" + services,
        "locations.csv": (
            "id,organization_id,name,address_1,city,postal_code\n"
            "120 River Street,o1,House,120 River Street,Sacramento,95814\n"
            "9 Elm Road,o1,House,9 Elm Road,Sacramento,95814\n"
            "7 Oak Road,o1,,7 Oak Road,Sacramento,95814\n"
            "8 Oak Road,o1,,8 Oak Road,Sacramento,95814\n"
        ),
    }


ROWS = (
    "s1,o1,Meals,120 River Street,active",
    "s2,o1,Rent,9 Elm Road,active",
    "s3,o1,Law,7 Oak Road,active",
    'x,o1,Both,"7 Oak Road;8 Oak Road",active',
    "s4,o1,Law,8 Oak Road,active",
)


def test_places_that_are_called_alike_are_told_apart(tmp_path: Path) -> None:
    files = tables(*ROWS)
    lines = files["locations.csv"].splitlines()
    turned = {**files, "locations.csv": "\n".join([lines[0], *reversed(lines[1:])]) + "\n"}
    turned["services.csv"] = tables(*ROWS[::-1])["services.csv"]
    one, two = (
        read(folder(tmp_path, each, name), PUBLIC) for each, name in ((files, "a"), (turned, "b"))
    )
    where = [{place.id: place.address_1 for place in locations(each)} for each in (one, two)]
    assert where[0] == where[1]
    assert len(where[0]) == 4


def test_places_with_the_same_services_and_no_name_are_two(tmp_path: Path) -> None:
    both = '"7 Oak Road;8 Oak Road"'
    draft = read(folder(tmp_path, tables(f"s3,o1,Law,{both},active")), PUBLIC)
    assert len(ids(draft)) == 2
    assert ids(read(folder(tmp_path, tables(f"s3,o1,Law,{both},active"), "b"), HIDDEN)) == ids(
        draft
    )


def renamed(records: Iterable[AnyRecord], old: str, new: str) -> list[AnyRecord]:
    """The records as an earlier program published them, with another id of a place."""
    earlier: list[AnyRecord] = []
    for record in records:
        match record:
            case Location(id=key) if key == old:
                earlier.append(msgspec.structs.replace(record, id=new))
            case ServiceAtLocation(location_id=key) if key == old:
                earlier.append(msgspec.structs.replace(record, id="svc-1.0", location_id=new))
            case _:
                earlier.append(record)
    return earlier


@pytest.mark.parametrize("before", [PUBLIC, HIDDEN], ids=["shown", "hidden"])
@pytest.mark.parametrize("after", [PUBLIC, HIDDEN], ids=["then-shown", "then-hidden"])
def test_an_earlier_id_of_a_place_is_kept(
    tmp_path: Path, before: ReadOptions, after: ReadOptions
) -> None:
    source = json_file(tmp_path, at(name="River House"))
    earlier = read(source, before).records
    (wanted,) = (record.id for record in earlier if isinstance(record, Location))
    published = renamed(earlier, wanted, "river-house-1dd5415a")
    options = ReadOptions(public_addresses=after.public_addresses, previous=tuple(published))
    draft = read(source, options)
    assert ids(draft) == ["river-house-1dd5415a"]
    assert {record.id for record in draft.records} == {record.id for record in published}


def test_an_earlier_id_that_tells_the_street_is_not_kept(tmp_path: Path) -> None:
    source = json_file(tmp_path, at())
    earlier = read(source, PUBLIC).records
    (wanted,) = (record.id for record in earlier if isinstance(record, Location))
    for old in ("120-river-street-2d3d6837", "120-broadway-c2ffe1be", "120-river"):
        published = renamed(earlier, wanted, old)
        options = ReadOptions(public_addresses=True, previous=tuple(published))
        draft = read(source, options)
        assert ids(draft) == [wanted]
        assert [record for record in draft.records if record.id == "svc-1"]


@pytest.mark.parametrize("then", [PUBLIC, HIDDEN], ids=["shown", "hidden"])
def test_a_place_withdrawn_under_an_earlier_id_does_not_come_back(
    tmp_path: Path, then: ReadOptions
) -> None:
    line = ADDRESS["address_1"] if then is PUBLIC else ""
    for number, (cells, old) in enumerate(
        (
            ({"name": "River House"}, id_from_content("River House", "org-1", line)),
            ({}, id_from_content("120 River Street", "org-1", line)),
            ({"id": "120 River St"}, id_from_key("120 River St")),
        )
    ):
        options = ReadOptions(public_addresses=True, withdrawn=frozenset((old, "other")))
        draft = read(json_file(tmp_path, at(**cells), f"{number}.json"), options)
        assert ids(draft) == [old]


def place(key: str, street: str | None) -> Location:
    visibility = AddressVisibility.PUBLIC if street else AddressVisibility.HIDDEN
    return Location(id=key, organization_id="o", address_visibility=visibility, address_1=street)


def link(key: str, location: str) -> ServiceAtLocation:
    return ServiceAtLocation(id=key, service_id="s", location_id=location)


@pytest.mark.parametrize(
    ("new", "old", "kept"),
    [
        pytest.param(None, "5 Elm", True, id="hidden-now"),
        pytest.param("5 Elm", None, True, id="hidden-then"),
        pytest.param("7 Oak", "5 Elm", False, id="moved"),
    ],
)
def test_a_hidden_place_is_known_by_its_services(
    new: str | None,
    old: str | None,
    kept: bool,  # noqa: FBT001
) -> None:
    records, before = [place("new", new), link("a", "new")], [place("old", old), link("b", "old")]
    assert (("location", "new", "old") in keep_published_ids(records, before)[1]) is kept
