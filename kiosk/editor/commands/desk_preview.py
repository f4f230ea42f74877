"""The command that shows a directory before it is signed."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from kiosk.app import assets
from kiosk.app.context import AppContext, Ready
from kiosk.cli.base import (
    NOW,
    CommandError,
    Context,
    language_option,
    program_of,
    size_option,
)
from kiosk.domain.ndjson import read_records
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.desk_common import desk_errors
from kiosk.editor.commands.editor_common import KEYS, clock, keys_folder
from kiosk.editor.commands.publish import show_progress
from kiosk.editor.keys.key_folder import NoKeys, open_keys
from kiosk.editor.preview import built_preview, changed_services, tiles_of
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, prepare
from kiosk.editor.publish.report import PublishOutcome, lines_of
from kiosk.sync.data_folder import MakeError


@click.command("preview")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for pictures of home, questions, lists and the services that change.",
)
@click.option("--run", is_flag=True, help="Show it in a window, as a visitor uses it.")
@click.option("--lang", multiple=True, default=("en",), callback=language_option, help="Languages.")
@click.option("--size", multiple=True, default=("1280x800",), callback=size_option, help="Sizes.")
@KEYS
@NOW
@click.pass_obj
@desk_errors
def preview(
    context: Context,
    *,
    source: Path,
    out: Path | None,
    run: bool,
    lang: tuple[str, ...],
    size: tuple[tuple[int, int], ...],
    keys: Path | None,
    now: str | None,
) -> None:
    """Read, check and build the directory of a WORKBOOK, to look at it. Nothing is signed."""
    with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as place:
        plan = _plan(source, Path(place), keys, now)
    for line in _lines(plan):
        click.echo(line)
    if not plan.coverage.services:
        sys.exit(1)
    try:
        with built_preview(plan) as database:
            ready = Ready(database, "preview", preview=True)
            if out is not None:
                _render(program_of(context, now), plan, ready, out, looks=(lang, size))
            if run:
                _show(program_of(context, now), ready, size[0])
    except MakeError as error:
        raise CommandError(f"It cannot be shown yet: {error}") from error
    if plan.refused:
        sys.exit(1)


def _plan(source: Path, place: Path, keys: Path | None, now: str | None) -> PublishPlan:
    """Read and check a source against the file published last, if there is one."""
    try:
        folder = open_keys(keys_folder(keys))
    except NoKeys:
        folder = None
    order = PublishRequest(
        source=source,
        out=place / "preview.kiosksync",
        factory=tuple(read_records(assets.factory())),
        fonts=assets.resources() / "fonts",
    )
    return prepare(order, folder, clock(now), lambda name: show_progress(f"Reading {name}"))


def _lines(plan: PublishPlan) -> Iterator[str]:
    outcome = PublishOutcome.REFUSED if plan.refused else PublishOutcome.WAITING
    yield from lines_of(plan.report(outcome))
    yield ""
    yield "This is a preview. Nothing is signed, and no kiosk takes it."


def _render(
    program: AppContext,
    plan: PublishPlan,
    ready: Ready,
    out: Path,
    *,
    looks: tuple[tuple[str, ...], tuple[tuple[int, int], ...]],
) -> None:
    from kiosk.app.preview import (  # noqa: PLC0415 - it loads Qt
        Preview,
        ScreenError,
        preview_pictures,
    )

    pages = Preview(tiles_of(plan.records), changed_services(plan))
    try:
        count = preview_pictures(
            program,
            ready,
            out,
            pages,
            languages=looks[0],
            sizes=looks[1],
            progress=show_progress,
        )
    except ScreenError as error:
        raise CommandError(str(error)) from error
    click.echo(f"{with_noun(count, 'picture')} in {escape_invisible(str(out))}. See index.html.")


def _show(program: AppContext, ready: Ready, size: tuple[int, int]) -> None:
    from kiosk.app.preview import ScreenError, preview_window  # noqa: PLC0415 - it loads Qt

    try:
        preview_window(program, ready, size)
    except ScreenError as error:
        raise CommandError(str(error)) from error
