"""The command that pulls an export from an HSDS 3 API."""

from pathlib import Path

import click

from kiosk import atomic_files
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor import pull as pulling
from kiosk.editor.commands.desk import WORKBOOK
from kiosk.editor.commands.editor_base import desk_errors, source_name_option
from kiosk.editor.commands.progress import CommandProgress

_EVERY = 100
"""Services after which progress is shown."""


@click.command("pull")
@click.argument("name", callback=source_name_option)
@click.argument("url")
@WORKBOOK
@desk_errors
def pull(*, name: str, url: str, workbook: Path) -> None:
    """Read the HSDS 3 API at URL into NAME.json.zip, whole or not at all. Then import it."""
    progress = CommandProgress()

    def show(number: int, whole: int) -> None:
        if number % _EVERY == 0:
            progress.step(f"{number:,} of {with_noun(whole, 'service')}")

    made = pulling.pull(url, progress=show)
    file = workbook.parent / f"{name}.json.zip"
    atomic_files.replace_file(file, made.content)
    click.echo(f"{with_noun(made.services, 'service')} in {escape_invisible(str(file))}.")
    click.echo(f"Next: desk import {name} {escape_invisible(str(file))}")
