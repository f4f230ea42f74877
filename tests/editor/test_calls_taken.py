"""The answers of calls in the workbook: only what was said changes, and only talking sets dates."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kiosk.domain.records import Phone, Status
from kiosk.domain.syncfile import Withdrawn
from kiosk.editor.calls.record import (
    FILE,
    CallResult,
    CallTry,
    load_tries,
    nobody_answers,
    save_tries,
)
from kiosk.editor.calls.spreadsheet import read_calls_file
from kiosk.editor.calls.taking import take_calls
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.forms.answer_file import TakePlan
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.workbook_reader import read_workbook
from tests.editor.both_paths import seen
from tests.editor.calls import HARBOR, OAK, TODAY, called_desk
from tests.editor.sources import HSDS3, folder
from tests.editor.typed import type_at_desk
from tests.editor.workbooks import Desk, by_id, over_sources, take_import

CALLED = dt.date(2026, 11, 27)
Cells = dict[tuple[str, int, int], tuple[Any, ...]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook and its list of calls, made once."""
    folder = tmp_path_factory.mktemp("made")
    called_desk(folder)
    result = type_at_desk(folder, "calls", "--now", f"{TODAY}T10:00")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def place(tmp_path: Path, made: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _cells(path: Path) -> Cells:
    """Every cell of a workbook that has anything: value, type, style, note."""
    book = load_workbook(path)
    return {
        (table.title, cell.row, cell.column): (
            cell.value, cell.data_type, cell.style, cell.comment.text if cell.comment else "",
        )
        for table in book for row in table.rows for cell in row
        if cell.value is not None or cell.comment
    }  # fmt: skip


def _changed(path: Path, before: Cells) -> dict[str, Any]:
    """The cells that differ, by sheet, id of the row and header."""
    after = _cells(path)
    found = {}
    for at in before.keys() | after.keys():
        if before.get(at) != after.get(at):
            title, row, column = at
            header = after[title, 1, column][0]
            key = after.get((title, row, 1), (f"row {row}",))[0]
            found[f"{title}/{key}/{header}"] = after.get(at, (None,))[0]
    return found


def _answer(place: Path, answers: Mapping[str, Mapping[str, str]]) -> Path:
    """Type answers into the list, by number and by the question; ``now: x`` into both cells."""
    file = place / "calls.xlsx"
    book = load_workbook(file)
    table = book["Calls"]
    left = {number: dict(some) for number, some in answers.items()}
    for row in range(1, table.max_row + 1):
        number = str(table.cell(row, 6).value or "").partition("/")[0]
        question = table.cell(row, 2).value
        if number in left and question in left[number]:
            word, _, typed = left[number].pop(question).partition(": ")
            table.cell(row, 4).value, table.cell(row, 5).value = word, typed or None
    assert not any(left.values()), f"never asked: {left}"
    book.save(file)
    stamp = dt.datetime.combine(TODAY, dt.time(12), dt.UTC).timestamp()
    os.utime(file, (stamp, stamp))
    return file


def _plan(place: Path, answers: Mapping[str, Mapping[str, str]]) -> TakePlan:
    return take_calls(place / "directory.xlsx", read_calls_file(_answer(place, answers)))


def _take(plan: TakePlan, decided: str = "yes") -> list[str]:
    assert plan.write is not None
    return [*plan.write({one.key: decided for one in plan.questions})]


def _said(result: str, **more: str) -> dict[str, str]:
    return {"Result": result, "Day of the call": f"{CALLED}", "Your initials": "ab"} | more


def _talked(**more: str) -> dict[str, str]:
    return _said("talked", **{"Who answered (a role)": "front desk"}) | more


def test_the_same_hours_and_a_new_cost_are_the_only_cells_that_change(place: Path) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {HARBOR: _talked() | {
        "The number to give out?": "same", "Hours? Meals": "same",
    }, OAK: _talked() | {
        "Hours?": "now: Tue 5-7pm", "What does it cost?": "now: free",
        "Any immigration status?": "yes", "Who can come?": "not known",
        "Languages, interpreter?": "now: English, Hmong, interpreter",
    }})  # fmt: skip
    assert plan.refused == ()
    assert "Oak Legal Center, 916-555-0177: Hours? not known → Tue 5:00 pm 7:00 pm" in plan.lines
    assert _cells(place / "directory.xlsx") == before, "a plan writes nothing"
    assert _take(plan) == ["2 calls taken."]
    hours = {"Hours confirmed on": f"{CALLED}"}
    new = {"Service": "clinic", "Days": "Tue", "Opens": "5:00 pm", "Closes": "7:00 pm", **hours}
    changed = _changed(place / "directory.xlsx", before)
    assert changed == {
        "Hours/meals.h1/Hours confirmed on": f"{CALLED}",
        "Hours/meals.h2/Hours confirmed on": f"{CALLED}",
        "Services/meals/Confirmed by phone?": "Yes",
        "Services/meals/Checked on": f"{CALLED}",
        "Services/clinic/Confirmed by phone?": "Yes",
        "Services/clinic/Checked on": f"{CALLED}",
        "Services/clinic/Cost": "Free",
        "Services/clinic/Any immigration status?": "Yes",
        "Services/clinic/Languages": "English, Hmong",
        "Services/clinic/Interpreter?": "Yes",
    } | {f"Hours/row 7/{header}": value for header, value in new.items()}
    draft = read_workbook(place / "directory.xlsx", ReadOptions())
    assert by_id(draft, "meals").confirmed
    assert by_id(draft, "desk").assured_date == TODAY - dt.timedelta(80), "nobody answered for it"
    notes = [one[3] for one in _cells(place / "directory.xlsx").values() if "Call of" in one[3]]
    assert notes == ["Call of November 27, 2026, by AB (front desk)"] * 2


