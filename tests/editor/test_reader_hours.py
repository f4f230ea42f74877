"""Hours of a telephone are not those of the door, and joined hours are told."""

from pathlib import Path

import pytest

from kiosk.domain.records import Schedule
from kiosk.editor.publish.findings import FindingCode
from tests.editor.sources import (
    HSDS3,
    SERVICE,
    codes,
    folder,
    found,
    json_file,
    read,
    schedules,
    services,
)

HEADER = "id,service_id,freq,byday,opens_at,closes_at,attending_type,description\n"
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
    text = f"{HEADER}{DOOR}2,svc_1,WEEKLY,MO,00:00,23:59,{other}\n"
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": text}))
    assert clocks(schedules(draft)) == [("09:00", "17:00")]
    (told,) = found(draft, FindingCode.HOURS_ELSEWHERE)
    assert (told.file, told.row) == ("schedules.csv", 3)


@pytest.mark.parametrize("way", ["in person", "IN_PERSON", "in-person or by phone", "walk-in", ""])
def test_hours_for_those_who_come_are_kept(tmp_path: Path, way: str) -> None:
    text = f"{HEADER}1,svc_1,WEEKLY,MO,09:00,17:00,{way},\n"
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
    draft = read(folder(tmp_path, {**HSDS3, "schedules.csv": HEADER + rows}))
    assert clocks(schedules(draft)) == [("16:00", "01:00")]
    said = {each.assumed for each in found(draft, FindingCode.CELL_MENDED)}
    assert "The times overlap, so they were joined: MO 16:00-01:00." in said
    assert "Open past midnight, until the next day." in said
