"""The command that shows a directory before it is signed."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kiosk.app.context import AppContext, Ready
from kiosk.cli.base import (
    NOW,
    CommandError,
    Context,
    language_option,
    print_lines,
    program_of,
    size_option,
)
from kiosk.domain.checks import records_of_kind
from kiosk.domain.records import (
    AnyRecord,
    Location,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    Tile,
)
from kiosk.domain.report_lines import escape_invisible, with_noun
from kiosk.editor.commands.editor_base import KEYS, clock, desk_errors, unsigned_plan
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.publish.plan import PublishPlan
from kiosk.editor.publish.publish_report import PublishOutcome, lines_of
from kiosk.sync.databases import MakeError, SqliteMaker


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
    progress = CommandProgress()
    plan = unsigned_plan(source, keys, clock(now), progress)
    print_lines(_lines(plan))
    if not plan.coverage.services:
        sys.exit(1)
    try:
        with built_preview(plan) as database:
            ready = Ready(database, "preview", preview=True)
            if out is not None:
                looks = (lang, size, progress)
                _render(program_of(context, now), plan, ready, out, looks=looks)
            if run:
                _show(program_of(context, now), ready, size[0])
    except MakeError as error:
        raise CommandError(f"It cannot be shown yet: {error}") from error
    if plan.refused:
        sys.exit(1)


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
    looks: tuple[tuple[str, ...], tuple[tuple[int, int], ...], CommandProgress],
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
            progress=looks[2].step,
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


@contextmanager
def built_preview(plan: PublishPlan) -> Iterator[Path]:
    """Yield the database of a plan, which goes with its folder.

    Raises :class:`kiosk.sync.databases.MakeError` and OSError.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-preview-") as folder:
        database = Path(folder) / "directory.db"
        SqliteMaker(()).make(plan.records, plan.helplines, database)
        yield database


def tiles_of(records: Iterable[AnyRecord]) -> tuple[tuple[str, str], ...]:
    """Return the need and the id of each tile, in the order of the screen."""
    tiles = sorted(
        (one for one in records if isinstance(one, Tile)), key=lambda one: (one.need, one.order)
    )
    return tuple((one.need.value, one.id) for one in tiles)


def changed_services(plan: PublishPlan) -> tuple[str, ...]:
    """Return the ids of services that are new or differ from the file published last.

    Without such a file there are none: all of them are new.
    """
    if plan.last is None:
        return ()
    before, now = _by_service(plan.last.bundle.records), _by_service(plan.records)
    return tuple(key for key, own in now.items() if before.get(key) != own)


def _by_service(records: Iterable[AnyRecord]) -> dict[str, list[AnyRecord]]:
    """Return each service with what belongs to it, in one order."""
    every = list(records)
    places = records_of_kind(every, Location)
    found = defaultdict[str, list[AnyRecord]](list)
    for one in every:
        match one:
            case Service():
                found[one.id].insert(0, one)
            case ServiceAtLocation() if one.location_id in places:
                found[one.service_id].append(places[one.location_id])
            case Phone() | Schedule():
                found[one.service_id].append(one)
    return {key: [own[0], *sorted(own[1:], key=str)] for key, own in found.items()}
