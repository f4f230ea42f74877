"""The report and the coverage as HTML pages: no scripts, nothing loaded, every value escaped."""

import re
from collections.abc import Collection
from functools import cache
from typing import Final

from jinja2 import Environment

from kiosk.app import assets
from kiosk.domain.report_lines import ReportRow, escape_invisible, kinds, with_noun
from kiosk.editor.coverage import SourceCoverage, visible_counts_in_words
from kiosk.editor.finding_messages import HARMS
from kiosk.editor.fitting.keep import FILTERS
from kiosk.editor.floors import Floor, question_lines
from kiosk.editor.keys.signed_files import Seal
from kiosk.editor.page_templates import page_environment, visible
from kiosk.editor.publish import visible_changes as titles
from kiosk.editor.publish.publish_report import NO_RECORDS, PublishOutcome, PublishReport
from kiosk.editor.workbook.source_draft import ServiceFact

CAUSES_SHOWN: Final = 40
"""Causes on the page; the CSV has every finding."""
CHANGES_SHOWN: Final = 60
"""Changes on the page, so that it stays within three printed pages."""
VALUE_LENGTH: Final = 160
"""Characters of a value that are shown: two lines of a report."""
_OPTION: Final = re.compile(r"(--[a-z-]+(?: \d{4}-\d{2})?)")
"""An option of a command with its value, which stands on one line."""
TABLES_SHOWN: Final = 30
_VERDICTS: Final = {
    PublishOutcome.PUBLISHED: "Published.",
    PublishOutcome.REFUSED: "Not published.",
    PublishOutcome.WAITING: "Waiting for signatures.",
}
_HEADINGS: Final = {
    PublishOutcome.PUBLISHED: "What visitors will notice",
    PublishOutcome.REFUSED: "What stops this file",
    PublishOutcome.WAITING: "What visitors will notice",
}
_SUMS: Final = {
    titles.NUMBERS: ("number changes", "numbers change"),
    titles.HOURS: ("service has other hours", "services have other hours"),
    titles.GONE: ("service goes", "services go"),
    titles.NEW: ("is new", "are new"),
    titles.WORDS: ("text changes", "texts change"),
    titles.STREETS: ("street changes", "streets change"),
}
_LINES: Final = {
    ServiceFact.NUMBER: ("Number to call", "contact"),
    ServiceFact.SITUATION: ("In a question (situation)", "situation"),
    ServiceFact.CHECKED_ON: ("Checked on", "checked-on"),
    ServiceFact.HOURS: ("Hours", "hours"),
    ServiceFact.STREET: ("Street", ""),
    ServiceFact.LANGUAGES: ("Languages", ""),
    ServiceFact.COST: ("Cost", ""),
    ServiceFact.PAGE: ("Page with a code", ""),
    ServiceFact.NAMES: ("Name", "names"),
}
"""Words of each line, and its floor."""
_PARTIAL: Final = {
    ServiceFact.HOURS,
    ServiceFact.STREET,
    ServiceFact.LANGUAGES,
    ServiceFact.COST,
    ServiceFact.PAGE,
}
"""Facts that are counted of the services that state them."""


@cache
def _environment() -> Environment:
    environment = page_environment(assets.resources() / "editor", visible)
    environment.filters |= {
        "cut": _cut,
        "number": _number,
        "marked": _marked,
        "options": _OPTION.split,
    }
    return environment


def _cut(text: str, limit: int = VALUE_LENGTH) -> str:
    return escape_invisible(text, limit)


def _number(value: int) -> str:
    return f"{value:,}"


def _marked(row: ReportRow) -> list[tuple[str, str]]:
    return titles.marked(row.old, row.new)


