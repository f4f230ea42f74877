"""The commands that show and write single rows and sheets of the workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.cli.base import CommandError, print_answer, print_lines
from kiosk.cli.request_options import FOLDER, PRESENT_FILE, AsJson, argument, option
from kiosk.domain.records import Status
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.editor_base import desk_command
from kiosk.editor.option_types import DIRECTORY, Workbook
from kiosk.editor.parsers.vocabulary import STATUSES
from kiosk.editor.sources.desk_answers import CellAnswer
from kiosk.editor.sources.why import source_row, why_answer
from kiosk.editor.workbook.edit import WorkbookEdit
from kiosk.editor.workbook.opening import open_workbook
from kiosk.editor.workbook.sheet_folder import write_sheet_folder
from kiosk.editor.workbook.sheets import SERVICES


class _WhyRequest(msgspec.Struct, frozen=True, kw_only=True):
    key: Annotated[str, argument(metavar="ID")]
    workbook: Workbook = DIRECTORY
    as_json: AsJson = False


@desk_command("why", _WhyRequest)
def _why(request: _WhyRequest) -> None:
    """Show where each cell of a service, a place or an organization comes from."""
    answer = why_answer(request.workbook, request.key)
    print_answer(answer, map(_cell_line, answer["cells"]), as_json=request.as_json)


def _cell_line(cell: CellAnswer) -> str:
    text = escape_invisible(" ".join(cell["text"].split()) or "hidden", 100)
    instead = escape_invisible(" ".join(cell["instead"].split()), 100)
    other = f"; the source has {instead}" if instead else ""
    return f"{cell['sheet']}, {cell['column']}: {text} ({escape_invisible(cell['by'])}{other})"


class _AdoptRequest(msgspec.Struct, frozen=True, kw_only=True):
    keys: Annotated[tuple[str, ...], argument(metavar="ID...")]
    workbook: Workbook = DIRECTORY


@desk_command("adopt", _AdoptRequest)
def _adopt(request: _AdoptRequest) -> None:
    """Write a row over each ID of a source, to change single cells of it."""
    edit = WorkbookEdit(request.workbook)
    print_lines([*_rows_over(edit, request.workbook, request.keys, {}, "")])
    edit.save()


class _DropRequest(msgspec.Struct, frozen=True, kw_only=True):
    key: Annotated[str, argument(metavar="ID")]
    because: Annotated[str, option("Why; it stays as a note in the workbook.")]
    workbook: Workbook = DIRECTORY


@desk_command("drop", _DropRequest)
def _drop(request: _DropRequest) -> None:
    """Take a service of a source off the screens, until somebody empties the cell Status."""
    edit = WorkbookEdit(request.workbook)
    cells = {"Status": STATUSES[Status.INACTIVE]}
    print_lines([*_rows_over(edit, request.workbook, (request.key,), cells, request.because)])
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
            raise CommandError(f"{key} is not a service. Nothing was written.")
        name = {"Name": row.text("name")} if "name" in row.raws else {}
        says = "\n".join(
            f"{column.header}: {row.text(column.key)}"
            for column in sheet.columns
            if column.key in row.raws and column.key not in ("id", "name")
        )
        number = edit.put(sheet, row.key, {**name, **more}, note or says)
        yield f"{key}: written to {sheet.title}, row {number}."


class _SheetsRequest(msgspec.Struct, frozen=True, kw_only=True):
    workbook: Annotated[Path, argument(type=PRESENT_FILE)]
    out: Annotated[
        Path,
        option("Folder to write, which may not exist yet or is empty.", "-o", "--out", type=FOLDER),
    ]


@desk_command("sheets", _SheetsRequest)
def _sheets(request: _SheetsRequest) -> None:
    """Write each sheet of a WORKBOOK as a CSV file. The folder can be published as it is."""
    out = request.out
    if out.exists() and any(out.iterdir()):
        raise CommandError(f"{out} has files in it and stays as it is. Choose another folder.")
    with open_workbook(request.workbook) as book:
        out.mkdir(parents=True, exist_ok=True)
        files = write_sheet_folder(book, out)
    click.echo(f"{with_noun(len(files), 'sheet')} in {escape_invisible(str(out))}.")
