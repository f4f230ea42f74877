"""Floors of each source under a workbook: asked by the source's name before anything is signed."""

import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from kiosk.domain.records import AnyRecord, Phone, Schedule, Service, Situation, Weekday
from kiosk.editor.floors import read_typed_floors
from kiosk.editor.keys.key_folder import KeyFolder
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, make_plan
from kiosk.editor.sources.imported import export_facts
from kiosk.editor.workbook.source_draft import Draft, ServiceFact, StatedFacts
from tests.editor.editors import directory, service
from tests.editor.sources import HSDS3, folder, with_row
from tests.editor.test_floors import CASES
from tests.editor.typed import FOR_WHOM, Say

WHOLE = 50
CHECKED = dt.date(2026, 11, 1)


def _draft(**counts: int) -> Draft:
    """A workbook with one service of its own, over a source that reaches every floor but one."""
    have = {"links": 100, "shared": 0, "status": 0} | counts
    ids = [f"oak.s{number}" for number in range(WHOLE)]

    def has(name: str, number: int) -> bool:
        return number < have.get(name, WHOLE)

    def records() -> Iterator[AnyRecord]:
        yield from directory("bread")
        for number, key in enumerate(ids):
            owner, one, phone = service(f"s{number}")
            assert isinstance(one, Service)
            assert isinstance(phone, Phone)
            yield type(owner)(id=f"oak.{owner.id}", name=f"Org {number}")  # type: ignore[call-arg]
            yield Service(
                id=key,
                organization_id=f"oak.{owner.id}",
                name=f"Service {number}" if has("names", number) else "ZZ-12.3",
                quiet_name=one.quiet_name,
                phrase=one.phrase,
                categories=one.categories,
                situations=(Situation(code="eat_today", fit=2),) * has("situation", number),
                assured_date=CHECKED if has("checked-on", number) else None,
            )
            if has("contact", number):
                yield Phone(id=f"{key}.1", service_id=key, number=f"+1916555{number:04}")
            if has("hours", number):
                yield Schedule(
                    id=f"{key}.h",
                    service_id=key,
                    byday=(Weekday.MO,),
                    opens_at="09:00",
                    closes_at="10:00",
                )

    every = dict.fromkeys(ServiceFact, frozenset(ids))
    stated = StatedFacts(every, 100, have["links"], held=have["shared"], blank=have["status"])
    return Draft("Workbook of this program", records=list(records()), sources={"oak": stated})


def _publish(
    say: Say, place: Path, monkeypatch: pytest.MonkeyPatch, count: tuple[str, int], *more: str,
    typed: str | None = None,
) -> Result:  # fmt: skip
    """Publishes the draft as the command reads it from a workbook."""
    book = place / "directory.xlsx"
    book.touch()

    def prepare(
        order: PublishRequest, folder: KeyFolder | None, now: dt.datetime, *_: Any, **__: Any
    ) -> PublishPlan:
        return make_plan(order, _draft(**{count[0]: count[1]}), folder, None, now)

    command = import_module("kiosk.editor.commands.publish")
    monkeypatch.setattr(command, "prepare", prepare)
    if typed is not None:
        questions = import_module("kiosk.editor.commands.publish")
        monkeypatch.setattr(questions, "at_terminal", lambda: True)
    words = ("publish", str(book), "-o", "x.kiosksync", *FOR_WHOM, "--yes", *more)
    return say(*words, typed=typed)


@pytest.mark.rotating(3)
@pytest.mark.parametrize("name", CASES)
def test_a_source_below_a_floor_stops_until_its_own_name_is_typed(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _, below, above, words = CASES[name]

    def publish(count: int, *more: str, typed: str | None = None) -> Result:
        (tmp_path / "x.kiosksync").unlink(missing_ok=True)
        result = _publish(say, tmp_path, monkeypatch, (name, count), *more, typed=typed)
        assert (tmp_path / "x.kiosksync").exists() is (result.exit_code == 0), result.output
        return result

    # --yes covers no floor, and without a terminal nothing is asked.
    refused = publish(below)
    assert refused.exit_code == 1
    assert words in refused.output
    assert f"oak.{name}" in refused.output
    assert publish(below, "--accept", name).exit_code == 1, "another floor, that of the whole"
    wrong = publish(below, "--accept", f"elm.{name}")
    assert wrong.exit_code == 2
    assert "directory.xlsx has no source elm that is on." in wrong.output

    stopped = publish(below, typed=f"{name}\n")
    assert stopped.exit_code == 1
    assert f"To go on all the same, type oak.{name}. Enter alone stops" in stopped.output
    assert "oak: Visitors " in stopped.output

    typed = publish(below, typed=f"oak.{name}\n")
    assert typed.exit_code == 0, typed.output
    record = export_facts(tmp_path / "directory.xlsx", "oak")
    assert read_typed_floors(record).keys() == {name}
    assert publish(below).exit_code == 0, "typed before, and no worse"
    record.unlink()

    assert publish(below, "--accept", f"oak.{name}").exit_code == 0
    assert publish(above).exit_code == 0
    assert read_typed_floors(record) == {}, "a floor that is reached is forgotten"


def test_a_workbook_over_an_import_is_measured_by_what_the_export_stated(
    say: Say, tmp_path: Path
) -> None:
    row = "svc_3,org_1,Bread,Bread every day.,,,,,,,,,"
    source = str(folder(tmp_path, with_row(HSDS3, "services.csv", row), "export"))
    assert say("template", "-o", "directory.xlsx").exit_code == 0
    imported = say("desk", "import", "oak", source, "--title", "Oak County")
    assert imported.exit_code == 0, imported.output
    assert "Not ready: situation, status." in imported.output
    shown = say("desk")
    assert "Not ready: situation, status. Why: resource-kiosk desk coverage oak" in shown.output

    covered = say("desk", "coverage", "oak")
    assert "oak is below 2 floors:" in covered.output
    assert "oak.situation  0 of 2 stand in a question (floor 2)" in covered.output
    assert "Look at oak.coverage.html." in covered.output
    assert "read as HSDS 3.x tables" in (tmp_path / "oak.coverage.html").read_text()
    assert "type oak.situation oak.status" in (tmp_path / "oak.coverage.html").read_text()
    whole = say("desk", "coverage")
    assert "directory.xlsx is below 2 floors:" in whole.output
    assert "oak.status" in (tmp_path / "directory.coverage.html").read_text()
    assert say("desk", "coverage", "elm").exit_code == 1

    words = ("publish", "directory.xlsx", "-o", "x.kiosksync", *FOR_WHOM, "--yes")
    refused = say(*words)
    assert refused.exit_code == 1
    assert "1 has a blank status that nobody explained (floor 0)" in refused.output
    assert say(*words, "--accept", "oak.situation,oak.status").exit_code == 0
    record = export_facts(tmp_path / "directory.xlsx", "oak")
    assert read_typed_floors(record).keys() == {"situation", "status"}
    assert "Not ready" not in say("desk", "import", "oak", source).output
