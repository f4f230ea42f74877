"""Shared by the commands of the desk: where the workbook is, the name of a source, its errors."""

from functools import wraps
from pathlib import Path
from typing import Any

import click

from kiosk.cli.base import CommandError
from kiosk.editor.commands.editor_common import editor_errors
from kiosk.editor.publish.finding_messages import MESSAGES
from kiosk.editor.sources.imported import NAME
from kiosk.editor.workbook.opening import WorkbookError

WORKBOOK = click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    default=Path("directory.xlsx"),
    show_default=True,
    help="The workbook; its sources are next to it.",
)


def desk_errors(command: Any) -> Any:
    """Turn expected errors into one sentence, also of a workbook that cannot be read."""

    @wraps(command)
    def guarded(*words: Any, **options: Any) -> None:
        try:
            command(*words, **options)
        except WorkbookError as error:
            raise CommandError(MESSAGES[error.code]) from error

    return editor_errors(guarded)


def name_option(_: click.Context, __: click.Parameter, value: str) -> str:
    """Check the short name of a source."""
    if not NAME.fullmatch(value):
        raise click.BadParameter(
            f"{value!r} is no name of a source: small letters, digits and dashes, at most 24"
        )
    return value
