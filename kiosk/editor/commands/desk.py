"""The commands of the editor's desk: sheets and sources, before anything is signed."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kiosk.app import assets
from kiosk.cli.base import JSON, NOW, CommandError, Context, UsageError, print_json
from kiosk.domain.ndjson import read_records
from kiosk.domain.records import Status
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.desk_calls import calls, twins
from kiosk.editor.commands.desk_common import WORKBOOK, desk_errors, name_option
from kiosk.editor.commands.desk_coverage import (
    below_of,
    coverage,
    not_ready,
    write_coverage,
)
from kiosk.editor.commands.desk_fit import fit
from kiosk.editor.commands.desk_preview import preview
from kiosk.editor.commands.desk_pull import pull
from kiosk.editor.commands.desk_take import review, slice_, take
from kiosk.editor.commands.editor_common import KEYS, clock, keys_folder, ring_of
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.commands.source_options import SourceAnswers, source_options
from kiosk.editor.floors import floors_of
from kiosk.editor.keys.hidden import seal_hidden
from kiosk.editor.keys.secrets import own_keys
from kiosk.editor.overview import desk_overview
from kiosk.editor.publish.options import ReadOptions
from kiosk.editor.publish.report import PublishOutcome, PublishReport, lines_of
from kiosk.editor.sources.answers import CellAnswer, DeskAnswer, ImportAnswer
from kiosk.editor.sources.importing import SourceImport, import_source, keep_columns, keep_import
from kiosk.editor.sources.why import source_row, why_answer
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.more_sheets import SOURCES
from kiosk.editor.workbook.opening import open_workbook
from kiosk.editor.workbook.sheet_folder import write_sheet_folder
from kiosk.editor.workbook.sheets import SERVICES
from kiosk.editor.workbook.vocabulary import STATUSES, YES_NO


@click.group(invoke_without_command=True)
@WORKBOOK
@JSON
@NOW
@click.pass_context
def desk(click_context: click.Context, *, workbook: Path, as_json: bool, now: str | None) -> None:
    """Work on the directory before it is signed; alone, show its sources and the next step."""
    if click_context.invoked_subcommand is None:
        _show(click_context.obj, workbook=workbook, as_json=as_json, now=now)


for _each in (coverage, fit, review, slice_, take, calls, twins, pull, preview):
    desk.add_command(_each)


@desk_errors
def _show(context: Context, *, workbook: Path, as_json: bool, now: str | None) -> None:
    del context
    answer = desk_overview(workbook, clock(now).date())
    if as_json:
        print_json(answer)
        return
    for line in _desk_lines(answer):
        click.echo(line)


def _desk_lines(answer: DeskAnswer) -> Iterator[str]:
    for one in answer["sources"]:
        name = escape_invisible(f"{one['title']} ({one['name']})" if one["title"] else one["name"])
        if one["imported"]:
            has = f"{with_noun(one['services'], 'service')}, export of {one['date']}"
        else:
            has = "never imported"
        yield f"{name}: {'on' if one['on'] else 'off'}, {has}"
        if one["seen"]:
            yield f"  {one['seen']}"
        if one["below"]:
            below = ", ".join(one["below"])
            yield f"  Not ready: {below}. Why: desk coverage {escape_invisible(one['name'])}"
    if answer["calls"]:
        due = f"; {answer['due']} of them keep facts on the screen" if answer["due"] else ""
        yield f"{with_noun(answer['calls'], 'call')} to check facts{due}: desk calls"
    if answer["texts"]:
        texts = with_noun(sum(answer["texts"].values()), "text")
        yield f"{texts} in {with_noun(len(answer['texts']), 'language')} that nobody has read"
    yield from (f"Next: {escape_invisible(step)}" for step in answer["next"][:1])
    yield from (f"      {escape_invisible(step)}" for step in answer["next"][1:])


@desk.command("import")
@click.argument("name", callback=name_option)
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@WORKBOOK
@click.option("--title", help="Whose directory it is: lists it on the sheet Sources, and on.")
@source_options
@KEYS
@click.option("--dry-run", is_flag=True, help="Read and report; write nothing.")
@JSON
@NOW
@click.pass_obj
@desk_errors
def _import(
    context: Context,
    *,
    name: str,
    source: Path,
    workbook: Path,
    title: str | None,
    answers: SourceAnswers,
    keys: Path | None,
    dry_run: bool,
    as_json: bool,
    now: str | None,
) -> None:
    """Read an export as the source NAME of the workbook, in place of its last import."""
    del context
    if title and not workbook.is_file():
        raise UsageError(f"There is no workbook {workbook} to list {name} in.")
    progress = CommandProgress(silent=as_json)
    options = ReadOptions(
        **answers,
        today=clock(now).date(),
        factory=tuple(read_records(assets.factory())),
        on_reading=progress.reading,
        through=progress.through,
    )
    made = import_source(workbook, name, source, options)
    written = not (made.refused or dry_run)
    if written and made.hidden.count:
        count = with_noun(made.hidden.count, "place")
        click.echo(
            f"This export hides {count}. Your passphrase seals them, for one check alone: "
            "that no text gives them away.",
            err=True,
        )
        ring = ring_of(keys_folder(keys), new=not own_keys(keys_folder(keys)))
        seal_hidden(ring, name, made.hidden)
    if written and title:
        edit = WorkbookEdit(workbook)
        edit.put(SOURCES, name, {"Title": title, "On?": YES_NO["yes"]})
        keep_import(workbook, made)
        edit.save()
    elif written:
        keep_import(workbook, made)
    floors = floors_of(name, made.coverage)
    below = below_of(workbook, name, floors)
    if written:
        write_coverage(workbook, name, made.coverage, floors, below)
    fits = made.refused and not dry_run and keep_columns(workbook, made)
    if as_json:
        print_json(_import_answer(made, written=written))
    else:
        for line in (*_import_lines(made, source, written=written), *not_ready(below)):
            click.echo(line)
    if fits and not as_json:
        click.echo(f"Say what its columns mean: desk fit {name} -o {name}.fit.html")
    if made.refused:
        sys.exit(1)


def _import_answer(made: SourceImport, *, written: bool) -> ImportAnswer:
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


def _import_lines(made: SourceImport, source: Path, *, written: bool) -> Iterator[str]:
    draft = made.draft
    report = PublishReport(
        PublishOutcome.REFUSED if made.refused else PublishOutcome.WAITING,
        str(source),
        draft.recognised,
        made.coverage,
        draft.first,
        findings=tuple(draft.findings),
        tables=tuple(draft.counts),
        totals=tuple(made.facts.counts.items()),
    )
    yield from lines_of(report)
    yield ""
    if written:
        yield f"{made.name} is imported. Nothing is signed yet."
        yield f"Look at {made.name}.coverage.html."
        asked = [
            with_noun(count, what)
            for count, what in ((made.new_words, "new word"), (made.guesses, "guessed column"))
            if count
        ]
        if asked:
            yield f"{' and '.join(asked)} to explain: desk fit {made.name}"
    else:
        yield "Nothing was written" + (": mend what is named first." if made.refused else ".")


@desk.command("why")
@click.argument("key", metavar="ID")
@WORKBOOK
@JSON
@click.pass_obj
@desk_errors
def _why(context: Context, *, key: str, workbook: Path, as_json: bool) -> None:
    """Show who says each cell of a service, a place or an organization."""
    del context
    answer = why_answer(workbook, key)
    if as_json:
        print_json(answer)
        return
    for cell in answer["cells"]:
        click.echo(_cell_line(cell))


def _cell_line(cell: CellAnswer) -> str:
    text = escape_invisible(" ".join(cell["text"].split()) or "hidden", 100)
    instead = escape_invisible(" ".join(cell["instead"].split()), 100)
    other = f"; the source has {instead}" if instead else ""
    return f"{cell['sheet']}, {cell['column']}: {text} ({escape_invisible(cell['by'])}{other})"


@desk.command("adopt")
@click.argument("keys", metavar="ID...", nargs=-1, required=True)
@WORKBOOK
@click.pass_obj
@desk_errors
def _adopt(context: Context, *, keys: tuple[str, ...], workbook: Path) -> None:
    """Write a row over each ID of a source, to change single cells of it."""
    del context
    edit = WorkbookEdit(workbook)
    for line in [*_rows_over(edit, workbook, keys, {}, "")]:
        click.echo(line)
    edit.save()


@desk.command("drop")
@click.argument("key", metavar="ID")
@click.option("--because", required=True, help="Why; it stays as a note in the workbook.")
@WORKBOOK
@click.pass_obj
@desk_errors
def _drop(context: Context, *, key: str, because: str, workbook: Path) -> None:
    """Take a service of a source off the screens, until somebody empties the cell Status."""
    del context
    edit = WorkbookEdit(workbook)
    cells = {"Status": STATUSES[Status.INACTIVE]}
    for line in [*_rows_over(edit, workbook, (key,), cells, because)]:
        click.echo(line)
    edit.save()


def _rows_over(
    edit: WorkbookEdit, workbook: Path, keys: Iterable[str], more: dict[str, str], note: str
) -> Iterator[str]:
    """Write rows over those of sources; yield where. Raises :class:`CommandError`."""
    for key in keys:
        found = source_row(workbook, key)
        if found is None:
            raise CommandError(f"No source has the id {key}. Nothing was written.")
        sheet, row = found
        if more and sheet is not SERVICES:
            raise CommandError(f"{key} is no service. Nothing was written.")
        name = {"Name": row.text("name")} if "name" in row.raws else {}
        says = "\n".join(
            f"{column.header}: {row.text(column.key)}"
            for column in sheet.columns
            if column.key in row.raws and column.key not in ("id", "name")
        )
        number = edit.put(sheet, row.key, {**name, **more}, note or says)
        yield f"{key}: written to {sheet.title}, row {number}."


@desk.command("sheets")
@click.argument("workbook", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write, which may not exist yet or is empty.",
)
@click.pass_obj
@desk_errors
def _sheets(context: Context, *, workbook: Path, out: Path) -> None:
    """Write each sheet of a WORKBOOK as a CSV file. The folder can be published as it is."""
    del context
    if out.exists() and any(out.iterdir()):
        raise CommandError(f"{out} has files in it and stays as it is. Choose another folder.")
    with open_workbook(workbook) as book:
        out.mkdir(parents=True, exist_ok=True)
        files = write_sheet_folder(book, out)
    click.echo(f"{with_noun(len(files), 'sheet')} in {escape_invisible(str(out))}.")
