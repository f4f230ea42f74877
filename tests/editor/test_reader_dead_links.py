"""Links that lead nowhere: what is kept by the others, and what is not given to anybody."""

import itertools
from pathlib import Path

import pytest

from kiosk.domain.records import Need
from kiosk.editor.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    PUBLIC,
    Files,
    codes,
    everything,
    folder,
    found,
    phones,
    read,
    schedules,
    services,
)

HEADER = HSDS3["phones.csv"].splitlines()[0]
NUMBER = "+19164401234"


@pytest.mark.parametrize(
    ("row", "services_with_it"),
    [
        pytest.param("p,,svc_99,org_1,,,916-440-1234,,voice,", {"svc_1"}, id="lost-service"),
        pytest.param("p,loc_99,,org_1,,,916-440-1234,,voice,", {"svc_1"}, id="lost-place"),
        pytest.param("p,loc_99,svc_1,,,,916-440-1234,,voice,", {"svc_1"}, id="at-a-lost-place"),
        pytest.param("p,,svc_1,,,sal_99,916-440-1234,,voice,", {"svc_1"}, id="by-a-lost-link"),
        pytest.param('p,,"svc_99,svc_2",,,,916-440-1234,,voice,', {"svc_2"}, id="one-of-two"),
        pytest.param("p,loc_99,svc_99,,,,916-440-1234,,voice,", set(), id="both-lost"),
        pytest.param("p,,svc_99,,,,916-440-1234,,voice,", set(), id="the-only-one-lost"),
    ],
)
def test_a_number_with_a_dead_and_a_live_link_is_kept_by_the_live_one(
    tmp_path: Path, row: str, services_with_it: set[str]
) -> None:
    draft = read(folder(tmp_path, {**HSDS3, "phones.csv": f"{HEADER}\n{row}\n"}))
    assert {each.service_id for each in phones(draft)} == services_with_it
    assert {each.number for each in phones(draft)} <= {NUMBER}
    assert (FindingCode.DANGLING_KEY in codes(draft)) is (not services_with_it)


SWAPPED = {
    "phones.csv": (
        *("id", "location_id", "service_id", "organization_id", "contact_id"),
        *("service_at_location_id", "number", "extension"),
    ),
    "services.csv": ("id", "organization_id"),
    "locations.csv": ("id", "organization_id", "name"),
    "service_at_location.csv": ("id", "service_id", "location_id"),
}


@pytest.mark.parametrize(
    ("file", "first", "second"),
    [(file, *pair) for file, names in SWAPPED.items() for pair in itertools.combinations(names, 2)],
)
def test_swapped_columns_give_no_service_the_number_of_another(
    tmp_path: Path, file: str, first: str, second: str
) -> None:
    header, rows = HSDS3[file].split("\n", 1)
    swap = {first: second, second: first}
    names = ",".join(swap.get(name, name) for name in header.split(","))
    draft = read(folder(tmp_path, {**HSDS3, file: f"{names}\n{rows}"}))
    owners = {one.id: one.name for one in services(draft)}
    shown = {(owners[one.service_id], one.number) for one in phones(draft)}
    assert shown <= {("Family Meals", NUMBER), ("Work Law Clinic", "+19164425678")}


def test_a_dead_link_beside_a_live_one_is_said(tmp_path: Path) -> None:
    row = "p,loc_99,svc_1,,,,916-440-1234,,voice,"
    draft = read(folder(tmp_path, {**HSDS3, "phones.csv": f"{HEADER}\n{row}\n"}))
    (told,) = found(draft, FindingCode.MENTION_DROPPED)
    assert (told.file, told.row, told.column, told.value) == (
        "phones.csv",
        2,
        "location_id",
        "loc_99",
    )


def test_hours_whose_owner_is_lost_are_not_given_to_the_next(tmp_path: Path) -> None:
    """They would be told of every service there; a number of the house is right for all."""
    rows = "h1,svc_99,loc_1,,,,WEEKLY,MO,09:00,17:00\nh2,svc_1,loc_99,,,,WEEKLY,TU,09:00,17:00\n"
    header = HSDS3["schedules.csv"].splitlines()[0]
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": f"{header}\n{rows}"}))
    assert schedules(draft) == []
    assert len(found(draft, FindingCode.DANGLING_KEY)) == 2


