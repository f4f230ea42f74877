"""Shared by the editor's commands: the keys and their passphrase, the workbook, errors in words."""

import datetime as dt
import errno
import os
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final, ParamSpec

import click
from msgspec.structs import replace

from kiosk.app import assets
from kiosk.cli.base import CommandError, UsageError, at_terminal, data_home, friendly_errors
from kiosk.cli.request_options import takes
from kiosk.domain.ndjson import read_records, uncollected
from kiosk.domain.syncfile import RefusalCode, Refused
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.factory.starter import starter_records
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.keys.key_folder import NoKeys, open_keys
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.editor.publish.plan import PublishPlan, prepare
from kiosk.editor.publish.publish_request import PublishRequest
from kiosk.editor.sources.source_reader import SourceError
from kiosk.editor.workbook.opening import WorkbookError
from kiosk.sync.shell_messages import with_code
from kiosk.sync.staff_messages import REASONS

P = ParamSpec("P")
PASSPHRASE = "KIOSK_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase
UNSIGNED: Final = "preview.kiosksync"
"""Name of a file that is planned and never written."""

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Errors of a disk that is full, of a user's share of it, and of a file at its limit."""
_AT_A_DESK: Final = {
    RefusalCode.NOT_FOUND: "There is no such file.",
    RefusalCode.ROLLBACK: "It is older than the file that these keys published last. Use the "
    "newest one, or publish again.",
    RefusalCode.NO_TRUST: "This machine has no keys of a coalition. Give the eight groups on the "
    "coalition's paper: --fingerprint",
}
"""Refusals that a kiosk words for itself."""


def keys_folder(given: Path | None) -> Path:
    """Return the folder of keys: as given, or next to the user's other data."""
    return given or data_home() / "resource-kiosk-keys"


def editor_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn expected errors of the editor's commands into one sentence, never a traceback."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except CommandError:
            raise
        except (SourceError, KeysError) as error:
            raise CommandError(str(error)) from error
        except Refused as error:
            raise CommandError(refusal(error)) from error
        except WorkbookError as error:
            raise CommandError(MESSAGES[error.code]) from error
        except BrokenPipeError:
            raise  # the reader has closed the pipe: click exits quietly
        except OSError as error:
            if error.filename is not None and error.errno not in _NO_ROOM:
                raise
            raise CommandError(_not_written(error)) from error

    return friendly_errors(guarded)


def _not_written(error: OSError) -> str:
    """Say which file could not be written, where, and what to do next."""
    what = error.filename or "A working file"
    folder = Path(error.filename).absolute().parent if error.filename else tempfile.gettempdir()
    return (
        f"{what} could not be written: {error.strerror}. Make room on the disk of {folder}, then "
        "type the same command again."
    )


def refusal(error: Refused) -> str:
    """Explain why a kiosk refuses a file, quoting nothing of its content."""
    why = _AT_A_DESK.get(error.code) or REASONS[error.code].why.text
    return with_code(why, error.code, error.where)


def clock(now: str | None) -> dt.datetime:
    """Return the time at which a command works, in UTC and whole seconds."""
    if now is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        moment = dt.datetime.fromisoformat(now)
    except ValueError as error:
        raise UsageError(f"{now!r} is not a time; write it like 2026-11-24T10:30.") from error
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def ring_of(keys: Path, *, new: bool = False) -> Keyring:
    """Open secrets with the passphrase of the environment, or a typed one (twice for new keys)."""

    def ask() -> str:
        passphrase = os.environ.get(PASSPHRASE)
        if passphrase is not None:
            return passphrase
        if not at_terminal():
            message = f"The passphrase is needed: set {PASSPHRASE}, or run this in a terminal."
            raise UsageError(message)
        words = "Passphrase for the new keys (12 letters or more)" if new else "Passphrase"
        return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))

    return Keyring(keys, ask)


def confirm(question: str, *, yes: bool) -> None:
    """Continue only if a person agrees. Raises :class:`CommandError`."""
    if yes:
        return
    if not at_terminal():
        raise CommandError(f"{question} Nothing was done: use --yes if it is so.")
    if not click.confirm(question, err=True):
        raise CommandError("Nothing was done.")


def editor_command(
    name: str, request: type[Any], group: click.Group | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command that takes one request and says expected errors in one sentence."""

    def made(command: Callable[..., None]) -> click.Command:
        within = click.command if group is None else group.command
        return within(name)(takes(request)(editor_errors(command)))

    return made


def desk_command(name: str, request: type[Any]) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command that works on many records."""
    return lambda command: editor_command(name, request)(uncollected()(command))


def present(workbook: Path) -> Path:
    """Return the workbook if it is there. Raises :class:`CommandError`."""
    if not workbook.exists():
        raise CommandError(f"There is no workbook {workbook}.")
    return workbook


def with_factory(request: PublishRequest) -> PublishRequest:
    """Return a request with the program's own records and fonts."""
    factory = tuple(read_records(assets.factory()))
    carried, fonts = tuple(starter_records(factory)), assets.resources() / "fonts"
    return replace(request, factory=factory, carried=carried, fonts=fonts)


def unsigned_plan(
    source: Path, keys: Path | None, now: dt.datetime, progress: CommandProgress
) -> PublishPlan:
    """Read and check a source against the file published last, if there is one.

    Raises what :func:`kiosk.editor.publish.plan.prepare` raises.
    """
    try:
        folder = open_keys(keys_folder(keys))
    except NoKeys:
        folder = None
    request = with_factory(PublishRequest(source=source, out=source.with_name(UNSIGNED)))
    return prepare(request, folder, now, progress.reading, through=progress.through)
