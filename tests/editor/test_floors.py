"""Below a floor a person types its name; nothing else goes on, and some floors nobody can pass."""

import datetime as dt
import json
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from click.testing import Result

from kiosk.editor.coverage import CoverageLine, SourceCoverage
from kiosk.editor.findings import FindingCode, Weight
from kiosk.editor.floors import (
    FLOORS,
    TypedFloor,
    floor_findings,
    open_floors,
    read_typed_floors,
    source_floors,
    workbook_floors,
    write_typed_floors,
)
from kiosk.editor.workbook.source_draft import ServiceFact
from tests.editor.editors import Editor, directory
from tests.editor.typed import FOR_WHOM, Say, export

TODAY = dt.date(2026, 11, 24)


def coverage(services: int = 100, **changed: int) -> SourceCoverage:
    """A source that reaches every floor but for what is changed."""
    seen = {fact: changed.pop(fact.name.lower(), services) for fact in ServiceFact}
    lines = tuple(CoverageLine(fact, services, seen[fact], "") for fact in ServiceFact)
    good = SourceCoverage(
        "oak",
        "",
        foreign=True,
        services=services,
        lines=lines,
        contact=services,
        links=100,
        live=100,
    )
    return msgspec.structs.replace(good, **changed)


CASES: dict[str, tuple[str, int, int, str]] = {
    # floor: its field of a coverage, just below and just above of 50 services or 100 links, words
    "contact": ("contact", 44, 45, "44 of 50 have a number or a shown street (floor 45)"),
    "situation": ("situation", 29, 30, "29 of 50 stand in a question (floor 30)"),
    "checked-on": ("checked_on", 0, 1, "0 of 50 say when they were checked (floor 1)"),
    "hours": ("hours", 24, 25, "24 of the 50 with hours show them (floor 25)"),
    "names": ("names", 48, 49, "48 of 50 have a name of words (floor 49)"),
    "links": ("live", 94, 95, "94 of 100 links between tables lead somewhere (floor 95)"),
    "shared": (
        *("shared", 2, 1),
        "2 of 50 show a number that hangs on more than 10 organizations (at most 1)",
    ),
    "status": ("unexplained", 1, 0, "1 has a blank status that nobody explained (floor 0)"),
}


def below(found: SourceCoverage, *typed: str) -> list[str]:
    return [floor.name for floor in open_floors(source_floors(found), typed, {})]


def test_there_is_a_case_for_every_floor() -> None:
    assert CASES.keys() == FLOORS


@pytest.mark.parametrize("name", CASES)
def test_just_below_it_asks_just_above_it_does_not(name: str) -> None:
    field, few, enough, words = CASES[name]
    under, over = (coverage(50, **{field: count}) for count in (few, enough))
    assert below(under) == [name]
    assert below(over) == []
    assert below(under, name) == []
    assert below(under, "number") == [name]
    [floor] = open_floors(source_floors(under), (), {})
    assert floor.says == words
    assert floor.visitors.startswith("Visitors ")
    for typed, code, weight in (
        ((), FindingCode.BELOW_FLOOR, Weight.REFUSED),
        ({name}, FindingCode.BELOW_FLOOR, Weight.NOTE),
    ):
        [finding] = floor_findings(source_floors(under), typed, {})
        assert (finding.code, finding.weight) == (code, weight)


@pytest.mark.parametrize(
    ("name", "still", "firm"),
    [
        ("contact", {"contact": 1}, {"contact": 0}),
        ("links", {"live": 50}, {"live": 49}),
        ("names", {"names": 50}, {"names": 49}),
        ("shared", {"shared": 20}, {"shared": 21}),
    ],
)
def test_some_can_never_be_typed_away(
    name: str, still: dict[str, int], firm: dict[str, int]
) -> None:
    assert below(coverage(**still), name) == []
    assert below(coverage(**firm), name) == [name]
    [finding] = floor_findings(source_floors(coverage(**firm)), {name}, {})
    assert (finding.code, finding.weight) == (FindingCode.FIRM_FLOOR, Weight.REFUSED)


@pytest.mark.parametrize(("now", "asks"), [(55, False), (51, False), (50, True), (49, True)])
def test_a_floor_typed_before_asks_when_it_falls_by_five_points(now: int, *, asks: bool) -> None:
    before = {"situation": TypedFloor(0.55, "ann", TODAY)}
    floors = source_floors(coverage(situation=now))
    assert bool(open_floors(floors, (), before)) is asks


