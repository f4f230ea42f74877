"""Commands that look after the factory directory, which every kiosk has before its first file."""

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import click
import msgspec

from kiosk.app import assets
from kiosk.cli.base import CommandError, UsageError, print_lines
from kiosk.cli.request_options import PRESENT_FOLDER, Now, argument, option
from kiosk.domain.ndjson import RecordsError, read_records
from kiosk.editor.commands.editor_base import clock, editor_command
from kiosk.editor.factory.factory_check import FactoryCheck, check_factory
from kiosk.editor.factory.factory_files import write_files
from kiosk.editor.factory.update import plan_update
from kiosk.editor.publish.publish_report import lines_of

SHOWN = 5
"""Ids listed of each kind, unless all are asked for."""


@click.group()
def factory() -> None:
    """Look after the directory that the program comes with."""


class _FactoryRequest(msgspec.Struct, frozen=True, kw_only=True):
    folder: Annotated[
        Path | None,
        option(
            "Folder of the files [default: resources/factory of this clone].", type=PRESENT_FOLDER
        ),
    ] = None
    now: Now = None


class _UpdateRequest(_FactoryRequest, frozen=True, kw_only=True):
    workbook: Annotated[Path | None, argument()] = None


@editor_command("update", _UpdateRequest, factory)
def _update(request: _UpdateRequest) -> None:
    """Turn an edited WORKBOOK back into the files of the factory directory.

    Without WORKBOOK, complete what was typed into the files by hand: ids, hashes, order. If
    anything is wrong, no file changes.
    """
    try:
        folder, today = request.folder or _clone(), clock(request.now).date()
        update = plan_update(folder, request.workbook, today)
    except RecordsError as error:
        raise CommandError(f"{error}. Nothing was changed.") from error
    if not update.refused:
        write_files(update.contents)
    print_lines(lines_of(update.report))
    if update.refused:
        sys.exit(1)


def _clone() -> Path:
    if not (assets.translations() / "kiosk.pot").is_file():
        raise UsageError(
            "This program is installed; its own directory does not change. Use a clone, or name "
            "your folder with --folder."
        )
    return assets.resources() / "factory"


class _CheckRequest(_FactoryRequest, frozen=True, kw_only=True):
    everything: Annotated[bool, option("List every id.", "--all")] = False


@editor_command("check", _CheckRequest, factory)
def _check(request: _CheckRequest) -> None:
    """List what is old, ended, or without source, situation or hours; count what pages show.

    Fails for what is wrong: without source or situation, ended, or a translation of a text that has
    changed.
    """
    files = sorted(request.folder.glob("*.ndjson")) if request.folder else assets.factory()
    try:
        found = check_factory(tuple(read_records(files)), clock(request.now).date())
    except RecordsError as error:
        raise CommandError(f"{error}. To complete what was typed: factory update") from error
    print_lines(_lines(found, sys.maxsize if request.everything else SHOWN))
    if found.wrong:
        sys.exit(1)


def _lines(check: FactoryCheck, most: int) -> Iterator[str]:
    for what, number in check.counts.items():
        yield f"{what}: {number:,}"
    for name in (one.name for one in dataclasses.fields(FactoryCheck) if one.name != "counts"):
        ids: tuple[str, ...] = getattr(check, name)
        yield f"{name.replace('_', ' ')}: {len(ids):,}"
        yield from (f"  {one}" for one in ids[:most])
        if len(ids) > most:
            yield f"  … {len(ids) - most:,} more: --all"
