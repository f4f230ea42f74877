"""A slice of one organization: what is in it, and what its answers may and may not change."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kiosk.domain.records import (
    AddressVisibility,
    Location,
    Need,
    Organization,
    Phone,
    PhoneType,
    Schedule,
    Service,
    ServiceAtLocation,
    Weekday,
)
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.forms.answer_file import FormAnswer
from kiosk.editor.forms.form import Form, base_hash
from kiosk.editor.forms.form_page import form_page
from kiosk.editor.forms.slice_rows import OrganizationRows, organization_rows
from kiosk.editor.forms.slices import plan_slice, slice_form, take_slice
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.why import why_answer
from kiosk.editor.sources.workbook_reader import read_workbook
from tests.editor.sources import HSDS3, folder
from tests.editor.typed import answered, type_at_desk
from tests.editor.workbooks import RECORDS, Desk
from tests.long_runs import FULL

HIDDEN = "4711 Hidden Lane"
MEALS = "Services/river-meals"
NUMBER = "Phones/river-meals.1/number"
RIVER = (
    *RECORDS,
    Location(
        id="river-house.2",
        organization_id="river-house",
        address_visibility=AddressVisibility.HIDDEN,
        address_1=HIDDEN,
        city="Sacramento",
    ),
    ServiceAtLocation(id="river-meals.at2", service_id="river-meals", location_id="river-house.2"),
    Phone(
        id="river-meals.2", service_id="river-meals", number="+19164401235", type=PhoneType.TTY
    ),
    Schedule(id="river-meals.h1", service_id="river-meals", byday=(Weekday.MO,), opens_at="09:00",
             closes_at="17:00"),
    Organization(id="other-house", name="Other House"),
    Service(
        id="other-line", organization_id="other-house", name="Other Line", quiet_name="Other",
        categories=(Need.TALK,), phrase="Talk now",
    ),
    Phone(id="other-line.1", service_id="other-line", number="+19164409999"),
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return Desk(tmp_path, RIVER, languages=()).path.parent


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose workbook no test changes."""
    return Desk(tmp_path_factory.mktemp("still"), RIVER, languages=()).path.parent


@pytest.fixture(scope="module")
def rows(still: Path) -> OrganizationRows:
    return organization_rows(still / "directory.xlsx", "river-house")


def _form(place: Path, organization: str = "river-house", *, with_hidden: bool = False) -> Form:
    rows = organization_rows(place / "directory.xlsx", organization)
    return slice_form(rows, with_hidden=with_hidden)


def _answer(
    place: Path, answers: dict[str, Any], *, with_hidden: bool = False, **base: str
) -> FormAnswer:
    stood = {
        one.key: base_hash(one.base)
        for one in _form(place, with_hidden=with_hidden).questions()
        if one.base is not None
    }
    return answered("slice", "river-house", stood | base, {"by": "front desk", **answers})


def _take(place: Path, answer: FormAnswer, **typed: str) -> tuple[str, ...]:
    plan = take_slice(place / "directory.xlsx", answer)
    assert plan.write is not None, plan.refused
    return tuple(plan.write({"called": "yes", **typed}))


def _says(place: Path, key: str) -> dict[str, str]:
    return {
        f"{cell['sheet']} {cell['column']}": cell["text"]
        for cell in why_answer(place / "directory.xlsx", key)["cells"]
        if cell["id"] == key
    }


def test_a_slice_has_the_rows_of_one_organization_and_no_hidden_street(still: Path) -> None:
    page = form_page(_form(still))
    assert "River Meals" in page
    assert "120 River Street" in page
    for stranger in ("Other Line", "440-9999", HIDDEN, "Hidden Lane"):
        assert stranger not in page
    assert HIDDEN in form_page(_form(still, with_hidden=True))
    keys = {one.key for one in _form(still, with_hidden=True).questions()}
    assert {f"{MEALS}/phrase", NUMBER, "Hours/river-meals.h1/opens_at"} <= keys
    columns = {key.rpartition("/")[2] for key in keys}
    assert not columns & {"id", "organization_id", "service_id", "helpline", "law_enforcement"}
    assert not columns & {"confirmed", "made_for", "does_too", "assured_date", "places", "show"}


def test_a_slice_of_twenty_services_is_small(tmp_path: Path) -> None:
    records = [
        record
        for number in range(20)
        for record in (
            Service(
                id=f"meals-{number}", organization_id="river-house", name=f"River Meals {number}",
                quiet_name=f"Kitchen {number}", categories=(Need.FOOD,),
                phrase="A hot meal at noon, and a bag to take home",
                description="Come at noon. You can sit or take it with you. Bring nothing.",
            ),
            Phone(id=f"meals-{number}.1", service_id=f"meals-{number}", number="+19164401234"),
        )
    ]  # fmt: skip
    Desk(tmp_path, (*RECORDS[:1], *records), languages=())
    assert len(form_page(_form(tmp_path)).encode()) <= 120_000


