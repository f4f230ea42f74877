"""One cause, one line: sorted by harm, with what follows from it folded in."""

import csv
import io
from pathlib import Path

import pytest

from kiosk.editor.coverage import cover
from kiosk.editor.finding_messages import HARM
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.publish.causes import (
    causes_of,
    findings_csv,
    harm_of,
    lists_by_service,
    root_causes,
    what_and_do,
)
from kiosk.editor.publish.publish_report import (
    CAUSES_PRINTED,
    PublishOutcome,
    PublishReport,
    lines_of,
)
from kiosk.editor.publish.report_html import html_of
from tests.editor.editors import directory
from tests.editor.sources import HSDS3, folder, read, with_row

LOST = Weight.LEFT_OUT


def finding(code: FindingCode, weight: Weight = LOST, row: int = 2, **more: str) -> SourceFinding:
    return SourceFinding(code, weight, "services.csv", row, **more)


def report(findings: list[SourceFinding]) -> PublishReport:
    return PublishReport(PublishOutcome.PUBLISHED, "x", "", cover([]), findings=tuple(findings))


def test_every_kind_has_a_class_of_harm() -> None:
    assert set(HARM) == set(FindingCode)
    assert {harm_of(finding(code)) for code in FindingCode} == {1, 2, 3, 4, 5}


def test_a_duplicate_id_with_36_followers_is_one_line(tmp_path: Path) -> None:
    files = with_row(HSDS3, "services.csv", "svc_1,org_2,Another Thing,Else.,,active,,,,,,,")
    phones = [f"x{at},,svc_1,,,,916-440-{2000 + at},,voice," for at in range(35)]
    draft = read(folder(tmp_path, with_row(files, "phones.csv", *phones)))
    found = [
        cause for cause in causes_of(draft.findings) if cause.first.code is FindingCode.DUPLICATE_ID
    ]
    assert [len(cause.followers) >= 36 for cause in found] == [True]
    assert "36 rows of phones.csv" in found[0].do
    lines = [
        line for line in lines_of(report(list(draft.findings))) if "id of an earlier row" in line
    ]
    assert len(lines) == 1


def test_what_follows_is_folded_through_a_chain() -> None:
    chain = [
        finding(FindingCode.DANGLING_KEY, row=7, record="phone p", names="service s"),
        finding(FindingCode.DANGLING_KEY, row=5, record="service s", names="organization o"),
        finding(FindingCode.NO_NAME, row=3, record="organization o"),
    ]
    assert root_causes(chain) == [2, 2, 2]
    [cause] = causes_of(chain)
    assert (cause.first.code, len(cause.followers)) == (FindingCode.NO_NAME, 2)
    assert cause.do.endswith("With it 2 rows of services.csv are left out.")
    assert causes_of(chain[1:])[0].do.endswith("With it 1 row of services.csv is left out.")


def test_findings_that_name_each_other_end() -> None:
    ring = [
        finding(FindingCode.DANGLING_KEY, record="service a", names="service b"),
        finding(FindingCode.DANGLING_KEY, record="service b", names="service a"),
    ]
    assert len(root_causes(ring)) == 2


def test_harm_then_lists_then_count_decide_the_order() -> None:
    lists = lists_by_service(directory("bread"))
    some = [
        finding(FindingCode.QUIET_NAME_MADE, Weight.ASSUMED),
        *(finding(FindingCode.UNREAD_CELL, column="fee", row=row) for row in range(9)),
        finding(FindingCode.UNREAD_CELL, column="number", names="service bread"),
        finding(FindingCode.PERSON_NUMBER),
        finding(FindingCode.RUINED_ID, Weight.REFUSED),
    ]
    found = causes_of(some, lists)
    assert [cause.first.code for cause in found] == [
        FindingCode.RUINED_ID,
        FindingCode.PERSON_NUMBER,
        FindingCode.UNREAD_CELL,
        FindingCode.UNREAD_CELL,
        FindingCode.QUIET_NAME_MADE,
    ]
    assert (found[2].lists, len(found[3].findings)) == (1, 9)


def test_the_report_of_a_large_source_stays_short() -> None:
    many = [
        finding(code, row=row, column=f"column {row % 60}", value="x" * 70)
        for code in FindingCode
        for row in range(250)
    ]
    told = report(many)
    lines = lines_of(told)
    assert sum(line.startswith(" ") for line in lines) == CAUSES_PRINTED + 1
    assert len(html_of(told).encode()) <= 150_000
    causes = told.causes
    assert [cause.harm for cause in causes] == sorted(cause.harm for cause in causes)
    assert len(findings_csv(many).splitlines()) == len(many) + 1


def test_the_table_has_every_finding_and_no_formula() -> None:
    some = [
        finding(FindingCode.NO_NAME, record="service s", value="=1+1"),
        finding(FindingCode.DANGLING_KEY, row=9, names="service s", assumed="@here"),
        finding(FindingCode.PERSON_NUMBER, row=4, column="-label"),
    ]
    rows = list(csv.DictReader(io.StringIO(findings_csv(some).decode("utf-8-sig"))))
    assert list(rows[0]) == ["harm", "cause", "sheet", "row", "column", "what", "do"]
    assert [(row["harm"], row["row"], row["cause"]) for row in rows] == [
        ("1", "4", ""),
        ("3", "2", ""),
        ("3", "9", "services.csv, row 2"),
    ]
    assert rows[0]["column"] == "'-label"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("assured_date", "so kiosks say to call first."),
        ("Number", "so nobody can call it."),
        ("fees", "asks for."),
    ],
)
def test_a_lost_fact_says_its_consequence(column: str, words: str) -> None:
    what, do = what_and_do(finding(FindingCode.UNREAD_CELL, column=column))
    assert what.endswith(words)
    assert do == "It was taken as empty."