@pytest.mark.parametrize("result", ["machine", "nobody"])
def test_without_anybody_no_cell_changes(place: Path, result: str) -> None:
    before = (place / "directory.xlsx").read_bytes()
    plan = _plan(place, {OAK: _said(result) | {"Who can come?": "now: Anyone"}})
    assert "answers count only if somebody talked" in plan.refused[0]
    _take(plan)
    assert (place / "directory.xlsx").read_bytes() == before
    assert load_tries(place / "directory.xlsx") == (
        CallTry(OAK, CALLED, CallResult(result), "", "AB"),
    )


def test_talking_without_a_fact_sets_no_date(place: Path) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {OAK: _talked() | {"Hours?": "not known", "Who can come?": "not known"}})
    _take(plan)
    assert _changed(place / "directory.xlsx", before) == {}


def test_a_service_is_not_checked_while_its_hours_are_open(place: Path) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {HARBOR: _talked() | {
        "Hours? Meals": "not known", "Who can come? Meals": "now: women, Families",
    }})  # fmt: skip
    assert "Meals: not marked as checked, its hours were not confirmed." in plan.lines
    _take(plan)
    assert _changed(place / "directory.xlsx", before) == {
        "Services/meals/Who can go": "Women, Families",
    }


def test_fewer_hours_empty_the_rows_that_are_left(place: Path) -> None:
    plan = _plan(place, {HARBOR: _talked() | {"Hours? Meals": "now: Mon-Fri 11:30am-1pm"}})
    _take(plan)
    draft = read_workbook(place / "directory.xlsx", ReadOptions())
    rows = [(one.id, one.opens_at, one.assured_hours) for one in seen(draft.records, "meals").hours]
    assert rows == [("meals.h1", "11:30", CALLED), ("meals.h3", "09:00", None)]
    assert not [one for one in draft.findings if one.file == "Hours"]


def test_a_new_number_stands_in_every_row_that_had_the_old_one(place: Path) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {HARBOR: _talked() | {
        "The number to give out?": "now: (916) 555-0143 ext 7"
    }})  # fmt: skip
    _take(plan)
    changed = _changed(place / "directory.xlsx", before)
    assert {key: value for key, value in changed.items() if key.startswith("Phones")} == {
        f"Phones/{key}/{header}": value
        for key in ("desk.1", "meals.1", "beds.2")
        for header, value in {"Number": "916-555-0143", "Extension": "7"}.items()
    }
    assert not [key for key in changed if key.startswith("Services")]