def html_of(report: PublishReport) -> str:
    """Return the report as a page of at most 150 kB."""
    causes = report.causes
    stopping = [one for one in causes if one.stops][:CAUSES_SHOWN]
    waiting = [one for one in causes if not one.stops]
    shown = waiting[: CAUSES_SHOWN - len(stopping)]
    most = max(4, CHANGES_SHOWN // max(1, len(report.changes)))
    sums = [
        (len(section.rows), _SUMS[section.title][len(section.rows) != 1])
        for section in report.changes
        if section.title in _SUMS
    ]
    changes = ", ".join(f"{number:,} {words}" for number, words in sums)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            title=_HEADINGS[report.outcome],
            headline=f"{_VERDICTS[report.outcome]} {f'{changes}.' if changes else ''}".strip(),
            seen=visible_counts_in_words(report.coverage),
            sums=sums,
            sections=[
                (section, section.rows[:most], max(0, len(section.rows) - most))
                for section in report.changes
            ],
            stopping=stopping,
            waiting=shown,
            causes=len(waiting),
            left=len(waiting) - len(shown),
            harms=HARMS,
            seal=_seal(report.seal) if report.seal else (),
            tables=[
                (
                    table.table,
                    with_noun(table.rows, "row"),
                    kinds(tuple(table.records.items())) or NO_RECORDS,
                )
                for table in report.tables
                if table.rows or any(table.records.values())
            ][:TABLES_SHOWN],
            total=kinds(report.totals),
        )
    )


def _seal(seal: Seal) -> tuple[tuple[str, str], ...]:
    return (
        ("File", seal.file),
        ("Publisher", f"{seal.publisher} ({seal.channel})"),
        ("Made", seal.created),
        ("Expires", seal.expires),
        ("Number", seal.versions.words),
        ("Signed by", ", ".join(seal.signers)),
        ("Helplines signed by", ", ".join(seal.helpline_signers)),
        ("Size", with_noun(seal.size, "byte")),
        ("SHA-256", seal.sha256),
    )


def _floor_words(missed: int, whole: int) -> str:
    if not missed:
        return "Every floor is reached."
    return f"{missed} of {with_noun(whole, 'floor')} {'is' if missed == 1 else 'are'} not reached."


def coverage_html(
    coverage: SourceCoverage, floors: Collection[Floor], below: Collection[Floor] = ()
) -> str:
    """Return the coverage as a page; ``below`` are the floors whose names must be typed."""
    of = next((floor.source for floor in floors), "")
    by_name = {floor.name: floor for floor in floors if floor.source == of}
    whole = max(1, coverage.services)
    names = " ".join(floor.typed_as for floor in below)
    firm = any(floor.firm for floor in below)
    last = (
        "No typed name goes on: export all tables again."
        if firm
        else f"To go on all the same, type {names}; in a script: --accept {names.replace(' ', ',')}"
    )
    asked = (*question_lines(coverage.source, below), last)
    missed = sum(not floor.reached for floor in floors)
    return (
        _environment()
        .get_template("coverage.html.j2")
        .render(
            coverage=coverage,
            percent=lambda number: round(min(100, 100 * number / whole), 1),
            lines=[
                (line, _LINES[line.fact][0], by_name.get(_LINES[line.fact][1]))
                for line in coverage.lines
            ],
            partial=_PARTIAL,
            missed=[floor for floor in floors if floor.source != of and not floor.reached],
            below=below,
            firm=firm,
            headline=" ".join(
                ("Not ready.", *dict.fromkeys(floor.visitors for floor in [*below][:2]))
                if below
                else ("Ready.", f"Visitors see {with_noun(coverage.services, 'service')}.")
            ),
            second=f"{_floor_words(missed, len(floors))} "
            + (
                "Nothing of this is in any file yet."
                if below
                else visible_counts_in_words(coverage)
            ),
            question="\n".join(_cut(line, 400) for line in asked),
            most=coverage.most_per_tile,
            filters=FILTERS,
            uneven=sum(not 0 < tile.answers <= coverage.most_per_tile for tile in coverage.tiles),
        )
    )
