"""Shared by the commands of the desk: where the workbook is, the name of a source, its errors."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Final, ParamSpec

import click

from kiosk.app import assets
from kiosk.domain.ndjson import read_records, uncollected
from kiosk.editor.commands.editor_common import editor_errors, keys_folder
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.keys import key_folder
from kiosk.editor.publish import plan
from kiosk.editor.sources.answers import SOURCE_NAME

P = ParamSpec("P")
UNSIGNED: Final = "preview.kiosksync"
"""Name of a file that is planned and never written."""
WORKBOOK = click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    default=Path("directory.xlsx"),
    show_default=True,
    help="The workbook; its sources are next to it.",
)


def desk_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn expected errors into one sentence, for work on many records."""
    return editor_errors(uncollected()(command))


def unsigned_plan(
    source: Path, keys: Path | None, now: dt.datetime, progress: CommandProgress
) -> "plan.PublishPlan":
    """Read and check a source against the file published last, if there is one.

    Raises what :func:`kiosk.editor.publish.plan.prepare` raises.
    """
    try:
        folder = key_folder.open_keys(keys_folder(keys))
    except key_folder.NoKeys:
        folder = None
    order = plan.PublishRequest(
        source=source,
        out=source.with_name(UNSIGNED),
        factory=tuple(read_records(assets.factory())),
        fonts=assets.resources() / "fonts",
    )
    return plan.prepare(order, folder, now, progress.reading, through=progress.through)


def name_option(_: click.Context, __: click.Parameter, value: str) -> str:
    """Check the short name of a source."""
    if not SOURCE_NAME.fullmatch(value):
        raise click.BadParameter(
            f"{value!r} is no name of a source: small letters, digits and dashes, at most 24"
        )
    return value