@pytest.mark.parametrize(("decided", "taken"), [("yes", True), ("no", False)])
def test_closed_for_good_needs_a_second_yes(place: Path, decided: str, *, taken: bool) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {OAK: _said("closed for good")})
    assert "is it closed for good? It takes 1 service off" in plan.questions[0].text
    _take(plan, decided)
    assert _changed(place / "directory.xlsx", before) == (
        {"Services/clinic/Status": "Gone for good"} if taken else {}
    )
    assert bool(load_tries(place / "directory.xlsx")) is taken
    draft = read_workbook(place / "directory.xlsx", ReadOptions())
    assert (by_id(draft, "clinic").status is Status.DEFUNCT) is taken


@pytest.mark.parametrize(("decided", "taken"), [("yes", True), ("no", False)])
def test_who_is_not_to_be_listed_is_withdrawn_and_never_called(
    place: Path, decided: str, *, taken: bool
) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {HARBOR: _said("do not list us")})
    _take(plan, decided)
    changed = _changed(place / "directory.xlsx", before)
    assert {key.partition("/")[0] for key in changed} == ({"Withdrawn"} if taken else set())
    draft = read_workbook(place / "directory.xlsx", ReadOptions())
    gone = tuple(Withdrawn(kind="service", id=key) for key in ("desk", "meals", "beds"))
    assert draft.withdrawn == (gone if taken else ())
    if taken:
        notes = {one[3] for at, one in _cells(place / "directory.xlsx").items()
                 if at[0] == "Withdrawn" and at[1] > 2 and one[3]}  # fmt: skip
        assert notes == {"Do not list us. Call of November 27, 2026, by AB"}
        (place / "calls.xlsx").unlink()
        assert (
            "Harbor" not in type_at_desk(place, "calls", "--json", "--now", f"{TODAY}T10:00").output
        )


def test_a_hidden_address_is_opened_by_a_second_yes_only(place: Path) -> None:
    before = _cells(place / "directory.xlsx")
    plan = _plan(place, {HARBOR: _talked() | {"Show the address? Beds": "yes"}})
    assert "show the address to everybody?" in plan.questions[0].text
    assert "4711" not in str(plan.lines) + str(plan.questions)
    _take(plan, "no")
    assert _changed(place / "directory.xlsx", before) == {}
    _take(plan)
    assert _changed(place / "directory.xlsx", before)["Places/harbor.2/Address shown?"] == "Show"


def test_three_tries_in_three_weeks_are_one_line_and_delete_nothing(place: Path) -> None:
    book = place / "directory.xlsx"
    save_tries(book, [CallTry(OAK, CALLED - dt.timedelta(ago), CallResult.NOBODY)
                      for ago in (15, 7)])  # fmt: skip
    before = book.read_bytes()
    plan = _plan(place, {OAK: _said("machine")})
    [line] = [one for one in plan.lines if "Nothing is deleted" in one]
    assert "nobody has answered 3 times since November 12, 2026" in line
    _take(plan)
    assert book.read_bytes() == before
    assert len(load_tries(book)) == 3
    phones = [Phone(id=f"a.{n}", service_id="a", number=OAK) for n in range(2)]
    [found] = nobody_answers(load_tries(book), phones, CALLED)
    assert found.code is FindingCode.NOBODY_ANSWERS
    assert found.value == "916-555-0177"
    assert found.assumed == "Nov 12 nobody, Nov 20 nobody, Nov 27 machine"
    assert not [*nobody_answers(load_tries(book), phones, CALLED + dt.timedelta(8))]


def test_what_changed_since_the_list_was_made_is_not_taken(place: Path) -> None:
    file = _answer(place, {HARBOR: _talked() | {"Hours? Meals": "same"}})
    book = Desk.of(place)
    row = next(row for row in range(3, 9) if book.book["Hours"].cell(row, 1).value == "meals.h2")
    book.put("Hours", "Opens", "10:00 am", row)
    book.save()
    plan = take_calls(book.path, read_calls_file(file))
    assert plan.refused == (
        "Harbor House, 916-555-0142: Hours? has changed in the workbook since the list was made.",
    )


