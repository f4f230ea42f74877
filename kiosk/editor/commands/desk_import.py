"""The command that reads an export as a source of the workbook."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import click

from kiosk.app import assets
from kiosk.cli.base import UsageError, print_answer
from kiosk.cli.request_options import PRESENT, argument, option
from kiosk.domain.ndjson import read_records
from kiosk.domain.report_lines import with_noun
from kiosk.editor import floors
from kiosk.editor.commands import desk_coverage as coverages
from kiosk.editor.commands.editor_base import clock, desk_command, keys_folder, ring_of
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.factory.starter import starter_records
from kiosk.editor.fitting import reading_options
from kiosk.editor.keys import hidden, secrets
from kiosk.editor.option_types import (
    CheckedOn,
    DeskRequest,
    FirstWeekday,
    IgnoreStatus,
    Keys,
    PublicAddresses,
    SourceName,
)
from kiosk.editor.parsers import vocabulary
from kiosk.editor.publish import publish_report
from kiosk.editor.sources import imported, importing
from kiosk.editor.sources.desk_answers import ImportAnswer
from kiosk.editor.workbook import edit, sheets


class _ImportRequest(DeskRequest, frozen=True, kw_only=True):
    name: SourceName
    source: Annotated[Path, argument(type=PRESENT)]
    title: Annotated[
        str | None, option("Whose directory it is: lists it on the sheet Sources and turns it on.")
    ] = None
    public_addresses: PublicAddresses = False
    checked_on: CheckedOn = None
    first_day: FirstWeekday = None
    ignore_status: IgnoreStatus = False
    keys: Keys = None
    dry_run: Annotated[bool, option("Read and report; write nothing.")] = False


@desk_command("import", _ImportRequest)
def import_(request: _ImportRequest) -> None:
    """Read an export as the source NAME of the workbook, in place of its last import."""
    name, source, workbook, title = request.name, request.source, request.workbook, request.title
    _check_files(name, source, workbook, title)
    progress = CommandProgress(silent=request.as_json)
    progress.step(f"Opening {source.name}")  # before anything heavy loads
    options = reading_options.ReadOptions(
        public_addresses=request.public_addresses,
        checked_on=request.checked_on,
        first_day=request.first_day,
        ignore_status=request.ignore_status,
        today=clock(request.now).date(),
        factory=tuple(starter_records([*read_records(assets.factory())])),
        on_reading=progress.reading,
        through=progress.through,
    )
    made = importing.import_source(workbook, name, source, options)
    written = not (made.refused or request.dry_run)
    if written and made.hidden.count:
        count = with_noun(made.hidden.count, "place")
        click.echo(
            f"This export hides {count}. Your passphrase seals them, for one check alone: "
            "that no text gives them away.",
            err=True,
        )
        keys = keys_folder(request.keys)
        ring = ring_of(keys, new=not secrets.own_keys(keys))
        hidden.seal_hidden(ring, name, made.hidden)
    if written and title:
        listing = edit.WorkbookEdit(workbook, [sheets.SOURCES.title])
        listing.put(sheets.SOURCES, name, {"Title": title, "On?": vocabulary.YES_NO["yes"]})
        importing.keep_import(workbook, made)
        listing.save()
    elif written:
        importing.keep_import(workbook, made)
    every = floors.floors_of(name, made.coverage)
    typed = floors.typed_floors({name: imported.export_facts(workbook, name)})
    below = floors.open_floors(every, (), typed)
    if written:
        coverages.write_coverage(workbook, name, made.coverage, every, below)
    fits = made.refused and not request.dry_run and importing.keep_columns(workbook, made)
    lines = (*_import_lines(made, source, written=written), *coverages.not_ready(below))
    print_answer(_import_answer(made, written=written), lines, as_json=request.as_json)
    if fits and not request.as_json:
        click.echo(f"Say what its columns mean: desk fit {name} -o {name}.fit.html")
    if made.refused:
        sys.exit(1)


def _check_files(name: str, source: Path, workbook: Path, title: str | None) -> None:
    if title and not workbook.is_file():
        raise UsageError(f"There is no workbook {workbook} to list {name} in.")
    if source.resolve() == workbook.resolve():
        raise UsageError(f"{source.name} is the workbook itself, which needs no import: publish.")


def _import_answer(made: "importing.SourceImport", *, written: bool) -> ImportAnswer:
    return ImportAnswer(
        name=made.name,
        written=written,
        recognised=made.facts.recognised,
        date=made.facts.date.isoformat(),
        records=made.facts.counts,
        kept_ids=made.kept_ids,
        new_words=made.new_words,
        findings=dict(Counter(finding.code.value for finding in made.draft.findings)),
    )


def _import_lines(made: "importing.SourceImport", source: Path, *, written: bool) -> Iterator[str]:
    draft = made.draft
    report = publish_report.PublishReport(
        publish_report.PublishOutcome.REFUSED
        if made.refused
        else publish_report.PublishOutcome.WAITING,
        str(source),
        draft.recognised,
        made.coverage,
        draft.first,
        findings=tuple(draft.findings),
        tables=tuple(draft.counts),
        totals=tuple(made.facts.counts.items()),
    )
    yield from publish_report.lines_of(report)
    yield ""
    if written:
        yield f"{made.name} is imported. Nothing is signed yet."
        yield f"Look at {made.name}.coverage.html."
        asked = [
            with_noun(count, *what)
            for count, *what in (
                (made.new_words, "new word"),
                (made.guesses, "guessed column"),
                (made.open_cells, "word of its cells", "words of its cells"),
            )
            if count
        ]
        if asked:
            yield f"{' and '.join(asked)} to explain: desk fit {made.name}"
    else:
        yield "Nothing was written" + (": mend what is named first." if made.refused else ".")
