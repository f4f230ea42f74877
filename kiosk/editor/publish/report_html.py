"""The report as one HTML page: no scripts, nothing loaded, every value escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from kiosk.domain.report_lines import ReportRow, ReportSection, escape_invisible, with_noun
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.publish.findings import SourceFinding, Weight
from kiosk.editor.publish.report import (
    HEADINGS,
    NO_RECORDS,
    VALUE_LENGTH,
    PublishOutcome,
    PublishReport,
    Seal,
    by_file,
    by_weight,
    kinds,
)
from kiosk.editor.publish.visitor_preview import visible_counts_in_words

ROWS_SHOWN: Final = 200
"""Rows of one kind in one file; after fixing those, a person comes back for the next."""

_VERDICTS: Final = {
    PublishOutcome.PUBLISHED: "Published",
    PublishOutcome.REFUSED: "Not published",
    PublishOutcome.WAITING: "Waiting for signatures",
}

_STYLE: Final = """
:root { color-scheme: light; --ink: #1c2430; --soft: #566171; --line: #d9dee5; --paper: #fff;
  --ground: #f3f5f8; --good: #1d6b45; --bad: #9c2f24; --wait: #80580c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: 0 0 .6rem; max-width: 44rem; }
.soft { color: var(--soft); }
.verdict { border-left: .45rem solid var(--bad); background: var(--paper); padding: 1.4rem 1.6rem;
  border-radius: .4rem; box-shadow: 0 1px 2px #1c243014; }
.verdict.published { border-color: var(--good); } .verdict.waiting { border-color: var(--wait); }
.verdict p { margin: .6rem 0 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.card { background: var(--paper); padding: 1.2rem 1.6rem; border-radius: .4rem;
  box-shadow: 0 1px 2px #1c243014; overflow-x: auto; }
.print { font: 600 1.25rem/1.8 ui-monospace, "Noto Sans Mono", monospace; letter-spacing: .06em; }
table + p { margin-top: 1.1rem; } h3:first-child { margin-top: 0; }
table { border-collapse: collapse; width: 100%; min-width: 36rem; table-layout: fixed;
  font-size: .94rem; }
.findings th:nth-child(1) { width: 4.5rem; } .findings th:nth-child(2) { width: 10rem; }
.findings th:nth-child(4) { width: 32%; }
.changes th:nth-child(2), .changes th:nth-child(3) { width: 27%; }
.read th:nth-child(2) { width: 7rem; } .read th:nth-child(3) { width: 60%; }
th { text-align: start; font-weight: 600; color: var(--soft); }
th, td { padding: .4rem 1.2rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: anywhere; }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.tag { display: inline-block; min-width: 1.8rem; padding: 0 .5rem; border-radius: 1rem;
  background: #e7ebf0; font-size: .85rem; text-align: center; font-weight: 600; }
.tag.refused { background: #f6dedb; color: var(--bad); }
.tag.left_out { background: #f6ead3; color: var(--wait); }
del { color: var(--bad); text-decoration: none; } ins { color: var(--good); text-decoration: none; }
nav { margin: 1.25rem 0 0; display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; }
nav a { color: var(--ink); }
@media print { body { background: none; } main { max-width: none; padding: 0; }
  .card, .verdict { box-shadow: none; border: 1px solid var(--line); }
  tr, .verdict { break-inside: avoid; } nav { display: none; } }
"""

_SECURITY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def html_of(report: PublishReport) -> str:
    """Return the whole page."""
    name = _text(report.source)
    parts = [
        _verdict(report),
        _seal(report.seal) if report.seal else "",
        *map(_section, report.changes),
        _findings(report.findings),
        _tables(report),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_SECURITY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Report: {name}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{''.join(part for part in parts if part)}</main>\n</body>\n</html>\n"
    )


def _text(value: str, limit: int | None = None) -> str:
    """Escape a value of the source as text of the page."""
    return escape(escape_invisible(value, limit))


def _value(value: str) -> str:
    """Return a value for a cell, isolated so that its direction does not affect its neighbours."""
    return f"<bdi>{_text(value, VALUE_LENGTH)}</bdi>" if value else ""


def _verdict(report: PublishReport) -> str:
    reasons_first = (visible_counts_in_words(report.seen), *report.first, *report.reasons)
    reasons = "".join(f"<p>{_text(reason)}</p>" for reason in reasons_first)
    groups = by_weight(report.findings)
    links = "".join(
        f'<a href="#{weight}">{HEADINGS[weight]} <span class="tag {weight}">{len(found):,}</span>'
        "</a>"
        for weight, found in groups.items()
    )
    read = f'<p class="soft">Read as: {_text(report.recognised)}</p>' if report.recognised else ""
    return (
        f'<header class="verdict {report.outcome}">\n<h1>{_VERDICTS[report.outcome]}</h1>\n'
        f'<div class="soft"><bdi>{_text(report.source)}</bdi></div>\n{reasons}{read}'
        f"{f'<nav>{links}</nav>' if links else ''}</header>\n"
    )


def _seal(seal: Seal) -> str:
    numbers = seal.versions
    facts = {
        "File": _value(seal.output),
        "Publisher": f"{_value(seal.publisher)} <span class=soft>({_value(seal.channel)})</span>",
        "Made": _text(seal.created),
        "Expires": _text(seal.expires),
        "Number": f"{numbers.directory} <span class=soft>(helplines {numbers.targets}, "
        f"keys {numbers.root})</span>",
        "Signed by": _value(", ".join(seal.signers)),
        "Helplines signed by": _value(", ".join(seal.lines_signers)),
        "Size": f"{with_noun(seal.size, 'byte')}",
        "SHA-256": _text(seal.sha256),
        "Fingerprint of the keys": f'<span class="print">{" ".join(map(_text, seal.fingerprint))}'
        "</span>",
    }
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>\n" for label, value in facts.items())
    return f'<h2>The signed file</h2>\n<dl class="card">\n{rows}</dl>\n'


def _table(name: str, headings: Sequence[str], rows: Iterable[str], numbers: str = "") -> str:
    """Return a table with the class ``name``; the column headed ``numbers`` is right-aligned."""
    cells = "".join(
        f"<th{' class=number' if heading == numbers else ''}>{heading}</th>" for heading in headings
    )
    head = f"<thead><tr>{cells}</tr></thead>\n"
    return f"<table class={name}>\n{head}<tbody>\n{''.join(rows)}</tbody>\n</table>\n"


def _section(section: ReportSection) -> str:
    rows = section.rows[:ROWS_SHOWN]
    if any(row.old or row.new for row in rows):
        body = _table("changes", ("What", "Before", "Now"), map(_change, rows))
    else:
        body = "".join(f"<p>{_value(row.text)}</p>\n" for row in rows)
    if len(section.rows) > len(rows):
        body += f"<p class=soft>… and {len(section.rows) - len(rows):,} more.</p>\n"
    card = f'<div class="card">\n{body}</div>\n' if body else ""
    return f"<h2>{_text(section.title)}</h2>\n{card}"


def _change(row: ReportRow) -> str:
    old, new = (_value(side) or "<span class=soft>nothing</span>" for side in (row.old, row.new))
    return (
        f"<tr><td>{_value(row.text)}</td><td><del>{old}</del></td><td><ins>{new}</ins></td></tr>\n"
    )


def _findings(findings: Sequence[SourceFinding]) -> str:
    return "".join(
        f'<h2 id="{weight}">{HEADINGS[weight]} <span class="tag {weight}">{len(found):,}</span>'
        f"</h2>\n{_places(found, weight)}"
        for weight, found in by_weight(findings).items()
    )


def _places(findings: Sequence[SourceFinding], weight: Weight) -> str:
    parts = []
    for file, codes in by_file(findings).items():
        heading = f"<h3><bdi>{_text(file)}</bdi></h3>\n" if file else ""
        parts.append(f'<div class="card">\n{heading}')
        for code, found in codes.items():
            shown = found[:ROWS_SHOWN]
            parts.append(
                f'<p>{_text(MESSAGES[code])} <span class="tag {weight}">{len(found):,}</span></p>\n'
            )
            if any(map(_detailed, shown)):
                parts.append(_rows(shown))
            if len(found) > len(shown):
                left = len(found) - len(shown)
                parts.append(
                    f"<p class=soft>… and {left:,} more; all are in the JSON report.</p>\n"
                )
        parts.append("</div>\n")
    return "".join(parts)


def _detailed(finding: SourceFinding) -> bool:
    return bool(finding.row or finding.column or finding.value or finding.assumed)


def _rows(findings: Sequence[SourceFinding]) -> str:
    rows = (
        f"<tr><td class=number>{'' if found.row is None else found.row}</td>"
        f"<td>{_value(found.column)}</td><td>{_value(found.value)}</td>"
        f"<td>{_value(found.assumed)}</td></tr>\n"
        for found in findings
    )
    headings = ("Row", "Column", "What stood there", "Taken instead, or advice")
    return _table("findings", headings, rows, "Row")


def _tables(report: PublishReport) -> str:
    if not report.tables:
        return ""
    none = f"<span class=soft>{NO_RECORDS}</span>"
    rows = [
        f"<tr><td>{_value(table.table)}</td><td class=number>{table.rows:,}</td>"
        f"<td>{_text(kinds(tuple(table.records.items()))) or none}</td></tr>\n"
        for table in report.tables
        if table.rows or any(table.records.values())
    ]
    total = kinds(report.totals)
    rows.append(
        f"<tr><td><strong>Together</strong></td><td class=number>"
        f"{sum(table.rows for table in report.tables):,}</td><td>{_text(total)}</td></tr>\n"
    )
    body = _table("read", ("Table", "Rows", "Records made"), rows, "Rows")
    return f'<h2>What was read</h2>\n<div class="card">\n{body}</div>\n'