def test_a_call_is_taken_once(place: Path) -> None:
    plan = _plan(place, {OAK: _talked() | {"Hours?": "now: Tue 5-7pm"}})
    _take(plan)
    plan = take_calls(place / "directory.xlsx", read_calls_file(place / "calls.xlsx"))
    assert plan.write is None
    assert "is taken already" in plan.refused[0]
    assert type_at_desk(place, "calls", "--now", f"{TODAY}T10:00").exit_code == 0


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"Result": "talked"}, "write the day of the call"),
        ({"Who can come?": "now: Anyone"}, "choose a result"),
        (_said("talked") | {"Day of the call": "2026-12-24"}, "is still to come"),
        (_talked() | {"Hours?": "now: ring first"}, "Write it like: Mon-Fri 9:00 am"),
        (_talked() | {"Who can come?": "now: everybody nice"}, "Write it like: Women"),
        (_talked() | {"Who can come?": "now"}, "Write what is true now."),
        (_talked() | {"Any immigration status?": "maybe"}, "Choose one of: yes, no, not known."),
        (_talked() | {"The number to give out?": "now: 12"}, "Write it like: 916-555-0142"),
    ],
)
def test_what_cannot_be_read_is_not_taken_and_says_how(
    place: Path, given: dict[str, str], says: str
) -> None:
    plan = _plan(place, {OAK: given})
    assert says in "".join(plan.refused)
    if plan.write:
        before = _cells(place / "directory.xlsx")
        _take(plan)
        assert _changed(place / "directory.xlsx", before) == {}


def test_a_name_is_never_kept_of_who_answered(place: Path) -> None:
    given = _talked() | {"Who answered (a role)": "Zora Quill", "Your initials": "Zora Quill"}
    plan = _plan(place, {OAK: given | {"What does it cost?": "now: free"}})
    _take(plan)
    kept = (place / FILE).read_text() + str(_cells(place / "directory.xlsx"))
    assert "Zora" not in kept
    assert "Quill" not in kept
    assert load_tries(place / "directory.xlsx")[0].role == "other"


def test_calls_about_another_workbook_are_refused(place: Path) -> None:
    file = _answer(place, {OAK: _said("nobody")})
    with pytest.raises(SourceError, match="These are calls about directory"):
        take_calls(place / "other.xlsx", read_calls_file(file))


def test_a_call_about_a_source_writes_rows_over_it(tmp_path: Path) -> None:
    take_import(tmp_path, folder(tmp_path, HSDS3))
    before = over_sources(tmp_path, "oak211").read()
    service = by_id(before, "oak211.svc_1")
    number = seen(before.records, service.id).phones[0].number
    type_at_desk(tmp_path, "calls", "--now", f"{TODAY}T10:00")
    plan = _plan(tmp_path, {number: _talked() | {"Hours? Family Meals": "same"}})
    _take(plan)
    after = read_workbook(tmp_path / "directory.xlsx", ReadOptions())
    assert by_id(after, service.id).confirmed
    assert by_id(after, service.id).assured_date == CALLED
    assert by_id(after, service.id).cost == service.cost, "all else is still the source's"

    week, then = (seen(draft.records, service.id) for draft in (after, before))
    assert week.open == then.open != []
    assert {one.assured_hours for one in week.hours} == {CALLED}


def test_the_command_says_what_it_would_change_and_asks(place: Path) -> None:
    file = _answer(place, {OAK: _said("closed for good"), HARBOR: _said("machine")})
    result = type_at_desk(place, "take", str(file), "--yes")
    assert result.exit_code == 1
    assert "Oak Legal Center, 916-555-0177: closed for good (November 27, 2026)" in result.output
    assert "Nothing was written: answer with --answer" in result.output
    answer = f"{OAK}/closed=yes"
    result = type_at_desk(place, "take", str(file), "--yes", "--answer", answer)
    assert result.exit_code == 0, result.output
    assert "2 calls taken." in result.output
