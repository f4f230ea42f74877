"""The command that shows a directory before it is signed."""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.app.context import AppContext, Ready
from kiosk.cli.base import CommandError, Context, language_of, print_lines, size_of
from kiosk.cli.request_options import FOLDER, PRESENT, Now, argument, option
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
from kiosk.editor.commands.editor_base import clock, desk_command, unsigned_plan
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.option_types import Keys
from kiosk.editor.publish.plan import PublishPlan
from kiosk.editor.publish.publish_report import PublishOutcome, lines_of
from kiosk.sync.databases import MakeError, SqliteMaker


class _PreviewRequest(msgspec.Struct, frozen=True, kw_only=True):
    source: Annotated[Path, argument(type=PRESENT)]
    out: Annotated[
        Path | None,
        option(
            "Folder for pictures of home, questions, lists and the services that change.",
            "-o",
            "--out",
            type=FOLDER,
        ),
    ] = None
    run: Annotated[bool, option("Show it in a window, as a visitor uses it.")] = False
    lang: Annotated[tuple[str, ...], option("Languages.", parse=language_of)] = ("en",)
    size: Annotated[tuple[tuple[int, int], ...], option("Sizes.", type=str, parse=size_of)] = (
        (1280, 800),
    )
    keys: Keys = None
    now: Now = None


@desk_command("preview", _PreviewRequest)
@click.pass_obj
def preview(context: Context, request: _PreviewRequest) -> None:
    """Read, check and build the directory of a WORKBOOK, to look at it. Nothing is signed."""
    progress = CommandProgress()
    plan = unsigned_plan(request.source, request.keys, clock(request.now), progress)
    print_lines(_lines(plan))
    if not plan.coverage.services:
        sys.exit(1)
    try:
        with built_preview(plan) as database:
            ready = Ready(database, "preview", preview=True)
            if request.out is not None or request.run:
                _look(context.program(request.now), plan, ready, request, progress)
    except MakeError as error:
        raise CommandError(f"It cannot be shown yet: {error}") from error
    if plan.refused:
        sys.exit(1)


def _lines(plan: PublishPlan) -> Iterator[str]:
    outcome = PublishOutcome.REFUSED if plan.refused else PublishOutcome.WAITING
    yield from lines_of(plan.report(outcome))
    yield ""
    yield "This is a preview. Nothing is signed, and no kiosk takes it."


def _look(
    program: AppContext,
    plan: PublishPlan,
    ready: Ready,
    request: _PreviewRequest,
    progress: CommandProgress,
) -> None:
    """Make pictures of the directory, show it in a window, or both."""
    from kiosk.app import preview as looks  # noqa: PLC0415 - it loads Qt

    try:
        if request.out is not None:
            pages = looks.Preview(tiles_of(plan.records), changed_services(plan))
            count = looks.preview_pictures(
                program,
                ready,
                request.out,
                pages,
                languages=request.lang,
                sizes=request.size,
                progress=progress.step,
            )
            place = escape_invisible(str(request.out))
            click.echo(f"{with_noun(count, 'picture')} in {place}. See index.html.")
        if request.run:
            looks.preview_window(program, ready, request.size[0])
    except looks.ScreenError as error:
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
