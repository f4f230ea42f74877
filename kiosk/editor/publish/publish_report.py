"""The report of a publishing for editors, ordered by harm.

Values come from the source and may be hostile: all that is shown passes :func:`escape_invisible`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.domain.report_lines import ReportSection, escape_invisible, kinds, row_line, with_noun
from kiosk.editor.coverage import SourceCoverage, visible_counts_in_words
from kiosk.editor.finding_messages import HARMS
from kiosk.editor.findings import SourceFinding, TableCount
from kiosk.editor.floors import Floor
from kiosk.editor.keys.signed_files import Seal
from kiosk.editor.publish.causes import Cause, causes_of

CAUSES_PRINTED: Final = 12
"""Causes on the terminal; the page has more, the CSV every finding."""
ROWS_PRINTED: Final = 12
"""Changes of one kind on the terminal."""
NO_RECORDS: Final = "no records of its own"
"""Shown for a table whose rows only extend other tables' records, or that gave none."""


class PublishOutcome(StrEnum):
    """Outcome of a publishing."""

    PUBLISHED = "published"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class PublishReport:
    """Everything about one publishing. ``reasons`` say what happened and what to do.

    ``coverage``, what visitors will see, is the first thing an editor reads; ``first`` follows.
    ``lists`` are the lists on which visitors find each service, by its id.
    """

    outcome: PublishOutcome
    source: str
    recognised: str
    coverage: SourceCoverage
    first: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    findings: tuple[SourceFinding, ...] = ()
    tables: tuple[TableCount, ...] = ()
    totals: tuple[tuple[str, int], ...] = ()
    changes: tuple[ReportSection, ...] = ()
    seal: Seal | None = None
    floors: tuple[Floor, ...] = ()
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def causes(self) -> list[Cause]:
        """The findings by cause: those that stop the file first, then by harm."""
        return causes_of(self.findings, self.lists)


def lines_of(report: PublishReport) -> list[str]:
    """Return the report for a terminal: what visitors will see, what to mend, what changes."""
    lines = [visible_counts_in_words(report.coverage), *report.first]
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
    causes = report.causes
    if not causes:
        lines.append("Nothing was assumed or left out.")
    else:
        lines += ["", cause_words(causes)]
        lines += [f" {line}" for cause in causes[:CAUSES_PRINTED] for line in [_cause_line(cause)]]
        if len(causes) > CAUSES_PRINTED:
            lines.append(f" … {len(causes) - CAUSES_PRINTED:,} more in the report")
    for section in report.changes:
        lines += ["", escape_invisible(section.title)]
        lines += [f"  {row_line(row)}" for row in section.rows[:ROWS_PRINTED]]
        if len(section.rows) > ROWS_PRINTED:
            lines.append(f"  … and {len(section.rows) - ROWS_PRINTED:,} more")
    return lines


def cause_words(causes: Sequence[Cause]) -> str:
    """Return how many causes there are, and whether one of them stops the file."""
    stopping = sum(cause.stops for cause in causes)
    found = sum(len(cause.findings) + len(cause.followers) for cause in causes)
    if stopping:
        others = len(causes) - stopping
        also = f"; {with_noun(others, 'other')} can wait" if others else ""
        return f"Mend first: {with_noun(stopping, 'cause')}{also} ({with_noun(found, 'finding')})"
    return f"Look at: {with_noun(len(causes), 'cause')} ({with_noun(found, 'finding')})"


def _cause_line(cause: Cause) -> str:
    count = f" ({len(cause.findings):,})" if len(cause.findings) > 1 else ""
    places = cause.places if cause.stops else cause.places[:1]
    where = f" [{' · '.join(places)}]" if places else ""
    return f"{HARMS[cause.harm]}: {cause.what}{count}{where} {cause.do}".rstrip()


def _seal_lines(seal: Seal) -> list[str]:
    signers, lines = (
        ", ".join(map(escape_invisible, who)) for who in (seal.signers, seal.helpline_signers)
    )
    return [
        f"Published: {escape_invisible(seal.file)}, {with_noun(seal.size, 'byte')}",
        f"  Number {seal.versions.words}, made {seal.created}, expires {seal.expires}",
        f"  Signed by {signers}; helplines by {lines}",
        f"  Fingerprint of the keys: {' '.join(seal.fingerprint)}",
    ]
