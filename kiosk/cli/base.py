"""Shared by all commands: options, the context, errors as one sentence."""

import codecs
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

import click
import msgspec

from kiosk import APP
from kiosk.app import assets
from kiosk.app.context import (
    AppContext,
    DirectoryUnavailable,
    Ready,
    clock_of,
    open_prepared,
    prepare_directory,
)
from kiosk.app.settings import Settings, SettingsError
from kiosk.cli.request_options import AsJson, Now, option, takes
from kiosk.domain.clock import ClockError, TrustedClock
from kiosk.domain.language import OFFERED
from kiosk.i18n.catalogs import CatalogError

if TYPE_CHECKING:
    from kiosk.directory.repository import ServiceDirectory
    from kiosk.presentation.presenter import DirectoryPresenter
    from kiosk.sync.importer import Importer

SIZE = re.compile(r"^(\d{3,5})x(\d{3,5})$")
SIDE_BOUNDS = (480, 8192)
"""Pixels of a side that a screen may have; smaller ones cannot hold nine tiles."""
STEPS = ("S", "M", "L", "XL")
MODES = ("default", "black-on-white", "white-on-black", "soft")
P = ParamSpec("P")
EDITOR_LIBRARIES = frozenset(
    {
        *("brotli", "charset_normalizer", "defusedxml", "httpx", "ijson", "jinja2", "markupsafe"),
        *("openpyxl", "phonenumbers", "rapidfuzz", "tomlkit"),
    }
)
"""Libraries of the extra ``editor``, which an installed kiosk does not have."""


class CommandError(click.ClickException):
    """Refused, a problem found, or not possible now: one sentence for the user; exit code 1."""


class UsageError(CommandError):
    """Wrong use: the command line or the settings are invalid; exit code 2."""

    exit_code = 2


class Context(msgspec.Struct, frozen=True):
    """The input of every command.

    ``settings_problem`` is why the settings are unusable, for the one command that continues then.
    """

    data: Path
    settings: Settings
    settings_file: Path | None = None
    settings_problem: str = ""

    def program(self, now: str | None) -> AppContext:
        """Return the program of a command, at ``now`` if given."""
        return AppContext(self.settings, self.clock(now))

    def clock(self, now: str | None) -> TrustedClock:
        """Return the clock of a kiosk with this data, or a fixed one at ``now``."""
        return clock_of(self.settings, now, self.data)

    def importer(self) -> "Importer":
        """Return the service that syncs the data folder and undoes a sync."""
        from kiosk.sync.importer import Importer

        return Importer(self.data, assets.factory(), self.clock(None))

    def presenter(self, tag: str, now: str | None) -> "DirectoryPresenter":
        """Return a presenter in a language for the directory of the data folder."""
        prepared = prepare_directory(self.data)
        if isinstance(prepared, DirectoryUnavailable):
            raise CommandError(prepared.reason)
        return self.program(now).presenter(tag, open_until_exit(prepared))


def default_data() -> Path:
    """Return the user's data folder."""
    return data_home() / APP


def data_home() -> Path:
    """Return where a user's programs keep data (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def size_of(text: str) -> tuple[int, int]:
    """Parse a size as (width, height) in pixels. Raises ValueError."""
    match = SIZE.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not a size; write it like 1920x1080")
    width, height = int(match[1]), int(match[2])
    if not all(SIDE_BOUNDS[0] <= side <= SIDE_BOUNDS[1] for side in (width, height)):
        least, most = SIDE_BOUNDS
        raise ValueError(f"{text!r}: a side has {least} to {most} pixels")
    return width, height


def language_of(tag: str) -> str:
    """Check a language against the offered ones. Raises ValueError."""
    if tag not in OFFERED:
        raise ValueError(f"unknown language {tag!r}; this version speaks {', '.join(OFFERED)}")
    return tag


def at_terminal() -> bool:
    """Return True if a person can be asked."""
    return sys.stdin.isatty()


def editor_is_missing() -> CommandError:
    """Return the error of a command whose libraries are not installed on a kiosk."""
    return CommandError(
        "This command is for editors, and its libraries are not installed here. "
        "On an editor's machine: pip install 'resource-kiosk[editor]'"
    )


def friendly_errors(command: Callable[P, None]) -> Callable[P, None]:
    """Turn expected errors into one sentence, never a traceback."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (SettingsError, ClockError) as error:
            raise UsageError(str(error)) from error
        except CatalogError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError:
            raise  # the reader has closed the pipe: click exits quietly
        except OSError as error:
            what = error.filename or "A file or device"
            raise CommandError(f"{what} cannot be used: {error.strerror or error}.") from error
        except MemoryError as error:
            raise CommandError(
                "There is not enough memory for this. Restart the machine and try again."
            ) from error
        except ImportError as error:
            if error.name in EDITOR_LIBRARIES:
                raise editor_is_missing() from error
            if (error.name or "").startswith("kiosk"):
                raise
            raise CommandError(f"Qt cannot start: {error}. Install what README names.") from error

    return guarded


