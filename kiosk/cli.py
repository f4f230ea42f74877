"""The command line: each command a thin caller. Exit codes: 0 done, 1 refused, 2 wrong use."""

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from kiosk import __version__, assets
from kiosk.domain.language import OFFERED
from kiosk.settings import FILE_NAME, Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from kiosk.program import Program, Ready
    from kiosk.services.desk import Desk
    from kiosk.services.directory import Directory

APP = "resource-kiosk"
SIZE = re.compile(r"^(\d{3,5})x(\d{3,5})$")
SIDE_BOUNDS = (480, 8192)
"""Pixels of a side that a screen may have; smaller ones cannot hold nine tiles."""
STEPS = ("S", "M", "L", "XL")
MODES = ("default", "black-on-white", "white-on-black", "soft")
P = ParamSpec("P")


class Trouble(click.ClickException):
    """A clear sentence for the person at the keyboard; exit code 2."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Context:
    """What every command starts from."""

    data: Path
    settings: Settings


def default_data() -> Path:
    """The user's data folder, as the XDG Base Directory Specification has it."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / APP


def _size(_: click.Context, __: click.Parameter, value: str | tuple[str, ...] | None) -> object:
    def one(text: str) -> tuple[int, int]:
        match = SIZE.match(text)
        if match is None:
            raise click.BadParameter(f"{text!r} is not a size; write it like 1920x1080")
        width, height = int(match[1]), int(match[2])
        if not all(SIDE_BOUNDS[0] <= side <= SIDE_BOUNDS[1] for side in (width, height)):
            low, high = SIDE_BOUNDS
            raise click.BadParameter(f"{text!r}: a side has {low} to {high} pixels")
        return width, height

    if value is None:
        return None
    return one(value) if isinstance(value, str) else tuple(one(text) for text in value)


def _language(_: click.Context, __: click.Parameter, value: str | tuple[str, ...]) -> object:
    for tag in (value,) if isinstance(value, str) else value:
        if tag not in OFFERED:
            raise click.BadParameter(
                f"unknown language {tag!r}; this version speaks {', '.join(OFFERED)}"
            )
    return value


