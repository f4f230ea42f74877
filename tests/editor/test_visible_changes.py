"""What visitors will notice: a change counts only if a page of the screen differs."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.records import AnyRecord, Phone, Schedule, Service, Source, Weekday
from kiosk.domain.report_lines import ReportRow
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.publish.report_html import html_of
from kiosk.editor.publish.visible_changes import marked
from tests.editor.editors import NOW, Editor, directory
from tests.sync.toolkit import revised

MARKS = {
    "digits": (
        ("916-555-0142", "916-555-0197"),
        [("del", "916-555-0142"), ("", " → "), ("", "916-555-01"), ("ins", "97")],
    ),
    "an extension": (
        ("916-555-0177", "916-555-0177 ext. 12"),
        [("del", "916-555-0177"), ("", " → "), ("", "916-555-0177"), ("ins", " ext. 12")],
    ),
    "a word": (
        ("A warm room and lunch, no questions", "A warm room and coffee, no questions"),
        [
            ("", "A warm room and "),
            ("del", "lunch, "),
            ("ins", "coffee, "),
            ("", "no questions"),
        ],
    ),
    "another word": (("food", "bread"), [("del", "food"), ("", " → "), ("ins", "bread")]),
    "nothing before": (("", "new"), [("ins", "new")]),
    "nothing after": (("old", ""), [("del", "old")]),
}


@pytest.mark.parametrize(("texts", "parts"), MARKS.values(), ids=MARKS)
def test_what_changed_is_marked(texts: tuple[str, str], parts: list[tuple[str, str]]) -> None:
    assert marked(*texts) == parts


def hours(closes: str) -> Schedule:
    days = (Weekday.MO, Weekday.TU, Weekday.WE)
    return Schedule(id="h", service_id="bread", byday=days, opens_at="09:00", closes_at=closes)


BASE = [*directory("bread", "bed", "bath", "soap"), hours("17:00")]


def altered(kind: type, key: str, **fields: Any) -> list[AnyRecord]:
    return revised(BASE, kind, key, **fields)


def without(key: str) -> list[AnyRecord]:
    return [one for one in BASE if key not in {one.id, getattr(one, "service_id", "")}]


Rows = dict[str, list[ReportRow]]


@pytest.fixture
def noticed(tmp_path: Path) -> Callable[[list[AnyRecord]], Rows]:
    editor = Editor(tmp_path).begin()
    editor.publish(BASE)

    def publish(records: list[AnyRecord]) -> Rows:
        report = editor.publish(records, allow_shrink=True)
        return {section.title: list(section.rows) for section in report.changes}

    return publish


Noticed = Callable[[list[AnyRecord]], Rows]


def test_a_number_has_a_section_with_old_and_new(noticed: Noticed) -> None:
    rows = noticed(altered(Phone, "bed.1", number="+19165550197"))
    assert rows.keys() == {"Numbers"}
    [row] = rows["Numbers"]
    assert row.new == "916-555-0197"
    assert "Service bed" in row.text


def test_hours_are_said_in_words(noticed: Noticed) -> None:
    rows = noticed([*BASE[:-1], hours("18:00")])
    assert rows.keys() == {"Hours"}
    [row] = rows["Hours"]
    assert "5" in row.old
    assert "6" in row.new
    assert row.old.startswith("Mon")


def test_a_service_that_goes_says_what_is_left(noticed: Noticed) -> None:
    [row] = noticed(without("bed"))["No longer on the screen"]
    assert "has 3 answers left." in row.text
    assert "Nobody else has 916-555-" in row.text


def test_a_new_service_says_how_to_reach_it(noticed: Noticed) -> None:
    rows = noticed([*BASE, *directory("milk")])
    [row] = rows["New"]
    assert "916-555-" in row.text
    assert "Hours not known. Never checked." in row.text


@pytest.mark.parametrize(
    ("field", "old", "label"),
    [
        ("phrase", "Food to take home", "short line"),
        ("lead", "", "first to know"),
        ("say", "", "what to say"),
    ],
)
def test_other_words_say_something_else(noticed: Noticed, field: str, old: str, label: str) -> None:
    rows = noticed(altered(Service, "bed", **{field: "Food to eat here"}))
    assert rows.keys() == {"Says something else"}
    [row] = rows["Says something else"]
    assert (row.old, row.new) == (old, "Food to eat here")
    assert label in row.text


SMALL: dict[str, list[AnyRecord]] = {
    "another place in the list": altered(Service, "bed", importance=7),
    "another id of its number": altered(Phone, "bed.1", id="bed.9"),
    "another source": altered(Service, "bed", sources=(Source(name="Page"),)),
}


@pytest.mark.parametrize("records", SMALL.values(), ids=SMALL)
def test_what_changes_no_screen_is_one_number(noticed: Noticed, records: list[AnyRecord]) -> None:
    rows = noticed(records)
    assert rows == {"Also": [ReportRow("1 small edit that changes no screen")]}


def test_another_day_of_checking_is_one_number(noticed: Noticed) -> None:
    rows = noticed(altered(Service, "bed", assured_date=dt.date(2026, 11, 20)))
    assert [row.text for row in rows["Also"]] == ["1 service with another day of checking"]


def test_nothing_new_is_said_as_such(noticed: Noticed) -> None:
    assert noticed(BASE) == {"Nothing changes for visitors": []}


def test_a_refusal_begins_with_what_to_mend_and_shows_no_changes(tmp_path: Path) -> None:
    editor = Editor(tmp_path, now=NOW).begin()
    editor.publish(BASE)
    stops = SourceFinding(FindingCode.NUMBER_NOT_READ, Weight.REFUSED, "Phones", 4, "Number", "12")
    note = SourceFinding(FindingCode.PERSON_NUMBER, Weight.NOTE, "Phones", 5)
    report = editor.publish(without("bed"), findings=[note, stops])
    assert report.changes == ()
    page = html_of(report)
    assert page.index("Mend this first") < page.index("Phones, row 4") < page.index("can wait")
