"""The command line: each command a thin caller. Exit codes: 0 done, 1 refused, 2 wrong use."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kiosk import __version__
from kiosk.cli.base import APP, Anywhere, Context, Trouble, default_data, in_words, size_option
from kiosk.cli.bringing import sync, undo
from kiosk.cli.editor import publish
from kiosk.cli.keys import keys
from kiosk.cli.looking import fingerprint, inspect
from kiosk.cli.making import messages, schema, tour
from kiosk.cli.site import status, trust
from kiosk.cli.staff import pin, provision, staff
from kiosk.cli.visitor import search, show, slip
from kiosk.cli.workbook import template
from kiosk.settings import FILE_NAME, SettingsError, load_settings


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
@click.option("--size", callback=size_option, help="Size of the window, such as 1920x1080.")
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
    context.obj = Context(folder, settings, settings_file)
    if context.invoked_subcommand is None:
        _run(context.obj, full_screen=full_screen, size=size)


@in_words
def _run(context: Context, *, full_screen: bool, size: tuple[int, int] | None) -> None:
    from kiosk import application  # noqa: PLC0415 - Qt is loaded for a screen only
    from kiosk.program import Program, clock_of  # noqa: PLC0415

    program = Program(context.settings, clock_of(context.settings, None, context.data))
    try:
        code = application.run(
            program,
            context.data,
            full_screen=full_screen,
            size=size,
            settings=context.settings_file,
        )
    except application.ScreenError as error:
        raise Trouble(str(error)) from error
    sys.exit(code)


for command in (search, show, slip, status, sync, undo, trust, tour, messages, schema):
    main.add_command(command)
for command in (template, publish, inspect, keys):
    main.add_command(command)
for command in (provision, pin, staff):
    main.add_command(command)
trust.add_command(fingerprint)
