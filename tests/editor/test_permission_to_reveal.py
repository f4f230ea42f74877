"""A word that gives a visitor away leaves no coalition unless a person answers for it by name."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.override import Override, Revealing
from kiosk.domain.records import (
    AnyRecord,
    Phone,
    PhoneType,
    Service,
    Translation,
)
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.domain.text import source_hash
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.keys.signed_files import examine
from kiosk.editor.publish.inspection import inspect_file
from kiosk.editor.publish.publish_report import PublishOutcome, lines_of
from kiosk.editor.sources.workbook_reader import read_workbook
from kiosk.editor.workbook.template import write_template
from tests.editor.editors import CITY, Editor, as_kiosk, directory
from tests.editor.workbooks import Desk, by_id, found
from tests.sync.toolkit import make_coalition, revised

NAME = "City Crisis Desk"
PAGE = "https://example.org/crisis"
DAY = dt.date(2026, 11, 12)


def allowed(what: Revealing, text: str, **more: Any) -> Override:
    facts = {"by": "Ana Ruiz", "date": DAY, "reason": "Everybody calls it so"} | more
    return Override(what=what, text=text, **facts)


def city(*overrides: Override, **changes: Any) -> list[AnyRecord]:
    """A small directory in which one service says something else."""
    return revised(directory(*CITY), Service, "bed", overrides=overrides, **changes)


def told(findings: tuple[SourceFinding, ...]) -> list[tuple[FindingCode, str, str, str]]:
    codes = {FindingCode.OVERRIDDEN, FindingCode.OVERRIDE_IDLE, FindingCode.NO_CODE}
    return [(one.code, one.column, one.value, one.assumed) for one in findings if one.code in codes]


# --- the editor ---------------------------------------------------------------------------------


def test_a_telling_name_is_not_published(editor: Editor) -> None:
    report = editor.publish(city(quiet_name=NAME))
    assert report.outcome is PublishOutcome.REFUSED
    said = "\n".join(lines_of(report))
    why = "service bed: gives a visitor away; take a quieter name, or see Revealing words"
    assert f"quiet name: {why}" in said
    assert not editor.out.exists()


@pytest.mark.parametrize(
    "override",
    [
        allowed(Revealing.QUIET_NAME, "City Crisis Desk 2"),
        allowed(Revealing.QUIET_NAME, NAME.upper()),
        allowed(Revealing.WEBSITE, NAME),
        allowed(Revealing.KEYWORD, NAME),
    ],
)
def test_a_permission_holds_for_its_own_text_alone(editor: Editor, override: Override) -> None:
    report = editor.publish(city(override, quiet_name=NAME))
    assert report.outcome is PublishOutcome.REFUSED
    assert FindingCode.OVERRIDE_IDLE in {finding.code for finding in report.findings}


def test_with_a_permission_it_is_published_and_says_by_whom_when_and_why(editor: Editor) -> None:
    report = editor.publish(city(allowed(Revealing.QUIET_NAME, NAME), quiet_name=NAME))
    assert report.outcome is PublishOutcome.PUBLISHED
    who = "allowed by Ana Ruiz on 2026-11-12: Everybody calls it so"
    assert told(report.findings) == [
        (FindingCode.OVERRIDDEN, "Quiet name", f"service bed: {NAME}", who)
    ]
    assert any(who in line for line in lines_of(report))


def test_a_translated_name_needs_one_too(editor: Editor) -> None:
    text = Translation(
        id="t",
        entity="service",
        entity_id="bed",
        field="quiet_name",
        language="es",
        text="Casa Refugio",
        source_hash=source_hash("Ask bed"),
    )
    assert editor.publish([*city(), text]).outcome is PublishOutcome.REFUSED
    records = [*city(allowed(Revealing.QUIET_NAME, "Casa Refugio")), text]
    assert editor.publish(records).outcome is PublishOutcome.PUBLISHED


def test_a_telling_page_is_published_without_a_code_and_the_editor_hears_of_it(
    editor: Editor,
) -> None:
    report = editor.publish(city(url=PAGE))
    assert report.outcome is PublishOutcome.PUBLISHED
    assert told(report.findings) == [(FindingCode.NO_CODE, "Web page", f"service bed: {PAGE}", "")]
    report = editor.publish(city(allowed(Revealing.WEBSITE, PAGE), url=PAGE))
    assert [code for code, *_ in told(report.findings)] == [FindingCode.OVERRIDDEN]


def test_so_is_a_telling_page_of_the_chat(editor: Editor) -> None:
    found = told(editor.publish(city(chat_url=PAGE)).findings)
    assert found == [(FindingCode.NO_CODE, "Web page", f"service bed: {PAGE}", "")]
    report = editor.publish(city(allowed(Revealing.WEBSITE, PAGE), chat_url=PAGE))
    assert [code for code, *_ in told(report.findings)] == [FindingCode.OVERRIDDEN]


def test_so_is_a_telling_word_of_a_message(editor: Editor) -> None:
    phone = Phone(id="x", service_id="bed", number="88788", type=PhoneType.TEXT, keyword="ABUSE")
    found = told(editor.publish([*city(), phone]).findings)
    assert found == [(FindingCode.NO_CODE, "Text word", "service bed: ABUSE", "")]


def test_a_permission_without_need_is_named(editor: Editor) -> None:
    report = editor.publish(city(allowed(Revealing.QUIET_NAME, "Ask bed")))
    assert [code for code, *_ in told(report.findings)] == [FindingCode.OVERRIDE_IDLE]


@pytest.mark.parametrize("name", ["victims.kiosksync", "safe-house.kiosksync", "refugio.kiosksync"])
def test_the_name_of_the_file_tells_nothing_either(tmp_path: Path, name: str) -> None:
    class Named(Editor):
        @property
        def out(self) -> Path:
            return self.base / name

    editor = Named(tmp_path).begin()
    report = editor.publish(directory(*CITY))
    assert report.outcome is PublishOutcome.REFUSED
    assert [one.code for one in report.findings] == [FindingCode.FILE_NAME_TELLS]


# --- the workbook -------------------------------------------------------------------------------


def permission(**cells: object) -> dict[str, object]:
    return {
        "Service": "river-meals",
        "What": "Quiet name",
        "Text": "River Crisis Kitchen",
        "Allowed by": "Ana Ruiz",
        "On": DAY,
        "Why": "Everybody calls it so",
    } | cells


def test_the_sheet_gives_the_service_its_permission_and_takes_it_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.put("Services", "Quiet name", "River Crisis Kitchen")
    desk.add("Revealing words", permission())
    draft = desk.read()
    service = by_id(draft, "river-meals")
    override = allowed(Revealing.QUIET_NAME, "River Crisis Kitchen")
    assert service.overrides == (override,)
    assert draft.findings == []
    again = tmp_path / "again.xlsx"
    write_template(again, draft.records)
    assert by_id(read_workbook(again, ReadOptions()), "river-meals") == service


@pytest.mark.parametrize("header", ["Service", "What", "Text", "Allowed by", "On", "Why"])
def test_a_permission_without_who_when_or_why_is_none(tmp_path: Path, header: str) -> None:
    desk = Desk(tmp_path)
    row = desk.add("Revealing words", permission(**{header: None}))
    draft = desk.read()
    assert by_id(draft, "river-meals").overrides == ()
    where = ("Revealing words", row, header, Weight.LEFT_OUT)
    assert found(draft, FindingCode.REQUIRED_EMPTY) == [where]


def test_the_sheet_offers_lists_and_explains_itself(tmp_path: Path) -> None:
    sheet = Desk(tmp_path).book["Revealing words"]
    lists = [one.formula1 for one in sheet.data_validations.dataValidation]
    assert {"ids_services", "list_what_it_is"} <= {name.lstrip("=") for name in lists if name}
    assert all(cell.comment for cell in sheet[1] if cell.value)


# --- the kiosk ----------------------------------------------------------------------------------


def test_a_kiosk_takes_a_telling_name_only_with_its_permission(
    editor: Editor, tmp_path: Path
) -> None:
    editor.publish(city(allowed(Revealing.QUIET_NAME, NAME), quiet_name=NAME))
    (taken,) = [one for one in as_kiosk(editor).bundle.records if one.id == "bed"]
    assert isinstance(taken, Service)
    assert taken.lets(Revealing.QUIET_NAME, NAME)
    file = make_coalition().write(tmp_path / "other.kiosksync", city(quiet_name=NAME))
    with pytest.raises(Refused) as refused:
        examine(file)
    assert (refused.value.code, refused.value.where) == (RefusalCode.CONTENT, "revealing")


# --- the report ---------------------------------------------------------------------------------


def test_who_looks_at_the_file_reads_who_allowed_what(editor: Editor, tmp_path: Path) -> None:
    editor.publish(city())
    before = tmp_path / "before.kiosksync"
    before.write_bytes(editor.out.read_bytes())
    report = editor.publish(city(allowed(Revealing.WEBSITE, PAGE), url=PAGE))
    title = "Words that give a visitor away, allowed by a person"
    text = (
        "Service bed (Org bed, web page in a QR code), allowed by Ana Ruiz on 2026-11-12: "
        f"Everybody calls it so: {PAGE}"
    )
    for changes in (report.changes, inspect_file(editor.out, before).changes):
        (section,) = [one for one in changes if one.title == title]
        assert [row.text for row in section.rows] == [text]


def test_a_permission_that_was_there_is_not_told_again_and_a_new_one_is(editor: Editor) -> None:
    old = allowed(Revealing.WEBSITE, PAGE)
    editor.publish(city(old, url=PAGE))
    assert editor.publish(city(old, url=PAGE)).changes[0].title == "Nothing changes for visitors"
    again = editor.proof(city(allowed(Revealing.WEBSITE, PAGE, by="Bo Lee"), url=PAGE))
    [section] = again.sections
    assert ["allowed by Bo Lee" in row.text for row in section.rows] == [True]