def in_words(
    command: Callable[Concatenate[Context, P], None],
) -> Callable[Concatenate[Context, P], None]:
    """Expected failures become one sentence and exit code 2, never a traceback."""

    @wraps(command)
    def guarded(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> None:
        from kiosk.domain.clock import ClockError  # noqa: PLC0415 - cheap start
        from kiosk.i18n.catalogs import CatalogError  # noqa: PLC0415

        try:
            command(context, *args, **kwargs)
        except (SettingsError, ClockError, CatalogError) as error:
            raise Trouble(str(error)) from error
        except BrokenPipeError:
            raise  # the reader has had enough: click ends quietly
        except OSError as error:
            raise Trouble(f"{error.filename} cannot be used: {error.strerror}.") from error
        except ImportError as error:
            if (error.name or "").startswith("kiosk"):
                raise
            raise Trouble(f"Qt cannot start: {error}. Install what README names.") from error

    return guarded


class Anywhere(click.Group):
    """A group whose ``--data`` and ``--settings`` may stand before or after the command."""

    SHARED = ("--data", "--settings")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Moves the shared options to the front; after ``--`` nothing is an option."""
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


@click.group(cls=Anywhere, invoke_without_command=True)
@click.version_option(__version__, prog_name=APP)
@click.option("--data", type=click.Path(path_type=Path), help="Folder where state lives.")
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="Settings of the site [default: settings.toml in the data folder].",
)
@click.option("--kiosk", "full_screen", is_flag=True, help="Full screen; the pointer is hidden.")
@click.option("--size", callback=_size, help="Size of the window, such as 1920x1080.")
@click.option("--diagonal", type=click.FloatRange(5, 100), help="Screen diagonal in inches.")
@click.pass_context
def main(
    context: click.Context,
    data: Path | None,
    settings_file: Path | None,
    size: tuple[int, int] | None,
    diagonal: float | None,
    *,
    full_screen: bool,
) -> None:
    """An offline directory of help on a touch screen. Without a command: shows it."""
    folder = data or default_data()
    if blocking := next((at for at in (folder, *folder.parents) if at.is_file()), None):
        raise Trouble(f"The data folder cannot be {folder}: {blocking} is a file. Choose another.")
    if settings_file is not None and not settings_file.is_file():
        raise Trouble(f"No settings file {settings_file}. Make it or leave out --settings.")
    try:
        settings = load_settings(settings_file or folder / FILE_NAME)
    except SettingsError as error:
        raise Trouble(str(error)) from error
    if diagonal is not None:
        settings = replace(settings, screen=replace(settings.screen, diagonal=diagonal))
    context.obj = Context(folder, settings)
    if context.invoked_subcommand is None:
        _run(context.obj, full_screen=full_screen, size=size)


@in_words
def _run(context: Context, *, full_screen: bool, size: tuple[int, int] | None) -> None:
    from kiosk import application  # noqa: PLC0415 - Qt is loaded for a screen only
    from kiosk.program import Program, clock_of  # noqa: PLC0415

    program = Program(context.settings, clock_of(context.settings, None))
    try:
        code = application.run(program, context.data, full_screen=full_screen, size=size)
    except application.ScreenError as error:
        raise Trouble(str(error)) from error
    sys.exit(code)


def _program(context: Context, now: str | None) -> "Program":
    from kiosk.program import Program, clock_of  # noqa: PLC0415

    return Program(context.settings, clock_of(context.settings, now))


def _desk(context: Context, tag: str, now: str | None) -> "Desk":
    from kiosk.program import NotReady, prepare_directory  # noqa: PLC0415

    prepared = prepare_directory(context.data)
    if isinstance(prepared, NotReady):
        raise Trouble(prepared.reason)
    return _program(context, now).desk(tag, _opened(prepared))


def _opened(prepared: "Ready") -> "Directory":
    """The directory, closed again when the command is done."""
    from kiosk.program import open_prepared  # noqa: PLC0415

    directory = open_prepared(prepared)
    click.get_current_context().call_on_close(directory.close)
    return directory


def _print(answer: object) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))


_LANG = click.option("--lang", default="en", callback=_language, help="Language (BCP 47).")
_NOW = click.option("--now", help="The moment to answer for, ISO 8601 local time.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@main.command()
@click.argument("text")
@_LANG
@_NOW
@_JSON
@click.pass_obj
@in_words
def search(context: Context, text: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Find services by what a visitor would type."""
    from kiosk.services.answers import search_answer  # noqa: PLC0415

    answer = search_answer(_desk(context, lang, now), text)
    if as_json:
        _print(answer)
        return
    for result in answer["results"]:
        click.echo(f"{result['id']}  {result['name']}: {result['why']}")
    if not answer["results"]:
        click.echo("Nothing found.")


@main.command()
@click.argument("service_id", metavar="ID")
@_LANG
@_NOW
@_JSON
@click.pass_obj
@in_words
def show(context: Context, service_id: str, lang: str, now: str | None, *, as_json: bool) -> None:
    """Show what a visitor may see of a service, nothing else."""
    from kiosk.services.answers import service_answer  # noqa: PLC0415

    view = _desk(context, lang, now).service(service_id)
    if view is None:
        raise Trouble(f"unknown service {service_id!r}; find its id with: {APP} search TEXT")
    answer = service_answer(view)
    if as_json:
        _print(answer)
        return
    click.echo(f"{view.name}\n{view.phrase}")
    for fact in view.facts:
        click.echo(f"{fact.label}: {' '.join(fact.lines)}")


@main.command()
@click.argument("service_ids", metavar="ID...", nargs=-1, required=True)
@_LANG
@_NOW
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="PDF file.")
@click.option(
    "--cover",
    type=click.Choice(["plain", "clinic", "food"]),
    default="plain",
    help="The ordinary title of the slip.",
)
@click.pass_obj
@in_words
def slip(
    context: Context,
    *,
    service_ids: tuple[str, ...],
    lang: str,
    now: str | None,
    output: Path,
    cover: str,
) -> None:
    """Write a slip with up to three services as PDF."""
    from kiosk import slips  # noqa: PLC0415

    desk = _desk(context, lang, now)
    if len(service_ids) > slips.MOST:
        raise Trouble(f"A slip holds up to {slips.MOST} services; {len(service_ids)} were given.")
    unknown = [each for each in service_ids if desk.service(each) is None]
    if unknown:
        raise Trouble(f"unknown service {unknown[0]!r}; find its id with: {APP} search TEXT")
    try:
        slips.write(desk, service_ids, cover, output)
    except slips.SlipError as error:
        raise Trouble(str(error)) from error


