"""The report of a publishing for editors, complete and ordered by severity.

Values come from the source and may be hostile: all that is shown passes :func:`escape_invisible`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.domain.report_lines import ReportSection, escape_invisible, row_line, with_noun
from kiosk.domain.syncfile import Versions
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.publish.findings import FindingCode, SourceFinding, TableCount, Weight
from kiosk.editor.publish.visitor_preview import VisibleCounts, visible_counts_in_words

ROWS_PRINTED: Final = 20
"""Findings on the terminal, about one screen; the report files hold all of them."""
VALUE_LENGTH: Final = 160
"""Characters of a value that are shown: two lines of a report."""
LINE_LENGTH: Final = 100
"""Characters of a value on the terminal."""
NO_RECORDS: Final = "no records of its own"
"""Shown for a table whose rows only extend other tables' records, or that gave none."""


class PublishOutcome(StrEnum):
    """Outcome of a publishing."""

    PUBLISHED = "published"
    REFUSED = "refused"
    WAITING = "waiting"


HEADINGS: Final = {
    Weight.REFUSED: "Must be mended",
    Weight.LEFT_OUT: "Left out",
    Weight.ASSUMED: "Assumed",
    Weight.NOTE: "Good to know",
}
"""Headings, most severe first."""


@dataclass(frozen=True, slots=True)
class Seal:
    """The identity of a signed file. Times are UTC; ``fingerprint`` is that of its newest root."""

    output: str
    sha256: str
    size: int
    channel: str
    publisher: str
    fingerprint: tuple[str, ...]
    versions: Versions
    created: str
    expires: str
    signers: tuple[str, ...]
    lines_signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishReport:
    """Everything about one publishing. ``reasons`` say what happened and what to do.

    ``seen``, what visitors will see, is the first thing an editor reads; ``first`` follows.
    """

    outcome: PublishOutcome
    source: str
    recognised: str
    seen: VisibleCounts
    first: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[SourceFinding, ...] = ()
    tables: tuple[TableCount, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    changes: tuple[ReportSection, ...] = ()
    seal: Seal | None = None


def by_weight(findings: Iterable[SourceFinding]) -> dict[Weight, list[SourceFinding]]:
    """Group findings by weight, most severe first; weights without findings are omitted."""
    groups: dict[Weight, list[SourceFinding]] = {weight: [] for weight in HEADINGS}
    for finding in findings:
        groups[finding.weight].append(finding)
    return {weight: found for weight, found in groups.items() if found}


def by_file(
    findings: Iterable[SourceFinding],
) -> dict[str, dict[FindingCode, list[SourceFinding]]]:
    """Group findings by file or sheet, then by kind, each in order of first appearance."""
    groups: dict[str, dict[FindingCode, list[SourceFinding]]] = {}
    for finding in findings:
        groups.setdefault(finding.file, {}).setdefault(finding.code, []).append(finding)
    return groups


_KINDS: Final = {
    "location": ("place", "places"),
    "service_at_location": ("service at a place", "services at a place"),
    "phone": ("phone number", "phone numbers"),
    "schedule": ("row of hours", "rows of hours"),
    "awareness_card": ("card", "cards"),
    "tile": ("question", "questions"),
    "withdrawn": ("withdrawn record", "withdrawn records"),
    "override": ("permission to reveal", "permissions to reveal"),
    "text_to_translate": ("text to translate", "texts to translate"),
    "by_machine": ("by a machine", "by a machine"),
    "by_person": ("by a person", "by a person"),
    "unread": ("not yet read over", "not yet read over"),
}
"""Kinds whose name is no plain word, or whose plural is not formed with s."""


def kind_word(kind: str, number: int = 1) -> str:
    """Return a kind of record in words."""
    one, *many = _KINDS.get(kind, (escape_invisible(kind.replace("_", " ")),))
    return one if number == 1 else next(iter(many), f"{one}s")


def kinds(totals: Sequence[tuple[str, int]]) -> str:
    """Return counts of records by kind, in words."""
    return ", ".join(f"{number:,} {kind_word(kind, number)}" for kind, number in totals if number)


def position_words(finding: SourceFinding) -> str:
    """Return where a finding is: file, row and column as far as known."""
    parts = [escape_invisible(finding.file)] if finding.file else []
    parts += [f"row {finding.row}"] if finding.row is not None else []
    parts += [escape_invisible(finding.column)] if finding.column else []
    return ", ".join(parts)


def lines_of(report: PublishReport, rows: int = ROWS_PRINTED) -> list[str]:
    """Return the report for a terminal: what visitors will see, the outcome, the first findings."""
    lines = [visible_counts_in_words(report.seen), *report.first]
    lines += _seal_lines(report.seal) if report.seal else []
    lines += [escape_invisible(reason) for reason in report.reasons]
    if report.recognised:
        lines.append(f"Read as: {escape_invisible(report.recognised)}")
    lines += [
        f"  {escape_invisible(table.table)}: {with_noun(table.rows, 'row')} → "
        f"{kinds(tuple(table.records.items())) or NO_RECORDS}"
        for table in report.tables
        if table.rows or any(table.records.values())
    ]
    if report.totals:
        lines.append(f"Together: {kinds(report.totals)}")
    if not report.findings:
        lines.append("Nothing was assumed or left out.")
    remaining = rows
    for weight, found in by_weight(report.findings).items():
        lines += ["", f"{HEADINGS[weight]}: {len(found):,}"]
        for code, number in Counter(finding.code for finding in found).items():
            lines.append(f" {MESSAGES[code]} ({number:,})")
            shown = [finding for finding in found if finding.code is code][
                : max(0, min(remaining, 5))
            ]
            lines += [f"   {line}" for finding in shown if (line := _line(finding))]
            remaining -= len(shown)
            if len(shown) < number:
                lines.append(f"   … {number - len(shown):,} more" if shown else "   …")
    for section in report.changes:
        lines += ["", escape_invisible(section.title)]
        lines += [f"  {row_line(row)}" for row in section.rows[:rows]]
        if len(section.rows) > rows:
            lines.append(f"  … and {len(section.rows) - rows:,} more")
    return lines


def _line(finding: SourceFinding) -> str:
    value = escape_invisible(finding.value, LINE_LENGTH)
    assumed = f" → {escape_invisible(finding.assumed, LINE_LENGTH)}" if finding.assumed else ""
    return ": ".join(
        part for part in (position_words(finding), f"{value}{assumed}".strip()) if part
    )


def _seal_lines(seal: Seal) -> list[str]:
    numbers = seal.versions
    count = f"Number {numbers.directory} (helplines {numbers.targets}, keys {numbers.root})"
    signers, lines = (
        ", ".join(map(escape_invisible, who)) for who in (seal.signers, seal.lines_signers)
    )
    return [
        f"Published: {escape_invisible(seal.output)}, {with_noun(seal.size, 'byte')}",
        f"  {count}, made {seal.created}, expires {seal.expires}",
        f"  Signed by {signers}; helplines by {lines}",
        f"  Fingerprint of the keys: {' '.join(seal.fingerprint)}",
    ]
