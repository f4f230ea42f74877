"""Commands for the staff of a site: the state of the kiosk, and its trusted coalition."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import msgspec

from kiosk.app.context import DirectoryUnavailable, prepare_directory
from kiosk.cli.base import (
    CommandError,
    Context,
    LazyGroup,
    UsageError,
    at_terminal,
    kiosk_command,
    open_until_exit,
    print_answer,
)
from kiosk.cli.request_options import UNREAD_FILE, AsJson, argument, option
from kiosk.domain.report_lines import escape_invisible
from kiosk.domain.syncfile import Refused
from kiosk.presentation.command_answers import status_answer
from kiosk.presentation.status_messages import status_lines
from kiosk.sync.folder_watch import folder_state
from kiosk.sync.shell_messages import refusal_words
from kiosk.sync.status import data_status
from kiosk.sync.sync_answers import TrustInfo

if TYPE_CHECKING:
    from kiosk.sync.root_trust import TrustManager

COMMANDS = {
    "kiosk.editor.commands.inspect": {
        "fingerprint": "Print the fingerprint of your keys or of FILE, for the coalition's paper.",
    },
}


@click.group(cls=LazyGroup, table=COMMANDS)
def trust() -> None:
    """Manage whose signatures this kiosk trusts."""


class _JsonRequest(msgspec.Struct, frozen=True, kw_only=True):
    as_json: AsJson = False


@kiosk_command("show", _JsonRequest, trust)
def show(context: Context, request: _JsonRequest) -> None:
    """Show whom this kiosk trusts."""
    try:
        root = trust_of(context).shown()
    except Refused as error:
        raise CommandError(
            "The trusted keys of this kiosk are damaged: until they are put there again it takes "
            "no new data. Add the coalition's file with trust add FILE --replace."
        ) from error
    if root is None:
        raise CommandError(
            "This kiosk trusts nobody yet. Add the coalition's file with trust add FILE."
        )
    print_answer(root, _root_lines(root), as_json=request.as_json)


class _AddRequest(msgspec.Struct, frozen=True, kw_only=True):
    file: Annotated[Path, argument(type=UNREAD_FILE)]
    fingerprint: Annotated[str | None, option("The eight groups on the coalition's paper.")] = None
    replace: Annotated[bool, option("Trust this coalition instead of another.")] = False


@kiosk_command("add", _AddRequest, trust)
def add(context: Context, request: _AddRequest) -> None:
    """Trust the coalition of FILE: a sync file or a root document."""
    trusting, file = trust_of(context), request.file
    try:
        trusting.offered(file)
        typed = request.fingerprint or _typed(trusting, file)
        if wrong := trusting.wrong(file, typed):
            raise CommandError(wrong_words(wrong))
        root = trusting.add(file, typed, replace=request.replace)
    except Refused as error:
        raise _refused(error) from error
    click.echo(
        f"This kiosk now trusts {escape_invisible(root.publisher)}, for kiosks of {root.channel}."
    )


def _typed(manager: "TrustManager", file: Path) -> str:
    """Ask for the groups of the paper until they are right."""
    if not at_terminal():
        raise UsageError("Type the fingerprint in a terminal, or give it with --fingerprint.")
    click.echo(
        "The coalition's paper, or a person of the coalition, has 8 groups of 4. Do not take them "
        "from the stick, nor from a message that came with the file.",
        err=True,
    )
    while True:
        typed = str(click.prompt("The 8 groups from the coalition's paper", err=True))
        wrong = manager.wrong(file, typed)
        if not wrong:
            return typed
        click.echo(wrong_words(wrong), err=True)


def wrong_words(groups: tuple[int, ...]) -> str:
    """Name the groups that differ from those of the file."""
    named = ", ".join(map(str, groups))
    many = "Groups" if len(groups) > 1 else "Group"
    verb = "are" if len(groups) > 1 else "is"
    return (
        f"{many} {named} {verb} not as on this file. Compare the paper again. If it says the same, "
        "do not use the file."
    )


def _root_lines(root: TrustInfo) -> tuple[str, ...]:
    return (
        f"{escape_invisible(root.publisher)}, for kiosks of {root.channel}",
        f"Fingerprint: {' '.join(root.fingerprint)}",
        f"Root version: {root.version}",
    )


def _refused(error: Refused) -> CommandError:
    return CommandError(refusal_words(error.code, error.where))


def trust_of(context: Context, *, staffed: bool = False) -> "TrustManager":
    """Return the service that shows and changes whom this kiosk trusts."""
    from kiosk.sync.root_trust import TrustManager

    return TrustManager(context.importer(), staffed=staffed)


@kiosk_command("status", _JsonRequest)
def status(context: Context, request: _JsonRequest) -> None:
    """Show the data of the kiosk and its state."""
    prepared = prepare_directory(context.data)
    watched_folder = context.settings.sync.place
    watched = None if watched_folder is None else folder_state(watched_folder)
    data = data_status(context.data, context.clock(None))
    if isinstance(prepared, DirectoryUnavailable):
        answer = status_answer(None, data, watched, problem=prepared.reason)
    else:
        answer = status_answer(open_until_exit(prepared), data, watched, event=prepared.event)
    print_answer(answer, status_lines(answer, data, watched), as_json=request.as_json)
    if answer["problem"]:
        sys.exit(1)
