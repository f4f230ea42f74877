"""From a source's own terms to needs, and what comes from the program."""

import datetime as dt
import json
from pathlib import Path

import pytest

from kiosk.domain.records import (
    AnyRecord,
    Guide,
    GuideBlock,
    Need,
    Schedule,
    SearchWord,
    Translation,
)
from kiosk.editor.findings import FindingCode
from kiosk.editor.fitting.fitting_file import load_words, take_table
from kiosk.editor.sources.source_reader import ReadOptions
from kiosk.editor.workbook.carry_over import records_to_carry
from tests.editor.sources import (
    HSDS3,
    OHANA,
    SERVICE,
    codes,
    folder,
    read,
    services,
    without,
)


def test_a_category_table_of_the_editor_counts(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("scheme,term,needs\n,Moon Base Repair,work\n")
    assert take_table(tmp_path / "answers", table, "own.csv", "2026-11-24") == 1
    assert take_table(tmp_path / "answers", table, "own.csv", "2026-11-25") == 0
    draft = read(folder(tmp_path, HSDS3), ReadOptions(words=load_words(tmp_path / "answers")))
    assert services(draft)[1].categories == (Need.WORK,)


def test_keywords_tell_a_category_where_no_term_does(tmp_path: Path) -> None:
    files = without(OHANA, "taxonomy.csv")
    files["services.csv"] = (
        files["services.csv"]
        .replace('"101-01,102"', "")
        .replace("None.,,,Family", "None.,Food,,Family")
    )
    assert services(read(folder(tmp_path, files)))[0].categories == (Need.FOOD,)


def test_terms_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    text = "id,name,parent_id\nt_2,Meals,t_3\nt_3,Food,t_2\n"
    draft = read(folder(tmp_path, {**HSDS3, "taxonomy_terms.csv": text}))
    assert services(draft)


@pytest.mark.parametrize(
    ("label", "value", "marked"),
    [
        ("must_report", "true", True),
        ("room_line", "yes", True),
        ("must_report", "Yes", True),
        ("must_report", "1", True),
        ("must_report", "false", False),
        ("must_report", "", False),
        ("note", "true", False),
    ],
)
def test_an_attribute_marks_a_service(
    tmp_path: Path, label: str, value: str, *, marked: bool
) -> None:
    rows = "id,link_id,taxonomy_term_id,link_type,link_entity,label,value\n"
    rows += f"a_1,svc_1,t_2,,service,,\na_2,svc_1,,,service,{label},{value}\n"
    draft = read(folder(tmp_path, {**HSDS3, "attributes.csv": rows}))
    first, second = services(draft)
    field = label if marked else "must_report"
    assert (getattr(first, field), getattr(second, field)) == (marked, False)
    assert first.must_report + first.room_line == marked
    assert first.categories == (Need.FOOD,)


TERMS = (
    "id,code,name,taxonomy\nt_2,,Food,Own\ns_1,eat_today,Eat today,Situations\n"
    "s_2,,job,situations\ns_3,haircuts,Haircuts,situations\n"
)
LINKS = "id,link_id,taxonomy_term_id,link_type,link_entity,label,value\n"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("a,svc_1,s_1,,service,,1\n", (("eat_today", 2),)),  # for the editor to say: made for it
        ("a,svc_1,s_1,,service,,2\n", (("eat_today", 2),)),
        (
            "a,svc_1,s_1,,service,,3\nb,svc_1,s_2,,service,,2\n",
            (("job", 2), ("eat_today", 3)),
        ),  # by fit, as of a workbook
        ("a,svc_2,s_1,,service,,2\n", ()),
    ],
)
def test_terms_of_one_taxonomy_are_situations(
    tmp_path: Path, rows: str, found: tuple[tuple[str, int], ...]
) -> None:
    files = {
        "taxonomy_terms.csv": TERMS,
        "attributes.csv": f"{LINKS}t,svc_1,t_2,,service,,\n{rows}",
    }
    draft = read(folder(tmp_path, {**HSDS3, **files}))
    [first, _] = services(draft)
    assert tuple((one.code, one.fit) for one in first.situations) == found
    assert first.categories == (Need.FOOD,)
    assert FindingCode.UNKNOWN_CATEGORY not in codes(draft)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,svc_1,s_3,,service,,1\n", FindingCode.UNKNOWN_SITUATION),
        ("a,svc_1,s_1,,service,,often\n", FindingCode.UNREAD_CELL),
        ("a,svc_1,s_1,,service,,\n", FindingCode.UNREAD_CELL),
    ],
)
def test_a_situation_that_says_nothing_is_left_out(
    tmp_path: Path, row: str, code: FindingCode
) -> None:
    files = {"taxonomy_terms.csv": TERMS, "attributes.csv": LINKS + row}
    draft = read(folder(tmp_path, {**HSDS3, **files}))
    assert services(draft)[0].situations == ()
    assert code in codes(draft)


def test_a_service_in_json_has_situations(tmp_path: Path) -> None:
    term = {"id": "x", "code": "doctor", "name": "A doctor", "taxonomy": "situations"}
    entry = {**SERVICE, "attributes": [{"id": "a", "value": "1", "taxonomy_term": term}]}
    path = tmp_path / "export.json"
    path.write_text(json.dumps(entry))
    [service] = services(read(path))
    assert [(one.code, one.fit) for one in service.situations] == [("doctor", 2)]


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ("a,sch_1,,,schedule,assured_hours,2026-11-02\n", dt.date(2026, 11, 2)),
        ("a,sch_1,,,schedule,assured_hours,soon\n", None),
        ("a,sch_1,,,schedule,note,2026-11-02\n", None),
    ],
)
def test_an_attribute_of_a_schedule_says_when_it_was_confirmed(
    tmp_path: Path, rows: str, day: dt.date | None
) -> None:
    draft = read(folder(tmp_path, {**HSDS3, "attributes.csv": LINKS + rows}))
    days = {one.assured_hours for one in draft.records if isinstance(one, Schedule)}
    assert days == {day}
    assert FindingCode.DANGLING_KEY not in codes(draft)


def guide(*named: str) -> Guide:
    return Guide(
        id="g1",
        title="Guide",
        summary="Guide",
        icon="talk",
        categories=(Need.TALK,),
        order=1,
        blocks=(GuideBlock(id="b1", text="Text"),),
        service_ids=named,
    )


def test_guides_of_the_program_are_carried_without_lost_services(tmp_path: Path) -> None:
    word = SearchWord(id="w1", language="en", words=("meal",), service_ids=("gone",))
    text = Translation(
        id="t1",
        entity="guide",
        entity_id="g1",
        field="title",
        language="es",
        text="Guía",
        source_hash="0" * 16,
    )
    lost = Translation(
        id="t2",
        entity="service",
        entity_id="gone",
        field="name",
        language="es",
        text="Nada",
        source_hash="0" * 16,
    )
    factory: tuple[AnyRecord, ...] = (guide("svc_1", "gone"), word, text, lost)
    draft = read(folder(tmp_path, HSDS3), ReadOptions(factory=factory))
    assert guide("svc_1") in draft.records
    assert text in draft.records
    assert word not in draft.records
    assert lost not in draft.records
    assert {FindingCode.FACTORY_CARRIED, FindingCode.REFERENCE_DROPPED} <= codes(draft)


def test_nothing_is_carried_where_there_is_nothing() -> None:
    assert records_to_carry([], ()) == ([], [])
