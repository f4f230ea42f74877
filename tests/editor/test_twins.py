"""Rows that may be one and the same: which are asked about, and what the answers change."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.records import (
    AddressVisibility,
    AnyRecord,
    Location,
    Need,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.forms.answer_file import TakePlan
from kiosk.editor.forms.form import base_hash
from kiosk.editor.sources.judged import DIFFERENT, SAME, load_judged
from kiosk.editor.twins import take_twins, twin_pairs
from tests.editor.sources import HSDS3, folder
from tests.editor.typed import answered, type_at_desk
from tests.editor.workbooks import by_id, over_sources, take_import

NOW = ("--now", "2026-11-28T10:00")
HOUSE = ("harbor-house-meals", "oak211.m1")


def _service(key: str, owner: str, name: str, number: str) -> list[AnyRecord]:
    return [
        Service(id=key, organization_id=owner, name=name, quiet_name="Q", phrase="Help",
                categories=(Need.FOOD,)),
        Phone(id=f"{key}.1", service_id=key, number=number),
    ]  # fmt: skip


def _pairs(ours: str, theirs: str, numbers: tuple[str, str], owner: str = "Harbor") -> Any:
    records = [
        Organization(id="harbor", name=owner),
        Organization(id="oak211.o1", name="Elsewhere"),
        *_service(HOUSE[0], "harbor", ours, numbers[0]),
        *_service(HOUSE[1], "oak211.o1", theirs, numbers[1]),
    ]
    found = twin_pairs(records, ["oak211"])
    return [(one.kept.id, one.left_out.id) for one in found]


ONE, OTHER = "+19165550142", "+19165550177"


@pytest.mark.parametrize(
    ("ours", "theirs", "numbers", "asked"),
    [
        ("Harbor Meals", "HARBOR MEALS, Inc.", (ONE, ONE), True),
        ("Harbor Meals", "Meals (Harbor)", (ONE, ONE), True),
        ("Harbor Meals", "Harbor Meals", (ONE, OTHER), False),
        ("Harbor Meals", "Legal evening", (ONE, ONE), False),
        ("Harbor", "Harbor Meals", (ONE, ONE), False),  # an agency and its own programme
    ],
)
def test_one_number_and_like_names_are_asked(
    ours: str, theirs: str, numbers: tuple[str, str], *, asked: bool
) -> None:
    assert _pairs(ours, theirs, numbers) == ([HOUSE] if asked else [])


@pytest.mark.parametrize(("shown", "asked"), [(True, True), (False, False)])
def test_a_shown_street_is_as_good_as_a_number_a_hidden_one_is_not(
    *, shown: bool, asked: bool
) -> None:
    visible = AddressVisibility.PUBLIC if shown else AddressVisibility.HIDDEN
    records: list[AnyRecord] = [
        Organization(id="harbor", name="Harbor"),
        Organization(id="oak211.o1", name="Elsewhere"),
    ]
    for key, owner, street, number in (
        (HOUSE[0], "harbor", "12 Main Street", ONE),
        (HOUSE[1], "oak211.o1", "12 Main St.", OTHER),
    ):
        records += [
            *_service(key, owner, "Harbor Meals", number),
            Location(id=f"{key}.p", organization_id=owner, address_1=street, city="Oakton",
                     address_visibility=visible),
            ServiceAtLocation(id=f"{key}.at", service_id=key, location_id=f"{key}.p"),
        ]  # fmt: skip
    pairs = twin_pairs(records, ["oak211"])
    assert [one.left_out.id for one in pairs] == ([HOUSE[1]] if asked else [])
    assert ("Main" in str(pairs)) is shown


def test_the_source_that_comes_first_stays() -> None:
    records = [
        Organization(id="elm.o", name="E"),
        Organization(id="oak.o", name="O"),
        *_service("elm.1", "elm.o", "Harbor Meals", ONE),
        *_service("oak.1", "oak.o", "Harbor Meals", ONE),
    ]
    [pair] = twin_pairs(records, ["oak", "elm"])
    assert (pair.kept.id, pair.left_out.id) == ("oak.1", "elm.1")


def test_a_switchboard_tells_nothing_apart() -> None:
    records = [Organization(id="harbor", name="H"), Organization(id="oak211.o1", name="E")]
    many = [one for at in range(16) for one in (
        *_service(f"ours-{at}", "harbor", "County help", ONE),
        *_service(f"oak211.{at}", "oak211.o1", "County help", ONE))]  # fmt: skip
    assert twin_pairs([*records, *many], ["oak211"]) == ()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workbook and a source that have one service and one organization in common."""
    files = {name: text.replace("Family Meals", "River Meals") for name, text in HSDS3.items()}
    take_import(tmp_path, folder(tmp_path, files))
    over_sources(tmp_path, "oak211").save()
    return tmp_path