def test_what_they_changed_alone_is_theirs_after_atype_at_desk(place: Path) -> None:
    answer = _answer(
        place,
        {
            f"{MEALS}/phrase": "A hot meal at one",
            f"{MEALS}/cost": "Free",
            NUMBER: "916-555-0142",
            "Hours/river-meals.h1/opens_at": "10:00 am",
            "Places/river-house.1/address_visibility": "Hide",
        },
    )
    plan = take_slice(place / "directory.xlsx", answer)
    assert plan.refused == ()
    assert [one.key for one in plan.questions] == ["called"]
    assert any("“A hot meal at noon” → “A hot meal at one”" in line for line in plan.lines)
    before = (place / "directory.xlsx").read_bytes()
    assert _take(place, answer, called="no") == (
        "Nothing was written. Call the number you know, not one of this file.",
    )
    assert (place / "directory.xlsx").read_bytes() == before
    assert _take(place, answer) == ("Written: 5 cells.",)
    draft = read_workbook(place / "directory.xlsx", ReadOptions())
    by_id = {one.id: one for one in draft.records}
    assert by_id["river-meals"].phrase == "A hot meal at one"
    assert by_id["river-meals.1"].number == "+19165550142"
    assert by_id["river-meals.2"].number == "+19164401235"
    (hours,) = (one for one in draft.records if isinstance(one, Schedule))
    assert hours.opens_at == "10:00"
    assert (place / "directory.before.xlsx").read_bytes() == before


@pytest.mark.parametrize(("typed", "phrase"), [("ours", "Ours"), ("theirs", "Theirs")])
def test_what_both_changed_is_chosen_by_a_person(place: Path, typed: str, phrase: str) -> None:
    answer = _answer(place, {f"{MEALS}/phrase": "Theirs", f"{MEALS}/cost": "Free"})
    book = load_workbook(place / "directory.xlsx")
    sheet = book["Services"]
    head = [cell.value for cell in sheet[1]]
    sheet.cell(3, head.index("Short phrase") + 1).value = "Ours"
    book.save(place / "directory.xlsx")
    plan = take_slice(place / "directory.xlsx", answer)
    assert [one.key for one in plan.questions] == [f"{MEALS}/phrase", "called"]
    assert plan.questions[0].choices == {"ours": "“Ours”", "theirs": "“Theirs”"}
    _take(place, answer, **{f"{MEALS}/phrase": typed})
    said = _says(place, "river-meals")
    assert (said["Services Short phrase"], said["Services Cost"]) == (phrase, "Free")


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("Services/other-line/phrase", "Mine now", "this is not a row of River House."),
        ("Phones/other-line.1/number", "916-555-0199", "this is not a row of River House."),
        ("Organizations/other-house/name", "Mine", "this is not a row of River House."),
        (f"{MEALS}/id", "meals", "only the coalition writes the column Id."),
        (f"{MEALS}/organization_id", "other-house", "the column Organization."),
        (f"{MEALS}/places", "other-house.1", "the column Places."),
        (f"{MEALS}/helpline", "Yes", "the column Helpline?."),
        (f"{MEALS}/law_enforcement", "No", "the column Police answer?."),
        (f"{MEALS}/confirmed", "Yes", "the column Confirmed by phone?."),
        (f"{MEALS}/made_for", "Eat today", "the column Made for."),
        (f"{MEALS}/assured_date", "2026-11-28", "the column Checked on."),
        (f"{MEALS}/nonsense", "x", "no such column."),
        ("Helplines/line-988/number", "916-555-0199", "no such sheet"),
        ("nonsense", "x", "no such sheet"),
        ("Places/river-house.2/address_1", "1 Main Street", "this place is hidden"),
        ("Places/river-house.2/address_visibility", "Show", "never show one"),
        ("Places/river-house.1/address_visibility", "", "never show one"),
        (f"{MEALS}/name", "", "cannot be empty"),
        (f"{MEALS}/phrase", "x" * 91, "longer than its column"),
        (f"{MEALS}/phrase", "A\u202emeal", "invisible letters"),
        (f"{MEALS}/phrase", ("a", "b"), "one answer belongs here"),
        (NUMBER, "call us", ""),
        ("Hours/river-meals.h1/opens_at", "early", ""),
    ],
)
def test_what_is_not_theirs_or_cannot_be_read_is_refused(
    still: Path, key: str, value: object, reason: str
) -> None:
    plan = take_slice(still / "directory.xlsx", _answer(still, {key: value}))
    (refused,) = plan.refused
    assert refused.startswith(f"{key}: ")
    assert reason in refused
    assert plan.write is None
    assert plan.questions == ()


