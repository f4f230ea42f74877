"""Links that lead nowhere: what is kept by the others, and what is not given to anybody."""

from pathlib import Path

import pytest

from kiosk.publishing.findings import FindingCode
from tests.publishing.sources import HSDS3, codes, folder, found, phones, read, schedules

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
