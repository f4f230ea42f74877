"""Keys: kept as text, split, mended, missing, doubled, and the same from export to export."""

from pathlib import Path

import pytest

from kiosk.domain.records import Need, Organization, Service, ServiceAtLocation
from kiosk.editor.findings import FindingCode
from kiosk.editor.importers.identity import (
    id_from_content,
    id_from_key,
    id_of_part,
    keep_ids,
    keep_published_ids,
)
from kiosk.editor.sources.source_reader import ReadOptions
from kiosk.editor.workbook.source_draft import Draft
from tests.editor.sources import (
    HSDS3,
    PUBLIC,
    codes,
    folder,
    found,
    locations,
    phones,
    read,
    schedules,
    services,
    with_row,
    without,
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("org_1", "org_1", id="fits"),
        pytest.param("123456789012345678", "123456789012345678", id="many-digits"),
        pytest.param(
            "AC148810-D857-441C-9679-408F346DE14B",
            "ac148810-d857-441c-9679-408f346de14b",
            id="uuid-in-capitals",
        ),
        pytest.param("River House #1", "river-house-1-685ad59a", id="words"),
        pytest.param("Ñ", "n-3a11228c", id="one-letter"),
        pytest.param("受", "b9bef45c", id="no-latin-letter"),
    ],
)
def test_a_key_becomes_an_id(raw: str, expected: str) -> None:
    assert id_from_key(raw).split("-")[0] == expected.split("-", maxsplit=1)[0]
    assert id_from_key(raw) == id_from_key(raw)
    assert len(id_from_key(raw * 30)) <= 64


def test_a_reserved_id_cannot_be_taken() -> None:
    assert id_from_key("line-988") != "line-988"


def test_made_and_joined_ids_differ_by_what_they_say() -> None:
    assert id_from_content("A", "1") != id_from_content("A", "2")
    assert id_of_part("o" * 64, "a") != id_of_part("o" * 63 + "p", "a")
    assert len(id_of_part("o" * 64, "a")) <= 64


def services_csv(*rows: str) -> str:
    return "id,organization_id,name,description,status\n" + "".join(f"{row}\n" for row in rows)


def test_missing_ids_come_from_what_the_row_says(tmp_path: Path) -> None:
    rows = (",org_1,Family Meals,x,active", ",org_1,Night Meals,x,active")
    one = read(folder(tmp_path, {**HSDS3, "services.csv": services_csv(*rows)}, "a"))
    two = read(folder(tmp_path, {**HSDS3, "services.csv": services_csv(*rows[::-1])}, "b"))
    assert {service.id for service in services(one)} == {service.id for service in services(two)}
    assert len(found(one, FindingCode.MISSING_ID)) == 2


def test_duplicate_ids_keep_the_first_and_are_said(tmp_path: Path) -> None:
    rows = ("s1,org_1,First,x,active", "s1,org_1,Second,x,active", "s1,org_1,First,x,active")
    draft = read(folder(tmp_path, {**HSDS3, "services.csv": services_csv(*rows)}))
    assert [service.name for service in services(draft)] == ["First"]
    (double,) = found(draft, FindingCode.DUPLICATE_ID)
    assert (double.row, double.column) == (3, "name")


SHARED = "123457"
"""An id that two services have."""


def test_numbers_of_two_services_with_one_id_are_given_to_neither(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "services.csv": services_csv(
            f"{SHARED},org_1,Family Meals,x,active",
            f"{SHARED},org_2,Work Law,x,active",
            "s3,org_1,Night Meals,x,active",
        ),
        "phones.csv": f"id,service_id,number\n1,{SHARED},916-440-1234\n2,s3,916-440-5555\n",
        "service_at_location.csv": f"id,service_id,location_id\n1,{SHARED},loc_1\n",
        "attributes.csv": f"id,link_id,taxonomy_term_id\n1,{SHARED},t_2\n",
        "schedules.csv": f"id,service_id,byday,opens_at,closes_at\n1,{SHARED},MO,09:00,17:00\n",
        "languages.csv": "id,service_id,name\n",
    }
    draft = read(folder(tmp_path, files))
    assert [service.name for service in services(draft)] == ["Family Meals", "Night Meals"]
    assert [phone.number for phone in phones(draft)] == ["+19164405555"]
    assert schedules(draft) == []
    assert services(draft)[0].categories == (Need.OTHER,)
    assert [record for record in draft.records if isinstance(record, ServiceAtLocation)] == []
    shared = {(each.file, each.row, each.column) for each in found(draft, FindingCode.SHARED_KEY)}
    assert shared == {
        ("phones.csv", 2, "service_id"),
        ("service_at_location.csv", 2, ""),
        ("attributes.csv", 2, "link_id"),
        ("schedules.csv", 2, "service_id"),
    }