def kiosk_command(
    name: str, request: type[Any] | None = None, group: click.Group | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    """Make a command that gets the context, and what was typed if it takes a request."""

    def made(command: Callable[..., None]) -> click.Command:
        guarded = click.pass_obj(friendly_errors(command))
        within = click.command if group is None else group.command
        return within(name)(takes(request)(guarded) if request else guarded)

    return made


class LazyGroup(click.Group):
    """A group that loads the commands of its table when they run.

    ``table`` has the commands of each module with their words in the list, none for a hidden one.
    """

    def __init__(self, *args: Any, table: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._words = {name: words for some in table.values() for name, words in some.items()}
        self._modules = {name: module for module, some in table.items() for name in some}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted((*super().list_commands(ctx), *self._modules))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command of the table."""
        if cmd_name not in self._modules:
            return super().get_command(ctx, cmd_name)
        try:
            parts = vars(import_module(self._modules[cmd_name])).values()
        except ImportError as error:
            if error.name in EDITOR_LIBRARIES:
                raise editor_is_missing() from error
            raise
        return next(one for one in parts if isinstance(one, click.Command) and one.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        listed = {
            name: click.Command(name, help=words) for name, words in self._words.items() if words
        }
        click.Group(commands={**self.commands, **listed}).format_commands(ctx, formatter)


class GlobalOptionsGroup(LazyGroup):
    """A group that accepts ``--data`` and ``--settings`` before or after the command."""

    SHARED = ("--data", "--settings")

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command. Characters unknown to the terminal are escaped."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move the shared options to the front; after ``--`` nothing is an option."""
        end = args.index("--") if "--" in args else len(args)
        front: list[str] = []
        rest: list[str] = []
        words = iter(args[:end])
        for word in words:
            if word in self.SHARED:
                value = next(words, None)
                if value is None:
                    raise click.UsageError(f"{word} needs a path after it.", ctx)
                front += [word, value]
            elif word.startswith(tuple(f"{name}=" for name in self.SHARED)):
                front.append(word)
            else:
                rest.append(word)
        return super().parse_args(ctx, [*front, *rest, *args[end:]])


def open_until_exit(prepared: Ready) -> "ServiceDirectory":
    """Open the directory until the command is done."""
    directory = open_prepared(prepared)
    click.get_current_context().call_on_close(directory.close)
    return directory


def print_json(answer: object) -> None:
    """Print an answer as JSON, in ASCII unless the terminal uses UTF-8."""
    encoding = codecs.lookup(sys.stdout.encoding or "ascii").name
    content = msgspec.to_builtins(answer)
    click.echo(json.dumps(content, ensure_ascii=encoding != "utf-8", indent=1))


def print_lines(lines: Iterable[object]) -> None:
    """Print each on a line of its own."""
    for line in lines:
        click.echo(line)


def print_answer(answer: object, lines: Iterable[str], *, as_json: bool) -> None:
    """Print an answer as JSON, else the lines that say it in words."""
    if as_json:
        print_json(answer)
    else:
        print_lines(lines)


Lang = Annotated[str, option("Language (BCP 47).", parse=language_of)]


class VisitorRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What the commands take that answer as a visitor sees it."""

    lang: Lang = "en"
    now: Now = None
    as_json: AsJson = False
