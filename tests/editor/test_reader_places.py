"""Rows that hold for a service at one of its places only, or for its telephone alone."""

from pathlib import Path

import pytest

from kiosk.domain.records import Organization, Schedule
from kiosk.editor.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    SERVICE,
    codes,
    folder,
    found,
    json_file,
    phones,
    read,
    schedules,
    services,
    with_row,
)

TWO_PLACES = {
    **HSDS3,
    "service_at_location.csv": "id,service_id,location_id\na,svc_1,loc_1\nb,svc_1,loc_2\n",
}
HEADER = "id,service_id,location_id,freq,byday,opens_at,closes_at\n"


def test_hours_of_one_place_are_not_those_of_another(tmp_path: Path) -> None:
    text = HEADER + "1,svc_1,loc_1,WEEKLY,MO,09:00,17:00\n2,svc_1,loc_2,WEEKLY,TU,09:00,17:00\n"
    links = "id,service_id,location_id\n"
    files = {**TWO_PLACES, "service_at_location.csv": links, "schedules.csv": text}
    draft = read(folder(tmp_path, files))
    assert schedules(draft) == []
    assert FindingCode.HOURS_DIFFER in codes(draft)
    assert "They differ from place to place." in (services(draft)[0].description or "")


def test_hours_that_name_service_and_place_hold_where_there_is_one_place(tmp_path: Path) -> None:
    text = HEADER + "1,svc_1,loc_1,WEEKLY,MO,09:00,17:00\n2,svc_1,loc_1,WEEKLY,TU,09:00,17:00\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert [(row.byday, row.opens_at) for row in schedules(draft)] == [(("MO", "TU"), "09:00")]


def test_closing_days_of_one_place_alone_are_told(tmp_path: Path) -> None:
    files = {
        **TWO_PLACES,
        "holiday_schedules.csv": (
            "id,service_id,location_id,start_date,end_date,closed\n"
            "1,svc_1,loc_1,2026-12-25,2026-12-25,true\n"
        ),
    }
    draft = read(folder(tmp_path, files))
    assert [row.closed for row in schedules(draft)] == [False]
    assert FindingCode.HOURS_DIFFER in codes(draft)


def test_a_number_that_names_service_and_place_is_the_services(tmp_path: Path) -> None:
    files = {
        **HSDS3,
        "phones.csv": "id,service_id,location_id,number\np,svc_1,loc_1,916-440-1234\n",
    }
    assert [each.number for each in phones(read(folder(tmp_path, files)))] == ["+19164401234"]


@pytest.mark.parametrize("owner", ["location_id", "organization_id", "service_at_location_id"])
def test_a_number_that_one_row_keeps_private_is_not_shown_by_another(
    tmp_path: Path, owner: str
) -> None:
    key = {"location_id": "loc_1", "organization_id": "org_1", "service_at_location_id": "sal_1"}
    text = (
        f"id,{owner},number,type,IsPrivate,PhoneIsPrivate\n"
        f"1,{key[owner]},916-440-1234,voice,,yes\n2,{key[owner]},(916) 440-1234,voice,,no\n"
        f"3,{key[owner]},916-440-5555,voice,,no\n"
    )
    draft = read(folder(tmp_path, {**HSDS3, "phones.csv": text}))
    assert {each.number for each in phones(draft)} == {"+19164405555"}


def test_a_row_of_no_place_that_is_there_is_told(tmp_path: Path) -> None:
    files = with_row(HSDS3, "schedules.csv", "sch_9,,loc_9,,,,WEEKLY,SA,10:00:00,12:00:00")
    draft = read(folder(tmp_path, files))
    assert FindingCode.DANGLING_KEY in codes(draft)
    assert len(schedules(draft)) == 1


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param("riverhouse.org/visit/120-river-street", "https://riverhouse.org", id="path"),
        pytest.param("riverhouse.org/?at=120%20River%20St", "https://riverhouse.org", id="query"),
        pytest.param("120-river-street.org/home", None, id="host"),
        pytest.param("riverhouse.org/about", "https://riverhouse.org/about", id="nothing-told"),
    ],
)
def test_a_web_address_tells_no_hidden_place(
    tmp_path: Path, address: str, shown: str | None
) -> None:
    files = {
        **HSDS3,
        "locations.csv": "id,organization_id,name,IsConfidential\nloc_1,org_1,River House,yes\n",
        "organizations.csv": f"id,name,website\norg_1,River House,{address}\norg_2,Oak,\n",
    }
    draft = read(folder(tmp_path, files))
    sites = {each.id: each.website for each in draft.records if isinstance(each, Organization)}
    assert sites["org_1"] == shown


WAYS = "id,service_id,freq,byday,opens_at,closes_at,attending_type,description\n"
DOOR = "1,svc_1,WEEKLY,MO,09:00,17:00,PHYSICAL,\n"


def clocks(rows: list[Schedule]) -> list[tuple[str | None, str | None]]:
    return [(row.opens_at, row.closes_at) for row in rows]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("PHONE,", id="phone"),
        pytest.param("virtual,", id="virtual"),
        pytest.param("by appointment of the county,", id="not-known"),
        pytest.param(",Phone lines", id="said-in-the-note"),
    ],
)
def test_a_line_that_answers_at_night_opens_no_door(tmp_path: Path, other: str) -> None:
    text = f"{WAYS}{DOOR}2,svc_1,WEEKLY,MO,00:00,23:59,{other}\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert clocks(schedules(draft)) == [("09:00", "17:00")]
    (told,) = found(draft, FindingCode.HOURS_ELSEWHERE)
    assert (told.file, told.row) == ("schedules.csv", 3)


@pytest.mark.parametrize("way", ["in person", "IN_PERSON", "in-person or by phone", "walk-in", ""])
def test_hours_for_those_who_come_are_kept(tmp_path: Path, way: str) -> None:
    text = f"{WAYS}1,svc_1,WEEKLY,MO,09:00,17:00,{way},\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert clocks(schedules(draft)) == [("09:00", "17:00")]
    assert FindingCode.HOURS_ELSEWHERE not in codes(draft)


def test_a_service_without_a_place_has_the_hours_of_its_line(tmp_path: Path) -> None:
    night = {"freq": "WEEKLY", "byday": "MO", "opens_at": "00:00", "closes_at": "23:59"}
    rows = [{"id": "s1", "attending_type": "PHONE", **night}]
    value = {**SERVICE, "service_at_locations": [], "schedules": rows}
    draft = read(json_file(tmp_path, value))
    assert clocks(schedules(draft)) == [("00:00", "24:00")]
    assert FindingCode.HOURS_ELSEWHERE not in codes(draft)


def test_a_break_in_words_closes_no_day(tmp_path: Path) -> None:
    text = "id,service_id,hours\n1,svc_1,Mon-Fri 9am-5pm (closed 12-1pm)\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert schedules(draft) == []
    assert "closed 12-1pm" in (services(draft)[0].description or "")


def test_hours_that_were_joined_are_told_as_they_are_now(tmp_path: Path) -> None:
    rows = "1,svc_1,WEEKLY,MO,17:00,01:00,,\n2,svc_1,WEEKLY,MO,16:00,18:00,,\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": WAYS + rows}))
    assert clocks(schedules(draft)) == [("16:00", "01:00")]
    said = {each.assumed for each in found(draft, FindingCode.CELL_MENDED)}
    assert "The times overlap, so they were joined: MO 16:00-01:00." in said
    assert "Open past midnight, until the next day." in said