def test_a_service_is_not_given_to_one_of_two_organizations_with_one_id(tmp_path: Path) -> None:
    text = "id,name,website\norg_1,River House,https://riverhouse.org\norg_1,Oak,https://oak.org\n"
    draft = read(folder(tmp_path, {**HSDS3, "organizations.csv": text}))
    owners = {record.name for record in draft.records if isinstance(record, Organization)}
    assert owners == {"Family Meals", "Work Law Clinic"}
    assert FindingCode.NO_ORGANIZATION in codes(draft)


def test_an_id_repeated_with_its_own_name_is_one_thing(tmp_path: Path) -> None:
    rows = ("svc_1,org_1,Family Meals,x,active", "svc_1,org_1,FAMILY  MEALS,y,active")
    draft = read(folder(tmp_path, {**HSDS3, "services.csv": services_csv(*rows)}))
    assert [phone.number for phone in phones(draft)] == ["+19164401234"]
    assert FindingCode.DUPLICATE_ID in codes(draft)
    assert FindingCode.SHARED_KEY not in codes(draft)


def test_ids_reused_in_every_table_do_not_meet(tmp_path: Path) -> None:
    files = {
        "organizations.csv": "id,name\n1,River House\n",
        "services.csv": services_csv("1,1,Family Meals,x,active"),
        "locations.csv": "id,organization_id,name\n1,1,River House\n",
        "service_at_location.csv": "id,service_id,location_id\n1,1,1\n",
        "phones.csv": "id,service_id,number\n1,1,916-440-1234\n",
    }
    draft = read(folder(tmp_path, files))
    assert [record.id for record in draft.records[:3]] == ["1", "1", "1"]
    assert [phone.id for phone in phones(draft)] == ["1"]


def test_several_keys_in_one_cell_are_split(tmp_path: Path) -> None:
    files = {
        **without(HSDS3, "service_at_location.csv"),
        "phones.csv": 'id,service_id,number\np,"svc_1,svc_2",916-440-1234\n',
        "service_at_location.csv": 'id,service_id,location_id\nx,svc_1,"loc_1; loc_2"\n',
    }
    draft = read(folder(tmp_path, files))
    assert {phone.service_id for phone in phones(draft)} == {"svc_1", "svc_2"}
    links = [record for record in draft.records if isinstance(record, ServiceAtLocation)]
    assert {link.location_id for link in links} == {"loc_1", "loc_2"}


def test_several_organizations_of_one_service_are_said(tmp_path: Path) -> None:
    text = services_csv('s1,"org_1,org_2",Family Meals,x,active')
    draft = read(folder(tmp_path, {**HSDS3, "services.csv": text}))
    assert services(draft)[0].organization_id == "org_1"
    assert FindingCode.SEVERAL_KEYS in codes(draft)


def test_dangling_keys_are_left_out_and_said(tmp_path: Path) -> None:
    files = with_row(HSDS3, "phones.csv", "ph_9,,svc_99,,,,916-440-1299,,voice,")
    files = with_row(files, "service_at_location.csv", "sal_9,svc_99,loc_1,")
    files = with_row(files, "attributes.csv", "a_9,svc_99,t_2,,service,")
    draft = read(folder(tmp_path, files))
    assert len(phones(draft)) == 2
    assert {finding.file for finding in found(draft, FindingCode.DANGLING_KEY)} == {
        "phones.csv",
        "service_at_location.csv",
        "attributes.csv",
    }


