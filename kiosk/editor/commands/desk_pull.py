"""The command that pulls an export from an HSDS 3 API."""

from typing import Annotated

import click
import msgspec

from kiosk import atomic_files
from kiosk.cli.request_options import argument
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor import pull as pulling
from kiosk.editor.commands.editor_base import desk_command
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.option_types import DIRECTORY, SourceName, Workbook

_EVERY = 100
"""Services after which progress is shown."""


class _PullRequest(msgspec.Struct, frozen=True, kw_only=True):
    name: SourceName
    url: Annotated[str, argument()]
    workbook: Workbook = DIRECTORY


@desk_command("pull", _PullRequest)
def pull(request: _PullRequest) -> None:
    """Read the HSDS 3 API at URL into NAME.json.zip, whole or not at all. Then import it."""
    progress = CommandProgress()

    def show(number: int, whole: int) -> None:
        if number % _EVERY == 0:
            progress.step(f"{number:,} of {with_noun(whole, 'service')}")

    made = pulling.pull(request.url, progress=show)
    file = request.workbook.parent / f"{request.name}.json.zip"
    atomic_files.replace_file(file, made.content)
    click.echo(f"{with_noun(made.services, 'service')} in {escape_invisible(str(file))}.")
    click.echo(f"Next: desk import {request.name} {escape_invisible(str(file))}")
