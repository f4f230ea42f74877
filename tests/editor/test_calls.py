"""Whom to call to check facts, in which order, and what to ask; lines are never called."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openpyxl import load_workbook

from kiosk.domain.records import Phone, Schedule, Service
from kiosk.editor.calls.call_questions import MOST, Ask, chosen, questions_of
from kiosk.editor.calls.offices import offices_of, read_call_book
from kiosk.editor.calls.record import CallResult, CallTry
from kiosk.editor.calls.worklist import Worklist, worklist_of
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.workbook.source_draft import Draft
from tests.contract import validate
from tests.editor.calls import (
    CRISIS,
    HARBOR,
    OAK,
    RECORDS,
    TODAY,
    WEEK,
    called_desk,
    hours,
    service,
)
from tests.editor.typed import type_at_desk
from tests.editor.website.browsing import browser, resize
from tests.sync.toolkit import revised

ALL_SHOWN = """
document.querySelectorAll("h2, .clamp").forEach(one => one.style.overflow = "visible")
"""
NOW = ("--now", f"{TODAY}T10:00")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return called_desk(tmp_path_factory.mktemp("made")).path


@pytest.fixture
def place(tmp_path: Path, made: Path) -> Path:
    shutil.copy(made, tmp_path)
    return tmp_path


def _work(*records: Any, findings: Any = (), tries: Any = (), **more: Any) -> Worklist:
    draft = Draft("", [*(records or RECORDS)], findings=[*findings])
    return worklist_of(offices_of(draft, TODAY), tries, TODAY, **more)


def test_one_number_is_one_call_and_lines_are_never_called() -> None:
    work = _work()
    assert [(one.office.number, one.reason.rank) for one in work.calls] == [(HARBOR, 1), (OAK, 3)]
    assert [one.service.id for one in work.calls[0].office.services] == ["desk", "meals", "beds"]
    assert {one.called.service.id for one in work.lines} == {"night", "police", "talk"}
    assert [one.called.service.id for one in work.silent] == ["page"]
    every = {one.office.number for one in work.calls}
    assert not every & {CRISIS, "+19165550111", "+19165550112"}


@pytest.mark.parametrize("kind", ["helpline", "law_enforcement", "report_line"])
def test_the_number_of_a_line_is_called_for_no_other_service(kind: str) -> None:
    line = service("x", "oak", "X", **{kind: True})
    work = _work(*RECORDS, line, Phone(id="x.1", service_id="x", number=OAK))
    assert OAK not in {one.office.number for one in work.calls}
    assert {"x", "clinic"} <= {one.called.service.id for one in work.lines}


@pytest.mark.parametrize("number", ["211", "988", "+18003738255"])
def test_short_numbers_are_lines(number: str) -> None:
    short = [Phone(id="page.1", service_id="page", number=number)]
    work = _work(*RECORDS, *short)
    called = {one.office.number for one in work.calls}
    assert (number in called) is number.startswith("+")


@pytest.mark.parametrize(
    ("checked", "confirmed", "within", "why"),
    [
        (80, None, 30, "from December 9, 2026 the hours count as usual ones only"),
        (80, None, 10, ""),
        (170, None, 30, "from December 9, 2026 the hours stand with their year only"),
        (360, 355, 30, "from December 9, 2026 the hours stand with their year only"),
        (200, None, 30, ""),
    ],
)
def test_what_changes_on_the_screen_within_days_is_due(
    checked: int, confirmed: int | None, within: int, why: str
) -> None:
    day = TODAY - dt.timedelta(checked)
    asked = TODAY - dt.timedelta(confirmed) if confirmed else None
    records = [
        service("x", "oak", "X", assured_date=day),
        Phone(id="x.1", service_id="x", number=OAK),
        hours("x.h1", "x", *WEEK, assured_hours=asked),
    ]
    reason = _work(*records, within=within).calls[0].reason
    assert (reason.words.partition(" (")[0] if reason.rank == 1 else "") == why


def test_the_order_is_by_harm() -> None:
    keys = ["rest", "held", "never", "first", "ends"]
    days = {"rest": TODAY - dt.timedelta(400), "held": TODAY, "never": None, "first": TODAY,
            "ends": TODAY}  # fmt: skip
    records = [
        service(key, key, key.title(), assured_date=days[key], confirmed=key == "held",
                valid_until=TODAY + dt.timedelta(5) if key == "ends" else None)
        for key in keys
    ]  # fmt: skip
    records[3] = msgspec.structs.replace(
        records[3], situations=RECORDS[7].situations, assured_date=TODAY - dt.timedelta(300)
    )
    phones = [Phone(id=f"{key}.1", service_id=key, number=f"+1916555020{at}")
              for at, key in enumerate(keys)]  # fmt: skip
    tile = msgspec.structs.replace(RECORDS[-1], codes=("bed_tonight",))
    held = SourceFinding(FindingCode.PERSON_NUMBER, Weight.LEFT_OUT, "Phones", names="service held")
    work = _work(*records, *phones, tile, findings=[held])
    assert [one.office.services[0].service.id for one in work.calls] == [*reversed(keys)]
    assert [one.reason.rank for one in work.calls] == [1, 2, 3, 4, 5]
    assert work.due == 1


def test_a_service_whose_only_number_is_held_comes_first_among_those_without_one() -> None:
    held = SourceFinding(FindingCode.PERSON_NUMBER, Weight.LEFT_OUT, "Phones", names="service h")
    work = _work(*RECORDS, service("h", "oak", "H"), findings=[held])
    assert [one.called.service.id for one in work.silent] == ["h", "page"]
    assert "held" in work.silent[0].why


def test_at_most_eight_questions_from_what_is_missing_or_old() -> None:
    office = offices_of(Draft("", [*RECORDS]), TODAY, frozenset({"harbor.1", "harbor.2"})).offices
    asked = chosen(questions_of(office[0], TODAY))
    assert len(asked) == MOST
    assert [one.ask for one in asked][:4] == [Ask.NUMBER, Ask.HOURS, Ask.HOURS, Ask.HOURS]
    subjects = {(one.ask, one.subject, one.present) for one in asked}
    assert (Ask.HOURS, "Meals", "Mon-Fri 9:00 am-5:00 pm; Sat 9:00 am-5:00 pm") in subjects
    assert (Ask.STREET, "Beds", "") in subjects
    assert (Ask.BEDS, "Beds", "") in subjects
    assert not any(one.ask is Ask.WHO and "Front desk" in one.subject for one in asked)


def test_papers_are_asked_of_law_reports_of_youth_and_beds_of_shelters() -> None:
    of = {
        one.number: {each.ask for each in questions_of(one, TODAY)}
        for one in offices_of(Draft("", [*RECORDS]), TODAY).offices
    }
    assert Ask.PAPERS in of[OAK]
    assert not {Ask.BEDS, Ask.REPORT} & of[OAK]
    assert Ask.BEDS in of[HARBOR]
    assert Ask.PAPERS not in of[HARBOR]


def test_no_hidden_street_is_in_any_file(place: Path) -> None:
    result = type_at_desk(place, "calls", *NOW)
    assert result.exit_code == 0, result.output
    made = [place / "calls.html", place / "calls.xlsx"]
    book = load_workbook(made[1])
    texts = [str(cell.value) for table in book for row in table.rows for cell in row]
    texts += [made[0].read_text(), result.output]
    texts.append(type_at_desk(place, "calls", "--json", *NOW).output)
    for word in ("4711", "Willow", "12 Main Street"):
        assert not [text for text in texts if word in text]


def test_paper_has_two_calls_on_a_sheet_and_the_lines_at_the_end(place: Path) -> None:
    assert "2 calls, about 1 hour. The first 1 keep" in type_at_desk(place, "calls", *NOW).output
    page = (place / "calls.html").read_text()
    assert page.count('<article class="call">') == 2
    assert page.count('<section class="sheet">') == 1
    before, after = page.split("Not called: lines")
    assert "Night Line" in after
    assert "Night Line" not in before
    assert "script" not in page
    assert "ext. 12" in before


def test_no_letter_on_paper_is_cut_below_its_line(place: Path, tmp_path: Path) -> None:
    """Long texts end after two lines; the last line shown keeps its descenders."""
    type_at_desk(place, "calls", *NOW)
    page, profile = place / "calls.html", tmp_path / "profile"
    page.write_text(re.sub(r"(<h2>|Why now: <b>)[^<]*", r"\1Gypsy jay pig", page.read_text()))
    with browser(profile) as driver:
        resize(driver, 1280, 1000)
        driver.get(page.as_uri())
        cut = driver.get_screenshot_as_png()
        driver.execute_script(ALL_SHOWN)
        assert cut == driver.get_screenshot_as_png()


def test_only_answers_can_be_typed_and_choices_come_from_lists(place: Path) -> None:
    type_at_desk(place, "calls", *NOW)
    table = load_workbook(place / "calls.xlsx")["Calls"]
    assert table.protection.sheet
    unlocked = {cell.column for row in table.rows for cell in row if not cell.protection.locked}
    assert unlocked == {4, 5}
    lists = {rule.formula1 for rule in table.data_validations.dataValidation}
    assert '"same,now,not known"' in lists
    assert '"talked,machine,nobody,closed for good,do not list us"' in lists
    assert table.column_dimensions["F"].hidden


def test_answers_that_nobody_has_taken_are_not_written_over(place: Path) -> None:
    type_at_desk(place, "calls", *NOW)
    assert type_at_desk(place, "calls", *NOW).exit_code == 0
    book = load_workbook(place / "calls.xlsx")
    book["Calls"].cell(6, 4).value = "talked"
    book.save(place / "calls.xlsx")
    result = type_at_desk(place, "calls", *NOW)
    assert result.exit_code == 1
    assert "has answers that are not taken yet" in result.output


def test_the_weekly_mail_lists_what_is_due(place: Path) -> None:
    answer = json.loads(type_at_desk(place, "calls", "--due", "30", "--json", *NOW).output)
    validate("calls", answer)
    [due] = answer["calls"]
    assert (due["number"], due["due"], due["organization"]) == (
        HARBOR, "2026-12-09", "Harbor House",
    )  # fmt: skip
    assert not (place / "calls.xlsx").exists()
    assert not json.loads(type_at_desk(place, "calls", "--due", "5", "--json", *NOW).output)[
        "calls"
    ]


@pytest.mark.parametrize("agency", ["oak", "Oak Legal Center", "OAK LEGAL CENTER"])
def test_calls_of_one_agency(place: Path, agency: str) -> None:
    answer = json.loads(type_at_desk(place, "calls", "--agency", agency, "--json", *NOW).output)
    assert [one["number"] for one in answer["calls"]] == [OAK]
    answer = json.loads(type_at_desk(place, "calls", "--most", "1", "--json", *NOW).output)
    assert [one["number"] for one in answer["calls"]] == [HARBOR]


def test_tries_are_named_and_three_of_three_weeks_end_the_calls() -> None:
    def tries(*results: tuple[int, CallResult]) -> list[CallTry]:
        return [CallTry(OAK, TODAY - dt.timedelta(ago), what) for ago, what in results]

    two = tries((16, CallResult.MACHINE), (8, CallResult.NOBODY))
    assert [one.words for one in _work(tries=two).calls[1].tries] == [
        "Nov 12 machine",
        "Nov 20 nobody",
    ]
    three = tries((16, CallResult.MACHINE), (8, CallResult.NOBODY), (2, CallResult.NOBODY))
    work = _work(tries=three)
    assert OAK not in {one.office.number for one in work.calls}
    assert "three times" in work.silent[0].why
    spread = tries((30, CallResult.MACHINE), (8, CallResult.NOBODY), (2, CallResult.NOBODY))
    assert len(_work(tries=spread).calls) == 2
    answered = tries((16, CallResult.MACHINE), (9, CallResult.NOBODY), (5, CallResult.TALKED))
    assert _work(tries=answered).calls[1].tries == ()


def test_who_asked_not_to_be_listed_is_never_called() -> None:
    work = _work(tries=[CallTry(OAK, dt.date(2020, 1, 1), CallResult.UNLISTED)])
    assert OAK not in {one.office.number for one in work.calls}


def test_a_withdrawn_or_ended_service_is_no_reason_to_call(place: Path) -> None:
    book = called_desk(place)
    book.add("Withdrawn", {"Kind": "Service", "Id": "clinic"})
    book.save()
    assert OAK not in {one.number for one in read_call_book(book.path, TODAY).offices}
    ended = revised(RECORDS, Service, valid_until=TODAY - dt.timedelta(1))
    assert not _work(*ended).calls


def test_hours_of_dates_are_not_asked() -> None:
    office = offices_of(Draft("", [*RECORDS]), TODAY).offices[0]
    meals = office.services[1]
    assert len(meals.schedules) == 3
    assert all(isinstance(one, Schedule) and not one.valid_from for one in meals.hours())
