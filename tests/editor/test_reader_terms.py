"""From a source's own terms to needs, and what comes from the program."""

from pathlib import Path

import pytest

from kiosk.domain.records import (
    AnyRecord,
    Guide,
    GuideBlock,
    Need,
    SearchWord,
    Translation,
)
from kiosk.editor.importers.carry_over import records_to_carry
from kiosk.editor.publish.findings import FindingCode
from kiosk.editor.publish.source import ReadOptions
from tests.editor.sources import (
    HSDS3,
    OHANA,
    codes,
    folder,
    read,
    services,
    without,
)


def test_a_category_table_of_the_editor_counts(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("scheme,term,needs\n,Moon Base Repair,work\n")
    draft = read(folder(tmp_path, HSDS3), ReadOptions(categories=table))
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
        ("must_report", "Yes", True),
        ("must_report", "1", True),
        ("must_report", "false", False),
        ("must_report", "", False),
        ("note", "true", False),
    ],
)
def test_an_attribute_marks_who_must_report(
    tmp_path: Path, label: str, value: str, *, marked: bool
) -> None:
    rows = "id,link_id,taxonomy_term_id,link_type,link_entity,label,value\n"
    rows += f"a_1,svc_1,t_2,,service,,\na_2,svc_1,,,service,{label},{value}\n"
    draft = read(folder(tmp_path, {**HSDS3, "attributes.csv": rows}))
    first, second = services(draft)
    assert (first.must_report, second.must_report) == (marked, False)
    assert first.categories == (Need.FOOD,)


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