def small(dead: int, key: str = "1") -> Files:
    """Services with small numbers for ids, and tables of which ``dead`` rows name others."""
    gone = range(900, 900 + dead)
    number = "916-440-12"
    return {
        "organizations.csv": "id,name\n1,River House\n2,Oak Hall\n",
        "services.csv": (
            f"id,organization_id,name,status\n{key},1,Family Meals,active\n2,2,Work Law,active\n"
        ),
        "locations.csv": f"id,organization_id,name\n{key},1,River House\n",
        "service_at_location.csv": f"id,service_id,location_id\n1,{key},{key}\n",
        "addresses.csv": "id,location_id,address_1,city,state_province,postal_code\n"
        f"1,{key},120 River Street,Sacramento,CA,95814\n"
        + "".join(f"{n},{n},{n} Oak Street,Sacramento,CA,95814\n" for n in gone),
        "phones.csv": "id,service_id,number\n"
        f"1,{key},{number}01\n" + "".join(f"{n},{n},{number}{n % 100:02}\n" for n in gone),
        "languages.csv": "id,service_id,name\n"
        f"1,{key},Spanish\n" + "".join(f"{n},{n},Russian\n" for n in gone),
        "service_areas.csv": "id,service_id,name\n"
        f"1,{key},Yolo County\n" + "".join(f"{n},{n},Placer County\n" for n in gone),
        "schedules.csv": "id,service_id,byday,opens_at,closes_at\n"
        f"1,{key},MO,09:00,17:00\n" + "".join(f"{n},{n},TU,09:00,17:00\n" for n in gone),
    }


TABLES = {
    *("addresses.csv", "phones.csv", "languages.csv", "service_areas.csv", "schedules.csv"),
}


@pytest.mark.parametrize(
    ("files", "kept"),
    [
        pytest.param(small(2), False, id="most-are-dead"),
        pytest.param(small(1), True, id="half-is-dead"),
        pytest.param(small(0), True, id="none-is-dead"),
        pytest.param(small(9, "svc-river"), True, id="a-word"),
        pytest.param(small(9, "7204117204"), True, id="a-long-number"),
    ],
)
def test_a_row_that_matches_by_chance_is_told_of_nobody(
    tmp_path: Path, files: Files, *, kept: bool
) -> None:
    draft = read(folder(tmp_path, files), PUBLIC)
    (meals,) = (one for one in services(draft) if one.name == "Family Meals")
    assert bool(phones(draft)) is kept
    assert bool(schedules(draft)) is kept
    assert (meals.languages, meals.service_area) == (
        (("es",), "Yolo County") if kept else ((), None)
    )
    assert ("120 River Street" in everything(draft.records)) is kept
    told = {each.file for each in found(draft, FindingCode.CHANCE_LINKS)}
    assert told == (set() if kept else TABLES)


def test_what_is_kept_back_does_not_make_a_table_broken(tmp_path: Path) -> None:
    files = small(0)
    hidden = "".join(f"{n},1,Hidden {n},inactive\n" for n in range(900, 905))
    files["phones.csv"] += "".join(f"{n},{n},916-440-12{n % 100:02}\n" for n in range(900, 905))
    files["services.csv"] += hidden
    assert len(phones(read(folder(tmp_path, files)))) == 1


def test_terms_that_match_by_chance_sort_nothing(tmp_path: Path) -> None:
    terms = "id,link_id,taxonomy_term_id\n1,1,t_2\n" + "".join(
        f"{n},{n},t_2\n" for n in range(900, 905)
    )
    files = {
        **small(0),
        "taxonomy_terms.csv": HSDS3["taxonomy_terms.csv"],
        "attributes.csv": terms,
    }
    draft = read(folder(tmp_path, files))
    assert {one.categories for one in services(draft)} == {(Need.OTHER,)}
