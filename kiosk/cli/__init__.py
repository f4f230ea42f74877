"""The command line; commands contain no logic of their own.

Exit codes: 0 done; 1 refused, a problem found, or not possible now; 2 wrong use.
"""

import sys
from dataclasses import replace
from pathlib import Path

import click

from kiosk import __version__
from kiosk.app.settings import DIAGONAL_BOUNDS_IN, FILE_NAME, SettingsError, careful, load_settings
from kiosk.cli.base import (
    APP,
    CommandError,
    Context,
    GlobalOptionsGroup,
    WrongUseError,
    default_data,
    friendly_errors,
    size_option,
)
from kiosk.cli.dev import schema, tour
from kiosk.cli.doctor import doctor
from kiosk.cli.licences import licences
from kiosk.cli.say import say
from kiosk.cli.staff import pin, provision, staff
from kiosk.cli.sync import sync, undo
from kiosk.cli.trust import status, trust
from kiosk.cli.visitor import search, show, slip
from kiosk.devices.printer_choice import chosen_print
from kiosk.editor.commands.inspect import fingerprint, inspect
from kiosk.editor.commands.keys import keys
from kiosk.editor.commands.messages import messages
from kiosk.editor.commands.publish import publish
from kiosk.editor.commands.template import template
from kiosk.sync.restarts import Footing, Starts


@click.group(cls=GlobalOptionsGroup, invoke_without_command=True)
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
@click.option(
    "--diagonal", type=click.FloatRange(*DIAGONAL_BOUNDS_IN), help="Screen diagonal in inches."
)
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
    unattended = full_screen and context.invoked_subcommand is None
    starts = Starts.of_machine()
    footing = starts.begin() if unattended else Footing.NORMAL
    if footing is Footing.NORMAL:
        _check_places(folder, settings_file)
    problem = ""
    try:
        settings = load_settings(settings_file or folder / FILE_NAME)
    except SettingsError as error:
        if footing is Footing.NORMAL and context.invoked_subcommand != doctor.name:
            raise WrongUseError(str(error)) from error
        settings, problem = careful(), str(error)
        if context.invoked_subcommand is None:
            click.echo(problem, err=True)
    settings = replace(settings, print=chosen_print(settings.print, folder))
    if diagonal is not None:
        settings = replace(settings, screen=replace(settings.screen, diagonal=diagonal))
    context.obj = Context(folder, settings, settings_file, problem)
    if context.invoked_subcommand is None:
        _run(context.obj, starts, full_screen=full_screen, size=size, footing=footing)


def _check_places(folder: Path, settings_file: Path | None) -> None:
    """Check that the data folder is usable and that the named settings exist."""
    try:
        blocking = next((at for at in (folder, *folder.parents) if at.is_file()), None)
        missing = settings_file is not None and not settings_file.is_file()
    except OSError as error:
        message = f"{error.filename or folder} cannot be used: {error.strerror or error}."
        raise CommandError(message) from error
    if blocking is not None:
        raise WrongUseError(
            f"The data folder cannot be {folder}: {blocking} is a file. Choose another."
        )
    if missing:
        raise WrongUseError(f"No settings file {settings_file}. Make it or leave out --settings.")


@friendly_errors
def _run(
    context: Context,
    starts: Starts,
    *,
    full_screen: bool,
    size: tuple[int, int] | None,
    footing: Footing,
) -> None:
    from kiosk.app import main_loop  # noqa: PLC0415 - Qt is loaded for a screen only
    from kiosk.app.context import AppContext, clock_of  # noqa: PLC0415
    from kiosk.app.screen import ScreenError  # noqa: PLC0415

    program = AppContext(context.settings, clock_of(context.settings, None, context.data))
    try:
        code = main_loop.run(
            program,
            context.data,
            full_screen=full_screen,
            size=size,
            settings=context.settings_file,
            footing=footing,
            starts=starts,
        )
    except ScreenError as error:
        raise CommandError(str(error)) from error
    sys.exit(code)


for command in (search, show, slip, say, status, doctor, sync, undo, trust, tour, messages, schema):
    main.add_command(command)
main.add_command(licences)
for command in (template, publish, inspect, keys):
    main.add_command(command)
for command in (provision, pin, staff):
    main.add_command(command)
trust.add_command(fingerprint)