def test_a_hidden_street_is_taken_only_from_a_form_that_showed_it(still: Path) -> None:
    key = "Places/river-house.2/address_1"
    shown = _answer(still, {key: "1 New Lane"}, with_hidden=True)
    assert take_slice(still / "directory.xlsx", shown).refused == ()
    forged = _answer(still, {key: "1 New Lane"}, **{key: base_hash("1 Main Street")})
    (refused,) = take_slice(still / "directory.xlsx", forged).refused
    assert "this place is hidden" in refused


def test_a_forged_hash_is_asked_about(still: Path) -> None:
    answer = _answer(still, {f"{MEALS}/phrase": "Theirs"}, **{f"{MEALS}/phrase": "0" * 12})
    plan = take_slice(still / "directory.xlsx", answer)
    assert [one.key for one in plan.questions] == [f"{MEALS}/phrase", "called"]


def test_what_they_add_is_shown_and_noted(place: Path) -> None:
    answer = _answer(place, {f"{MEALS}/#remark": "We close in May."})
    plan = take_slice(place / "directory.xlsx", answer)
    assert plan.lines == ("They also write: We close in May.",)
    _take(place, answer)
    sheet = load_workbook(place / "directory.xlsx")["Services"]
    notes = [
        cell.comment.text for row in sheet.iter_rows(min_row=3) for cell in row if cell.comment
    ]
    assert notes == ["We close in May."]


def test_an_organization_of_a_source_gets_rows_over_it(tmp_path: Path) -> None:
    Desk(tmp_path, languages=())
    source = str(folder(tmp_path, HSDS3, "export"))
    words = ["import", "oak211", source, "--title", "Oak County 211", "--public-addresses"]
    assert type_at_desk(tmp_path, *words).exit_code == 0
    rows = organization_rows(tmp_path / "directory.xlsx", "oak211.org_1")
    form = slice_form(rows)
    keys = [one.key for one in form.questions()]
    number = next(key for key in keys if key.startswith("Phones/") and key.endswith("/number"))
    service = next(key for key in keys if key.startswith("Services/") and key.endswith("/phrase"))
    base = {one.key: base_hash(one.base) for one in form.questions() if one.base is not None}
    said = {"by": "office", number: "916-555-0142", service: "Meals at noon"}
    answer = answered("slice", "oak211.org_1", base, said)
    before = len([key for key in keys if key.startswith("Phones/") and key.endswith("/number")])
    assert _take(tmp_path, answer) == ("Written: 2 cells.",)
    after = organization_rows(tmp_path / "directory.xlsx", "oak211.org_1")
    texts = {cell.key: cell.text for cell in after.cells()}
    assert (texts[number], texts[service]) == ("916-555-0142", "Meals at noon")
    assert len([key for key in texts if key.endswith("/number")]) == before
    assert read_workbook(tmp_path / "directory.xlsx", ReadOptions()).records


def test_the_commands_ask_whether_somebody_called(place: Path) -> None:
    result = type_at_desk(place, "slice", "river-house")
    assert result.exit_code == 0, result.output
    assert (place / "river-house-slice.html").is_file()
    assert "Did you mean river-house?" in type_at_desk(place, "slice", "river-hous").output
    out = place / "slice.xlsx"
    assert type_at_desk(place, "slice", "river-house", "-o", str(out)).exit_code == 0
    book = load_workbook(out)
    rows = {row[0].value: row for row in book["Form"].iter_rows(min_row=5)}
    rows[f"{MEALS}/phrase"][4].value = "A hot meal at one"
    rows["by"][4].value = "front desk"
    book.save(out)
    result = type_at_desk(place, "take", str(out), "--yes")
    assert result.exit_code == 1
    assert "answer with --answer called=…" in result.output
    assert (
        "It would ask: Did you call them back"
        in type_at_desk(place, "take", str(out), "--dry-run").output
    )
    result = type_at_desk(place, "take", str(out), "--yes", "--answer", "called=yes")
    assert result.output.splitlines()[-1] == "Written: 1 cell."
    assert _says(place, "river-meals")["Services Short phrase"] == "A hot meal at one"


KEYS = st.sampled_from(
    [NUMBER, f"{MEALS}/phrase", f"{MEALS}/cost", f"{MEALS}/id", f"{MEALS}/#remark", "by", "Hours//"]
)
VALUES = st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3).map(tuple)


@settings(
    max_examples=10_000 if FULL else 200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    answers=st.dictionaries(KEYS | st.text(min_size=1, max_size=20), VALUES, max_size=6),
    base=st.dictionaries(KEYS, st.sampled_from(["0" * 12, base_hash("")]), max_size=3),
)
def test_any_answers_are_a_plan_or_one_sentence(
    rows: OrganizationRows, answers: dict[str, Any], base: dict[str, str]
) -> None:
    try:
        plan = plan_slice(rows, answered("slice", rows.id, base, answers))
    except SourceError:
        return
    assert not any("\n" in line for line in (plan.title, *plan.lines, *plan.refused))