@main.command()
@_JSON
@click.pass_obj
@in_words
def status(context: Context, *, as_json: bool) -> None:
    """Tell what the kiosk holds and how it is."""
    from kiosk.program import NotReady, prepare_directory  # noqa: PLC0415
    from kiosk.services.answers import status_answer  # noqa: PLC0415

    prepared = prepare_directory(context.data)
    if isinstance(prepared, NotReady):
        answer = status_answer(None, problem=prepared.reason)
    else:
        answer = status_answer(_opened(prepared), event=prepared.event)
    if as_json:
        _print(answer)
    else:
        for name, count in answer["counts"].items():
            click.echo(f"{name}: {count}")
        if answer["problem"]:
            click.echo(answer["problem"])
    if answer["problem"]:
        sys.exit(2)


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--lang", multiple=True, default=OFFERED, callback=_language, help="Languages.")
@click.option("--size", multiple=True, default=("1920x1080",), callback=_size, help="Sizes.")
@click.option("--text", multiple=True, type=click.Choice(STEPS), default=("M",), help="Text steps.")
@click.option("--mode", multiple=True, type=click.Choice(MODES), default=("default",))
@_NOW
@click.pass_obj
@in_words
def tour(
    context: Context,
    *,
    folder: Path,
    lang: tuple[str, ...],
    size: tuple[tuple[int, int], ...],
    text: tuple[str, ...],
    mode: tuple[str, ...],
    now: str | None,
) -> None:
    """Render every page to pictures in DIR, without a display."""
    from kiosk import application, pictures  # noqa: PLC0415 - Qt is loaded for a screen only

    try:
        count = pictures.tour(
            _program(context, now),
            context.data,
            folder,
            languages=lang,
            sizes=size,
            steps=text,
            modes=mode,
            progress=lambda line: click.echo(line, err=True),
        )
    except application.ScreenError as error:
        raise Trouble(str(error)) from error
    click.echo(f"{count} pictures in {folder}")


@main.group()
def messages() -> None:
    """The catalogues of the program's words."""
    if not (assets.translations() / "kiosk.pot").is_file():
        raise Trouble(f"{assets.translations()} holds made catalogues only; use a clone for this.")


@messages.command("refresh")
def _refresh() -> None:
    """Bring the template and the catalogues up to date with the code."""
    from kiosk.domain.language import offered  # noqa: PLC0415
    from kiosk.i18n.workflow import update  # noqa: PLC0415

    for path in update(assets.translations().parent, assets.translations(), offered()):
        click.echo(path)


@messages.command("check")
def _check() -> None:
    """Name everything that keeps a catalogue from being complete and true."""
    from kiosk.i18n.workflow import check  # noqa: PLC0415

    problems = check(assets.translations().parent, assets.translations())
    for problem in problems:
        click.echo(problem)
    if problems:
        sys.exit(1)


@messages.command("compile")
def _compile() -> None:
    """Make the .mo files the program reads."""
    from kiosk.i18n.compiled import compile_catalogs  # noqa: PLC0415

    for path in compile_catalogs(assets.translations()):
        click.echo(path)


@main.command()
@click.pass_obj
@in_words
def schema(context: Context) -> None:
    """Write the JSON Schema of the records and answers to resources/schema."""
    from kiosk.services.contract import write_schema_files  # noqa: PLC0415

    del context
    for path in write_schema_files(assets.resources() / "schema"):
        click.echo(path)
