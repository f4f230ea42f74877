"""Turn an edited workbook back into the factory directory, or complete what was typed in its files.

Everything is read and checked before the first file changes.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.domain.content_rules import guarded_lines
from kiosk.domain.helplines import ANCHORS
from kiosk.domain.records import AnyRecord, Translation
from kiosk.domain.report_lines import with_noun
from kiosk.domain.syncfile import HelplineFile
from kiosk.editor.coverage import cover
from kiosk.editor.factory.factory_files import (
    FactoryFiles,
    changed_files,
    read_factory,
    text_hashes,
)
from kiosk.editor.findings import FindingCode, SourceFinding, Weight
from kiosk.editor.fitting.reading_options import ReadOptions
from kiosk.editor.importers.address_leaks import find_address_leaks, mask_streets, secret_streets
from kiosk.editor.publish.checking import check_draft
from kiosk.editor.publish.publish_report import PublishOutcome, PublishReport
from kiosk.editor.source_files import SourceError
from kiosk.editor.sources.workbook_reader import is_workbook, read_workbook
from kiosk.editor.workbook.language_sheets import tag_of
from kiosk.editor.workbook.source_draft import Draft

_LATER: Final = frozenset({FindingCode.NEVER_CHECKED, FindingCode.NOT_SHOWN})
"""What ``factory check`` lists."""
_STOPS: Final = (Weight.REFUSED, Weight.LEFT_OUT)
"""A cell or row that would be lost stops the update: the files would lose it too."""


@dataclass(frozen=True, slots=True)
class FactoryUpdate:
    """What an update makes of the files: their new content, and what was found on the way."""

    report: PublishReport
    contents: dict[Path, bytes]

    @property
    def refused(self) -> bool:
        """True if nothing may be written."""
        return self.report.outcome is PublishOutcome.REFUSED


def plan_update(folder: Path, workbook: Path | None, today: dt.date) -> FactoryUpdate:
    """Read and check; write nothing.

    Raises:
        RecordsError: a file of ``folder`` cannot be read.
        SourceError: ``workbook`` is no workbook of this program.
    """
    files = read_factory(folder)
    before = tuple(record for records in files.values() for record in records)
    draft = Draft("Files of the folder", list(before))
    if workbook is not None:
        draft = _read(workbook, before, today)
    records = [*draft.records, *_kept(before, draft)] if workbook else draft.records
    findings = [*_findings(before, draft, records)]
    stops = any(one.weight in _STOPS for one in findings)
    contents = {} if stops else changed_files(files, records)
    report = PublishReport(
        PublishOutcome.REFUSED if stops else PublishOutcome.PUBLISHED,
        str(workbook or folder),
        draft.recognised,
        cover(records),
        reasons=tuple(_reasons(files, contents, stops=stops)),
        findings=tuple(findings),
    )
    return FactoryUpdate(report, contents)


def _read(workbook: Path, before: tuple[AnyRecord, ...], today: dt.date) -> Draft:
    if not workbook.is_file() or not is_workbook(workbook):
        raise SourceError(
            f"{workbook.name} is not a workbook of this program. Make one with: template -o "
            "NAME.xlsx --with-factory"
        )
    return read_workbook(workbook, ReadOptions(previous=before, factory=before, today=today))


def _kept(before: Sequence[AnyRecord], draft: Draft) -> Iterator[Translation]:
    """Yield translations that the workbook does not give: outdated, or of a language it lacks."""
    hashes = text_hashes(draft.records)
    given = {one.id for one in draft.records if isinstance(one, Translation)}
    sheets = {tag for table in draft.counts if (tag := tag_of(table.table))}
    for one in before:
        if isinstance(one, Translation) and one.id not in given:
            found = hashes.get((one.entity, one.entity_id, one.field))
            if found is not None and (found != one.source_hash or one.language not in sheets):
                yield one


def _findings(
    before: Sequence[AnyRecord], draft: Draft, records: Sequence[AnyRecord]
) -> Iterator[SourceFinding]:
    lines = HelplineFile(helplines=draft.helplines, guarded=guarded_lines(records))
    streets = draft.streets | secret_streets((*before, *draft.records), records, ())
    found = [
        *draft.findings,
        *check_draft(records, lines, draft.withdrawn, draft.origins),
        *find_address_leaks(records, streets),
    ]
    if draft.helplines != ANCHORS or draft.withdrawn:
        found.append(SourceFinding(FindingCode.NOT_IN_FACTORY, Weight.NOTE, ""))
    for one in mask_streets(found, records, streets):
        if one.code is FindingCode.STALE_TEXT:
            yield SourceFinding(one.code, Weight.NOTE, one.file, one.row, one.column, one.value)
        elif one.code not in _LATER or one.weight in _STOPS:
            yield one


def _reasons(files: FactoryFiles, contents: dict[Path, bytes], *, stops: bool) -> Iterator[str]:
    if stops:
        yield "Nothing was changed. Mend what is listed here and run this again."
    elif not contents:
        yield "Nothing was changed: the files already say this."
    for path, content in contents.items():
        old = {*path.read_bytes().splitlines()} if path in files else set()
        new = {*content.splitlines()}
        added, gone = len(new - old), len(old - new)
        yield f"{path.name}: {with_noun(added, 'new line')}, {gone:,} gone"