def test_who_typed_a_floor_and_when_is_written_beside_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "sources" / "oak" / "export.json"
    floors = source_floors(coverage(situation=40, hours=10))
    write_typed_floors(file, floors, {"situation"}, "ann", TODAY)
    assert read_typed_floors(file) == {"situation": TypedFloor(0.4, "ann", TODAY)}
    content = json.loads(file.read_text()) | {"sha256": "ab"}
    file.write_text(json.dumps(content))
    later = TODAY + dt.timedelta(7)
    write_typed_floors(
        file, source_floors(coverage(situation=38, hours=10)), {"hours"}, "bo", later
    )
    assert read_typed_floors(file) == {
        "situation": TypedFloor(0.4, "ann", TODAY),
        "hours": TypedFloor(0.1, "bo", later),
    }
    assert json.loads(file.read_text())["sha256"] == "ab"
    write_typed_floors(file, source_floors(coverage()), (), "bo", later)
    assert read_typed_floors(file) == {}, "a floor that is reached again is forgotten"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"floors": 3}', b'{"floors": {"a": {}}}'])
def test_a_damaged_record_types_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "export.json").write_bytes(content)
    assert read_typed_floors(tmp_path / "export.json") == {}


@pytest.mark.parametrize(("fell", "asks"), [(19, False), (20, True), (90, True)])
def test_a_workbook_asks_for_a_line_that_falls(fell: int, *, asks: bool) -> None:
    last, now = coverage(cost=90), coverage(cost=90 - fell)
    found = open_floors(workbook_floors(now, last), (), {})
    assert [floor.name for floor in found] == (["cost"] if asks else [])
    assert open_floors(workbook_floors(now, last), ("cost",), {}) == ()
    assert open_floors(workbook_floors(now, None), (), {}) == ()


def test_a_workbook_that_loses_its_numbers_waits_for_the_word(tmp_path: Path) -> None:
    editor = Editor(tmp_path).begin()
    full = directory("bread", "bed", "bath", "soap")
    assert editor.publish(full).seal is not None
    less = [one for one in full if one.id != "soap.1"]
    assert editor.publish(less).seal is None
    assert editor.publish(less, accept=frozenset({"number"})).seal is not None


def publish(say: Say, source: Path, *more: str, typed: str | None = None) -> Result:
    return say("publish", str(source), "-o", "x.kiosksync", *FOR_WHOM, *more, typed=typed)


def test_without_a_terminal_a_floor_refuses_and_yes_covers_none(say: Say, tmp_path: Path) -> None:
    source = export(tmp_path / "oak", ["Meals", "Beds"])
    for more in ((), ("--yes",), ("--yes", "--accept", "situation")):
        result = publish(say, source, *more)
        assert result.exit_code == 1
        assert "0 of 2 say when they were checked (floor 1)" in result.output
        assert not (tmp_path / "x.kiosksync").exists()
    assert publish(say, source, "--yes", "--accept", "situation,checked-on").exit_code == 0
    kept = read_typed_floors(tmp_path / "sources" / "oak" / "export.json")
    assert kept.keys() == {"situation", "checked-on"}
    assert all(one.by and one.on for one in kept.values())
    assert publish(say, source, "--yes").exit_code == 0, "typed before, and no worse"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("\n", 1),
        ("situation\n", 1),
        ("y\n", 1),
        ("situation checked-on\n", 0),
        ("Checked-On, situation\n", 0),
    ],
)
def test_at_a_terminal_all_names_are_typed(
    say: Say,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    code: int,
) -> None:
    questions = import_module("kiosk.editor.commands.publish")
    monkeypatch.setattr(questions, "at_terminal", lambda: True)
    source = export(tmp_path / "oak", ["Meals", "Beds"])
    result = publish(say, source, "--yes", typed=typed)
    assert result.exit_code == code, result.output
    assert "oak is below 2 floors:" in result.output
    assert "To go on all the same, type situation checked-on. Enter alone stops" in result.output
    assert (tmp_path / "x.kiosksync").exists() is (code == 0)


def test_practice_records_no_floor(say: Say, tmp_path: Path) -> None:
    source = export(tmp_path / "oak", ["Meals"])
    floors = ("--accept", "situation,checked-on")
    result = say("publish", str(source), "-o", "x.kiosksync", "--practice", "--yes", *floors)
    assert result.exit_code == 0, result.output
    assert not (tmp_path / "sources").exists()
