"""The command that shows what visitors will see of a workbook or of one source, and the floors."""

from collections.abc import Collection, Iterator
from pathlib import Path

import click
import msgspec

from kiosk import atomic_files
from kiosk.cli.base import CommandError, print_json
from kiosk.domain.report_lines import escape_invisible
from kiosk.editor import coverage as covering
from kiosk.editor import floors as bounds
from kiosk.editor.commands.editor_base import clock, desk_command, present, unsigned_plan
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.option_types import DeskRequest, Keys, SourceName
from kiosk.editor.publish import publish_answers, report_html
from kiosk.editor.sources import imported


class _CoverageRequest(DeskRequest, frozen=True, kw_only=True):
    name: SourceName = ""
    keys: Keys = None


@desk_command("coverage", _CoverageRequest)
def coverage(request: _CoverageRequest) -> None:
    """Show what visitors will see of the workbook, or of its source NAME; write it as a page."""
    name, workbook = request.name, present(request.workbook)
    progress = CommandProgress(silent=request.as_json)
    plan = unsigned_plan(workbook, request.keys, clock(request.now), progress)
    covered = plan.source_coverages.get(name) if name else plan.coverage
    if covered is None:
        raise CommandError(
            f"{name} is not on. Import it with --title, or write Yes under On? on its row of the "
            "sheet Sources."
        )
    made = imported.load_coverage(imported.source_folder(workbook, name)) if name else None
    if made is not None:
        covered = msgspec.structs.replace(
            covered, recognised=made.recognised, to_judge=made.to_judge, filters=made.filters
        )
    floors = tuple(floor for floor in plan.floors if not name or floor.source == name)
    below = tuple(floor for floor in plan.below if floor in floors)
    if request.as_json:
        print_json(publish_answers.CoverageAnswer(coverage=covered, floors=[*floors]))
        return
    file = write_coverage(workbook, name or workbook.stem, covered, floors, below)
    click.echo(covering.visible_counts_in_words(covered))
    for line in bounds.question_lines(covered.source, below) if below else ():
        click.echo(escape_invisible(line))
    click.echo(f"Look at {file.name}.")


def write_coverage(
    workbook: Path,
    name: str,
    covered: "covering.SourceCoverage",
    floors: "Collection[bounds.Floor]",
    below: "Collection[bounds.Floor]",
) -> Path:
    """Write a coverage as a page next to the workbook, and return its file. Raises OSError."""
    file = workbook.parent / f"{name}.coverage.html"
    page = report_html.coverage_html(covered, floors, below).encode()
    atomic_files.replace_file(file, page, mode=atomic_files.OWNER_ONLY)
    return file


def not_ready(below: "Collection[bounds.Floor]") -> Iterator[str]:
    """Yield which floors are not reached."""
    if below:
        yield f"Not ready: {', '.join(floor.name for floor in below)}."
