"""What the editor's commands share: the folder of keys, the passphrase, failures in words."""

import datetime as dt
import os
import sys
import unicodedata
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click
import msgspec

from kiosk.cli.base import CommandError, Context, WrongUseError, data_home, friendly_errors
from kiosk.domain.syncfile import PRACTICE, Channel, Refused
from kiosk.editor.keys import secrets
from kiosk.editor.publish import source
from kiosk.sync import messages as sync_words
from kiosk.sync.staff_messages import REASONS

P = ParamSpec("P")
PASSPHRASE = "KIOSK_PASSPHRASE"  # noqa: S105 - the name of a variable, not a passphrase
NAME_LENGTH = 120


def keys_folder(given: Path | None) -> Path:
    """The folder of keys: as given, or beside the user's other data."""
    return given or data_home() / "resource-kiosk-keys"


def editor_errors(
    command: Callable[Concatenate[Context, P], None],
) -> Callable[Concatenate[Context, P], None]:
    """Expected failures of the editor's commands become one sentence, never a traceback."""

    @wraps(command)
    def guarded(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(context, *args, **kwargs)
        except (source.SourceError, secrets.KeysError) as error:
            raise CommandError(str(error)) from error
        except Refused as error:
            raise CommandError(refusal(error)) from error
        except BrokenPipeError:
            raise  # the reader has had enough: click ends quietly
        except OSError as error:
            if error.filename is not None:
                raise
            raise CommandError(f"Nothing more could be written: {error.strerror}.") from error

    return friendly_errors(guarded)


def refusal(error: Refused) -> str:
    """Why a kiosk would not take a file, without a word of its content."""
    return sync_words.with_code(REASONS[error.code].why.text, error.code, error.where)


def clock(now: str | None) -> dt.datetime:
    """The moment a command works at, UTC, whole seconds."""
    if now is None:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        moment = dt.datetime.fromisoformat(now)
    except ValueError as error:
        raise WrongUseError(f"{now!r} is no time; write it like 2026-11-24T10:30.") from error
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def ring_of(keys: Path, *, new: bool = False) -> "secrets.Keyring":
    """Opens secrets with the passphrase of the environment, or one typed (twice for new keys)."""

    def ask() -> str:
        said = os.environ.get(PASSPHRASE)
        if said is not None:
            return said
        if not at_terminal():
            told = f"The passphrase is needed: set {PASSPHRASE}, or run this in a terminal."
            raise WrongUseError(told)
        words = "Passphrase for the new keys (12 letters or more)" if new else "Passphrase"
        return str(click.prompt(words, hide_input=True, confirmation_prompt=new, err=True))

    return secrets.Keyring(keys, ask)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Goes on only if a person agrees. Raises :class:`CommandError`."""
    if yes:
        return
    if not at_terminal():
        raise CommandError(f"{question} Nothing was done: say --yes if it is so.")
    if not click.confirm(question, err=True):
        raise CommandError("Nothing was done.")


def name_of(text: str) -> str:
    """A name of a person, office or coalition. Raises :class:`click.BadParameter`."""
    name = " ".join(text.split())
    plain = all(unicodedata.category(letter)[0] != "C" for letter in name)
    if not name or len(name) > NAME_LENGTH or not plain:
        raise click.BadParameter(f"a name has 1 to {NAME_LENGTH} plain letters")
    return name


def name_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A name that was given as an option, or none."""
    return None if value is None else name_of(value)


def channel_of(text: str) -> str:
    """The short name of a fleet of kiosks. Raises :class:`click.BadParameter`."""
    if text == PRACTICE:
        raise click.BadParameter(f"{PRACTICE} is for publish --practice alone; choose another name")
    try:
        return msgspec.convert(text, Channel)
    except msgspec.ValidationError as error:
        raise click.BadParameter(
            f"{text!r} is no name of a channel: small letters, digits, dots and dashes only"
        ) from error


def channel_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A channel that was given as an option, or none."""
    return None if value is None else channel_of(value)


KEYS = click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of keys [default: resource-kiosk-keys beside your other data].",
)
YES = click.option("--yes", is_flag=True, help="Agree to what would be asked.")
