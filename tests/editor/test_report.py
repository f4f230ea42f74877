"""The report: escaped, complete, in order of danger."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checks import ProblemCode
from kiosk.domain.content_rules import ContentRule
from kiosk.domain.report_lines import ReportRow, ReportSection, escape_invisible, kinds, row_line
from kiosk.domain.syncfile import Versions
from kiosk.editor.coverage import cover
from kiosk.editor.findings import FindingCode, SourceFinding, TableCount, Weight
from kiosk.editor.keys.signed_files import Seal
from kiosk.editor.publish.checking import RULES
from kiosk.editor.publish.publish_answers import publish_answer
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport, lines_of
from kiosk.editor.publish.report_html import CHANGES_SHOWN, html_of
from tests.contract import validate

HOSTILE = {
    "tag": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "apostrophe": "' onclick='alert(1)",
    "comment": "<!-- ",
    "entity": "&lt;b&gt;&amp;",
    "style": "</style><b>",
    "turned": "\u202egnp.exe",
    "isolate": "\u2066\u2067never closed",
    "terminal": "\x1b[31mred\x07\x9b2J",
    "lines": "one\ntwo\rthree\u2028four",
    "nothing": "\x00",
    "surrogate": "\ud800",
    "tags": "\U000e0041",
}


def finding(value: str = "", weight: Weight = Weight.ASSUMED, **more: Any) -> SourceFinding:
    fields = {"file": "services.csv", "row": 2, "column": "phone", "value": value}
    return SourceFinding(FindingCode.UNREADABLE_FILE, weight, **(fields | more))


def report(value: str = "plain", **more: Any) -> PublishReport:
    """A report that carries ``value`` wherever something of the source can stand."""
    given_ = PublishReport(
        outcome=PublishOutcome.PUBLISHED,
        source=value,
        recognised=value,
        coverage=cover([]),
        reasons=(value,),
        findings=(finding(value, file=value, column=value, assumed=value),),
        tables=(TableCount(value, 3, {value: 2}),),
        totals=(("service", 2), ("phone", 1)),
        changes=(ReportSection(value, (ReportRow(value), ReportRow(value, value, value))),),
        seal=Seal(
            file=value,
            sha256="ab" * 32,
            size=1234,
            channel="sacramento",
            publisher=value,
            fingerprint=("abcd",) * 8,
            versions=Versions(1, 2, 3),
            created="2026-11-24T18:30:00Z",
            expires="2027-05-23T18:30:00Z",
            signers=(value,),
            helpline_signers=(value,),
        ),
    )
    return replace(given_, **more)


class Page(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


KNOWN = {"html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "h3"}
KNOWN |= {"div", "p", "nav", "a", "span", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th"}
KNOWN |= {"td", "del", "ins", "bdi", "strong", "b", "ul", "li", "small", "br", "details", "summary"}


@pytest.mark.parametrize("name", HOSTILE)
def test_values_of_the_source_change_nothing_of_the_page(name: str) -> None:
    page, plain = (Page(html_of(report(value))) for value in (HOSTILE[name], "plain"))
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    html_of(report(HOSTILE[name])).encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_values_of_the_source_change_nothing_of_the_terminal(name: str) -> None:
    lines = lines_of(report(HOSTILE[name]))
    assert len(lines) == len(lines_of(report()))
    shown = "".join(lines)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069\ud800]", shown)


@given(st.text())
def test_visible_text_is_one_line_that_can_be_written(text: str) -> None:
    shown = escape_invisible(text)
    shown.encode()
    assert shown.splitlines() in ([shown], [])
    assert escape_invisible(shown) == shown
    assert len(escape_invisible(text, 10)) <= 10


def test_a_page_loads_and_runs_nothing() -> None:
    page = Page(html_of(report()))
    assert set(page.tags) <= KNOWN
    assert page.attributes <= {"lang", "charset", "name", "content", "class", "id", "href"} | {
        "http-equiv"
    }
    assert "default-src 'none'" in html_of(report())


def test_what_stops_the_file_stands_first() -> None:
    mixed = tuple(finding(weight=weight, value=weight) for weight in reversed(Weight))
    page = html_of(report(findings=mixed, outcome=PublishOutcome.REFUSED))
    assert page.index("Mend this first") < page.index(": refused") < page.index("This can wait")


def test_a_long_list_says_how_many_there_are() -> None:
    many = tuple(finding(f"v{number}") for number in range(207))
    words = "".join(Page(html_of(report(findings=many))).words)
    assert "(207)" in words
    assert len(lines_of(report(findings=many))) < 60


def test_every_finding_is_in_the_json() -> None:
    many = tuple(finding(f"v{number}") for number in range(500))
    assert len(publish_answer(report(findings=many))["findings"]) == 500


@pytest.mark.parametrize(
    "told",
    [
        report(),
        report(seal=None, outcome=PublishOutcome.REFUSED, changes=(), tables=(), totals=()),
        report(findings=(finding(row=None, file="", column=""),), outcome=PublishOutcome.WAITING),
    ],
    ids=["published", "refused", "waiting"],
)
def test_the_json_keeps_its_schema(told: PublishReport) -> None:
    validate("publish", publish_answer(told))


def test_nothing_found_is_said_too() -> None:
    assert "Nothing was assumed or left out." in lines_of(report(findings=()))


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (ReportRow("Guides: 1 new"), "Guides: 1 new"),
        (ReportRow("Food Box", "1", "2"), "Food Box: 1 → 2"),
        (ReportRow("Food Box", "", "2"), "Food Box: nothing → 2"),
        (ReportRow("Food Box", "1", ""), "Food Box: 1 → nothing"),
    ],
    ids=["plain", "changed", "new", "gone"],
)
def test_a_change_stands_on_one_line(row: ReportRow, line: str) -> None:
    assert row_line(row) == line


@pytest.mark.parametrize("rows", [1, CHANGES_SHOWN, CHANGES_SHOWN + 1, CHANGES_SHOWN * 3])
def test_what_a_page_leaves_out_of_a_list_it_counts(rows: int) -> None:
    changes = (ReportSection("New services", tuple(ReportRow(f"r{at}") for at in range(rows))),)
    page = html_of(report(changes=changes))
    shown = len(set(re.findall(r"\br\d+\b", page)))
    said = re.findall(r"… and ([\d,]+) more; all are in the JSON report", page)
    assert [int(one.replace(",", "")) for one in said] == [rows - shown] * (rows > shown)
    assert shown == min(rows, CHANGES_SHOWN)


@pytest.mark.parametrize(("text", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 39 + "…")])
def test_a_text_of_just_the_limit_is_whole(text: str, shown: str) -> None:
    assert escape_invisible(text, 40) == shown


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        ((("figure", 25), ("figure", 1)), "25 figures, 1 figure"),
        ((("service_at_location", 2), ("location", 1)), "2 services at a place, 1 place"),
        ((("schedule", 1_200), ("phone", 0)), "1,200 rows of hours"),
        ((), ""),
    ],
)
def test_records_are_counted_in_words(totals: tuple[tuple[str, int], ...], words: str) -> None:
    assert kinds(totals) == words


def test_a_table_without_rows_is_not_told() -> None:
    tables = (TableCount("Cards", 0, {}), TableCount("Phones", 1, {"phone": 1}))
    told = report(tables=tables)
    for shown in ("\n".join(lines_of(told)), html_of(told)):
        assert ("Phones" in shown, "Cards" in shown) == (True, False)
    assert "Phones: 1 row → 1 phone number" in "\n".join(lines_of(told))


def test_every_rule_has_words() -> None:
    assert set(RULES) == {*ContentRule, *ProblemCode}


def test_a_table_that_only_adds_to_others_is_not_called_nothing() -> None:
    told = report(tables=(TableCount("addresses.csv", 21, {}),))
    assert "  addresses.csv: 21 rows → no records of its own" in lines_of(told)
    assert "no records of its own" in html_of(told)