def test_exchanged_columns_are_mended_and_said(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "service_at_location.csv": "id,service_id,location_id\nx,loc_1,svc_1\ny,loc_2,svc_2\n",
        "attributes.csv": "id,link_id,taxonomy_term_id\na,t_2,svc_1\nb,t_9,svc_2\n",
    }
    draft = read(folder(tmp_path, files))
    assert {file.file for file in found(draft, FindingCode.SWAPPED_COLUMNS)} == {
        "service_at_location.csv",
        "attributes.csv",
    }
    plain = read(folder(tmp_path, HSDS3, "plain"))
    assert services(draft) == services(plain)
    assert locations(draft) == locations(plain)


def test_a_service_without_an_organization_gets_one(tmp_path: Path) -> None:
    rows = ("s1,,Lone Meals,x,active", "s2,org_99,Lost Meals,x,active")
    files = {**without(HSDS3, "service_at_location.csv"), "services.csv": services_csv(*rows)}
    draft = read(folder(tmp_path, files))
    owners = [record for record in draft.records if isinstance(record, Organization)]
    assert [owner.name for owner in owners] == ["Lone Meals", "Lost Meals"]
    assert len(found(draft, FindingCode.NO_ORGANIZATION)) == 2


def test_a_program_or_a_place_tells_the_organization(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "programs.csv": "id,organization_id,name\np1,org_2,Law\n",
        "services.csv": (
            "id,organization_id,program_id,name,status\n"
            "svc_1,,,Family Meals,active\nsvc_2,,p1,Law,active\n"
        ),
    }
    draft = read(folder(tmp_path, files))
    assert [service.organization_id for service in services(draft)] == ["org_1", "org_2"]


def test_a_renamed_key_column_keeps_every_id(tmp_path: Path) -> None:
    renamed = {
        name: text.replace("id,", "ID,", 1) if name == "phones.csv" else text
        for name, text in HSDS3.items()
    }
    renamed["services.csv"] = HSDS3["services.csv"].replace("id,", "Service_ID,", 1)
    first = read(folder(tmp_path, HSDS3, "a"))
    second = read(folder(tmp_path, renamed, "b"))
    assert first.records == second.records


def test_new_keys_of_old_services_keep_the_published_ids(tmp_path: Path) -> None:
    before = read(folder(tmp_path, HSDS3, "a"))
    renumbered = dict(HSDS3)
    for old, new in (("svc_", "n"), ("org_", "m"), ("loc_", "k"), ("ph_", "q")):
        renumbered = {name: text.replace(old, new) for name, text in renumbered.items()}
    options = ReadOptions(public_addresses=True, previous=tuple(before.records))
    after = read(folder(tmp_path, renumbered, "b"), options)
    assert set(after.records) == set(before.records)
    kept = {(finding.column, finding.assumed) for finding in found(after, FindingCode.ID_KEPT)}
    assert {("service", "svc_1"), ("organization", "org_2"), ("location", "loc_1")} <= kept


def service(key: str, name: str = "Meals") -> Service:
    return Service(
        id=key,
        organization_id="o",
        name=name,
        quiet_name="Meals",
        phrase="Meals",
        categories=("food",),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("records", "previous", "renamed"),
    [
        pytest.param([service("new")], [service("old")], [("service", "new", "old")], id="one"),
        pytest.param([service("new")], [service("a"), service("b")], [], id="two-old-ones"),
        pytest.param([service("x"), service("y")], [service("old")], [], id="two-claim-it"),
        pytest.param([service("new")], [service("old", "Food")], [], id="another-name"),
        pytest.param(
            [service("new"), service("old")], [service("old")], [], id="old-one-still-there"
        ),
        pytest.param([service("old")], [service("old", "Food")], [], id="same-id"),
    ],
)
def test_an_id_moves_only_where_one_can_be_meant(
    records: list[Service], previous: list[Service], renamed: list[tuple[str, str, str]]
) -> None:
    assert keep_published_ids(records, previous)[1] == renamed


def test_records_keep_ids_without_a_previous_file(tmp_path: Path) -> None:
    draft = read(folder(tmp_path, HSDS3), PUBLIC)
    assert FindingCode.ID_KEPT not in codes(draft)


def test_a_hidden_place_stays_with_an_organization_that_keeps_its_id() -> None:
    draft = Draft("HSDS", [Organization(id="new", name="Oak")])
    draft.points = frozenset({("new", 38.5, -121.5)})
    assert keep_ids(draft, [Organization(id="old", name="Oak")]) == 1
    assert draft.points == {("old", 38.5, -121.5)}
