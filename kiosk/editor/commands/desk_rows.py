"""The commands that show and write single rows and sheets of the workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kiosk.cli.base import JSON, CommandError, print_answer, print_lines
from kiosk.domain.records import Status
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.desk import WORKBOOK
from kiosk.editor.commands.editor_base import desk_errors
from kiosk.editor.parsers.vocabulary import STATUSES
from kiosk.editor.sources.desk_answers import CellAnswer
from kiosk.editor.sources.why import source_row, why_answer
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.opening import open_workbook
from kiosk.editor.workbook.sheet_folder import write_sheet_folder
from kiosk.editor.workbook.sheets import SERVICES


@click.command("why")
@click.argument("key", metavar="ID")
@WORKBOOK
@JSON
@desk_errors
def _why(*, key: str, workbook: Path, as_json: bool) -> None:
    """Show who says each cell of a service, a place or an organization."""
    answer = why_answer(workbook, key)
    print_answer(answer, map(_cell_line, answer["cells"]), as_json=as_json)


def _cell_line(cell: CellAnswer) -> str:
    text = escape_invisible(" ".join(cell["text"].split()) or "hidden", 100)
    instead = escape_invisible(" ".join(cell["instead"].split()), 100)
    other = f"; the source has {instead}" if instead else ""
    return f"{cell['sheet']}, {cell['column']}: {text} ({escape_invisible(cell['by'])}{other})"


@click.command("adopt")
@click.argument("keys", metavar="ID...", nargs=-1, required=True)
@WORKBOOK
@desk_errors
def _adopt(*, keys: tuple[str, ...], workbook: Path) -> None:
    """Write a row over each ID of a source, to change single cells of it."""
    edit = WorkbookEdit(workbook)
    print_lines([*_rows_over(edit, workbook, keys, {}, "")])
    edit.save()


@click.command("drop")
@click.argument("key", metavar="ID")
@click.option("--because", required=True, help="Why; it stays as a note in the workbook.")
@WORKBOOK
@desk_errors
def _drop(*, key: str, because: str, workbook: Path) -> None:
    """Take a service of a source off the screens, until somebody empties the cell Status."""
    edit = WorkbookEdit(workbook)
    cells = {"Status": STATUSES[Status.INACTIVE]}
    print_lines([*_rows_over(edit, workbook, (key,), cells, because)])
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


@click.command("sheets")
@click.argument("workbook", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write, which may not exist yet or is empty.",
)
@desk_errors
def _sheets(*, workbook: Path, out: Path) -> None:
    """Write each sheet of a WORKBOOK as a CSV file. The folder can be published as it is."""
    if out.exists() and any(out.iterdir()):
        raise CommandError(f"{out} has files in it and stays as it is. Choose another folder.")
    with open_workbook(workbook) as book:
        out.mkdir(parents=True, exist_ok=True)
        files = write_sheet_folder(book, out)
    click.echo(f"{with_noun(len(files), 'sheet')} in {escape_invisible(str(out))}.")