def _answered(place: Path, verdict: str) -> TakePlan:
    result = type_at_desk(place, "twins", *NOW)
    assert "2 pairs that may be the same" in result.output, result.output
    page = (place / "twins.html").read_text()
    key = "oak211.svc_1=river-meals"
    assert key in page
    base = page.partition(f'data-key="{key}"')[2].partition('data-base="')[2][:12]
    answer = answered("twins", "directory.xlsx", {key: base}, {key: verdict})
    return take_twins(place / "directory.xlsx", answer)


@pytest.mark.parametrize(("verdict", "left"), [(SAME, False), (DIFFERENT, True)])
def test_an_answer_is_kept_and_asked_once(place: Path, verdict: str, *, left: bool) -> None:
    plan = _answered(place, verdict)
    assert not plan.refused
    assert plan.write is not None
    before = (place / "directory.xlsx").read_bytes()
    assert [*plan.write({})] == ["1 pair judged."]
    assert (place / "directory.xlsx").read_bytes() == before
    [judged] = load_judged(place / "sources" / "oak211")
    assert (judged.left_out, judged.kept, judged.answer) == (
        "oak211.svc_1", "river-meals", verdict,
    )  # fmt: skip
    says = "1 pair that may be the same" if left else "No two rows look like the same."
    assert says in type_at_desk(place, "twins", *NOW).output, "left are the organizations of both"
    draft = _read(place)
    assert (by_id(draft, "oak211.svc_1") is not None) is left
    assert bool([one for one in draft.records
                 if getattr(one, "service_id", "") == "oak211.svc_1"]) is left  # fmt: skip
    assert by_id(draft, "river-meals").phrase == "A hot meal at noon"
    assert by_id(draft, "oak211.svc_2") is not None


def _read(place: Path) -> Any:
    from kiosk.editor.sources.workbook_reader import read_workbook  # noqa: PLC0415 - after the fixture

    return read_workbook(place / "directory.xlsx", ReadOptions())


def test_services_of_a_left_out_organization_belong_to_the_one_that_stays(place: Path) -> None:
    file = place / "sources" / "oak211" / "twins.tsv"
    file.write_text("left_out\tkept\tanswer\ton\noak211.org_1\triver-house\tsame\t2026-11-28\n")
    draft = _read(place)
    assert by_id(draft, "oak211.org_1") is None
    assert by_id(draft, "oak211.svc_1").organization_id == "river-house"


def test_a_row_stays_if_the_one_it_is_the_same_as_is_gone(place: Path) -> None:
    file = place / "sources" / "oak211" / "twins.tsv"
    file.write_text("left_out\tkept\tanswer\ton\noak211.svc_1\tgone\tsame\t2026-11-28\n")
    assert by_id(_read(place), "oak211.svc_1") is not None


def test_what_changed_since_is_asked_once_more(place: Path) -> None:
    key = "oak211.svc_1=river-meals"
    answer = answered("twins", "directory.xlsx", {key: base_hash("old")}, {key: SAME})
    plan = take_twins(place / "directory.xlsx", answer)
    assert plan.write is None
    assert "has changed" in plan.refused[0]
    bad = msgspec.structs.replace(answer, answers={"x=y": SAME})
    assert take_twins(place / "directory.xlsx", bad).write is None
