"""Shared by the editor's commands: the keys and their passphrase, the workbook, errors in words."""

import datetime as dt
import errno
import os
import tempfile
import unicodedata
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec

import click
import msgspec

from kiosk.app import assets
from kiosk.cli.base import (
    CommandError,
    UsageError,
    at_terminal,
    data_home,
    friendly_errors,
)
from kiosk.domain.ndjson import read_records, uncollected
from kiosk.domain.syncfile import PRACTICE, Channel, RefusalCode, Refused
from kiosk.editor.commands.progress import CommandProgress
from kiosk.editor.factory.starter import starter_records
from kiosk.editor.finding_messages import MESSAGES
from kiosk.editor.keys.key_folder import NoKeys, open_keys
from kiosk.editor.keys.secrets import Keyring, KeysError
from kiosk.editor.publish.plan import PublishPlan, PublishRequest, prepare
from kiosk.editor.sources.desk_answers import SOURCE_NAME
from kiosk.editor.sources.source_reader import SourceError
from kiosk.editor.workbook.opening import WorkbookError
from kiosk.sync.shell_messages import with_code
from kiosk.sync.staff_messages import REASONS

P = ParamSpec("P")
PASSPHRASE = "KIOSK_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase
NAME_LENGTH = 120
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
        raise UsageError(f"{now!r} is no time; write it like 2026-11-24T10:30.") from error
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


def name_of(text: str) -> str:
    """Parse the name of a person, office or coalition. Raises :class:`click.BadParameter`."""
    name = " ".join(text.split())
    plain = all(unicodedata.category(letter)[0] != "C" for letter in name)
    if not name or len(name) > NAME_LENGTH or not plain:
        raise click.BadParameter(f"a name has 1 to {NAME_LENGTH} plain letters")
    return name


def name_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Parse an optional name."""
    return None if value is None else name_of(value)


def channel_of(text: str) -> str:
    """Parse the short name of a fleet of kiosks. Raises :class:`click.BadParameter`."""
    if text == PRACTICE:
        raise click.BadParameter(f"{PRACTICE} is for publish --practice alone; choose another name")
    try:
        return msgspec.convert(text, Channel)
    except msgspec.ValidationError as error:
        raise click.BadParameter(
            f"{text!r} is not the name of a channel: small letters, digits, dots and dashes only"
        ) from error


def channel_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Parse an optional channel."""
    return None if value is None else channel_of(value)


KEYS = click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    help="Key folder [default: resource-kiosk-keys next to your other data].",
)
YES = click.option("--yes", is_flag=True, help="Answer yes to every question.")


def desk_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn expected errors into one sentence, for work on many records."""
    return editor_errors(uncollected()(command))


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
    factory = tuple(read_records(assets.factory()))
    order = PublishRequest(
        source=source,
        out=source.with_name(UNSIGNED),
        factory=factory,
        carried=tuple(starter_records(factory)),
        fonts=assets.resources() / "fonts",
    )
    return prepare(order, folder, now, progress.reading, through=progress.through)


def source_name_option(_: click.Context, __: click.Parameter, value: str) -> str:
    """Check the short name of a source."""
    if not SOURCE_NAME.fullmatch(value):
        raise click.BadParameter(
            f"{value!r} is not the name of a source: small letters, digits and dashes, at most 24"
        )
    return value
